import type { IParserErrorMessageProvider, IToken, TokenType } from "chevrotain";
import * as problems from "../diagnostics/catalogue/mof.js";
import type { Diagnostic, Related } from "../diagnostics/diagnostic.js";
import type { Origin, Source } from "../source/source.js";
import { shortened } from "./scalars.js";
import * as tokens from "./tokens.js";

/** What a name stands for in a rule, as messages say it. */
const nameIn: Readonly<Record<string, string>> = {
  assignment: "a property name",
  classDeclaration: "a class name",
  feature: "a property name",
  instance: "a class name",
  parameter: "a parameter name",
  pragma: "a pragma name",
  qualifier: "a qualifier name",
  qualifierDeclaration: "a qualifier name",
};

/** What a choice or a repetition begins with, where the list of its tokens would tell less. */
const beginningOf: Readonly<Record<string, string>> = {
  constant: "a value",
  initializer: "a value",
  instance: "a property name",
  type: "a type",
};

/** What may stand instead of the brace or bracket that ends a rule's list. */
const endOf: Readonly<Record<string, string>> = {
  array: '"," or "}"',
  classDeclaration: 'a property or "}"',
  instance: 'a property name or "}"',
  qualifiers: '"," or "]"',
};

function expectedToken(rule: string, type: TokenType, previous?: IToken): string {
  const label = type.LABEL ?? type.name;
  if (rule === "array" && previous?.tokenType === tokens.LeftBrace) return 'a value or "}"';
  if (type === tokens.Name) return nameIn[rule] ?? label;
  if (type === tokens.RightBrace || type === tokens.RightBracket) return endOf[rule] ?? label;
  return label;
}

function expectedTokens(rule: string, types: readonly TokenType[]): string {
  return beginningOf[rule] ?? [...new Set(types.map((type) => expectedToken(rule, type)))].join(" or ");
}

/** Chevrotain asks for messages; they only say what was expected, `syntaxError` makes the sentence. */
export const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, ruleName, previous }) =>
    expectedToken(ruleName, expected, previous),
  buildNotAllInputParsedMessage: () => "a declaration (an instance, a class, a qualifier or a pragma)",
  buildNoViableAltMessage: ({ expectedPathsPerAlt, ruleName }) =>
    expectedTokens(ruleName, expectedPathsPerAlt.flat(2)),
  buildEarlyExitMessage: ({ expectedIterationPaths, ruleName }) =>
    expectedTokens(ruleName, expectedIterationPaths.flat()),
};

/** The place at which the grammar cannot go on: the token that does not fit and its neighbours. */
export interface Stop {
  readonly source: Source;
  /** What would fit, as a noun phrase. */
  readonly expected: string;
  readonly before: IToken;
  readonly token: IToken;
  readonly after: IToken;
}

/** The diagnostic for such a place. */
export function syntaxError(stop: Stop): Diagnostic {
  const { source, expected, before, token, after } = stop;
  const type = token.tokenType;
  if (type === tokens.UnterminatedString)
    return problems.unterminatedString(tokenOrigin(source, token), undefined);
  if (type === tokens.UnterminatedComment)
    return problems.unterminatedComment(tokenOrigin(source, token), undefined);
  if (type === tokens.Rest) {
    return problems.tooLong({ source, start: token.startOffset, end: token.startOffset }, undefined);
  }
  const origin = originOf(stop);
  if (expected === "a property name" && type === tokens.RightBrace && before.tokenType === tokens.LeftBrace) {
    return problems.emptyInstance(origin, undefined);
  }
  if (tokens.reservedWords.has(type) && isMeantAsName(expected, after)) {
    return problems.reservedWord(origin, { word: token.image, expected });
  }
  return problems.syntax(
    origin,
    { expected, found: described(token) },
    { related: swallowed(before, source) },
  );
}

/** Where a list may also end, a keyword is a name only in front of `=`; else it starts what comes next. */
function isMeantAsName(expected: string, after: IToken): boolean {
  if (expected.endsWith(" name")) return true;
  return expected.includes(" name or ") && after.tokenType === tokens.Equals;
}

/** The token that does not fit; a `;` that is missing at the end of a line is missing there, not in the next one. */
function originOf({ source, expected, before, token }: Stop): Origin {
  const behind = before.tokenType === tokens.EndOfFile ? 0 : before.startOffset + before.image.length;
  const atLineEnd =
    expected === tokens.Semicolon.LABEL && source.text.slice(behind, token.startOffset).includes("\n");
  if (token.tokenType === tokens.EndOfFile || atLineEnd) return { source, start: behind, end: behind };
  return tokenOrigin(source, token);
}

function tokenOrigin(source: Source, token: IToken): Origin {
  return { source, start: token.startOffset, end: token.startOffset + token.image.length };
}

/** A string over several lines just before an error has most likely swallowed what it should not. */
function swallowed(before: IToken, source: Source): readonly Related[] {
  if (before.tokenType !== tokens.Text || !before.image.includes("\n")) return [];
  const origin = { source, start: before.startOffset, end: before.startOffset + 1 };
  return [
    { message: "The string that starts here goes over several lines: is its closing quote missing?", origin },
  ];
}

function described(token: IToken): string {
  const type = token.tokenType;
  if (type === tokens.EndOfFile) return "the end of the file";
  if (type === tokens.Text) return "a string";
  if (tokens.reservedWords.has(type)) return `the keyword "${token.image}"`;
  if (type === tokens.Unexpected) return describedCharacter(token.image);
  return `"${shortened(token.image)}"`;
}

function describedCharacter(image: string): string {
  const code = image.codePointAt(0) ?? 0;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const visible = /^[\p{L}\p{N}\p{P}\p{S}]/u.test(image);
  return visible ? `the character "${String.fromCodePoint(code)}" (${number})` : `the character ${number}`;
}
