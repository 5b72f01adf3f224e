import { forgetBehind } from "../../evaluate/last-match.js";
import { exceed, unknown } from "../../evaluate/machine.js";
import type { RegexpObject } from "../../evaluate/regexp-value.js";
import { stringObject } from "../../evaluate/value.js";
import type { RuntimeValue, StringObject, UnknownObject } from "../../evaluate/value.js";
import { given, integerGiven, pay, textGiven } from "../given.js";
import { ask, iterating, list, pure, tableOf, textList, whole, wrong } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";
import { matchFrom } from "./patterns.js";
import { characterLength } from "./units.js";

type StringCall = Invocation<StringObject>;

const space = /[\t-\r ]/;

/** At white space: what stands in front of the first word is left out. With a limit the last part keeps its spaces. */
function splitAtSpace(value: string, most: number): string[] {
  const parts: string[] = [];
  let start = 0;
  let inside = false;
  for (let at = 0; at < value.length; at += 1) {
    const blank = space.test(value.charAt(at));
    if (blank && inside) parts.push(value.slice(start, at));
    if (!blank && !inside) {
      start = at;
      if (parts.length + 1 >= most) break;
    }
    inside = !blank;
    if (blank) start = at + 1;
  }
  parts.push(value.slice(start));
  return parts;
}

function splitPlainly(value: string, separator: string, most: number): string[] {
  return separator === " " ? splitAtSpace(value, most) : splitAt(value, separator, most);
}

/**
 * At each match, whose groups are parts too. An empty match parts the text only behind a character (string.c,
 * `rb_str_split_m`).
 */
function splitAtMatches(call: StringCall, regexp: RegexpObject, most: number): string[] | UnknownObject {
  const value = call.receiver.text;
  const parts: string[] = [];
  let begin = 0;
  let from = 0;
  let passed = false;
  for (let cuts = 1; cuts < most && from <= value.length;) {
    const found = matchFrom(call, value, regexp, from);
    if (found === undefined) break;
    if ("kind" in found) return found;
    const { start, end } = found.whole;
    if (start < begin) return unknown(call.origin, "what \\K in a look-behind leaves", "Leave out the \\K.");
    const here = start === from && end === start;
    if (here && !passed) {
      from += start === value.length ? 1 : characterLength(value, start);
      passed = true;
      continue;
    }
    parts.push(value.slice(begin, here ? from : start));
    begin = from = here ? from : end;
    passed = false;
    for (const group of found.groups)
      if (group !== undefined) parts.push(value.slice(group.start, group.end));
    cuts += 1;
  }
  parts.push(value.slice(begin));
  return parts;
}

function splitAt(value: string, separator: string, most: number): string[] {
  const parts: string[] = [];
  let start = 0;
  if (separator === "") {
    for (const character of value) {
      if (parts.length + 1 >= most) break;
      parts.push(character);
      start += character.length;
    }
  } else {
    while (parts.length + 1 < most) {
      const at = value.indexOf(separator, start);
      if (at < 0) break;
      parts.push(value.slice(start, at));
      start = at + separator.length;
    }
  }
  parts.push(value.slice(start));
  return parts;
}

/**
 * `split`: at white space, at each character, at a text or at what a regular expression matches; empty parts at the end
 * count only with a limit.
 */
function split(call: StringCall): RuntimeValue {
  const [separator] = call.arguments;
  const regexp = separator?.kind === "regexp" ? separator : undefined;
  if (
    regexp === undefined &&
    separator !== undefined &&
    separator.kind !== "nil" &&
    separator.kind !== "string"
  )
    return wrong(call, separator, "a String or a Regexp");
  if (regexp !== undefined) forgetBehind(call.machine, call.name, call.origin);
  const limit = call.arguments.length < 2 ? 0 : integerGiven(call, 1);
  if (typeof limit !== "number") return limit;
  const value = call.receiver.text;
  // More would be beyond the limit anyway.
  const most = limit > 0 ? limit : call.machine.limits.collection + 2;
  const problem = pay(call, value.length >>> 4);
  if (problem !== undefined) return problem;
  const parts =
    value === ""
      ? []
      : most === 1
        ? [value]
        : regexp === undefined
          ? splitPlainly(value, separator?.kind === "string" ? separator.text : " ", most)
          : splitAtMatches(call, regexp, most);
  if (!Array.isArray(parts)) return parts;
  if (limit === 0) while (parts.at(-1) === "") parts.pop();
  return eachOrList(call, parts);
}

