import type { TokenKind } from "../tokens.js";
import { strayCharacter } from "../../diagnostics/catalogue/recipe.js";
import { isDigit, isSpace } from "./characters.js";
import type { Cursor, State } from "./cursor.js";
import { lexNumber } from "./numbers.js";

type Entry = readonly [text: string, kind: TokenKind, state: State];

/**
 * OPERATORASSIGN ::= '+=' | '-=' | '*=' | '**=' | '/=' | '%=' | '<<=' | '>>=' | '&=' | '|=' | '^=' | '&&=' |
 *   '||='
 *
 * Operators and punctuation, longest first where one begins another.
 */
const table: readonly Entry[] = [
  ["**=", "operator =", "begin"],
  ["&&=", "operator =", "begin"],
  ["||=", "operator =", "begin"],
  ["<<=", "operator =", "begin"],
  [">>=", "operator =", "begin"],
  ["<=>", "operator", "begin"],
  ["===", "operator", "begin"],
  ["...", "..", "begin"],
  ["**", "**", "begin"],
  ["==", "operator", "begin"],
  ["=~", "operator", "begin"],
  ["=>", "=>", "begin"],
  ["!=", "operator", "begin"],
  ["!~", "operator", "begin"],
  ["<=", "operator", "begin"],
  [">=", "operator", "begin"],
  ["<<", "operator", "begin"],
  [">>", "operator", "begin"],
  ["&&", "&&", "begin"],
  ["&.", "&.", "dot"],
  ["||", "||", "begin"],
  ["->", "->", "end"],
  ["..", "..", "begin"],
  ["+=", "operator =", "begin"],
  ["-=", "operator =", "begin"],
  ["*=", "operator =", "begin"],
  ["/=", "operator =", "begin"],
  ["%=", "operator =", "begin"],
  ["|=", "operator =", "begin"],
  ["&=", "operator =", "begin"],
  ["^=", "operator =", "begin"],
  ["=", "=", "begin"],
  ["<", "operator", "begin"],
  [">", "operator", "begin"],
  ["^", "operator", "begin"],
  ["/", "operator", "begin"],
  ["%", "operator", "begin"],
  ["+", "+", "begin"],
  ["-", "-", "begin"],
  ["*", "*", "begin"],
  ["&", "&", "begin"],
  ["|", "|", "begin"],
  ["!", "!", "begin"],
  ["~", "~", "begin"],
  [".", ".", "dot"],
  [",", ",", "begin"],
  [";", "newline", "begin"],
  ["(", "(", "begin"],
  [")", ")", "end"],
  ["[", "[", "begin"],
  ["]", "]", "end"],
  ["{", "{", "begin"],
  ["}", "}", "end"],
];

const byFirst = new Map<number, readonly Entry[]>();
for (const entry of table) {
  const first = entry[0].charCodeAt(0);
  byFirst.set(first, [...(byFirst.get(first) ?? []), entry]);
}

/** The longest operator at an offset. */
function entryAt(text: string, at: number): Entry | undefined {
  const entries = byFirst.get(text.charCodeAt(at));
  if (entries === undefined) return undefined;
  for (const entry of entries) if (entry[0].length === 1 || text.startsWith(entry[0], at)) return entry;
  return undefined;
}

/** Behind these a name with `:` is a label (parse.y sets EXPR_BEG|EXPR_LABEL). */
const beforeLabel = new Set<TokenKind>(["(", "[", "{", "block {", ",", "|", "->"]);

/**
 * OPERATORNAME ::= '[]' | '[]=' | '+' | '-' | '*' | '**' | '/' | '%' | '==' | '!=' | '=~' | '!~' | '===' |
 *   '<=>' | '<' | '<=' | '>' | '>=' | '<<' | '>>' | '!' | '~' | '&' | '|' | '^' | '+@' | '-@' | '!@' | '~@' |
 *   '`'
 *
 * Operators that a method may be named by; `&&`, `&.`, `*=` and their like are none.
 */
