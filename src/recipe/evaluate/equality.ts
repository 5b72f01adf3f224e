import type { Origin } from "../../source/source.js";
import { compareTexts } from "./characters.js";
import { charge, exceed } from "./machine.js";
import type { Machine } from "./machine.js";
import type { MatchObject, RegexpObject } from "./regexp-value.js";
import { refuseSecret } from "./secrets.js";
import { forgetMatch } from "./last-match.js";
import { search, searchValue } from "./matching.js";
import { nilObject, truthy, unknownIn } from "./value.js";
import type { ArrayObject, HashObject, RuntimeValue, UnknownObject } from "./value.js";

/** Ruby's `==`: numbers by value whatever their class, strings, arrays and hashes by contents. */
export function equals(
  machine: Machine,
  left: RuntimeValue,
  right: RuntimeValue,
  place: Origin,
  depth = 0,
): boolean | UnknownObject {
  const doubt = unknownIn(left) ?? unknownIn(right);
  if (doubt !== undefined) return doubt;
  if (left === right) return left.kind !== "float" || !Number.isNaN(left.number);
  if (right.kind === "secret" && left.kind === "string") return refuseSecret(machine, "compared", place);
  switch (left.kind) {
    case "integer":
      if (right.kind === "integer") return left.value === right.value;
      return right.kind === "float" && compareNumbers(left.value, right.number) === 0;
    case "float":
      if (right.kind === "float") return left.number === right.number;
      return right.kind === "integer" && compareNumbers(left.number, right.value) === 0;
    case "string":
      if (right.kind !== "string" || left.text.length !== right.text.length) return false;
      charge(machine, left.text.length >>> 6, place);
      return left.text === right.text;
    case "secret":
      // To Ruby it is a String, which is no value of another class.
      return (right.kind === "string" || right.kind === "secret") && refuseSecret(machine, "compared", place);
    case "symbol":
      return right.kind === "symbol" && left.text === right.text;
    case "boolean":
      return right.kind === "boolean" && left.value === right.value;
    case "array":
      return right.kind === "array" && equalArrays(machine, left, right, place, depth);
    case "hash":
      if (right.kind !== "hash" || left.dataBagItem !== right.dataBagItem) return false;
      return equalHashes(machine, left, right, place, depth);
    case "range":
      if (right.kind !== "range" || left.exclusive !== right.exclusive) return false;
      return both(
        equals(machine, left.from, right.from, place, depth + 1),
        equals(machine, left.to, right.to, place, depth + 1),
      );
    case "module":
      return right.kind === "module" && left.name === right.name;
    case "regexp":
      return right.kind === "regexp" && regexpKey(left) === regexpKey(right);
    case "match":
      return right.kind === "match" && sameMatch(left, right);
    default:
      return left.kind === right.kind && (left.kind === "nil" || left.kind === "node");
  }
}

function sameMatch(left: MatchObject, right: MatchObject): boolean {
  const patterns =
    typeof left.pattern === "string" || typeof right.pattern === "string"
      ? left.pattern === right.pattern
      : regexpKey(left.pattern) === regexpKey(right.pattern);
  return patterns && left.text === right.text && offsets(left) === offsets(right);
}

function offsets({ match: { whole, groups } }: MatchObject): string {
  return [whole, ...groups].map((span) => `${span?.start}-${span?.end}`).join();
}

/** What makes two regular expressions the same. */
function regexpKey({ source, options }: RegexpObject): string {
  return `/${Number(options.ignoreCase)}${Number(options.extended)}${Number(options.multiLine)}${source}`;
}

function both(first: boolean | UnknownObject, second: boolean | UnknownObject): boolean | UnknownObject {
  if (first === false || second === false) return false;
  return first === true ? second : first;
}

function equalArrays(
  machine: Machine,
  left: ArrayObject,
  right: ArrayObject,
  place: Origin,
  depth: number,
): boolean | UnknownObject {
  if (left.items.length !== right.items.length) return false;
  if (depth > machine.limits.nesting) return exceed(machine, place, "nesting");
  if (!charge(machine, left.items.length, place)) return exceed(machine, place, "steps");
  let result: boolean | UnknownObject = true;
  for (const [index, item] of left.items.entries()) {
    const other = right.items[index];
    if (other === undefined) return false;
    result = both(result, equals(machine, item, other, place, depth + 1));
    if (result === false) return false;
  }
  return result;
}

