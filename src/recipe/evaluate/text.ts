import { assertNever } from "../../source/assert-never.js";
import type { Origin } from "../../source/source.js";
import { charge, exceed, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { digitsCost, floatText } from "./numbers.js";
import { inspectRegexp, regexpText } from "./regexp-text.js";
import { refuseSecret } from "./secrets.js";
import { namesIn } from "./regexp-value.js";
import type { MatchObject } from "./regexp-value.js";
import { nilObject, unknownIn } from "./value.js";
import type {
  ArrayObject,
  EnumeratorObject,
  HashObject,
  RangeObject,
  RuntimeValue,
  UnknownObject,
} from "./value.js";

/** Ruby's `to_s`, or why it is not known. `place` is where a limit would be reported. */
export function textOfValue(machine: Machine, value: RuntimeValue, place: Origin): string | UnknownObject {
  switch (value.kind) {
    case "string":
      return value.taint ?? value.text;
    case "symbol":
      return value.text;
    case "nil":
      return "";
    case "range": {
      const from = textOfValue(machine, value.from, place);
      const to = textOfValue(machine, value.to, place);
      if (typeof from !== "string") return from;
      return typeof to === "string" ? `${from}${value.exclusive ? "..." : ".."}${to}` : to;
    }
    case "enumerator":
      if (isArithmetic(value)) return inspect(machine, value, place);
      // Ruby's shows where in its memory the enumerator is.
      return unknown(place, "the text of an enumerator", 'Make a list of it with "to_a".');
    case "hash": {
      if (value.dataBagItem === undefined) return inspect(machine, value, place);
      // Chef::DataBagItem#to_s
      const id = textOfValue(machine, value.entries.get('"id')?.value ?? nilObject(place), place);
      return typeof id === "string" ? `data_bag_item[${id}]` : id;
    }
    case "regexp":
      return regexpText(value);
    case "match":
      return value.text.slice(value.match.whole.start, value.match.whole.end);
    default:
      return inspect(machine, value, place);
  }
}

/** Ruby's `inspect` as of Ruby 3.1 to 3.3, or why it is not known. */
export function inspect(machine: Machine, value: RuntimeValue, place: Origin): string | UnknownObject {
  return inspectIn({ machine, place, holders: [] }, value);
}

/** An inspection under way, with the collections round the value: one that holds itself shows as `[...]`. */
interface Inspection {
  readonly machine: Machine;
  readonly place: Origin;
  readonly holders: RuntimeValue[];
}

function inspectIn(inspection: Inspection, value: RuntimeValue): string | UnknownObject {
  const { machine, place } = inspection;
  if (!charge(machine, 1, place)) return exceed(machine, place, "steps");
  const unknownContents = unknownIn(value);
  if (unknownContents !== undefined) return unknownContents;
  switch (value.kind) {
    case "string":
      return inspectString(value.text);
    case "symbol":
      return inspectSymbol(value.text);
    case "integer":
      return charge(machine, digitsCost(value.value), place)
        ? value.value.toString()
        : exceed(machine, place, "steps");
    case "float":
      return floatText(value.number);
    case "boolean":
      return String(value.value);
    case "nil":
      return "nil";
    case "module":
      return value.name;
    case "array":
    case "hash":
    case "range":
    case "enumerator":
      return inspectHolder(inspection, value);
    case "regexp":
      return inspectRegexp(value);
    case "match":
      return inspectMatch(value);
    case "node":
      return `node[${machine.node.name}]`;
    case "secret":
      return refuseSecret(machine, "written into a text", place);
    case "credential":
    case "instance":
    case "proc":
    case "level":
    case "new resource":
    case "scriptBlock":
      return unknown(place, "the text of this value", "Give the value to a property as it is.");
    case "unknown":
      return value;
    default:
      return assertNever(value);
  }
}

/** `#<MatchData "ab" 1:"a" name:"b">` */
function inspectMatch({ pattern, text, match }: MatchObject): string {
  const names = Array.from(namesIn(pattern));
  const groups = match.groups.map((span, index) => {
    const name = names.find(([, numbers]) => numbers.includes(index + 1))?.[0];
    const shown = span === undefined ? "nil" : inspectString(text.slice(span.start, span.end));
    return ` ${name ?? index + 1}:${shown}`;
  });
  return `#<MatchData ${inspectString(text.slice(match.whole.start, match.whole.end))}${groups.join("")}>`;
}

type Holder = ArrayObject | HashObject | RangeObject | EnumeratorObject;

function inspectHolder(inspection: Inspection, value: Holder): string | UnknownObject {
  const { machine, place, holders } = inspection;
  if (holders.includes(value)) return value.kind === "hash" ? "{...}" : "[...]";
  if (holders.length > machine.limits.nesting) return exceed(machine, place, "nesting");
  holders.push(value);
  const text = inspectContents(inspection, value);
  holders.pop();
  if (typeof text !== "string") return text;
  if (text.length > machine.limits.string) return exceed(machine, place, "string");
  return charge(machine, text.length >>> 6, place) ? text : exceed(machine, place, "steps");
}

function inspectContents(inspection: Inspection, value: Holder): string | UnknownObject {
  switch (value.kind) {
    case "array": {
      const texts = inspectAll(inspection, value.items);
      return Array.isArray(texts) ? `[${texts.join(", ")}]` : texts;
    }
    case "hash": {
      const pairs = inspectPairs(inspection, value);
      if (value.dataBagItem === undefined || typeof pairs !== "string") return pairs;
      // Chef::DataBagItem#inspect
      const id = inspectIn(inspection, value.entries.get('"id')?.value ?? nilObject(inspection.place));
      return typeof id === "string"
        ? `data_bag_item[${inspectString(value.dataBagItem)}, ${id}, ${pairs}]`
        : id;
    }
    case "range": {
      const { from: first, to: last } = value;
      const from = first.kind === "nil" && last.kind !== "nil" ? "" : inspectIn(inspection, first);
      const to = last.kind === "nil" && first.kind !== "nil" ? "" : inspectIn(inspection, last);
      if (typeof from !== "string") return from;
      return typeof to === "string" ? `${from}${value.exclusive ? "..." : ".."}${to}` : to;
    }
    case "enumerator":
      return inspectEnumerator(inspection, value);
  }
}

/** An arithmetic sequence (`1.step(9, 2)`, `(1..9) % 2`) shows as what made it, any other walk as an Enumerator. */
function inspectEnumerator(inspection: Inspection, value: EnumeratorObject): string | UnknownObject {
  const { receiver, method } = value;
  const walked = inspectIn(inspection, receiver);
  if (typeof walked !== "string") return walked;
  const last = value.arguments.at(-1);
  const named = last?.kind === "hash" && isNamed(last) ? last : undefined;
  const given = inspectAll(inspection, named === undefined ? value.arguments : value.arguments.slice(0, -1));
  if (!Array.isArray(given)) return given;
  for (const { key, value: item } of named?.entries.values() ?? []) {
    const name = inspectIn(inspection, key);
    const shown = inspectIn(inspection, item);
    if (typeof name !== "string") return name;
    if (typeof shown !== "string") return shown;
    given.push(`${name.slice(1)}: ${shown}`);
  }
  const list = given.length === 0 ? "" : `(${given.join(", ")})`;
  if (!isArithmetic(value)) return `#<Enumerator: ${walked}:${method}${list}>`;
  return receiver.kind === "range" ? `((${walked}).${method}${list})` : `(${walked}.${method}${list})`;
}

/** Whether a hash shows as keyword arguments do. */
function isNamed({ entries }: HashObject): boolean {
  return entries.size > 0 && Array.from(entries.values()).every(({ key }) => key.kind === "symbol");
}

/** Whether the walk is one of numbers in equal steps, which Ruby keeps as an `Enumerator::ArithmeticSequence`. */
export function isArithmetic({ receiver, method }: EnumeratorObject): boolean {
  if (method !== "step" && method !== "%") return false;
  return receiver.kind !== "range" || receiver.from.kind === "integer" || receiver.from.kind === "float";
}

function inspectAll(inspection: Inspection, items: readonly RuntimeValue[]): string[] | UnknownObject {
  const texts: string[] = [];
  let size = 0;
  for (const item of items) {
    const text = inspectIn(inspection, item);
    if (typeof text !== "string") return text;
    texts.push(text);
    size += text.length;
    if (size > inspection.machine.limits.string)
      return exceed(inspection.machine, inspection.place, "string");
  }
  return texts;
}

/** `{:a=>1, "b"=>2}` */
function inspectPairs(inspection: Inspection, hash: HashObject): string | UnknownObject {
  let text = "";
  for (const { key, value } of hash.entries.values()) {
    const left = inspectIn(inspection, key);
    if (typeof left !== "string") return left;
    const right = inspectIn(inspection, value);
    if (typeof right !== "string") return right;
    text += `${text === "" ? "" : ", "}${left}=>${right}`;
    if (text.length > inspection.machine.limits.string)
      return exceed(inspection.machine, inspection.place, "string");
  }
  return `{${text}}`;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\t", "\\t"],
  ["\r", "\\r"],
  ["\u000b", "\\v"],
  ["\f", "\\f"],
  ["\b", "\\b"],
  ["\u0007", "\\a"],
  ["\u001b", "\\e"],
]);

