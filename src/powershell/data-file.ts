import { deepest } from "../data/data.js";
import type { Data, DataPath } from "../data/data.js";
import { badData, deepData, duplicateKey, notPlainData } from "../diagnostics/catalogue/config.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import type { Json } from "../model/node.js";
import type { Origin, Source } from "../source/source.js";
import { readNumber } from "./data-numbers.js";
import { dataTokens, type DataToken } from "./data-tokens.js";

/** A value with the places of what is in it. */
interface Placed {
  readonly value: Json;
  readonly origin: Origin;
  /** The entries of a table by their keys as written, or the elements of a list. */
  readonly entries?: ReadonlyMap<string, { readonly key: Origin; readonly placed: Placed }>;
  readonly elements?: readonly Placed[];
}

/**
 * Reads a PowerShell data file (`.psd1`), `@{ Key = value … }`, as Import-PowerShellDataFile takes it; the table may
 * be assigned to a variable. It is only read: what would have to be worked out is told, and so is what is no
 * PowerShell; it is null then, so that a caller who wants one value can have it all the same. Whole numbers are bigints, as in
 * JSON. Diagnostics: `config/not-plain-data`, `config/bad-data`, `config/deep-data`, `config/duplicate-key`; the
 * value is undefined when the file does not start with a table.
 */
export function readPowerShellData(source: Source): Staged<Data | undefined> {
  const parser = newParser(source);
  skipSeparators(parser);
  if (/^\$\w+$/.test(parser.token.text) && parser.token.kind === "word") {
    advance(parser);
    if (isMark(parser, "=")) advance(parser);
    skipLines(parser);
  }
  if (!isMark(parser, "@{")) {
    refuse(parser, parser.token, "it does not start with a table, @{");
    return { value: undefined, diagnostics: parser.diagnostics };
  }
  const root = readTable(parser, 1);
  skipSeparators(parser);
  if (parser.token.kind !== "end") refuse(parser, parser.token, "the file should end here, behind its table");
  const { diagnostics } = parser;
  const valueAt = (path: DataPath): Origin => locate(root, path).value;
  const keyAt = (path: DataPath): Origin => locate(root, path).key;
  return { value: { source, value: root.value, valueAt, keyAt }, diagnostics };
}

/** Follows a path as far as it goes. */
function locate(root: Placed, path: DataPath): { readonly key: Origin; readonly value: Origin } {
  let found = { key: root.origin, value: root.origin };
  let placed: Placed | undefined = root;
  for (const step of path) {
    const entry: { readonly key: Origin; readonly placed: Placed } | undefined =
      typeof step === "string" ? placed.entries?.get(step) : undefined;
    const element: Placed | undefined = typeof step === "number" ? placed.elements?.[step] : undefined;
    placed = entry?.placed ?? element;
    if (placed === undefined) return found;
    found = { key: entry?.key ?? placed.origin, value: placed.origin };
  }
  return found;
}

interface Parser {
  readonly source: Source;
  readonly tokens: Generator<DataToken, void>;
  /** The next one. */
  token: DataToken;
  /** Where the last one that was taken ends. */
  end: number;
  readonly diagnostics: Diagnostic[];
}

function newParser(source: Source): Parser {
  const tokens = dataTokens(source.text);
  const parser = { source, tokens, token: endOf(source), end: 0, diagnostics: [] };
  advance(parser);
  return parser;
}

function endOf({ text }: Source): DataToken {
  return { kind: "end", text: "", start: text.length, end: text.length };
}

function advance(parser: Parser): DataToken {
  const taken = parser.token;
  parser.end = taken.end;
  parser.token = parser.tokens.next().value ?? endOf(parser.source);
  return taken;
}

function isMark({ token }: Parser, text: string): boolean {
  return token.kind === "mark" && token.text === text;
}

function isSeparator({ kind, text }: DataToken): boolean {
  return kind === "line" || (kind === "mark" && text === ";");
}

function skipSeparators(parser: Parser): void {
  while (isSeparator(parser.token)) advance(parser);
}

function skipLines(parser: Parser): void {
  while (parser.token.kind === "line") advance(parser);
}

function originFrom(parser: Parser, start: number): Origin {
  return { source: parser.source, start, end: Math.max(start, parser.end) };
}

