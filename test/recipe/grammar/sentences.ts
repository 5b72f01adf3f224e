import { readFileSync } from "node:fs";
import { readGrammar, type Expression } from "../../../bin/ebnf.js";
import { pick } from "../parser/programs.js";
import { type Random } from "../../support/random.js";
import { beyond, inside, mayStand, spellings, start, type Place } from "./beyond.js";

interface Piece {
  readonly text: string;
  /** It touches what stands before it. */
  readonly tight: boolean;
}

/** What starts an argument behind a name when it touches what follows, and is an operator otherwise. */
const prefixes = new Set(["-", "+", "*", "**", "&"]);
const prefixRules = new Set(["unary", "value", "restTarget", "pair", "passed"]);

/** What starts an argument behind a name that it does not touch. */
const suffixes = new Set(["::", "["]);
const suffixRules = new Set(["postfix", "callee", "singleTarget", "index", "path", "methodName", "chained"]);

/** What the value of an assignment goes on with. */
const taken = new Set(["rescue", "**", "?", "..", "..."]);

/** What may have arguments; an operator that names a method too. */
const mayHaveArguments = /^\w*[a-z]\w*[?!=]?$/;

const rules: ReadonlyMap<string, Expression> = new Map(
  readGrammar(readFileSync("grammar/recipe.ebnf", "utf8")).map(({ name, expression }) => [name, expression]),
);

/** Makes sentences of the rules of grammar/recipe.ebnf, and of what its head says beyond them. */
export class SentenceMaker {
  readonly #random: Random;
  #pieces: Piece[] = [];
  #tight = false;
  /** How many choices may still be free; the cheapest way to the end is taken behind them. */
  #fuel = 0;
  /** The rule that is being followed. */
  #rule = "";
  /** Bodies of the heredocs opened on this line. */
  #bodies: string[] = [];
  #names = 0;
  place = start;
  /** How many pieces there were when a block had been passed with `&`. */
  passed = -1;
  /** How many there were behind an operator that names a method. */
  named = -1;
  /** How many there were behind what takes all that follows it, an assignment say. */
  closed = -1;

  /** How far it is to the rule that is to be in the sentence, from each; undefined when it is. */
  #way: ReadonlyMap<string, number> | undefined;
  #goal: string;

  /** The rule `goal` is sought; where the rules beyond the rules stand in the way it may not be found. */
  constructor(random: Random, goal: string) {
    this.#random = random;
    this.#goal = goal;
    this.#way = waysTo(goal);
  }

