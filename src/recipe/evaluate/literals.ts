import { wrongArgument } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import type {
  ArrayLiteral,
  Expression,
  HashEntry,
  HashLiteral,
  StringLiteral,
  StringPart,
  TextPart,
  TextSegment,
} from "../tree.js";
import { segmentsOf } from "../segments.js";
import { evaluateArguments } from "./arguments.js";
import { missingAttributeAt } from "./attribute-errors.js";
import { makeArray, setEntry } from "./collections.js";
import { hashKey } from "./equality.js";
import { charge, exceed, fail, originOf, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { textOfValue } from "./text.js";
import { describe, hashObject, nilObject, stringObject, unknownIn } from "./value.js";
import type { HashObject, RuntimeValue, StringObject, UnknownObject } from "./value.js";

/** A string literal: a new object each time, that knows where its text stands. */
export function evaluateString(machine: Machine, node: StringLiteral): RuntimeValue {
  const origin = originOf(machine, node);
  const [first] = node.parts;
  const made =
    node.parts.length === 1 && first?.kind === "text"
      ? plain(first, origin)
      : composed(machine, node, origin);
  if (machine.frozenLiterals && made.kind === "string") {
    made.frozen = node.parts.every((part) => part.kind === "text");
  }
  return made;
}

function plain(part: TextPart, origin: Origin): StringObject {
  return stringObject(part.text, origin, segmentsOf(part));
}

function composed(machine: Machine, node: StringLiteral, origin: Origin): StringObject | UnknownObject {
  const segments: TextSegment[] = [];
  const text = textOfParts(machine, node.parts, origin, segments);
  return typeof text === "string" ? stringObject(text, origin, segments) : text;
}

/** The text of literal parts and interpolations; an interpolation is one segment of its own. */
export function textOfParts(
  machine: Machine,
  parts: readonly StringPart[],
  origin: Origin,
  segments?: TextSegment[],
): string | UnknownObject {
  let text = "";
  let doubt: UnknownObject | undefined;
  for (const part of parts) {
    if (part.kind === "text") {
      if (segments !== undefined) addSegments(segments, segmentsOf(part), text.length);
      text += part.text;
      continue;
    }
    segments?.push({ at: text.length, start: part.start, end: part.end });
    let value: RuntimeValue = nilObject(originOf(machine, part));
    for (const statement of part.statements) value = machine.evaluate(machine, statement);
    const shown = interpolated(machine, value, originOf(machine, part));
    if (typeof shown === "string") text += shown;
    else doubt ??= shown;
    if (text.length > machine.limits.string) return exceed(machine, origin, "string");
  }
  if (doubt !== undefined) return doubt;
  return charge(machine, text.length >>> 6, origin) ? text : exceed(machine, origin, "steps");
}

/** The segments of a part that starts at an offset of the whole text. */
function addSegments(segments: TextSegment[], added: readonly TextSegment[], offset: number): void {
  for (const { at, start, end } of added) segments.push({ at: offset + at, start, end });
}

/** What a value adds to a text. A missing node attribute would silently leave a hole: it is told. */
function interpolated(machine: Machine, value: RuntimeValue, place: Origin): string | UnknownObject {
  if (value.kind !== "nil" || value.missing === undefined) return textOfValue(machine, value, place);
  const told = missingAttributeAt(machine, value.missing, place, { severity: machine.missing });
  return machine.missing === "warning" ? "" : told;
}

export function evaluateArray(machine: Machine, node: ArrayLiteral): RuntimeValue {
  const items = evaluateArguments(machine, node.elements);
  return Array.isArray(items) ? makeArray(machine, items, originOf(machine, node)) : items;
}

/**
 * A hash literal. Of keys written twice Ruby's parser drops the first, so that the entry stands where the last
 * one does; keys that only turn out equal keep the place of the first.
 */
export function evaluateHash(machine: Machine, node: HashLiteral): HashObject {
  const hash = hashObject(new Map(), originOf(machine, node));
  addEntries(machine, hash, node.entries, new Set());
  return hash;
}

/** `written` are the keys so far that are plain literals. */
function addEntries(
  machine: Machine,
  hash: HashObject,
  entries: HashLiteral["entries"],
  written: Set<string>,
): void {
  for (const entry of entries) {
    if (entry.kind === "entry") addEntry(machine, hash, entry, written);
    // The entries of `**{ … }` are as good as written here.
    else if (entry.value.kind === "hash") addEntries(machine, hash, entry.value.entries, written);
    else {
      addAll(machine, hash, machine.evaluate(machine, entry.value), originOf(machine, entry));
      written.clear();
    }
    if (machine.exit !== undefined) return;
  }
}

function addEntry(machine: Machine, hash: HashObject, entry: HashEntry, written: Set<string>): void {
  const key = machine.evaluate(machine, entry.key);
  const value = machine.evaluate(machine, entry.value);
  const id = isPlainLiteral(entry.key) ? hashKey(machine, key) : undefined;
  if (id !== undefined && written.has(id)) hash.entries.delete(id);
  if (id !== undefined) written.add(id);
  if (setEntry(machine, hash, key, value)) return;
  const place = originOf(machine, entry.key);
  hash.taint ??=
    unknownIn(key) ?? unknown(place, "the key of this entry", "Use a string or a symbol as key.");
}

/** `**value`: the entries of a hash; nothing else has any. */
function addAll(machine: Machine, hash: HashObject, value: RuntimeValue, place: Origin): void {
  const doubt = unknownIn(value);
  if (doubt !== undefined) hash.taint ??= doubt;
  else if (value.kind !== "hash") hash.taint ??= refuseSplat(machine, value, place);
  else if (charge(machine, value.entries.size, place))
    for (const { key, value: item } of value.entries.values()) setEntry(machine, hash, key, item);
}

function refuseSplat(machine: Machine, value: RuntimeValue, place: Origin): UnknownObject {
  if (value.kind === "nil" && value.missing !== undefined)
    return missingAttributeAt(machine, value.missing, place);
  const parameters = { name: "**", given: describe(value), wanted: "a Hash" };
  return fail(machine, place, "the entries of this hash", wrongArgument(place, parameters));
}

// Ruby compares what fits a machine word, floats, and texts without interpolation.
function isPlainLiteral(node: Expression): boolean {
  switch (node.kind) {
    case "integer":
      return BigInt.asIntN(63, node.value) === node.value;
    case "float":
      return true;
    case "string":
    case "symbol":
      return node.parts.every((part) => part.kind === "text");
    default:
      return false;
  }
}
