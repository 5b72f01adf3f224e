import { argumentCount, noSuchGroup } from "../../../diagnostics/catalogue/recipe-evaluate.js";
import { entryOf, missingEntry } from "../../evaluate/collections.js";
import { exceed, fail } from "../../evaluate/machine.js";
import { spanNamed } from "../../evaluate/matching.js";
import { namesIn } from "../../evaluate/regexp-value.js";
import type { Pattern } from "../../evaluate/regexp-value.js";
import { textOfValue } from "../../evaluate/text.js";
import { stringObject } from "../../evaluate/value.js";
import type { StringObject, UnknownObject } from "../../evaluate/value.js";
import type { Match, Span } from "../../regexp/match.js";
import { pay, textGiven } from "../given.js";
import { ask, wrong } from "../method.js";
import type { Invocation } from "../method.js";
import { matchesIn, patternGiven } from "./patterns.js";
import type { Changed } from "./sets.js";

type StringCall = Invocation<StringObject>;

/** A part of a replacement: text, a group, or what stands before or behind the match. */
type Piece =
  | { readonly text: string }
  | { readonly group: number }
  | { readonly name: string }
  | "last group"
  | "before"
  | "behind";

const backslash = /\\([\\0-9&`'+]|k<[^>]*>?)/g;

/**
 * The parts of a replacement (Ruby, `rb_reg_regsub`, which is asked for string patterns too): `\1` and `\k<name>` are
 * groups, `\0` and `\&` the match, `\+` the last group that has matched, `` \` `` and `\'` what stands round the match,
 * `\\` is a backslash. Before anything else a backslash is itself.
 */
function piecesOf(replacement: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: whole, 1: escape = "" } of replacement.matchAll(backslash)) {
    if (index > from) pieces.push({ text: replacement.slice(from, index) });
    from = index + whole.length;
    pieces.push(pieceOf(escape));
  }
  if (from < replacement.length) pieces.push({ text: replacement.slice(from) });
  return pieces;
}

function pieceOf(escape: string): Piece {
  switch (escape) {
    case "\\":
      return { text: "\\" };
    case "&":
      return { group: 0 };
    case "+":
      return "last group";
    case "`":
      return "before";
    case "'":
      return "behind";
    default:
      return escape.startsWith("k<") ? { name: escape.slice(2, -1) } : { group: Number(escape) };
  }
}

/** What stands in the place of a match; an unknown when that is not known. */
type Replace = (match: Match) => string | UnknownObject;

/**
 * `sub` (the first match) and `gsub` (all of them) by a text, by what a hash has for the match, or by what the block
 * makes of it.
 */
export function substituted(call: StringCall, all: boolean): Changed | UnknownObject | undefined {
  if (call.arguments.length === 1 && call.block === undefined) return withoutReplacement(call, all);
  const pattern = patternGiven(call, 0);
  if (isUnknown(pattern)) return pattern;
  const replace = replacement(call, pattern);
  if (typeof replace !== "function") return replace;
  const { machine, receiver, origin } = call;
  const value = receiver.text;
  let result = "";
  let end = 0;
  let changed = false;
  let doubt: UnknownObject | undefined;
  for (const found of matchesIn(call, value, pattern)) {
    if (machine.exit !== undefined) break;
    if ("kind" in found) return found;
    changed = true;
    result += value.slice(end, found.whole.start);
    end = found.whole.end;
    const made = replace(found);
    if (typeof made === "string") result += made;
    else doubt ??= made;
    const problem = pay(call, 1 + ((found.whole.end - found.whole.start) >>> 6));
    if (problem !== undefined) return problem;
    if (result.length > machine.limits.string) return exceed(machine, origin, "string");
    if (!all) break;
  }
  return doubt ?? { text: result + value.slice(end), changed };
}

function isUnknown(pattern: Pattern | UnknownObject): pattern is UnknownObject {
  return typeof pattern === "object" && pattern.kind === "unknown";
}

/** Of one argument `gsub` makes an enumerator, which is not evaluated; `sub` takes two. */
function withoutReplacement(call: StringCall, all: boolean): UnknownObject | undefined {
  if (all) return undefined;
  const problem = argumentCount(call.origin, { name: call.name, given: 1, least: 2, most: 2 });
  return fail(call.machine, call.origin, `the result of "${call.name}"`, problem);
}

function replacement(call: StringCall, pattern: Pattern): Replace | UnknownObject {
  const { machine, origin } = call;
  const value = call.receiver.text;
  const [, given] = call.arguments;
  const matched = ({ whole }: Match): StringObject =>
    stringObject(value.slice(whole.start, whole.end), origin);
  if (given === undefined) return (match) => textOfValue(machine, ask(call, matched(match)), origin);
  if (given.kind === "hash") {
    return (match) => {
      const key = matched(match);
      const entry = entryOf(machine, given, key)?.value ?? missingEntry(call.machine, given, key, origin);
      return textOfValue(machine, entry, origin);
    };
  }
  const to = textGiven(call, 1);
  if (typeof to !== "string") return to;
  const pieces = piecesOf(to);
  return (match) => {
    let text = "";
    for (const piece of pieces) {
      const added = addedBy(call, pattern, piece, match);
      if (typeof added !== "string") return added;
      text += added;
    }
    return text;
  };
}

function addedBy(call: StringCall, pattern: Pattern, piece: Piece, match: Match): string | UnknownObject {
  const value = call.receiver.text;
  if (piece === "before") return value.slice(0, match.whole.start);
  if (piece === "behind") return value.slice(match.whole.end);
  if (typeof piece === "object" && "text" in piece) return piece.text;
  const span = spanOf(call, pattern, piece, match);
  if (span === undefined) return "";
  return "kind" in span ? span : value.slice(span.start, span.end);
}

function spanOf(
  call: StringCall,
  pattern: Pattern,
  piece: { readonly group: number } | { readonly name: string } | "last group",
  match: Match,
): Span | undefined | UnknownObject {
  const { groups, whole } = match;
  if (piece === "last group") return groups.findLast((group) => group !== undefined);
  if ("group" in piece) {
    if (piece.group === 0) return whole;
    // Where groups have names their numbers count for nothing.
    return namesIn(pattern).size > 0 ? undefined : groups[piece.group - 1];
  }
  if (typeof pattern === "string")
    return wrong(call, call.arguments[1], "a replacement without named groups");
  if (namesIn(pattern).has(piece.name)) return spanNamed(pattern, match, piece.name);
  const place = call.arguments[1]?.origin ?? call.origin;
  const reason = `the result of "${call.name}"`;
  return fail(call.machine, call.origin, reason, noSuchGroup(place, { name: piece.name }));
}
