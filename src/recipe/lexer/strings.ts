import type { TokenKind } from "../tokens.js";
import {
  strayCharacter,
  tooDeep,
  unclosedInterpolation,
  unterminatedString,
} from "../../diagnostics/catalogue/recipe.js";
import { BACKSLASH, closerOf, HASH, isLetter, isSpace, LINE_FEED } from "./characters.js";
import type { TextPart } from "../tree.js";
import type { Cursor } from "./cursor.js";
import { decodeText, verbatim, type Decoding } from "./decode.js";
import { symbolState } from "./operators.js";
import { lexVariable, variableEnd } from "./variables.js";

/** A literal between delimiters: `'…'`, `"…"`, `%q(…)`, `:"…"`, `/…/`. */
export interface Quoted {
  /** Where the literal starts, with its `%Q` or `:`. */
  readonly start: number;
  readonly opener: number;
  readonly interpolates: boolean;
  readonly result: "string" | "symbol" | "regexp" | "refused";
  /** `"…":` is a label where one is possible. */
  readonly mayBeLabel: boolean;
}

/** Why a stretch of text ended. */
type Stop = "closer" | "interpolation" | "heredoc" | "end";

/** What is known of a literal while its end is sought. */
interface Scan {
  /** Brackets like its own that are open in it. */
  depth: number;
  /** Its last stretch goes over a line's end. */
  lines: boolean;
  /** Its last stretch holds a backslash. */
  escapes: boolean;
}

/** How deep `#{ "#{ … }" }` may nest: the project's limit for nesting. */
const DEEPEST = 100;

/**
 * The usual string in quotes: on one line, without escapes and interpolation, hence without the bookkeeping of
 * `lexQuoted`. The cursor stands at the quote; false, and nothing done, for any other.
 */
export function lexPlainString(cursor: Cursor, quote: number, mayBeLabel: boolean): boolean {
  const { text, position: start } = cursor;
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === quote) {
      pushString(cursor, start, verbatim(cursor, start + 1, at), mayBeLabel);
      return true;
    }
    if (unit === BACKSLASH || unit === LINE_FEED || (unit === HASH && quote === 34)) return false;
  }
  return false;
}

function pushString(cursor: Cursor, start: number, text: TextPart, mayBeLabel: boolean): void {
  const end = text.end + 1;
  if (mayBeLabel && labelFollows(cursor, end)) cursor.push("label", start, end + 1, "begin", text);
  else cursor.push("plain string", start, end, "end", text);
}

/**
 * QUOTED ::= "'" ( [^'\] | '\' ANYCHARACTER )* "'" | '"' ( [^"\] | ESCAPE )* '"'
 *
 * PLAINSTRING ::= QUOTED | PERCENTSTRING | CHARACTER | HEREDOC
 *
 * STRINGBEGIN ::= '"' | '%' ( 'Q'? [(<{] | 'Q'? '[' | 'Q'? DELIMITER ) | HEREDOC
 *
 * Reads a quoted literal; the cursor stands behind the opening delimiter. Without `#{}` it is one token with
 * its text; otherwise StringBegin, contents and interpolations in order, StringEnd.
 */
export function lexQuoted(cursor: Cursor, quoted: Quoted): void {
  const body = cursor.position;
  const scan: Scan = { depth: 0, lines: false, escapes: false };
  const stop = scanStretch(cursor, quoted, scan);
  if (stop === "closer" && runsOn(cursor, quoted, scan)) return closeUnterminated(cursor, quoted, body);
  const single = quoted.result === "string" || quoted.result === "symbol";
  if (stop === "closer" && single) return closePlain(cursor, quoted, { scan, body });
  if (stop === "end") return closeUnterminated(cursor, quoted, body);
  const scanned = cursor.position;
  cursor.push(begins[quoted.result], quoted.start, body, "begin");
  const first = cursor.tokens.length - 1;
  cursor.position = scanned;
  lexRest(cursor, quoted, { scan, body, first, stop });
  if (quoted.result === "refused") refuse(cursor, quoted, first);
}

const begins = {
  string: "string begin",
  symbol: "symbol begin",
  regexp: "regexp begin",
  refused: "string begin",
} as const;

/**
 * STRINGEND ::= [)>}] | ']' | DELIMITER
 *
 * QUOTEDLABEL ::= QUOTED ':'
 *
 * LABELBEGIN ::= '"'
 *
 * LABELEND ::= '":'
 *
 * The part of a literal from its first interpolation (or heredoc body) on.
 */
