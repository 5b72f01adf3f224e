import { lineStarts, positionOf } from "../source/source.js";
import type { Origin, Source } from "../source/source.js";
import { cellsOf, printable } from "./printable.js";

/** One line of a frame: its number, what is shown of it, and the carets under it (empty for none). */
export interface FrameLine {
  /** Undefined for the line that stands for those left out. */
  readonly number: number | undefined;
  readonly text: string;
  readonly carets: string;
}

/** UTF-16 units shown before and from the place on; a longer line is cut, so that a frame costs the same for any line. */
const before = 40;
const after = 70;
const tabStop = 4;
const cut = "…";

/**
 * The lines of a place with carets under it: one line as a rule; of a longer place the first line and the last
 * one. An empty place gets one caret.
 */
export function codeFrame({ source, start, end }: Origin): readonly FrameLine[] {
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
  const lead = show(source.text.slice(from, markFrom), from > lineFrom ? 1 : 0);
  const mark = show(source.text.slice(markFrom, Math.min(markTo, to)), lead.cells);
  const tail = show(source.text.slice(Math.min(markTo, to), to), mark.cells);
  return {
    number: line,
    text: `${from > lineFrom ? cut : ""}${lead.text}${mark.text}${tail.text}${to < lineTo ? cut : ""}`.trimEnd(),
    carets: " ".repeat(lead.cells) + "^".repeat(Math.max(1, mark.cells - lead.cells)),
  };
}

/** A stretch as it is shown, and the cell it ends at when it starts at the given one. */
function show(text: string, startCell: number): { readonly text: string; readonly cells: number } {
  let shown = "";
  let cells = startCell;
  for (const character of text) {
    const drawn = character === "\t" ? " ".repeat(tabStop - (cells % tabStop)) : printable(character);
    shown += drawn;
    cells += drawn.length > 2 || character === "\t" ? drawn.length : cellsOf(character);
  }
  return { text: shown, cells };
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
