import { refusedConstruct, dangerousConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { assertNever } from "../../source/assert-never.js";
import { textOf } from "../../source/source.js";
import type { Origin } from "../../source/source.js";
import { constructorsOf } from "../builtins/constructors.js";
import { foreignLiteral } from "../builtins/names.js";
import type {
  Binary,
  BooleanLiteral,
  Broken,
  Expression,
  FloatLiteral,
  Index,
  IntegerLiteral,
  Logical,
  NilLiteral,
  RangeLiteral,
  Refused,
  Sequence,
  SymbolLiteral,
  Unary,
} from "../tree.js";
import { evaluateArguments } from "./arguments.js";
import { evaluateAssignment, evaluateMultipleAssignment } from "./assignment.js";
import { runStatements } from "./blocks.js";
import { walkAllWays } from "./branches.js";
import { inside, madeOf, maybe } from "./candidates.js";
import { evaluateCall } from "./call.js";
import { readConstant } from "./constants.js";
import { pathOf } from "./collections.js";
import { missingAttributeAt } from "./attribute-errors.js";
import { evaluateCase, evaluateCondition, evaluateIf } from "./control.js";
import { textSources } from "./doubts.js";
import { readIndex } from "./indexing.js";
import { doubtNamed } from "./named.js";
import { evaluateArray, evaluateHash, evaluateString, textOfParts } from "./literals.js";
import { evaluateMatchVariable, forgetMatch } from "./last-match.js";
import { reportLostBlocks } from "./lost-blocks.js";
import { assignLocal, exceed, fail, mistake, originOf, readLocal, warn } from "./machine.js";
import type { Exit, Machine } from "./machine.js";
import { callMethod } from "./methods.js";
import { operate, operateUnary } from "./operators.js";
import { evaluateMatchAssignment, evaluateRegexp } from "./regexp-literals.js";
import { booleanObject, floatObject, integerObject, nilObject, symbolObject, truthy } from "./value.js";
import { rangeOf } from "./ranges.js";
import type { RuntimeValue } from "./value.js";

/** The value of an expression; what it declares and reports is in the machine afterwards. */
export function evaluateExpression(machine: Machine, node: Expression): RuntimeValue {
  if (machine.exit !== undefined) return nilObject(undefined);
  machine.steps += 1;
  if (machine.steps > machine.limits.steps)
    return exceed(machine, originOf(machine, machine.running), "steps");
  if (machine.depth >= machine.limits.nesting) return exceed(machine, originOf(machine, node), "nesting");
  machine.depth += 1;
  const value = evaluateKind(machine, node);
  machine.depth -= 1;
  return value;
}

function evaluateKind(machine: Machine, node: Expression): RuntimeValue {
  switch (node.kind) {
    case "string":
      return evaluateString(machine, node);
    case "symbol":
      return evaluateSymbol(machine, node);
    case "integer":
    case "float":
    case "boolean":
    case "nil":
      return evaluateScalar(machine, node);
    case "array":
      return evaluateArray(machine, node);
    case "hash":
      return evaluateHash(machine, node);
    case "range":
      return evaluateRange(machine, node);
    case "regexp":
      return evaluateRegexp(machine, node);
    case "local":
      return readLocal(machine, node, originOf(machine, node));
    case "constant":
      return readConstant(machine, node);
    case "call":
      return evaluateCall(machine, node);
    case "index":
      return evaluateIndex(machine, node);
    case "assignment":
      return evaluateAssignment(machine, node);
    case "multiple assignment":
      return evaluateMultipleAssignment(machine, node);
    case "binary":
      return evaluateBinary(machine, node);
    case "match assignment":
      return evaluateMatchAssignment(machine, node);
    case "match variable":
      return evaluateMatchVariable(machine, node);
    case "unary":
      return evaluateUnary(machine, node);
    case "logical":
      return evaluateLogical(machine, node);
    case "if":
      return evaluateIf(machine, node);
    case "case":
      return evaluateCase(machine, node);
    case "return":
      return leave(machine, "return", node.value);
    case "jump":
      return leave(machine, node.keyword, node.value);
    case "sequence":
      return evaluateSequence(machine, node);
    case "refused":
      return evaluateRefused(machine, node);
    case "broken":
      return evaluateBroken(machine, node);
    default:
      return assertNever(node);
  }
}

function evaluateScalar(
  machine: Machine,
  node: IntegerLiteral | FloatLiteral | BooleanLiteral | NilLiteral,
): RuntimeValue {
  const origin = originOf(machine, node);
  switch (node.kind) {
    case "integer":
      return integerObject(node.value, origin);
    case "float":
      return floatObject(node.number, origin);
    case "boolean":
      return booleanObject(node.value, origin);
    case "nil":
      return nilObject(origin);
    default:
      return assertNever(node);
  }
}

/** `return`, `next` and `break`: what follows is not evaluated, up to where they lead. */
function leave(machine: Machine, exit: Exit, given: Expression | undefined): RuntimeValue {
  const value = given === undefined ? nilObject(undefined) : machine.evaluate(machine, given);
  if (machine.exit !== undefined) return value;
  machine.exit = exit;
  machine.exitValue = value;
  return value;
}

function evaluateSymbol(machine: Machine, node: SymbolLiteral): RuntimeValue {
  const origin = originOf(machine, node);
  const text = textOfParts(machine, node.parts, origin);
  return typeof text === "string" ? symbolObject(text, origin) : text;
}

function evaluateRange(machine: Machine, node: RangeLiteral): RuntimeValue {
  const from = node.from === undefined ? nilObject(undefined) : machine.evaluate(machine, node.from);
  const to = node.to === undefined ? nilObject(undefined) : machine.evaluate(machine, node.to);
  return rangeOf(machine, from, to, node.exclusive, originOf(machine, node));
}

/** Text that could not be read: a diagnostic has been given. */
function evaluateBroken(machine: Machine, node: Broken): RuntimeValue {
  if (machine.resource !== undefined) machine.resource.incomplete = true;
  return mistake(originOf(machine, node), "text that could not be read");
}

/**
 * `a[b][c]`, in a loop from the left, so that an index into a node attribute that is missing can name the whole
 * path that was asked for.
 */
function evaluateIndex(machine: Machine, node: Index): RuntimeValue {
  const chain: Index[] = [];
  let root: Expression = node;
  while (root.kind === "index") {
    chain.push(root);
    root = root.receiver;
  }
  let value = machine.evaluate(machine, root);
  let missing: string | undefined;
  let wanted = "";
  for (const index of chain.reverse()) {
    machine.steps += 1;
    const keys = evaluateArguments(machine, index.arguments);
    if (!Array.isArray(keys)) return inside(maybe(keys, [value]));
    const [key] = keys;
    if (value.kind === "nil" && value.missing !== undefined && key !== undefined) {
      wanted = pathOf(missing === undefined ? value.missing : wanted, key);
      missing = value.missing;
    } else value = indexed(machine, value, keys, originOf(machine, index));
  }
  return missing === undefined
    ? value
    : missingAttributeAt(machine, missing, originOf(machine, node), { wanted });
}

/** `receiver[…]`; of a class it makes one of its values (`Hash[pairs]`), of a match it is a group. */
function indexed(
  machine: Machine,
  receiver: RuntimeValue,
  keys: readonly RuntimeValue[],
  origin: Origin,
): RuntimeValue {
  const own =
    receiver.kind === "match" || (receiver.kind === "module" && constructorsOf(receiver)?.has("[]") === true);
  const made = own
    ? callMethod(machine, receiver, { name: "[]", arguments: keys, block: undefined, origin })
    : undefined;
  return made ?? readIndex(machine, receiver, keys, origin);
}

function evaluateSequence(machine: Machine, node: Sequence): RuntimeValue {
  if (machine.statement !== node) machine.statement = undefined;
  return runStatements(machine, node.statements, originOf(machine, node));
}

function evaluateUnary(machine: Machine, node: Unary): RuntimeValue {
  const negated = node.operator === "!";
  const operand = (negated ? evaluateCondition : machine.evaluate)(machine, node.operand);
  return operateUnary(machine, node.operator, operand, originOf(machine, node));
}

// A long `a + b + c …` leans to the left; walking it in a loop keeps it off the stack.
function evaluateBinary(machine: Machine, node: Binary): RuntimeValue {
  const chain: Binary[] = [];
  let leftmost: Expression = node;
  while (leftmost.kind === "binary") {
    chain.push(leftmost);
    leftmost = leftmost.left;
  }
  let value = machine.evaluate(machine, leftmost);
  for (const { operator, right, start, end } of chain.reverse()) {
    const other = machine.evaluate(machine, right);
    if (machine.exit !== undefined) return value;
    machine.steps += 1;
    const made = operate(machine, operator, value, other, { source: machine.frame.source, start, end });
    value = made.kind === "unknown" ? madeOf(made, textSources(value, operator, [other])) : made;
  }
  return value;
}

/** `&&` and `||`: the right side counts only when the left does not decide. */
function evaluateLogical(machine: Machine, node: Logical): RuntimeValue {
  const chain: Logical[] = [];
  let leftmost: Expression = node;
  while (leftmost.kind === "logical") {
    chain.push(leftmost);
    leftmost = leftmost.left;
  }
  let value = machine.evaluate(machine, leftmost);
  for (const { operator, right } of chain.reverse()) {
    if (value.kind === "unknown") {
      const other = walkAllWays(machine, value, 2, (way) =>
        way === 0 ? machine.evaluate(machine, right) : nilObject(undefined),
      );
      value = maybe(value, [other]);
    } else if (truthy(value) === (operator === "and")) value = machine.evaluate(machine, right);
  }
  return value;
}

/** What was certainly meant: another language's literal, or the text that `#$x` would be in single quotes. */
function insteadOf(origin: Origin): string | undefined {
  const text = textOf(origin);
  if (!/^[$@]/.test(text) || origin.source.text.charAt(origin.start - 1) !== "#") return foreignLiteral(text);
  return `\\#${text}, since #${text.charAt(0)} puts a variable's value into the text`;
}

/** Ruby that is known and not evaluated: its value and the locals it assigns are unknown. */
function evaluateRefused(machine: Machine, node: Refused): RuntimeValue {
  const origin = originOf(machine, node);
  const { construct, dangerous, assigns, names } = node;
  if (machine.resource !== undefined) machine.resource.incomplete = true;
  const reason = `the result of ${construct}`;
  const doubt = dangerous
    ? fail(machine, origin, reason, dangerousConstruct(origin, { construct }))
    : reportLostBlocks(machine, node.blocks, construct, node)
      ? mistake(origin, reason)
      : warn(machine, origin, reason, refusedConstruct(origin, { construct, instead: insteadOf(origin) }));
  const result = doubtNamed(machine, names, doubt);
  for (const local of assigns) assignLocal(machine, local, result);
  forgetMatch(machine, doubt);
  return result;
}
