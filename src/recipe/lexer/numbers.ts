import { invalidNumber } from "../../diagnostics/catalogue/recipe.js";
import { keywordNamed } from "../tokens.js";
import { continuesName, isDigit } from "./characters.js";
import type { Cursor } from "./cursor.js";

/** Digits, single underscores between them (parse.y, `parse_numeric`). */
const decimal = /[0-9]+(?:_[0-9]+)*/y;
const fraction = /\.[0-9]+(?:_[0-9]+)*/y;
const exponent = /[eE][+-]?[0-9]+(?:_[0-9]+)*/y;
const based =
  /0(?:[xX][0-9A-Fa-f]+(?:_[0-9A-Fa-f]+)*|[bB][01]+(?:_[01]+)*|(?:[oO]|_)?[0-7]+(?:_[0-7]+)*|[dD][0-9]+(?:_[0-9]+)*)/y;

/** A rational, an imaginary number; with an exponent no rational. */
const suffix = /ri?|i/y;
const imaginary = /i/y;
/** Longer words are no keywords. */
const name = /\w{1,10}(?!\w)/y;

/**
 * INTEGER ::= [+-]? ( [1-9] ( '_'? [0-9] )* | '0' | '0' ( [oO] | '_' )? [0-7] ( '_'? [0-7] )* | '0' [xX]
 *   HEXADECIMAL ( '_'? HEXADECIMAL )* | '0' [bB] [01] ( '_'? [01] )* | '0' [dD] [0-9] ( '_'? [0-9] )* )
 *
 * HEXADECIMAL ::= [0-9A-Fa-f]
 *
 * FLOAT ::= [+-]? ( '0' | [1-9] ( '_'? [0-9] )* ) ( FRACTION EXPONENT? | EXPONENT )
 *
 * FRACTION ::= '.' [0-9] ( '_'? [0-9] )*
 *
 * EXPONENT ::= [eE] [+-]? [0-9] ( '_'? [0-9] )*
 *
 * `1_000`, `0x1F`, `0b11`, `0o17`, `017`, `1.5e3`; a sign in front belongs to the literal.
 */
export function lexNumber(cursor: Cursor): void {
  const start = cursor.position;
  const { text } = cursor;
  const negative = text.charCodeAt(start) === 45;
  const digits = negative || text.charCodeAt(start) === 43 ? start + 1 : start;
  const end = matchEnd(based, text, digits);
  if (end > digits && !isDigit(text.charCodeAt(end))) {
    return finish(cursor, end, integerOf(text.slice(digits, end), negative));
  }
  const whole = matchEnd(decimal, text, digits);
  const point = matchEnd(fraction, text, whole);
  const power = matchEnd(exponent, text, point);
  const wanted = power > point ? imaginary : suffix;
  if (power > whole)
    return finish(cursor, power, Number(text.slice(start, power).replaceAll("_", "")), wanted);
  if (text.charCodeAt(digits) === 48 && whole > digits + 1) return fail(cursor, whole);
  finish(cursor, whole, integerOf(text.slice(digits, whole), negative));
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** The value; `0d10` is decimal, a leading `0` or `0o` octal. */
function integerOf(written: string, negative: boolean): bigint {
  const digits = written.replaceAll("_", "").toLowerCase();
  let value: bigint;
  if (digits.startsWith("0d")) value = BigInt(digits.slice(2));
  else if (/^0[xbo]/.test(digits)) value = BigInt(digits);
  else value = BigInt(digits.length > 1 && digits.startsWith("0") ? `0o${digits.slice(1)}` : digits);
  return negative ? -value : value;
}

/** Behind a number may stand, with or without white space, `then` and its like. */
function finish(cursor: Cursor, end: number, value: bigint | number, mayFollow = suffix): void {
  const start = cursor.position;
  const behind = matchEnd(mayFollow, cursor.text, end);
  if (behind > end && !continuesName(cursor.text.charCodeAt(behind))) {
    return cursor.push("refused literal", start, behind, "end");
  }
  if (continuesName(cursor.text.charCodeAt(end))) {
    const word = cursor.text.slice(end, matchEnd(name, cursor.text, end));
    if (keywordNamed(word) === undefined) return fail(cursor, end);
  }
  cursor.push(typeof value === "bigint" ? "integer" : "float", start, end, "end", value);
}

function fail(cursor: Cursor, from: number): void {
  const start = cursor.position;
  let end = from;
  while (continuesName(cursor.text.charCodeAt(end))) end++;
  cursor.report(
    invalidNumber(cursor.origin(start, end), { text: cursor.text.slice(start, Math.min(end, start + 40)) }),
  );
  cursor.push("integer", start, end, "end", 0n);
}
