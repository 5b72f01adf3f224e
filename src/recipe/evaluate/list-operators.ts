import type { Origin } from "../../source/source.js";
import { makeArray, smallInteger } from "./collections.js";
import { hashKey } from "./equality.js";
import { charge, exceed, makeString, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { refuse } from "./refusals.js";
import { textOfValue } from "./text.js";
import { unknownIn } from "./value.js";
import type { ArrayObject, RuntimeValue, UnknownObject } from "./value.js";

/** `* + - & |` of an array. */
export function combineArray(
  machine: Machine,
  operator: string,
  left: ArrayObject,
  right: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  if (operator === "*" && right.kind === "string") return joined(machine, left, right.text, origin);
  const times = operator === "*" ? timesOf(right) : undefined;
  if (times !== undefined) {
    if (BigInt(left.items.length) * times > BigInt(machine.limits.collection)) {
      return exceed(machine, origin, "collection");
    }
    const items: RuntimeValue[] = [];
    for (let round = 0n; round < times && left.items.length > 0; round += 1n) {
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

/** How often something is repeated: an integer of 64 bits that is not negative, or a float cut off. */
export function timesOf(value: RuntimeValue): bigint | undefined {
  const times = smallInteger(value);
  return times === undefined || times < 0 ? undefined : BigInt(times);
}

/** The elements that are in the other array too, or are not. */
function filtered(
  machine: Machine,
  left: ArrayObject,
  right: ArrayObject,
  common: boolean,
  origin: Origin,
): ArrayObject | UnknownObject {
  if (!charge(machine, left.items.length + right.items.length, origin))
    return exceed(machine, origin, "steps");
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
  if (!charge(machine, array.items.length, origin)) return exceed(machine, origin, "steps");
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