function equalHashes(
  machine: Machine,
  left: HashObject,
  right: HashObject,
  place: Origin,
  depth: number,
): boolean | UnknownObject {
  if (left.entries.size !== right.entries.size) return false;
  if (depth > machine.limits.nesting) return exceed(machine, place, "nesting");
  if (!charge(machine, left.entries.size, place)) return exceed(machine, place, "steps");
  let result: boolean | UnknownObject = true;
  for (const [key, { value }] of left.entries) {
    const other = right.entries.get(key);
    if (other === undefined) return false;
    result = both(result, equals(machine, value, other.value, place, depth + 1));
    if (result === false) return false;
  }
  return result;
}

/** Ruby's `<=>`: undefined where the two have no order. Both must be known. */
export function compare(
  machine: Machine,
  left: RuntimeValue,
  right: RuntimeValue,
  place: Origin,
  depth = 0,
): -1 | 0 | 1 | undefined | UnknownObject {
  const doubt = unknownIn(left) ?? unknownIn(right);
  if (doubt !== undefined) return doubt;
  if (left.kind === "string" && right.kind === "string") {
    charge(machine, Math.min(left.text.length, right.text.length) >>> 6, place);
    return compareTexts(left.text, right.text);
  }
  if (left.kind === "symbol" && right.kind === "symbol") return compareTexts(left.text, right.text);
  if (left.kind === "array" && right.kind === "array")
    return compareArrays(machine, left, right, place, depth);
  const first = numberOf(left);
  const second = numberOf(right);
  if (first !== undefined && second !== undefined) return compareNumbers(first, second);
  const same = equals(machine, left, right, place, depth);
  return same === true ? 0 : same === false ? undefined : same;
}

/** A number's own value; undefined for anything else. */
function numberOf(value: RuntimeValue): bigint | number | undefined {
  if (value.kind === "integer") return value.value;
  return value.kind === "float" ? value.number : undefined;
}

// JavaScript compares a bigint and a number by their exact values, as Ruby does.
function compareNumbers(left: bigint | number, right: bigint | number): -1 | 0 | 1 | undefined {
  if (left < right) return -1;
  if (left > right) return 1;
  // Nothing of this is true of NaN.
  return left >= right ? 0 : undefined;
}

function compareArrays(
  machine: Machine,
  left: ArrayObject,
  right: ArrayObject,
  place: Origin,
  depth: number,
): -1 | 0 | 1 | undefined | UnknownObject {
  if (depth > machine.limits.nesting) return exceed(machine, place, "nesting");
  if (!charge(machine, Math.min(left.items.length, right.items.length), place)) {
    return exceed(machine, place, "steps");
  }
  for (const [index, item] of left.items.entries()) {
    const other = right.items[index];
    if (other === undefined) return 1;
    const order = compare(machine, item, other, place, depth + 1);
    if (order !== 0) return order;
  }
  return left.items.length < right.items.length ? -1 : 0;
}

/**
 * Ruby's `===`, which `case` asks: a class holds its instances, a range its numbers, a regular expression what it
 * matches, and a block is called; the rest is `==`.
 */
export function caseEquals(
  machine: Machine,
  pattern: RuntimeValue,
  value: RuntimeValue,
  place: Origin,
): boolean | UnknownObject {
  const doubt = unknownIn(pattern) ?? unknownIn(value);
  if (doubt !== undefined) return doubt;
  if (pattern.kind === "module") return isInstance(value, pattern.name);
  if (pattern.kind === "proc") {
    const answer = machine.callProc(machine, pattern, [value], undefined, place);
    return unknownIn(answer) ?? truthy(answer);
  }
  if (pattern.kind === "regexp") {
    if (value.kind === "secret") return refuseSecret(machine, "matched", place);
    if (value.kind !== "string" && value.kind !== "symbol") return false;
    const found = search(machine, pattern, value.text, 0, place);
    return found !== undefined && "kind" in found ? found : found !== undefined;
  }
  if (pattern.kind !== "range") return equals(machine, pattern, value, place);
  const low = pattern.from.kind === "nil" ? -1 : compare(machine, pattern.from, value, place);
  const high = pattern.to.kind === "nil" ? -1 : compare(machine, value, pattern.to, place);
  if (typeof low === "object") return low;
  if (typeof high === "object") return high;
  if (low === undefined || high === undefined) return false;
  return low <= 0 && (pattern.exclusive ? high < 0 : high <= 0);
}

