import { unevenHeredoc, unterminatedHeredoc } from "../../diagnostics/catalogue/recipe.js";
import { BACKSLASH, HASH, LINE_FEED } from "./characters.js";
import type { Cursor } from "./cursor.js";
import { decodeText, leadingColumns, type Decoding } from "./decode.js";
import type { Span } from "../tree.js";
import { interpolationAt, lexHash } from "./strings.js";

/** `<<ID`, `<<-ID`, `<<~ID`, the id bare or in quotes (doc/syntax/literals.rdoc, "Here Document Literals"). */
const opening = /<<([~-]?)(?:([\w\u0080-\uffff]+)|"([^"\n]+)"|'([^'\n]+)'|`([^`\n]+)`)/y;

interface Heredoc {
  readonly start: number;
  readonly id: string;
  /** `-` and `~`: the terminator may be indented. */
  readonly indented: boolean;
  /** `~`: the common indentation is removed. */
  readonly dedents: boolean;
  readonly raw: boolean;
  readonly refused: boolean;
}

/** A stretch of body text between interpolations, and the token that will hold it. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly atLineStart: boolean;
  readonly token: number;
}

/** What is known of a body when its last line has been read. */
interface Body {
  readonly stretches: Stretch[];
  /** Least indentation of its lines, in columns; Infinity while all are blank. */
  indentation: number;
  /** The same as Ruby measures it before Prism: the columns of blank lines count for the line behind them too. */
  carriedIndentation: number;
  carried: number;
  /** The last line of white space alone, and the one in front of the least indented line. */
  blank: Span | undefined;
  doubtful: Span | undefined;
  from: number;
  atLineStart: boolean;
}

/**
 * HEREDOC ::= '<<' [~-]? ( [A-Za-z0-9_#x80-#x10FFFF]+ | "'" [^'#xA]+ "'" | '"' [^"#xA]+ '"' )
 *
 * Reads a heredoc: its body now, from the next line on, then goes on behind the opening, as Ruby's own lexer
 * does (parse.y, `here_document`). That jump is why the tokens come in the order the parser needs, and why
 * Chevrotain's lexer, which cannot jump, is not used here. False when `<<` opens no heredoc.
 */
export function lexHeredoc(cursor: Cursor): boolean {
  opening.lastIndex = cursor.position;
  const match = opening.exec(cursor.text);
  if (match === null) return false;
  const [, dash = "", bare, double, single, backtick] = match;
  const heredoc: Heredoc = {
    start: cursor.position,
    id: bare ?? double ?? single ?? backtick ?? "",
    indented: dash !== "",
    dedents: dash === "~",
    raw: single !== undefined,
    refused: backtick !== undefined,
  };
  const behind = heredoc.start + match[0].length;
  cursor.position = behind;
  const bodyStart = cursor.heredocResume ?? Math.min(cursor.lineEnd() + 1, cursor.text.length);
  cursor.push("string begin", heredoc.start, behind, "begin");
  const begin = cursor.tokens.length - 1;
  cursor.heredocResume = undefined;
  cursor.position = bodyStart;
  const body = readBody(cursor, heredoc);
  const resume = cursor.position;
  finish(cursor, heredoc, { body, begin, behind });
  cursor.heredocResume = resume;
  return true;
}

function newBody(from: number): Body {
  const none = { carried: 0, blank: undefined, doubtful: undefined };
  const indentation = Infinity;
  return { stretches: [], indentation, carriedIndentation: indentation, ...none, from, atLineStart: true };
}

/** Reads lines up to the terminator; the cursor ends behind the terminator's line. */
function readBody(cursor: Cursor, heredoc: Heredoc): Body {
  const body = newBody(cursor.position);
  for (;;) {
    const lineEnd = cursor.lineEnd();
    if (terminates(cursor.text, cursor.position, lineEnd, heredoc)) {
      closeStretch(cursor, body);
      cursor.position = Math.min(lineEnd + 1, cursor.text.length);
      return body;
    }
    if (cursor.atEnd) return recover(cursor, heredoc, body);
    measure(cursor, heredoc, body, lineEnd);
    readLine(cursor, heredoc, body);
  }
}

