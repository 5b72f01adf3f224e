import { readFileSync } from "node:fs";
import { readGrammar, type Expression } from "../../../bin/ebnf.js";
import { pick, type Random } from "../parser/programs.js";

/** What is known where a part of a sentence stands: the rules beyond the rules, as the head of recipe.ebnf tells them. */
interface Place {
  /** A `do` would be that of a loop, or of a call round it. */
  readonly noDo: boolean;
  /** In brackets: a label may go without a value, a range without an end. */
  readonly brackets: boolean;
  /** In a string, whose line is not to end. */
  readonly string: boolean;
  /** `next` and `break` have something to leave. */
  readonly leaves: boolean;
  /** A jump could stand for a value. */
  readonly value: boolean;
  /** Whose body it is. */
  readonly body: "recipe" | "block" | "def" | "class";
}

const start: Place = {
  noDo: false,
  brackets: false,
  string: false,
  leaves: false,
  value: false,
  body: "recipe",
};

/** What changes inside of a rule. */
const inside: Readonly<Record<string, Partial<Place>>> = {
  sequence: { noDo: false, brackets: false, value: true },
  onlyStatement: { noDo: false, brackets: false, value: true },
  array: { noDo: false, brackets: true },
  hash: { noDo: false, brackets: true },
  index: { noDo: false, brackets: true },
  bracketed: { noDo: false, brackets: true },
  negated: { noDo: false, brackets: false },
  arguments: { noDo: true, brackets: false },
  loopHead: { noDo: true, brackets: false },
  default: { noDo: true, brackets: false },
  braceBlock: { noDo: false, brackets: false, leaves: true, value: false },
  doBlock: { noDo: false, brackets: false, leaves: true, value: false },
  interpolation: { noDo: false, brackets: false, string: true, value: true },
  conditional: { value: true },
  caseExpression: { value: true },
  beginBlock: { noDo: false, brackets: false, value: true },
  lambda: { noDo: false, brackets: false, value: true },
};

/** Texts of the terminals whose own rules say less than what a sentence needs. */
const spellings: Readonly<Record<string, readonly [string, ...string[]]>> = {
  ESCAPE: ["\\n", "\\t", "\\\\", "\\s", "\\e", "\\x41", "\\101", "\\u0041", "\\u{1F600 41}", "\\q", "\\#"],
  CONSTANT: ["Foo", "Bar", "File"],
  VARIABLE: ["@a", "@@b", "$c", "$0", "$-w", "$!"],
  PERCENTSTRING: ["%q(a (b) #{c})", "%Q[a]", "%(b)", "%|c|", "%q!d!", "%{e {f}}"],
  REFUSEDLITERAL: ["/a+/", "/[^b]/i", "%r{c/d}x", "`ls`", "%x(ls)", "3r", "2i", "1.5r", "4ri"],
  PATTERN: ["1", "[Integer, String]", "{ name: }", "nil | 1", "Foo(bar:)", "x if y", "Foo => z"],
  OPERATORNAME: [
    "+",
    "-",
    "*",
    "**",
    "/",
    "%",
    "==",
    "!=",
    "<=>",
    "<",
    "<<",
    "!",
    "~",
    "&",
    "|",
    "^",
    "+@",
    "[]",
  ],
};

const equalities = new Set(["==", "!=", "===", "=~", "!~", "<=>"]);

