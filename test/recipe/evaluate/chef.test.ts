import { expect, test } from "vitest";
import { rubyParses } from "../../support/ruby.js";
import { attributeFacts } from "./generate/attribute-facts.js";
import { compare, shownDifference } from "./generate/compare.js";
import type { Compared, Verdict } from "./generate/compare.js";
import { cover, evaluatedKinds } from "./generate/coverage.js";
import type { Coverage } from "./generate/coverage.js";
import { facts } from "./generate/facts.js";
import { lambdaFacts } from "./generate/lambda-facts.js";
import { rubyBlockFacts } from "./generate/ruby-block-facts.js";
import { bags, writtenRuns } from "./generate/run.js";
import type { WrittenRun } from "./generate/run.js";

// Chef's language in Ruby (test/support/chef) and mofsmith run the same generated cookbooks: they declare the same, or
// both refuse.

/** So many runs are asked of one process of Ruby. */
const batch = 500;

test.skipIf(!rubyParses)(
  "Ruby and mofsmith make the same of generated cookbooks",
  { timeout: 180_000 },
  () => {
    const written = writtenRuns(2000, 3);
    const different: Compared[] = [];
    const coverage: Coverage = { kinds: new Set(), methods: new Set(), operators: new Set() };
    const counts: Record<Verdict, number> = { same: 0, "both refuse": 0, "refused here": 0, different: 0 };
    for (let from = 0; from < written.length; from += batch) {
      for (const compared of compare(written.slice(from, from + batch))) {
        counts[compared.verdict] += 1;
        if (compared.verdict === "different") different.push(compared);
        if (compared.verdict === "same")
          for (const recipe of compared.outcome.recipes) cover(coverage, recipe);
      }
    }
    expect(different.slice(0, 3).map(shownDifference).join("\n\n")).toBe("");
    // Most programs run to their end, so that there is something to compare.
    expect(counts.same).toBeGreaterThan(1000);
    expect(counts["refused here"]).toBeLessThan(40);
    expect(evaluatedKinds.filter((kind) => !coverage.kinds.has(kind))).toEqual([]);
    expect(coverage.methods.size).toBeGreaterThan(220);
    expect(coverage.operators.size).toBeGreaterThan(30);
  },
);

const known = { ...facts, ...lambdaFacts, ...attributeFacts, ...rubyBlockFacts };

test.skipIf(!rubyParses)("what the sources of Chef and Ruby say holds in both", { timeout: 60_000 }, () => {
  const runs = Object.values(known).map(({ attributes = "", recipe, thing, more }): WrittenRun => {
    const web = {
      attributes: { default: attributes, ...more?.attributes },
      recipes: { default: recipe, ...more?.recipes },
      resources: { ...(thing === undefined ? {} : { thing }), ...more?.resources },
    };
    return { books: { web }, runList: ["web"], levels: {}, bags };
  });
  const compared = compare(runs);
  const different = Object.entries(known).flatMap(([title, { ends = false }], index) => {
    const one = compared[index];
    if (one === undefined) return [title];
    const wanted = ends ? "both refuse" : "same";
    return one.verdict === wanted ? [] : [`${title}: ${one.verdict}\n${shownDifference(one)}`];
  });
  expect(different.join("\n\n")).toBe("");
});
