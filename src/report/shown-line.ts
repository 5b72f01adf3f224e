import { lineStarts, type Origin, type Source } from "../source/source.js";
import { dots, type Conceal } from "./conceal.js";
import { maskSecrets } from "./mask.js";

/** What a report does not show of a source, besides what stands behind words for secrets (see mask.ts). */
export interface Hiding {
  /** What stands at the place itself is a secret. */
  readonly secret?: boolean | undefined;
  /** Passwords, wherever they stand. */
  readonly conceal?: Conceal | undefined;
}

/** A line is looked through once, however much is told of it. */
const concealedLines = new WeakMap<Conceal, WeakMap<Source, Map<number, string>>>();

/** A line of the place's source, without its end, as it may be shown; lengths stay, and with them all places. */
export function shownLine({ source, start, end }: Origin, line: number, hiding: Hiding = {}): string {
  const { secret, conceal } = hiding;
  const text = conceal === undefined ? lineText(source, line) : concealedLine(source, line, conceal);
  if (secret !== true) return text;
  const from = Math.max(0, start - lineStart(source, line));
  const to = Math.max(from, end - lineStart(source, line));
  return text.slice(0, from) + dots(text.slice(from, to)) + text.slice(to);
}

function concealedLine(source: Source, line: number, conceal: Conceal): string {
  const sources = concealedLines.get(conceal) ?? new WeakMap<Source, Map<number, string>>();
  concealedLines.set(conceal, sources);
  const lines = sources.get(source) ?? new Map<number, string>();
  sources.set(source, lines);
  const text = lines.get(line) ?? conceal(lineText(source, line));
  lines.set(line, text);
  return text;
}

function lineText(source: Source, line: number): string {
  return maskSecrets(source).text.slice(lineStart(source, line), lineEnd(source, line));
}

/** The offset of a line's first character. */
export function lineStart(source: Source, line: number): number {
  return lineStarts(source)[line - 1] ?? 0;
}

/** The end of a line's text, without its `\n` or `\r\n`. */
export function lineEnd(source: Source, line: number): number {
  const next = lineStarts(source)[line];
  if (next === undefined) return source.text.length;
  return source.text.charCodeAt(next - 2) === 13 && next - 2 >= lineStart(source, line) ? next - 2 : next - 1;
}
