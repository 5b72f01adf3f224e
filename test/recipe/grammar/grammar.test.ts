import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { pageOf } from "../../../bin/diagrams.js";
import { readGrammar, type Expression } from "../../../bin/ebnf.js";
import { lex } from "../../../src/recipe/lexer/lexer.js";
import { parseRecipe } from "../../../src/recipe/parse.js";
import { keywordNamed } from "../../../src/recipe/tokens.js";
import { loadRubyParser, type Prism } from "../../support/prism.js";
import { cases } from "../parser/cases.js";
import { sourceOf } from "../parser/kit.js";
import { isRefusedByPrism } from "../parser/known.js";
import { probes } from "../parser/probes.js";
import { randomFrom } from "../../support/random.js";
import { refusals, traps } from "../parser/traps.js";
import { Recogniser } from "./recogniser.js";
import { isTerminal, ruleNames, SentenceMaker } from "./sentences.js";
import { Spellings } from "./spellings.js";
import { terminalsOf, wordsOf } from "./words.js";

/*
 * grammar/recipe.ebnf is what the parser reads, from both sides: sentences that are made of it are read, by Ruby's own
 * parser too, and what is read can be made of it. What it says of words alone is compared with the lexer's tokens.
 */

const grammar = readFileSync("grammar/recipe.ebnf", "utf8");
const rules = readGrammar(grammar);
const recogniser = new Recogniser(grammar, isTerminal);
const spellings = new Spellings(grammar);

/** What no function reads: the notation's own. */
const notation = ["ANY", "ANYCHARACTER", "NOSPACE", "SPACE"];

/** `name ::= expression` in the doc comments of a folder's files: each paragraph that is one. */
function claimsIn(folder: string): readonly (readonly [name: string, source: string])[] {
  return readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/\/\*\*([^]*?)\*\//g)].flatMap(
      ([, comment = ""]) => {
        const paragraphs = comment
          .replaceAll(/^\s*\* ?/gm, "")
          .trim()
          .split(/\n\s*\n/);
        return paragraphs.flatMap((paragraph) => {
          const [, name, source = ""] = /^(\w+) ::= ([^]*)$/.exec(paragraph) ?? [];
          return name === undefined ? [] : [[name, source.trim().replaceAll(/\s+/g, " ")] as const];
        });
      },
    ),
  );
}

test("each rule stands, word for word, in the doc comment of the one function that reads it", () => {
  const claims = [...claimsIn("src/recipe/lexer"), ...claimsIn("src/recipe/parser")];
  const read = rules.filter(({ name }) => !notation.includes(name));
  expect(Object.fromEntries(claims)).toEqual(
    Object.fromEntries(read.map(({ name, source }) => [name, source])),
  );
  expect(claims.map(([name]) => name).sort()).toEqual(read.map(({ name }) => name).sort());
});

function namesIn(expression: Expression): readonly string[] {
  if (expression.kind === "name") return [expression.name];
  if ("items" in expression) return expression.items.flatMap(namesIn);
  return expression.kind === "except"
    ? [...namesIn(expression.item), ...namesIn(expression.without)]
    : "item" in expression
      ? namesIn(expression.item)
      : [];
}

test("each rule is used, and each name is one", () => {
  const used = new Set(["recipe", ...rules.flatMap(({ expression }) => namesIn(expression))]);
  expect([...used].sort()).toEqual(rules.map(({ name }) => name).sort());
});

/** The quoted words of a rule. */
function quotedIn(expression: Expression): readonly string[] {
  if (expression.kind === "word") return [expression.text];
  if ("items" in expression) return expression.items.flatMap(quotedIn);
  return "item" in expression ? quotedIn(expression.item) : [];
}

test("the words that the grammar lists are the tokens it lists them for", () => {
  for (const { name, expression } of rules) {
    for (const word of quotedIn(expression)) {
      const second = (text: string): number => {
        const { tokens } = lex(sourceOf(text), new Map());
        return terminalsOf(text, tokens, spellings)(name)(1);
      };
      if (!isTerminal(name) && /^\w/.test(word)) expect(keywordNamed(word)).toBe(word);
      if (name === "BINARY" || name === "OPERATORASSIGN")
        expect([word, second(`a ${word} 1`)]).toEqual([word, 1]);
      if (name === "OPERATORNAME")
        expect(lex(sourceOf(`def ${word}`), new Map()).tokens[1]?.value).toBe(word);
    }
  }
});

test.each(["recipe", "mof"] as const)("the diagrams of the grammar of %s are those of its rules", (name) => {
  expect(readFileSync(`grammar/${name}.html`, "utf8")).toBe(
    pageOf(name, readFileSync(`grammar/${name}.ebnf`, "utf8")),
  );
});

/** A way in which the grammar makes a text, as labels of what it uses; undefined when there is none. */
function derive(text: string): ReadonlySet<string> | undefined {
  const words = wordsOf(text);
  return words && recogniser.derivation(words.length, terminalsOf(text, words, spellings));
}

/** The first error that our parser reports. */
function errorOf(text: string): string | undefined {
  const error = parseRecipe(sourceOf(text)).diagnostics.find(({ severity }) => severity === "error");
  return error && `${error.code}: ${error.message}`;
}

let parse: Prism;

beforeAll(async () => {
  parse = await loadRubyParser("3.3.0");
});

