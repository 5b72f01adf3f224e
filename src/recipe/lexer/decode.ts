import { controlEscape, invalidByteEscape, invalidEscape } from "../../diagnostics/catalogue/recipe.js";
import { textAsWritten } from "../segments.js";
import type { TextPart, TextSegment } from "../tree.js";
import { BACKSLASH, isSpace, LINE_FEED } from "./characters.js";
import { controlAt } from "./control.js";
import type { Cursor } from "./cursor.js";

/** How the text between delimiters becomes a string. */
export interface Decoding {
  /**
   * `double`: all escapes; `single`: a backslash escapes itself and the delimiters alone; `regexp`: it protects the
   * closing delimiter, and ends a line; `raw`: none.
   */
  readonly escapes: "double" | "single" | "regexp" | "raw";
  /** Delimiters that a backslash protects, the closing one last. */
  readonly delimiters: readonly number[];
  /** `%w` and its like: a backslash also protects white space, and keeps a line end. */
  readonly words: boolean;
  /** `<<~`: so many columns of leading white space go from every line (a tab reaches the next multiple of 8). */
  readonly dedent: number;
  /** Whether the stretch starts a line, for `dedent`. */
  readonly atLineStart: boolean;
}

/** A stretch that stands for itself. */
export function verbatim(cursor: Cursor, start: number, end: number): TextPart {
  return textAsWritten(cursor.text.slice(start, end), start, end);
}

/** The text of a stretch of a string literal, with its way back. CR LF becomes LF, as in Ruby (parse.y, `parser_cr`). */
export function decodeText(cursor: Cursor, start: number, end: number, decoding: Decoding): TextPart {
  const raw = cursor.text.slice(start, end);
  if (decoding.dedent === 0 && !raw.includes("\r\n") && (decoding.escapes === "raw" || !raw.includes("\\"))) {
    return verbatim(cursor, start, end);
  }
  const builder = new TextBuilder(cursor.text, start, end);
  let atLineStart = decoding.atLineStart;
  while (builder.position < end) {
    if (atLineStart) builder.skip(leadingColumns(cursor.text, builder.position, end, decoding.dedent));
    atLineStart = false;
    const unit = cursor.text.charCodeAt(builder.position);
    if (builder.position >= end) break;
    if (unit === BACKSLASH && decoding.escapes !== "raw")
      atLineStart = decodeEscape(cursor, builder, decoding);
    else if (unit === 13 && cursor.text.charCodeAt(builder.position + 1) === LINE_FEED) builder.skip(1);
    else {
      builder.take();
      atLineStart = unit === LINE_FEED;
    }
  }
  return builder.finish();
}

/** Length of the white space to remove from a line of a `<<~` heredoc. */
export function leadingColumns(text: string, from: number, end: number, columns: number): number {
  let column = 0;
  let at = from;
  for (; at < end && column < columns; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 32) column++;
    else if (unit === 9 && column - (column % 8) + 8 <= columns) column += 8 - (column % 8);
    else break;
  }
  return at - from;
}

/**
 * ESCAPE ::= '\' ( [abefnrstv] | [0-7] ( [0-7] [0-7]? )? | 'x' HEXADECIMAL HEXADECIMAL? | 'u' HEXADECIMAL
 *   HEXADECIMAL HEXADECIMAL HEXADECIMAL | 'u{' HEXADECIMAL+ ( [ ]+ HEXADECIMAL+ )* '}' | [^abcefnrstuvxCM0-7]
 *   )
 *
 * Reads one backslash sequence; true when it ended a line (a line continuation).
 */
function decodeEscape(cursor: Cursor, builder: TextBuilder, decoding: Decoding): boolean {
  const next = cursor.text.charCodeAt(builder.position + 1);
  const crlf = next === 13 && cursor.text.charCodeAt(builder.position + 2) === LINE_FEED;
  if (decoding.words && (next === LINE_FEED || crlf)) builder.replace(crlf ? 3 : 2, "\n");
  else if (decoding.escapes === "single") {
    if (next === BACKSLASH || decoding.delimiters.includes(next) || (decoding.words && isSpace(next)))
      builder.replace(2, String.fromCharCode(next));
    else builder.take();
  } else if (next === LINE_FEED || crlf) {
    builder.skip(crlf ? 3 : 2);
    return true;
  } else if (decoding.escapes === "regexp")
    decodeRegexpEscape(cursor, builder, next, decoding.delimiters.at(-1));
  else decodeDoubleEscape(cursor, builder);
  return false;
}

