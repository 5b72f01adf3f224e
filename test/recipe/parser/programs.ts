/** Random recipes, the same for the same seed: statements of the accepted subset with spacing that bites. */

import type { Random } from "../../support/random.js";

/** One of `choices`. */
export function pick<T>(random: Random, choices: readonly [T, ...T[]]): T {
  return choices[random(choices.length)] ?? choices[0];
}

const names = ["foo", "bar", "x", "y", "name", "node", "baz?", "Qux", "File"] as const;
const locals = ["x", "y", "name"] as const;
const operators = [
  ...(["+", "-", "*", "/", "%", "**", "==", "!=", "<", ">=", "<=>", "<<", "&", "|", "^"] as const),
  ...(["&&", "||", "=~", "===", "..", "..."] as const),
] as const;

/** Makes the text of one program. */
export class ProgramMaker {
  readonly #random: Random;
  /** Keeps keys apart, since Ruby drops the first of two that are the same. */
  #keys = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  program(): string {
    const count = 1 + this.#random(3);
    return Array.from({ length: count }, () => this.#statement(2)).join(this.#one("\n", "\n", "\n\n", "; "));
  }

  #one(first: string, ...others: readonly string[]): string {
    return pick(this.#random, [first, ...others]);
  }

  /** White space, or none. */
  #gap(): string {
    return this.#one("", " ", " ", "  ");
  }

  #statement(depth: number): string {
    if (depth < 0) return this.#expression(0);
    switch (this.#random(20)) {
      case 14:
        return `${this.#targets(depth)}${this.#gap()}=${this.#gap()}${this.#one("", "*")}${this.#value(depth - 1)}${this.#one("", `, ${this.#expression(depth - 1)}`)}`;
      case 15:
        // `for a&.b` crashes Ruby 3.1.
        return `for ${this.#one(this.#target(depth - 1), this.#targets(depth - 1)).replaceAll("&.", ".")} in ${this.#expression(depth - 1)}${this.#one(" do ", "\n", "; ")}${this.#body(depth)}end`;
      case 16:
        return `begin${this.#one("\n", " ", "; ")}${this.#body(depth)}${this.#one("", "", "rescue Qux => x\n1\n")}end${this.#one("", ".foo", " while x", " if y")}`;
      case 17:
        return `${this.#target(depth - 1)} ${this.#one("=", "||=", "&&=", "+=", "<<=")} ${this.#value(depth - 1)}${this.#one("", ", x", " rescue y")}`;
      case 18:
        return `${this.#one("while", "until")} ${this.#expression(depth - 1)}${this.#one(" do ", "\n")}${this.#body(depth)}end`;
      case 19:
        return `foo ${this.#one("do", "{")} ${this.#parameters(depth)}${this.#one(" ", "\n")}${this.#body(depth)}${this.#one("end", "}")}`;
      case 12:
        return `${this.#one("next", "break", "return")} ${this.#one("", "if x", this.#arguments(depth - 1))}`;
      case 13:
        return `foo do |x|${this.#one("\n", " ")}${this.#body(depth)}${this.#one("next", "break")}${this.#one("\n", " ", " if ", "; ")}${this.#statement(depth - 1)} end`;
      case 0:
        return `if ${this.#expression(depth - 1)}\n${this.#body(depth)}${this.#one("", "else\n1\n", `elsif x\n${this.#body(depth)}`)}end`;
      case 1:
        return `unless ${this.#expression(depth - 1)}${this.#one("\n", " then ", ";")}${this.#body(depth)}${this.#one("", "else\n1\n")}end`;
      case 2:
        return `${this.#statement(depth - 1)} ${this.#one("if", "unless")} ${this.#expression(depth - 1)}`;
      case 3:
        return `case ${this.#expression(0)}\nwhen ${this.#expression(0)}${this.#one("\n", " then ")}${this.#body(depth)}end`;
      case 4:
      case 5:
        return `${this.#one(...locals)}${this.#gap()}${this.#one("=", "=", "=", "+=", "||=")}${this.#gap()}${this.#value(depth)}`;
      case 6:
        return `${this.#expression(depth - 1)} ${this.#one("and", "or")} ${this.#one("", "not ")}${this.#expression(depth - 1)}`;
      case 7:
      case 8:
        return this.#command(depth);
      case 9:
        return `${this.#postfix(depth - 1)} do ${this.#one("|x| ", "|y, x|\n", "", this.#parameters(depth))}${this.#body(depth)}end`;
      default:
        return this.#expression(depth);
    }
  }

  /** Several targets of an assignment, at times in a way that Ruby does not take. */
  #targets(depth: number): string {
    const list = Array.from({ length: 1 + this.#random(3) }, () =>
      this.#random(5) === 0 ? `*${this.#one("", this.#target(depth - 1))}` : this.#target(depth - 1),
    );
    return `${list.join(", ")}${this.#one("", "", ",")}`;
  }

  #target(depth: number): string {
    if (depth > 0 && this.#random(6) === 0) return `(${this.#targets(depth - 1)})`;
    return this.#one(
      "x",
      "y",
      "name",
      "foo.bar",
      "foo[1]",
      "x[x, *y]",
      "Qux",
      "foo::Bar",
      "x&.y",
      "@x",
      "foo.bar(1)",
    );
  }

  #parameters(depth: number): string {
    const list = Array.from({ length: this.#random(4) }, () => this.#parameter(depth - 1));
    return `|${list.join(", ")}${this.#one("", "", ",", "; z")}|`;
  }

  #parameter(depth: number): string {
    if (depth > 0 && this.#random(5) === 0)
      return `(${this.#parameter(depth - 1)}${this.#one("", `, ${this.#parameter(depth - 1)}`)})`;
    return this.#one(
      "x",
      "y",
      "name",
      "a",
      "b",
      "_",
      "*c",
      "*",
      "d = 1",
      `e = ${this.#postfix(0)}`,
      "f: 1",
      "&g",
    );
  }

  #body(depth: number): string {
    return this.#one("", `${this.#statement(depth - 1)}\n`, `${this.#statement(depth - 2)}; `);
  }

  #value(depth: number): string {
    return this.#random(4) === 0 ? this.#command(depth - 1) : this.#expression(depth);
  }

  /** A call without parentheses, with or without a block. */
  #command(depth: number): string {
    const callee = this.#one(...names, "foo.bar", "x.y", "Foo::Bar", "foo::bar");
    const block = this.#one("", "", " do |x| x end", " do\ny x\nend", " { 1 }");
    return `${callee}${this.#one(" ", " ", " ", "")}${this.#arguments(depth)}${block}`;
  }

  #arguments(depth: number): string {
    const list = Array.from({ length: 1 + this.#random(3) }, () => this.#argument(depth - 1));
    if (this.#random(12) === 0) list.push(this.#one("&:name", "&x", "&:+", "&foo(1)"));
    return list.join(this.#one(", ", ",", " , ", ",\n"));
  }

  #argument(depth: number): string {
    if (depth < 0) return this.#primary(0);
    switch (this.#random(9)) {
      case 8:
        return `**${this.#primary(depth)}`;
      case 0:
        return `${this.#one("a", "Name", "name").concat(String(this.#keys++))}:${this.#gap()}${this.#expression(depth)}`;
      case 1:
        return `${this.#expression(depth)}${this.#gap()}=>${this.#gap()}${this.#expression(depth)}`;
      case 2:
        return `*${this.#primary(depth)}`;
      case 3:
        return depth > 0 ? this.#command(depth - 1) : this.#primary(depth);
      default:
        return this.#expression(depth);
    }
  }

  #expression(depth: number): string {
    if (depth <= 0) return this.#postfix(0);
    switch (this.#random(7)) {
      case 0:
        return `${this.#expression(depth - 1)}${this.#gap()}?${this.#gap()}${this.#expression(depth - 1)}${this.#gap()}:${this.#gap()}${this.#expression(depth - 1)}`;
      case 1:
      case 2:
        return `${this.#expression(depth - 1)}${this.#gap()}${this.#one(...operators)}${this.#gap()}${this.#expression(depth - 1)}`;
      case 3:
        return `${this.#one("-", "!", "+", "~", "!!", "- ")}${this.#expression(depth - 1)}`;
      default:
        return this.#postfix(depth);
    }
  }

  #postfix(depth: number): string {
    let text = this.#primary(depth);
    for (let count = this.#random(3); count > 0; count--) {
      text += this.#one(
        `.${this.#one(...names)}`,
        `${this.#one("", "", " ")}[${this.#arguments(depth - 1)}]`,
        `${this.#one("", "", " ")}(${this.#arguments(depth - 1)})`,
        ".bar(1)",
        "&.bar",
        "::Bar",
        "\n  .bar",
        " { |x| x }",
        " { x }",
      );
    }
    return text;
  }

  #primary(depth: number): string {
    switch (this.#random(depth > 0 ? 17 : 8)) {
      case 12:
        return this.#one(
          "_1",
          "_2",
          "it",
          "__FILE__",
          "self",
          "@x",
          "$x",
          "3r",
          "/q/i",
          "/#{x}q/m",
          "%r{q#{'r'}}",
          "/(?<x>q)/ =~ y",
          "/(?<y>.)(?<Name>.)/ =~ foo",
          "`q`",
          "not(x)",
          "not()",
          "defined?(x)",
          "defined? y",
        );
      case 13:
        return `if ${this.#expression(depth - 1)}${this.#one(" then ", "\n")}${this.#body(depth)}else y end`;
      case 14:
        return `->${this.#one("", "(x)", "(x, y = 1)", " x, y ")} ${this.#one("{ x }", "do x end", "{ _1 }")}`;
      case 15:
        return this.#one(
          "begin x end",
          "case x when 1 then y end",
          "unless x then y end",
          "while x do y end",
          "for x in y do end",
          "def bar(a, b = 1) a end",
          "class Qux; x; end",
        );
      case 16:
        return `{ ${this.#one("**x", "**{ a: 1 }", "a: 1, **foo", "'b' => 1, **x, c: y", "x:, y:")} }`;
      case 0:
      case 1:
        return this.#one(...names);
      case 2:
        return this.#one("1", "0", "-1", "1.5", "0x1f", "?a", "+2", "nil", "true", "false");
      case 3:
        return this.#one(
          "'q'",
          '"q"',
          '"#{x}q"',
          "'q' \"r\"",
          "%q(q)",
          "%(q)",
          '"#{foo x}"',
          '"#{ x ? 1:2 }"',
        );
      case 4:
        return this.#one(":a", ":a?", ':"a b"', ":+", ":if", ":A", ":[]=");
      case 5:
        return this.#one("%w(a b)", "%i(a)", "[]", "{}", "::File", "x", "[x]", "%w[]");
      case 6:
      case 7:
        return this.#one(...locals);
      case 8:
        return `(${this.#statement(depth - 1)})`;
      case 9:
        return `[${this.#arguments(depth)}${this.#one("", ",")}]`;
      case 10:
        return `{ ${this.#one("a: 1", "'b' => x", "'b': x", `x => ${this.#expression(depth - 1)}`)} }`;
      default:
        return `${this.#one(...names)}(${this.#one("", this.#arguments(depth))})`;
    }
  }
}
