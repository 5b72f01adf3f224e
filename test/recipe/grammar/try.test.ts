import { expect, test } from "vitest";
import { parseRecipe } from "../../../src/recipe/parse.js";
import { loadRubyParser } from "../../support/prism.js";
import { sourceOf } from "../parser/kit.js";
import { randomFrom } from "../parser/programs.js";
import { SentenceMaker } from "./sentences.js";
import { writeFileSync } from "node:fs";

test("try", { timeout: 600_000 }, async () => {
  const prism = await loadRubyParser("3.3.0");
  const out: string[] = [];
  let ok = 0,
    length = 0;
  const n = Number(process.env.N ?? 1000),
    from = Number(process.env.FROM ?? 0);
  for (let seed = from; seed < from + n; seed++) {
    let text = "";
    try {
      text = new SentenceMaker(randomFrom(seed)).sentence();
    } catch (e) {
      out.push(`${seed} MAKER ${String(e)}`);
      continue;
    }
    length += text.length;
    const ours = parseRecipe(sourceOf(text)).diagnostics;
    writeFileSync("/tmp/p/last", text);
    let theirs: string[] = [];
    try {
      theirs = prism(text).errors.map(
        (e) => e.message + "@" + text.slice(e.location.startOffset, e.location.startOffset + 20),
      );
    } catch (e) {
      theirs = ["CRASH " + String(e)];
    }
    const errors = ours.filter((d) => d.severity === "error" && !/refused|not-ruby|unsupported/.test(d.code));
    if (ours.length === 0 && theirs.length === 0) ok++;
    else
      out.push(
        `--- ${seed}\n${text}\nOURS ${ours.map((d) => `${d.code} ${d.message} @ ${text.slice(d.origin.start, d.origin.start + 20)}`).join(" | ")}\nPRISM ${theirs.join(" | ")}`,
      );
  }
  writeFileSync("/tmp/p/out", out.join("\n"));
  console.log(ok, out.length, length / n);
});
