import { refusedConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import type { Origin } from "../../source/source.js";
import type {
  Assignment,
  AssignmentTarget,
  Call,
  ConstantRead,
  Index,
  MultipleAssignment,
  RestTarget,
  Span,
  Target,
} from "../tree.js";
import { evaluateArguments } from "./arguments.js";
import { writeUnchained } from "./attribute-changes.js";
import { sharesOf, takeApart } from "./binding.js";
import { walkAllWays } from "./branches.js";
import { isConstant, pathOfConstant, readConstant } from "./constants.js";
import { getCustom, setCustom } from "./custom-property.js";
import { readIndex } from "./indexing.js";
import { writeIndex } from "./index-writing.js";
import { doubtAll, levelWriters, loseAttributes, replaceLevel } from "./levels.js";
import { assignCell, assignLocal, originOf, readLocal, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import { operate } from "./operators.js";
import { nilObject, truthy } from "./value.js";
import type { RuntimeValue } from "./value.js";

/** Where a value goes: what stands left of an assignment, whose parts have been evaluated. */
interface Place {
  readonly read: () => RuntimeValue;
  /** Gives what the assignment gives. */
  readonly write: (value: RuntimeValue) => RuntimeValue;
}

/** `target = value`, `target += value`, `target ||= value`; its value is what was assigned. */
export function evaluateAssignment(machine: Machine, node: Assignment): RuntimeValue {
  machine.statement = undefined;
  const place = placeOf(machine, node.target, node);
  if (place === undefined) return nilObject(originOf(machine, node));
  const { operator } = node;
  if (operator === "||" || operator === "&&") return assignWhenNeeded(machine, node, operator, place);
  const old = operator === undefined ? undefined : place.read();
  const given = machine.evaluate(machine, node.value);
  if (machine.exit !== undefined) return given;
  if (old === undefined || operator === undefined) return place.write(given);
  return place.write(operate(machine, operator, old, given, originOf(machine, node)));
}

/** `||=` and `&&=` evaluate and assign the value only when what is there decides so. */
function assignWhenNeeded(
  machine: Machine,
  node: Assignment,
  operator: "||" | "&&",
  place: Place,
): RuntimeValue {
  const { target } = node;
  const missing = operator === "||" && target.kind === "constant" && !isConstant(machine, target);
  const old = missing ? nilObject(undefined) : place.read();
  if (machine.exit !== undefined) return old;
  if (old.kind === "unknown") {
    const evaluateValue = (way: number): RuntimeValue =>
      way === 0 ? machine.evaluate(machine, node.value) : nilObject(undefined);
    walkAllWays(machine, old, 2, evaluateValue);
    return place.write(old);
  }
  if (truthy(old) !== (operator === "&&")) return old;
  const value = machine.evaluate(machine, node.value);
  return machine.exit === undefined ? place.write(value) : value;
}

/** `a, b = value`: all that stands left is evaluated, then the value, which the whole gives; then it is shared out. */
export function evaluateMultipleAssignment(machine: Machine, node: MultipleAssignment): RuntimeValue {
  machine.statement = undefined;
  const assign = prepareTarget(machine, node.targets);
  const value = machine.evaluate(machine, node.value);
  if (machine.exit === undefined) assign(value);
  return value;
}

/** Evaluates the parts of a target, from the left (Ruby 3.1: before the value); what comes back assigns it a value. */
export function prepareTarget(machine: Machine, target: Target | RestTarget): (value: RuntimeValue) => void {
  switch (target.kind) {
    case "targets": {
      const { items } = target;
      const assigns = items.map((item) => prepareTarget(machine, item));
      return (value) => {
        const shares = sharesOf(machine, items, takeApart(value));
        for (const [index, assign] of assigns.entries())
          if (machine.exit === undefined) assign(shares[index] ?? nilObject(undefined));
      };
    }
    case "rest target":
      return target.target === undefined ? () => undefined : prepareTarget(machine, target.target);
    case "refused":
      return () => void machine.evaluate(machine, target);
    default: {
      const place = placeOf(machine, target, target);
      return (value) => void place?.write(value);
    }
  }
}

/** The place of a target; undefined when `&.` finds nil, so that nothing is assigned. */
function placeOf(machine: Machine, target: AssignmentTarget, whole: Span): Place | undefined {
  switch (target.kind) {
    case "local":
      return {
        // Ruby knows the name from here on; until it has a value it is nil, also for its own right side.
        read: () => readLocal(machine, target, originOf(machine, target)),
        write: (value) => {
          assignLocal(machine, target, value);
          return value;
        },
      };
    case "constant":
      return constantPlace(machine, target);
    case "index":
      return indexPlace(machine, target, originOf(machine, whole));
    case "call":
      return attributePlace(machine, target, originOf(machine, whole));
  }
}

/** A constant; one that is not there yet is nil for `||=`, and a mistake for any other operator. */
function constantPlace(machine: Machine, target: ConstantRead): Place {
  const name = pathOfConstant(target);
  return {
    read: () => readConstant(machine, target),
    write: (value) => {
      const { constants } = machine.frame;
      const cell = constants.get(name) ?? { value: nilObject(undefined) };
      constants.set(name, cell);
      assignCell(machine, cell, value);
      return value;
    },
  };
}

/** `receiver.name = value`: of what recipes assign so only a custom resource's property is evaluated. */
function attributePlace(machine: Machine, target: Call, origin: Origin): Place | undefined {
  const receiver = target.receiver === undefined ? undefined : machine.evaluate(machine, target.receiver);
  if (receiver?.kind === "nil" && target.safe) return undefined;
  const instance = receiver?.kind === "new resource" ? receiver.instance : undefined;
  const property = instance?.resource.properties.get(target.name);
  if (instance !== undefined && property !== undefined) {
    return {
      read: () => getCustom(machine, instance, property, origin),
      write: (value) => setCustom(machine, instance, property, value, origin),
    };
  }
  const level = receiver?.kind === "node" ? levelWriters.get(target.name) : undefined;
  if (level !== undefined) {
    return {
      read: () => ({ kind: "level", level, unchain: undefined, origin }),
      write: (value) => {
        replaceLevel(machine, level, value, origin);
        return value;
      },
    };
  }
  const refuse = (): RuntimeValue => {
    if (receiver?.kind === "unknown") return receiver;
    const construct = `an assignment to "${excerpt(target.name)}"`;
    const doubt = warn(
      machine,
      origin,
      `the result of ${construct}`,
      refusedConstruct(origin, { construct }),
    );
    if (receiver?.kind === "node") doubtAll(machine.runState, loseAttributes(machine, doubt));
    return doubt;
  };
  return { read: refuse, write: refuse };
}

function indexPlace(machine: Machine, target: Index, origin: Origin): Place {
  const receiver = machine.evaluate(machine, target.receiver);
  const keys = evaluateArguments(machine, target.arguments);
  const place = originOf(machine, target);
  return {
    read: () => (Array.isArray(keys) ? readIndex(machine, receiver, keys, place) : keys),
    write: (value) => {
      if (receiver.kind === "module" && receiver.name === "ENV") {
        const construct = "an assignment to ENV";
        const told = refusedConstruct(origin, { construct });
        return (machine.changedEnvironment ??= warn(machine, origin, "ENV, which the recipe changes", told));
      }
      if (!Array.isArray(keys)) return keys;
      const [key] = keys;
      if (receiver.kind !== "level" || receiver.unchain === undefined || key === undefined)
        return writeIndex(machine, receiver, keys, value, origin);
      const { unchain } = receiver;
      return writeUnchained(
        machine,
        receiver.level,
        { ...unchain, keys: [...unchain.keys, key] },
        value,
        origin,
      );
    },
  };
}
