import { readGrammar, type Expression } from "../../../bin/ebnf.js";

/** The terminals of a grammar as regular expressions. */
export class Spellings {
  readonly #expressions: ReadonlyMap<string, Expression>;
  readonly #patterns = new Map<string, RegExp>();

  constructor(grammar: string) {
    this.#expressions = new Map(readGrammar(grammar).map(({ name, expression }) => [name, expression]));
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
