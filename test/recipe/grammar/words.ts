import { lex } from "../../../src/recipe/lexer/lexer.js";
import { keywordNamed, type Token, type TokenKind } from "../../../src/recipe/tokens.js";
import { Unreadable } from "../../../src/recipe/parser/base.js";
import { Parser } from "../../../src/recipe/parser/parser.js";
import { sourceOf } from "../parser/kit.js";
import type { Terminal } from "./recogniser.js";
import type { Spellings } from "./spellings.js";

/** What the lexer calls the terminals of grammar/recipe.ebnf that the rules use. */
const kinds: ReadonlyMap<string, readonly TokenKind[]> = new Map([
  ["TERMINATOR", ["newline"]],
  ["IDENTIFIER", ["identifier"]],
  ["CONSTANT", ["constant"]],
  ["METHODNAME", ["identifier", "constant"]],
  ["SETTER", ["identifier"]],
  ["LABEL", ["label"]],
  ["QUOTEDLABEL", ["label"]],
  ["VARIABLE", ["variable"]],
  ["BINARY", ["operator", "+", "-", "*", "&", "|", "&&", "||"]],
  ["OPERATORASSIGN", ["operator ="]],
  ["INTEGER", ["integer"]],
  ["FLOAT", ["float"]],
  ["PLAINSTRING", ["plain string"]],
  ["STRINGBEGIN", ["string begin"]],
  ["STRINGCONTENT", ["string content"]],
  ["STRINGEND", ["string end"]],
  ["LABELBEGIN", ["label begin"]],
  ["LABELEND", ["label end"]],
  ["INTERPOLATIONBEGIN", ["interpolation begin"]],
  ["INTERPOLATIONEND", ["interpolation end"]],
  ["PLAINSYMBOL", ["plain symbol"]],
  ["SYMBOLBEGIN", ["symbol begin"]],
  ["REGEXPBEGIN", ["regexp begin"]],
  ["REGEXPEND", ["regexp end"]],
  ["WORDSBEGIN", ["words begin"]],
  ["WORD", ["plain string", "plain symbol"]],
  ["WORDSEND", ["words end"]],
  ["REFUSEDLITERAL", ["refused literal"]],
]);

/** The brackets, and what closes them, between which a pattern's line end does not count. */
const openers = new Set<TokenKind>(["(", "[", "{", "block {"]);
const closers = new Set<TokenKind>([")", "]", "}"]);

/** A recipe's tokens, lexed as often as the parser finds that a name is a local, or is none; undefined when some are wrong. */
function tokensOf(text: string): readonly Token[] | undefined {
  const locals = new Map<number, boolean>();
  for (;;) {
    const parser = new Parser(lex(sourceOf(text), locals), false);
    try {
      parser.recipe();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
    const before = locals.size;
    for (const [start, { local }] of parser.misread) locals.set(start, local);
    if (locals.size > before) continue;
    return parser.cursor.diagnostics.length > 0 ? undefined : parser.cursor.tokens;
  }
}

/** A recipe's tokens without the line ends that never count: before a closing bracket, a bar, a `:` or a `;`, and behind `not`. */
export function wordsOf(text: string): readonly Token[] | undefined {
  const tokens = tokensOf(text);
  return tokens?.filter(({ kind, start, end }, index) => {
    if (kind !== "newline" || text.slice(start, end) === ";") return true;
    const next = tokens[index + 1];
    const passes = next !== undefined && (/^[)\]}:|]$/.test(next.kind) || text.startsWith(";", next.start));
    return !passes && tokens[index - 1]?.kind !== "not";
  });
}

/** What the lexer cuts strings into: what they are, not how they are spelt, is what counts. */
const pieces = /^(?:TERMINATOR|WORD|STRING|SYMBOL|REGEXP|INTERPOLATION|LABEL[BE])/;

/** Asks a recipe's tokens for the terminals of a grammar. */
export function terminalsOf(
  text: string,
  words: readonly Token[],
  spellings: Spellings,
): (name: string) => Terminal {
  const image = ({ start, end }: Token): string => text.slice(start, end);
  const spaced = (at: number): boolean => (words[at]?.start ?? 0) > (words[at - 1]?.end ?? 0);

  /** Whether a token is a quoted word of a rule. */
  const isWord = (word: string, rule: string, at: number): boolean => {
    const token = words[at];
    if (token === undefined) return false;
    if (word === "{") return token.kind === "{" || (token.kind === "block {" && rule !== "hash");
    if (word === "::") return token.kind === (rule === "topConstant" ? "top ::" : "::");
    if (token.kind === ".." || token.kind === "newline" || token.kind === "operator")
      return image(token) === word;
    // Behind def every word is a name.
    const named = token.kind === "identifier" && words[at - 1]?.kind === "def";
    return token.kind === word || (named && image(token) === word);
  };

  /** Whether a token is a terminal with a rule of its own. */
  const isTerminal = (name: string, kindsOfIt: readonly TokenKind[], at: number): boolean => {
    const token = words[at];
    if (token === undefined) return false;
    const before = words[at - 1]?.kind;
    const keyword = keywordNamed(image(token)) !== undefined;
    // Behind the comma of `undef a, if` the lexer takes a name for what it is elsewhere.
    if (!kindsOfIt.includes(token.kind)) return name === "METHODNAME" && before === "," && keyword;
    if (pieces.test(name)) return true;
    const dotted = before === "." || before === "&." || before === "::" || before === "top ::";
    return spellings.isSpelling(name, image(token)) && (name !== "IDENTIFIER" || dotted || !keyword);
  };

  return (name) => {
    const [, word, rule = ""] = /^'([^]*)' in (\w+)$/.exec(name) ?? [];
    if (word !== undefined) return (at) => (isWord(word, rule, at) ? 1 : -1);
    if (name === "SPACE" || name === "NOSPACE") return (at) => (spaced(at) === (name === "SPACE") ? 0 : -1);
    if (name.startsWith("not ")) {
      const excluded = name.split(" ").slice(1);
      const starts = (one: string, at: number): boolean =>
        one.startsWith("NOSPACE") ? !spaced(at) && isWord(one.slice(7), "", at) : isWord(one, "", at);
      return (at) => (excluded.some((one) => starts(one, at)) ? -1 : 0);
    }
    if (name === "PATTERN") return (at) => patternLength(words, at);
    const kindsOfIt = kinds.get(name);
    if (kindsOfIt === undefined) throw new Error(`no terminal ${name}`);
    return (at) => (isTerminal(name, kindsOfIt, at) ? 1 : -1);
  };
}

/** How far a pattern reaches: to `then` or the line's end outside of its brackets. */
function patternLength(words: readonly Token[], at: number): number {
  let depth = 0;
  for (let end = at; ; end++) {
    const token = words[end];
    if (token === undefined || (depth === 0 && (token.kind === "then" || token.kind === "newline")))
      return end > at ? end - at : -1;
    if (openers.has(token.kind)) depth++;
    else if (closers.has(token.kind)) depth--;
  }
}
