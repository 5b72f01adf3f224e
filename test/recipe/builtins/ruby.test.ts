import fc from "fast-check";
import { expect, test } from "vitest";
import { arrayMethods } from "../../../src/recipe/builtins/array/table.js";
import { hashMethods } from "../../../src/recipe/builtins/hash/table.js";
import { inherit } from "../../../src/recipe/builtins/method.js";
import type { MethodTable } from "../../../src/recipe/builtins/method.js";
import { floatMethods } from "../../../src/recipe/builtins/number/float.js";
import { integerMethods } from "../../../src/recipe/builtins/number/integer.js";
import { objectMethods } from "../../../src/recipe/builtins/object.js";
import { rangeMethods } from "../../../src/recipe/builtins/range.js";
import { stringMethods } from "../../../src/recipe/builtins/string/table.js";
import { symbolMethods } from "../../../src/recipe/builtins/symbol.js";
import { askExpressions, rubyAgrees } from "../../support/ruby.js";
import { evaluated } from "../evaluate/kit.js";
import {
  anyArguments,
  anyBlocks,
  arrayCalls,
  chains,
  conversions,
  floatCalls,
  formats,
  hashCalls,
  integerCalls,
  paths,
  rangeCalls,
  stringCalls,
  symbolCalls,
  wideMethods,
  wideRanges,
} from "./calls.js";
import type { ClassCalls } from "./calls.js";

// Ruby itself answers thousands of generated calls: what a method gives and what its receiver is afterwards are the
// same, and where Ruby raises there is a diagnostic.

const classes: readonly (readonly [ClassCalls, MethodTable<never>])[] = [
  [stringCalls, inherit(stringMethods, objectMethods)],
  [symbolCalls, inherit(symbolMethods, objectMethods)],
  [integerCalls, inherit(integerMethods, objectMethods)],
  [floatCalls, inherit(floatMethods, objectMethods)],
  [arrayCalls, inherit(arrayMethods, objectMethods)],
  [hashCalls, inherit(hashMethods, objectMethods)],
  [rangeCalls, inherit(rangeMethods, objectMethods)],
];
/** Walks that need not end: they are asked with the arguments above alone. */
const endless: ReadonlySet<string> = new Set(["cycle", "step", "times", "upto", "downto", "permutation"]);

/** How many calls of a method are asked, and what the generator starts from. */
const runs = 60;
const seed = 5;

/** Methods whose answer is not for a test: of the object's place in memory, or of nothing but its class. */
const untested: ReadonlySet<string> = new Set(["equal?", "tap", "then", "yield_self", "freeze"]);

/** What is told where Ruby has a result and mofsmith none, by the method that is asked. */
const unevaluated: Readonly<Record<string, RegExp>> = {
  "the order of alike elements": /^(?:min|max)/,
  "the case of letters on which Rubies differ": /case/,
  "the texts of this range": /./,
  "the text that follows this one": /^(?:succ|next)/,
  "the symbol that follows this one": /^(?:succ|next)/,
  "what Ruby puts in the place of other characters": /^tr/,
  "the quotient of such integers": /^fdiv/,
  "a number cut off so far behind the point": /^(?:floor|ceil|truncate)/,
  "a number rounded so far": /^(?:floor|ceil)/,
  "recipe/unknown-method": /^(?:gsub|tally|chr|coerce|size|lines|each_line|cover|last|pow|div)/,
  // `list.group_by.with_object([]) { |x, all| all << x }`: the list is a key, and grows.
  "recipe/changed-key": /^chain$/,
  "a number in a form that few know": /^format/,
  "a character that there is not": /^format/,
  "the number that this text stands for": /^(?:format|to_f)/,
  'the result of "Float"': /^conversion/,
  "a walk that its own answers end": /^chain/,
};

interface Difference {
  readonly text: string;
  readonly ours: unknown;
  readonly theirs: string | undefined;
}