/** Makes sentences of the rules of grammar/recipe.ebnf. */
export class SentenceMaker {
  readonly #rules: ReadonlyMap<string, Expression>;
  readonly #costs: ReadonlyMap<string, number>;
  readonly #random: Random;
  #tokens: { readonly text: string; readonly tight: boolean }[] = [];
  #tight = false;
  /** How many choices may still be free; the cheapest way to the end is taken behind them. */
  #fuel = 0;
  #place = start;
  /** Bodies of the heredocs opened on this line. */
  #bodies: string[] = [];
  /** How many tokens there were when a block had been passed. */
  #passed = -1;
  #names = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#rules = new Map(
      readGrammar(readFileSync("grammar/recipe.ebnf", "utf8")).map(({ name, expression }) => [
        name,
        expression,
      ]),
    );
    this.#costs = costsOf(this.#rules);
  }

  sentence(): string {
    this.#tokens = [];
    this.#bodies = [];
    this.#tight = false;
    this.#place = start;
    this.#fuel = 20 + this.#random(120);
    this.#rule("recipe");
    this.#endLine();
    let text = "";
    for (const token of this.#tokens) text += (token.tight || /(?:^|\n)$/.test(text) ? "" : " ") + token.text;
    return text;
  }

  #push(text: string): void {
    this.#tokens.push({ text, tight: this.#tight });
    this.#tight = false;
  }

  /** The end of a line, with the heredocs that it opened. */
  #endLine(): void {
    this.#tight = true;
    this.#push(`\n${this.#bodies.join("")}`);
    this.#bodies = [];
  }

  #chance(percent: number): boolean {
    return this.#random(100) < percent;
  }

  #rule(name: string): void {
    const own = this.#place;
    this.#fuel--;
    this.#place = { ...own, ...inside[name] };
    const special = this.#specials[name];
    if (special !== undefined) special();
    else this.#make(this.#ruleOf(name));
    this.#place = own;
  }

  #ruleOf(name: string): Expression {
    const rule = this.#rules.get(name);
    if (rule === undefined) throw new Error(`no rule ${name}`);
    return rule;
  }

  #make(expression: Expression): void {
    switch (expression.kind) {
      case "word":
        return this.#push(expression.text);
      case "characters":
        return this.#push(this.#character(expression.text));
      case "name":
        return this.#isTerminal(expression.name)
          ? this.#terminal(expression.name)
          : this.#rule(expression.name);
      case "sequence":
        return expression.items.forEach((item) => this.#make(item));
      case "choice":
        return this.#make(this.#chosen(expression.items));
      case "optional":
        if (this.#fuel > 0 && this.#chance(40) && this.#allowed(expression.item)) this.#make(expression.item);
        return;
      case "many":
      case "some":
        if (expression.kind === "some") this.#make(expression.item);
        while (this.#fuel > 0 && this.#chance(30)) this.#make(expression.item);
        return;
      default:
        return this.#without(expression.item);
    }
  }

  #isTerminal(name: string): boolean {
    return name === name.toUpperCase();
  }

  /** One of several ways that may be gone here; the cheapest when there has been enough. */
  #chosen(items: readonly Expression[]): Expression {
    const allowed = items.filter((item) => this.#allowed(item));
    const [first = items[0], ...others] = allowed;
    if (first === undefined) throw new Error("a choice of nothing");
    if (this.#fuel > 0) return pick(this.#random, [first, ...others]);
    return allowed.reduce(
      (best, item) => (costOf(item, this.#costs) < costOf(best, this.#costs) ? item : best),
      first,
    );
  }

  /** Whether the rules beyond the rules let something stand here. */
  #allowed(item: Expression): boolean {
    const { noDo, leaves, value, body } = this.#place;
    const words = wordsOf(item);
    const [first = ""] = words;
    if (words.includes("doBlock") && noDo) return false;
    if (words.includes("do") && noDo) return false;
    if (first === "jump") return !value && (leaves || body === "recipe" || body === "def");
    if (first === "next" || first === "break") return leaves;
    if (first === "return") return body !== "class";
    if (first === "yield") return body === "def";
    if (first === "redo" || first === "retry") return false;
    if (first === "class" || first === "module") return body !== "def" || words[1] === "<<";
    if (first === "CONSTANT" || first === "::") return body !== "def";
    if (first === "hook" || first === "BEGIN")
      return first === "hook" || (body === "recipe" && !leaves && !value);
    return true;
  }

  /** Something that does not start with what would be misread there; a bracket could hold several statements. */
  #without(item: Expression): void {
    const { length } = this.#tokens;
    const tight = this.#tight;
    for (let tries = 0; tries < 20; tries++) {
      this.#tokens.length = length;
      this.#tight = tight;
      this.#make(item);
      const first = this.#tokens[length]?.text ?? "";
      if (!/^(?:\{|\(|\.\.\.?|if|unless|while|until|rescue)$/.test(first)) return;
    }
    this.#tokens.length = length;
    this.#tight = tight;
    this.#push("1");
  }

  /** One character of a class. */
  #character(text: string): string {
    const negated = text.startsWith("[^");
    const inner = text.replace(/^\[\^?|\]$/g, "").replace("#xA", "\n");
    const all = negated ? "abcXYZ019_ .,:+-()" : expanded(inner);
    const usable = negated ? [...all].filter((character) => !inner.includes(character)) : [...all];
    return usable[this.#random(usable.length)] ?? "a";
  }

  #terminal(name: string): void {
    const special = this.#specials[name];
    if (special !== undefined) return special();
    const texts = spellings[name];
    if (texts !== undefined) return this.#push(pick(this.#random, texts));
    // A token of several characters: they touch.
    const { length } = this.#tokens;
    const fuel = this.#fuel;
    const tight = this.#tight;
    this.#fuel = 12;
    this.#make(this.#ruleOf(name));
    this.#fuel = fuel;
    const text = this.#tokens
      .splice(length)
      .map((token) => token.text)
      .join("");
    this.#tight = tight;
    this.#push(text);
  }

  #name(...names: readonly [string, ...string[]]): () => void {
    return () => this.#push(pick(this.#random, names));
  }

  readonly #specials: Readonly<Record<string, () => void>> = {
    NOSPACE: () => {
      this.#tight = true;
    },
    SPACE: () => undefined,
    TERMINATOR: () => {
      if (this.#place.string || this.#chance(40)) this.#push(";");
      else this.#endLine();
    },
    IDENTIFIER: this.#name("foo", "bar", "baz"),
    METHODNAME: () => {
      if (this.#chance(10)) this.#terminal("OPERATORNAME");
      else this.#push(pick(this.#random, ["foo", "bar", "qux?", "quux!", "if", "class", "nil?", "Foo"]));
    },
    LABEL: this.#name("a:", "b:", "if:", "Foo:", '"c d":', "'e':"),
    HEREDOC: () => this.#heredoc(),
    PLAINSTRING: () => {
      const rule = this.#ruleOf("PLAINSTRING");
      const items = rule.kind === "choice" ? rule.items : [];
      const usable = items.filter(
        (item) => !(this.#place.string && item.kind === "name" && item.name === "HEREDOC"),
      );
      this.#make(this.#chosen(usable));
    },
    STRINGBEGIN: this.#name('"'),
    STRINGCONTENT: () => this.#touching("TEXT"),
    STRINGEND: () => this.#touching('"'),
    LABELEND: () => this.#touching('":'),
    SYMBOLBEGIN: this.#name(':"'),
    INTERPOLATIONBEGIN: () => this.#touching("#{"),
    INTERPOLATIONEND: () => this.#push("}"),
    PLAINSYMBOL: this.#name(
      ":a",
      ":b?",
      ":c=",
      ":Foo",
      ":+",
      ":[]=",
      ":if",
      ":@d",
      ":'e f'",
      ':"g"',
      "%s(h)",
    ),
    words: this.#name("%w(a b)", "%w[]", "%i(a b)", "%W(a#{foo}b c)", "%I[a#{bar} b]", "%w! d !"),
    // Only quotes stand side by side.
    string: () => {
      if (this.#chance(50)) return this.#terminal("PLAINSTRING");
      for (let parts = 1 + this.#random(2); parts > 0; parts--) {
        if (this.#chance(50)) this.#terminal("QUOTED");
        else this.#interpolated();
      }
    },
    // Names that are read are seldom those that are assigned, since what stands behind a local reads otherwise.
    singleTarget: () => {
      if (this.#chance(60)) this.#push(pick(this.#random, ["a", "b", "c"]));
      else this.#make(this.#ruleOf("singleTarget"));
    },
    value: () => {
      if (!this.#place.brackets || !this.#chance(8)) return this.#make(this.#ruleOf("value"));
      const before = this.#chance(50);
      if (before) this.#rule("binary");
      this.#push(this.#chance(50) ? ".." : "...");
      if (!before) this.#rule("binary");
    },
    range: () => {
      this.#rule("binary");
      if (!this.#chance(5)) return;
      this.#push("..");
      this.#rule("binary");
    },
    // Equalities do not follow one another.
    binary: () => {
      this.#rule("unary");
      let equality = false;
      while (this.#fuel > 0 && this.#chance(25)) {
        const rule = this.#ruleOf("BINARY");
        const items = rule.kind === "choice" ? rule.items : [];
        const usable = items.filter(
          (item) => item.kind === "word" && !(equality && equalities.has(item.text)),
        );
        const operator = this.#chosen(usable);
        equality ||= operator.kind === "word" && equalities.has(operator.text);
        this.#make(operator);
        this.#rule("unary");
      }
    },
    pair: () => {
      const { brackets } = this.#place;
      if (!brackets || !this.#chance(20)) return this.#pair();
      this.#push(pick(this.#random, ["foo:", "Bar:"]));
    },
    passed: () => {
      this.#make(this.#ruleOf("passed"));
      this.#passed = this.#tokens.length;
    },
    given: () => {
      if (this.#chance(30)) this.#rule("bracketed");
      if (this.#chance(20) && this.#passed !== this.#tokens.length - 1) this.#rule("block");
    },
    command: () => {
      this.#rule("callee");
      if (this.#chance(10)) {
        this.#rule("onlyStatement");
        if (this.#chance(30)) this.#rule("block");
        return;
      }
      const { noDo } = this.#place;
      this.#rule("arguments");
      if (!noDo && this.#chance(30) && this.#passed !== this.#tokens.length) this.#rule("doBlock");
    },
    callList: () => {
      const own = this.#place;
      this.#place = { ...own, noDo: true };
      this.#make(this.#ruleOf("callList"));
      this.#place = own;
    },
    // In order, each name once.
    parameters: () => {
      const name = (): string => `p${this.#names++}`;
      const list: (() => void)[] = [];
      const several = (make: () => void): void => {
        for (let count = this.#random(3); count > 0; count--) list.push(make);
      };
      const plain = (): void => this.#push(name());
      several(() => (this.#chance(70) ? plain() : this.#rule("destructured")));
      if (this.#chance(30))
        several(() => {
          plain();
          this.#push("=");
          this.#rule("default");
        });
      if (this.#chance(30)) {
        list.push(() => {
          this.#push("*");
          if (this.#chance(60)) plain();
        });
        several(plain);
      }
      if (this.#chance(10)) list.push(() => this.#push(`${name()}: 1`));
      if (this.#chance(10)) list.push(() => this.#push(`**${name()}`));
      if (this.#chance(10)) list.push(() => this.#push(`&${name()}`));
      if (list.length === 0) list.push(plain);
      list.forEach((make, index) => {
        if (index > 0) this.#push(",");
        make();
      });
    },
    destructuredItem: () => {
      if (this.#fuel > 0 && this.#chance(20)) this.#rule("destructured");
      else this.#push(`p${this.#names++}`);
    },
    blockParameters: () => {
      if (this.#chance(10)) return this.#push("||");
      this.#push("|");
      this.#rule("parameters");
      if (this.#chance(10)) this.#push(`; p${this.#names++}`);
      this.#push("|");
    },
    // Prism stumbles over a list as the first of several variables.
    forLoop: () => {
      this.#push("for");
      this.#push(
        pick(this.#random, ["a", "a, b", "a, (b, *c)", "*a", "a,", "@a", "foo.b", "foo[1]", "(a, b)"]),
      );
      this.#push("in");
      this.#rule("loopHead");
      this.#looped();
    },
    whileLoop: () => {
      this.#push(this.#chance(50) ? "while" : "until");
      this.#rule("loopHead");
      this.#looped();
    },
    definition: () => {
      const own = this.#place;
      const method = own.body === "def" || this.#chance(50);
      const body = method ? ("def" as const) : ("class" as const);
      if (method) this.#push("def");
      else
        this.#push(pick(this.#random, ["class Foo", "class Foo::Bar < Baz", "module Foo", "class << foo"]));
      this.#place = { ...start, string: own.string, body, value: true };
      if (method) this.#method();
      else {
        this.#terminal("TERMINATOR");
        this.#rule("body");
      }
      this.#place = own;
    },
    renaming: () => {
      if (this.#chance(20)) return this.#push("alias $a $b");
      this.#push(this.#chance(50) ? "undef" : "alias :a");
      this.#push(pick(this.#random, ["foo", ":bar", "Foo", "+", "baz?"]));
    },
  };

  #looped(): void {
    const own = this.#place;
    this.#place = { ...own, noDo: false, brackets: false, leaves: true, value: false };
    this.#rule("statements");
    this.#place = own;
    this.#push("end");
  }

  #method(): void {
    this.#push(pick(this.#random, ["foo", "self.bar", "Foo.baz?", "+"]));
    if (this.#chance(70)) {
      this.#tight = true;
      this.#push("(");
      this.#tight = true;
      this.#rule("parameters");
      this.#push(")");
    } else this.#terminal("TERMINATOR");
    this.#rule("body");
  }

  #pair(): void {
    const rule = this.#ruleOf("pair");
    const items = rule.kind === "choice" ? rule.items : [];
    const chosen = this.#chosen(items);
    const labelled =
      chosen.kind === "sequence" && chosen.items[0]?.kind === "name" && chosen.items[0].name === "LABEL";
    if (!labelled) return this.#make(chosen);
    this.#terminal("LABEL");
    this.#rule("expression");
  }

  #interpolated(): void {
    this.#push('"');
    this.#rule("contents");
    this.#touching('"');
  }

  /** A token that touches the one before it and the one behind it, as parts of a string do. */
  #touching(text: string): void {
    this.#tight = true;
    if (this.#rules.has(text)) this.#terminal(text);
    else this.#push(text);
    this.#tight = !text.startsWith('"');
  }

  #heredoc(): void {
    if (this.#place.string) return this.#push("'no heredoc'");
    const id = `ID${this.#names++}`;
    const [dash, indent] = pick(this.#random, [
      ["-", "  "],
      ["~", "    "],
      ["", ""],
    ]);
    this.#push(`<<${dash}${id}`);
    this.#bodies.push(`  text of ${id}\n${indent}${id}\n`);
  }
}

/** The words and names of an expression, in order. */
function wordsOf(expression: Expression): readonly string[] {
  if (expression.kind === "word") return [expression.text];
  if (expression.kind === "name") return [expression.name];
  if ("items" in expression) return expression.items.flatMap(wordsOf);
  return "item" in expression ? wordsOf(expression.item) : [];
}

/** How many rules have to be gone through at least, for each rule. */
function costsOf(rules: ReadonlyMap<string, Expression>): ReadonlyMap<string, number> {
  const costs = new Map<string, number>();
  for (let changed = true; changed;) {
    changed = false;
    for (const [name, rule] of rules) {
      const cost = 1 + costOf(rule, costs);
      if (cost >= (costs.get(name) ?? Infinity)) continue;
      costs.set(name, cost);
      changed = true;
    }
  }
  return costs;
}

function costOf(expression: Expression, costs: ReadonlyMap<string, number>): number {
  switch (expression.kind) {
    case "name":
      return expression.name === expression.name.toUpperCase() ? 0 : (costs.get(expression.name) ?? Infinity);
    case "sequence":
      return expression.items.reduce((sum, item) => sum + costOf(item, costs), 0);
    case "choice":
      return Math.min(...expression.items.map((item) => costOf(item, costs)));
    case "some":
    case "except":
      return costOf(expression.item, costs);
    default:
      return 0;
  }
}

function expanded(inner: string): string {
  return inner.replace(/(\w)-(\w)/g, (_, from: string, to: string) => {
    let all = "";
    for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) all += String.fromCharCode(code);
    return all;
  });
}
