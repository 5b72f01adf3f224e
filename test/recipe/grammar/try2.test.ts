import { readdirSync, readFileSync } from "node:fs";
import { test } from "vitest";
import { parseRecipe } from "../../../src/recipe/parse.js";
import { sourceOf } from "../parser/kit.js";
import { Recogniser } from "./recogniser.js";
import { Spellings, terminalsOf, wordsOf } from "./words.js";
import { cases } from "../parser/cases.js";
import { probes } from "../parser/probes.js";
import { refusals, traps } from "../parser/traps.js";

test("try", { timeout: 600_000 }, () => {
  const grammar = readFileSync("grammar/recipe.ebnf", "utf8");
  const recogniser = new Recogniser(grammar, (name) => name === name.toUpperCase());
  const spellings = new Spellings(grammar);
  const fixtures = readdirSync("fixtures", { recursive: true, encoding: "utf8" }).filter((p) => p.endsWith(".rb")).map((p) => readFileSync(`fixtures/${p}`, "utf8"));
  const all = [...fixtures, ...cases, ...probes, ...[...traps, ...refusals].map(([p]) => p)];
  const used = new Set<string>();
  let n = 0, accepted = 0, tokens = 0;
  const bad: string[] = [];
  const t = performance.now();
  for (const text of all) {
    const ok = parseRecipe(sourceOf(text)).diagnostics.every(({ severity }) => severity !== "error");
    if (!ok) continue;
    n++;
    const words = wordsOf(text); tokens += words.length;
    const d = recogniser.derivation(words.length, terminalsOf(text, words, spellings));
    if (d === undefined) bad.push(text); else { accepted++; for (const l of d) used.add(l); }
  }
  console.log(n, accepted, tokens, performance.now() - t, "ms");
  bad.sort((a, b) => a.length - b.length);
  console.log(bad.slice(0, 90).map((t) => JSON.stringify(t)).filter((t) => t.length < 300).join("\n"));
  console.log("UNUSED\n" + recogniser.labels.filter((l) => !used.has(l)).join("\n"));
});
