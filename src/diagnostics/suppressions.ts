import { lineStarts, positionOf, type Source } from "../source/source.js";
import {
  malformedSuppression,
  suppressedError,
  suppressionWithoutReason,
  unknownSuppression,
  unusedSuppression,
} from "./catalogue/lint.js";
import type { Diagnostic } from "./diagnostic.js";
import { nearest, nearestCodes } from "./suggest.js";

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The parts of a file that suppressions are read from. */
export interface CommentedFile {
  readonly source: Source;
  readonly comments: readonly Span[];
  /** Where the code starts: what speaks of the whole file stands in front of it. */
  readonly code: number;
  /**
   * Texts of several lines, in which no comment can stand: what is found in one counts as found where the literal
   * opens (`owner`).
   */
  readonly texts: readonly (Span & { readonly owner: number })[];
}

/** What a comment says of one diagnostic: `# mofsmith:ignore code: reason`. */
export interface Suppression {
  readonly code: string;
  readonly reason: string;
  /** The line it speaks of; undefined for the whole file. */
  readonly line: number | undefined;
  /** Where the code stands in the comment. */
  readonly place: Span;
  /** The comment, when it speaks of nothing else. */
  readonly comment: Span | undefined;
}

/** What the comments of a file silence, and what has come of it so far. */
export interface FileSuppressions {
  readonly file: CommentedFile;
  readonly byCode: ReadonlyMap<string, readonly Suppression[]>;
  /** Lines within a text of several lines, and the line that each counts as. */
  readonly owners: ReadonlyMap<number, number>;
  /** Comments that have no effect. */
  readonly malformed: readonly Diagnostic[];
  readonly used: Set<Suppression>;
  /** Those that met an error. */
  readonly refused: Set<Suppression>;
}

/** Comments start so when they speak to mofsmith. */
export const suppressionMark = "mofsmith:";

/**
 * Reads the comments `# mofsmith:ignore code, code: reason` (of the line they stand on, or else of the next one with
 * code on it) and, in front of all code, `# mofsmith:ignore-file code: reason`.
 */
export function readSuppressions(file: CommentedFile): FileSuppressions {
  const byCode = new Map<string, Suppression[]>();
  const malformed: Diagnostic[] = [];
  const owners = ownersOf(file);
  const lines = linesSpokenOf(file);
  for (const [index, comment] of file.comments.entries()) {
    const line = lines[index] ?? 0;
    const read = readComment(file, comment, owners.get(line) ?? line);
    malformed.push(...read.malformed);
    for (const one of read.suppressions) {
      const others = byCode.get(one.code);
      if (others === undefined) byCode.set(one.code, [one]);
      else others.push(one);
    }
  }
  return { file, byCode, owners, malformed, used: new Set(), refused: new Set() };
}

function ownersOf({ source, texts }: CommentedFile): ReadonlyMap<number, number> {
  const owners = new Map<number, number>();
  for (const { start, end, owner } of texts) {
    const last = positionOf(source, Math.max(start, end - 1)).line;
    const own = positionOf(source, owner).line;
    for (let { line } = positionOf(source, start); line <= last; line++)
      if (!owners.has(line)) owners.set(line, own);
  }
  return owners;
}

interface Read {
  readonly suppressions: readonly Suppression[];
  readonly malformed: readonly Diagnostic[];
}

const nothing: Read = { suppressions: [], malformed: [] };
const verbs: readonly string[] = ["ignore", "ignore-file"];

/** `# mofsmith:ignore code, code: reason` */
function readComment(file: CommentedFile, comment: Span, spokenOf: number): Read {
  const { source } = file;
  const text = source.text.slice(comment.start, comment.end);
  const [head, verb = ""] = /^#[ \t]*mofsmith:[ \t]*([\w-]*)/.exec(text) ?? [];
  if (head === undefined) return nothing;
  const colon = text.indexOf(":", head.length);
  const codes = codesIn(text, head.length, colon < 0 ? text.length : colon);
  const problem =
    problemOf(file, comment, verb) ?? (codes.length === 0 ? "it names no diagnostic" : undefined);
  if (problem !== undefined) {
    const near = verbs.includes(verb) ? [] : nearest(verb, verbs).map((one) => `mofsmith:${one}`);
    const malformed = malformedSuppression({ source, ...comment }, { problem, near });
    return { ...nothing, malformed: [malformed] };
  }
  const placed = codes.map(({ code, at }) => {
    const start = comment.start + at;
    return { code, place: { start, end: start + code.length } };
  });
  const reason = colon < 0 ? "" : text.slice(colon + 1).trim();
  if (reason === "") {
    const malformed = placed.map(({ code, place }) =>
      suppressionWithoutReason({ source, ...place }, { code }),
    );
    return { ...nothing, malformed };
  }
  const line = verb === "ignore-file" ? undefined : spokenOf;
  const whole = codes.length === 1 ? comment : undefined;
  return { ...nothing, suppressions: placed.map((one) => ({ ...one, reason, line, comment: whole })) };
}