/** Delimiters that keep their backslash, since they mean something to the pattern too (parse.y, `simple_re_meta`). */
const operators: ReadonlySet<string> = new Set("$*+.?^|)]}>");

/**
 * A backslash goes that is only there for the delimiter, and in front of what is no ASCII (parse.y, `tokadd_string`).
 * Of the blanks in `\u{41 42}` one is left between two numbers (`tokadd_utf8`), and `\cA` becomes `\x01`.
 */
function decodeRegexpEscape(
  cursor: Cursor,
  builder: TextBuilder,
  next: number,
  closer: number | undefined,
): void {
  const letter = String.fromCharCode(next);
  const protects = next === closer && !operators.has(letter);
  if (letter === "u") return decodeRegexpUnicode(cursor, builder);
  if ("cCM".includes(letter)) return decodeRegexpControl(cursor, builder);
  if (letter === "x" && matchAt(hexadecimal, cursor.text, builder.position + 1) === null)
    return dropEscape(cursor, builder, letter);
  if (protects || next > 0x7f) builder.skip(1);
  else builder.take();
  builder.take();
}

function dropEscape(cursor: Cursor, builder: TextBuilder, letter: string): void {
  const { position } = builder;
  cursor.report(invalidEscape(cursor.origin(position, position + 2), { escape: `\\${letter}` }));
  builder.skip(2);
}

function decodeRegexpUnicode(cursor: Cursor, builder: TextBuilder): void {
  const escape = unicodeAt(cursor.text, builder.position + 1);
  if (escape === undefined) return dropEscape(cursor, builder, "u");
  const { written, digits } = escape;
  const kept = digits.length < written.length - 1 ? `u{${digits.replace(/\s+(?=\s)/g, "")}}` : written;
  builder.replace(1 + written.length, `\\${kept}`);
}

function decodeRegexpControl(cursor: Cursor, builder: TextBuilder): void {
  const { position } = builder;
  const escape = controlAt(cursor.text, position + 1);
  if (escape === undefined || escape.end > builder.end)
    return dropEscape(cursor, builder, cursor.text.charAt(position + 1));
  const digits = escape.byte.toString(16).toUpperCase().padStart(2, "0");
  builder.replace(escape.end - position, `\\x${digits}`);
}

/** Single-letter escapes of double-quoted strings (Ruby, doc/syntax/literals.rdoc); any other letter is itself. */
const letters: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  s: " ",
  t: "\t",
  v: "\v",
};

const octal = /[0-7]{1,3}/y;
const hexadecimal = /x([0-9A-Fa-f]{1,2})/y;
const unicode = /u([0-9A-Fa-f]{4})/y;
const unicodeList = /u\{[ \t\v\f\r]*([0-9A-Fa-f]{1,6}(?:[ \t\v\f\r]+[0-9A-Fa-f]{1,6})*)[ \t\v\f\r]*\}/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** `u0041` or `u{41 42}` behind a backslash. */
function unicodeAt(
  text: string,
  at: number,
): { readonly written: string; readonly digits: string; readonly characters: string } | undefined {
  const match = matchAt(unicode, text, at) ?? matchAt(unicodeList, text, at);
  if (match === null) return undefined;
  const [written, digits = ""] = match;
  const points = digits.split(/\s+/).map((number) => parseInt(number, 16));
  if (points.some((code) => code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))) return undefined;
  return { written, digits, characters: points.map((code) => String.fromCodePoint(code)).join("") };
}

