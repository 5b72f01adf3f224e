import { refusedConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import { attributeLevels } from "../builtins/names.js";
import type { Assignment, Expression, Index } from "../tree.js";
import { evaluateArguments } from "./arguments.js";
import { walkAllWays } from "./branches.js";
import { pathOfConstant } from "./constants.js";
import { readIndex } from "./indexing.js";
import { writeIndex } from "./index-writing.js";
import { assignCell, assignLocal, originOf, readLocal, unknown, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import { operate } from "./operators.js";
import { nilObject, truthy } from "./value.js";
import type { RuntimeValue } from "./value.js";

/** `target = value`, `target += value`, `target ||= value`; its value is what was assigned. */
export function evaluateAssignment(machine: Machine, node: Assignment): RuntimeValue {
  const { target } = node;
  machine.statement = undefined;
  switch (target.kind) {
    case "local": {
      // Ruby knows the name from here on; until it has a value it is nil, also for its own right side.
      const value = newValue(machine, node, () => readLocal(machine, target.name, originOf(machine, target)));
      if (machine.exit === undefined) assignLocal(machine, target.name, value);
      return value;
    }
    case "constant": {
      const name = pathOfConstant(target);
      const cell = machine.constants.get(name) ?? { value: nilObject(undefined) };
      const value = newValue(machine, node, () => cell.value);
      machine.constants.set(name, cell);
      assignCell(machine, cell, value);
      return value;
    }
    case "index":
      return assignIndex(machine, node, target);
    case "call": {
      const origin = originOf(machine, node);
      machine.evaluate(machine, node.value);
      const construct = `an assignment to "${excerpt(target.name)}"`;
      return warn(machine, origin, `the result of ${construct}`, refusedConstruct(origin, { construct }));
    }
  }
}

function assignIndex(machine: Machine, node: Assignment, target: Index): RuntimeValue {
  const origin = originOf(machine, node);
  const changed = changedAttribute(target);
  const receiver = machine.evaluate(machine, target.receiver);
  const keys = evaluateArguments(machine, target.arguments);
  const place = originOf(machine, target);
  const value = newValue(machine, node, () =>
    Array.isArray(keys) ? readIndex(machine, receiver, keys, place) : keys,
  );
  if (machine.exit !== undefined) return value;
  if (changed !== undefined) {
    const doubt = unknown(place, `node["${excerpt(changed)}"]`, "Write the value where it is used.");
    // What was said of the assignment itself holds for what it changed.
    const { diagnostic } = receiver.kind === "unknown" ? receiver : doubt;
    machine.attributes.set(changed, { ...doubt, diagnostic });
    return value;
  }
  if (receiver.kind === "module" && receiver.name === "ENV") {
    const construct = "an assignment to ENV";
    const told = refusedConstruct(origin, { construct });
    return (machine.changedEnvironment ??= warn(machine, origin, "ENV, which the recipe changes", told));
  }
  return Array.isArray(keys) ? writeIndex(machine, receiver, keys, value, origin) : keys;
}

/** The first key of `node.default['key']… = value`: what it holds is not known from here on. */
function changedAttribute(target: Index): string | undefined {
  let at: Expression = target;
  let key: Expression | undefined;
  while (at.kind === "index") {
    const [first] = at.arguments;
    key = first === undefined || first.kind === "splat" ? undefined : first;
    at = at.receiver;
  }
  if (at.kind !== "call" || !attributeLevels.has(at.name)) return undefined;
  if (at.receiver?.kind !== "call" || at.receiver.name !== "node") return undefined;
  if (key?.kind !== "string" && key?.kind !== "symbol") return undefined;
  const [part] = key.parts;
  return part?.kind === "text" ? part.text : undefined;
}

/** The value to assign; an operator joins it with what is there, `||=` and `&&=` evaluate it only when needed. */
function newValue(machine: Machine, node: Assignment, current: () => RuntimeValue): RuntimeValue {
  if (node.operator === undefined) return machine.evaluate(machine, node.value);
  const old = current();
  if (node.operator !== "||" && node.operator !== "&&") {
    const value = machine.evaluate(machine, node.value);
    return operate(machine, node.operator, old, value, originOf(machine, node));
  }
  if (old.kind === "unknown") {
    const evaluateValue = (way: number): RuntimeValue =>
      way === 0 ? machine.evaluate(machine, node.value) : nilObject(undefined);
    walkAllWays(machine, old, 2, evaluateValue);
    return old;
  }
  return truthy(old) === (node.operator === "&&") ? machine.evaluate(machine, node.value) : old;
}
