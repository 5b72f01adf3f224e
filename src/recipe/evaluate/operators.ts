import { nilReceiver, readOnlyValue, wrongOperands } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import { arithmetic, bitwise, isArithmetic, negate } from "./arithmetic.js";
import { missingAttributeAt } from "./attribute-errors.js";
import { makeArray, mashValue } from "./collections.js";
import { caseEquals, compare, equals, hashKey } from "./equality.js";
import { charge, exceed, fail, makeString, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { textOfValue } from "./text.js";
import {
  booleanObject,
  classNameOf,
  describe,
  integerObject,
  nilObject,
  stringObject,
  truthy,
  unknownIn,
} from "./value.js";
import type {
  ArrayObject,
  MutableObject,
  RuntimeValue,
  StringObject,
  UnknownObject,
  Vivid,
} from "./value.js";
import { forget, forgetAll } from "./vivid.js";

/** A binary operator of two values; `origin` is the whole expression. An unknown operand is the result. */
export function operate(
  machine: Machine,
  operator: string,
  left: RuntimeValue,
  right: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  if (operator === "<<" && (left.kind === "array" || left.kind === "string")) {
    return append(machine, left, right, origin, forget);
  }
  const doubt = unknownIn(left) ?? unknownIn(right);
  if (doubt !== undefined) return doubt;
  switch (operator) {
    case "==":
      return decided(equals(machine, left, right, origin), origin);
    case "!=":
      return inverted(equals(machine, left, right, origin), origin);
    case "===":
      return decided(caseEquals(machine, left, right, origin), origin);
    case "<=>": {
      const order = compare(machine, left, right, origin);
      if (order === undefined) return nilObject(origin);
      return typeof order === "number" ? integerObject(BigInt(order), origin) : order;
    }
    case "<":
    case "<=":
    case ">":
    case ">=":
      return ordered(machine, operator, left, right, origin);
    default:
      return combine(machine, operator, left, right, origin);
  }
}

function decided(result: boolean | UnknownObject, origin: Origin): RuntimeValue {
  return typeof result === "boolean" ? booleanObject(result, origin) : result;
}

function inverted(result: boolean | UnknownObject, origin: Origin): RuntimeValue {
  return typeof result === "boolean" ? booleanObject(!result, origin) : result;
}

/** `<` and its kin are defined for numbers and for strings; anything else ends a recipe. */
function ordered(
  machine: Machine,
  operator: "<" | "<=" | ">" | ">=",
  left: RuntimeValue,
  right: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  const numbers = isNumber(left) && isNumber(right);
  const alike = left.kind === right.kind && (left.kind === "string" || left.kind === "symbol");
  if (!numbers && !alike) return refuse(machine, operator, left, right, origin);
  const order = compare(machine, left, right, origin);
  if (typeof order === "object") return order;
  // NaN has no order: every comparison with it is false.
  if (order === undefined) return booleanObject(false, origin);
  switch (operator) {
    case "<":
      return booleanObject(order < 0, origin);
    case "<=":
      return booleanObject(order <= 0, origin);
    case ">":
      return booleanObject(order > 0, origin);
    default:
      return booleanObject(order >= 0, origin);
  }
}

function isNumber(value: RuntimeValue): boolean {
  return value.kind === "integer" || value.kind === "float";
}

function combine(
  machine: Machine,
  operator: string,
  left: RuntimeValue,
  right: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  switch (left.kind) {
    case "integer":
    case "float":
      if (right.kind === "integer" || right.kind === "float") {
        const result = isArithmetic(operator)
          ? arithmetic(machine, operator, left, right, origin)
          : bitwise(machine, operator, left, right, origin);
        if (result !== undefined) return result;
      }
      break;
    case "string":
      return combineString(machine, operator, left, right, origin);
    case "array":
      return combineArray(machine, operator, left, right, origin);
    case "boolean":
    case "nil": {
      const first = truthy(left);
      const second = truthy(right);
      if (operator === "&") return booleanObject(first && second, origin);
      if (operator === "|") return booleanObject(first || second, origin);
      if (operator === "^") return booleanObject(first !== second, origin);
      break;
    }
    default:
      break;
  }
  return refuse(machine, operator, left, right, origin);
}

function combineString(
  machine: Machine,
  operator: string,
  left: StringObject,
  right: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  if (operator === "+" && right.kind === "string") return makeString(machine, left.text + right.text, origin);
  if (operator === "*" && right.kind === "integer" && right.value >= 0n) {
    if (BigInt(left.text.length) * right.value > BigInt(machine.limits.string)) {
      return exceed(machine, origin, "string");
    }
    return makeString(machine, left.text.repeat(Number(right.value)), origin);
  }
  if (operator === "%") {
    return unknown(origin, 'the result of formatting with "%"', 'Write the text with "#{}" instead.');
  }
  return refuse(machine, operator, left, right, origin);
}

function combineArray(
  machine: Machine,
  operator: string,
  left: ArrayObject,
  right: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  if (operator === "*" && right.kind === "string") return joined(machine, left, right.text, origin);
  if (operator === "*" && right.kind === "integer" && right.value >= 0n) {
    if (BigInt(left.items.length) * right.value > BigInt(machine.limits.collection)) {
      return exceed(machine, origin, "collection");
    }
    const items: RuntimeValue[] = [];
    for (let round = 0n; round < right.value && left.items.length > 0; round += 1n) {
      for (const item of left.items) items.push(item);
    }
    return makeArray(machine, items, origin);
  }
  if (right.kind === "array") {
    if (operator === "+") return makeArray(machine, left.items.concat(right.items), origin);
    if (operator === "-") return filtered(machine, left, right, false, origin);
    if (operator === "&") return unique(machine, filtered(machine, left, right, true, origin), origin);
    if (operator === "|") {
      return unique(machine, makeArray(machine, left.items.concat(right.items), origin), origin);
    }
  }
  return refuse(machine, operator, left, right, origin);
}

/** The elements that are in the other array too, or are not. */
function filtered(
  machine: Machine,
  left: ArrayObject,
  right: ArrayObject,
  common: boolean,
  origin: Origin,
): ArrayObject | UnknownObject {
  const keys = new Set<string>();
  for (const item of right.items) {
    const key = hashKey(machine, item);
    if (key === undefined) return unknownIn(item) ?? incomparable(origin);
    keys.add(key);
  }
  const kept: RuntimeValue[] = [];
  for (const item of left.items) {
    const key = hashKey(machine, item);
    if (key === undefined) return unknownIn(item) ?? incomparable(origin);
    if (keys.has(key) === common) kept.push(item);
  }
  return makeArray(machine, kept, origin);
}

/** Each element once, the first of equal ones (`uniq`). */
export function unique(machine: Machine, array: ArrayObject | UnknownObject, origin: Origin): RuntimeValue {
  if (array.kind === "unknown") return array;
  const byKey = new Map<string, RuntimeValue>();
  for (const item of array.items) {
    const key = hashKey(machine, item);
    if (key === undefined) return unknownIn(item) ?? incomparable(origin);
    if (!byKey.has(key)) byKey.set(key, item);
  }
  return makeArray(machine, [...byKey.values()], origin);
}

function incomparable(origin: Origin): UnknownObject {
  return unknown(origin, "which of these values are equal", "Compare strings, symbols or numbers.");
}

/** Ruby's `join`: elements by `to_s`, an inner array as the text that joining it gives. */
export function joined(
  machine: Machine,
  array: ArrayObject,
  separator: string,
  origin: Origin,
): RuntimeValue {
  const text = joinedText(machine, array, separator, origin, 0);
  return typeof text === "string" ? makeString(machine, text, origin) : text;
}

function joinedText(
  machine: Machine,
  array: ArrayObject,
  separator: string,
  origin: Origin,
  depth: number,
): string | UnknownObject {
  if (array.taint !== undefined) return array.taint;
  if (depth > machine.limits.nesting) return exceed(machine, origin, "nesting");
  if (!charge(machine, array.items.length, origin)) return exceed(machine, origin, "steps");
  const texts: string[] = [];
  let size = 0;
  for (const item of array.items) {
    const text =
      item.kind === "array"
        ? joinedText(machine, item, separator, origin, depth + 1)
        : textOfValue(machine, item, origin);
    if (typeof text !== "string") return text;
    size += text.length + separator.length;
    if (size > machine.limits.string + separator.length) return exceed(machine, origin, "string");
    texts.push(text);
  }
  if (!charge(machine, size >>> 6, origin)) return exceed(machine, origin, "steps");
  return texts.join(separator);
}

/**
 * The error of changing what is read-only; undefined when it may be changed, which is to follow. What was merged of
 * the levels of node attributes is forgotten as Chef does, by `change` where that is none of all.
 */
export function refuseChange(
  machine: Machine,
  target: MutableObject,
  origin: Origin,
  change: (machine: Machine, vivid: Vivid) => void = forgetAll,
): UnknownObject | undefined {
  if (target.vivid !== undefined) change(machine, target.vivid);
  if (target.attribute === undefined && !target.frozen) return undefined;
  const what = target.attribute ?? `This ${classNameOf(target)} is frozen and`;
  return fail(machine, origin, "a value that was changed", readOnlyValue(origin, { what }));
}

/**
 * Changes the array or string itself; under an undecided condition its contents are unknown after. Of a list in a level
 * of node attributes `<<` knows the path, which no other method does.
 */
export function append(
  machine: Machine,
  target: ArrayObject | StringObject,
  value: RuntimeValue,
  origin: Origin,
  change: typeof forgetAll = forgetAll,
): RuntimeValue {
  const doubt = machine.conditional;
  const refused = refuseChange(machine, target, origin, change);
  if (refused !== undefined) return refused;
  if (target.taint === undefined && doubt !== undefined) target.taint = doubt;
  if (target.taint !== undefined) return target;
  if (target.kind === "array") {
    if (target.items.length >= machine.limits.collection) return exceed(machine, origin, "collection");
    target.items.push(target.vivid === undefined ? value : mashValue(machine, value, target.vivid));
    return target;
  }
  if (value.kind === "unknown") target.taint = value;
  else if (value.kind !== "string") return refuse(machine, "<<", target, value, origin);
  else if (target.text.length + value.text.length > machine.limits.string) {
    return exceed(machine, origin, "string");
  } else {
    target.text += value.text;
    target.segments = undefined;
  }
  return target;
}

/** `!`, `-`, `+`, `~` of a value. */
export function operateUnary(
  machine: Machine,
  operator: string,
  operand: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  if (operand.kind === "unknown") return operand;
  if (operator === "!") return booleanObject(!truthy(operand), origin);
  const doubt = unknownIn(operand);
  if (doubt !== undefined) return doubt;
  if (operand.kind === "string" && operator !== "~") return frozenOrNot(operand, operator === "-", origin);
  return negate(operator, operand, origin) ?? refuseUnary(machine, operator, operand, origin);
}

/** `-text` is a frozen string, `+text` one that is not; a copy only where it has to be one. */
function frozenOrNot(value: StringObject, frozen: boolean, origin: Origin): StringObject {
  return value.frozen === frozen ? value : { ...stringObject(value.text, origin), frozen };
}

function refuseUnary(
  machine: Machine,
  operator: string,
  operand: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  const nothing = { ...nilObject(origin), missing: undefined };
  return refuse(machine, operator, operand, nothing, origin);
}

/** The error of an operator that its operands do not take; a missing attribute is named instead. */
export function refuse(
  machine: Machine,
  operator: string,
  left: RuntimeValue,
  right: RuntimeValue,
  origin: Origin,
): UnknownObject {
  const reason = `the result of "${operator}"`;
  for (const side of [left, right]) {
    if (side.kind === "nil" && side.missing !== undefined) {
      return missingAttributeAt(machine, side.missing, origin);
    }
  }
  if (left.kind === "nil") return fail(machine, origin, reason, nilReceiver(origin, { name: operator }));
  const parameters = { operator, left: describe(left), right: describe(right) };
  return fail(machine, origin, reason, wrongOperands(origin, parameters));
}