function terminates(text: string, start: number, lineEnd: number, heredoc: Heredoc): boolean {
  let from = start;
  if (heredoc.indented) while (text.charCodeAt(from) === 32 || text.charCodeAt(from) === 9) from++;
  const end = text.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd;
  return end - from === heredoc.id.length && text.startsWith(heredoc.id, from);
}

/** Takes a line's indentation into account; lines of white space alone do not count. A tab reaches the next multiple of 8. */
function measure(cursor: Cursor, { raw }: Heredoc, body: Body, lineEnd: number): void {
  let column = 0;
  let { carried } = body;
  const start = cursor.position;
  let at = start;
  for (; at < lineEnd; at++) {
    const unit = cursor.text.charCodeAt(at);
    if (unit !== 32 && unit !== 9) break;
    column += unit === 32 ? 1 : 8 - (column % 8);
    carried += unit === 32 ? 1 : 8 - (carried % 8);
  }
  const blank = at === lineEnd || (at === lineEnd - 1 && cursor.text.charCodeAt(at) === 13);
  if (blank) {
    // Without escapes and interpolation Ruby measures each line by itself (parse.y, `here_document`).
    if (!raw) body.carried = carried;
    if (at > start) body.blank = { start, end: at };
    return;
  }
  if (column < body.indentation && carried > column) body.doubtful = body.blank;
  body.indentation = Math.min(body.indentation, column);
  body.carriedIndentation = Math.min(body.carriedIndentation, carried);
  body.carried = 0;
}

/** Reads to the start of the next line, interpolations included; a line that ends in a backslash goes on. */
function readLine(cursor: Cursor, heredoc: Heredoc, body: Body): void {
  const { text } = cursor;
  while (!cursor.atEnd) {
    const unit = cursor.peek();
    if (unit === BACKSLASH && !heredoc.raw) {
      cursor.position += cursor.peek(1) === 13 && cursor.peek(2) === LINE_FEED ? 3 : 2;
      if (text.charCodeAt(cursor.position - 1) === LINE_FEED)
        measure(cursor, heredoc, body, cursor.lineEnd());
    } else if (unit === HASH && !heredoc.raw && interpolationAt(text, cursor.position)) {
      closeStretch(cursor, body);
      lexHash(cursor);
      body.from = cursor.position;
      body.atLineStart = false;
    } else if (unit === LINE_FEED) {
      crossLine(cursor, body);
      return;
    } else cursor.position++;
  }
  cursor.position = text.length;
}

/** Moves to the next line; the body of a heredoc opened in an interpolation on this line is jumped over. */
function crossLine(cursor: Cursor, body: Body): void {
  if (cursor.heredocResume === undefined) {
    cursor.position++;
    return;
  }
  cursor.position++;
  closeStretch(cursor, body);
  cursor.position--;
  cursor.crossLineFeed();
  body.from = cursor.position;
  body.atLineStart = true;
}

/** Reserves a token for the text up to the cursor; it is decoded when the indentation is known. */
function closeStretch(cursor: Cursor, body: Body): void {
  const end = cursor.position;
  if (end > body.from) {
    body.stretches.push({
      start: body.from,
      end,
      atLineStart: body.atLineStart,
      token: cursor.tokens.length,
    });
    cursor.push("string content", body.from, end, "begin");
  }
  body.from = end;
}

