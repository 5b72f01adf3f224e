import { beforeEach, expect, test, vi } from "vitest";
import * as compile from "../src/compile.js";
import { askChef, chefJob, outlined } from "./support/chef.js";
import type { ChefJob } from "./support/chef.js";
import { findScenarios, hasShared, runScenario } from "./support/scenario.js";
import type { Scenario } from "./support/scenario.js";
import { rubyParses } from "./support/ruby.js";

// Ruby itself runs, with a stub of Chef's language, every recipe that compiles, for each of its nodes: what mofsmith
// says a recipe declares is what the recipe declares.

vi.mock("../src/compile.js", { spy: true });

beforeEach(() => void vi.clearAllMocks());

/** One run of one node, and what mofsmith made of it. */
interface Run {
  readonly scenario: string;
  readonly job: ChefJob;
  readonly declared: unknown;
}

test.skipIf(!rubyParses)("Ruby declares the same", async () => {
  const runs: Run[] = [];
  for (const scenario of findScenarios().filter(isEvaluated)) runs.push(...(await runsOf(scenario)));
  expect(runs.length).toBeGreaterThan(60);
  const answers = askChef(runs.map(({ job }) => job));
  const byScenario = (values: readonly unknown[]) =>
    Object.fromEntries(runs.map(({ scenario, job }, index) => [`${scenario} ${job.node}`, values[index]]));
  expect(byScenario(runs.map(({ declared }) => ({ declared })))).toEqual(byScenario(answers));
});

function isEvaluated({ args, exit, needsShared }: Scenario): boolean {
  const evaluated = args[0] === "compile" || args[0] === "inspect";
  return evaluated && exit === 0 && (needsShared !== true || hasShared());
}

/** Runs a scenario; each document is a run, and so are the declarations of each node that `inspect` shows. */
async function runsOf(scenario: Scenario): Promise<readonly Run[]> {
  vi.clearAllMocks();
  await runScenario(scenario);
  const calls = [...vi.mocked(compile.compileNode).mock.calls, ...vi.mocked(compile.declare).mock.calls];
  return calls.flatMap(([plan, node, settings]) => {
    const declared = outlined(compile.declare(plan, node, settings).value);
    // Where no node data were given, what is missing is not known to us and nil to Ruby.
    if (!node.given && JSON.stringify(declared).includes('"unknown":')) return [];
    return [{ scenario: scenario.name, job: chefJob(plan, node, settings), declared }];
  });
}
