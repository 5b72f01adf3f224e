import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../../../src/model/node.js";
import { evaluate } from "../../../src/recipe/evaluate/evaluate.js";
import type { EvaluateSettings } from "../../../src/recipe/evaluate/evaluate.js";
import { askChef, chefJob, outlined } from "../../support/chef.js";
import type { ChefAnswer, ChefJob } from "../../support/chef.js";
import { nodeOf, planOfCookbooks } from "../../support/plan.js";
import { rubyParses } from "../../support/ruby.js";
import { attributeFacts } from "./generate/attribute-facts.js";
import { facts as resourceFacts } from "./generate/facts.js";
import { bags, shownRun, writtenRun } from "./generate/run.js";
import type { WrittenRun } from "./generate/run.js";

// Chef's language in Ruby (test/support/chef) and mofsmith run the same generated cookbooks: they declare the same, or
// both refuse.

const settings: EvaluateSettings = {
  // What is missing is nil, as in Ruby.
  ...{ target: "windows", fileCachePath: "C:\\chef\\cache", missing: "warning" },
  stubs: new Map<string, Json>([
    ["search", [{ name: "db1" }, { name: "db2" }]],
    ["Company::Ports.of", 8080n],
  ]),
};

/** What mofsmith may refuse where Ruby gives a value, by the code of what it tells, or the reason of an unknown. */
const refusedHere: ReadonlyMap<string, string> = new Map([
  ["recipe/unknown-method", "a method that is not evaluated: what depends on it is unknown"],
  [
    "recipe/not-a-value",
    "an object that is no value, such as a lazy block in a list: Chef would write its to_s",
  ],
  [
    "the text of this value",
    "a lazy block of an attribute level in a text: Ruby's text of it names a place in memory",
  ],
  ["recipe/attribute-value", "nil for an attribute of a block: Chef takes it for a question"],
]);

/** Whether Ruby ends where mofsmith need not. */
function endsThere({ error, at }: { readonly error: string; readonly at: readonly string[] }): boolean {
  // A hash of a level that holds itself, and that a higher level hides: Chef copies it all the same.
  if (error.includes("stack level too deep")) return true;
  // What is not evaluated in a file of resources/ is not told when nothing calls the resource.
  return error.startsWith("NoMethodError") && at.some((line) => line.endsWith("`load_resource'"));
}

interface Outcome {
  readonly job: ChefJob;
  readonly declared: readonly unknown[];
  /** Codes of errors, and of what was told of things that are not evaluated. */
  readonly refusals: readonly string[];
}

function run(written: WrittenRun): Outcome {
  const plan = planOfCookbooks(written.books, written.runList, written.bags);
  const node = nodeOf(written.levels);
  const { value, diagnostics } = evaluate(plan, node, settings);
  // The recipes of a run list come parsed, with what is wrong in their text.
  const recipes = [...plan.library.cookbooks.values()].flatMap((book) => [...book.recipes.values()]);
  const syntax = recipes.flatMap((file) => file.read().diagnostics);
  const refusals = [...syntax, ...diagnostics].filter(
    ({ severity, code }) => severity === "error" || code === "recipe/unknown-method",
  );
  return {
    job: chefJob(plan, node, settings),
    declared: outlined(value),
    refusals: refusals.map(({ code }) => code),
  };
}

type Verdict = "same" | "both refuse" | "refused here" | "different";

function verdict({ declared, refusals }: Outcome, answer: ChefAnswer): Verdict {
  const unknowns = JSON.stringify(declared).matchAll(/\{"unknown":"([^"]*)"/g);
  const refused = [...refusals, ...Array.from(unknowns, ([, reason = ""]) => reason)];
  if (answer.error !== undefined)
    return refused.length > 0 || endsThere(answer) ? "both refuse" : "different";
  if (refused.length > 0) return refused.some((one) => refusedHere.has(one)) ? "refused here" : "different";
  return JSON.stringify(declared) === JSON.stringify(answer.declared) ? "same" : "different";
}

/** So many runs are asked of one process of Ruby. */
const batch = 500;

test.skipIf(!rubyParses)(
  "Ruby and mofsmith make the same of generated cookbooks",
  { timeout: 180_000 },
  () => {
    const written = fc.sample(writtenRun, { numRuns: 2000, seed: 3 });
    const different: string[] = [];
    const counts = { same: 0, "both refuse": 0, "refused here": 0, different: 0 };
    for (let from = 0; from < written.length; from += batch) {
      const runs = written.slice(from, from + batch);
      const outcomes = runs.map(run);
      const answers = askChef(outcomes.map(({ job }) => job));
      for (const [index, outcome] of outcomes.entries()) {
        const [answer, text] = [answers[index], runs[index]];
        if (answer === undefined || text === undefined) throw new Error("Ruby has not answered");
        const found = verdict(outcome, answer);
        counts[found] += 1;
        if (found === "different") different.push(shownDifference(text, outcome, answer));
      }
    }
    expect(different.slice(0, 3).join("\n\n")).toBe("");
    // Most programs run to their end, so that there is something to compare.
    expect(counts.same).toBeGreaterThan(1000);
    expect(counts["refused here"]).toBeLessThan(40);
  },
);

/** The cookbooks, and what differs in what they declare. */
function shownDifference(written: WrittenRun, { declared, refusals }: Outcome, answer: ChefAnswer): string {
  const theirs = answer.error === undefined ? answer.declared : [];
  const only = (list: readonly unknown[], other: readonly unknown[]) =>
    list.map((one) => JSON.stringify(one)).filter((one, at) => one !== JSON.stringify(other[at]));
  return [
    ...only(declared, theirs).map((one) => `mofsmith: ${one}`),
    ...refusals.map((code) => `mofsmith: ${code}`),
    ...only(theirs, declared).map((one) => `Ruby: ${one}`),
    ...(answer.error === undefined ? [] : [`Ruby: ${answer.error}`, ...answer.at]),
    shownRun(written),
  ].join("\n");
}

const facts = { ...resourceFacts, ...attributeFacts };

test.skipIf(!rubyParses)("what Chef's source says holds in both", { timeout: 60_000 }, () => {
  const runs = Object.values(facts).map(({ attributes = "", recipe, thing, more }): WrittenRun => {
    const web = {
      attributes: { default: attributes, ...more?.attributes },
      recipes: { default: recipe, ...more?.recipes },
      resources: { ...(thing === undefined ? {} : { thing }), ...more?.resources },
    };
    return { books: { web }, runList: ["web"], levels: {}, bags };
  });
  const outcomes = runs.map(run);
  const answers = askChef(outcomes.map(({ job }) => job));
  const different = Object.entries(facts).flatMap(([title, { ends = false }], index) => {
    const [outcome, answer, written] = [outcomes[index], answers[index], runs[index]];
    if (outcome === undefined || answer === undefined || written === undefined)
      return ["Ruby has not answered"];
    const wanted = ends ? "both refuse" : "same";
    const found = verdict(outcome, answer);
    return found === wanted ? [] : [`${title}: ${found}\n${shownDifference(written, outcome, answer)}`];
  });
  expect(different.join("\n\n")).toBe("");
});