function lexRest(
  cursor: Cursor,
  quoted: Quoted,
  state: { readonly scan: Scan; readonly body: number; readonly first: number; readonly stop: Stop },
): void {
  let from = state.body;
  let stop = state.stop;
  while (stop !== "closer" && stop !== "end") {
    if (stop === "heredoc") cursor.position++;
    pushContent(cursor, from, decodingOf(quoted));
    if (stop === "heredoc") {
      cursor.position--;
      cursor.crossLineFeed();
    } else if (!lexHash(cursor)) {
      from = cursor.position;
      break;
    }
    from = cursor.position;
    stop = scanStretch(cursor, quoted, state.scan);
  }
  if (stop === "end" || (stop === "closer" && runsOn(cursor, quoted, state.scan))) {
    stop = "end";
    cursor.report(unterminatedString(cursor.origin(quoted.start, quoted.start + 1), { backslash: false }));
    cursor.position = recoveryEnd(cursor, from);
  }
  pushContent(cursor, from, decodingOf(quoted));
  const end = stop === "closer" ? cursor.position + 1 : cursor.position;
  if (stop === "closer" && quoted.mayBeLabel && labelFollows(cursor, end)) {
    cursor.push("label end", cursor.position, end + 1, "begin");
    cursor.tokens[state.first] = {
      kind: "label begin",
      start: quoted.start,
      end: state.body,
      value: undefined,
    };
  } else if (quoted.result === "regexp") pushRegexpEnd(cursor, end);
  else cursor.push("string end", cursor.position, end, "end");
}

/** REGEXPEND ::= ( [)>}] | ']' | DELIMITER ) [imxounse]* */
function pushRegexpEnd(cursor: Cursor, from: number): void {
  let end = from;
  for (; isLetter(cursor.text.charCodeAt(end)); end++) checkOption(cursor, end);
  cursor.push("regexp end", cursor.position, end, "end", cursor.text.slice(from, end));
}

/** What may stand directly behind a quote that closes a string of several lines. */
const behindString = /[\s,.;:)\]}&]|$/y;

/**
 * A string in quotes that ends on a later line, with text right behind the quote, is taken to lack its own
 * closing quote: what looks like its end opens the next string.
 */
function runsOn(cursor: Cursor, quoted: Quoted, scan: Scan): boolean {
  if (!scan.lines || (quoted.opener !== 34 && quoted.opener !== 39)) return false;
  behindString.lastIndex = cursor.position + 1;
  return !behindString.test(cursor.text);
}

/** Moves to the next closer (brackets nest), `#{`, or line feed with heredoc bodies behind it. */
function scanStretch(cursor: Cursor, quoted: Quoted, scan: Scan): Stop {
  const { text } = cursor;
  const { opener, interpolates } = quoted;
  const closer = closerOf(opener);
  scan.lines = false;
  scan.escapes = false;
  for (let at = cursor.position; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === BACKSLASH) {
      scan.escapes = true;
      at++;
      if (text.charCodeAt(at) === LINE_FEED && cursor.heredocResume !== undefined)
        return stopAt(cursor, at, "heredoc");
    } else if (unit === closer && scan.depth === 0) return stopAt(cursor, at, "closer");
    else if (unit === closer) scan.depth--;
    else if (unit === opener) scan.depth++;
    else if (unit === HASH && interpolates && interpolationAt(text, at))
      return stopAt(cursor, at, "interpolation");
    else if (unit === LINE_FEED) {
      scan.lines = true;
      if (cursor.heredocResume !== undefined) return stopAt(cursor, at, "heredoc");
    }
  }
  return stopAt(cursor, text.length, "end");
}

function stopAt(cursor: Cursor, at: number, stop: Stop): Stop {
  cursor.position = at;
  return stop;
}

/** `#{`, and `#$name`, `#@name`, `#@@name`, which interpolate a variable (parse.y, `parser_peek_variable`). */
export function interpolationAt(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === 123 || variableEnd(text, at + 1) > at + 1;
}

/**
 * INTERPOLATIONBEGIN ::= '#' '{'?
 *
 * INTERPOLATIONEND ::= '}'?
 *
 * Lexes `#{ … }` or `#$name`; the cursor stands at the `#` and ends behind it. False when it is not closed.
 */
