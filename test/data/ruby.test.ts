import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readJson } from "../../src/data/json.js";
import { readYaml } from "../../src/data/yaml.js";
import { isJsonObject } from "../../src/model/node.js";
import type { Json } from "../../src/model/node.js";
import { askRuby, rubyParses } from "../support/ruby.js";

// Ruby's own readers and ours find the same keys in the same order.

interface Table extends ReadonlyArray<readonly [string, Table | string]> {}

/** Keys that records of JavaScript would sort, or take for something else than keys. */
const key = fc.oneof(
  fc.nat(99).map(String),
  fc.constantFrom("__proto__", "constructor", "a", "-1", "4294967295"),
);

const { table } = fc.letrec<{ table: Table; item: Table | string }>((tie) => ({
  table: fc.uniqueArray(fc.tuple(key, tie("item")), { maxLength: 6, selector: ([one]) => one }),
  item: fc.oneof({ maxDepth: 3 }, fc.constantFrom("x", "y"), tie("table")),
}));

function jsonOf(value: Table | string): string {
  if (typeof value === "string") return JSON.stringify(value);
  return `{ ${value.map(([name, item]) => `${JSON.stringify(name)}: ${jsonOf(item)}`).join(", ")} }`;
}

/** Lines of a block; keys are not quoted, so that some are numbers. */
function yamlOf(value: Table | string, indent: string): string {
  if (typeof value === "string") return ` ${value}\n`;
  if (value.length === 0) return " {}\n";
  return `\n${value.map(([name, item]) => `${indent}${name}:${yamlOf(item, `${indent}  `)}`).join("")}`;
}

function listed(value: Json | undefined): unknown {
  if (isJsonObject(value)) return { pairs: Array.from(value, ([name, item]) => [name, listed(item)]) };
  return Array.isArray(value) ? value.map((item: Json) => listed(item)) : value;
}

function inRuby(texts: readonly (readonly ["json" | "yaml", string])[]): unknown {
  return askRuby(fileURLToPath(new URL("read.rb", import.meta.url)), texts);
}

function here([language, text]: readonly ["json" | "yaml", string]): unknown {
  const source = { name: "d", path: "d", text };
  const { value, diagnostics } = language === "json" ? readJson(source) : readYaml(source);
  expect([text, diagnostics]).toEqual([text, []]);
  return listed(value?.value);
}

test.skipIf(!rubyParses)("keys stay in the order of the text, as in Ruby", () => {
  const texts = fc
    .sample(table, { numRuns: 400, seed: 7 })
    .flatMap((one) => [["json", jsonOf(one)] as const, ["yaml", yamlOf(one, "")] as const]);
  expect(texts.map(here)).toEqual(inRuby(texts));
});

const keys = fc.uniqueArray(fc.nat(9).map(String), { maxLength: 4 });

/** Objects with anchors, and one that names some of them between keys of its own. */
const merging = fc
  .tuple(fc.tuple(keys, keys, keys), fc.shuffledSubarray(["a0", "a1", "a2"], { minLength: 1 }), keys, keys)
  .map(([bases, named, before, behind]) => {
    const own = (all: readonly string[]) => all.map((one) => `  ${one}: own\n`).join("");
    const tables = bases.map((all, index) => {
      return `a${index}: &a${index} { ${all.map((one) => `${one}: base${index}`).join(", ")} }\n`;
    });
    const merge = named.length === 1 ? `*${named.join("")}` : `[${named.map((one) => `*${one}`).join(", ")}]`;
    const last = own(behind.filter((one) => !before.includes(one)));
    return `${tables.join("")}w:\n${own(before)}  <<: ${merge}\n${last}`;
  });

test.skipIf(!rubyParses)(
  "YAML merges objects as Ruby does, or says that they have to be written otherwise",
  () => {
    const texts = fc.sample(merging, { numRuns: 500, seed: 7 }).map((text) => ["yaml", text] as const);
    const problem = /the key \d has to stand behind the "<<" that brings it too/;
    const accepted = texts.filter(([, text]) => {
      const { diagnostics } = readYaml({ name: "d", path: "d", text });
      for (const { message } of diagnostics) expect(message).toMatch(problem);
      return diagnostics.length === 0;
    });
    expect(accepted.length).toBeGreaterThan(150);
    expect(accepted.map(here)).toEqual(inRuby(accepted));
  },
);
