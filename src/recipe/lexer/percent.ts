import { invalidPercent, strayCharacter, unterminatedString } from "../../diagnostics/catalogue/recipe.js";
import { BACKSLASH, continuesName, isSpace, startsName } from "./characters.js";
import type { Cursor } from "./cursor.js";
import { decodeText, verbatim } from "./decode.js";
import { lexOperator, methodNameEnd, startsValue, symbolState, takesNames } from "./operators.js";
import { lexQuoted, lexWords } from "./strings.js";

/**
 * PERCENTSTRING ::= '%' [qQ]? DELIMITED
 *
 * DELIMITED ::= '(' TEXT ')' | '[' TEXT ']' | '{' TEXT '}' | '<' TEXT '>' | DELIMITER TEXT DELIMITER
 *
 * DELIMITER ::= [!/|,.:;'"+*~^&@$?-]
 *
 * TEXT ::= ( [^\] | '\' ANYCHARACTER )*
 *
 * `%w(…)`, `%q(…)`, `%(…)` where a value may start, else the operator (parse.y, `parse_percent`).
 */
export function lexPercent(cursor: Cursor): void {
  const named = takesNames(cursor) && cursor.text.startsWith("%s", cursor.position);
  const operator = !startsValue(cursor) || (cursor.peek(1) === 61 && !cursor.beforeValue);
  if (operator && !named) return lexOperator(cursor);
  const start = cursor.position;
  const lettered = startsName(cursor.peek(1)) && cursor.peek(1) < 128;
  const letter = lettered ? cursor.text.charAt(start + 1) : "Q";
  const opener = cursor.peek(lettered ? 2 : 1);
  if (
    !"qQwWiIrxs".includes(letter) ||
    Number.isNaN(opener) ||
    continuesName(opener) ||
    (lettered && isSpace(opener))
  ) {
    cursor.report(
      invalidPercent(cursor.origin(start, start + 2), { text: cursor.text.slice(start, start + 2) }),
    );
    return cursor.push("plain string", start, start + 1, "end", verbatim(cursor, start + 1, start + 1));
  }
  cursor.position += lettered ? 3 : 2;
  const symbol = letter === "i" || letter === "I" || letter === "s";
  const regexp = letter === "r";
  const refused = letter === "x";
  const quoted = {
    start,
    opener,
    interpolates: letter === letter.toUpperCase() || refused || regexp,
    result: regexp
      ? ("regexp" as const)
      : refused
        ? ("refused" as const)
        : symbol
          ? ("symbol" as const)
          : ("string" as const),
    mayBeLabel: false,
  };
  if ("wWiI".includes(letter)) lexWords(cursor, quoted);
  else lexQuoted(cursor, quoted);
}

/**
 * REGEXPBEGIN ::= '/' | '%r' ( [(<{] | '[' | DELIMITER )
 *
 * `/…/` where a value may start, else division.
 */
export function lexSlash(cursor: Cursor): void {
  if (!startsValue(cursor) || (cursor.peek(1) === 61 && !cursor.beforeValue)) return lexOperator(cursor);
  const start = cursor.position;
  cursor.position++;
  lexQuoted(cursor, { start, opener: 47, interpolates: true, result: "regexp", mayBeLabel: false });
}

/**
 * PLAINSYMBOL ::= ':' ( IDENTIFIER '='? | CONSTANT [=?!]? | VARIABLE | OPERATORNAME | QUOTED ) | '%s'
 *   DELIMITED
 *
 * SYMBOLBEGIN ::= ':"'
 *
 * `::`, a symbol, or the colon of a ternary (parse.y, case ':').
 */
export function lexColon(cursor: Cursor): void {
  const start = cursor.position;
  const next = cursor.peek(1);
  if (next === 58) {
    const top = startsValue(cursor);
    return cursor.push(top ? "top ::" : "::", start, start + 2, top ? "begin" : "dot");
  }
  startsValue(cursor); // notes whether a local was assumed
  if (cursor.state === "end" || isSpace(next) || next === 35 || Number.isNaN(next))
    return cursor.push(":", start, start + 1, "begin");
  if (next === 34 || next === 39) {
    cursor.position += 2;
    return lexQuoted(cursor, {
      start,
      opener: next,
      interpolates: next === 34,
      result: "symbol",
      mayBeLabel: false,
    });
  }
  const end = symbolEnd(cursor, start);
  if (end === start + 1) {
    cursor.report(strayCharacter(cursor.origin(start, end), { character: ":" }));
    return cursor.push(":", start, end, "begin");
  }
  cursor.push("plain symbol", start, end, symbolState(cursor), verbatim(cursor, start + 1, end));
}

/** Where `:name`, `:name?`, `:name=`, `:@name`, `:+` ends. */
function symbolEnd(cursor: Cursor, start: number): number {
  const { text } = cursor;
  let end = start + 1;
  while (text.charCodeAt(end) === 64 || text.charCodeAt(end) === 36) end++;
  if (!startsName(text.charCodeAt(end))) return methodNameEnd(text, start + 1);
  while (continuesName(text.charCodeAt(end))) end++;
  const mark = text.charAt(end);
  const behind = text.charAt(end + 1);
  if ((mark === "?" || mark === "!") && behind !== "=") return end + 1;
  if (mark === "=" && behind !== "=" && behind !== "~" && behind !== ">") return end + 1;
  return end;
}

/**
 * CHARACTER ::= '?' ( [^ #x9#xA\] | ESCAPE )
 *
 * The `?` of a ternary, or a one-character string `?a` (parse.y, `parse_qmark`).
 */
export function lexQuestion(cursor: Cursor): void {
  const start = cursor.position;
  const next = cursor.peek(1);
  const ternary =
    cursor.state === "end" ||
    isSpace(next) ||
    Number.isNaN(next) ||
    (next < 128 && continuesName(next) && continuesName(cursor.peek(2)));
  startsValue(cursor); // notes whether a local was assumed
  if (ternary) return cursor.push("?", start, start + 1, "begin");
  const length =
    next === BACKSLASH
      ? escapeLength(cursor)
      : String.fromCodePoint(cursor.text.codePointAt(start + 1) ?? 0).length;
  const decoding = {
    escapes: "double" as const,
    delimiters: [],
    words: false,
    dedent: 0,
    atLineStart: false,
  };
  const end = Math.min(start + 1 + length, cursor.text.length);
  const told = cursor.diagnostics.length;
  const part = decodeText(cursor, start + 1, end, decoding);
  if (next === BACKSLASH && told === cursor.diagnostics.length && Array.from(part.text).length !== 1) {
    cursor.report(unterminatedString(cursor.origin(start, end), { backslash: false }));
  }
  cursor.push("plain string", start, end, "end", part);
}

/** Length of the escape behind `?`, backslash included. */
function escapeLength(cursor: Cursor): number {
  const pattern = /\\(?:u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|C-.|c.|.)/suy;
  pattern.lastIndex = cursor.position + 1;
  return pattern.test(cursor.text) ? pattern.lastIndex - cursor.position - 1 : 1;
}
