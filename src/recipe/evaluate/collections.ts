import { excerpt } from "../../diagnostics/excerpt.js";
import type { Origin } from "../../source/source.js";
import { hashKey } from "./equality.js";
import { charge, exceed } from "./machine.js";
import type { Machine } from "./machine.js";
import { arrayObject, nilObject, stringObject } from "./value.js";
import type {
  ArrayObject,
  HashItem,
  HashObject,
  RangeObject,
  RuntimeValue,
  StringObject,
  UnknownObject,
} from "./value.js";

/** The entry of a key; undefined when there is none. A mash takes a symbol for the string of that text. */
export function entryOf(machine: Machine, hash: HashObject, key: RuntimeValue): HashItem | undefined {
  const wanted = hashKey(machine, keyIn(hash, key));
  return wanted === undefined ? undefined : hash.entries.get(wanted);
}

/** The key that a hash has for what was given as one. */
export function keyIn(hash: HashObject, key: RuntimeValue): RuntimeValue {
  return hash.mash && key.kind === "symbol" ? stringObject(key.text, key.origin) : key;
}

/**
 * Sets an entry; a string key is copied and frozen, as Ruby does, so that changing it later changes nothing here.
 * False when the key is none that can be told from others.
 */
export function setEntry(
  machine: Machine,
  hash: HashObject,
  key: RuntimeValue,
  value: RuntimeValue,
): boolean {
  const id = hashKey(machine, key);
  if (id === undefined) return false;
  const known = hash.entries.get(id);
  const kept = known?.key ?? (key.kind === "string" && !key.frozen ? frozenCopy(key) : key);
  hash.entries.set(id, { key: kept, value });
  return true;
}

/** What `[]` gives for a key that is not there: what `Hash.new` was given, else nil. */
export function missingEntry(hash: HashObject, key: RuntimeValue, place: Origin): RuntimeValue {
  const { missing } = hash;
  if (missing === undefined) return nothingAt(hash, key, place);
  return missing.kind === "value" ? missing.value : missing.ask(hash, key, place);
}

function frozenCopy({ text, origin, segments }: StringObject): StringObject {
  return { ...stringObject(text, origin, segments), frozen: true };
}

/** What indexing finds nothing with: nil, which remembers the path of a missing node attribute. */
export function nothingAt(
  receiver: ArrayObject | HashObject,
  key: RuntimeValue,
  place: Origin,
): RuntimeValue {
  return nilObject(place, receiver.attribute === undefined ? undefined : pathOf(receiver.attribute, key));
}

/** `node["web"]` and a key give `node["web"]["port"]`. */
export function pathOf(path: string, key: RuntimeValue): string {
  if (key.kind === "integer") return `${path}[${key.value}]`;
  return `${path}["${key.kind === "string" || key.kind === "symbol" ? excerpt(key.text) : "…"}"]`;
}

/** A value that was read stands where it was read, unless it remembers its own place. Node data do not. */
export function placed(value: RuntimeValue, place: Origin): RuntimeValue {
  if (value.origin !== undefined || value.kind === "array" || value.kind === "hash") return value;
  return { ...value, origin: place };
}

/** A made array, if it is not too long. */
export function makeArray(
  machine: Machine,
  items: RuntimeValue[],
  place: Origin,
): ArrayObject | UnknownObject {
  if (items.length > machine.limits.collection) return exceed(machine, place, "collection");
  if (!charge(machine, items.length, place)) return exceed(machine, place, "steps");
  return arrayObject(items, place);
}

/** The start and length that an index or a stretch means in something of `size`; undefined: outside of it. */
export interface Stretch {
  readonly start: number;
  readonly count: number;
}

/** `[start, count]`, both as Ruby reads them: a negative start counts from the end, `size` itself is inside. */
export function stretchOf(start: number, count: number, size: number): Stretch | undefined {
  const from = start < 0 ? start + size : start;
  if (from < 0 || from > size || count < 0) return undefined;
  return { start: from, count: Math.min(count, size - from) };
}

/**
 * What a range means in something of `size`, which it may reach over: negative ends count from the end. Undefined
 * when it starts in front, "wrong" when an end is no integer.
 */
export function boundsOf({ from, to, exclusive }: RangeObject, size: number): Stretch | undefined | "wrong" {
  const first = from.kind === "nil" ? 0 : smallInteger(from);
  const last = to.kind === "nil" ? -1 : smallInteger(to);
  if (first === undefined || last === undefined) return "wrong";
  if (first < -size) return undefined;
  const start = first < 0 ? first + size : first;
  const end = (last < 0 ? last + size : last) + (exclusive && to.kind !== "nil" ? 0 : 1);
  return { start, count: Math.max(0, end - start) };
}

/** An integer (or a float cut off, as Ruby's indexing does) as a number; undefined when it is none of 64 bits. */
export function smallInteger(value: RuntimeValue): number | undefined {
  if (value.kind === "float")
    return Math.abs(value.number) < 2 ** 63 ? Math.trunc(value.number) + 0 : undefined;
  if (value.kind !== "integer" || BigInt.asIntN(64, value.value) !== value.value) return undefined;
  const number = Number(value.value);
  return Number.isSafeInteger(number) ? number : Math.sign(number) * Number.MAX_SAFE_INTEGER;
}
