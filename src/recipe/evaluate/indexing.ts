import {
  argumentCount,
  nilReceiver,
  readOnlyValue,
  wrongArgument,
} from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import { missingAttributeAt } from "./attribute-errors.js";
import { characterCount, characters } from "./characters.js";
import {
  entryOf,
  mashValue,
  nothingAt,
  pathOf,
  placed,
  rangeStretch,
  setEntry,
  smallInteger,
  stretchOf,
  unknownAttributeAt,
} from "./collections.js";
import type { Stretch } from "./collections.js";
import { fail, makeString, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { readConfiguration, readEnvironment } from "./environment.js";
import { readLevel, writeLevel } from "./levels.js";
import { readAttribute } from "./node.js";
import { refuse, refuseChange } from "./operators.js";
import { forced } from "./procs.js";
import { arrayObject, describe, isMutable, nilObject, stringObject, unknownIn } from "./value.js";
import type { ArrayObject, HashObject, RuntimeValue, StringObject, Vivid } from "./value.js";
import { forget, forgetAll, learn } from "./vivid.js";

/** `receiver[…]`; `origin` is the whole expression. */
export function readIndex(
  machine: Machine,
  receiver: RuntimeValue,
  keys: readonly RuntimeValue[],
  origin: Origin,
): RuntimeValue {
  const [key, count] = keys;
  if (machine.exit !== undefined) return nilObject(undefined);
  if (receiver.kind === "unknown" && receiver.attribute !== undefined && key?.kind !== "unknown" && key) {
    return unknownAttributeAt(pathOf(receiver.attribute, key), origin);
  }
  const doubt = unknownIn(receiver);
  if (doubt !== undefined) return doubt;
  if (key === undefined) return wrongCount(machine, keys.length, origin);
  const doubtfulKey = unknownIn(key) ?? (count === undefined ? undefined : unknownIn(count));
  if (doubtfulKey !== undefined) return doubtfulKey;
  const most = receiver.kind === "array" || receiver.kind === "string" ? 2 : 1;
  if (keys.length > most) return wrongCount(machine, keys.length, origin);
  switch (receiver.kind) {
    case "array":
      return indexArray(machine, receiver, key, count, origin);
    case "hash": {
      const entry = entryOf(machine, receiver, key);
      return entry === undefined
        ? nothingAt(machine, receiver, key, origin)
        : placed(found(machine, receiver, key, entry.value), origin);
    }
    case "string":
      return indexString(machine, receiver, key, count, origin);
    case "node":
      if (key.kind !== "string" && key.kind !== "symbol") return nilObject(origin);
      return placed(readAttribute(machine, key.text, origin), origin);
    case "level":
      return readLevel(machine, receiver, key, origin);
    case "module":
      if (receiver.name === "ENV") return readEnvironment(machine, key, origin);
      if (receiver.name === "Chef::Config") return readConfiguration(machine, key, origin);
      break;
    case "nil":
      if (receiver.missing !== undefined) return missingAttributeAt(machine, receiver.missing, origin);
      return fail(machine, origin, "an element of nil", nilReceiver(origin, { name: "[]" }));
    case "symbol":
      return indexString(machine, stringObject(receiver.text, origin), key, count, origin);
    case "integer":
      if (key.kind === "integer" || key.kind === "float" || key.kind === "range") break;
      return refuse(machine, "[]", receiver, key, origin);
    case "boolean":
    case "float":
    case "range":
      return refuse(machine, "[]", receiver, key, origin);
    default:
      break;
  }
  return unknown(origin, `an element of ${describe(receiver)}`, "Write the value itself.");
}

/** What `[]` finds in node attributes: a value that is made when it is asked for, or one that learns its path. */
function found(
  machine: Machine,
  holder: ArrayObject | HashObject,
  key: RuntimeValue,
  value: RuntimeValue,
): RuntimeValue {
  if (holder.vivid !== undefined) learn(value, holder.vivid, key);
  return holder.attribute === undefined ? value : forced(machine, value);
}

function wrongCount(machine: Machine, given: number, origin: Origin): RuntimeValue {
  const parameters = { name: "[]", given, least: 1, most: 1 };
  return fail(machine, origin, "an element", argumentCount(origin, parameters));
}

function wrongKey(machine: Machine, key: RuntimeValue, origin: Origin): RuntimeValue {
  const parameters = { name: "[]", given: describe(key), wanted: "an Integer or a Range" };
  return fail(machine, origin, "an element", wrongArgument(origin, parameters));
}

function indexArray(
  machine: Machine,
  array: ArrayObject,
  key: RuntimeValue,
  count: RuntimeValue | undefined,
  origin: Origin,
): RuntimeValue {
  if (key.kind !== "range" && count === undefined) {
    const index = smallInteger(key);
    if (index === undefined) return wrongKey(machine, key, origin);
    const item = array.items.at(index);
    return item === undefined
      ? nothingAt(machine, array, key, origin)
      : placed(found(machine, array, key, item), origin);
  }
  const stretch = stretchFor(key, count, array.items.length);
  if (stretch === "wrong") return wrongKey(machine, count ?? key, origin);
  if (stretch === undefined) return nilObject(origin);
  return arrayObject(array.items.slice(stretch.start, stretch.start + stretch.count), origin);
}

function indexString(
  machine: Machine,
  receiver: StringObject,
  key: RuntimeValue,
  count: RuntimeValue | undefined,
  origin: Origin,
): RuntimeValue {
  if (key.kind === "string") {
    return receiver.text.includes(key.text) ? makeString(machine, key.text, origin) : nilObject(origin);
  }
  const size = characterCount(receiver.text);
  const stretch = stretchFor(key, count, size);
  if (stretch === "wrong") return wrongKey(machine, count ?? key, origin);
  if (stretch === undefined) return nilObject(origin);
  // A single index has to hit a character; a stretch may be empty at the end.
  if (key.kind !== "range" && count === undefined && stretch.start === size) return nilObject(origin);
  return makeString(machine, characters(receiver.text, stretch.start, stretch.count), origin);
}

function stretchFor(
  key: RuntimeValue,
  count: RuntimeValue | undefined,
  size: number,
): Stretch | undefined | "wrong" {
  if (key.kind === "range" && count === undefined) return rangeStretch(key.from, key.to, key.exclusive, size);
  const start = smallInteger(key);
  const length = count === undefined ? 1 : smallInteger(count);
  return start === undefined || length === undefined ? "wrong" : stretchOf(start, length, size);
}

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
  const [key] = keys;
  if (receiver.kind === "unknown") return value;
  if (receiver.kind === "nil") return readIndex(machine, receiver, keys, origin);
  if (receiver.kind === "node") {
    const what = key === undefined ? "node" : pathOf("node", key);
    return fail(machine, origin, "a value that was changed", readOnlyValue(origin, { what }));
  }
  const nowhere = receiver.kind === "string" && key?.kind === "string" && !receiver.text.includes(key.text);
  const symbol = receiver.kind === "string" && key?.kind === "symbol";
  if (key !== undefined && (unchangeable.has(receiver.kind) || nowhere || symbol))
    return refuse(machine, "[]=", receiver, key, origin);
  if (receiver.kind === "level" && key !== undefined && keys.length === 1)
    return writeLevel(machine, receiver, key, value, origin);
  if (key === undefined || keys.length !== 1 || (receiver.kind !== "array" && receiver.kind !== "hash")) {
    const doubt = unknown(origin, "the result of this assignment", "Build a new value instead.");
    if (isMutable(receiver)) receiver.taint ??= doubt;
    return doubt;
  }
  // An element of a list in a level of node attributes is changed like the list, an entry of a hash by itself.
  const change =
    receiver.kind === "hash" ? (_: Machine, vivid: Vivid) => forget(machine, vivid, key) : forgetAll;
  const refused = refuseChange(machine, receiver, origin, change);
  if (refused !== undefined) return refused;
  const doubt = receiver.taint ?? machine.conditional ?? unknownIn(key);
  if (doubt !== undefined) {
    receiver.taint = doubt;
    return value;
  }
  return receiver.kind === "hash"
    ? writeEntry(machine, receiver, key, value, origin)
    : writeItem(machine, receiver, key, value, origin);
}

function writeEntry(
  machine: Machine,
  hash: HashObject,
  key: RuntimeValue,
  value: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  if (!setEntry(machine, hash, key, value)) {
    hash.taint = unknown(origin, "the key of this entry", "Use a string, a symbol or a number as key.");
  }
  const kept = hash.vivid === undefined ? undefined : entryOf(machine, hash, key)?.value;
  if (hash.vivid !== undefined && kept !== undefined) learn(kept, hash.vivid, key);
  return value;
}

function writeItem(
  machine: Machine,
  array: ArrayObject,
  key: RuntimeValue,
  value: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  const index = smallInteger(key);
  if (index === undefined) return wrongKey(machine, key, origin);
  const at = index < 0 ? index + array.items.length : index;
  // Ruby fills a gap with nil; a gap that large is a mistake more often than not.
  if (at < 0 || at > machine.limits.collection) return wrongKey(machine, key, origin);
  while (array.items.length < at) array.items.push(nilObject(undefined));
  if (array.vivid === undefined) array.items[at] = value;
  else {
    const kept = mashValue(machine, value, array.vivid);
    array.items[at] = kept;
    learn(kept, array.vivid, key);
  }
  return value;
}
