import { unknown } from "../../evaluate/machine.js";
import { noteMatch } from "../../evaluate/last-match.js";
import { search } from "../../evaluate/matching.js";
import type { Pattern } from "../../evaluate/regexp-value.js";
import type { RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import type { Match } from "../../regexp/match.js";
import { wrong } from "../method.js";
import type { Invocation } from "../method.js";
import { characterLength } from "./units.js";

/** An argument that has to be a string or a regular expression. */
export function patternGiven<R extends RuntimeValue>(
  call: Invocation<R>,
  index: number,
): Pattern | UnknownObject {
  const given = call.arguments[index];
  if (given?.kind === "regexp") return given;
  return given?.kind === "string" ? given.text : wrong(call, given, "a String or a Regexp");
}

/** The first match at a unit or behind it; undefined: there is none. `$~` stays what it is. */
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

/** The matches as `gsub` and `scan` find them: without overlap, and behind an empty one a character further on;
 * `$~` is the one that is looked at, and at the end the last. */
export function* matchesIn<R extends RuntimeValue>(
  call: Invocation<R>,
  value: string,
  pattern: Pattern,
): Generator<Match | UnknownObject> {
  const { machine, origin } = call;
  let from = 0;
  let last: Match | undefined;
  while (from <= value.length) {
    const found = matchFrom(call, value, pattern, from);
    if (found === undefined) break;
    noteMatch(machine, pattern, value, found, origin);
    if ("kind" in found) return yield found;
    const { start, end } = found.whole;
    if (start < from)
      return yield unknown(call.origin, "what \\K in a look-behind leaves", "Leave out the \\K.");
    yield found;
    if (machine.exit !== undefined) return;
    last = found;
    from = end > start ? end : end + characterLength(value, end);
  }
  noteMatch(machine, pattern, value, last, origin);
}