function decodeDoubleEscape(cursor: Cursor, builder: TextBuilder): void {
  const { text } = cursor;
  const at = builder.position + 1;
  const letter = text.charAt(at);
  const plain = letters[letter];
  if (plain !== undefined) return builder.replace(2, plain);
  const byte = matchAt(octal, text, at) ?? matchAt(hexadecimal, text, at);
  if (byte !== null) return decodeBytes(cursor, builder);
  const escape = unicodeAt(text, at);
  if (escape !== undefined) return builder.replace(1 + escape.written.length, escape.characters);
  if ("xuMcC".includes(letter) && letter !== "") refuseEscape(cursor, builder.position, letter);
  const length = letter === "" ? 1 : 1 + String.fromCodePoint(text.codePointAt(at) ?? 0).length;
  builder.replace(length, text.slice(at, builder.position + length));
}

/**
 * `\cx`, `\C-x` and `\M-x` are refused although Ruby reads them: in a recipe they are nearly always the path
 * "C:\chef". Where nothing fits behind the letter, Ruby refuses it too.
 */
function refuseEscape(cursor: Cursor, start: number, letter: string): void {
  const origin = cursor.origin(start, start + 2);
  const escape = `\\${letter}`;
  const control = letter === "c" || ("CM".includes(letter) && cursor.text.charAt(start + 2) === "-");
  if (!control) return cursor.report(invalidEscape(origin, { escape }));
  const edits = [{ origin: cursor.origin(start, start), text: "\\" }];
  const fixes = [{ title: "Double the backslash", safe: false, edits }];
  cursor.report(controlEscape(origin, { escape }, { fixes }));
}

/**
 * `\x41`, `\101`, and runs of them: bytes, which must make UTF-8 together with their neighbours
 * (`"\xC3\xA9"` is `é`); a document has no place for others.
 */
function decodeBytes(cursor: Cursor, builder: TextBuilder): void {
  const bytes: number[] = [];
  let at = builder.position;
  while (cursor.text.charCodeAt(at) === BACKSLASH) {
    const match = matchAt(hexadecimal, cursor.text, at + 1) ?? matchAt(octal, cursor.text, at + 1);
    if (match === null) break;
    bytes.push(match[1] === undefined ? parseInt(match[0], 8) & 0xff : parseInt(match[1], 16));
    at += 1 + match[0].length;
  }
  const text = utf8(bytes);
  if (text === undefined) cursor.report(invalidByteEscape(cursor.origin(builder.position, at), {}));
  builder.replace(at - builder.position, text ?? "\ufffd");
}

function utf8(bytes: readonly number[]): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined; // TextDecoder's way of saying that the bytes are not UTF-8
  }
}

/** Puts a text together from stretches that stand in the source as they are and stretches that were replaced. */
class TextBuilder {
  position: number;
  readonly end: number;
  readonly #start: number;
  readonly #source: string;
  readonly #segments: TextSegment[] = [];
  #text = "";
  #runStart: number;

  constructor(source: string, start: number, end: number) {
    this.#source = source;
    this.#start = start;
    this.end = end;
    this.position = start;
    this.#runStart = start;
  }

  /** The next unit stands for itself. */
  take(): void {
    this.position++;
  }

  /** The next `length` units give nothing. */
  skip(length: number): void {
    if (length === 0) return;
    this.#flush();
    this.position += length;
    this.#runStart = this.position;
  }

  /** The next `length` units give `text`. */
  replace(length: number, text: string): void {
    this.#flush();
    const end = Math.min(this.position + length, this.end);
    this.#segments.push({ at: this.#text.length, start: this.position, end });
    this.#text += text;
    this.position = end;
    this.#runStart = this.position;
  }

  finish(): TextPart {
    this.position = Math.max(this.position, this.end);
    this.#flush();
    return { kind: "text", text: this.#text, segments: this.#segments, start: this.#start, end: this.end };
  }

  #flush(): void {
    const end = Math.min(this.position, this.end);
    if (end <= this.#runStart) return;
    this.#segments.push({ at: this.#text.length, start: this.#runStart, end });
    this.#text += this.#source.slice(this.#runStart, end);
  }
}
