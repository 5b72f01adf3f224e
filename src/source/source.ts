/**
 * A text that came from somewhere, and places in it.
 *
 * Offsets count UTF-16 units from 0; lines and columns, which only messages and documents show, count from 1
 * (columns in UTF-16 units). Stages carry offsets alone; the line table is made when first asked for.
 */
export interface Source {
  /** How messages name it: the path as the user typed it, or `<stdin>`. */
  readonly name: string;
  /** How documents name it (SourceInfo): relative, always with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A stretch of a source: `start` inclusive, `end` exclusive. */
export interface Origin {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A place as people count it: line and column from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Replace `origin` by `text`. */
export interface TextEdit {
  readonly origin: Origin;
  readonly text: string;
}

const lineTables = new WeakMap<Source, readonly number[]>();

/** Offsets at which the lines of a source start; `\n` alone ends a line, as in Ruby and in an LCM. */
export function lineStarts(source: Source): readonly number[] {
  const known = lineTables.get(source);
  if (known !== undefined) return known;
  const starts = [0];
  for (let at = source.text.indexOf("\n"); at >= 0; at = source.text.indexOf("\n", at + 1))
    starts.push(at + 1);
  lineTables.set(source, starts);
  return starts;
}

/** Line and column of an offset, by binary search in the line table. */
export function positionOf(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** The text that an origin covers. */
export function textOf(origin: Origin): string {
  return origin.source.text.slice(origin.start, origin.end);
}
