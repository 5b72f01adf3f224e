import { pointAt } from "./boundaries.js";
import { byteLength, foldCharacter } from "./case-folding.js";

/** Where a text ends that begins at `position` and folds to `points`; undefined: it does not. */
export function foldedEnd(text: string, position: number, points: readonly number[]): number | undefined {
  let at = position;
  let matched = 0;
  while (matched < points.length) {
    if (at >= text.length) return undefined;
    const point = pointAt(text, at);
    for (const folded of foldCharacter(point)) if (points[matched++] !== folded) return undefined;
    at += point > 0xffff ? 2 : 1;
  }
  return at;
}

/** Where a text ends that begins at `position` and folds to one of `texts`, all of `length` characters. */
export function oneFoldedEnd(
  text: string,
  position: number,
  length: number,
  texts: ReadonlySet<string>,
): number | undefined {
  let at = position;
  const points: number[] = [];
  while (points.length < length) {
    if (at >= text.length) return undefined;
    const point = pointAt(text, at);
    points.push(...foldCharacter(point));
    at += point > 0xffff ? 2 : 1;
  }
  return texts.has(String.fromCodePoint(...points)) ? at : undefined;
}

/** Where a text ends that begins at `position` and is, character by character, the one from `start` to `end`. */
export function sameFoldedEnd(
  text: string,
  position: number,
  start: number,
  end: number,
): number | undefined {
  let at = position;
  let from = start;
  while (from < end) {
    if (at >= text.length) return undefined;
    const left = pointAt(text, from);
    const right = pointAt(text, at);
    if (left !== right && String(foldCharacter(left)) !== String(foldCharacter(right))) return undefined;
    from += left > 0xffff ? 2 : 1;
    at += right > 0xffff ? 2 : 1;
  }
  return at;
}

/** How many bytes a stretch of a text has in UTF-8; no more than `most` are counted. */
export function bytesOf(text: string, start: number, end: number, most = Infinity): number {
  let bytes = 0;
  for (let at = start; at < end && bytes < most;) {
    const point = pointAt(text, at);
    bytes += byteLength(point);
    at += point > 0xffff ? 2 : 1;
  }
  return bytes;
}
