import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { badManifest } from "../diagnostics/catalogue/schema.js";
import type { Source } from "../source/source.js";
import { isVersion } from "./versions.js";

/** What a manifest says about its module, as far as it says it. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
}

/**
 * The ModuleVersion of a PowerShell module manifest (`.psd1`). The file is data, `@{ Key = value … }`; it is only
 * read, never run, and a version that is not one plain string is reported as schema/bad-manifest.
 */
export function readManifest(source: Source): Staged<Manifest> {
  const { text } = source;
  const tokens = significantTokens(text);
  const problem = (token: Token | undefined, reason: string): Staged<Manifest> => {
    const { start, end } = token ?? { start: text.length, end: text.length };
    return { value: {}, diagnostics: [badManifest({ source, start, end }, { file: source.name, reason })] };
  };
  if (tokens[0]?.text !== "@{") return problem(tokens[0], "it is not a table that starts with @{");
  const at = indexOfKey(tokens, "moduleversion");
  if (at === undefined) return problem(tokens[0], "it has no ModuleVersion");
  const [value, next] = [tokens[at + 2], tokens[at + 3]];
  const isWhole = next !== undefined && (next.kind === "line" || next.text === ";" || next.text === "}");
  if (value?.kind !== "string" || !isWhole)
    return problem(value, "its ModuleVersion is not one plain string");
  if (!isVersion(value.text)) return problem(value, notAVersion(value.text));
  return { value: { version: value.text }, diagnostics: [] };
}

/** Name and version from `module.json`, `{"name": …, "version": …}`. Gives schema/bad-manifest. */
export function readModuleJson(source: Source): Staged<Manifest> {
  const diagnostics: Diagnostic[] = [];
  const problem = (reason: string): void => {
    const place = { source, start: 0, end: source.text.length };
    diagnostics.push(badManifest(place, { file: source.name, reason }));
  };
  const entries = parseObject(source.text);
  if (entries === undefined) {
    problem("it is not a JSON object");
    return { value: {}, diagnostics };
  }
  const { name, version } = entries;
  const isNamed = typeof name === "string" && name !== "";
  if (name !== undefined && !isNamed) problem("its name is not a text");
  const isVersioned = typeof version === "string" && isVersion(version);
  if (version === undefined) problem("it has no version");
  else if (!isVersioned)
    problem(typeof version === "string" ? notAVersion(version) : "its version is not a text");
  return { value: { ...(isNamed && { name }), ...(isVersioned && { version }) }, diagnostics };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function notAVersion(text: string): string {
  return `"${text}" is not two to four numbers with dots between`;
}

interface Token {
  /** `string` is plain text in quotes, already unquoted; `other` is anything that PowerShell would have to work out. */
  readonly kind: "string" | "word" | "mark" | "line" | "other";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Where `key =` starts an entry of the outermost table. */
function indexOfKey(tokens: readonly Token[], key: string): number | undefined {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "mark") {
      if (/[{([]$/.test(token.text)) depth += 1;
      if (/[})\]]/.test(token.text)) depth -= 1;
    }
    if (depth !== 1 || token.text.toLowerCase() !== key || tokens[index + 1]?.text !== "=") continue;
    const before = tokens[index - 1];
    const startsEntry = before?.kind === "line" || before?.text === "@{" || before?.text === ";";
    if (startsEntry && (token.kind === "word" || token.kind === "string")) return index;
  }
  return undefined;
}

/** The tokens of a data file without blanks, comments, and line ends round an `=` or at the file's start. */
function significantTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const end = endOfBlank(text, at);
    if (end > at) {
      at = end;
      continue;
    }
    const token = readToken(text, at);
    const last = tokens.at(-1);
    if (token.kind !== "line" || (last !== undefined && last.text !== "=")) tokens.push(token);
    at = token.end;
  }
  return tokens;
}

/** The end of the blanks, comment (`# …`, `<# … #>`) or continued line at `at`. */
function endOfBlank(text: string, at: number): number {
  if (text.startsWith("<#", at)) return endAfter(text, "#>", at + 2);
  if (text[at] === "#") return endBefore(text, "\n", at);
  if (text[at] === "`" && /\r?\n/y.test(text.slice(at + 1, at + 3))) return endAfter(text, "\n", at);
  const blank = /[^\S\n]+/y;
  blank.lastIndex = at;
  return blank.test(text) ? blank.lastIndex : at;
}

// PowerShell takes typographic quotes for straight ones.
const singleQuote = /['\u2018-\u201b]/;
const doubleQuote = /["\u201c-\u201e]/;

function readToken(text: string, at: number): Token {
  const make = (kind: Token["kind"], end: number, value = text.slice(at, end)): Token => ({
    kind,
    text: value,
    start: at,
    end,
  });
  const character = text[at] ?? "";
  const next = text[at + 1] ?? "";
  if (character === "\n") return make("line", at + 1);
  if (character === "@" && (singleQuote.test(next) || doubleQuote.test(next))) {
    return make("other", endAfter(text, `\n${singleQuote.test(next) ? "'" : '"'}@`, at + 2));
  }
  if (character === "@" && (next === "{" || next === "(")) return make("mark", at + 2);
  if (singleQuote.test(character)) return singleQuoted(text, at, make);
  if (doubleQuote.test(character)) return doubleQuoted(text, at, make);
  const word = /[\w.$:-]+/y;
  word.lastIndex = at;
  return word.test(text) ? make("word", word.lastIndex) : make("mark", at + 1);
}

type Make = (kind: Token["kind"], end: number, value?: string) => Token;

/** `'…'`, a doubled quote standing for one. */
function singleQuoted(text: string, start: number, make: Make): Token {
  let value = "";
  for (let at = start + 1; ;) {
    const quote = search(text, /['\u2018-\u201b]/g, at);
    if (quote === undefined) return make("other", text.length);
    value += text.slice(at, quote);
    if (!singleQuote.test(text[quote + 1] ?? "")) return make("string", quote + 1, value);
    value += "'";
    at = quote + 2;
  }
}

/** `"…"`; with an escape, a variable or a doubled quote it is no plain text and its value does not matter here. */
function doubleQuoted(text: string, start: number, make: Make): Token {
  let isPlain = true;
  for (let at = start + 1; ;) {
    const stop = search(text, /["\u201c-\u201e`$]/g, at);
    if (stop === undefined) return make("other", text.length);
    const isQuote = doubleQuote.test(text[stop] ?? "");
    if (isQuote && !doubleQuote.test(text[stop + 1] ?? "")) {
      return isPlain ? make("string", stop + 1, text.slice(start + 1, stop)) : make("other", stop + 1);
    }
    isPlain = false;
    at = stop + (text[stop] === "$" ? 1 : 2);
  }
}

function search(text: string, pattern: RegExp, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index;
}

function endAfter(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

function endBefore(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at;
}
