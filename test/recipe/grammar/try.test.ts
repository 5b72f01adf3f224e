import { test } from "vitest";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { parseRecipe } from "../../../src/recipe/parse.js";
import { loadRubyParser } from "../../support/prism.js";
import { sourceOf } from "../parser/kit.js";
import { randomFrom } from "../parser/programs.js";
import { ruleNames, SentenceMaker } from "./sentences.js";

import { readFileSync } from "node:fs";
import { Recogniser } from "./recogniser.js";
import { Spellings, terminalsOf, wordsOf } from "./words.js";
const grammar = readFileSync("grammar/recipe.ebnf", "utf8");
test("try", { timeout: 600_000 }, async () => {
  const prism = await loadRubyParser("3.3.0");
  const rows: { seed: number; text: string; ours: string[]; theirs: string[] }[] = [];
  const n = Number(process.env.N ?? 1000), from = Number(process.env.FROM ?? 0);
  for (let seed = from; seed < from + n; seed++) {
    const text = new SentenceMaker(randomFrom(seed), ruleNames[seed % ruleNames.length] ?? "").sentence();
    const ours = parseRecipe(sourceOf(text)).diagnostics.map((d) => `${d.code} ${d.message} @ ${text.slice(d.origin?.start, (d.origin?.start ?? 0) + 20)}`);
    const theirs = prism(text).errors.map((e) => e.message + "@" + text.slice(e.location.startOffset, e.location.startOffset + 20));
    rows.push({ seed, text, ours, theirs });
  }
  writeFileSync("/tmp/p/rows.json", JSON.stringify(rows.map((r) => r.text)));
  const said = JSON.parse(execFileSync("ruby", ["-rjson", "-W0", "-e", "puts JSON.dump(JSON.parse(File.read('/tmp/p/rows.json')).map{|t| begin; RubyVM::AbstractSyntaxTree.parse(t); nil; rescue FloatDomainError; nil; rescue SyntaxError=>e; e.message.lines.first(3).join; end})"], { encoding: "utf8", maxBuffer: 1e9 })) as (string | null)[];
  const out = rows.map((r, i) => ({ ...r, ruby: said[i] })).filter((r) => r.ours.length || r.theirs.length || r.ruby);
  const kind = (r: (typeof out)[number]) => `ours ${r.ours.length ? "no" : "yes"} prism ${r.theirs.length ? "no" : "yes"} ruby ${r.ruby ? "no" : "yes"}`;
  const recogniser = new Recogniser(grammar, (name) => name === name.toUpperCase());
  const spellings = new Spellings(grammar);
  const used = new Set<string>(); const bad: string[] = [];
  for (const { text, ours } of rows) { if (ours.length) continue; const words = wordsOf(text); const d = words && recogniser.derivation(words.length, terminalsOf(text, words, spellings)); if (d) for (const l of d) used.add(l); else bad.push(text); }
  bad.sort((a, b) => a.length - b.length);
  console.log("NOT DERIVED", bad.length, bad.slice(0, 30).join("\n-----\n"));
  console.log("UNUSED\n" + recogniser.labels.filter((l) => !used.has(l)).join("\n"));
  const counts: Record<string, number> = {};
  for (const r of out) counts[kind(r)] = (counts[kind(r)] ?? 0) + 1;
  console.log(counts);
  writeFileSync("/tmp/p/out", out.sort((a, b) => kind(a).localeCompare(kind(b)) || a.text.length - b.text.length).map((r) => `--- ${r.seed} ${kind(r)}\n${r.text}\nOURS ${r.ours.join(" | ")}\nPRISM ${r.theirs[0] ?? ""}\nRUBY ${r.ruby ?? ""}`).join("\n"));
});
