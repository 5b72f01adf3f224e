import {
  argumentCount,
  changedWhileWalked,
  readOnlyValue,
  wrongArgument,
} from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import { characterCount, characters } from "./characters.js";
import { boundsOf, keyIn, mashValue, pathOf, setEntry, smallInteger } from "./collections.js";
import type { Stretch } from "./collections.js";
import { changeUnknown, taint } from "./doubts.js";
import { hashKey } from "./equality.js";
import { matchedSpan, readIndex, stretchFor, wrongKey } from "./indexing.js";
import { forgetMatch, mayMatch } from "./last-match.js";
import { writeLevel } from "./levels.js";
import { charge, exceed, fail, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { refuse, refuseChange } from "./refusals.js";
import { refuseSecret } from "./secrets.js";
import { describe, isMutable, nilObject, unknownIn } from "./value.js";
import type { ArrayObject, HashObject, RuntimeValue, StringObject, UnknownObject, Vivid } from "./value.js";
import { forget, forgetAll, learn } from "./vivid.js";

/** What has no elements that could be set. */
const unchangeable: ReadonlySet<RuntimeValue["kind"]> = new Set([
  ...(["boolean", "float", "integer", "range", "symbol"] as const),
]);

/** `receiver[key] = value`. Under an undecided condition the receiver's contents are unknown afterwards. */
export function writeIndex(
  machine: Machine,
  receiver: RuntimeValue,
  keys: readonly RuntimeValue[],
  value: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  if (receiver.kind === "unknown") {
    if (mayMatch(keys)) forgetMatch(machine, receiver);
    changeUnknown(machine, receiver, [...keys, value]);
    return value;
  }
  if (receiver.kind === "nil") return readIndex(machine, receiver, keys, origin);
  if (receiver.kind === "level" && keys[0] !== undefined && keys.length === 1) {
    writeLevel(machine, receiver, keys[0], value, origin);
    return value;
  }
  const [key, count] = keys;
  if (receiver.kind === "node") {
    const what = key === undefined ? "node" : pathOf("node", key);
    return fail(machine, origin, "a value that was changed", readOnlyValue(origin, { what }));
  }
  if (receiver.kind === "secret") return refuseSecret(machine, 'an operand of "[]="', origin);
  if (key !== undefined && unchangeable.has(receiver.kind))
    return refuse(machine, "[]=", receiver, key, origin);
  if (!isMutable(receiver))
    return unknown(origin, "the result of this assignment", "Build a new value instead.");
  const most = receiver.kind === "hash" ? 1 : 2;
  if (key === undefined || keys.length > most) {
    const parameters = { name: "[]=", given: keys.length + 1, least: 2, most: most + 1 };
    return fail(machine, origin, "an element", argumentCount(origin, parameters));
  }
  // An element of a list in a level of node attributes is changed like the list, an entry of a hash by itself.
  const change =
    receiver.kind === "hash" ? (_: Machine, vivid: Vivid) => forget(machine, vivid, key) : forgetAll;
  const refused = refuseChange(machine, receiver, origin, change);
  if (refused !== undefined) return refused;
  const doubt = receiver.taint ?? machine.conditional ?? unknownIn(key) ?? (count && unknownIn(count));
  if (doubt !== undefined) {
    taint(machine, receiver, doubt, [...keys, value]);
    if (mayMatch(keys)) forgetMatch(machine, doubt);
    return value;
  }
  switch (receiver.kind) {
    case "hash":
      return writeEntry(machine, receiver, key, value, origin) ?? value;
    case "array":
      return writeItems(machine, receiver, key, count, value, origin) ?? value;
    case "string":
      return writeText(machine, receiver, key, count, value, origin) ?? value;
  }
}

/** Sets an entry of a hash as a recipe does; gives what is wrong with that. */
export function writeEntry(
  machine: Machine,
  hash: HashObject,
  key: RuntimeValue,
  value: RuntimeValue,
  origin: Origin,
): UnknownObject | undefined {
  const wanted = keyIn(hash, key);
  const id = hashKey(machine, wanted);
  if (id === undefined) {
    const remedy = "Use a string, a symbol or a number as key.";
    taint(machine, hash, unknownIn(key) ?? unknown(origin, "the key of this entry", remedy), [key, value]);
    return undefined;
  }
  if (!hash.entries.has(id)) {
    if (hash.walks > 0)
      return fail(machine, origin, "a hash that was changed", changedWhileWalked(origin, {}));
    if (hash.entries.size >= machine.limits.collection) return exceed(machine, origin, "collection");
  }
  setEntry(machine, hash, wanted, value);
  const kept = hash.vivid === undefined ? undefined : hash.entries.get(id)?.value;
  if (hash.vivid !== undefined && kept !== undefined) learn(kept, hash.vivid, wanted);
  return undefined;
}

function writeItems(
  machine: Machine,
  array: ArrayObject,
  key: RuntimeValue,
  count: RuntimeValue | undefined,
  value: RuntimeValue,
  origin: Origin,
): UnknownObject | undefined {
  const size = array.items.length;
  if (key.kind !== "range" && count === undefined) {
    const index = smallInteger(key);
    if (index === undefined || index < -size) return wrongKey(machine, key, origin);
    const at = index < 0 ? index + size : index;
    const problem = extend(machine, array, at, origin);
    if (problem !== undefined) return problem;
    const kept = array.vivid === undefined ? value : mashValue(machine, value, array.vivid);
    array.items[at] = kept;
    if (array.vivid !== undefined) learn(kept, array.vivid, key);
    return undefined;
  }
  const stretch = writtenStretch(key, count, size);
  if (stretch === undefined) return wrongKey(machine, count ?? key, origin);
  const doubt = value.kind === "unknown" ? value : value.kind === "array" ? value.taint : undefined;
  if (doubt !== undefined) {
    taint(machine, array, doubt, [value]);
    return undefined;
  }
  return spliceItems(machine, array, stretch, value.kind === "array" ? [...value.items] : [value], origin);
}

/** Puts items in the place of others; a place behind the end is reached by filling up with nil. */
export function spliceItems(
  machine: Machine,
  array: ArrayObject,
  { start, count }: Stretch,
  items: readonly RuntimeValue[],
  origin: Origin,
): UnknownObject | undefined {
  if (array.items.length + items.length > machine.limits.collection)
    return exceed(machine, origin, "collection");
  const problem = extend(machine, array, start, origin);
  if (problem !== undefined) return problem;
  const moved = array.items.length - start;
  // Moving an element costs far less than a step.
  if (!charge(machine, items.length + (moved >>> 7), origin)) return exceed(machine, origin, "steps");
  if (items.length <= fewItems) array.items.splice(start, count, ...items);
  else array.items = [...array.items.slice(0, start), ...items, ...array.items.slice(start + count)];
  return undefined;
}

/** So many are passed as arguments at once without harm. */
const fewItems = 1000;

/** Fills up with nil to a length. */
function extend(
  machine: Machine,
  array: ArrayObject,
  length: number,
  origin: Origin,
): UnknownObject | undefined {
  if (length >= machine.limits.collection) return exceed(machine, origin, "collection");
  const missing = length - array.items.length;
  if (missing > 0 && !charge(machine, missing, origin)) return exceed(machine, origin, "steps");
  while (array.items.length < length) array.items.push(nilObject(undefined));
  return undefined;
}

/** As `stretchFor`, but of an array, which grows: a start behind the end is one too. Undefined when it is none. */
function writtenStretch(
  key: RuntimeValue,
  count: RuntimeValue | undefined,
  size: number,
): Stretch | undefined {
  const bounds =
    key.kind === "range" && count === undefined ? boundsOf(key, size) : startAndCount(key, count, size);
  if (typeof bounds !== "object") return undefined;
  return { start: bounds.start, count: Math.max(0, Math.min(bounds.count, size - bounds.start)) };
}

function startAndCount(
  key: RuntimeValue,
  count: RuntimeValue | undefined,
  size: number,
): Stretch | undefined {
  const first = smallInteger(key);
  const length = count === undefined ? 1 : smallInteger(count);
  if (first === undefined || length === undefined || first < -size || length < 0) return undefined;
  return { start: first < 0 ? first + size : first, count: length };
}

/** `text[…] = other`: a character, a stretch or the first place of a text. */
function writeText(
  machine: Machine,
  target: StringObject,
  key: RuntimeValue,
  count: RuntimeValue | undefined,
  value: RuntimeValue,
  origin: Origin,
): UnknownObject | undefined {
  const doubt = unknownIn(value);
  if (doubt !== undefined) {
    taint(machine, target, doubt);
    if (mayMatch([key])) forgetMatch(machine, doubt);
    return undefined;
  }
  const { text } = target;
  if (value.kind === "secret") return refuseSecret(machine, 'an operand of "[]="', origin);
  if (value.kind !== "string") {
    const parameters = { name: "[]=", given: describe(value), wanted: "a String" };
    return fail(machine, origin, "a text", wrongArgument(origin, parameters));
  }
  if (key.kind === "string" && count === undefined) {
    const at = text.indexOf(key.text);
    if (at < 0) return wrongKey(machine, key, origin);
    return changeText(
      machine,
      target,
      text.slice(0, at) + value.text + text.slice(at + key.text.length),
      origin,
    );
  }
  if (key.kind === "regexp") {
    const span = matchedSpan(machine, text, key, count, origin);
    if (span === undefined) return notMatched(machine, origin);
    if ("kind" in span) return span;
    return changeText(machine, target, text.slice(0, span.start) + value.text + text.slice(span.end), origin);
  }
  const size = characterCount(text);
  const stretch = stretchFor(key, count, size);
  if (stretch === undefined || stretch === "wrong") return wrongKey(machine, count ?? key, origin);
  const { start } = stretch;
  const end = start + stretch.count;
  const changed = characters(text, 0, start) + value.text + characters(text, end, size - end);
  return changeText(machine, target, changed, origin);
}

function notMatched(machine: Machine, origin: Origin): UnknownObject {
  const parameters = {
    ...{ name: "[]=", given: "a Regexp that does not match" },
    wanted: "one that matches the text",
  };
  return fail(machine, origin, "a text", wrongArgument(origin, parameters));
}

/** Gives a string another text, if it is not too long. */
export function changeText(
  machine: Machine,
  target: StringObject,
  text: string,
  origin: Origin,
): UnknownObject | undefined {
  if (text.length > machine.limits.string) return exceed(machine, origin, "string");
  if (!charge(machine, text.length >>> 6, origin)) return exceed(machine, origin, "steps");
  target.text = text;
  target.segments = undefined;
  return undefined;
}
