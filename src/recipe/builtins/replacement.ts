import { charge, exceed } from "../evaluate/machine.js";
import type { RuntimeValue, StringObject } from "../evaluate/value.js";
import { text, textArgument, wrong } from "./method.js";
import type { Invocation } from "./method.js";

type StringCall = Invocation<StringObject>;

/** A part of a replacement: text, or what stands at, before or behind the place that is replaced. */
type Piece = { readonly text: string } | "match" | "before" | "behind";

const backslash = /\\([\\0-9&`'+]|k<[^>]*>?)/g;

/**
 * The parts of a replacement (Ruby, `rb_reg_regsub`, which is asked for string patterns too): `\0` and `\&` are the
 * match, `` \` `` and `\'` what stands round it, `\\` is a backslash, groups are empty since there are none. Before
 * anything else a backslash is itself. Undefined for `\k<name>`, which Ruby refuses without such a group.
 */
function piecesOf(replacement: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: whole, 1: escape = "" } of replacement.matchAll(backslash)) {
    if (escape.startsWith("k")) return undefined;
    if (index > from) pieces.push({ text: replacement.slice(from, index) });
    from = index + whole.length;
    const piece = pieceOf(escape);
    if (piece !== undefined) pieces.push(piece);
  }
  if (from < replacement.length) pieces.push({ text: replacement.slice(from) });
  return pieces;
}

function pieceOf(escape: string): Piece | undefined {
  switch (escape) {
    case "\\":
      return { text: "\\" };
    case "0":
    case "&":
      return "match";
    case "`":
      return "before";
    case "'":
      return "behind";
    default:
      return undefined;
  }
}

/** `sub` (the first place) and `gsub` (all places) with texts; a regular expression never gets here. */
export function replace(call: StringCall, all: boolean): RuntimeValue {
  const from = textArgument(call, 0);
  const to = textArgument(call, 1);
  if (typeof from !== "string") return from;
  if (typeof to !== "string") return to;
  const pieces = piecesOf(to);
  const value = call.receiver.text;
  let result = "";
  let end = 0;
  for (const at of placesOf(value, from, all)) {
    if (pieces === undefined) return wrong(call, call.arguments[1], "a replacement without named groups");
    result += value.slice(end, at);
    end = at + from.length;
    for (const piece of pieces) {
      if (typeof piece === "object") result += piece.text;
      else if (piece === "match") result += from;
      else result += piece === "before" ? value.slice(0, at) : value.slice(end);
      if (result.length > call.machine.limits.string) return exceed(call.machine, call.origin, "string");
    }
  }
  return text(call, result + value.slice(end));
}

/** Where a pattern stands, without overlap; an empty one stands before every character and at the end. */
function* placesOf(value: string, pattern: string, all: boolean): Generator<number> {
  let at = value.indexOf(pattern);
  while (at >= 0) {
    yield at;
    if (!all || at >= value.length) return;
    const step = pattern === "" ? characterLength(value, at) : pattern.length;
    at = value.indexOf(pattern, at + step);
  }
}

/** One unit, or two of a surrogate pair. */
function characterLength(value: string, at: number): number {
  return (value.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** The characters from one code point to another. */
interface Span {
  readonly first: number;
  readonly last: number;
  readonly size: number;
}

/** What an argument of `tr` means, up to a span that runs backwards: Ruby refuses that when it comes so far. */
interface CharacterSet {
  readonly spans: readonly Span[];
  readonly size: number;
  readonly broken: boolean;
}

/** A backslash makes the next character itself, `-` between two characters a span (Ruby, `trnext`). */
function setOf(text: string): CharacterSet {
  const characters = Array.from(text);
  const spans: Span[] = [];
  let size = 0;
  for (let at = 0; at < characters.length; at++) {
    if (characters[at] === "\\" && at + 1 < characters.length) at++;
    const first = codeOf(characters[at]);
    const spanned = characters[at + 1] === "-" && at + 2 < characters.length;
    if (spanned) at += 2;
    const last = spanned ? codeOf(characters[at]) : first;
    if (last < first) return { spans, size, broken: true };
    // A span of one character gives it twice.
    const span = { first, last, size: spanned ? Math.max(2, countBetween(first, last)) : 1 };
    spans.push(span);
    size += span.size;
  }
  return { spans, size, broken: false };
}

function codeOf(character: string | undefined): number {
  return character?.codePointAt(0) ?? 0;
}

/** How many characters stand from one code point to another: surrogates are none. */
function countBetween(first: number, last: number): number {
  return last - first + 1 - (first < 0xd800 && last > 0xdfff ? 0x800 : 0);
}

/** The character at an index of a set; its last one for all behind it. */
function characterAt({ spans }: CharacterSet, index: number): string {
  let before = 0;
  for (const { first, last, size } of spans) {
    if (index < before + size) {
      const code = Math.min(first + index - before, last);
      return String.fromCodePoint(first < 0xd800 && code >= 0xd800 ? code + 0x800 : code);
    }
    before += size;
  }
  return String.fromCodePoint(spans.at(-1)?.last ?? 0);
}

/** The last index of a set at which a character stands; undefined when it is not in it. */
function indexIn({ spans }: CharacterSet, code: number): number | undefined {
  let before = 0;
  let found: number | undefined;
  for (const { first, last, size } of spans) {
    if (code >= first && code <= last)
      found = before + (first === last ? size : countBetween(first, code)) - 1;
    before += size;
  }
  return found;
}

/** `tr('a-y', 'b-z')`: character for character; `^` at the start means all others, an empty second set removes. */
export function translate(call: StringCall): RuntimeValue {
  const from = textArgument(call, 0);
  const to = textArgument(call, 1);
  if (typeof from !== "string") return from;
  if (typeof to !== "string") return to;
  if (call.receiver.text === "") return text(call, "");
  const others = from.length > 1 && from.startsWith("^");
  const wanted = setOf(others ? from.slice(1) : from);
  const given = setOf(to);
  if (wanted.broken || (given.broken && (others || wanted.size > given.size))) {
    return wrong(call, call.arguments[wanted.broken ? 0 : 1], "spans such as a-z, from low to high");
  }
  const known = new Map<string, string>();
  let result = "";
  for (const character of call.receiver.text) {
    let made = known.get(character);
    if (made === undefined) {
      const { machine, origin } = call;
      if (!charge(machine, wanted.spans.length + given.spans.length, origin))
        return exceed(machine, origin, "steps");
      const index = indexIn(wanted, codeOf(character));
      if ((index === undefined) !== others) made = character;
      else made = to === "" ? "" : characterAt(given, others ? Infinity : (index ?? 0));
      known.set(character, made);
    }
    result += made;
  }
  return text(call, result);
}
