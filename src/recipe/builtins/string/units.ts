import { characterCount } from "../../evaluate/characters.js";

/** Where a character stands, in units. */
export function unitOf(value: string, index: number): number {
  if (index === 0 || characterCount(value) === value.length) return index;
  let at = 0;
  let left = index;
  for (const character of value) {
    if (left === 0) break;
    left -= 1;
    at += character.length;
  }
  return at;
}

/** One unit, or two of a surrogate pair. */
export function characterLength(value: string, at: number): number {
  return (value.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
