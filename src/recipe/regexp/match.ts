import { before, pointAt } from "./boundaries.js";
import { Matcher } from "./matcher.js";
import type { Program } from "./program.js";

/** Where the match or a group is, in UTF-16 units of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What matching comes to, and what it has cost: about one step for each character looked at and each way tried. */
export type MatchResult = { readonly steps: number } &
  /** All of the match, then the groups by number; undefined: the group has not matched. */
  (
    | { readonly kind: "match"; readonly whole: Span; readonly groups: readonly (Span | undefined)[] }
    | { readonly kind: "no match" }
    /** Neither is known: there was more to try than the budget allows. */
    | { readonly kind: "exhausted" }
    /** Neither is sure: Ruby's answer depends on its version, or on what the pattern was matched with before. */
    | { readonly kind: "undecided" }
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
      return isSearched(program, text, start, position) ? matched(matcher) : resultOf(matcher, "undecided");
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
  return matcher.matchesAt(start) ? matched(matcher) : unmatched(matcher);
}

/** The rightmost match that begins at `start` or before it. */
export function matchBackward(program: Program, text: string, start: number, budget: number): MatchResult {
  const matcher = new Matcher(program, text, start, budget);
  for (let position = start; position >= 0; position = position === 0 ? -1 : before(text, position)) {
    if (matcher.matchesAt(position)) {
      const searched = program.leadingDot?.multiLine !== true || position === start;
      return searched ? matched(matcher) : resultOf(matcher, "undecided");
    }
    if (matcher.stopped) break;
  }
  return unmatched(matcher);
}

function unmatched(matcher: Matcher): MatchResult {
  if (matcher.undecided) return resultOf(matcher, "undecided");
  return resultOf(matcher, matcher.stopped ? "exhausted" : "no match");
}

function resultOf({ steps, budget }: Matcher, kind: "no match" | "exhausted" | "undecided"): MatchResult {
  return { kind, steps: Math.min(Math.ceil(steps), budget) };
}

function after(text: string, position: number): number {
  return position + (pointAt(text, position) > 0xffff ? 2 : 1);
}

function matched({ starts, ends, keep, position, steps }: Matcher): MatchResult {
  const groups = Array.from(starts.subarray(1), (start, index): Span | undefined => {
    const end = ends[index + 1] ?? -1;
    return end < 0 ? undefined : { start, end };
  });
  return {
    kind: "match",
    whole: { start: Math.min(keep, position), end: position },
    groups,
    steps: Math.ceil(steps),
  };
}
