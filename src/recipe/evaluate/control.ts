import { refusedConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Case, Expression, If, When } from "../tree.js";
import { evaluateArguments } from "./arguments.js";
import { runStatements } from "./blocks.js";
import { walkAllWays } from "./branches.js";
import { caseMatches } from "./equality.js";
import { forgetMatch } from "./last-match.js";
import { originOf, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import { nilObject, truthy } from "./value.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

/** One branch's statements; `alone` when the whole stands as a statement, so that theirs do too. */
function runBranch(
  machine: Machine,
  node: Expression,
  alone: boolean,
  body: readonly Expression[],
): RuntimeValue {
  machine.statement = alone ? node : undefined;
  return runStatements(machine, body, originOf(machine, node));
}

/** `if`; a chain of `elsif` is walked in a loop, as it may be long. */
export function evaluateIf(machine: Machine, node: If): RuntimeValue {
  const alone = machine.statement === node;
  let current = node;
  for (;;) {
    machine.statement = undefined;
    const condition = evaluateCondition(machine, current.condition);
    if (machine.exit !== undefined) return condition;
    if (condition.kind === "unknown") return walkBoth(machine, current, alone, condition);
    const body = truthy(condition) ? current.then : current.otherwise;
    const [next] = body;
    if (body.length !== 1 || next?.kind !== "if") return runBranch(machine, current, alone, body);
    current = next;
  }
}

/** Decides between ways, or is negated: a range or a regular expression means something else there. */
export function evaluateCondition(machine: Machine, condition: Expression): RuntimeValue {
  const odd = oddCondition(condition);
  if (odd === undefined) return machine.evaluate(machine, condition);
  const construct =
    odd.kind === "range" ? "a range as a condition, a flip-flop" : "a regular expression as a condition";
  const origin = originOf(machine, odd);
  const doubt = warn(machine, origin, `the result of ${construct}`, refusedConstruct(origin, { construct }));
  forgetMatch(machine, doubt);
  return doubt;
}

/**
 * What means something else as a condition, or as a part of one (Ruby's cond0): a range remembers what it was the last
 * time, a regular expression is matched with the line that was read last.
 */
function oddCondition(condition: Expression): Expression | undefined {
  const parts = [condition];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (part.kind === "range" || part.kind === "regexp") return part;
    if (part.kind === "unary" && part.operator === "!") parts.push(part.operand);
    else if (part.kind === "logical") parts.push(part.left, part.right);
  }
  return undefined;
}

function walkBoth(machine: Machine, node: If, alone: boolean, doubt: UnknownObject): RuntimeValue {
  return walkAllWays(machine, doubt, 2, (way) =>
    runBranch(machine, node, alone, way === 0 ? node.then : node.otherwise),
  );
}

/**
 * `case`: the first `when` that fits. One that may fit is a way that may be taken; the search goes on until one
 * certainly fits, and all ways found are walked.
 */
export function evaluateCase(machine: Machine, node: Case): RuntimeValue {
  const alone = machine.statement === node;
  machine.statement = undefined;
  const subject = node.subject === undefined ? undefined : machine.evaluate(machine, node.subject);
  const possible: (readonly Expression[])[] = [];
  let doubt: UnknownObject | undefined;
  let certain: readonly Expression[] = node.otherwise;
  for (const when of node.whens) {
    const fits = whenFits(machine, when, subject);
    if (machine.exit !== undefined) return nilObject(undefined);
    if (fits === true) {
      certain = when.statements;
      break;
    }
    if (fits === false) continue;
    doubt ??= fits;
    possible.push(when.statements);
  }
  if (doubt === undefined) return runBranch(machine, node, alone, certain);
  possible.push(certain);
  return walkAllWays(machine, doubt, possible.length, (way) =>
    runBranch(machine, node, alone, possible[way] ?? []),
  );
}

/** Whether one of a `when`'s conditions fits; without a subject each is a condition of its own. */
function whenFits(machine: Machine, when: When, subject: RuntimeValue | undefined): boolean | UnknownObject {
  let doubt: UnknownObject | undefined;
  for (const condition of when.conditions) {
    const values = evaluateArguments(machine, [condition]);
    if (!Array.isArray(values)) {
      doubt ??= values;
      continue;
    }
    for (const value of values) {
      const fits =
        subject === undefined
          ? value.kind === "unknown"
            ? value
            : truthy(value)
          : caseMatches(machine, value, subject, originOf(machine, condition));
      if (fits === true) return doubt ?? true;
      if (fits !== false) doubt ??= fits;
    }
  }
  return doubt ?? false;
}
