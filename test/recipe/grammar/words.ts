import { readGrammar, type Expression } from "../../../bin/ebnf.js";
import { lex } from "../../../src/recipe/lexer/lexer.js";
import { keywordNamed, type Token, type TokenKind } from "../../../src/recipe/tokens.js";
import { Unreadable } from "../../../src/recipe/parser/base.js";
import { Parser } from "../../../src/recipe/parser/parser.js";
import { sourceOf } from "../parser/kit.js";
import type { Terminal } from "./recogniser.js";

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
  ["WORDSBEGIN", ["words begin"]],
  ["WORD", ["plain string", "plain symbol"]],
  ["WORDSEND", ["words end"]],
  ["REFUSEDLITERAL", ["refused literal"]],
]);

/** The brackets, and what closes them, between which a pattern's line end does not count. */
const openers = new Set<TokenKind>(["(", "[", "{", "block {"]);
const closers = new Set<TokenKind>([")", "]", "}"]);

const expressions = (text: string): ReadonlyMap<string, Expression> =>
  new Map(readGrammar(text).map(({ name, expression }) => [name, expression]));

/** The terminals of a grammar as regular expressions. */
export class Spellings {
  readonly #expressions: ReadonlyMap<string, Expression>;
  readonly #patterns = new Map<string, RegExp>();

  constructor(grammar: string) {
    this.#expressions = expressions(grammar);
  }

  /** Whether a terminal may be spelt so. */
  isSpelling(name: string, text: string): boolean {
    let pattern = this.#patterns.get(name);
    if (pattern === undefined) {
      pattern = new RegExp(`^(?:${this.#named(name)})$`, "su");
      this.#patterns.set(name, pattern);
    }
    return pattern.test(text);
  }

  #named(name: string): string {
    const expression = this.#expressions.get(name);
    if (expression === undefined) throw new Error(`no terminal ${name}`);
    return this.#pattern(expression);
  }

  #pattern(expression: Expression): string {
    switch (expression.kind) {
      case "word":
        return expression.text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
      case "characters":
        return classOf(expression.text);
      case "name":
        return `(?:${this.#named(expression.name)})`;
      case "sequence":
        return expression.items.map((item) => this.#pattern(item)).join("");
      case "choice":
        return `(?:${expression.items.map((item) => this.#pattern(item)).join("|")})`;
      case "except":
        return `(?!(?:${this.#pattern(expression.without)})$)${this.#pattern(expression.item)}`;
      default:
        return `(?:${this.#pattern(expression.item)})${{ optional: "?", many: "*", some: "+" }[expression.kind]}`;
    }
  }
}

/** A class of characters: in EBNF nothing is escaped, and `#xN` is a character by its number. */
function classOf(text: string): string {
  const inner = text.startsWith("[") ? text : `[${text}]`;
  const [, not = "", content = ""] = /^\[(\^?)([^]*)\]$/.exec(inner) ?? [];
  const escaped = content.replaceAll(/[\\\][^]/g, "\\$&").replaceAll(/^-|-$/g, "\\-");
  return `[${not}${escaped.replaceAll(/#x([0-9A-Fa-f]+)/g, "\\u{$1}")}]`;
}

/** A recipe's tokens, lexed again as long as the parser finds that a name is a local, or is none; nothing when some are wrong. */
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

/** A recipe's tokens without the line ends that never count: before a closing bracket, or the `:` of a ternary. */
export function wordsOf(text: string): readonly Token[] | undefined {
  const tokens = tokensOf(text);
  return tokens?.filter(({ kind, start, end }, index) => {
    if (kind !== "newline" || text.slice(start, end) === ";") return true;
    const next = tokens[index + 1];
    const passes = next !== undefined && (/^[)\]}:|]$/.test(next.kind) || text.startsWith(";", next.start));
    return !passes && tokens[index - 1]?.kind !== "not";
  });
}

/** Asks tokens for terminals. */
export function terminalsOf(
  text: string,
  words: readonly Token[],
  spellings: Spellings,
): (name: string) => Terminal {
  const image = (token: Token): string => text.slice(token.start, token.end);
  const is = (test: (token: Token, at: number) => boolean): Terminal => {
    return (at) => {
      const token = words[at];
      return token !== undefined && test(token, at) ? 1 : -1;
    };
  };
  const isWord = (word: string, token: Token, at: number, rule: string): boolean => {
    switch (word) {
      case "{":
        return token.kind === "{" || (token.kind === "block {" && rule !== "hash");
      case "::":
        return token.kind === (rule === "topConstant" ? "top ::" : "::");
      case "..":
      case "...":
        return token.kind === ".." && image(token) === word;
      case "=":
        return token.kind === "=";
      case ";":
      case "<":
      case "<<":
        return (token.kind === "newline" || token.kind === "operator") && image(token) === word;
      default:
        // Behind def every word is a name.
        return (
          token.kind === word ||
          (token.kind === "identifier" && image(token) === word && words[at - 1]?.kind === "def")
        );
    }
  };
  return (name) => {
    const [, word, rule = ""] = /^'([^]*)' in (\w+)$/.exec(name) ?? [];
    if (word !== undefined) return is((token, at) => isWord(word, token, at, rule));
    if (name === "NOSPACE" || name === "SPACE")
      return (at) => {
        const spaced = (words[at]?.start ?? 0) > (words[at - 1]?.end ?? 0);
        return spaced === (name === "SPACE") ? 0 : -1;
      };
    if (name.startsWith("not ")) {
      const excluded = name.split(" ").slice(1);
      return (at) => {
        const token = words[at];
        const touches = token?.start === words[at - 1]?.end;
        const starts = (word: string): boolean =>
          token !== undefined &&
          (word.startsWith("NOSPACE")
            ? touches && isWord(word.slice(7), token, at, "")
            : isWord(word, token, at, ""));
        return excluded.some(starts) ? -1 : 0;
      };
    }
    if (name === "PATTERN") return (at) => patternLength(words, at);
    const of = kinds.get(name);
    if (of === undefined) throw new Error(`no terminal ${name}`);
    return is((token, at) => {
      // Behind a comma the lexer takes words for what they are elsewhere: `undef a, if`.
      const undefined_ = name === "METHODNAME" && words[at - 1]?.kind === "," && keywordNamed(token.kind);
      if (!of.includes(token.kind)) return undefined_ !== undefined && undefined_ !== false;
      if (/^(?:STRING|INTERPOLATION|LABEL[BE]|WORD|SYMBOL)/.test(name)) return true;
      if (name === "TERMINATOR") return true;
      const spelt = image(token);
      const free = /^(?:\.|&\.|(?:top )?::)$/.test(words[at - 1]?.kind ?? "");
      if (name === "IDENTIFIER" && !free && keywordNamed(spelt) !== undefined) return false;
      return spellings.isSpelling(name, spelt);
    });
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