/** Decodes the body; without interpolation the whole heredoc becomes one token. */
function finish(
  cursor: Cursor,
  heredoc: Heredoc,
  read: { readonly body: Body; readonly begin: number; readonly behind: number },
): void {
  const { body, begin, behind } = read;
  const only = body.stretches[0];
  if (heredoc.refused) {
    cursor.tokens.length = begin;
    return cursor.push("refused literal", heredoc.start, behind, "end");
  }
  const dedent = heredoc.dedents ? body.indentation : 0;
  if (heredoc.dedents) checkBlankLines(cursor, heredoc, body);
  const decode = (start: number, end: number, atLineStart: boolean) => {
    const decoding: Decoding = {
      escapes: heredoc.raw ? "raw" : "double",
      delimiters: [],
      words: false,
      dedent,
      atLineStart,
    };
    return decodeText(cursor, start, end, decoding);
  };
  if (cursor.tokens.length <= begin + 2) {
    const part = only === undefined ? decode(body.from, body.from, true) : decode(only.start, only.end, true);
    cursor.tokens.length = begin;
    return cursor.push("plain string", heredoc.start, behind, "end", part);
  }
  for (const stretch of body.stretches) {
    const token = cursor.tokens[stretch.token];
    if (token !== undefined) token.value = decode(stretch.start, stretch.end, stretch.atLineStart);
  }
  cursor.push("string end", behind, behind, "end");
}

/** Reports a line of white space alone that makes Rubies take different indentations away. */
function checkBlankLines(cursor: Cursor, { id }: Heredoc, body: Body): void {
  const { indentation, carriedIndentation, doubtful, stretches } = body;
  if (doubtful === undefined || indentation === carriedIndentation) return;
  const differs = stretches.some(({ start, end, atLineStart }) => {
    for (
      let at = atLineStart ? start : nextLine(cursor.text, start);
      at < end;
      at = nextLine(cursor.text, at)
    ) {
      const removed = leadingColumns(cursor.text, at, end, indentation);
      if (removed !== leadingColumns(cursor.text, at, end, carriedIndentation)) return true;
    }
    return false;
  });
  if (!differs) return;
  const origin = cursor.origin(doubtful.start, doubtful.end);
  const fixes = [{ title: "Delete the white space", safe: false, edits: [{ origin, text: "" }] }];
  cursor.report(unevenHeredoc(origin, { id }, { fixes }));
}

function nextLine(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  return newline < 0 ? text.length : newline + 1;
}

const blockLine = /^[ \t]*(?:end\b|dsc_(?:resource|script|configuration)\b)/;

/**
 * A body without its terminator: it is taken to end at a line that only misses the terminator by white space,
 * or before the line that closes the block or opens the next one; so the rest of the file still counts.
 */
function recover(cursor: Cursor, heredoc: Heredoc, body: Body): Body {
  const start = body.stretches[0]?.start ?? body.from;
  let at = start;
  let almost: number | undefined;
  let next = cursor.text.length;
  while (at < cursor.text.length) {
    const newline = cursor.text.indexOf("\n", at);
    const lineEnd = newline < 0 ? cursor.text.length : newline;
    const line = cursor.text.slice(at, Math.min(lineEnd, at + 200 + heredoc.id.length));
    if (line.trim() === heredoc.id) {
      almost = at;
      next = Math.min(lineEnd + 1, cursor.text.length);
      break;
    }
    if (blockLine.test(line)) {
      next = at;
      break;
    }
    at = lineEnd + 1;
  }
  const origin = cursor.origin(
    heredoc.start,
    heredoc.start + 2 + heredoc.id.length + (heredoc.indented ? 1 : 0),
  );
  const near = almost === undefined ? undefined : cursor.origin(almost, next);
  cursor.report(
    unterminatedHeredoc(
      origin,
      { id: heredoc.id, near: near !== undefined },
      near === undefined
        ? {}
        : {
            related: [{ message: `this line is not exactly "${heredoc.id}"`, origin: near }],
          },
    ),
  );
  // What was lexed behind the new end is dropped with its interpolations.
  const kept = cursor.tokens.findIndex((token) => token.start >= start);
  if (kept >= 0) cursor.tokens.length = kept;
  const bodyEnd = almost ?? next;
  const recovered = { ...newBody(start), indentation: body.indentation };
  cursor.position = bodyEnd;
  closeStretch(cursor, recovered);
  cursor.position = next;
  return recovered;
}
