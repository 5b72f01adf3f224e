import { refusedConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import type { Assignment, Call, Index } from "../tree.js";
import { evaluateArguments } from "./arguments.js";
import { walkAllWays } from "./branches.js";
import { pathOfConstant } from "./constants.js";
import { getCustom, setCustom } from "./custom-property.js";
import { readIndex, writeIndex } from "./indexing.js";
import { assignCell, assignLocal, originOf, readLocal, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import { operate } from "./operators.js";
import { writeUnless } from "./paths.js";
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
      const cell = machine.frame.constants.get(name) ?? { value: nilObject(undefined) };
      const value = newValue(machine, node, () => cell.value);
      machine.frame.constants.set(name, cell);
      assignCell(machine, cell, value);
      return value;
    }
    case "index":
      return assignIndex(machine, node, target);
    case "call":
      return assignAttribute(machine, node, target);
  }
}

/** `receiver.name = value`: of what recipes assign so only a custom resource's property is evaluated. */
function assignAttribute(machine: Machine, node: Assignment, target: Call): RuntimeValue {
  const origin = originOf(machine, node);
  const receiver = target.receiver === undefined ? undefined : machine.evaluate(machine, target.receiver);
  const instance = receiver?.kind === "new resource" ? receiver.instance : undefined;
  const property = instance?.resource.properties.get(target.name);
  if (instance !== undefined && property !== undefined) {
    const value = newValue(machine, node, () => getCustom(machine, instance, property, origin));
    return machine.exit === undefined ? setCustom(machine, instance, property, value, origin) : value;
  }
  machine.evaluate(machine, node.value);
  const construct = `an assignment to "${excerpt(target.name)}"`;
  return warn(machine, origin, `the result of ${construct}`, refusedConstruct(origin, { construct }));
}

function assignIndex(machine: Machine, node: Assignment, target: Index): RuntimeValue {
  const origin = originOf(machine, node);
  const receiver = machine.evaluate(machine, target.receiver);
  const keys = evaluateArguments(machine, target.arguments);
  const place = originOf(machine, target);
  const value = newValue(machine, node, () =>
    Array.isArray(keys) ? readIndex(machine, receiver, keys, place) : keys,
  );
  if (machine.exit !== undefined) return value;
  if (receiver.kind === "module" && receiver.name === "ENV") {
    const construct = "an assignment to ENV";
    const told = refusedConstruct(origin, { construct });
    return (machine.changedEnvironment ??= warn(machine, origin, "ENV, which the recipe changes", told));
  }
  if (!Array.isArray(keys)) return keys;
  const [key] = keys;
  return receiver.kind === "level" && receiver.unlessAt !== undefined && key !== undefined
    ? writeUnless(machine, receiver, [...receiver.unlessAt, key], value, origin)
    : writeIndex(machine, receiver, keys, value, origin);
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