/** Tells that the file is no PowerShell at a token. */
function refuse({ source, diagnostics }: Parser, { start, end }: DataToken, problem: string): void {
  diagnostics.push(badData({ source, start, end }, { language: "PowerShell data", problem }));
}

const opening: ReadonlySet<string> = new Set(["@{", "@(", "{", "(", "["]);
const closing: ReadonlySet<string> = new Set(["}", ")", "]"]);

/** Skips what is left of a statement, with the brackets in it. */
function skipStatement(parser: Parser): void {
  for (let depth = 0; parser.token.kind !== "end"; advance(parser)) {
    const { kind, text } = parser.token;
    if (depth === 0 && isSeparator(parser.token)) return;
    if (kind !== "mark") continue;
    if (opening.has(text)) depth += 1;
    else if (closing.has(text) && depth === 0) return;
    else if (closing.has(text)) depth -= 1;
  }
}

/** hash-literal-expression: `@{`, entries with line ends or `;` between, `}`. Recursion is bounded by `deepest`. */
function readTable(parser: Parser, depth: number): Placed {
  const { start } = advance(parser);
  const value = new Map<string, Json>();
  const entries = new Map<string, { readonly key: Origin; readonly placed: Placed }>();
  const known = new Set<string>();
  for (;;) {
    skipSeparators(parser);
    if (parser.token.kind === "end" || isMark(parser, "}")) break;
    const before = parser.token;
    const entry = readEntry(parser, depth);
    if (entry !== undefined) {
      const { key, origin, placed } = entry;
      // Keys of a table ignore case.
      if (known.has(key.toLowerCase())) parser.diagnostics.push(duplicateKey(origin, { key }));
      known.add(key.toLowerCase());
      value.set(key, placed.value);
      entries.set(key, { key: origin, placed });
    }
    // A bracket that nothing opened.
    if (parser.token === before) advance(parser);
  }
  close(parser, "}");
  return { value, origin: originFrom(parser, start), entries };
}

function close(parser: Parser, mark: string): void {
  if (isMark(parser, mark)) advance(parser);
  else refuse(parser, parser.token, `${mark} is expected here`);
}

interface Entry {
  readonly key: string;
  readonly origin: Origin;
  readonly placed: Placed;
}

/** key-expression `=` new-lines? statement. */
function readEntry(parser: Parser, depth: number): Entry | undefined {
  const { token } = parser;
  const key = token.kind === "string" ? token.text : keyOf(token);
  if (key === undefined) {
    refuse(parser, token, token.kind === "unclosed" ? token.text : "a key is expected here");
    skipStatement(parser);
    return undefined;
  }
  advance(parser);
  const origin = originFrom(parser, token.start);
  if (!isMark(parser, "=")) {
    refuse(parser, parser.token, "= is expected here, behind a key");
    skipStatement(parser);
    return undefined;
  }
  advance(parser);
  skipLines(parser);
  const { start } = parser.token;
  const placed = readStatement(parser, depth) ?? { value: null, origin: originFrom(parser, start) };
  return { key, origin, placed };
}

/** A bare key is a name, or a number. */
function keyOf({ kind, text }: DataToken): string | undefined {
  if (kind !== "word") return undefined;
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(text)) return text;
  return /^(?:0|[1-9]\d{0,8})$/.test(text) ? text : undefined;
}

/** A value up to the end of its statement; undefined when it was refused, and skipped. */
function readStatement(parser: Parser, depth: number): Placed | undefined {
  const placed = readList(parser, depth);
  const { token } = parser;
  const isOver =
    isSeparator(token) || token.kind === "end" || (token.kind === "mark" && closing.has(token.text));
  if (placed !== undefined && !isOver) reportUnplain(parser, token, "only a value may stand here");
  if (placed === undefined || !isOver) {
    skipStatement(parser);
    return undefined;
  }
  return placed;
}

/** array-literal: `one, two`, and `, one` for a list of one. */
function readList(parser: Parser, depth: number): Placed | undefined {
  const { start } = parser.token;
  const isUnary = isMark(parser, ",");
  if (isUnary) advance(parser);
  const first = readValue(parser, depth);
  if (first === undefined || (!isUnary && !isMark(parser, ","))) return first;
  const elements = [first];
  while (!isUnary && isMark(parser, ",")) {
    advance(parser);
    skipLines(parser);
    const next = readValue(parser, depth);
    if (next === undefined) return undefined;
    elements.push(next);
  }
  return listOf(elements, originFrom(parser, start));
}

