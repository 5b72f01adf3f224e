import { wrongArgument } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { Secret } from "../../model/secret.js";
import type { Origin } from "../../source/source.js";
import { asHash } from "../builtins/hash/data-bag-item.js";
import type {
  ArrayLiteral,
  DoubleSplat,
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
import { madeOf } from "./candidates.js";
import { makeArray, setEntry } from "./collections.js";
import { taint } from "./doubts.js";
import { charge, exceed, fail, originOf, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import type { SecretObject } from "./opaque-values.js";
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
  if (machine.frame.frozenLiterals && made.kind === "string") {
    made.frozen = node.parts.every((part) => part.kind === "text");
  }
  return made;
}

function plain(part: TextPart, origin: Origin): StringObject {
  return stringObject(part.text, origin, segmentsOf(part));
}

function composed(
  machine: Machine,
  node: StringLiteral,
  origin: Origin,
): StringObject | SecretObject | UnknownObject {
  const segments: TextSegment[] = [];
  const hidden: Hidden = { interpolation: undefined, given: true };
  const text = textOfParts(machine, node.parts, origin, segments, hidden);
  if (typeof text !== "string") return text;
  const { interpolation, given } = hidden;
  if (interpolation === undefined) return stringObject(text, origin, segments);
  return { kind: "secret", secret: given ? new Secret(text) : undefined, interpolation, origin };
}

/** What is secret in a text: the first interpolation that is; and whether all secrets were given. */
interface Hidden {
  interpolation: Origin | undefined;
  given: boolean;
}

/** The text of literal parts and interpolations; an interpolation is one segment of its own. Without `hidden` a secret is an error. */
export function textOfParts(
  machine: Machine,
  parts: readonly StringPart[],
  origin: Origin,
  segments?: TextSegment[],
  hidden?: Hidden,
): string | UnknownObject {
  let text = "";
  let doubt: UnknownObject | undefined;
  const given: RuntimeValue[] = [];
  for (const part of parts) {
    if (part.kind === "text") {
      if (segments !== undefined) addSegments(segments, segmentsOf(part), text.length);
      text += part.text;
      continue;
    }
    segments?.push({ at: text.length, start: part.start, end: part.end });
    let value: RuntimeValue = nilObject(originOf(machine, part));
    for (const statement of part.statements) value = machine.evaluate(machine, statement);
    given.push(value);
    const place = originOf(machine, part);
    const shown =
      value.kind === "secret" && hidden !== undefined
        ? revealed(value, hidden, place)
        : interpolated(machine, value, place);
    if (typeof shown === "string") text += shown;
    else doubt ??= shown;
    if (text.length > machine.limits.string) return exceed(machine, origin, "string");
  }
  if (doubt !== undefined)
    return madeOf(doubt, [
      ...parts.flatMap((part) => (part.kind === "text" ? [plain(part, origin)] : [])),
      ...given,
    ]);
  return charge(machine, text.length >>> 6, origin) ? text : exceed(machine, origin, "steps");
}

function revealed({ secret, interpolation }: SecretObject, hidden: Hidden, place: Origin): string {
  hidden.interpolation ??= interpolation ?? place;
  if (secret === undefined) hidden.given = false;
  return secret === undefined ? "" : Secret.reveal(secret);
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

/** What an element costs that is written out, besides its own steps: a text knows its place, which is several objects. */
const elementCost = 4;

export function evaluateArray(machine: Machine, node: ArrayLiteral): RuntimeValue {
  const cost = elementCost * node.elements.length;
  if (!charge(machine, cost)) return exceed(machine, originOf(machine, node), "steps");
  const items = evaluateArguments(machine, node.elements);
  return Array.isArray(items) ? makeArray(machine, items, originOf(machine, node)) : items;
}

/** A hash literal. Keys that turn out equal keep the place of the first. */
export function evaluateHash(machine: Machine, node: HashLiteral): HashObject {
  const hash = hashObject(new Map(), originOf(machine, node));
  const entries = writtenEntries(node);
  const dropped = droppedEntries(entries);
  for (const entry of entries) {
    if (entry.kind === "entry") addEntry(machine, hash, entry, dropped?.has(entry) === true);
    else addAll(machine, hash, machine.evaluate(machine, entry.value), originOf(machine, entry));
    if (machine.exit !== undefined) break;
  }
  return hash;
}

/** Unless a hash starts with `**`, the entries of a `**{ … }` in it are as good as written there (parse.y, `assocs`). */
function writtenEntries({ entries }: HashLiteral): HashLiteral["entries"] {
  const nested = entries[0]?.kind === "entry" && entries.some(isNestedHash);
  if (!nested) return entries;
  return entries.flatMap((entry) => (isNestedHash(entry) ? writtenEntries(entry.value) : [entry]));
}

function isNestedHash(
  entry: HashEntry | DoubleSplat,
): entry is DoubleSplat & { readonly value: HashLiteral } {
  return entry.kind === "double splat" && entry.value.kind === "hash" && entry.value.entries.length > 0;
}

/**
 * Of keys written twice Ruby's parser drops the first, so that the entry stands where the last one does; behind a
 * `**` it no longer looks (parse.y, `remove_duplicate_keys`).
 */
function droppedEntries(entries: HashLiteral["entries"]): ReadonlySet<HashEntry> | undefined {
  if (entries.length < 2) return undefined;
  const byKey = new Map<string, HashEntry>();
  let dropped: Set<HashEntry> | undefined;
  for (const entry of entries) {
    if (entry.kind === "double splat") break;
    const key = literalKey(entry.key);
    const before = key === undefined ? undefined : byKey.get(key);
    if (before !== undefined) dropped = (dropped ?? new Set()).add(before);
    if (key !== undefined) byKey.set(key, entry);
  }
  return dropped;
}

function addEntry(machine: Machine, hash: HashObject, entry: HashEntry, dropped: boolean): void {
  const key = machine.evaluate(machine, entry.key);
  const value = machine.evaluate(machine, entry.value);
  if (dropped || setEntry(machine, hash, key, value)) return;
  const place = originOf(machine, entry.key);
  const doubt = unknownIn(key) ?? unknown(place, "the key of this entry", "Use a string or a symbol as key.");
  taint(machine, hash, doubt, [key, value]);
}

/** `**value`: the entries of a hash; nothing else has any. */
function addAll(machine: Machine, hash: HashObject, given: RuntimeValue, place: Origin): void {
  const value = given.kind === "hash" ? asHash(machine, given, place) : given;
  const doubt = unknownIn(value);
  if (doubt !== undefined) taint(machine, hash, doubt, [value]);
  else if (value.kind !== "hash") taint(machine, hash, refuseSplat(machine, value, place));
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
function literalKey(node: Expression): string | undefined {
  switch (node.kind) {
    case "integer":
      return BigInt.asIntN(63, node.value) === node.value ? `i${node.value}` : undefined;
    case "float":
      return `f${node.number}`;
    case "string":
    case "symbol": {
      let text: string = node.kind;
      for (const part of node.parts) {
        if (part.kind !== "text") return undefined;
        text += part.text;
      }
      return text;
    }
    default:
      return undefined;
  }
}
