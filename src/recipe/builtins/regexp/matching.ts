import { characterCount } from "../../evaluate/characters.js";
import { noteMatch } from "../../evaluate/last-match.js";
import { search } from "../../evaluate/matching.js";
import type { RegexpObject } from "../../evaluate/regexp-value.js";
import type { RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import type { Match } from "../../regexp/match.js";
import { unitOf } from "../string/units.js";
import { integerGiven } from "../given.js";
import { ask, truth, wrong } from "../method.js";
import type { Invocation } from "../method.js";

/** `match` with a text, or nil, and where to start: the match, or what the block makes of it; nil when there is none. */
export function matchGiven<R extends RuntimeValue>(
  call: Invocation<R>,
  regexp: RegexpObject,
  subject: RuntimeValue,
): RuntimeValue {
  const text = subject.kind === "string" || subject.kind === "symbol" ? subject.text : "";
  const found = foundIn(call, regexp, subject);
  const made = noteMatch(call.machine, regexp, text, found, call.origin);
  return call.block === undefined || made.kind !== "match" ? made : ask(call, made);
}

/** `match?`, which leaves `$~` as it is. */
export function matchesGiven<R extends RuntimeValue>(
  call: Invocation<R>,
  regexp: RegexpObject,
  subject: RuntimeValue,
): RuntimeValue {
  const found = foundIn(call, regexp, subject);
  return found !== undefined && "kind" in found ? found : truth(call, found !== undefined);
}

function foundIn<R extends RuntimeValue>(
  call: Invocation<R>,
  regexp: RegexpObject,
  subject: RuntimeValue,
): Match | undefined | UnknownObject {
  const position = call.arguments.length < 2 ? 0 : integerGiven(call, 1);
  if (typeof position !== "number") return position;
  if (subject.kind === "nil") return undefined;
  if (subject.kind !== "string" && subject.kind !== "symbol") return wrong(call, subject, "a String");
  const { text } = subject;
  const size = position === 0 ? 0 : characterCount(text);
  const start = position < 0 ? position + size : position;
  // Behind the end `match` looks at the end, `match?` does not (re.c, `reg_match_pos` and `rb_reg_match_p`).
  if (start < 0 || (start > size && call.name === "match?")) return undefined;
  return search(call.machine, regexp, text, unitOf(text, Math.min(start, size)), call.origin);
}
