import type { TextPart } from "./tree.js";

/**
 * The words of the recipe language. Punctuation and keywords are named by their own text; where Ruby gives one
 * text two meanings by what stands round it, the lexer has decided and the kinds differ (`{` and `block {`).
 */
export type TokenKind = Literal | Name | Punctuation | Keyword | "newline" | "end of file";

type Literal =
  | "integer"
  | "float"
  /** A string without `#{}`: one token with its text. */
  | "plain string"
  | "string begin"
  | "string content"
  | "string end"
  | "interpolation begin"
  | "interpolation end"
  /** `:name`, `:"name"`. */
  | "plain symbol"
  | "symbol begin"
  /** `%w(`, `%i(`: words follow as strings or symbols. */
  | "words begin"
  | "words end"
  /** `/` or `%r{`: contents follow as in a string, then the end with the options. */
  | "regexp begin"
  | "regexp end"
  /** A backtick string, a rational: known, not evaluated. */
  | "refused literal";

type Name =
  | "identifier"
  | "constant"
  /** `name:`, `"name":`. */
  | "label"
  /** `"a#{b}":` starts and ends so. */
  | "label begin"
  | "label end"
  /** `@x`, `@@x`, `$x`. */
  | "variable";

type Punctuation =
  | (
      | "("
      | ")"
      | "["
      | "]"
      | "{"
      | "block {"
      | "}"
      | ","
      | "."
      | "&."
      | "::"
      | "top ::"
      | ":"
      | "?"
      | "=>"
      | "->"
    )
  | ("=" | "operator =" | "|" | "||" | "&&" | "&" | "*" | "**" | "+" | "-" | "!" | "~")
  /** `..` and `...`. */
  | ".."
  /** The binary operators that are nothing else: `== != === =~ !~ <=> < <= > >= << >> ^ / %`. */
  | "operator";

const keywords = [
  ...(["alias", "and", "begin", "BEGIN", "break", "case", "class", "def", "defined?", "do", "else"] as const),
  ...(["elsif", "end", "END", "ensure", "false", "for", "if", "in", "module", "next", "nil", "not"] as const),
  ...(["or", "redo", "rescue", "retry", "return", "self", "super", "then", "true", "undef"] as const),
  ...(["unless", "until", "when", "while", "yield", "__FILE__", "__LINE__", "__ENCODING__"] as const),
];

export type Keyword = (typeof keywords)[number];

const keywordTable = new Map<string, Keyword>(keywords.map((word) => [word, word]));

/** The keyword that a word is, if it is one. */
export function keywordNamed(word: string): Keyword | undefined {
  return keywordTable.get(word);
}

/** One token: what it is, where, and what it means where that is more than its text. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** A name, a string's text (filled in late for a heredoc, whose indentation is known at its end), a number. */
  value: string | TextPart | bigint | number | undefined;
}

/** The text of a string's token. */
export function textOf({ value }: Token): TextPart | undefined {
  return typeof value === "object" ? value : undefined;
}

/** What a message calls a token of a kind. */
export function describeKind(kind: TokenKind): string {
  switch (kind) {
    case "newline":
      return "the end of the line";
    case "end of file":
      return "the end of the file";
    case "identifier":
      return "a name";
    case "constant":
      return "a constant";
    case "string end":
      return "the end of the string";
    case "words end":
      return "the end of the word list";
    case "block {":
      return '"{"';
    default:
      return `"${kind}"`;
  }
}
