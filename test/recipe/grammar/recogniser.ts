import { readGrammar, written, type Expression } from "../../../bin/ebnf.js";

/** Something that stands in a text where it is said to: how many tokens it takes there, less than none when it does not. */
export type Terminal = (at: number) => number;

/** A part of an alternative: another production by its number, or what is asked of the tokens by its own. */
type Part = { readonly rule: number } | { readonly terminal: number };

interface Alternative {
  readonly rule: number;
  readonly parts: readonly Part[];
  /** The number of the state in which nothing of it has been read; the states behind it follow. */
  readonly first: number;
  /** What it is called where its use is counted. */
  readonly label: string;
}

/** A rule: one of the grammar, or one made of a part of one of them. */
interface Rule {
  readonly alternatives: Alternative[];
  /** Numbers of the terminals that it can start with; those that take no token let what follows start it too. */
  readonly starts: Set<number>;
  mayBeEmpty: boolean;
  /** What counts when it is empty. */
  emptyLabel: string | undefined;
}

/** An alternative read up to a place, from where on, and how it got there. */
interface Item {
  readonly alternative: Alternative;
  readonly read: number;
  readonly from: number;
  readonly before: Item | undefined;
  /** What was read last, when that was a rule. */
  readonly child: Item | undefined;
}

/** A grammar in EBNF as a recogniser of tokens (Earley's, which takes any grammar and needs no lookahead to be right). */
export class Recogniser {
  readonly #rules: Rule[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #terminals: string[] = [];
  readonly #terminalNumbers = new Map<string, number>();
  readonly #expressions = new Map<string, Expression>();
  readonly #isTerminal: (name: string) => boolean;
  #states = 0;

  /** `isTerminal` says which names, and quoted words, are asked of the tokens; the first rule is what a text has to be. */
  constructor(text: string, isTerminal: (name: string) => boolean) {
    this.#isTerminal = isTerminal;
    const rules = readGrammar(text).filter(({ name }) => !isTerminal(name));
    for (const { name, expression } of rules) {
      this.#numbers.set(name, this.#newRule());
      this.#expressions.set(name, expression);
    }
    for (const { name, expression } of rules) this.#fill(this.#numbers.get(name) ?? 0, expression, name);
    this.#findStarts();
  }

  /** Everything that can be counted: each alternative, each part that may be left out, once in use and once not. */
  get labels(): readonly string[] {
    const reached = new Set([0]);
    for (const number of reached)
      for (const { parts } of this.#rule(number).alternatives)
        for (const part of parts) if ("rule" in part) reached.add(part.rule);
    return [...reached]
      .map((number) => this.#rule(number))
      .flatMap(({ alternatives, emptyLabel }) => [
        ...alternatives.map(({ label }) => label),
        ...(emptyLabel === undefined ? [] : [emptyLabel]),
      ]);
  }

  /** The labels of a way in which the grammar makes so many tokens; undefined when it does not make them. */
  derivation(length: number, terminalOf: (name: string) => Terminal): ReadonlySet<string> | undefined {
    const tests = this.#terminals.map(terminalOf);
    const sets: Item[][] = Array.from({ length: length + 1 }, () => []);
    const known = Array.from({ length: length + 1 }, () => new Set<number>());
    const add = (at: number, item: Item): void => {
      const key = (item.alternative.first + item.read) * (length + 1) + item.from;
      if (known[at]?.has(key) !== false) return;
      known[at].add(key);
      sets[at]?.push(item);
    };
    const waiting: Map<number, Item[]>[] = [];
    for (let at = 0; at <= length; at++) {
      const wanted = new Map<number, Item[]>();
      waiting.push(wanted);
      const taken = tests.map((test) => test(at));
      const predict = (rule: Rule): void => {
        for (const alternative of rule.alternatives)
          if (alternative.parts.length > 0)
            add(at, { alternative, read: 0, from: at, before: undefined, child: undefined });
      };
      if (at === 0) predict(this.#rule(0));
      for (const item of sets[at] ?? []) {
        const part = item.alternative.parts[item.read];
        if (part === undefined) {
          for (const parent of waiting[item.from]?.get(item.alternative.rule) ?? [])
            add(at, { ...parent, read: parent.read + 1, before: parent, child: item });
        } else if ("terminal" in part) {
          const count = taken[part.terminal] ?? -1;
          if (count >= 0 && at + count <= length)
            add(at + count, { ...item, read: item.read + 1, before: item, child: undefined });
        } else {
          const rule = this.#rule(part.rule);
          const others = wanted.get(part.rule);
          if (others === undefined) {
            wanted.set(part.rule, [item]);
            if ([...rule.starts].some((terminal) => (taken[terminal] ?? -1) >= 0)) predict(rule);
          } else others.push(item);
          if (rule.mayBeEmpty) add(at, { ...item, read: item.read + 1, before: item, child: undefined });
        }
      }
      known[at]?.clear();
    }
    const whole = sets[length]?.find(
      ({ alternative, read, from }) =>
        alternative.rule === 0 && from === 0 && read === alternative.parts.length,
    );
    if (whole !== undefined) return this.#used(whole);
    return length === 0 && this.#rule(0).mayBeEmpty ? new Set() : undefined;
  }

  /** The labels of what an item is made of. */
  #used(whole: Item): ReadonlySet<string> {
    const labels = new Set<string>();
    const rest = [whole];
    for (let item = rest.pop(); item !== undefined; item = rest.pop()) {
      labels.add(item.alternative.label);
      for (let step: Item | undefined = item; step !== undefined; step = step.before) {
        if (step.child !== undefined) rest.push(step.child);
        const part = step.before?.alternative.parts[step.before.read];
        if (part === undefined || "terminal" in part || step.child !== undefined) continue;
        this.#addEmpty(labels, part.rule);
      }
    }
    return labels;
  }

  /** Adds the labels of how a rule is empty. */
  #addEmpty(labels: Set<string>, number: number): void {
    const { emptyLabel, alternatives } = this.#rule(number);
    if (emptyLabel !== undefined) labels.add(emptyLabel);
    if (emptyLabel !== undefined) return;
    const empty = ({ parts }: Alternative): boolean =>
      parts.every((part) => "rule" in part && this.#rule(part.rule).mayBeEmpty);
    const alternative = alternatives.find(empty);
    if (alternative === undefined) return;
    labels.add(alternative.label);
    for (const part of alternative.parts) if ("rule" in part) this.#addEmpty(labels, part.rule);
  }

  #rule(number: number): Rule {
    const rule = this.#rules[number];
    if (rule === undefined) throw new Error(`no rule ${number}`);
    return rule;
  }

  #newRule(): number {
    this.#rules.push({ alternatives: [], starts: new Set(), mayBeEmpty: false, emptyLabel: undefined });
    return this.#rules.length - 1;
  }