// U+0085 counts as printable (Ruby before 3.2); `#` is escaped where it would interpolate.
const unprintable = /["\\]|#(?=[{$@])|(?!\u0085)[\p{Cc}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A string as `inspect` writes it, in double quotes. */
export function inspectString(text: string): string {
  return `"${text.replace(unprintable, escaped)}"`;
}

function escaped(character: string): string {
  const short = escapes.get(character);
  if (short !== undefined) return short;
  if (character === "#") return "\\#";
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
}

// What needs no quotes after `:` (Ruby's `sym_printable` and `rb_enc_symname_p`).
const plainSymbol =
  /^(?:\$(?:-\w|\d+|[~*$?!@/\\;,.=:_"&`'+0<>]|(?:[\p{L}_]|[^\p{ASCII}])(?:\w|[^\p{ASCII}])*)|@{0,2}(?:[A-Za-z_]|[^\p{ASCII}])(?:\w|[^\p{ASCII}])*|(?:[A-Za-z_]|[^\p{ASCII}])(?:\w|[^\p{ASCII}])*[?!=]|\[\]=?|[+-]@?|\*\*?|![=~]?|=~|={2,3}|<=>|<<|>>|[<>]=?|[/%&|^~`])$/u;

function inspectSymbol(text: string): string {
  if (plainSymbol.test(text)) return `:${text}`;
  // A symbol of ASCII alone has an encoding without code points.
  const shown = inspectString(text);
  return `:${/[^\0-\x7f]/.test(text) ? shown : shown.replace(/(?<!\\)((?:\\\\)*)\\u00/g, "$1\\x")}`;
}
