import { strayCharacter, unterminatedComment } from "../../diagnostics/catalogue/recipe.js";
import type { Source } from "../../source/source.js";
import { isDigit, isSpace, LINE_FEED, startsName } from "./characters.js";
import { Cursor } from "./cursor.js";
import { checkEncoding } from "./encoding.js";
import { lexHeredoc } from "./heredoc.js";
import { lexName } from "./names.js";
import { lexNumber } from "./numbers.js";
import { lexMethodName, lexOperator } from "./operators.js";
import { lexColon, lexPercent, lexQuestion, lexSlash } from "./percent.js";
import { lexPlainString, lexQuoted } from "./strings.js";
import { lexVariable } from "./variables.js";

/**
 * The tokens of a recipe, its comments, and what is lexically wrong with it. `locals` tells for names by their
 * offset whether they are locals; for all others the lexer goes by the assignments it has seen.
 *
 * Written by hand rather than as a Chevrotain lexer: a heredoc's body stands behind the line that opens it, and
 * Chevrotain's lexer only moves forward. With a jump the tokens come in the order in which the parser needs
 * them, interpolations included.
 */
export function lex(source: Source, locals: ReadonlyMap<number, boolean>): Cursor {
  const cursor = new Cursor(source, locals, lexInterpolation);
  checkEncoding(cursor);
  lexCode(cursor, false);
  return cursor;
}

/** Code between `#{` and its `}`; false when there is none. */
function lexInterpolation(cursor: Cursor): boolean {
  return lexCode(cursor, true);
}

/** Lexes to the end, or behind the `}` that closes an interpolation; true when it closed. */
function lexCode(cursor: Cursor, inInterpolation: boolean): boolean {
  let braces = 0;
  while (!cursor.atEnd && !cursor.exhausted) {
    const start = cursor.position;
    const unit = cursor.peek();
    if (unit === 125 && braces === 0 && inInterpolation) {
      cursor.push("interpolation end", start, start + 1, "end");
      return true;
    }
    if (unit === 123) braces++;
    else if (unit === 125) braces--;
    lexNext(cursor, unit);
  }
  return false;
}

/** Lexes one token, comment or stretch of white space. */
function lexNext(cursor: Cursor, unit: number): void {
  const start = cursor.position;
  if (unit === LINE_FEED) return lexLineFeed(cursor);
  if (isSpace(unit)) {
    cursor.position++;
    return;
  }
  if (isDigit(unit)) return lexNumber(cursor);
  if (lexMethodName(cursor)) return;
  if (startsName(unit)) return startsLine(cursor, "__END__") ? stop(cursor) : lexName(cursor);
  switch (unit) {
    case 35: // #
      cursor.position = cursor.lineEnd();
      cursor.addComment(start, cursor.position);
      return;
    case 34: // "
    case 39: // '
    case 96: // `
      return lexQuote(cursor, unit);
    case 36: // $
    case 64: // @
      return lexVariable(cursor);
    case 37:
      return lexPercent(cursor);
    case 47:
      return lexSlash(cursor);
    case 58:
      return lexColon(cursor);
    case 63:
      return lexQuestion(cursor);
    case 60: // <
      if (opensHeredoc(cursor) && lexHeredoc(cursor)) return;
      return lexOperator(cursor);
    case 61: // =
      return startsLine(cursor, "=begin") ? lexBlockComment(cursor) : lexOperator(cursor);
    case 92: // a backslash at the end of a line: the line goes on
      return lexContinuation(cursor);
    default:
      return lexOperator(cursor);
  }
}

/** TERMINATOR ::= #xA | ';' */
function lexLineFeed(cursor: Cursor): void {
  cursor.endLine(cursor.position);
  cursor.crossLineFeed();
}

function lexContinuation(cursor: Cursor): void {
  const skip = cursor.peek(1) === 13 ? 2 : 1;
  if (cursor.peek(skip) !== LINE_FEED) {
    const start = cursor.position;
    cursor.report(strayCharacter(cursor.origin(start, start + 1), { character: "\\" }));
    cursor.position++;
    return;
  }
  cursor.position += skip;
  cursor.crossLineFeed();
}

function lexQuote(cursor: Cursor, opener: number): void {
  const start = cursor.position;
  const mayBeLabel = opener !== 96 && (cursor.labelAllowed || cursor.state === "argument");
  if (opener !== 96 && lexPlainString(cursor, opener, mayBeLabel)) return;
  cursor.position++;
  const result = opener === 96 ? "refused" : "string";
  lexQuoted(cursor, { start, opener, interpolates: opener !== 39, result, mayBeLabel });
}

/** `<<` opens a heredoc where a value may start; behind a method's name only after a space (parse.y, case '<'). */
function opensHeredoc(cursor: Cursor): boolean {
  if (cursor.peek(1) !== 60) return false;
  if (cursor.beforeValue) return true;
  return cursor.state === "argument" && isSpace(cursor.peek(-1));
}

/** `word` stands at the start of a line and, `=begin` aside, alone on it. */
function startsLine(cursor: Cursor, word: string): boolean {
  const { text, position } = cursor;
  if (!text.startsWith(word, position) || (position > 0 && text.charCodeAt(position - 1) !== LINE_FEED))
    return false;
  const behind = text.charCodeAt(position + word.length);
  if (word === "__END__") return Number.isNaN(behind) || behind === LINE_FEED || behind === 13;
  return Number.isNaN(behind) || isSpace(behind);
}

/** `__END__`: what follows is data. */
function stop(cursor: Cursor): void {
  cursor.position = cursor.text.length;
}

/** `=begin … =end`, both at the start of a line. */
function lexBlockComment(cursor: Cursor): void {
  const start = cursor.position;
  const close = /\n=end(?=\s|$)/g;
  close.lastIndex = start;
  const found = close.exec(cursor.text);
  if (found === null) cursor.report(unterminatedComment(cursor.origin(start, start + "=begin".length), {}));
  cursor.position = found === null ? cursor.text.length : close.lastIndex;
  cursor.position = cursor.lineEnd();
  cursor.addComment(start, cursor.position);
}
