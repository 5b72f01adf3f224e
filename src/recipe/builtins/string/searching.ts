import { characterCount } from "../../evaluate/characters.js";
import { forgetBehind, noteMatch } from "../../evaluate/last-match.js";
import { searchNoted } from "../../evaluate/matching.js";
import { makeRegexp } from "../../evaluate/compile-regexp.js";
import type { Pattern, RegexpObject } from "../../evaluate/regexp-value.js";
import { stringObject } from "../../evaluate/value.js";
import type { RuntimeValue, StringObject, SymbolObject, UnknownObject } from "../../evaluate/value.js";
import { match, matchAt, matchBackward } from "../../regexp/match.js";
import type { Match } from "../../regexp/match.js";
import { argument, integerGiven, pay } from "../given.js";
import { ask, iterating, list, nothing, pure, tableOf, textList, truth, whole, wrong } from "../method.js";
import type { Invocation, MethodTable, Row } from "../method.js";
import { noOptions } from "../regexp/constructors.js";
import { matchesGiven, matchGiven } from "../regexp/matching.js";
import { matchesIn, patternGiven } from "./patterns.js";
import { unitOf } from "./units.js";

type StringCall = Invocation<StringObject>;

/**
 * The first match at a unit or behind it, or the last that begins there or before it. Of a regular expression it is
 * `$~`.
 */
function soughtIn(
  call: StringCall,
  pattern: Pattern,
  from: number,
  fromEnd: boolean,
): Match | undefined | UnknownObject {
  const value = call.receiver.text;
  if (typeof pattern !== "string")
    return searchNoted(call.machine, pattern, value, from, call.origin, fromEnd ? matchBackward : match);
  const found = fromEnd ? value.lastIndexOf(pattern, from) : value.indexOf(pattern, from);
  return found < 0 ? undefined : { whole: { start: found, end: found + pattern.length }, groups: [], found };
}

/** `index` and `rindex`: the character at which a pattern matches first or last. */
function indexOf(call: StringCall, fromEnd: boolean): RuntimeValue {
  const pattern = patternGiven(call, 0);
  if (typeof pattern === "object" && pattern.kind === "unknown") return pattern;
  const value = call.receiver.text;
  const size = characterCount(value);
  const position = call.arguments.length < 2 ? (fromEnd ? size : 0) : integerGiven(call, 1);
  if (typeof position !== "number") return position;
  const start = position < 0 ? position + size : position;
  if (start < 0) {
    if (typeof pattern !== "string") noteMatch(call.machine, pattern, value, undefined, call.origin);
    return nothing(call);
  }
  if (start > size && !fromEnd) {
    if (typeof pattern !== "string") forgetBehind(call.machine, call.name, call.origin);
    return nothing(call);
  }
  const from = unitOf(value, Math.min(start, size));
  const found = soughtIn(call, pattern, from, fromEnd);
  if (found === undefined) return nothing(call);
  return "kind" in found ? found : whole(call, characterCount(value.slice(0, found.whole.start)));
}

/** `partition` and `rpartition`: what stands before a match, it, and what stands behind. */
function partition(call: StringCall, fromEnd: boolean): RuntimeValue {
  const pattern = patternGiven(call, 0);
  if (typeof pattern === "object" && pattern.kind === "unknown") return pattern;
  const value = call.receiver.text;
  const found = soughtIn(call, pattern, fromEnd ? value.length : 0, fromEnd);
  if (found === undefined) return textList(call, fromEnd ? ["", "", value] : [value, "", ""]);
  if ("kind" in found) return found;
  const { start, end } = found.whole;
  return textList(call, [value.slice(0, start), value.slice(start, end), value.slice(end)]);
}

/** `scan`: all matches, or of a pattern with groups what these have matched; one by one to the block if there is one. */
function scan(call: StringCall): RuntimeValue {
  const pattern = patternGiven(call, 0);
  if (typeof pattern === "object" && pattern.kind === "unknown") return pattern;
  const value = call.receiver.text;
  const problem = pay(call, value.length >>> 4);
  if (problem !== undefined) return problem;
  const items: RuntimeValue[] = [];
  for (const found of matchesIn(call, value, pattern)) {
    if (call.machine.exit !== undefined) break;
    if ("kind" in found) return found;
    const cost = pay(call, 1);
    if (cost !== undefined) return cost;
    const item = scanned(call, found);
    if (call.block === undefined) items.push(item);
    else ask(call, item);
    if (items.length > call.machine.limits.collection) break;
  }
  return call.block === undefined ? list(call, items) : call.receiver;
}

function scanned(call: StringCall, { whole, groups }: Match): RuntimeValue {
  const value = call.receiver.text;
  const { origin } = call;
  if (groups.length === 0) return stringObject(value.slice(whole.start, whole.end), origin);
  const items = groups.map((group) =>
    group === undefined ? nothing(call) : stringObject(value.slice(group.start, group.end), origin),
  );
  return list(call, items);
}

type Textual = StringObject | SymbolObject;

/** `start_with?`: any of texts and regular expressions; those behind one that fits are not looked at. */
function startsWith<R extends Textual>(call: Invocation<R>): RuntimeValue {
  const value = call.receiver.text;
  for (const index of call.arguments.keys()) {
    const pattern = patternGiven(call, index);
    if (typeof pattern === "string") {
      if (value.startsWith(pattern)) return truth(call, true);
      continue;
    }
    if (pattern.kind === "unknown") return pattern;
    const found = searchNoted(call.machine, pattern, value, 0, call.origin, matchAt);
    if (found !== undefined) return "kind" in found ? found : truth(call, true);
  }
  return truth(call, false);
}

/** `match` and `match?` take a text as a pattern too. */
function regexpGiven<R extends Textual>(call: Invocation<R>): RegexpObject | UnknownObject {
  const given = argument(call, 0);
  if (given.kind === "regexp") return given;
  if (given.kind !== "string") return wrong(call, given, "a Regexp or a String");
  return makeRegexp(call.machine, given.text, noOptions, given.origin ?? call.origin);
}

/** What a symbol is asked as its text is. */
export function textSearching<R extends Textual>(): readonly Row<R>[] {
  return [
    pure("start_with?", 0, Infinity, startsWith),
    iterating(
      "match",
      1,
      2,
      (call) => {
        const regexp = regexpGiven(call);
        return regexp.kind === "unknown" ? regexp : matchGiven(call, regexp, call.receiver);
      },
      { block: "optional" },
    ),
    pure("match?", 1, 2, (call) => {
      const regexp = regexpGiven(call);
      return regexp.kind === "unknown" ? regexp : matchesGiven(call, regexp, call.receiver);
    }),
  ];
}

/** Methods of strings that look for something in them. */
export const stringSearching: MethodTable<StringObject> = tableOf<StringObject>([
  pure("index", 1, 2, (call) => indexOf(call, false)),
  pure("rindex", 1, 2, (call) => indexOf(call, true)),
  pure("partition", 1, 1, (call) => partition(call, false)),
  pure("rpartition", 1, 1, (call) => partition(call, true)),
  iterating("scan", 1, 1, scan, { block: "optional" }),
  ...textSearching<StringObject>(),
]);
