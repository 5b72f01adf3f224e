import { keywordNamed, type Keyword } from "../tokens.js";
import { oddCharacter } from "../../diagnostics/catalogue/recipe.js";
import { continuesName, isUpper } from "./characters.js";
import type { Cursor, State } from "./cursor.js";
import { verbatim } from "./decode.js";
import { nameState, takesNames } from "./operators.js";

/** What may follow a keyword (parse.y, the keyword table's second state); `end` behind all others. */
const statesBehind = new Map<Keyword, State>([
  ...states("begin", [
    "and",
    "begin",
    "BEGIN",
    "case",
    "class",
    "do",
    "else",
    "elsif",
    "END",
    "ensure",
    "for",
  ]),
  ...states("begin", ["if", "in", "module", "or", "then", "unless", "until", "when", "while"]),
  ...states("middle", ["break", "next", "rescue", "return"]),
  ...states("argument", ["defined?", "not", "super", "yield"]),
  ...states("definition", ["alias", "def", "undef"]),
]);

function states(state: State, words: readonly Keyword[]): readonly (readonly [Keyword, State])[] {
  return words.map((word) => [word, state]);
}

/**
 * IDENTIFIER ::= [a-z_#x80-#x10FFFF] [A-Za-z0-9_#x80-#x10FFFF]* [?!]? | CONSTANT [?!]
 *
 * CONSTANT ::= [A-Z] [A-Za-z0-9_#x80-#x10FFFF]*
 *
 * LABEL ::= ( IDENTIFIER | CONSTANT ) ':'
 *
 * A name: a label, keyword, constant, local or call.
 */
export function lexName(cursor: Cursor): void {
  const start = cursor.position;
  const whole = nameEnd(cursor, start);
  const odd = oddAt(cursor.text, start, whole);
  if (odd === start) return complain(cursor, start, whole);
  const end = odd ?? whole;
  const unit = cursor.text.charCodeAt(start);
  const word = cursor.text.slice(start, end);
  if (cursor.state !== "dot" && isLabel(cursor, end)) return cursor.push("label", start, end + 1, "begin");
  if (takesNames(cursor)) return lexRenamed(cursor, end);
  const keyword = cursor.state === "dot" || cursor.state === "definition" ? undefined : keywordNamed(word);
  if (keyword !== undefined) return pushKeyword(cursor, keyword, end);
  const called = cursor.state === "dot";
  const local = !called && cursor.state !== "definition" && isLocal(cursor, word);
  const state = local ? "end" : nameState(cursor);
  const constant = isUpper(unit) && continuesName(cursor.text.charCodeAt(end - 1));
  cursor.push(constant ? "constant" : "identifier", start, end, state, word);
  cursor.labelAllowed = true;
}

/**
 * SETTER ::= ( IDENTIFIER | CONSTANT ) '='
 *
 * The name of a method behind `alias` or `undef`, with the `=` of a setter (parse.y, `parse_ident`).
 */
function lexRenamed(cursor: Cursor, end: number): void {
  const { text, position: start } = cursor;
  const setter = /=(?![~>]|=(?!>))/y;
  setter.lastIndex = end;
  const behind = setter.test(text) ? end + 1 : end;
  cursor.push("identifier", start, behind, nameState(cursor), text.slice(start, behind));
}

function isLocal(cursor: Cursor, word: string): boolean {
  return cursor.locals.get(cursor.position) ?? cursor.assigned.has(word);
}

/** Letters, digits, underscores, and one `?` or `!` at the end unless `=` follows (parse.y, `parse_ident`). */
function nameEnd(cursor: Cursor, start: number): number {
  const { text } = cursor;
  let end = start;
  while (continuesName(text.charCodeAt(end))) end++;
  const mark = text.charCodeAt(end);
  return (mark === 33 || mark === 63) && text.charCodeAt(end + 1) !== 61 ? end + 1 : end;
}

/** `name:` but not `name::`; where a statement starts it is a label only when white space follows. */
function isLabel(cursor: Cursor, end: number): boolean {
  if (cursor.text.charCodeAt(end) !== 58 || cursor.text.charCodeAt(end + 1) === 58) return false;
  return cursor.labelAllowed || cursor.state === "argument";
}

function pushKeyword(cursor: Cursor, keyword: Keyword, end: number): void {
  const state = statesBehind.get(keyword) ?? "end";
  // `x rescue y` needs its value, unlike the `rescue` of a block.
  const modifier = keyword === "rescue" && cursor.state !== "begin";
  cursor.push(keyword, cursor.position, end, modifier ? "begin" : state);
}

/** Characters that look like quotes or spaces and are letters to Ruby. */
const lookalikes: Readonly<Record<string, string>> = {
  "\u00a0": "a no-break space",
  "\u2007": "a figure space",
  "\u202f": "a narrow no-break space",
  "\u200b": "a zero-width space",
  "\ufeff": "a byte order mark",
  "\u2018": "a typographic quote",
  "\u2019": "a typographic quote",
  "\u201a": "a typographic quote",
  "\u201c": "a typographic quote",
  "\u201d": "a typographic quote",
  "\u201e": "a typographic quote",
  "\u2013": "a dash",
  "\u2014": "a dash",
};

/** Offset of the first lookalike in a name. */
function oddAt(text: string, start: number, end: number): number | undefined {
  for (let at = start; at < end; at++) {
    if (text.charCodeAt(at) >= 128 && lookalikes[text.charAt(at)] !== undefined) return at;
  }
  return undefined;
}

const quoteLookalike = /[\u2018-\u201a\u201c-\u201e]/g;

/**
 * Reports a lookalike where a name may start; Ruby would take it for the name of a method. Typographic quotes
 * make a string up to the next one on the line, a space is passed over, a dash stands for a value.
 */
function complain(cursor: Cursor, start: number, end: number): void {
  const character = cursor.text.charAt(start);
  const what = lookalikes[character] ?? "";
  cursor.report(oddCharacter(cursor.origin(start, start + 1), { character, what }));
  if (!what.endsWith("quote") && !what.endsWith("dash")) {
    cursor.position++;
    return;
  }
  quoteLookalike.lastIndex = start + 1;
  const close = what.endsWith("quote") ? quoteLookalike.exec(cursor.text)?.index : undefined;
  if (close === undefined || close > cursor.lineEnd())
    return cursor.push("identifier", start, end, "argument");
  cursor.push("plain string", start, close + 1, "end", verbatim(cursor, start + 1, close));
}
