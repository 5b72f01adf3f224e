import { readFileSync } from "node:fs";
import type { ISerializedGast } from "chevrotain";
import { expect, test } from "vitest";
import { MofParser } from "../../src/mof/parser.js";
import { tokenize } from "../../src/mof/tokens.js";

/*
 * grammar/mof.ebnf is compared with the parser itself: every production of the parser is written in EBNF from
 * Chevrotain's own record of it, and has to stand in the file word for word; the terminals it uses have to be
 * the ones that the file explains.
 */

/** What Chevrotain's serialised productions hold, as far as it is used here. */
interface Production {
  readonly type: string;
  readonly name?: string;
  readonly label?: string;
  readonly definition?: readonly ISerializedGast[];
  readonly separator?: ISerializedGast;
}

/** A word or mark of fixed spelling is quoted, another terminal in capitals. */
function terminal({ label = "", name = "" }: Production): string {
  return label.startsWith('"') ? `'${label.slice(1, -1)}'` : name.toUpperCase();
}

function sequence(definition: readonly ISerializedGast[] = []): string {
  return definition.map(ebnf).join(" ");
}

function group(definition: readonly ISerializedGast[] | undefined, suffix: string): string {
  const text = sequence(definition);
  const single = definition?.length === 1 && !/[ (]/.test(text);
  return single || (text.startsWith("( ") && definition?.length === 1)
    ? `${text}${suffix}`
    : `( ${text} )${suffix}`;
}

function separated({ definition, separator }: Production): string {
  const text = sequence(definition);
  return `${text} ( ${separator === undefined ? "" : ebnf(separator)} ${text} )*`;
}

function ebnf(production: ISerializedGast): string {
  const node: Production = production;
  switch (node.type) {
    case "Terminal":
      return terminal(node);
    case "NonTerminal":
      return node.name ?? "";
    case "Alternative":
      return sequence(node.definition);
    case "Option":
      return group(node.definition, "?");
    case "Repetition":
      return group(node.definition, "*");
    case "RepetitionMandatory":
      return group(node.definition, "+");
    case "RepetitionWithSeparator":
      return `( ${separated(node)} )?`;
    case "RepetitionMandatoryWithSeparator":
      return separated(node);
    case "Alternation":
      return `( ${(node.definition ?? []).map(ebnf).join(" | ")} )`;
    default:
      throw new Error(`unknown production ${node.type}`);
  }
}

/** A rule that is one choice needs no brackets. */
function rule(production: Production): string {
  const text = sequence(production.definition);
  return production.definition?.length === 1 && text.startsWith("( ") && text.endsWith(" )")
    ? text.slice(2, -2)
    : text;
}

function rulesOfFile(): ReadonlyMap<string, string> {
  const text = readFileSync("grammar/mof.ebnf", "utf8").replace(/\/\*[^]*?\*\//g, "");
  const rules = new Map<string, string>();
  for (const part of text.split(/^(?=[A-Za-z]+ +::=)/m)) {
    const [, name = "", body = ""] = /^([A-Za-z]+) +::=([^]*)$/.exec(part) ?? [];
    if (name !== "") rules.set(name, body.trim().replace(/\s+/g, " "));
  }
  return rules;
}

function rulesOfParser(): ReadonlyMap<string, string> {
  const productions: readonly Production[] = new MofParser(false).getSerializedGastProductions();
  return new Map(productions.map((production) => [production.name ?? "", rule(production)]));
}

const isTerminal = (name: string): boolean => name === name.toUpperCase();

test("the grammar is the parser's, rule by rule", () => {
  const written = [...rulesOfFile()].filter(([name]) => !isTerminal(name));
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(rulesOfParser()));
});

/** The terminals in a body: words in capitals outside of quotes and brackets. */
function terminalsIn(body: string): readonly string[] {
  return [...body.replace(/'[^']*'|"[^"]*"|\[[^ ]*\]/g, "").matchAll(/\b[A-Z]+\b/g)].map(([word]) => word);
}

test("the grammar explains the terminals that the rules use, and no others", () => {
  const explained = new Map([...rulesOfFile()].filter(([name]) => isTerminal(name)));
  const used = new Set([...rulesOfParser().values()].flatMap(terminalsIn));
  for (const name of used) for (const part of terminalsIn(explained.get(name) ?? "")) used.add(part);
  expect([...explained.keys()].sort()).toEqual([...used].sort());
});

test("the words that the grammar lists are read as what it lists them for, in any case", () => {
  for (const [name, body] of rulesOfFile()) {
    const words = [...body.matchAll(/'([a-z][a-z0-9]*)'/g)].map(([, word = ""]) => word);
    for (const word of words) {
      const [token] = tokenize(word.toUpperCase());
      if (isTerminal(name)) expect(token?.tokenType.name.toUpperCase()).toBe(name);
      else expect(token?.tokenType.LABEL).toBe(`"${word}"`);
      expect(tokenize(`${word}x`)[0]?.tokenType.name).toBe("Name");
    }
  }
});

test("Chevrotain finds the grammar unambiguous with one token of lookahead", () => {
  expect(() => new MofParser(true)).not.toThrow();
});
