import { createToken, EOF, Lexer } from "chevrotain";
import type { CustomPatternMatcherFunc, IToken, TokenType } from "chevrotain";

/*
 * The words of MOF as an LCM's lexer reads them. Every character belongs to some token, so that the parser
 * alone reports what is wrong. Strings and comments are found by searching for their end: a regular expression
 * with a repeated group would need stack in proportion to their length.
 */

/** NAME = [A-Za-z_][A-Za-z0-9_]* */
export const Name = createToken({ name: "Name", label: "a name", pattern: /[A-Za-z_][A-Za-z0-9_]*/ });

export const Text = createToken({
  name: "String",
  label: "a string",
  pattern: after('"', (text, start) => {
    const end = closingQuote(text, start + 1);
    return end < 0 ? 0 : end + 1 - start;
  }),
  start_chars_hint: ['"'],
  line_breaks: true,
});

export const UnterminatedString = createToken({
  name: "UnterminatedString",
  label: "a string that does not end",
  pattern: after('"', (text, start) => text.length - start),
  start_chars_hint: ['"'],
  line_breaks: true,
});

/** CHARACTER = "'" ( any unit but ' and \ | "\" any but ' | "\x" 0*4 hexadecimal digit ) "'" */
export const Character = createToken({
  name: "Character",
  label: "a character",
  pattern: /'(?:[^'\\]|\\[xX][0-9A-Fa-f]{0,4}|\\[^'])'/,
  start_chars_hint: ["'"],
  line_breaks: true,
});

/** Whatever starts like a number; `scalars.ts` tells what it is. */
export const NumberWord = createToken({
  name: "Number",
  label: "a number",
  pattern: /[+\-.0-9][+\-.0-9A-Za-z_]*/,
});

/** ALIAS = "$" NAME */
export const Alias = createToken({ name: "Alias", label: "an alias", pattern: /\$[A-Za-z_][A-Za-z0-9_]*/ });

export const Pragma = createToken({
  name: "Pragma",
  label: '"#pragma"',
  pattern: /#pragma(?![A-Za-z0-9_])/i,
});

export const LeftBrace = mark("LeftBrace", "{");
export const RightBrace = mark("RightBrace", "}");
export const LeftBracket = mark("LeftBracket", "[");
export const RightBracket = mark("RightBracket", "]");
export const LeftParenthesis = mark("LeftParenthesis", "(");
export const RightParenthesis = mark("RightParenthesis", ")");
export const Semicolon = mark("Semicolon", ";");
export const Comma = mark("Comma", ",");
export const Colon = mark("Colon", ":");
export const Equals = mark("Equals", "=");

export const Instance = keyword("Instance", "instance");
export const Of = keyword("Of", "of");
export const As = keyword("As", "as");
export const Class = keyword("Class", "class");
export const Ref = keyword("Ref", "ref");
export const Qualifier = keyword("Qualifier", "qualifier");
export const Scope = keyword("Scope", "scope");
export const Flavour = keyword("Flavour", "flavor");
export const Method = keyword("Method", "method");
export const Parameter = keyword("Parameter", "parameter");
export const Any = keyword("Any", "any");
export const True = keyword("True", "true");
export const False = keyword("False", "false");
export const Null = keyword("Null", "null");

export const DataType = createToken({
  name: "DataType",
  label: "a type",
  pattern: /(?:string|boolean|[su]int(?:8|16|32|64)|real(?:32|64)|datetime|char16)/i,
  longer_alt: Name,
});

export const FlavourName = createToken({
  name: "FlavourName",
  label: "a flavor",
  pattern: /(?:restricted|tosubclass|toinstance|translatable|enableoverride|disableoverride)/i,
  longer_alt: Name,
});

/** Words that cannot be names; `association`, `indication`, `reference` and `property` can. */
export const reservedWords: ReadonlySet<TokenType> = new Set([
  Instance,
  Of,
  As,
  Class,
  Ref,
  Qualifier,
  Scope,
  Flavour,
  Method,
  Parameter,
  Any,
  True,
  False,
  Null,
  DataType,
  FlavourName,
]);

