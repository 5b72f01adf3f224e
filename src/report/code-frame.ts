import type { Secret } from "../model/secret.js";
import { lineStarts, positionOf } from "../source/source.js";
import type { Origin, Source } from "../source/source.js";
import { maskPasswords, maskPlace, maskSecrets } from "./mask.js";
import { cellsOf, printable } from "./printable.js";

/** One line of a frame: its number, what is shown of it, and the carets under it (empty for none). */
export interface FrameLine {
  /** Undefined for the line that stands for those left out. */
  readonly number: number | undefined;
  readonly text: string;
  readonly carets: string;
}

/** Cells shown before and from the place on; a longer line is cut, so that a frame costs the same for any line. */
const before = 40;
const after = 70;
const tabStop = 4;
const cut = "…";

/** What a frame does not show. */
export interface Hiding {
  /** What stands at the place itself. */
  readonly secret?: boolean | undefined;
  /** Passwords, wherever they stand. */
  readonly hidden?: readonly Secret[] | undefined;
}

/**
 * The lines of a place with carets under it: one line as a rule; of a longer place the first line and the last
 * one. An empty place gets one caret. Passwords are not shown (see mask.ts), nor is a place that is a `secret`, nor what is `hidden`.
 */
export function codeFrame(
  { source: written, start, end }: Origin,
  { secret, hidden = [] }: Hiding = {},
): readonly FrameLine[] {
  const shown = secret === true ? maskPlace(written, { start, end }) : maskSecrets(written);
  const source = maskPasswords(shown, hidden);
  const firstLine = positionOf(source, start).line;
  const lastLine = positionOf(source, Math.max(start, end - 1)).line;
  if (firstLine === lastLine) return [frameLine(source, firstLine, start, Math.max(end, start))];
  const gap = lastLine - firstLine > 1 ? [{ number: undefined, text: cut, carets: "" }] : [];
  const indent = /^[ \t]*/.exec(lineText(source, lastLine).slice(0, after))?.[0].length ?? 0;
  const lastStart = Math.min(lineStart(source, lastLine) + indent, end - 1);
  return [
    frameLine(source, firstLine, start, lineEnd(source, firstLine)),
    ...gap,
    frameLine(source, lastLine, lastStart, end),
  ];
}

function frameLine(source: Source, line: number, start: number, end: number): FrameLine {
  const lineFrom = lineStart(source, line);
  const lineTo = lineEnd(source, line);
  const markFrom = Math.min(start, lineTo);
  const markTo = Math.min(Math.max(end, markFrom), lineTo);
  const from = atCharacter(source.text, markFrom - lineFrom > before ? markFrom - before : lineFrom);
  const to = atCharacter(source.text, lineTo - markFrom > after ? markFrom + after : lineTo);
  const ahead = fitting(source.text.slice(from, markFrom));
  const lead = show(ahead, from > lineFrom || ahead.length < markFrom - from ? 1 : 0, Infinity);
  const limit = lead.cells + after;
  const mark = show(source.text.slice(markFrom, Math.min(markTo, to)), lead.cells, limit);
  const tail = show(source.text.slice(Math.min(markTo, to), to), mark.cells, mark.whole ? limit : 0);
  const whole = mark.whole && tail.whole && to === lineTo;
  return {
    number: line,
    text: `${ahead.length < markFrom - lineFrom ? cut : ""}${lead.text}${mark.text}${tail.text}${whole ? "" : cut}`.trimEnd(),
    carets: " ".repeat(lead.cells) + "^".repeat(Math.max(1, mark.cells - lead.cells)),
  };
}

/** The end of a stretch, as much as fits before the place. */
function fitting(text: string): string {
  const characters = [...text];
  let cells = 0;
  let first = characters.length;
  for (; first > 0; first -= 1) {
    const character = characters[first - 1] ?? "";
    cells += character === "\t" ? tabStop : cellsShown(character, printable(character));
    if (cells > before) break;
  }
  return characters.slice(first).join("");
}

/** A stretch as it is shown from a cell on, up to a limit, and the cell it ends at. */
function show(text: string, startCell: number, limit: number) {
  let shown = "";
  let cells = startCell;
  for (const character of text) {
    const drawn = character === "\t" ? " ".repeat(tabStop - (cells % tabStop)) : printable(character);
    const width = cellsShown(character, drawn);
    if (cells + width > limit) return { text: shown, cells, whole: false };
    shown += drawn;
    cells += width;
  }
  return { text: shown, cells, whole: true };
}

function cellsShown(character: string, drawn: string): number {
  return drawn.length > 2 || character === "\t" ? drawn.length : cellsOf(character);
}

/** Moves an offset off the second half of a surrogate pair. */
function atCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset + 1 : offset;
}

function lineStart(source: Source, line: number): number {
  return lineStarts(source)[line - 1] ?? 0;
}

/** The end of a line's text, without its `\n` or `\r\n`. */
function lineEnd(source: Source, line: number): number {
  const next = lineStarts(source)[line];
  if (next === undefined) return source.text.length;
  return source.text.charCodeAt(next - 2) === 13 && next - 2 >= lineStart(source, line) ? next - 2 : next - 1;
}

function lineText(source: Source, line: number): string {
  return source.text.slice(lineStart(source, line), lineEnd(source, line));
}
