import type { Origin } from "../../source/source.js";
import type { Match, Span } from "../regexp/match.js";
import type { MatchVariable } from "../tree.js";
import { assignLocal, makeString, originOf, readLocal, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import type { MatchObject, Pattern } from "./regexp-value.js";
import { nilObject } from "./value.js";
import type { NilObject, RuntimeValue, UnknownObject } from "./value.js";

/**
 * What was matched last belongs to the code of a file and all blocks in it (vm.c, `lep_svar`), so that it is kept
 * as a local of the outermost scope; no local has such a name.
 */
const place = { name: "$~", depth: Infinity };

/** Notes what a search has come to, for `$~` and its kin; gives that as a value. */
export function noteMatch(
  machine: Machine,
  pattern: Pattern,
  text: string,
  found: Match | undefined | UnknownObject,
  origin: Origin,
): MatchObject | NilObject | UnknownObject {
  const last = madeOf(pattern, text, found, origin);
  assignLocal(machine, place, last);
  return last;
}

function madeOf(
  pattern: Pattern,
  text: string,
  found: Match | undefined | UnknownObject,
  origin: Origin,
): MatchObject | NilObject | UnknownObject {
  if (found === undefined) return nilObject(origin);
  return "kind" in found ? found : { kind: "match", origin, pattern, text, match: found };
}

/** Methods of Ruby that change what was matched last, some of them only with a regular expression. */
const matching: ReadonlySet<string> = new Set(
  (
    "=~ !~ === [] []= match sub sub! gsub gsub! scan split index rindex byteindex byterindex partition rpartition slice slice! " +
    "start_with? grep grep_v all? any? none? one? slice_before slice_after inject reduce with_index with_object"
  ).split(" "),
);

/** What a method that is not evaluated, or whose result is not known, may have matched is not known. */
export function doubtLastMatch(machine: Machine, name: string, doubt: UnknownObject): void {
  if (matching.has(name)) forgetMatch(machine, doubt);
}

/** Whether a key of unknown or any value may be looked for in a text, which changes what was matched last. */
export function mayMatch(keys: readonly RuntimeValue[]): boolean {
  return keys.some(({ kind }) => kind === "regexp" || kind === "unknown");
}

/** From here on it is not known what was matched last. */
export function forgetMatch(machine: Machine, doubt: UnknownObject): void {
  assignLocal(machine, place, doubt);
}

/** Rubies differ on whether a method leaves what was matched last as it was. */
export function forgetBehind(machine: Machine, name: string, origin: Origin): void {
  const reason = `the last match behind "${name}", on which Rubies differ`;
  forgetMatch(machine, unknown(origin, reason, "Keep what is needed of it in a local before."));
}

/** `$~`: what was matched last, nil when nothing was. */
export function lastMatch(machine: Machine, origin: Origin): RuntimeValue {
  return readLocal(machine, place, origin);
}

/** `$~`, `$&`, `` $` ``, `$'`, `$+`, `$1` … */
export function evaluateMatchVariable(machine: Machine, node: MatchVariable): RuntimeValue {
  const origin = originOf(machine, node);
  const last = lastMatch(machine, origin);
  if (last.kind !== "match" || node.name === "$~") return last;
  const span = spanNamedBy(last, node.name.slice(1));
  return span === undefined
    ? nilObject(origin)
    : makeString(machine, last.text.slice(span.start, span.end), origin);
}

function spanNamedBy({ text, match }: MatchObject, sign: string): Span | undefined {
  const { whole, groups } = match;
  switch (sign) {
    case "&":
      return whole;
    case "`":
      return { start: 0, end: whole.start };
    case "'":
      return { start: whole.end, end: text.length };
    case "+":
      return groups.findLast((group) => group !== undefined);
    default:
      return groups[Number(sign) - 1];
  }
}
