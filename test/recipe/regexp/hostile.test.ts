import { expect, test } from "vitest";
import { match } from "../../../src/recipe/regexp/match.js";
import type { MatchResult } from "../../../src/recipe/regexp/match.js";
import { compile } from "./kit.js";

const BUDGET = 300_000;

function run(source: string, text: string, options = ""): MatchResult | string {
  const program = compile(source, options);
  return "kind" in program ? program.message : match(program, text, 0, BUDGET);
}

const letters = (count: number): string => "a".repeat(count);

/** Patterns that would run for ages, or hold gigabytes, with a text that brings them to it. */
const endless: readonly (readonly [source: string, text: string, options: string])[] = [
  ["(a*)*b", letters(30), ""],
  ["(a|a)*$", `${letters(40)}b`, ""],
  ["(a+)+$", `${letters(40)}b`, ""],
  ["(x+x+)+y", "x".repeat(40), ""],
  ["(.*)(.*)(.*)x", letters(100_000), ""],
  [".*x", letters(5_000_000), ""],
  ["(?:a|b)*c", letters(5_000_000), ""],
  ["(?:(?:a*)*)*b", letters(5_000), ""],
  ["(((a{1000}){1000}){1000}){1000}", letters(1_000_000), ""],
  ["a{1,100000}{1,100000}b", letters(100_000), ""],
  ["(?>(?>a*)*)*b", letters(100_000), ""],
  ["(?=(.*)x)", letters(100_000), ""],
  ["(?!(a*)*b)", letters(40), ""],
  ["(?<=a{1000})b", letters(1_000_000), ""],
  ["(.)\\1*y", letters(100_000), ""],
  ["(a?)*\\1*b", letters(60), ""],
  ["(?:(a)?(?=(b)))*", "b", ""],
  ["a".repeat(8_000) + "b", letters(5_000_000), "i"],
  ["[[:alpha:]]+1", "é".repeat(1_000_000), ""],
  ["\\p{L}*?1", "\u{1D4D0}".repeat(1_000_000), ""],
];

test.each(endless)("/%s/ stops at its budget", (source, text, options) => {
  expect(run(source, text, options)).toEqual({ kind: "exhausted", steps: BUDGET });
});

test("what a text costs grows with the text, not with its square", () => {
  const cost = (text: string): number => {
    const result = run("(?:a|b)+?[^a]*c", text);
    return typeof result === "string" ? 0 : result.steps;
  };
  expect(cost(`${letters(2000)}c`)).toBeLessThan(5 * cost(`${letters(1000)}c`));
});

test("a text as long as the language allows is searched within few steps", () => {
  const text = `${letters(16 * 1024 * 1024 - 3)}foo`;
  const result = match(expectProgram("foo"), text, 0, 2_000_000);
  expect(result).toMatchObject({
    kind: "match",
    match: { whole: { start: text.length - 3, end: text.length } },
  });
});

function expectProgram(source: string): Parameters<typeof match>[0] {
  const program = compile(source);
  if ("kind" in program) throw new Error(program.message);
  return program;
}

/** Patterns that are hostile by themselves. */
const enormous: readonly (readonly [what: string, source: string, options: string, message: string])[] = [
  ["long", letters(16_385), "", "a pattern of more than 16384 characters"],
  ["nested groups", "(".repeat(8000), "", "a pattern nested deeper than 100"],
  ["nested classes", "[".repeat(8000), "", "a pattern nested deeper than 100"],
  ["stacked quantifiers", `a${"{2}".repeat(5000)}`, "", "a pattern nested deeper than 100"],
  ["many groups", "()".repeat(8000), "", "a pattern of more than 500 groups"],
  ["escapes", `\\u{${"1 ".repeat(8000)}`, "", "invalid Unicode list"],
];

test.each(enormous)("a pattern of %s has its limit", (_, source, options, message) => {
  expect(compile(source, options)).toMatchObject({ message });
});

test.each([
  ["classes", "[ab]".repeat(4000), "i"],
  ["wide classes", "[\\u{0}-\\u{ffff}]".repeat(1000), "i"],
  ["shorthands", "\\w".repeat(8000), ""],
  ["quantifiers", "a*?".repeat(5000), ""],
  ["alternatives", "a|".repeat(8000), ""],
  [
    "references that refer on",
    Array.from({ length: 499 }, (_, at) => `(\\k<${((at + 1) % 499) + 1}>|a)`).join(""),
    "",
  ],
])("a pattern of many %s compiles, and stops", (_, source, options) => {
  const program = compile(source, options);
  expect(program).toHaveProperty("code");
  if ("kind" in program) return;
  expect(match(program, letters(20_000), 0, BUDGET).steps).toBeLessThanOrEqual(BUDGET);
});