export function lexHash(cursor: Cursor): boolean {
  const start = cursor.position;
  if (cursor.peek(1) === 123) return lexInterpolation(cursor, start);
  const end = variableEnd(cursor.text, start + 1);
  cursor.push("interpolation begin", start, start + 1, "begin");
  lexVariable(cursor);
  cursor.push("interpolation end", end, end, "end");
  return true;
}

function lexInterpolation(cursor: Cursor, start: number): boolean {
  const before = cursor.mark();
  cursor.push("interpolation begin", start, start + 2, "begin");
  if (++cursor.depth > DEEPEST) {
    cursor.report(tooDeep(cursor.origin(start, start + 2), { limit: DEEPEST }));
    cursor.position = cursor.text.length;
    return false;
  }
  const closed = cursor.lexInterpolation(cursor);
  cursor.depth--;
  // The outermost one that reached the end of the text without its `}` counts as text to the end of its line.
  if (!closed && cursor.depth === 0 && !cursor.exhausted) {
    cursor.reset(before);
    cursor.report(unclosedInterpolation(cursor.origin(start, start + 2), {}));
    cursor.position = endOfLine(cursor, start);
  }
  return closed;
}

/**
 * STRINGCONTENT ::= ( [^\] | ESCAPE )+
 *
 * Adds the text from `from` to the cursor as content, unless it is empty.
 */
function pushContent(cursor: Cursor, from: number, decoding: Decoding): void {
  const end = cursor.position;
  if (end > from) cursor.push("string content", from, end, "begin", decodeText(cursor, from, end, decoding));
}

function decodingOf(quoted: Quoted): Decoding {
  const delimiters = [quoted.opener, closerOf(quoted.opener)];
  const escapes = quoted.result === "regexp" ? "regexp" : quoted.interpolates ? "double" : "single";
  return { escapes, delimiters, words: false, dedent: 0, atLineStart: false };
}

function closePlain(
  cursor: Cursor,
  quoted: Quoted,
  state: { readonly scan: Scan; readonly body: number },
): void {
  const { scan, body } = state;
  const end = cursor.position + 1;
  const part =
    scan.escapes || scan.lines
      ? decodeText(cursor, body, cursor.position, decodingOf(quoted))
      : verbatim(cursor, body, cursor.position);
  if (quoted.result === "symbol") cursor.push("plain symbol", quoted.start, end, symbolState(cursor), part);
  else pushString(cursor, quoted.start, part, quoted.mayBeLabel);
}

/** `"a":` but not `"a"::B`. */
function labelFollows(cursor: Cursor, at: number): boolean {
  return cursor.text.charCodeAt(at) === 58 && cursor.text.charCodeAt(at + 1) !== 58;
}

/** A literal without its closing delimiter is taken to end with its line, so that the next lines still count. */
function closeUnterminated(cursor: Cursor, quoted: Quoted, body: number): void {
  const end = recoveryEnd(cursor, body);
  const backslash = cursor.text
    .slice(body, end)
    .trimEnd()
    .endsWith(`\\${String.fromCharCode(quoted.opener)}`);
  cursor.report(unterminatedString(cursor.origin(quoted.start, body), { backslash }));
  const part = decodeText(cursor, body, end, decodingOf(quoted));
  const plain: TokenKind = quoted.result === "symbol" ? "plain symbol" : "plain string";
  const refused = quoted.result === "refused" || quoted.result === "regexp";
  cursor.push(refused ? "refused literal" : plain, quoted.start, end, "end", part);
}

const opensBlock = /[ \t]do(?:[ \t]*\|[^|]*\|)?[ \t]*$/;

/** Where a literal without its closing delimiter is taken to end: with its line, but before a `do` at its end. */
function recoveryEnd(cursor: Cursor, from: number): number {
  const end = endOfLine(cursor, from);
  const tailStart = Math.max(from, end - 100);
  const block = opensBlock.exec(cursor.text.slice(tailStart, end));
  return block === null ? end : tailStart + block.index;
}

function endOfLine(cursor: Cursor, from: number): number {
  const end = cursor.text.indexOf("\n", from);
  const limit = end < 0 ? cursor.text.length : end;
  return cursor.text.charCodeAt(limit - 1) === 13 && limit > from ? limit - 1 : limit;
}

