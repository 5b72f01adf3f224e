import { assertNever } from "../../source/assert-never.js";
import type { Origin } from "../../source/source.js";
import { charge, exceed, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { floatText } from "./numbers.js";
import { unknownIn } from "./value.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

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
    default:
      return inspect(machine, value, place);
  }
}

/** Ruby's `inspect` as of Ruby 3.1 to 3.3, or why it is not known. */
export function inspect(machine: Machine, value: RuntimeValue, place: Origin): string | UnknownObject {
  return inspectAt(machine, value, place, 0);
}

function inspectAt(
  machine: Machine,
  value: RuntimeValue,
  place: Origin,
  depth: number,
): string | UnknownObject {
  if (depth > machine.limits.nesting) return exceed(machine, place, "nesting");
  if (!charge(machine, 1, place)) return exceed(machine, place, "steps");
  const unknownContents = unknownIn(value);
  if (unknownContents !== undefined) return unknownContents;
  switch (value.kind) {
    case "string":
      return inspectString(value.text);
    case "symbol":
      return inspectSymbol(value.text);
    case "integer":
      return value.value.toString();
    case "float":
      return floatText(value.number);
    case "boolean":
      return String(value.value);
    case "nil":
      return "nil";
    case "module":
      return value.name;
    case "array":
      return inspectAll(machine, value.items, place, depth, "[", "]");
    case "hash": {
      const parts: RuntimeValue[] = [];
      for (const { key, value: item } of value.entries.values()) parts.push(key, item);
      return inspectPairs(machine, parts, place, depth);
    }
    case "range": {
      const from = value.from.kind === "nil" ? "" : inspectAt(machine, value.from, place, depth + 1);
      const to = value.to.kind === "nil" ? "" : inspectAt(machine, value.to, place, depth + 1);
      if (typeof from !== "string") return from;
      return typeof to === "string" ? `${from}${value.exclusive ? "..." : ".."}${to}` : to;
    }
    case "node":
      return `node[${machine.node.name}]`;
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

function inspectAll(
  machine: Machine,
  items: readonly RuntimeValue[],
  place: Origin,
  depth: number,
  open: string,
  close: string,
): string | UnknownObject {
  const texts: string[] = [];
  for (const item of items) {
    const text = inspectAt(machine, item, place, depth + 1);
    if (typeof text !== "string") return text;
    texts.push(text);
  }
  return within(machine, `${open}${texts.join(", ")}${close}`, place);
}

/** `{:a=>1, "b"=>2}` from keys and values in turn. */
function inspectPairs(
  machine: Machine,
  keysAndValues: readonly RuntimeValue[],
  place: Origin,
  depth: number,
): string | UnknownObject {
  let text = "";
  for (const [index, item] of keysAndValues.entries()) {
    const part = inspectAt(machine, item, place, depth + 1);
    if (typeof part !== "string") return part;
    if (index > 0) text += index % 2 === 1 ? "=>" : ", ";
    text += part;
  }
  return within(machine, `{${text}}`, place);
}

function within(machine: Machine, text: string, place: Origin): string | UnknownObject {
  if (text.length > machine.limits.string) return exceed(machine, place, "string");
  return charge(machine, text.length >>> 6, place) ? text : exceed(machine, place, "steps");
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
  return plainSymbol.test(text) ? `:${text}` : `:${inspectString(text)}`;
}
