import { test } from "vitest";
import { readFileSync, writeFileSync } from "node:fs";
import { parseRecipe } from "/work/wt/parser/src/recipe/parse.js";
import { loadRubyParser } from "/work/wt/parser/test/support/prism.js";
import { sourceOf } from "/work/wt/parser/test/recipe/parser/kit.js";
test("try", async () => {
  const prism = await loadRubyParser("3.3.0");
  const out: unknown[] = [];
  for (const text of readFileSync("/tmp/p/in", "utf8").replace(/\n$/, "").split("\n---\n")) {
    const ours = parseRecipe(sourceOf(text)).diagnostics;
    const theirs = prism(text).errors.map((e) => e.message);
    out.push([text, ours.map((d) => `${d.code} ${d.message}`).join(" | "), theirs.join(" | ")]);
  }
  writeFileSync("/tmp/p/o2", JSON.stringify(out));
});
