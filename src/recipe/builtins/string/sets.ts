import { unknown } from "../../evaluate/machine.js";
import type { StringObject, UnknownObject } from "../../evaluate/value.js";
import { pay, textGiven, textsGiven } from "../given.js";
import { wrong } from "../method.js";
import type { Invocation } from "../method.js";

type StringCall = Invocation<StringObject>;

/** A text and whether it came of a change: a method that ends in `!` gives nil without one. */
export interface Changed {
  readonly text: string;
  readonly changed: boolean;
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
  /** `^` in front: all others. */
  readonly others: boolean;
}

/** A backslash makes the next character itself, `-` between two characters a span (Ruby, `trnext`). */
function setOf(text: string): CharacterSet {
  const others = text.length > 1 && text.startsWith("^");
  const characters = Array.from(others ? text.slice(1) : text);
  const spans: Span[] = [];
  let size = 0;
  for (let at = 0; at < characters.length; at++) {
    if (characters[at] === "\\" && at + 1 < characters.length) at++;
    const first = codeOf(characters[at]);
    const spanned = characters[at + 1] === "-" && at + 2 < characters.length;
    if (spanned) at += 2;
    const last = spanned ? codeOf(characters[at]) : first;
    if (last < first) return { spans, size, others, broken: true };
    // A span of one character gives it twice.
    const span = { first, last, size: spanned ? Math.max(2, countBetween(first, last)) : 1 };
    spans.push(span);
    size += span.size;
  }
  return { spans, size, others, broken: false };
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

/**
 * `tr('a-y', 'b-z')`: character for character; `^` at the start means all others, an empty second set removes.
 * `squeeze` makes one of several in a row that became the same (`tr_s`).
 */
export function translated(call: StringCall, squeeze: boolean): Changed | UnknownObject {
  const from = textGiven(call, 0);
  const to = textGiven(call, 1);
  if (typeof from !== "string") return from;
  if (typeof to !== "string") return to;
  const { text } = call.receiver;
  if (text === "") return { text, changed: false };
  const wanted = setOf(from);
  const given = setOf(to.startsWith("^") ? `\\${to}` : to);
  if (wanted.broken || (given.broken && (wanted.others || wanted.size > given.size)))
    return wrong(call, call.arguments[wanted.broken ? 0 : 1], "spans such as a-z, from low to high");
  if (wanted.others && /[^\0-\x7f]/.test(squeeze ? to + text : to)) {
    const remedy = "Write the text itself as it should be.";
    return unknown(call.origin, "what Ruby puts in the place of other characters", remedy);
  }
  const problem = pay(call, text.length >>> 2);
  if (problem !== undefined) return problem;
  const known = new Map<string, string | undefined>();
  let result = "";
  let changed = false;
  let last: string | undefined;
  for (const character of text) {
    if (!known.has(character)) {
      const problem = pay(call, wanted.spans.length + given.spans.length);
      if (problem !== undefined) return problem;
      known.set(character, replacementFor(character, wanted, given, to));
    }
    const made = known.get(character);
    changed ||= made !== undefined;
    if (made === undefined || !squeeze || made !== last) result += made ?? character;
    last = made;
  }
  return { text: result, changed };
}

/** What a character becomes; undefined when it stays. */
function replacementFor(
  character: string,
  wanted: CharacterSet,
  given: CharacterSet,
  to: string,
): string | undefined {
  const index = indexIn(wanted, codeOf(character));
  if ((index === undefined) !== wanted.others) return undefined;
  return to === "" ? "" : characterAt(given, wanted.others ? Infinity : (index ?? 0));
}

/** Whether a character is in all sets that are given; why that cannot be told. */
function membership(call: StringCall): ((character: string) => boolean) | UnknownObject {
  const texts = textsGiven(call);
  if (!Array.isArray(texts)) return texts;
  const sets = texts.map(setOf);
  const broken = sets.findIndex((set) => set.broken);
  if (broken >= 0) return wrong(call, call.arguments[broken], "spans such as a-z, from low to high");
  const spans = sets.reduce((sum, set) => sum + set.spans.length, 0);
  const problem = pay(call, (call.receiver.text.length >>> 3) + spans);
  if (problem !== undefined) return problem;
  const known = new Map<string, boolean>();
  return (character) => {
    let inside = known.get(character);
    if (inside === undefined) {
      const code = codeOf(character);
      inside = sets.every((set) => (indexIn(set, code) !== undefined) !== set.others);
      known.set(character, inside);
    }
    return inside;
  };
}

/** `count`: how many characters are in all sets. */
export function counted(call: StringCall): number | UnknownObject {
  const inside = membership(call);
  if (typeof inside !== "function") return inside;
  let count = 0;
  for (const character of call.receiver.text) if (inside(character)) count += 1;
  return count;
}

/** `delete`: without the characters that are in all sets. */
export function deleted(call: StringCall): Changed | UnknownObject {
  if (call.receiver.text === "") return { text: "", changed: false };
  const inside = membership(call);
  if (typeof inside !== "function") return inside;
  let result = "";
  for (const character of call.receiver.text) if (!inside(character)) result += character;
  return { text: result, changed: result.length < call.receiver.text.length };
}

/** `squeeze`: one of each row of the same character, of those that are in all sets. */
export function squeezed(call: StringCall): Changed | UnknownObject {
  const problem = pay(call, call.receiver.text.length >>> 3);
  if (problem !== undefined) return problem;
  const inside = membership(call);
  if (typeof inside !== "function") return inside;
  let result = "";
  let last: string | undefined;
  for (const character of call.receiver.text) {
    if (character !== last || !inside(character)) result += character;
    last = character;
  }
  return { text: result, changed: result.length < call.receiver.text.length };
}
