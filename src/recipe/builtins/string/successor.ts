import type { Origin } from "../../../source/source.js";
import { compareTexts } from "../../evaluate/characters.js";
import { charge, exceed, unknown } from "../../evaluate/machine.js";
import type { Machine } from "../../evaluate/machine.js";
import type { UnknownObject } from "../../evaluate/value.js";

const last: ReadonlyMap<string, readonly [wrapped: string, carried: string]> = new Map([
  ["9", ["0", "1"]],
  ["z", ["a", "a"]],
  ["Z", ["A", "A"]],
]);

const beyondAscii = /[^\0-\x7e]/;
const alphanumeric = /[0-9A-Za-z]/;
const digit = /[0-9]/;

/**
 * Ruby's `succ`: the rightmost letter or digit goes up and carries to the next one on the left, but not over other
 * characters to one of the other kind; without any the last character goes up. Undefined beyond ASCII, where it
 * depends on what letters an encoding has.
 */
export function successor(text: string): string | undefined {
  if (beyondAscii.test(text)) return undefined;
  if (text === "") return "";
  if (!alphanumeric.test(text)) {
    return text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + 1);
  }
  const characters = text.split("");
  let wrapped: number | undefined;
  let carry = "";
  for (let at = characters.length - 1; at >= 0; at -= 1) {
    const character = characters[at] ?? "";
    if (!alphanumeric.test(character)) continue;
    if (
      wrapped !== undefined &&
      wrapped > at + 1 &&
      digit.test(characters[wrapped] ?? "") !== digit.test(character)
    )
      break;
    const [zero, carried] = last.get(character) ?? [];
    if (zero === undefined || carried === undefined) {
      characters[at] = String.fromCharCode(character.charCodeAt(0) + 1);
      return characters.join("");
    }
    characters[at] = zero;
    carry = carried;
    wrapped = at;
  }
  characters.splice(wrapped ?? 0, 0, carry);
  return characters.join("");
}

/**
 * The texts from one to another as `upto` gives them: characters of ASCII by their code, digits by their number with
 * zeros in front, all else by `succ` as long as the text is not longer than the last one.
 */
export function* successors(
  { machine, origin }: { readonly machine: Machine; readonly origin: Origin },
  from: string,
  to: string | undefined,
  exclusive: boolean,
): Generator<string | UnknownObject> {
  if (beyondAscii.test(from) || (to !== undefined && beyondAscii.test(to))) {
    yield unwritten(origin);
    return;
  }
  if (to?.length === 1 && from.length === 1) {
    const end = to.charCodeAt(0) - (exclusive ? 1 : 0);
    for (let code = from.charCodeAt(0); code <= end; code += 1) yield String.fromCharCode(code);
    return;
  }
  if (/^\d+$/.test(from) && (to === undefined || /^\d+$/.test(to))) {
    if (!charge(machine, (from.length + (to?.length ?? 0)) >>> 3, origin)) {
      yield exceed(machine, origin, "steps");
      return;
    }
    const end = to === undefined ? undefined : BigInt(to) - (exclusive ? 1n : 0n);
    for (let value = BigInt(from); end === undefined || value <= end; value += 1n)
      yield value.toString().padStart(from.length, "0");
    return;
  }
  if (to !== undefined && compareTexts(from, to) >= (exclusive ? 0 : 1)) return;
  yield* bySuccession(machine, origin, from, to, exclusive);
}

function* bySuccession(
  machine: Machine,
  origin: Origin,
  from: string,
  to: string | undefined,
  exclusive: boolean,
): Generator<string | UnknownObject> {
  const behind = to === undefined ? undefined : successor(to);
  let text = from;
  while (text !== behind && !(exclusive && text === to)) {
    if (!charge(machine, text.length >>> 3, origin)) {
      yield exceed(machine, origin, "steps");
      return;
    }
    yield text;
    if (text === to) return;
    const next = successor(text);
    if (next === undefined) {
      yield unwritten(origin);
      return;
    }
    if (to !== undefined && (next.length > to.length || next.length === 0)) return;
    text = next;
  }
}

function unwritten(origin: Origin): UnknownObject {
  return unknown(origin, "the texts of this range", "Write the texts as an array.");
}
