import { evaluate } from "../../../../src/recipe/evaluate/evaluate.js";
import type { EvaluateSettings } from "../../../../src/recipe/evaluate/evaluate.js";
import type { Recipe } from "../../../../src/recipe/tree.js";
import { askChef, chefJob, outlined } from "../../../support/chef.js";
import type { ChefAnswer, ChefJob } from "../../../support/chef.js";
import { json } from "../../../support/json.js";
import { nodeOf, planOfCookbooks } from "../../../support/plan.js";
import { shownRun } from "./run.js";
import type { WrittenRun } from "./run.js";

const settings: EvaluateSettings = {
  // What is missing is nil, as in Ruby.
  ...{ target: "windows", fileCachePath: "C:\\chef\\cache", missing: "warning" },
  stubs: new Map([
    ["search", json([{ name: "db1" }, { name: "db2" }])],
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

/** What mofsmith makes of a run. */
export interface Outcome {
  readonly written: WrittenRun;
  readonly job: ChefJob;
  readonly recipes: readonly Recipe[];
  readonly declared: readonly unknown[];
  /** Codes of errors, and of what was told of things that are not evaluated. */
  readonly refusals: readonly string[];
}

function run(written: WrittenRun): Outcome {
  const plan = planOfCookbooks(written.books, written.runList, written.bags);
  const node = nodeOf(written.levels);
  const { value, diagnostics } = evaluate(plan, node, settings);
  // The recipes of a run list come parsed, with what is wrong in their text.
  const books = [...plan.library.cookbooks.values()];
  const files = books.flatMap((book) => [...book.recipes.values(), ...book.resources.values()]);
  const syntax = files.flatMap((file) => file.read().diagnostics);
  const refusals = [...syntax, ...diagnostics].filter(
    ({ severity, code }) => severity === "error" || code === "recipe/unknown-method",
  );
  return {
    written,
    job: chefJob(plan, node, settings),
    recipes: files.flatMap((file) => file.read().value ?? []),
    declared: outlined(value),
    refusals: refusals.map(({ code }) => code),
  };
}

export type Verdict = "same" | "both refuse" | "refused here" | "different";

/** A run, and what both made of it. */
export interface Compared {
  readonly outcome: Outcome;
  readonly answer: ChefAnswer;
  readonly verdict: Verdict;
}

/** Runs cookbooks in mofsmith and in one process of Ruby. */
export function compare(runs: readonly WrittenRun[]): readonly Compared[] {
  const outcomes = runs.map(run);
  const answers = askChef(outcomes.map(({ job }) => job));
  return outcomes.map((outcome, index) => {
    const answer = answers[index];
    if (answer === undefined) throw new Error("Ruby has not answered");
    return { outcome, answer, verdict: verdict(outcome, answer) };
  });
}

function verdict(outcome: Outcome, answer: ChefAnswer): Verdict {
  const { declared } = outcome;
  const refused = refusalsOf(outcome);
  if (answer.error !== undefined)
    return refused.length > 0 || endsThere(answer) ? "both refuse" : "different";
  if (refused.length > 0) return refused.some((one) => refusedHere.has(one)) ? "refused here" : "different";
  return JSON.stringify(declared) === JSON.stringify(answer.declared) ? "same" : "different";
}

function refusalsOf({ declared, refusals }: Outcome): readonly string[] {
  const unknowns = JSON.stringify(declared).matchAll(/\{"unknown":"([^"]*)"/g);
  return [...refusals, ...Array.from(unknowns, ([, reason = ""]) => reason)];
}

/** The cookbooks, and what differs in what they declare. */
export function shownDifference({ outcome, answer }: Compared): string {
  const { declared, refusals, written } = outcome;
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
