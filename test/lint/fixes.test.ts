import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allWell } from "../../src/diagnostics/diagnostic.js";
import type { Fix } from "../../src/diagnostics/diagnostic.js";
import { evaluate } from "../../src/recipe/evaluate/evaluate.js";
import { parseRecipe } from "../../src/recipe/parse.js";
import { jsonDeclaration } from "../../src/report/declarations.js";
import { decodeText } from "../../src/source/decode.js";
import { flatJson } from "../support/json.js";
import { nodeOf, planOf } from "../support/plan.js";
import { fixturesFolder, pathsBelow } from "../support/scenario.js";
import { applied, lint } from "./kit.js";

// What the fixes of all findings make of recipes: text that Ruby reads, and where a fix says that it is safe, a
// recipe that declares the same.

const recipes = pathsBelow(fixturesFolder).flatMap((name) => {
  const decoded = /^(?:lint|documents)\/.*\.rb$/.test(name)
    ? decodeText(readFileSync(join(fixturesFolder, name)))
    : undefined;
  return decoded?.ok === true && decoded.text.length < 5_000 ? [{ name, text: decoded.text }] : [];
});

/** All that could be mended in a recipe. */
function fixesOf(text: string): readonly { readonly code: string; readonly fix: Fix }[] {
  return lint(text)
    .filter(({ code }) => code.startsWith("lint/"))
    .flatMap(({ code, fixes }) => fixes.map((fix) => ({ code, fix })));
}

/** What a recipe declares, as far as a safe fix may not change it. */
function declared(text: string): readonly unknown[] {
  const { value } = parseRecipe({ name: "r.rb", path: "r.rb", text });
  return evaluate(planOf([value]), nodeOf({}, false), { target: "windows" }).value.map((one) => {
    const { name, resource, properties } = jsonDeclaration(one);
    return JSON.parse(flatJson([name, resource, properties]), (key, item: unknown) =>
      key === "$unknown" ? "?" : item,
    );
  });
}

test("fixes leave recipes that can be read, and safe ones what is declared", () => {
  let count = 0;
  for (const { name, text } of recipes) {
    for (const { code, fix } of fixesOf(text)) {
      const mended = applied(text, fix);
      const { diagnostics } = parseRecipe({ name, path: name, text: mended });
      expect([name, code, allWell(diagnostics)]).toEqual([name, code, true]);
      if (fix.safe) expect([name, code, declared(mended)]).toEqual([name, code, declared(text)]);
      count += 1;
    }
  }
  expect(count).toBeGreaterThan(50);
});

test("a fix is enough: there is one finding of the rule less", () => {
  const count = (found: ReturnType<typeof fixesOf>, code: string) =>
    found.filter((one) => one.code === code).length;
  for (const { name, text } of recipes) {
    const found = fixesOf(text);
    for (const { code, fix } of found) {
      const left = count(fixesOf(applied(text, fix)), code);
      expect([name, code, left]).toEqual([name, code, count(found, code) - 1]);
    }
  }
});
