import type { TokenKind } from "../tokens.js";

/** Kinds of tokens that reporting and recovery tell apart. */

/** Tokens that may stand behind a statement. */
export const statementEnds = new Set<TokenKind>([
  ...(["newline", "end", "}", "]", "interpolation end", ")", "end of file"] as const),
  ...(["else", "elsif", "when", "in", "rescue", "ensure"] as const),
]);

/** Words that also stand behind a statement. */
export const modifiers = new Set<TokenKind>(["if", "unless", "while", "until", "rescue"]);

/** Behind these a statement starts, or a condition. */
export const statementStarts = new Set<TokenKind>([
  ...(["newline", "then", "else", "and", "or", "if", "elsif", "unless", "case"] as const),
]);

export const openers = new Set<TokenKind>(["(", "[", "{", "interpolation begin"]);
export const closers = new Set<TokenKind>([")", "]", "}", "interpolation end"]);

/** Tokens that end a value, and those that start one: between the two a comma is missing. */
export const endsValue = new Set<TokenKind>([
  ...([
    "integer",
    "float",
    "plain string",
    "string end",
    "regexp end",
    "plain symbol",
    "words end",
    "]",
    ")",
    "}",
  ] as const),
  ...(["true", "false", "nil"] as const),
]);
export const startsValue = new Set<TokenKind>([
  ...(["integer", "float", "plain string", "string begin", "plain symbol", "symbol begin"] as const),
  ...(["words begin", "identifier", "constant", "label", "label begin", "[", "{"] as const),
  ...(["true", "false", "nil"] as const),
]);

/** What a closing bracket, or a word that divides a block, must stand in. */
export const partners = new Map<TokenKind, ReadonlySet<TokenKind>>([
  [")", new Set<TokenKind>(["("])],
  ["]", new Set<TokenKind>(["["])],
  ["}", new Set<TokenKind>(["{", "block {"])],
  ["elsif", new Set<TokenKind>(["if", "unless"])],
  ["when", new Set<TokenKind>(["case"])],
  ["in", new Set<TokenKind>(["case", "for"])],
]);
