import { excerpt } from "../../diagnostics/excerpt.js";
import type { Origin } from "../../source/source.js";
import { hashKey } from "./equality.js";
import { copyCost } from "./limits.js";
import { charge, exceed, originOf, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { refuseSecret } from "./secrets.js";
import { arrayObject, hashObject, isMutable, nilObject, stringObject } from "./value.js";
import type {
  ArrayObject,
  HashItem,
  HashObject,
  RangeObject,
  RuntimeValue,
  StringObject,
  UnknownObject,
  Vivid,
} from "./value.js";
import { forget, learn, madeFor } from "./vivid.js";

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
 * False when the key is none that can be told from others. A mash keeps a symbol as the string of that text, and
 * hashes and arrays as mashes and arrays of its own (Mash#convert_key and #convert_value).
 */
export function setEntry(
  machine: Machine,
  hash: HashObject,
  given: RuntimeValue,
  value: RuntimeValue,
): boolean {
  const key = hash.mash && given.kind === "symbol" ? stringObject(given.text, given.origin) : given;
  const id = hashKey(machine, key);
  if (id === undefined) return false;
  const known = hash.entries.get(id);
  if (known === undefined) {
    charge(machine, 1);
    hold(machine, key);
  }
  const kept = known?.key ?? (key.kind === "string" && !key.frozen ? frozenCopy(key) : key);
  const own = hash.mash ? mashValue(machine, value, hash.vivid) : value;
  hash.entries.set(id, { key: kept, value: own });
  return true;
}

/** Notes what a key is made of, so that it is not changed; of a text that is a key the hash has a copy. */
function hold(machine: Machine, key: RuntimeValue): void {
  if (key.kind !== "string") holdParts(machine, key);
}

/** What is held already holds the same since. */
function holdParts(machine: Machine, value: RuntimeValue): void {
  if (value.kind === "range") for (const end of [value.from, value.to]) holdParts(machine, end);
  if (!isMutable(value) || machine.heldKeys.has(value)) return;
  machine.heldKeys.add(value);
  if (value.kind === "array") for (const item of value.items) holdParts(machine, item);
  if (value.kind === "hash") for (const { value: item } of value.entries.values()) holdParts(machine, item);
}

/** What `[]` gives for a key that is not there: what `Hash.new` was given, else nil. */
export function missingEntry(
  machine: Machine,
  hash: HashObject,
  key: RuntimeValue,
  place: Origin,
): RuntimeValue {
  const { missing } = hash;
  if (missing === undefined) return nothingAt(machine, hash, key, place);
  return missing.kind === "value" ? missing.value : missing.ask(hash, key, place);
}

/** A value as a mash keeps it; `holder` of one in a level of node attributes, which takes in nothing but its like. */
export function mashValue(
  machine: Machine,
  value: RuntimeValue,
  holder: Vivid | undefined,
  depth = 0,
): RuntimeValue {
  if (value.kind === "secret" && holder !== undefined) return refuseSecret(machine, "a node attribute");
  if (value.kind !== "hash" && value.kind !== "array") return value;
  // What is a mash already stays the same one (Mash#convert_value, VividMash#convert_value).
  if (holder === undefined ? value.kind === "hash" && value.mash : value.vivid !== undefined) return value;
  const place = value.origin ?? originOf(machine, machine.running);
  if (depth > machine.limits.nesting) return exceed(machine, place, "nesting");
  const vivid = holder === undefined ? undefined : madeFor(depth === 0 ? holder : undefined);
  if (value.kind === "array") {
    if (!charge(machine, copyCost * value.items.length, place)) return exceed(machine, place, "steps");
    const items = value.items.map((item) => mashValue(machine, item, holder, depth + 1));
    return { ...arrayObject(items, value.origin), vivid, taint: value.taint };
  }
  if (!charge(machine, copyCost * value.entries.size, place)) return exceed(machine, place, "steps");
  const entries = new Map<string, HashItem>();
  for (const { key, value: item } of value.entries.values()) {
    const text = key.kind === "symbol" ? frozenCopy(stringObject(key.text, key.origin)) : key;
    const id = hashKey(machine, text);
    if (id !== undefined) entries.set(id, { key: text, value: mashValue(machine, item, holder, depth + 1) });
  }
  return { ...hashObject(entries, value.origin), mash: true, vivid, taint: value.taint };
}

function frozenCopy({ text, origin, segments }: StringObject): StringObject {
  return { ...stringObject(text, origin, segments), frozen: true };
}

/**
 * What indexing finds nothing with: nil, which remembers the path of a missing node attribute; an unknown when no
 * node data were given. A level of node attributes gets an empty mash there, as in Chef (VividMash#[]).
 */
export function nothingAt(
  machine: Machine,
  receiver: ArrayObject | HashObject,
  key: RuntimeValue,
  place: Origin,
): RuntimeValue {
  if (receiver.kind === "hash" && receiver.vivid !== undefined)
    return vivify(machine, receiver, receiver.vivid, key, place);
  if (receiver.attribute === undefined) return nilObject(place);
  const path = pathOf(receiver.attribute, key);
  return machine.node.given || receiver.kind === "array"
    ? nilObject(place, path)
    : unknownAttributeAt(path, place);
}

function vivify(
  machine: Machine,
  level: HashObject,
  holder: Vivid,
  key: RuntimeValue,
  place: Origin,
): RuntimeValue {
  const made = emptyMash(place, holder);
  if (machine.conditional === undefined) {
    setEntry(machine, level, key, made);
    learn(made, holder, key);
    forget(machine, holder, key);
  }
  return made;
}

/** An empty hash for a level of node attributes. */
export function emptyMash(place: Origin | undefined, holder: Vivid | undefined): HashObject {
  return { ...hashObject(new Map(), place), mash: true, vivid: madeFor(holder) };
}

/** What a path of node data is when no node data were given. */
export function unknownAttributeAt(path: string, place: Origin): UnknownObject {
  return { ...unknown(place, path, "Give node data with --attributes FILE."), attribute: path };
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
