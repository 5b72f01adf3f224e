import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { lex } from "../../../src/recipe/lexer/lexer.js";
import { parseRecipe } from "../../../src/recipe/parse.js";
import { loadRubyParser } from "../../support/prism.js";
import { cases } from "./cases.js";
import { sourceOf } from "./kit.js";
import { isRefusedByPrism } from "./known.js";
import { prismShape } from "./prism-shape.js";
import { probes } from "./probes.js";
import { ProgramMaker } from "./programs.js";
import { randomFrom } from "../../support/random.js";
import { statementsShape } from "./shape.js";
import { slashes } from "./slashes.js";
import { refusals, traps } from "./traps.js";

/*
 * Ruby's own parser of today, Prism, as of Ruby 3.3, beside ours: what it refuses we refuse, and where we read,
 * both trees say the same. Prism is a second witness: Ruby 3.1 to 3.3 themselves parse with parse.y, which
 * ruby.test.ts asks, and where the two differ parse.y is right.
 */
const parse = await loadRubyParser("3.3.0");

/** Where Prism reads otherwise than parse.y. */
const readByPrism: readonly (readonly [why: string, holds: RegExp])[] = [
  [
    "the first `_1` of a block: parse.y makes a local of it when it has seen what follows",
    /_\d ?[-:%[]|_\d \w/,
  ],
  ["a `do` behind a `def` without `end`", /def \w+\(\) = .* do/],
  ["`and` and `or` behind `x = y rescue z`", /rescue .*(?:and|or)/s],
  ["`foo 1 do … end::Bar`", /end::/],
  ["`y += y [1]`, where `y` is not yet a local for what follows it", /\b(\w+) *\S*=\s*\1 [[(*&-]/],
];

interface Outcome {
  readonly read: number;
  readonly refused: number;
  readonly differences: readonly string[];
}

function compare(programs: readonly string[]): Outcome {
  const differences: string[] = [];
  let read = 0;
  let refused = 0;
  for (const text of programs) {
    const { value, errors } = parse(text);
    const { value: recipe, diagnostics } = parseRecipe(sourceOf(text));
    const accepted = diagnostics.every(({ severity }) => severity !== "error");
    const [error] = errors;
    if (!accepted) refused++;
    else if (error !== undefined) {
      if (!isRefusedByPrism(error.message, text))
        differences.push(`${JSON.stringify(text)}: Ruby says ${error.message}`);
    } else {
      const ours = JSON.stringify(statementsShape(recipe.statements));
      const rubys = JSON.stringify(prismShape(value, text));
      if (ours === rubys) read++;
      else if (!readByPrism.some(([, holds]) => holds.test(text)))
        differences.push(`${JSON.stringify(text)}:\n  ours   ${ours}\n  Ruby's ${rubys}`);
    }
  }
  return { read, refused, differences };
}

test("every recipe of every scenario reads as Ruby reads it", () => {
  const recipes = readdirSync("fixtures", { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".rb"),
  );
  const { read, differences } = compare(recipes.map((path) => readFileSync(join("fixtures", path), "utf8")));
  expect(differences).toEqual([]);
  expect(read).toBeGreaterThan(100);
});

test("what people write, and what stands on both sides of a rule, reads as Ruby reads it", () => {
  const { read, refused, differences } = compare([
    ...cases,
    ...probes,
    ...[...traps, ...refusals].map(([program]) => program),
  ]);
  expect(differences).toEqual([]);
  expect(read).toBeGreaterThan(1_200);
  expect(refused).toBeGreaterThan(500);
});

test("a slash behind everything divides where it does in Ruby", () => {
  const { read, refused, differences } = compare(slashes);
  expect(differences).toEqual([]);
  expect(read).toBeGreaterThan(600);
  expect(refused).toBeGreaterThan(1_000);
});

/** Random programs that Ruby reads. */
const program = fc
  .nat({ max: 1_000_000 })
  .map((seed) => new ProgramMaker(randomFrom(seed)).program())
  .filter((text) => parse(text).errors.length === 0);

test("two thousand random programs read as Ruby reads them", { timeout: 60_000 }, () => {
  const { read, differences } = compare(fc.sample(program, { numRuns: 2_000, seed: 41 }));
  expect(differences).toEqual([]);
  expect(read).toBeGreaterThan(1_800);
});

const words = [
  ...[
    ",",
    "|",
    "&",
    "*",
    "**",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "=",
    "=>",
    ".",
    "&.",
    "::",
    ":",
    "?",
    "->",
    "<<",
  ],
  ...[
    "..",
    "!",
    "-",
    "+=",
    "\n",
    ";",
    "x",
    "Qux",
    "1",
    "'q'",
    ":a",
    "a:",
    "%w(a)",
    "@x",
    "_1",
    "nil",
    "self",
  ],
  ...[
    "do",
    "end",
    "if",
    "unless",
    "while",
    "for",
    "in",
    "when",
    "then",
    "else",
    "begin",
    "rescue",
    "and",
    "not",
  ],
  ...["return", "break", "yield", "def", "class"],
];

/** A program with one of its tokens left out, written twice, or with a word beside it or in its place. */
const spoilt = fc
  .tuple(
    fc.oneof(program, fc.constantFrom(...cases, ...probes)),
    fc.nat({ max: 10_000 }),
    fc.constantFrom("", "OWNOWN", "OWN WORD", "WORD OWN", "OWNWORD", "WORD"),
    fc.constantFrom(...words),
  )
  .map(([text, place, change, word]) => {
    const tokens = lex(sourceOf(text), new Map()).tokens.filter(({ start, end }) => end > start);
    const { start, end } = tokens[place % tokens.length] ?? { start: 0, end: 0 };
    const changed = change.replaceAll("OWN", () => text.slice(start, end)).replace("WORD", () => word);
    return text.slice(0, start) + changed + text.slice(end);
  })
  // Prism 1.9 has no answer to `not next }` where nothing opened the brace: an assertion of its own ends it.
  .filter((text) => !/not (?:next|break|return)\s*\}/.test(text));

test("two thousand programs with one token spoilt: what Ruby refuses we refuse", { timeout: 60_000 }, () => {
  const { read, refused, differences } = compare(fc.sample(spoilt, { numRuns: 2_000, seed: 42 }));
  expect(differences).toEqual([]);
  expect(read).toBeGreaterThan(500);
  expect(refused).toBeGreaterThan(1_000);
});
