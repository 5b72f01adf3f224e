import { lex } from "../recipe/lexer/lexer.js";
import type { Token, TokenKind } from "../recipe/tokens.js";
import { lineStarts, type Origin, type Source } from "../source/source.js";
import { dots, withDots, type Conceal, type Stretch } from "./conceal.js";
import { literalAt, maskSecrets } from "./mask.js";

/** What a report does not show of a source, besides what stands behind words for secrets (see mask.ts). */
export interface Hiding {
  /** What stands at the place itself is a secret. */
  readonly secret?: boolean | undefined;
  /** Passwords, wherever they stand. */
  readonly conceal?: Conceal | undefined;
}

/** What is known of a source's lines once they were asked for: each is looked through once, however much is told of it. */
interface Shown {
  /** All of the source, hidden where passwords are written. */
  readonly text: string;
  readonly lines: Map<number, string>;
}

const shownSources = new WeakMap<Conceal, WeakMap<Source, Shown>>();

/** A line of the place's source, without its end, as it may be shown; lengths stay, and with them all places. */
export function shownLine({ source, start, end }: Origin, line: number, hiding: Hiding = {}): string {
  const { secret, conceal } = hiding;
  const text = conceal === undefined ? lineText(source, line) : concealedLine(source, line, conceal);
  if (secret !== true) return text;
  const from = Math.max(0, start - lineStart(source, line));
  const to = Math.max(from, end - lineStart(source, line));
  return text.slice(0, from) + dots(text.slice(from, to)) + text.slice(to);
}

/** Where passwords are written they are hidden however they are spelled; elsewhere wherever their text is found. */
function concealedLine(source: Source, line: number, conceal: Conceal): string {
  const sources = shownSources.get(conceal) ?? new WeakMap<Source, Shown>();
  shownSources.set(conceal, sources);
  const shown = sources.get(source) ?? { text: withoutPlaces(source, conceal), lines: new Map() };
  sources.set(source, shown);
  const known = shown.lines.get(line);
  if (known !== undefined) return known;
  const offset = lineStart(source, line);
  const isNameAt = (start: number, end: number) => isName(source, offset + start, offset + end);
  const text = conceal.inText(shown.text.slice(offset, lineEnd(source, line)), isNameAt);
  shown.lines.set(line, text);
  return text;
}

function lineText(source: Source, line: number): string {
  return maskSecrets(source).text.slice(lineStart(source, line), lineEnd(source, line));
}

function withoutPlaces(source: Source, { places }: Conceal): string {
  const { text } = maskSecrets(source);
  const known = places.get(source.name);
  if (known === undefined) return text;
  const made = [...known.makings].flatMap(([start, end]) => literalsIn(source.text, start, end));
  return withDots(text, [...known.literals, ...made]);
}

/** The insides of the literals that a text is made of. */
function literalsIn(text: string, start: number, end: number): readonly Stretch[] {
  const found: Stretch[] = [];
  const unclosed = new Set<string>();
  for (let at = start; at < end; at += 1) {
    const body = literalAt(text, at, unclosed);
    if (body === undefined) continue;
    found.push([body.start, Math.min(body.end, end)]);
    at = body.end;
  }
  return found;
}

const nameKinds: ReadonlySet<TokenKind> = new Set([
  "identifier",
  "constant",
  "label",
  "plain symbol",
  "variable",
]);

const namesOfSources = new WeakMap<Source, readonly Token[]>();

/** Whether a stretch is, or is in, a name that a recipe calls something by. */
function isName(source: Source, start: number, end: number): boolean {
  const names = namesOfSources.get(source) ?? namesIn(source);
  namesOfSources.set(source, names);
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((names[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return (names[low - 1]?.end ?? -1) >= end;
}

/** None of data and documents, which have no names of this kind. */
function namesIn(source: Source): readonly Token[] {
  if (/\.(?:json|ya?ml|mof)$/i.test(source.name)) return [];
  const { tokens } = lex(source, new Map());
  return tokens.filter(({ kind }) => nameKinds.has(kind)).sort((one, other) => one.start - other.start);
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
