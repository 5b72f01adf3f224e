import {
  argumentCount,
  dangerousConstruct,
  nilReceiver,
  wrongArgument,
} from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import type { Span } from "../regexp/match.js";
import { dangerousConstants } from "../builtins/names.js";
import { missingAttributeAt } from "./attribute-errors.js";
import { inside, maybe } from "./candidates.js";
import { characterCount, characters } from "./characters.js";
import {
  boundsOf,
  entryOf,
  makeArray,
  missingEntry,
  nothingAt,
  pathOf,
  placed,
  smallInteger,
  stretchOf,
  unknownAttributeAt,
} from "./collections.js";
import type { Stretch } from "./collections.js";
import { valueInSecret } from "./secrets.js";
import { charge, fail, makeString, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { readConfiguration, readEnvironment } from "./environment.js";
import { readLevel } from "./levels.js";
import { forgetMatch, mayMatch } from "./last-match.js";
import { searchNoted, spanOfGroup, textAt } from "./matching.js";
import { readAttribute } from "./node.js";
import type { RegexpObject } from "./regexp-value.js";
import { forced } from "./lazy.js";
import { refuse } from "./refusals.js";
import { walkAnyTimes } from "./rounds.js";
import { describe, integerObject, nilObject, unknownIn } from "./value.js";
import type { ArrayObject, HashObject, RuntimeValue, UnknownObject } from "./value.js";
import { learn } from "./vivid.js";

/** `receiver[…]`; `origin` is the whole expression. */
export function readIndex(
  machine: Machine,
  receiver: RuntimeValue,
  keys: readonly RuntimeValue[],
  origin: Origin,
): RuntimeValue {
  const value = elementAt(machine, receiver, keys, origin);
  if (value.kind === "unknown" && mayMatch(keys)) forgetMatch(machine, value);
  return value;
}

function elementAt(
  machine: Machine,
  receiver: RuntimeValue,
  keys: readonly RuntimeValue[],
  origin: Origin,
): RuntimeValue {
  const [key, count] = keys;
  if (machine.exit !== undefined) return nilObject(undefined);
  if (receiver.kind === "unknown" && receiver.attribute !== undefined && key?.kind !== "unknown" && key) {
    return inside(maybe(unknownAttributeAt(pathOf(receiver.attribute, key), origin), [receiver]));
  }
  const doubt = unknownIn(receiver);
  if (doubt !== undefined) return inside(maybe(doubt, [receiver]));
  if (receiver.kind === "proc") return machine.callProc(machine, receiver, keys, undefined, origin);
  if (key === undefined) return wrongCount(machine, keys.length, origin);
  if (receiver.kind === "secret" || (key.kind === "secret" && receiver.kind === "string"))
    return valueInSecret(machine, receiver, 'an operand of "[]"', origin);
  if (receiver.kind === "level" && keys.length === 1) return readLevel(machine, receiver, key, origin);
  const doubtfulKey = unknownIn(key) ?? (count === undefined ? undefined : unknownIn(count));
  if (doubtfulKey !== undefined)
    return inside(maybe(doubtfulKey, [receiver, ...missingAt(machine, receiver, key, doubtfulKey, origin)]));
  const most = receiver.kind === "array" || receiver.kind === "string" || receiver.kind === "symbol" ? 2 : 1;
  if (keys.length > most) return wrongCount(machine, keys.length, origin);
  switch (receiver.kind) {
    case "array":
      return indexArray(machine, receiver, key, count, origin);
    case "hash": {
      const entry = entryOf(machine, receiver, key);
      return entry === undefined
        ? missingEntry(machine, receiver, key, origin)
        : placed(found(machine, receiver, key, entry.value), origin);
    }
    case "string":
    case "symbol":
      return indexText(machine, receiver.text, key, count, origin);
    case "integer":
      if (key.kind === "integer") return bitOf(receiver.value, key.value, origin);
      if (key.kind === "float" || key.kind === "range") break;
      return refuse(machine, "[]", receiver, key, origin);
    case "node":
      if (key.kind !== "string" && key.kind !== "symbol") return nilObject(origin);
      return placed(readAttribute(machine, key.text, origin), origin);
    case "module":
      if (receiver.name === "ENV") return readEnvironment(machine, key, origin);
      if (receiver.name === "Chef::Config") return readConfiguration(machine, key, origin);
      if (dangerousConstants.has(receiver.name)) return refuseToLookUp(machine, receiver.name, origin);
      break;
    case "nil":
      if (receiver.missing !== undefined) return missingAttributeAt(machine, receiver.missing, origin);
      return fail(machine, origin, "an element of nil", nilReceiver(origin, { name: "[]" }));
    case "boolean":
    case "float":
    case "range":
      return refuse(machine, "[]", receiver, key, origin);
    default:
      break;
  }
  return unknown(origin, `an element of ${describe(receiver)}`, "Write the value itself.");
}

/** What the block of a hash may make of a key that is not known. */
function missingAt(
  machine: Machine,
  receiver: RuntimeValue,
  key: RuntimeValue,
  doubt: UnknownObject,
  origin: Origin,
): readonly RuntimeValue[] {
  const missing = receiver.kind === "hash" ? receiver.missing : undefined;
  if (receiver.kind !== "hash" || missing?.kind !== "block") return [];
  return [walkAnyTimes(machine, doubt, () => missing.ask(receiver, key, origin))];
}

/** `Dir['*.ps1']` */
function refuseToLookUp(machine: Machine, name: string, origin: Origin): RuntimeValue {
  return fail(
    machine,
    origin,
    `an element of ${name}`,
    dangerousConstruct(origin, { construct: `"${name}[]"` }),
  );
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

/** Reports what is no index. */
export function wrongKey(machine: Machine, key: RuntimeValue, origin: Origin): UnknownObject {
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
  return makeArray(machine, array.items.slice(stretch.start, stretch.start + stretch.count), origin);
}

/** `5[0]`: a bit; of a negative number as two's complement has it. */
function bitOf(value: bigint, at: bigint, origin: Origin): RuntimeValue {
  if (at < 0n) return integerObject(0n, origin);
  if (at >= BigInt(Number.MAX_SAFE_INTEGER)) return integerObject(value < 0n ? 1n : 0n, origin);
  return integerObject((value >> at) & 1n, origin);
}

function indexText(
  machine: Machine,
  text: string,
  key: RuntimeValue,
  count: RuntimeValue | undefined,
  origin: Origin,
): RuntimeValue {
  if (key.kind === "regexp") {
    const span = matchedSpan(machine, text, key, count, origin);
    if (span === undefined) return nilObject(origin);
    return "kind" in span ? span : textAt(machine, text, span, origin);
  }
  if (key.kind === "string") {
    charge(machine, text.length >>> 6, origin);
    return text.includes(key.text) ? makeString(machine, key.text, origin) : nilObject(origin);
  }
  charge(machine, text.length >>> 9, origin);
  const size = characterCount(text);
  const stretch = stretchFor(key, count, size);
  if (stretch === "wrong") return wrongKey(machine, count ?? key, origin);
  if (stretch === undefined) return nilObject(origin);
  // A single index has to hit a character; a stretch may be empty at the end.
  if (key.kind !== "range" && count === undefined && stretch.start === size) return nilObject(origin);
  return makeString(machine, characters(text, stretch.start, stretch.count), origin);
}

/** The stretch of a text that a regular expression matches, or one of its groups; undefined: none. */
export function matchedSpan(
  machine: Machine,
  text: string,
  regexp: RegexpObject,
  group: RuntimeValue | undefined,
  origin: Origin,
): Span | undefined | UnknownObject {
  const found = searchNoted(machine, regexp, text, 0, origin);
  if (found === undefined || "kind" in found) return found;
  return group === undefined ? found.whole : spanOfGroup(machine, regexp, found, group, origin);
}

/** The stretch that `[key]` or `[key, count]` means in something of `size`; undefined: outside of it. */
export function stretchFor(
  key: RuntimeValue,
  count: RuntimeValue | undefined,
  size: number,
): Stretch | undefined | "wrong" {
  if (key.kind === "range" && count === undefined) {
    const bounds = boundsOf(key, size);
    return typeof bounds === "object" ? stretchOf(bounds.start, bounds.count, size) : bounds;
  }
  const start = smallInteger(key);
  const length = count === undefined ? 1 : smallInteger(count);
  return start === undefined || length === undefined ? "wrong" : stretchOf(start, length, size);
}
