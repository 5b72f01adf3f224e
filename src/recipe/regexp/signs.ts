import type { PatternProblem } from "./pattern.js";

/**
 * One sign of a pattern, as Ruby reads it before Onigmo does (re.c, `unescape_nonascii`):
 * - `character`: stands as it is, or was written as `\u00e9` or `\xC3\xA9`;
 * - `escape`: a backslash and a character;
 * - `number`: an ASCII character written by its number, which is never an operator: `\x2A`, `\u002A`, `\0`, `\cA`.
 */
export interface Sign {
  readonly kind: "character" | "escape" | "number";
  readonly point: number;
  /** Offsets in the pattern. */
  readonly start: number;
  readonly end: number;
}

export interface Signs {
  readonly signs: readonly Sign[];
  /** Something makes it a UTF-8 pattern whatever it is matched with: a character beyond ASCII, or a property. */
  readonly fixed: boolean;
  readonly problem: PatternProblem | undefined;
}

/** A pattern's signs; a bad escape is a problem wherever it stands, even in a comment. */
export function readSigns(pattern: string): Signs {
  const reader = new SignReader(pattern);
  while (reader.position < pattern.length && reader.problem === undefined) readSign(reader);
  const { signs, fixed, problem } = reader;
  return { signs, fixed, problem };
}

class SignReader {
  position = 0;
  readonly signs: Sign[] = [];
  fixed = false;
  problem: PatternProblem | undefined;

  constructor(readonly pattern: string) {}

  push(kind: Sign["kind"], point: number, start: number): void {
    this.signs.push({ kind, point, start, end: this.position });
    if (point > 0x7f) this.fixed = true;
  }

  fail(offset: number, message: string): void {
    this.problem ??= { kind: "invalid", offset, message };
  }

  at(offset: number): string {
    return this.pattern.charAt(offset);
  }
}

function readSign(reader: SignReader): void {
  const start = reader.position;
  if (reader.at(start) !== "\\") {
    const point = reader.pattern.codePointAt(start) ?? 0;
    reader.position += point > 0xffff ? 2 : 1;
    return reader.push("character", point, start);
  }
  const letter = reader.at(start + 1);
  if (letter === "") return reader.fail(start, "too short escape sequence");
  if (letter === "u") return readUnicode(reader, start);
  if ("0xcCM".includes(letter) || isByteEscape(reader, start)) return readBytes(reader, start);
  const point = reader.pattern.codePointAt(start + 1) ?? 0;
  reader.position += point > 0xffff ? 3 : 2;
  if (letter === "p" || letter === "P") reader.fixed = true;
  reader.push("escape", point, start);
}

/** `\200` to `\377` and beyond; smaller numbers may be backreferences, and Onigmo reads them. */
function isByteEscape(reader: SignReader, start: number): boolean {
  const digits = /^[1-7][0-7]{0,2}/.exec(reader.pattern.slice(start + 1, start + 4))?.[0];
  return digits !== undefined && parseInt(digits, 8) > 0x7f;
}

const fourDigits = /[0-9A-Fa-f]{4}/y;
const list = /\{[\t-\r ]*([0-9A-Fa-f]+(?:[\t-\r ]+[0-9A-Fa-f]+)*)[\t-\r ]*\}/y;

/** `\u00e9` and `\u{41 42}`. */
function readUnicode(reader: SignReader, start: number): void {
  const at = start + 2;
  if (at === reader.pattern.length) return reader.fail(start, "too short escape sequence");
  const form = reader.at(at) === "{" ? list : fourDigits;
  form.lastIndex = at;
  const match = form.exec(reader.pattern);
  if (match === null)
    return reader.fail(start, form === list ? "invalid Unicode list" : "invalid Unicode escape");
  reader.position = at + match[0].length;
  for (const digits of (match[1] ?? match[0]).split(/[\t-\r ]+/)) {
    const point = parseInt(digits, 16);
    if (digits.length > 6 || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
      return reader.fail(start, "invalid Unicode range");
    reader.push(point < 0x80 ? "number" : "character", point, start);
  }
}

/** `\x41`, `\0`, `\cA`: a byte, or as many as make one character of UTF-8. */
function readBytes(reader: SignReader, start: number): void {
  const bytes: number[] = [];
  do {
    const byte = readByte(reader, start);
    if (byte === undefined) return;
    if (bytes.length === 0 && byte < 0x80) return reader.push("number", byte, start);
    bytes.push(byte);
  } while (bytes.length < lengthOf(bytes[0] ?? 0));
  const text = utf8(bytes);
  if (text === undefined) return reader.fail(start, "invalid multibyte escape");
  reader.push("character", text, start);
}

/** How many bytes a character of UTF-8 has, by its first one; one when none begins so. */
function lengthOf(first: number): number {
  if (first > 0xf4) return 1;
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}

function utf8(bytes: readonly number[]): number | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
      .decode(Uint8Array.from(bytes))
      .codePointAt(0);
  } catch {
    return undefined; // TextDecoder's way of saying that the bytes are not UTF-8
  }
}

const letters: Readonly<Record<string, number>> = {
  ...{ "\\": 0x5c, n: 10, t: 9, r: 13, f: 12, v: 11, a: 7, e: 27 },
};

/** One byte by its escape, with the prefixes for control and meta (re.c, `read_escaped_byte`). */
function readByte(reader: SignReader, first: number): number | undefined {
  const start = reader.position;
  const stop = (message: string): undefined => {
    reader.fail(first, message);
    return undefined;
  };
  if (reader.at(start) !== "\\") return stop("too short escaped multibyte character");
  let at = start + 1;
  let control = false;
  let meta = false;
  let plain = false;
  for (;;) {
    const letter = reader.at(at);
    if (plain || !"cCM".includes(letter) || letter === "") break;
    if (letter === "M" ? meta : control) return stop(`duplicate ${meta ? "meta" : "control"} escape`);
    if (letter === "M") meta = true;
    else control = true;
    const dash = letter !== "c";
    const next = at + (dash ? 2 : 1);
    if ((dash && reader.at(at + 1) !== "-") || !/^[\0-\x7f]$/.test(reader.at(next)))
      return stop(`too short ${letter === "M" ? "meta" : "control"} escape`);
    plain = reader.at(next) !== "\\";
    at = plain ? next : next + 1;
  }
  const [code, end] = plain ? [reader.pattern.charCodeAt(at), at + 1] : byteAt(reader, at);
  if (code === undefined)
    return stop(reader.at(at) === "x" ? "invalid hex escape" : "unexpected escape sequence");
  if (code > 0xff) return stop("invalid escape code");
  reader.position = end;
  return (control ? code & 0x1f : code) | (meta ? 0x80 : 0);
}

/** The number behind a backslash, and where it ends. */
function byteAt(reader: SignReader, at: number): readonly [number | undefined, number] {
  const rest = reader.pattern.slice(at, at + 3);
  const octal = /^[0-7]{1,3}/.exec(rest)?.[0];
  if (octal !== undefined) return [parseInt(octal, 8), at + octal.length];
  const hexadecimal = /^x([0-9A-Fa-f]{1,2})/.exec(rest)?.[0];
  if (hexadecimal !== undefined) return [parseInt(hexadecimal.slice(1), 16), at + hexadecimal.length];
  return [letters[reader.at(at)], at + 1];
}