  sentence(): string {
    this.#fuel = 40 + this.#random(150);
    this.rule("recipe");
    this.endLine();
    let text = "";
    for (const piece of this.#pieces) text += (piece.tight || /(?:^|\n)$/.test(text) ? "" : " ") + piece.text;
    return text;
  }

  /** The piece before. */
  get before(): string {
    return this.#pieces.at(-1)?.text ?? "";
  }

  get length(): number {
    return this.#pieces.length;
  }

  /** Something is left to spend on what need not be. */
  get free(): boolean {
    return this.#fuel > 0;
  }

  chance(percent: number): boolean {
    return this.#random(100) < percent;
  }

  pick<Value>(values: readonly [Value, ...Value[]]): Value {
    return pick(this.#random, values);
  }

  push(text: string): void {
    this.#pieces.push({ text, tight: this.#tight && !/^[=,)|]/.test(text) });
    this.#tight = false;
  }

  /** What is pushed next touches what stands before it. */
  tighten(): void {
    this.#tight = true;
  }

  /** A name that nothing else has. */
  newName(): string {
    return `p${this.#names++}`;
  }

  /** The end of a line, with the heredocs that it opened. */
  endLine(): void {
    this.tighten();
    this.push(`\n${this.#bodies.join("")}`);
    this.#bodies = [];
  }

  /** The body of a heredoc, behind the line. */
  later(body: string): void {
    this.#bodies.push(body);
  }

  rule(name: string, change: Partial<Place> = {}): void {
    const { place } = this;
    const outer = this.#rule;
    this.#fuel--;
    if (name === this.#goal) this.#way = undefined;
    this.#rule = name;
    this.place = { ...place, ...inside(name, place), ...change };
    const own = beyond[name];
    if (own !== undefined) own(this);
    else this.make(ruleOf(name));
    this.place = place;
    this.#rule = outer;
  }

  /** What a rule says, whatever stands beyond the rules. */
  follow(name: string): void {
    this.make(ruleOf(name));
  }

  make(expression: Expression): void {
    switch (expression.kind) {
      case "word":
        return this.#word(expression.text);
      case "characters":
        return this.push(this.#character(expression.text));
      case "name":
        return isTerminal(expression.name) ? this.terminal(expression.name) : this.rule(expression.name);
      case "sequence":
        return expression.items.forEach((item) => this.make(item));
      case "choice":
        return this.make(this.#chosen(expression.items));
      case "optional":
        if (!this.#allows(expression.item)) return;
        if (
          this.#leads(expression.item) ||
          this.chance(!this.free ? 4 : this.#rule === "statements" ? 80 : 40)
        )
          this.make(expression.item);
        return;
      case "many":
      case "some":
        if (expression.kind === "some" || this.#leads(expression.item)) this.make(expression.item);
        while (this.free && this.chance(35)) this.make(expression.item);
        return;
      default:
        return this.#without(expression.item, expression.without);
    }
  }

  /** A token: spelt as it is used, or made of what its rule says, without blanks. */
  terminal(name: string): void {
    const own = beyond[name];
    if (own !== undefined) return own(this);
    const texts = spellings[name];
    if (texts !== undefined) return this.push(pick(this.#random, texts));
    const before = this.length;
    const tight = this.#tight;
    const fuel = this.#fuel;
    this.#fuel = 12;
    this.make(ruleOf(name));
    this.#fuel = fuel;
    const token = this.#pieces.splice(before).map(({ text }) => text);
    this.#tight = tight;
    this.push(token.join(""));
  }

  /** One of the ways of a rule that are left when some are not to be gone. */
  oneOf(name: string, usable: (item: Expression) => boolean): Expression {
    const rule = ruleOf(name);
    return this.#chosen((rule.kind === "choice" ? rule.items : [rule]).filter(usable));
  }

  /** What a rule starts with. */
  firstOf(name: string): Expression {
    const rule = ruleOf(name);
    return (rule.kind === "sequence" ? rule.items[0] : undefined) ?? rule;
  }

  /** What a rule ends with, behind that. */
  behindFirstOf(name: string): Expression {
    const rule = ruleOf(name);
    return { kind: "sequence", items: rule.kind === "sequence" ? rule.items.slice(1) : [] };
  }

  /** A jump that may stand here, behind `&&` say. */
  jumpWord(): string {
    const { leaves, body } = this.place;
    return leaves ? this.pick(["next", "break", "redo"]) : body === "class" ? "foo" : "return";
  }

  /** The piece at a place. */
  at(place: number): string | undefined {
    return this.#pieces[place]?.text;
  }

  /** There is one block, passed or written, and none behind `::` and a constant. */
  mayHaveBlock(): boolean {
    const constant = this.at(this.length - 2) === "::" && /^[A-Z]\w*$/.test(this.before);
    return !constant && this.passed !== this.length && this.passed !== this.length - 1;
  }

  mayStand(name: string): boolean {
    return mayStand([name], this.#rule, this.place);
  }

  #word(text: string): void {
    // On the line of a statement it would belong to that.
    const divides =
      (text === "rescue" && this.#rule === "rescued") || (text === "in" && this.#rule === "caseIn");
    if (divides && !/[\n;]$/.test(this.before)) this.terminal("TERMINATOR");
    const named = this.named === this.length || mayHaveArguments.test(this.before);
    if (suffixes.has(text) && suffixRules.has(this.#rule) && (named || this.chance(60))) this.tighten();
    this.push(text);
    if (text === "yield") this.place = { ...this.place, yields: true };
    if (prefixes.has(text) && prefixRules.has(this.#rule) && (named || this.chance(60))) this.tighten();
  }

  #allows(item: Expression): boolean {
    const words = wordsOf(item);
    if ((words[0] === "block" || words[0] === "doBlock") && !this.mayHaveBlock()) return false;
    // An assignment further in would take it.
    if (this.closed === this.length && taken.has(words[0] ?? "")) return false;
    return mayStand(words, this.#rule, this.place);
  }

  /** One of several ways that may be gone here; one of the shortest when there has been enough. */
  #chosen(items: readonly Expression[]): Expression {
    const allowed = items.filter((item) => this.#allows(item));
    const least = Math.min(...allowed.map((item) => costOf(item)));
    const near = Math.min(...allowed.map((item) => this.#distance(item)));
    const usable = allowed.filter((item) =>
      near < Infinity ? this.#distance(item) === near : this.free || costOf(item) === least,
    );
    const [first, ...others] = usable;
    if (first === undefined) throw new Error(`nothing may stand in ${this.#rule}`);
    return pick(this.#random, [first, ...others]);
  }

  #distance(item: Expression): number {
    // Before a dot not everything may stand that could.
    const way = this.free && !this.place.receiver ? this.#way : undefined;
    return way === undefined ? Infinity : distanceOf(item, way);
  }

  /** A part that could be left out leads to what is sought. */
  #leads(item: Expression): boolean {
    return this.#distance(item) < Infinity && this.chance(50);
  }

  /** Something that does not start with what is excluded there. */
  #without(item: Expression, without: Expression): void {
    const { length } = this;
    const tight = this.#tight;
    const bodies = this.#bodies;
    const excluded = new Set(["(", ...firstWords(without)]);
    for (let tries = 0; tries < 20; tries++) {
      this.#pieces.length = length;
      this.#bodies = [...bodies];
      this.#tight = tight;
      this.make(item);
      if (!excluded.has(this.#pieces[length]?.text ?? "")) return;
    }
    this.#pieces.length = length;
    this.#bodies = bodies;
    this.#tight = tight;
    this.push("1");
  }

  /** One character of a class. */
  #character(text: string): string {
    const inner = text.replace(/^\[\^?|\]$/g, "").replace("#xA", "\n");
    const all = text.startsWith("[^") ? "abcXYZ019_ .,:+-()" : expanded(inner);
    const usable = text.startsWith("[^")
      ? [...all].filter((character) => !inner.includes(character))
      : [...all];
    return usable[this.#random(usable.length)] ?? "a";
  }
}

function ruleOf(name: string): Expression {
  const rule = rules.get(name);
  if (rule === undefined) throw new Error(`no rule ${name}`);
  return rule;
}

/** The names of the rules that are no tokens, in order. */
export const ruleNames: readonly string[] = [...rules.keys()].filter((name) => !isTerminal(name));

/** Tokens are written in capitals. */
export function isTerminal(name: string): boolean {
  return name === name.toUpperCase();
}

/** The words and names of an expression, in order. */
export function wordsOf(expression: Expression): readonly string[] {
  if (expression.kind === "word") return [expression.text];
  if (expression.kind === "name") return [expression.name];
  if ("items" in expression) return expression.items.flatMap(wordsOf);
  return "item" in expression ? wordsOf(expression.item) : [];
}

/** The words that an expression can start with, as far as they stand at the start of its own and named rules. */
function firstWords(expression: Expression): readonly string[] {
  if (expression.kind === "word") return [expression.text];
  if (expression.kind === "name")
    return isTerminal(expression.name) ? [] : firstWords(ruleOf(expression.name));
  if (expression.kind === "choice") return expression.items.flatMap(firstWords);
  const [first] = "items" in expression ? expression.items : [];
  return first === undefined ? [] : firstWords(first);
}

/** How many rules have to be gone through at least, for each rule. */
const costs = new Map<string, number>();

for (let changed = true; changed;) {
  changed = false;
  for (const [name, rule] of rules) {
    const cost = 1 + costOf(rule);
    if (cost >= (costs.get(name) ?? Infinity)) continue;
    costs.set(name, cost);
    changed = true;
  }
}

function costOf(expression: Expression): number {
  switch (expression.kind) {
    case "name":
      return isTerminal(expression.name) ? 0 : (costs.get(expression.name) ?? Infinity);
    case "sequence":
      return expression.items.reduce((sum, item) => sum + costOf(item), 0);
    case "choice":
      return Math.min(...expression.items.map((item) => costOf(item)));
    case "some":
    case "except":
      return costOf(expression.item);
    default:
      return 0;
  }
}

/** How many rules lie between each rule and one of them. */
function waysTo(goal: string): ReadonlyMap<string, number> {
  const ways = new Map([[goal, 0]]);
  for (let changed = true; changed;) {
    changed = false;
    for (const [name, rule] of rules) {
      const distance = 1 + distanceOf(rule, ways);
      if (distance >= (ways.get(name) ?? Infinity)) continue;
      ways.set(name, distance);
      changed = true;
    }
  }
  return ways;
}

function distanceOf(expression: Expression, ways: ReadonlyMap<string, number>): number {
  if (expression.kind === "name") return ways.get(expression.name) ?? Infinity;
  if ("items" in expression)
    return Math.min(Infinity, ...expression.items.map((item) => distanceOf(item, ways)));
  return "item" in expression ? distanceOf(expression.item, ways) : Infinity;
}

function expanded(inner: string): string {
  return inner.replace(/(\w)-(\w)/g, (_, from: string, to: string) => {
    let all = "";
    for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) all += String.fromCharCode(code);
    return all;
  });
}