/** As `caseEquals`, in the code of a recipe: what a regular expression matches is `$~` from there on. */
export function caseMatches(
  machine: Machine,
  pattern: RuntimeValue,
  value: RuntimeValue,
  place: Origin,
): boolean | UnknownObject {
  if (pattern.kind === "unknown") forgetMatch(machine, pattern);
  if (pattern.kind !== "regexp" || value.kind === "secret") return caseEquals(machine, pattern, value, place);
  const textual = value.kind === "string" || value.kind === "symbol" || unknownIn(value) !== undefined;
  const found = searchValue(machine, pattern, textual ? value : nilObject(place), place);
  return found !== undefined && "kind" in found ? found : found !== undefined;
}

const ancestors = {
  string: ["String", "Comparable"],
  symbol: ["Symbol", "Comparable"],
  integer: ["Integer", "Numeric", "Comparable"],
  float: ["Float", "Numeric", "Comparable"],
  nil: ["NilClass"],
  array: ["Array", "Enumerable"],
  hash: ["Hash", "Enumerable"],
  range: ["Range", "Enumerable"],
  enumerator: ["Enumerator", "Enumerable"],
  regexp: ["Regexp"],
  match: ["MatchData"],
  credential: [],
  secret: ["String", "Comparable"],
  instance: [],
  proc: ["Proc"],
  scriptBlock: ["Proc"],
  node: ["Chef::Node"],
  level: ["Hash", "Mash", "Enumerable"],
  "new resource": ["Chef::Resource"],
  module: ["Module"],
  unknown: [],
} as const;

/** Ruby's `is_a?`, by the name of the class or module. */
export function isInstance(value: RuntimeValue, className: string): boolean {
  if (className === "Object" || className === "BasicObject" || className === "Kernel") return true;
  if (value.kind === "hash" && value.dataBagItem !== undefined) return className === "Chef::DataBagItem";
  if (value.kind === "boolean") return className === (value.value ? "TrueClass" : "FalseClass");
  if (value.kind === "hash" && value.mash && className === "Mash") return true;
  return ancestors[value.kind].some((name) => name === className);
}

/**
 * What makes two hash keys the same (`eql?`): equal texts are, `1` and `1.0` are not. Undefined for a key that
 * is unknown or that mofsmith cannot take as a key.
 */
export function hashKey(machine: Machine, value: RuntimeValue, depth = 0): string | undefined {
  if (unknownIn(value) !== undefined) return undefined;
  switch (value.kind) {
    case "string":
      charge(machine, value.text.length >>> 6);
      return `"${value.text}`;
    case "symbol":
      return `:${value.text}`;
    case "integer":
      return `i${value.value}`;
    case "float":
      // NaN is the same as itself alone.
      return Number.isNaN(value.number) ? undefined : `f${value.number}`;
    case "boolean":
      return String(value.value);
    case "nil":
      return "nil";
    case "regexp":
      charge(machine, value.source.length >>> 6);
      return regexpKey(value);
    case "module":
      return `m${value.name}`;
    case "array":
      return keyOfAll(machine, "[", value.items, depth);
    case "range":
      return keyOfAll(machine, value.exclusive ? ")" : "]", [value.from, value.to], depth);
    case "hash":
      return value.dataBagItem === undefined ? keyOfHash(machine, value, depth) : undefined;
    case "secret":
      refuseSecret(machine, "compared, or the key of a hash");
      return undefined;
    default:
      return undefined;
  }
}

function keyOfAll(
  machine: Machine,
  mark: string,
  items: readonly RuntimeValue[],
  depth: number,
): string | undefined {
  if (depth > machine.limits.nesting || !charge(machine, items.length)) return undefined;
  let key = mark;
  for (const item of items) {
    const part = hashKey(machine, item, depth + 1);
    if (part === undefined) return undefined;
    key += `${part.length}${part}`;
    if (key.length > machine.limits.string) return undefined;
  }
  charge(machine, key.length >>> 6);
  return key;
}

/** The order of its entries is no part of a hash as a key. */
function keyOfHash(machine: Machine, { entries }: HashObject, depth: number): string | undefined {
  if (depth > machine.limits.nesting || !charge(machine, entries.size)) return undefined;
  const parts: string[] = [];
  for (const [id, { value }] of entries) {
    const part = hashKey(machine, value, depth + 1);
    if (part === undefined) return undefined;
    parts.push(`${id.length}${id}${part.length}${part}`);
  }
  const key = `{${parts.sort().join("")}`;
  charge(machine, key.length >>> 6);
  return key.length > machine.limits.string ? undefined : key;
}