const methodName =
  /\[\]=?|<=>|===?|=~|[-+!~]@|[-+~`]|![=~]?|<=|>=|(?:\*\*?(?!\*)|<<|>>|[/%^<>])(?!=)|&(?![&.=])|\|(?![|=])/y;

/** Where the operator at an offset ends that names a method, as in `:+`, `a.+ b`, `def ==`; the offset when there is none. */
export function methodNameEnd(text: string, at: number): number {
  methodName.lastIndex = at;
  return methodName.test(text) ? methodName.lastIndex : at;
}

/**
 * METHODNAME ::= IDENTIFIER | CONSTANT | OPERATORNAME
 *
 * An operator where a method's name has to stand; false for any other character.
 */
export function lexMethodName(cursor: Cursor): boolean {
  if (cursor.state !== "dot" && cursor.state !== "definition") return false;
  const start = cursor.position;
  const end = methodNameEnd(cursor.text, start);
  if (end === start || (cursor.text.startsWith("%s", start) && takesNames(cursor))) return false;
  cursor.push("identifier", start, end, nameState(cursor), cursor.text.slice(start, end));
  return true;
}

/** Behind `alias` and `undef`, where names of methods and symbols stand (parse.y, EXPR_FITEM). */
export function takesNames(cursor: Cursor): boolean {
  return cursor.state === "definition" && cursor.tokens.at(-1)?.kind !== "def";
}

/** What follows the name of a method; behind `alias` another name. */
export function nameState(cursor: Cursor): State {
  return cursor.state === "definition" && cursor.tokens.at(-1)?.kind === "alias" ? "definition" : "argument";
}

/** What follows a symbol, which may be the name of a method too. */
export function symbolState(cursor: Cursor): State {
  return cursor.state === "definition" ? nameState(cursor) : "end";
}

/** An operator or a punctuation mark; anything else is reported and passed over. */
export function lexOperator(cursor: Cursor): void {
  const start = cursor.position;
  const entry = entryAt(cursor.text, start);
  if (entry === undefined) {
    const character = String.fromCodePoint(cursor.text.codePointAt(start) ?? 0);
    cursor.report(strayCharacter(cursor.origin(start, start + character.length), { character }));
    cursor.position += character.length;
    return;
  }
  const [text, type, state] = entry;
  if ((type === "-" || type === "+") && isDigit(cursor.peek(1)) && startsValue(cursor))
    return lexNumber(cursor);
  if (type === "=" || type === "operator =") noteAssigned(cursor);
  const block = type === "{" && !cursor.beforeValue;
  if (type === "|" || type === "||") return lexPipe(cursor, type, start + text.length);
  cursor.push(block ? "block {" : type, start, start + text.length, state);
  cursor.labelAllowed = beforeLabel.has(type) && !block;
}

/**
 * True where a value may start: where nothing else may, and behind a method's name when white space stands before
 * the character but not behind it (parse.y, `IS_SPCARG`). Which names are locals is noted for the parser to check.
 */
export function startsValue(cursor: Cursor): boolean {
  if (cursor.beforeValue) return true;
  const spaced = isSpace(cursor.peek(-1)) && !isSpace(cursor.peek(1));
  const last = cursor.tokens.at(-1);
  if (!spaced || last === undefined || (last.kind !== "identifier" && cursor.state !== "argument"))
    return false;
  const local = cursor.state === "end";
  if (last.kind === "identifier") cursor.assumptions.set(last.start, local);
  return !local;
}

/** `a =`, `a, b =`: the names are locals from here on, also in the value. */
function noteAssigned(cursor: Cursor): void {
  for (let at = cursor.tokens.length - 1; at >= 0; at -= 2) {
    const name = cursor.tokens[at];
    if (name?.kind !== "identifier") return;
    cursor.assigned.add(cursor.text.slice(name.start, name.end));
    if (cursor.tokens[at - 1]?.kind !== ",") return;
  }
}

/** `|a, b|` behind `{` or `do`: its names are locals. Elsewhere `|` and `||` are operators. */
function lexPipe(cursor: Cursor, type: TokenKind, end: number): void {
  const start = cursor.position;
  const last = cursor.tokens.at(-1)?.kind;
  cursor.push(type, start, end, "begin");
  cursor.labelAllowed = start !== cursor.parametersEnd;
  if (type === "||" || (last !== "block {" && last !== "do")) return;
  const close = cursor.text.indexOf("|", end);
  if (close < 0 || cursor.text.slice(end, close).includes("\n")) return;
  cursor.parametersEnd = close;
  for (const name of cursor.text.slice(end, close).match(/[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/g) ?? []) {
    cursor.assigned.add(name);
  }
}