/** C's isspace; anything else that looks blank is an error. */
const WhiteSpace = createToken({
  name: "WhiteSpace",
  pattern: /[ \t\r\n\f\v]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});

const LineComment = createToken({
  name: "LineComment",
  pattern: after("//", (text, start) => {
    const end = text.indexOf("\n", start);
    return (end < 0 ? text.length : end) - start;
  }),
  start_chars_hint: ["/"],
  line_breaks: false,
  group: Lexer.SKIPPED,
});

const BlockComment = createToken({
  name: "BlockComment",
  pattern: after("/*", (text, start) => {
    const end = text.indexOf("*/", start + 2);
    return end < 0 ? 0 : end + 2 - start;
  }),
  start_chars_hint: ["/"],
  line_breaks: true,
  group: Lexer.SKIPPED,
});

export const UnterminatedComment = createToken({
  name: "UnterminatedComment",
  label: "a comment that does not end",
  pattern: after("/*", (text, start) => text.length - start),
  start_chars_hint: ["/"],
  line_breaks: true,
});

/**
 * Words and signs of one file: each takes some hundred bytes, and a document as large as an LCM takes has fewer unless
 * it is made of almost nothing but commas.
 */
const mostWords = 5_000_000;

/** All that is left of a text after as many words and signs as are read. */
export const Rest = createToken({
  name: "Rest",
  label: "more words and signs than are read",
  pattern: (text, start, words) => (words.length < mostWords ? null : [text.slice(start)]),
  start_chars_hint: everyCharacter(),
  line_breaks: true,
});

/** A run of characters that no other token starts with, or one that starts a token and does not go on as one. */
export const Unexpected = createToken({
  name: "Unexpected",
  label: "an unexpected character",
  pattern: /[^ \t\r\n\f\vA-Za-z0-9_"'$#{}()[\];,:=+\-./]+|[^]/,
  start_chars_hint: everyCharacter(),
  line_breaks: true,
});

/** In the order in which they are tried: what is longer or more special first. */
export const vocabulary: TokenType[] = [
  Rest,
  WhiteSpace,
  LineComment,
  BlockComment,
  UnterminatedComment,
  Text,
  UnterminatedString,
  ...reservedWords,
  Name,
  Alias,
  NumberWord,
  Semicolon,
  Equals,
  Comma,
  LeftBrace,
  RightBrace,
  LeftBracket,
  RightBracket,
  LeftParenthesis,
  RightParenthesis,
  Colon,
  Character,
  Pragma,
  Unexpected,
];

export const EndOfFile = EOF;

let lexer: Lexer | undefined;

/** The tokens of a text, with offsets alone. Every text has tokens: what no word begins with is Unexpected. */
export function tokenize(text: string): IToken[] {
  lexer ??= new Lexer(vocabulary, { positionTracking: "onlyOffset", ensureOptimizations: true });
  return lexer.tokenize(text).tokens;
}

/** A pattern for what starts with an opening; the function gives its length, 0 when it does not end. */
function after(opening: string, lengthAt: (text: string, start: number) => number): CustomPatternMatcherFunc {
  return (text, start) => {
    if (!text.startsWith(opening, start)) return null;
    const length = lengthAt(text, start);
    return length === 0 ? null : [text.slice(start, start + length)];
  };
}

/** The offset of the quote that ends a string: the first after an even number of backslashes; -1 when none. */
function closingQuote(text: string, start: number): number {
  for (let quote = text.indexOf('"', start); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = quote;
    while (slashes > start && text.charCodeAt(slashes - 1) === 0x5c) slashes -= 1;
    if ((quote - slashes) % 2 === 0) return quote;
  }
  return -1;
}

function mark(name: string, text: string): TokenType {
  return createToken({ name, label: `"${text}"`, pattern: text });
}

function keyword(name: string, word: string): TokenType {
  return createToken({ name, label: `"${word}"`, pattern: new RegExp(word, "i"), longer_alt: Name });
}

/** One character of each class into which Chevrotain's lexer sorts first characters: 256, then blocks of 255. */
function everyCharacter(): number[] {
  const codes = Array.from({ length: 257 }, (_, code) => code);
  for (let code = 510; code <= 0xffff; code += 255) codes.push(code);
  return codes;
}