/** The texts one by one to the block, or as a list when there is none. */
function eachOrList(call: StringCall, texts: readonly string[]): RuntimeValue {
  if (call.block === undefined || texts.length > call.machine.limits.collection) return textList(call, texts);
  for (const item of texts) {
    if (call.machine.exit !== undefined) break;
    ask(call, stringObject(item, call.origin));
  }
  return call.receiver;
}

/** The lines of a text with what ends them, or without. Undefined for paragraphs, which Ruby cuts in odd ways. */
function linesOf(call: StringCall): string[] | UnknownObject | undefined {
  const value = call.receiver.text;
  const chomp = call.keywords.get("chomp");
  const cut = chomp !== undefined && !(chomp.kind === "nil" || (chomp.kind === "boolean" && !chomp.value));
  if (value === "") return [];
  if (call.arguments.length > 0 && given(call, 0) === undefined) return [value];
  const separator = call.arguments.length === 0 ? "\n" : textGiven(call, 0);
  if (typeof separator !== "string") return separator;
  if (separator === "") return undefined;
  const problem = pay(call, value.length >>> 4);
  if (problem !== undefined) return problem;
  const lines: string[] = [];
  let start = 0;
  while (start < value.length && lines.length <= call.machine.limits.collection) {
    const at = value.indexOf(separator, start);
    const end = at < 0 ? value.length : at + separator.length;
    const line = value.slice(start, end);
    lines.push(cut && at >= 0 ? withoutEnd(line, separator) : line);
    start = end;
  }
  return lines;
}

function withoutEnd(line: string, separator: string): string {
  const cut = line.slice(0, line.length - separator.length);
  return separator === "\n" && cut.endsWith("\r") ? cut.slice(0, -1) : cut;
}

function lines(call: StringCall): RuntimeValue | undefined {
  const found = linesOf(call);
  return Array.isArray(found) ? eachOrList(call, found) : found;
}

/** The characters of the receiver, unless they are far too many for a list. */
function characters(call: StringCall): RuntimeValue {
  const { machine, receiver, origin } = call;
  if (receiver.text.length > 2 * machine.limits.collection) return exceed(machine, origin, "collection");
  return eachOrList(call, Array.from(receiver.text));
}

function bytesize(call: StringCall): RuntimeValue {
  const { text } = call.receiver;
  return pay(call, text.length >>> 4) ?? whole(call, byteCount(text));
}

/** How many bytes a text has in UTF-8. */
function byteCount(value: string): number {
  let count = 0;
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return count;
}

function utf8(value: string): number[] {
  const bytes: number[] = [];
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63));
      bytes.push(0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
  }
  return bytes;
}

/** The numbers one by one to the block, or as a list when there is none. */
function numbers(call: StringCall, make: (text: string) => readonly number[]): RuntimeValue {
  const { machine, receiver, origin } = call;
  if (receiver.text.length > machine.limits.collection) return exceed(machine, origin, "collection");
  const values = make(receiver.text);
  const problem = pay(call, values.length * 2);
  if (problem !== undefined) return problem;
  const items = values.map((value) => whole(call, value));
  if (call.block === undefined) return list(call, items);
  for (const item of items) {
    if (call.machine.exit !== undefined) break;
    ask(call, item);
  }
  return call.receiver;
}

/** Methods of strings that take them apart. */
export const stringSplitting: MethodTable<StringObject> = tableOf<StringObject>([
  iterating("split", 0, 2, split, { block: "optional" }),
  iterating("lines", 0, 1, lines, { block: "optional", keywords: ["chomp"] }),
  iterating("each_line", 0, 1, lines, { keywords: ["chomp"] }),
  iterating("chars", 0, 0, characters, { block: "optional" }),
  iterating("each_char", 0, 0, characters),
  iterating("bytes", 0, 0, (call) => numbers(call, utf8), { block: "optional" }),
  iterating("each_byte", 0, 0, (call) => numbers(call, utf8)),
  iterating("codepoints", 0, 0, (call) => numbers(call, codePoints), {
    block: "optional",
  }),
  pure("bytesize", 0, 0, bytesize),
]);

function codePoints(value: string): number[] {
  return Array.from(value, (character) => character.codePointAt(0) ?? 0);
}
