import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "vitest";
import { lex } from "../../../src/recipe/lexer/lexer.js";
import { parseRecipe } from "../../../src/recipe/parse.js";
import { loadRubyParser } from "../../support/prism.js";
import { cases } from "../parser/cases.js";
import { probes } from "../parser/probes.js";
import { sourceOf } from "../parser/kit.js";
import { randomFrom } from "../parser/programs.js";
import { Recogniser } from "./recogniser.js";
import { ruleNames, SentenceMaker } from "./sentences.js";
import { Spellings, terminalsOf, wordsOf } from "./words.js";

test("try", { timeout: 600_000 }, async () => {
  const grammar = readFileSync("grammar/recipe.ebnf", "utf8");
  let prism = await loadRubyParser("3.3.0");
  const recogniser = new Recogniser(grammar, (name) => name === name.toUpperCase());
  const spellings = new Spellings(grammar);
  const fixtures = readdirSync("fixtures", { recursive: true, encoding: "utf8" }).filter((p) => p.endsWith(".rb")).map((p) => readFileSync(`fixtures/${p}`, "utf8")).filter((t) => t.length < 600);
  const random = randomFrom(77);
  const counts: Record<string, number> = {};
  const out: [string, string, string, string][] = [];
  for (let i = 0; i < Number(process.env.N ?? 3000); i++) {
    const kind = random(3);
    const pool = kind === 0 ? fixtures : [...cases, ...probes];
    const text = kind === 2 ? new SentenceMaker(randomFrom(100000 + i), ruleNames[i % ruleNames.length] ?? "").sentence() : (pool[random(pool.length)] ?? "");
    const tokens = lex(sourceOf(text), new Map()).tokens.filter(({ start, end }) => end > start);
    if (tokens.length < 2 || (kind === 2 && text.length > 120)) continue;
    const at = random(tokens.length - 1);
    const one = tokens[at], two = tokens[at + 1];
    if (!one || !two || two.start < one.end) continue;
    const a = text.slice(one.start, one.end), b = text.slice(two.start, two.end), gap = text.slice(one.end, two.start);
    const changed = text.slice(0, one.start) + [gap + b, b + gap + a, a + " " + a + gap + b][random(3)] + text.slice(two.end);
    const d = parseRecipe(sourceOf(changed)).diagnostics.filter(({ severity }) => severity === "error");
    const words = wordsOf(changed);
    const derived = words !== undefined && recogniser.derivation(words.length, terminalsOf(changed, words, spellings)) !== undefined;
    let theirs: readonly { message: string }[] = []; try { theirs = prism(changed).errors; } catch { prism = await loadRubyParser('3.3.0'); theirs = [{ message: 'crash' }]; }
    const key = `ours ${d.length ? "no" : "yes"} grammar ${derived ? "yes" : "no"} prism ${theirs.length ? "no" : "yes"}`;
    counts[key] = (counts[key] ?? 0) + 1;
    out.push([key, changed, d[0] ? `${d[0].code} ${d[0].message} @ ${changed.slice(d[0].origin?.start, (d[0].origin?.start ?? 0) + 15)}` : "", theirs[0]?.message ?? ""]);
  }
  console.log(counts);
  writeFileSync("/tmp/p/mut.json", JSON.stringify(out));
});
