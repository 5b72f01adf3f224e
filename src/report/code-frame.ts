import { positionOf } from "../source/source.js";
import type { Origin } from "../source/source.js";
import { cellsOf, printable } from "./printable.js";
import { lineEnd, lineStart, shownLine, type Hiding } from "./shown-line.js";

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

/**
 * The lines of a place with carets under it: one line as a rule; of a longer place the first line and the last
 * one. An empty place gets one caret. Passwords are not shown (see `shownLine`).
 */
export function codeFrame(origin: Origin, hiding: Hiding = {}): readonly FrameLine[] {
  const { source, start, end } = origin;
  const firstLine = positionOf(source, start).line;
  const lastLine = positionOf(source, Math.max(start, end - 1)).line;
  if (firstLine === lastLine) return [frameLine(origin, firstLine, start, Math.max(end, start), hiding)];
  const gap = lastLine - firstLine > 1 ? [{ number: undefined, text: cut, carets: "" }] : [];
  const indent = /^[ \t]*/.exec(shownLine(origin, lastLine).slice(0, after))?.[0].length ?? 0;
  const lastStart = Math.min(lineStart(source, lastLine) + indent, end - 1);
  return [
    frameLine(origin, firstLine, start, lineEnd(source, firstLine), hiding),
    ...gap,
    frameLine(origin, lastLine, lastStart, end, hiding),
  ];
}

/** `start` and `end` are offsets in the source; what is cut and shown, those in the line. */
function frameLine(origin: Origin, line: number, start: number, end: number, hiding: Hiding): FrameLine {
  const text = shownLine(origin, line, hiding);
  const offset = lineStart(origin.source, line);
  const markFrom = Math.min(start - offset, text.length);
  const markTo = Math.min(Math.max(end - offset, markFrom), text.length);
  const from = atCharacter(text, markFrom > before ? markFrom - before : 0);
  const to = atCharacter(text, text.length - markFrom > after ? markFrom + after : text.length);
  const ahead = fitting(text.slice(from, markFrom));
  const lead = show(ahead, from > 0 || ahead.length < markFrom - from ? 1 : 0, Infinity);
  const limit = lead.cells + after;
  const mark = show(text.slice(markFrom, Math.min(markTo, to)), lead.cells, limit);
  const tail = show(text.slice(Math.min(markTo, to), to), mark.cells, mark.whole ? limit : 0);
  const whole = mark.whole && tail.whole && to === text.length;
  return {
    number: line,
    text: `${ahead.length < markFrom ? cut : ""}${lead.text}${mark.text}${tail.text}${whole ? "" : cut}`.trimEnd(),
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
