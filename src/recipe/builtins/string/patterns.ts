import { unknown } from "../../evaluate/machine.js";
import { search } from "../../evaluate/matching.js";
import type { RegexpObject } from "../../evaluate/regexp-value.js";
import type { RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import type { Match } from "../../regexp/match.js";
import { wrong } from "../method.js";
import type { Invocation } from "../method.js";
import { characterLength } from "./units.js";

/** What a method looks for in a text: a text, or what a regular expression matches. */
export type Pattern = string | RegexpObject;

/** An argument that has to be a string or a regular expression. */
export function patternGiven<R extends RuntimeValue>(
  call: Invocation<R>,
  index: number,
): Pattern | UnknownObject {
  const given = call.arguments[index];
  if (given?.kind === "regexp") return given;
  return given?.kind === "string" ? given.text : wrong(call, given, "a String or a Regexp");
}

/** The first match at a unit or behind it; undefined: there is none. */
export function matchFrom<R extends RuntimeValue>(
  call: Invocation<R>,
  value: string,
  pattern: Pattern,
  from: number,
): Match | undefined | UnknownObject {
  if (typeof pattern !== "string") return search(call.machine, pattern, value, from, call.origin);
  const found = value.indexOf(pattern, from);
  return found < 0 ? undefined : { whole: { start: found, end: found + pattern.length }, groups: [], found };
}

/** The matches as `gsub` and `scan` find them: without overlap, and behind an empty one a character further on. */
export function* matchesIn<R extends RuntimeValue>(
  call: Invocation<R>,
  value: string,
  pattern: Pattern,
): Generator<Match | UnknownObject> {
  let from = 0;
  while (from <= value.length) {
    const found = matchFrom(call, value, pattern, from);
    if (found === undefined) return;
    if ("kind" in found) return yield found;
    const { start, end } = found.whole;
    if (start < from)
      return yield unknown(call.origin, "what \\K in a look-behind leaves", "Leave out the \\K.");
    yield found;
    from = end > start ? end : end + characterLength(value, end);
  }
}
