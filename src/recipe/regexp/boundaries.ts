import { contains } from "./character-set.js";
import type { CharacterSet } from "./character-set.js";
import type { Anchor } from "./pattern.js";
import { boundaryWord, shorthandSet } from "./properties.js";

/** The character at a position, as a whole; there must be one. */
export function pointAt(text: string, position: number): number {
  return text.codePointAt(position) ?? 0;
}

/** Where the character before a position begins. */
export function before(text: string, position: number): number {
  const low = text.charCodeAt(position - 1);
  if (low < 0xdc00 || low > 0xdfff || position < 2) return position - 1;
  const high = text.charCodeAt(position - 2);
  return high >= 0xd800 && high <= 0xdbff ? position - 2 : position - 1;
}

/** Where the character `count` before a position begins; undefined: there are not so many. */
export function stepBack(text: string, position: number, count: number): number | undefined {
  let at = position;
  for (let left = count; left > 0; left--) {
    if (at === 0) return undefined;
    at = before(text, at);
  }
  return at;
}

/** A place in a text. */
export interface Spot {
  readonly text: string;
  readonly position: number;
  /** What Onigmo takes for the place of the character before: the place itself behind an empty backreference. */
  readonly previous: number;
  readonly searchStart: number;
}

const LINE_FEED = 10;

/** Whether an anchor holds (Onigmo, regexec.c). */
export function holds(anchor: Anchor, { text, position, previous, searchStart }: Spot): boolean {
  const atEnd = position === text.length;
  switch (anchor) {
    case "text start":
      return position === 0;
    case "text end":
      return atEnd;
    case "last line end":
      return atEnd || (position === text.length - 1 && text.charCodeAt(position) === LINE_FEED);
    case "line start":
      // Behind a line feed at the end there is no line.
      return position === 0 || (!atEnd && text.charCodeAt(previous) === LINE_FEED);
    case "line end":
      return atEnd || text.charCodeAt(position) === LINE_FEED;
    case "search start":
      return position === searchStart;
    case "word boundary":
      return isBoundary(boundaryWord, text, position, previous);
    case "no word boundary":
      return !isBoundary(boundaryWord, text, position, previous);
    case "ascii word boundary":
      return isBoundary(shorthandSet("w", true), text, position, previous);
    case "no ascii word boundary":
      return !isBoundary(shorthandSet("w", true), text, position, previous);
  }
}

function isBoundary(word: CharacterSet, text: string, position: number, previous: number): boolean {
  const here = isWord(word, text, position);
  return position === 0 ? here : here !== isWord(word, text, previous);
}

/** Ruby's texts end in a NUL, which is no word character. */
function isWord(word: CharacterSet, text: string, position: number): boolean {
  if (position >= text.length) return false;
  const point = pointAt(text, position);
  if (point > 0x7f) return contains(word, point);
  return (
    (point >= 0x61 && point <= 0x7a) ||
    (point >= 0x30 && point <= 0x39) ||
    (point >= 0x41 && point <= 0x5a) ||
    point === 0x5f
  );
}
