import { argumentCount } from "../../../diagnostics/catalogue/recipe-evaluate.js";
import { entryOf, missingEntry } from "../../evaluate/collections.js";
import { exceed, fail } from "../../evaluate/machine.js";
import { textOfValue } from "../../evaluate/text.js";
import { stringObject } from "../../evaluate/value.js";
import type { StringObject, UnknownObject } from "../../evaluate/value.js";
import { pay, textGiven } from "../given.js";
import { ask, wrong } from "../method.js";
import type { Invocation } from "../method.js";
import type { Changed } from "./sets.js";

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

/** What stands in the place of a match; an unknown when that is not known. */
type Replace = (before: string, match: string, behind: string) => string | UnknownObject;

/**
 * `sub` (the first place) and `gsub` (all places) of a text by a text, by what a hash has for the match, or by what
 * the block makes of it; a regular expression never gets here.
 */
export function substituted(call: StringCall, all: boolean): Changed | UnknownObject | undefined {
  if (call.arguments.length === 1 && call.block === undefined) return withoutReplacement(call, all);
  const from = textGiven(call, 0);
  if (typeof from !== "string") return from;
  const replace = replacement(call);
  if (typeof replace !== "function") return replace;
  const { machine, receiver, origin } = call;
  const value = receiver.text;
  let result = "";
  let end = 0;
  let changed = false;
  let doubt: UnknownObject | undefined;
  for (const at of placesOf(value, from, all)) {
    if (machine.exit !== undefined) break;
    changed = true;
    result += value.slice(end, at);
    end = at + from.length;
    const made = replace(value.slice(0, at), from, value.slice(end));
    if (typeof made === "string") result += made;
    else doubt ??= made;
    const problem = pay(call, 1 + (from.length >>> 6));
    if (problem !== undefined) return problem;
    if (result.length > machine.limits.string) return exceed(machine, origin, "string");
  }
  return doubt ?? { text: result + value.slice(end), changed };
}

/** Of one argument `gsub` makes an enumerator, which is not evaluated; `sub` takes two. */
function withoutReplacement(call: StringCall, all: boolean): UnknownObject | undefined {
  if (all) return undefined;
  const problem = argumentCount(call.origin, { name: call.name, given: 1, least: 2, most: 2 });
  return fail(call.machine, call.origin, `the result of "${call.name}"`, problem);
}

function replacement(call: StringCall): Replace | UnknownObject {
  const { machine, origin } = call;
  const [, given] = call.arguments;
  if (given === undefined) {
    return (_before, match) => textOfValue(machine, ask(call, stringObject(match, origin)), origin);
  }
  if (given.kind === "hash") {
    return (_before, match) => {
      const key = stringObject(match, origin);
      const value = entryOf(machine, given, key)?.value ?? missingEntry(call.machine, given, key, origin);
      return textOfValue(machine, value, origin);
    };
  }
  const to = textGiven(call, 1);
  if (typeof to !== "string") return to;
  const pieces = piecesOf(to);
  if (pieces === undefined) return () => wrong(call, given, "a replacement without named groups");
  return (before, match, behind) => {
    let text = "";
    for (const piece of pieces) {
      if (typeof piece === "object") text += piece.text;
      else if (piece === "match") text += match;
      else text += piece === "before" ? before : behind;
    }
    return text;
  };
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