/** What the maker of sentences leaves out, since more has to be right than it knows of. */
const byHand = [
  "BEGIN { foo }",
  "begin\nrescue\nretry\nend",
  "loop { x && redo }",
  "def foo=(bar) end",
  "def foo(bar) = baz bar",
  "[def foo() = bar rescue baz]",
  "def __ENCODING__.foo() yield end",
  "def foo(...) = bar",
  "def foo(bar, **nil) yield(bar) end",
  "foo { |bar,| baz }",
  "foo 1 do end.bar 1 do end",
];

const sentences = [
  ...byHand,
  ...Array.from({ length: 3_000 }, (_, seed) =>
    new SentenceMaker(randomFrom(seed), ruleNames[seed % ruleNames.length] ?? "").sentence(),
  ),
];

test("sentences made of the grammar are read, by Ruby's own parser too", { timeout: 60_000 }, () => {
  const differences: string[] = [];
  let known = 0;
  for (const text of sentences) {
    const ours = errorOf(text);
    const rubys = parse(text).errors[0]?.message;
    if (ours !== undefined) differences.push(`${text}\nis refused: ${ours}`);
    else if (rubys === undefined) continue;
    else if (isRefusedByPrism(rubys, text)) known++;
    else differences.push(`${text}\nRuby refuses: ${rubys}`);
  }
  expect(differences).toEqual([]);
  expect(known).toBeLessThan(sentences.length / 50);
});

test("the sentences use every alternative of the grammar", { timeout: 60_000 }, () => {
  const used = new Set<string>();
  for (const text of sentences) {
    const labels = derive(text);
    expect(labels, text).toBeDefined();
    for (const label of labels ?? []) used.add(label);
  }
  expect(recogniser.labels.filter((label) => !used.has(label))).toEqual([]);
});

const recipes = readdirSync("fixtures", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".rb"))
  .map((path) => readFileSync(join("fixtures", path), "utf8"));

const programs = [...cases, ...probes, ...[...traps, ...refusals].map(([program]) => program)];

test(
  "every recipe of every scenario, and every program of the parser's tests, is made of the grammar",
  { timeout: 60_000 },
  () => {
    const read = [...recipes, ...programs].filter((text) => errorOf(text) === undefined);
    expect(read.filter((text) => derive(text) === undefined)).toEqual([]);
    expect(read.length).toBeGreaterThan(2_000);
  },
);

/** What the rules let stand and the parser refuses, by what it says and what such a program holds: the rules beyond the rules. */
const beyondTheRules: readonly (readonly [why: string, says: RegExp, holds: RegExp])[] = [
  ["a jump where a value is needed, or with nothing to leave", /no-value|stray-jump/, /./],
  ["what stands in a `def` only, or outside of one only", /misplaced/, /./],
  ["a jump whose value goes on as an operand", /unexpected/, /\b(?:return|next|break|redo|retry)\b/],
  ["names of parameters that stand twice, or are reserved", /invalid-parameter/, /./],
  ["parameters out of order, and what their defaults may be", /unexpected|missing/, /\|.*\||def |->/s],
  ["how deep a recipe may nest", /too-deep/, /./],
  ["whose a `do` is", /unexpected|missing/, /\bdo\b/],
  ["whose a `rescue` is", /unexpected/, /\brescue\b/],
  ["one statement in brackets behind a name and white space", /unexpected|missing/, /\w +\(/],
  ["a sign that belongs to an argument, or to none", /unexpected|missing/, /\w *[-+*&[]/],
  ["names that end in `?` and `!`", /unexpected/, /\w[?!] ?[:=,]/],
  ["an open range without brackets", /unexpected/, /\.\./],
  ["the path of a class", /unexpected/, /class \w+[[(.]/],
];

/** A text with one of its tokens left out, written twice, or behind the next one: always the same for the same text. */
function spoilt(text: string): string {
  const random = randomFrom(
    Array.from(text, (character) => character.charCodeAt(0)).reduce((sum, code) => sum * 31 + code, 7),
  );
  const tokens = lex(sourceOf(text), new Map()).tokens.filter(({ start, end }) => end > start);
  const at = random(Math.max(1, tokens.length - 1));
  const [one, two] = tokens.slice(at, at + 2);
  if (one === undefined || two === undefined || two.start < one.end) return text;
  const first = text.slice(one.start, one.end);
  const gap = text.slice(one.end, two.start);
  const second = text.slice(two.start, two.end);
  const changes = [gap + second, second + gap + first, `${first} ${first}${gap}${second}`];
  return text.slice(0, one.start) + (changes[random(3)] ?? "") + text.slice(two.end);
}

test(
  "programs with one token spoilt are read when the grammar makes them, and only then",
  { timeout: 60_000 },
  () => {
    const counts = { read: 0, refused: 0, beyond: 0 };
    const differences: string[] = [];
    for (const text of [...programs, ...sentences.filter(({ length }) => length < 400)].map(spoilt)) {
      const error = errorOf(text);
      const made = derive(text) !== undefined;
      if (error === undefined) counts.read++;
      else counts.refused++;
      if (made === (error === undefined)) continue;
      if (error === undefined) differences.push(`${text}\nis read, and is not made of the grammar`);
      else if (beyondTheRules.some(([, says, holds]) => says.test(error) && holds.test(text)))
        counts.beyond++;
      else differences.push(`${text}\nis made of the grammar, and refused: ${error}`);
    }
    expect(differences).toEqual([]);
    expect(counts.read).toBeGreaterThan(1_500);
    expect(counts.refused).toBeGreaterThan(2_000);
    expect(counts.beyond).toBeLessThan(counts.refused / 25);
  },
);