function listOf(elements: readonly Placed[], origin: Origin): Placed {
  return { value: elements.map(({ value }) => value), origin, elements };
}

function readValue(parser: Parser, depth: number): Placed | undefined {
  const { token } = parser;
  switch (token.kind) {
    case "string": {
      advance(parser);
      return { value: token.text, origin: originFrom(parser, token.start) };
    }
    case "word":
      return readWord(parser, false);
    case "refused":
      return reportUnplain(parser, token, token.text);
    case "unclosed":
      refuse(parser, token, token.text);
      return undefined;
    case "mark":
      return readMark(parser, depth);
    default:
      refuse(parser, token, "a value is expected here");
      return undefined;
  }
}

function readMark(parser: Parser, depth: number): Placed | undefined {
  const { token } = parser;
  if (token.text === "-" || token.text === "+") {
    advance(parser);
    const { token: signed } = parser;
    if (signed.kind !== "word" || constants.has(signed.text.toLowerCase()))
      return reportUnplain(parser, signed, "only a number may have a sign");
    const placed = readWord(parser, token.text === "-");
    return placed && { ...placed, origin: originFrom(parser, token.start) };
  }
  if (!["@{", "@(", "("].includes(token.text)) {
    const isMissing = closing.has(token.text) || token.text === "," || token.text === "=";
    if (!isMissing)
      return reportUnplain(parser, token, "commands, types and script blocks are not evaluated");
    refuse(parser, token, "a value is expected here");
    return undefined;
  }
  if (depth >= deepest) {
    parser.diagnostics.push(deepData(originOf(parser, token), { limit: deepest }));
    return undefined;
  }
  if (token.text === "@{") return readTable(parser, depth + 1);
  return token.text === "@(" ? readArray(parser, depth + 1) : readParentheses(parser, depth + 1);
}

/** A number or a constant. */
function readWord(parser: Parser, negative: boolean): Placed | undefined {
  const { token } = parser;
  const constant = constants.get(token.text.toLowerCase());
  const number = readNumber(token.text, negative);
  if (constant === undefined && number?.ok !== true)
    return reportUnplain(parser, token, problemOf(token, number));
  advance(parser);
  return {
    value: constant ?? (number?.ok === true ? number.value : null),
    origin: originFrom(parser, token.start),
  };
}

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ["$true", true],
  ["$false", false],
  ["$null", null],
]);

function problemOf({ text }: DataToken, number: ReturnType<typeof readNumber>): string {
  if (number?.ok === false) return number.problem;
  if (text.startsWith("$")) return "variables have no value in a data file, except $true, $false and $null";
  return /^[\d.]/.test(text)
    ? "this is no number that every version of PowerShell reads"
    : "a text needs quotation marks; this would call a command";
}

function reportUnplain(parser: Parser, token: DataToken, problem: string): undefined {
  parser.diagnostics.push(notPlainData(originOf(parser, token), { problem }));
  return undefined;
}

function originOf({ source }: Parser, { start, end }: DataToken): Origin {
  return { source, start, end };
}

/** array-expression: `@(`, statements, `)`; of a statement that is a list, the elements. */
function readArray(parser: Parser, depth: number): Placed | undefined {
  const { start } = advance(parser);
  const elements: Placed[] = [];
  let isWhole = true;
  for (;;) {
    skipSeparators(parser);
    if (parser.token.kind === "end" || isMark(parser, ")")) break;
    const placed = readStatement(parser, depth);
    if (placed === undefined) isWhole = false;
    else if (placed.elements === undefined) elements.push(placed);
    else for (const element of placed.elements) elements.push(element);
    // A bracket of another kind ends the list for its reader.
    if (parser.token.kind === "mark" && closing.has(parser.token.text)) break;
  }
  close(parser, ")");
  return isWhole ? listOf(elements, originFrom(parser, start)) : undefined;
}

/** parenthesized-expression: `(`, a statement, `)`. */
function readParentheses(parser: Parser, depth: number): Placed | undefined {
  const { start } = advance(parser);
  skipLines(parser);
  const placed = readStatement(parser, depth);
  skipLines(parser);
  close(parser, ")");
  return placed && { ...placed, origin: originFrom(parser, start) };
}
