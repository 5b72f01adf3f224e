import { before, pointAt } from "./boundaries.js";
import { Matcher } from "./matcher.js";
import type { Program } from "./program.js";

/** Where the match or a group is, in UTF-16 units of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A match. */
export interface Match {
  readonly whole: Span;
  /** From group 1 on; undefined: the group has not matched. */
  readonly groups: readonly (Span | undefined)[];
  /** Where it was found, which is where the whole begins unless a `\K` has moved that. */
  readonly found: number;
}

/** What matching comes to, and what it has cost: about one step for each character looked at and each way tried. */
export type MatchResult = { readonly steps: number } & (
  | { readonly kind: "match"; readonly match: Match }
  | { readonly kind: "no match" }
  /** Neither is known: there was more to try than the budget allows. */
  | { readonly kind: "exhausted" }
  /** Neither is sure: Ruby's answer depends on its version, or on what the pattern was matched with before. */
  | { readonly kind: "undecided"; readonly cause: "the dot" | "case" }
);

/** The leftmost match that begins at `start` or behind it; `start` is where a character begins, or the text's end. */
export function match(program: Program, text: string, start: number, budget: number): MatchResult {
  const matcher = new Matcher(program, text, start, budget);
  const [first] = program.code;
  for (let position = start; position <= text.length; position = after(text, position)) {
    if (first?.kind === "anchor" && first.anchor === "text start" && position > 0) break;
    if (first?.kind === "text") {
      const found = text.indexOf(first.text, position);
      matcher.pass((found < 0 ? text.length : found) - position);
      if (found < 0) break;
      position = found;
    }
    if (matcher.matchesAt(position))
      return isSearched(program, text, start, position) ? matched(matcher, position) : beyondTheDot(matcher);
    if (matcher.stopped) break;
  }
  return unmatched(matcher);
}

/** Whether every Onigmo looks for a match there. */
function isSearched({ leadingDot }: Program, text: string, start: number, position: number): boolean {
  if (leadingDot?.prefixed !== true || position === start) return true;
  return !leadingDot.multiLine && text.charCodeAt(position - 1) === LINE_FEED;
}

const LINE_FEED = 10;

/** The match that begins at `start` and nowhere else. */
export function matchAt(program: Program, text: string, start: number, budget: number): MatchResult {
  const matcher = new Matcher(program, text, start, budget);
  return matcher.matchesAt(start) ? matched(matcher, start) : unmatched(matcher);
}

/** The rightmost match that begins at `start` or before it. */
export function matchBackward(program: Program, text: string, start: number, budget: number): MatchResult {
  const matcher = new Matcher(program, text, start, budget);
  for (let position = start; position >= 0; position = position === 0 ? -1 : before(text, position)) {
    if (matcher.matchesAt(position)) {
      const searched = program.leadingDot?.multiLine !== true || position === start;
      return searched ? matched(matcher, position) : beyondTheDot(matcher);
    }
    if (matcher.stopped) break;
  }
  return unmatched(matcher);
}

function unmatched(matcher: Matcher): MatchResult {
  const steps = stepsOf(matcher);
  if (matcher.undecided) return { kind: "undecided", cause: "case", steps };
  return { kind: matcher.stopped ? "exhausted" : "no match", steps };
}

function beyondTheDot(matcher: Matcher): MatchResult {
  return { kind: "undecided", cause: "the dot", steps: stepsOf(matcher) };
}

function stepsOf({ steps, budget }: Matcher): number {
  return Math.min(Math.ceil(steps), budget);
}

function matched(matcher: Matcher, found: number): MatchResult {
  const { starts, ends, keep, position } = matcher;
  const groups = Array.from(starts.subarray(1), (start, index): Span | undefined => {
    const end = ends[index + 1] ?? -1;
    return end < 0 ? undefined : { start, end };
  });
  const whole = { start: Math.min(keep, position), end: position };
  return { kind: "match", match: { whole, groups, found }, steps: stepsOf(matcher) };
}

function after(text: string, position: number): number {
  return position + (pointAt(text, position) > 0xffff ? 2 : 1);
}