/** Calls, each of which gives a text, of which Ruby and mofsmith think differently; `name` is the method asked. */
function differences(
  expressions: readonly string[],
  name: (text: string) => string,
  target: "windows" | "linux" = "windows",
): readonly Difference[] {
  const answers = askExpressions(expressions);
  const found: Difference[] = [];
  for (const [index, text] of expressions.entries()) {
    const theirs = answers[index];
    const ours = ourAnswer(text, target);
    const raised = theirs?.startsWith("!") === true;
    const same = raised ? ours.value === undefined : ours.value === theirs;
    const allowed = ours.value === undefined && unevaluated[ours.reason]?.test(name(text)) === true;
    // Of an empty text Ruby looks neither at the arguments nor whether it is frozen.
    const empty = /^\(r = ""(?:\.freeze)?;/.test(text) && ours.value === undefined;
    if (!same && !allowed && !empty) found.push({ text, ours, theirs });
  }
  return found;
}

/** What mofsmith makes of an expression, or the code of the error, or why it is not known. */
function ourAnswer(
  text: string,
  target: "windows" | "linux",
): { readonly value?: string; readonly reason: string } {
  const { value, diagnostics } = evaluated(`dsc_resource('r') { property :v, (${text}) }`, { target });
  const [declaration] = value;
  const [property] = declaration?.kind === "resource" ? declaration.properties : [];
  const [problem] = diagnostics.filter(({ severity }) => severity !== "note");
  if (problem !== undefined) return { reason: problem.code };
  if (property?.value.kind === "string") return { value: property.value.text, reason: "" };
  return { reason: property?.value.kind === "unknown" ? property.value.reason : "nothing" };
}

function shown({ receiver, call }: { readonly receiver: string; readonly call: string }): string {
  return `(r = ${receiver}; v = r${call}; [v, r].inspect)`;
}

const isWord = /^\w+[?!]?$/;

function written(values: readonly string[]): string {
  return `[${values.slice(0, -1).join(", ")}] = ${values.at(-1)}`;
}

function worded(name: string, values: readonly string[], behind: string): string {
  if (behind.startsWith("(")) return `.${name}${behind}`;
  return `.${name}${values.length === 0 ? "" : `(${values.join(", ")})`} ${behind}`;
}

/** Calls of one method: with what it wants, with anything, with and without a block. */
function callsOf(calls: ClassCalls, name: string, table: MethodTable<never>): fc.Arbitrary<string> {
  const wanted = calls.arguments[name];
  const all = wanted === undefined ? anyArguments : wanted;
  const given = isWord.test(name)
    ? all
    : all.filter(
        (values) =>
          values.length === (name === "[]=" ? 2 : 1) ||
          (name.startsWith("[]") && values.length > 1 && values.length < 4),
      );
  const takesBlock = (table.get(name)?.block ?? "none") !== "none";
  const blocks = takesBlock ? (calls.blocks[name] ?? anyBlocks) : [];
  const block =
    blocks.length === 0
      ? fc.constant("")
      : fc.oneof(
          { weight: 1, arbitrary: fc.constant("") },
          { weight: 3, arbitrary: fc.constantFrom(...blocks) },
        );
  const receiver = endless.has(name) ? (calls.walked ?? calls.receiver) : calls.receiver;
  return fc.tuple(receiver, given, block).map(([receiver, values, behind]) => {
    const call =
      name === "[]"
        ? `[${values.join(", ")}]`
        : name === "[]="
          ? written(values)
          : isWord.test(name)
            ? worded(name, values, behind)
            : ` ${name} (${values.join(", ")})`;
    return shown({ receiver, call });
  });
}

const methodOf = (text: string): string => /v = r(?:\.| )([^ (]+)/.exec(text)?.[1] ?? "";

test.skipIf(!rubyAgrees).each(classes)("methods of $name", { timeout: 120_000 }, (calls, table) => {
  const operators = Object.keys(calls.arguments).filter((name) => !table.has(name));
  const names = [...table.keys(), ...operators].filter((name) => !untested.has(name));
  const expressions = names.flatMap((name) =>
    endless.has(name) && calls.arguments[name] === undefined
      ? []
      : fc.sample(callsOf(calls, name, table), { numRuns: runs, seed }),
  );
  expectNone(differences(expressions, methodOf));
});

test.skipIf(!rubyAgrees)("ranges without end", { timeout: 60_000 }, () => {
  const expressions = wideRanges.flatMap((receiver) => wideMethods.map((call) => shown({ receiver, call })));
  expectNone(differences(expressions, methodOf));
});

test.skipIf(!rubyAgrees)("chains of enumerators", { timeout: 60_000 }, () => {
  const expressions = fc.sample(chains, { numRuns: runs * 30, seed }).map(shown);
  const name = (text: string): string => (text.includes(".size") ? "size" : "chain");
  expectNone(differences(expressions, name));
});

test.skipIf(!rubyAgrees)("formats", { timeout: 60_000 }, () => {
  const expressions = fc.sample(formats, { numRuns: runs * 50, seed });
  expectNone(differences(expressions, () => "format"));
});

test.skipIf(!rubyAgrees)("conversions", { timeout: 60_000 }, () => {
  const expressions = fc.sample(conversions, { numRuns: runs * 30, seed }).map((text) => `(${text}).inspect`);
  expectNone(differences(expressions, () => "conversion"));
});

test.skipIf(!rubyAgrees)("names of files", { timeout: 60_000 }, () => {
  const expressions = fc.sample(paths, { numRuns: runs * 30, seed }).map((text) => `(${text}).inspect`);
  expectNone(differences(expressions, () => "path", "linux"));
});

function expectNone(found: readonly Difference[]): void {
  // A few tell what is wrong; hundreds would hide it.
  expect(found.slice(0, 10)).toEqual([]);
}
