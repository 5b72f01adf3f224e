import { noSuchGroup, wrongArgument } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import { match } from "../regexp/match.js";
import type { Match, MatchResult, Span } from "../regexp/match.js";
import type { Program } from "../regexp/program.js";
import { characterCount } from "./characters.js";
import { noteMatch } from "./last-match.js";
import { charge, exceed, fail, makeString, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { refuseSecret } from "./secrets.js";
import { namesIn } from "./regexp-value.js";
import type { Pattern, RegexpObject } from "./regexp-value.js";
import { describe, integerObject, nilObject, unknownIn } from "./value.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

/** So many steps of matching are about as cheap as one of evaluation. */
const CHEAP = 8;

/** Looks for a match with one of the searches of `regexp/match.ts`; undefined: there is none. */
export function search(
  machine: Machine,
  { program }: RegexpObject,
  text: string,
  start: number,
  origin: Origin,
  how: (program: Program, text: string, start: number, budget: number) => MatchResult = match,
): Match | undefined | UnknownObject {
  const budget = Math.max(0, machine.limits.steps - machine.steps) * CHEAP;
  const result = how(program, text, start, budget);
  if (result.kind === "exhausted" || !charge(machine, Math.ceil(result.steps / CHEAP), origin))
    return exceed(machine, origin, "steps");
  if (result.kind === "undecided") return undecided(result.cause, origin);
  return result.kind === "match" ? result.match : undefined;
}

/** As `search`, and `$~` is what was found. */
export function searchNoted(
  machine: Machine,
  regexp: RegexpObject,
  text: string,
  start: number,
  origin: Origin,
  how: typeof match = match,
): Match | undefined | UnknownObject {
  const found = search(machine, regexp, text, start, origin, how);
  noteMatch(machine, regexp, text, found, origin);
  return found;
}

function undecided(cause: "the dot" | "case", origin: Origin): UnknownObject {
  const remedy =
    cause === "case"
      ? "Leave out the option i, or write both cases: [Aa]."
      : "Leave out what stands before the first dot, or put \\A in front of it.";
  return unknown(origin, "what a regular expression matches, on which Rubies differ", remedy);
}

/** Looks for a match in what stands on the other side of `=~`, or is given to `match`: a text, or nil. */
export function searchValue(
  machine: Machine,
  regexp: RegexpObject,
  value: RuntimeValue,
  origin: Origin,
): Match | undefined | UnknownObject {
  const doubt = unknownIn(value);
  if (doubt !== undefined || value.kind === "nil") {
    noteMatch(machine, regexp, "", doubt, origin);
    return doubt;
  }
  if (value.kind === "string" || value.kind === "symbol")
    return searchNoted(machine, regexp, value.text, 0, origin);
  if (value.kind === "secret") return refuseSecret(machine, "matched", origin);
  const parameters = { name: "=~", given: describe(value), wanted: "a String" };
  return fail(machine, origin, 'the result of "=~"', wrongArgument(origin, parameters));
}

/** `=~`: the character at which a text matches, or nil; undefined where Ruby ends the recipe. */
export function matchOperator(
  machine: Machine,
  left: RuntimeValue,
  right: RuntimeValue,
  origin: Origin,
): RuntimeValue | undefined {
  if (left.kind === "nil") return nilObject(origin);
  const [regexp, value] = left.kind === "regexp" ? [left, right] : [right, left];
  if (regexp.kind !== "regexp") return undefined;
  if (regexp === right && value.kind !== "string" && value.kind !== "symbol") return undefined;
  return positionOf(machine, value, searchValue(machine, regexp, value, origin), origin);
}

/** Where a match of `=~` begins, in characters; nil where there is none. */
export function positionOf(
  machine: Machine,
  value: RuntimeValue,
  found: Match | undefined | UnknownObject,
  origin: Origin,
): RuntimeValue {
  if (found === undefined) return nilObject(origin);
  if ("kind" in found) return found;
  if (found.found !== found.whole.start)
    return unknown(origin, "the place of a match with \\K", "Use a look-behind instead: (?<=…).");
  const text = value.kind === "string" || value.kind === "symbol" ? value.text : "";
  charge(machine, found.found >>> 6, origin);
  return integerObject(BigInt(characterCount(text.slice(0, found.found))), origin);
}

/** The stretch of a group by its number or name, as `text[regexp, group]` asks for it. */
export function spanOfGroup(
  machine: Machine,
  pattern: Pattern,
  match: Match,
  group: RuntimeValue,
  origin: Origin,
): Span | undefined | UnknownObject {
  if (group.kind === "string" || group.kind === "symbol") {
    if (namesIn(pattern).has(group.text)) return spanNamed(pattern, match, group.text);
    const problem = noSuchGroup(group.origin ?? origin, { name: group.text });
    return fail(machine, origin, "what a group has matched", problem);
  }
  const number = group.kind === "integer" ? Number(group.value) : group.kind === "float" ? group.number : NaN;
  if (!(Math.abs(number) < 2 ** 31)) {
    const parameters = { name: "[]", given: describe(group), wanted: "the number or the name of a group" };
    return fail(machine, origin, "what a group has matched", wrongArgument(origin, parameters));
  }
  return groupAt(match, Math.trunc(number));
}

/** A group by its number; below zero it counts from the end, and the whole is none of them (`rb_reg_nth_match`). */
export function groupAt({ whole, groups }: Match, number: number): Span | undefined {
  return number === 0 ? whole : groups.at(number < 0 ? number : number - 1);
}

/** What a stretch of a text holds. */
export function textAt(machine: Machine, text: string, { start, end }: Span, origin: Origin): RuntimeValue {
  return makeString(machine, text.slice(start, end), origin);
}

/** What a group has matched, of several with the name the last that has; undefined: none of them has. */
export function spanNamed(pattern: Pattern, { groups }: Match, name: string): Span | undefined {
  const number = namesIn(pattern)
    .get(name)
    ?.findLast((one) => groups[one - 1] !== undefined);
  return number === undefined ? undefined : groups[number - 1];
}