function problemOf({ code }: CommentedFile, { start }: Span, verb: string): string | undefined {
  if (!verbs.includes(verb)) return `"${verb}" is neither "ignore" nor "ignore-file"`;
  return verb === "ignore-file" && start > code ? "it has to stand in front of all code" : undefined;
}

/** The codes between two offsets, separated by commas. */
function codesIn(
  text: string,
  from: number,
  to: number,
): readonly { readonly code: string; readonly at: number }[] {
  let at = from;
  return text
    .slice(from, to)
    .split(",")
    .flatMap((piece) => {
      const code = piece.trim();
      const found = { code, at: at + piece.indexOf(code) };
      at += piece.length + 1;
      return code === "" ? [] : [found];
    });
}

/**
 * The line that each comment speaks of: its own when code stands before it there, else the first one below with more
 * on it than a comment.
 */
function linesSpokenOf({ source, comments }: CommentedFile): readonly number[] {
  const starts = lineStarts(source);
  const lines: number[] = [];
  let below: { readonly line: number; readonly spokenOf: number } | undefined;
  for (const [index, { start, end }] of [...comments.entries()].reverse()) {
    const { line } = positionOf(source, start);
    const alone = source.text.slice(starts[line - 1] ?? 0, start).trim() === "";
    const next = positionOf(source, end).line + 1;
    const spokenOf = alone ? (below?.line === next ? below.spokenOf : next) : line;
    lines[index] = spokenOf;
    below = alone ? { line, spokenOf } : undefined;
  }
  return lines;
}

/**
 * The suppression that silences a diagnostic, if any, which is thereby used. An error is not silenced, since it is
 * what no document can be made of; a rule of lint is, however heavy the settings make it.
 */
export function silencedBy(
  suppressionsIn: (source: Source) => FileSuppressions | undefined,
  { code, severity, origin }: Diagnostic,
): Suppression | undefined {
  const suppressions = origin === undefined ? undefined : suppressionsIn(origin.source);
  if (origin === undefined || suppressions === undefined) return undefined;
  const { byCode, owners, used, refused } = suppressions;
  const { line } = positionOf(origin.source, origin.start);
  const counted = owners.get(line) ?? line;
  const speaking = byCode.get(code)?.filter((one) => one.line === undefined || one.line === counted) ?? [];
  const found = speaking.find((one) => one.line !== undefined) ?? speaking[0];
  if (found === undefined) return undefined;
  if (severity === "error" && !code.startsWith("lint/")) {
    refused.add(found);
    return undefined;
  }
  used.add(found);
  return found;
}

/**
 * What is wrong with the suppressions of a file, when all that there is to be said of it has been said. Of other
 * rooms' diagnostics nobody knows whether they are unused: they may come with other node data, schemas or targets.
 */
export function suppressionProblems(
  { file, byCode, malformed, used, refused }: FileSuppressions,
  codes: ReadonlySet<string>,
): readonly Diagnostic[] {
  const { source } = file;
  const problems = [...byCode.values()].flat().flatMap((one) => {
    const { code, comment, place } = one;
    const origin = { source, ...place };
    if (!codes.has(code)) return [unknownSuppression(origin, { code, near: nearestCodes(code, codes) })];
    if (refused.has(one)) return [suppressedError(origin, { code })];
    if (used.has(one) || !code.startsWith("lint/")) return [];
    const edits =
      comment === undefined ? [] : [{ origin: { source, ...withLine(source, comment) }, text: "" }];
    const fixes = edits.length === 0 ? [] : [{ title: "Take the comment out", safe: true, edits }];
    return [unusedSuppression(origin, { code }, { fixes })];
  });
  return [...malformed, ...problems];
}

/** A comment with its line when nothing else stands on that, else with the white space before it. */
function withLine({ text }: Source, { start, end }: Span): Span {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const before = text.slice(lineStart, start);
  if (before.trim() !== "") return { start: lineStart + before.trimEnd().length, end };
  return { start: lineStart, end: text.startsWith("\n", end) ? end + 1 : end };
}