  #terminal(name: string): Part {
    const known = this.#terminalNumbers.get(name);
    if (known !== undefined) return { terminal: known };
    this.#terminalNumbers.set(name, this.#terminals.length);
    return { terminal: this.#terminals.push(name) - 1 };
  }

  #add(rule: number, parts: readonly Part[], label: string): void {
    this.#rule(rule).alternatives.push({ rule, parts, first: this.#states, label });
    this.#states += parts.length + 1;
  }

  /** Gives a rule, or a part of the rule of that name, its alternatives. */
  #fill(rule: number, expression: Expression, name: string): void {
    const items = expression.kind === "choice" ? expression.items : [expression];
    for (const item of items) this.#add(rule, this.#parts(item, name), `${name} ::= ${written(item)}`);
  }

  #parts(expression: Expression, name: string): readonly Part[] {
    if (expression.kind === "sequence") return expression.items.map((item) => this.#part(item, name));
    if (expression.kind === "except") {
      const excluded = this.#terminal(`not ${this.#firstWords(expression.without).join(" ")}`);
      return [excluded, ...this.#parts(expression.item, name)];
    }
    return [this.#part(expression, name)];
  }

  /** The words that an expression starts with. */
  #firstWords(expression: Expression): readonly string[] {
    if (expression.kind === "word") return [expression.text];
    if (expression.kind === "choice") return expression.items.flatMap((item) => this.#firstWords(item));
    const [first, second] = expression.kind === "sequence" ? expression.items : [];
    if (first?.kind === "name" && first.name === "NOSPACE" && second !== undefined)
      return this.#firstWords(second).map((word) => `NOSPACE${word}`);
    const named = expression.kind === "name" ? this.#expressions.get(expression.name) : first;
    return named === undefined ? [] : this.#firstWords(named);
  }

  #part(expression: Expression, name: string): Part {
    if (expression.kind === "word") return this.#terminal(`'${expression.text}' in ${name}`);
    if (expression.kind === "name" && this.#isTerminal(expression.name))
      return this.#terminal(expression.name);
    if (expression.kind === "name") {
      const rule = this.#numbers.get(expression.name);
      if (rule === undefined) throw new Error(`no rule ${expression.name}`);
      return { rule };
    }
    const rule = this.#newRule();
    if (expression.kind === "optional" || expression.kind === "many") {
      this.#rule(rule).mayBeEmpty = true;
      this.#rule(rule).emptyLabel = `${name}: no ${written(expression)}`;
    }
    if (!("item" in expression) || expression.kind === "except") this.#fill(rule, expression, name);
    else {
      const item = this.#part(expression.item, name);
      const label = `${name}: ${written(expression)}`;
      if (expression.kind === "optional" || expression.kind === "some") this.#add(rule, [item], label);
      if (expression.kind === "many") this.#add(rule, [{ rule }, item], label);
      if (expression.kind === "some") this.#add(rule, [{ rule }, item], `${label}, again`);
    }
    return { rule };
  }

  /** Which rules may be empty, and with what each can start. */
  #findStarts(): void {
    for (let changed = true; changed;) {
      changed = false;
      for (const rule of this.#rules) {
        const before = rule.starts.size;
        const wasEmpty = rule.mayBeEmpty;
        for (const { parts } of rule.alternatives) {
          if (this.#addStarts(rule.starts, parts)) rule.mayBeEmpty = true;
        }
        changed ||= rule.starts.size > before || rule.mayBeEmpty !== wasEmpty;
      }
    }
  }

  /** Adds what parts in a row can start with; true when they may be empty. */
  #addStarts(starts: Set<number>, parts: readonly Part[]): boolean {
    for (const part of parts) {
      if ("terminal" in part) {
        // What takes no token says nothing of what the rule starts with.
        if (/^(?:not |NOSPACE|SPACE)/.test(this.#terminals[part.terminal] ?? "")) continue;
        starts.add(part.terminal);
        return false;
      }
      const rule = this.#rule(part.rule);
      for (const terminal of rule.starts) starts.add(terminal);
      if (!rule.mayBeEmpty) return false;
    }
    return true;
  }
}