/**
 * REFUSEDLITERAL ::= '`' ( [^`\] | '\' ANYCHARACTER )* '`' | '%x' DELIMITED | '<<' [~-]? '`' [^`#xA]+ '`' |
 *   ( INTEGER | FLOAT ) ( 'r' 'i'? | 'i' )
 *
 * Puts one token in place of all those of a literal that is not evaluated.
 */
function refuse(cursor: Cursor, quoted: Quoted, first: number): void {
  cursor.tokens.length = first;
  cursor.push("refused literal", quoted.start, cursor.position, "end");
}

/** Options of a regular expression (doc/regexp/options.rdoc); Ruby refuses any other letter. */
function checkOption(cursor: Cursor, at: number): void {
  const character = cursor.text.charAt(at);
  if (!"imxonesu".includes(character))
    cursor.report(strayCharacter(cursor.origin(at, at + 1), { character }));
}

/**
 * WORDSBEGIN ::= '%' [wWiI] ( [(<{] | '[' | DELIMITER )
 *
 * WORDSEND ::= [)>}] | ']' | DELIMITER
 *
 * `%w(…)` and `%i(…)`; `%W` and `%I` interpolate. The cursor stands behind the opening delimiter.
 */
export function lexWords(cursor: Cursor, quoted: Quoted): void {
  const closer = closerOf(quoted.opener);
  const scan: Scan = { depth: 0, lines: false, escapes: false };
  cursor.push("words begin", quoted.start, cursor.position, "begin");
  const before = cursor.mark();
  for (;;) {
    while (isSpace(cursor.peek())) {
      if (cursor.peek() === LINE_FEED) cursor.crossLineFeed();
      else cursor.position++;
    }
    if (cursor.atEnd) {
      const end = endOfLine(cursor, quoted.start);
      cursor.reset(before);
      cursor.report(unterminatedString(cursor.origin(quoted.start, quoted.start + 2), { backslash: false }));
      return cursor.push("words end", end, end, "end");
    }
    if (cursor.peek() === closer && scan.depth === 0) {
      return cursor.push("words end", cursor.position, cursor.position + 1, "end");
    }
    lexWord(cursor, quoted, scan);
  }
}

/** Length of an escape in a word: a line end of two characters and `\u{41 42}`, with its blanks, are one. */
function escapeLength(cursor: Cursor, interpolates: boolean): number {
  if (cursor.peek(1) === 13 && cursor.peek(2) === LINE_FEED) return 3;
  if (!interpolates) return 2;
  unicodeList.lastIndex = cursor.position;
  return unicodeList.test(cursor.text) ? unicodeList.lastIndex - cursor.position : 2;
}

const unicodeList = /\\u\{[0-9A-Fa-f \t]*\}/y;

/** WORD ::= ( [^ #x9#xA\] | '\' ANYCHARACTER )+ */
function lexWord(cursor: Cursor, quoted: Quoted, scan: Scan): void {
  const start = cursor.position;
  const closer = closerOf(quoted.opener);
  const decoding: Decoding = {
    ...decodingOf(quoted),
    words: true,
  };
  const symbol = quoted.result === "symbol";
  let from = start;
  let open = false;
  for (; !cursor.atEnd; cursor.position++) {
    const unit = cursor.peek();
    if (isSpace(unit) || (unit === closer && scan.depth === 0)) break;
    if (unit === BACKSLASH) cursor.position += escapeLength(cursor, quoted.interpolates) - 1;
    else if (unit === closer) scan.depth--;
    else if (unit === quoted.opener) scan.depth++;
    else if (unit === HASH && quoted.interpolates && interpolationAt(cursor.text, cursor.position)) {
      const at = cursor.position;
      if (!open) cursor.push(symbol ? "symbol begin" : "string begin", start, start, "begin");
      open = true;
      cursor.position = at;
      pushContent(cursor, from, decoding);
      lexHash(cursor);
      from = cursor.position;
      cursor.position--;
    }
  }
  cursor.position = Math.min(cursor.position, cursor.text.length);
  if (open) {
    pushContent(cursor, from, decoding);
    return cursor.push("string end", cursor.position, cursor.position, "begin");
  }
  const part = decodeText(cursor, start, cursor.position, decoding);
  cursor.push(symbol ? "plain symbol" : "plain string", start, cursor.position, "begin", part);
}
