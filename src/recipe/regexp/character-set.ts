/** From one code point to another, both within. */
export type CodeRange = readonly [from: number, to: number];

/** A set of characters, by code point. Ranges are in order and neither meet nor touch. */
export type CharacterSet =
  | { readonly kind: "ranges"; readonly ranges: readonly CodeRange[] }
  /** What Unicode's data says of a character; the pattern is asked for one character at a time. */
  | { readonly kind: "property"; readonly pattern: RegExp }
  | { readonly kind: "complement"; readonly set: CharacterSet }
  | { readonly kind: "union"; readonly sets: readonly CharacterSet[] }
  | { readonly kind: "intersection"; readonly sets: readonly CharacterSet[] };

const LAST_CODE_POINT = 0x10ffff;

/** Sets of at most so many characters are written out, whatever they are made of. */
const SMALL = 256;

/** A set of ranges given in any order. */
export function rangesOf(ranges: readonly CodeRange[]): CharacterSet {
  const merged: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((left, right) => left[0] - right[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return { kind: "ranges", ranges: merged };
}

/** What a JavaScript property such as `Script=Greek` names, together with ranges. */
export function propertySet(expression: string, ...ranges: CodeRange[]): CharacterSet {
  const property: CharacterSet = { kind: "property", pattern: new RegExp(`^\\p{${expression}}$`, "u") };
  return ranges.length === 0 ? property : union([property, rangesOf(ranges)]);
}

/** Every character there is. */
export const everything: CharacterSet = rangesOf([[0, LAST_CODE_POINT]]);
export const ascii: CharacterSet = rangesOf([[0, 0x7f]]);

/** All of these sets; ranges among them become one set of ranges. */
export function union(sets: readonly CharacterSet[]): CharacterSet {
  const ranges = sets.flatMap((set) => (set.kind === "ranges" ? set.ranges : []));
  const others = sets.filter((set): set is CharacterSet => set.kind !== "ranges");
  if (others.length === 0) return rangesOf(ranges);
  if (ranges.length > 0) others.push(rangesOf(ranges));
  const [only] = others;
  return only !== undefined && others.length === 1 ? only : { kind: "union", sets: others };
}

/** All characters but those of a set. */
export function complement(set: CharacterSet): CharacterSet {
  if (set.kind === "complement") return set.set;
  if (set.kind !== "ranges") return { kind: "complement", set };
  const gaps: CodeRange[] = [];
  let next = 0;
  for (const [from, to] of set.ranges) {
    if (from > next) gaps.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST_CODE_POINT) gaps.push([next, LAST_CODE_POINT]);
  return { kind: "ranges", ranges: gaps };
}

/** The characters that two sets share. */
export function intersection(left: CharacterSet, right: CharacterSet): CharacterSet {
  if (left.kind === "ranges" && right.kind === "ranges")
    return complement(union([complement(left), complement(right)]));
  const points = fewPoints(left) ?? fewPoints(right);
  if (points === undefined) return { kind: "intersection", sets: [left, right] };
  const common = points.filter((point) => contains(left, point) && contains(right, point));
  return rangesOf(common.map((point) => [point, point]));
}

/** The characters of a small set; undefined: it has more, or they are not written out. */
export function fewPoints(set: CharacterSet): readonly number[] | undefined {
  if (set.kind !== "ranges") return undefined;
  const size = set.ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  if (size > SMALL) return undefined;
  return set.ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index),
  );
}

/** Whether a character is in a set. */
export function contains(set: CharacterSet, point: number): boolean {
  switch (set.kind) {
    case "ranges":
      return inRanges(set.ranges, point);
    case "property":
      return set.pattern.test(String.fromCodePoint(point));
    case "complement":
      return !contains(set.set, point);
    case "union":
      return set.sets.some((part) => contains(part, point));
    case "intersection":
      return set.sets.every((part) => contains(part, point));
  }
}

function inRanges(ranges: readonly CodeRange[], point: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [from, to] = ranges[middle] ?? [0, -1];
    if (point < from) high = middle;
    else if (point > to) low = middle + 1;
    else return true;
  }
  return false;
}

/** The only character of a set that has one. */
export function onlyCharacter(set: CharacterSet): number | undefined {
  if (set.kind !== "ranges" || set.ranges.length !== 1) return undefined;
  const [from, to] = set.ranges[0] ?? [0, -1];
  return from === to ? from : undefined;
}
