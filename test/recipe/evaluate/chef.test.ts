import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../../../src/model/node.js";
import { evaluate } from "../../../src/recipe/evaluate/evaluate.js";
import type { EvaluateSettings } from "../../../src/recipe/evaluate/evaluate.js";
import { askChef, chefJob, outlined } from "../../support/chef.js";
import type { ChefAnswer, ChefJob } from "../../support/chef.js";
import { nodeOf, planOfCookbooks } from "../../support/plan.js";
import { rubyParses } from "../../support/ruby.js";
import { writtenRun } from "./generate/run.js";
import type { WrittenRun } from "./generate/run.js";

// Chef's language in Ruby and mofsmith run the same generated cookbooks: they declare the same, or both refuse.

const settings: EvaluateSettings = {
  ...{ target: "windows", fileCachePath: "C:\\chef\\cache", missing: "warning" },
  stubs: new Map<string, Json>([
    ["search", [{ name: "db1" }, { name: "db2" }]],
    ["Company::Ports.of", 8080n],
  ]),
};

interface Ours {
  readonly job: ChefJob;
  readonly declared: readonly unknown[];
  /** Codes of what was told. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

function run(written: WrittenRun): Ours {
  const plan = planOfCookbooks(written.books, written.runList, written.bags);
  const node = nodeOf(written.levels);
  const evaluated = evaluate(plan, node, settings);
  const { value } = evaluated;
  const syntax = [...plan.library.cookbooks.values()].flatMap(({ recipes }) =>
    [...recipes.values()].flatMap((file) => file.read().diagnostics),
  );
  const diagnostics = [...syntax, ...evaluated.diagnostics];
  const codes = (severity: string) =>
    diagnostics.filter((one) => one.severity === severity).map((one) => `${one.code}: ${one.message}`);
  return {
    job: chefJob(plan, node, settings),
    declared: outlined(value),
    errors: codes("error"),
    warnings: codes("warning"),
  };
}

test.skipIf(!rubyParses)("what Ruby and mofsmith make of generated cookbooks", { timeout: 120_000 }, () => {
  const count = Number(process.env["RUNS"] ?? 500);
  const t0 = performance.now();
  const written = fc.sample(writtenRun, { numRuns: count, seed: Number(process.env["SEED"] ?? 11) });
  const t1 = performance.now();
  const ours = written.map(run);
  const t2 = performance.now();
  const answers = askChef(ours.map(({ job }) => job));
  console.log("generate", t1 - t0, "ours", t2 - t1, "ruby", performance.now() - t2);
  const stats: Record<string, number> = {};
  const out: string[] = [];
  const limit = Number(process.env["SHOW"] ?? 3);
  ours.forEach((one, index) => {
    const answer = answers[index] as ChefAnswer;
    const v =
      verdict(one, answer) +
      (process.env["WHY"] && verdict(one, answer).includes("raises") ? " " + answer.error?.slice(0, 70) : "");
    stats[v] = (stats[v] ?? 0) + 1;
    if (v === "both refuse" && "error" in answer) {
      const e = "E " + answer.error?.slice(0, 60);
      if (process.env["ERRS"]) stats[e] = (stats[e] ?? 0) + 1;
    }
    if (
      v.startsWith("DIFF") &&
      out.length < limit &&
      (process.env["ONLY"] === undefined || v.includes(process.env["ONLY"]))
    ) {
      const w = written[index];
      out.push(
        [
          `#### ${index} ${v}`,
          ...Object.entries(w?.books ?? {}).flatMap(([b, t]) => [
            ...Object.entries(t.attributes ?? {}).map(([n, x]) => `--- ${b}/attributes/${n}\n${x}`),
            ...Object.entries(t.resources ?? {}).map(([n, x]) => `--- ${b}/resources/${n}\n${x}`),
            ...Object.entries(t.recipes ?? {}).map(([n, x]) => `--- ${b}/recipes/${n}\n${x}`),
          ]),
          JSON.stringify(w?.runList),
          JSON.stringify(w?.levels, (_, x) => (typeof x === "bigint" ? Number(x) : x)),
          "OURS " + shorter(one.declared, answer),
          one.errors.join("\n"),
          one.warnings.join("\n"),
          "RUBY " + shorter(answer.declared ?? [answer.error, answer.at], { declared: one.declared }),
        ].join("\n"),
      );
    }
  });
  console.log(out.join("\n"), stats);
  expect(1).toBe(1);
});

function verdict(one: Ours, answer: ChefAnswer): string {
  const unsure =
    JSON.stringify(one.declared).includes('"unknown":') ||
    one.warnings.some((warning) => /^recipe\/(unknown-|refused)/.test(warning));
  if (answer.error !== undefined)
    return one.errors.length > 0 ? "both refuse" : unsure ? "unsure" : `DIFF ruby raises`;
  if (one.errors.length > 0) return `DIFF we refuse ${one.errors[0]?.split(":")[0]}`;
  if (JSON.stringify(one.declared).includes('"unknown":')) return "DIFF unknown";
  return JSON.stringify(one.declared) === JSON.stringify(answer.declared) ? "same" : "DIFF declared";
}
import { writeFileSync } from "node:fs";
test.skipIf(process.env["DUMP"] === undefined)("dump", () => {
  const index = Number(process.env["DUMP"]);
  const written = fc.sample(writtenRun, { numRuns: index + 1, seed: Number(process.env["SEED"] ?? 11) });
  const one = run(written[index] as WrittenRun);
  writeFileSync(
    "/tmp/job.json",
    JSON.stringify([one.job], (_, x: unknown) => (typeof x === "bigint" ? Number(x) : x)),
  );
  writeFileSync("/tmp/ours.json", JSON.stringify(one.declared, null, 1));
});

function shorter(
  list: readonly unknown[],
  other: { readonly declared?: readonly unknown[] | undefined },
): string {
  const theirs = other.declared ?? [];
  return JSON.stringify(list.filter((x, i) => JSON.stringify(x) !== JSON.stringify(theirs[i])));
}
