import { fileURLToPath } from "node:url";
import { beforeEach, expect, test, vi } from "vitest";
import * as compile from "../src/compile.js";
import { mergeAttributes } from "../src/data/merge.js";
import { jsonDeclaration } from "../src/report/declarations.js";
import { findScenarios, hasShared, runScenario } from "./support/scenario.js";
import type { Scenario } from "./support/scenario.js";
import { askRuby, rubyParses } from "./support/ruby.js";

// Ruby itself runs every recipe that compiles, on the same node: what mofsmith says a recipe declares is what the
// recipe declares.

vi.mock("../src/compile.js", { spy: true });

beforeEach(() => void vi.clearAllMocks());

/** One run as declare.rb takes it, and what mofsmith made of it. */
interface Job {
  readonly scenario: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly declared: unknown;
}

test.skipIf(!rubyParses)("Ruby declares the same", async () => {
  const jobs: Job[] = [];
  for (const scenario of findScenarios().filter(isCompiled)) jobs.push(...(await jobOf(scenario)));
  expect(jobs.length).toBeGreaterThan(60);
  const script = fileURLToPath(new URL("support/declare.rb", import.meta.url));
  const answers = askRuby(
    script,
    jobs.map(({ input }) => input),
  );
  // Written and read again as ours are: JSON has no -0.
  const expected: unknown = JSON.parse(JSON.stringify(answers));
  const byScenario = (values: readonly unknown[]) =>
    Object.fromEntries(jobs.map(({ scenario }, index) => [scenario, values[index]]));
  expect(byScenario(jobs.map(({ declared }) => declared))).toEqual(
    byScenario(Array.isArray(expected) ? expected : []),
  );
});

function isCompiled({ args, exit, needsShared }: Scenario): boolean {
  return args[0] === "compile" && exit === 0 && (needsShared !== true || hasShared());
}

/** Runs a scenario; its first document is the job, since the others differ in their node alone. */
async function jobOf(scenario: Scenario): Promise<readonly Job[]> {
  vi.clearAllMocks();
  await runScenario(scenario);
  const [plan, node, settings] = vi.mocked(compile.compileNode).mock.calls[0] ?? [];
  if (plan === undefined || node === undefined || settings === undefined) return [];
  // What stands round the recipes is not given to Ruby yet: attribute files, data bags, what they include.
  const { cookbooks, library } = plan;
  const alone = cookbooks.every((one) => one.attributeFiles.length + one.resources.size === 0);
  const { value } = compile.declare(plan, node, settings);
  const own = new Set(plan.recipes.map(({ recipe }) => recipe.source));
  if (!alone || library.dataBags.bags.size > 0 || !value.every(({ origin }) => own.has(origin.source)))
    return [];
  const declared: unknown = JSON.parse(
    JSON.stringify(value.map(jsonDeclaration).map((one) => [one.name, one.resource, one.properties])),
  );
  const input = {
    recipes: plan.recipes.map(({ recipe }) => recipe.source.text),
    attributes: JSON.parse(
      JSON.stringify(Object.values(node.levels).reduce(mergeAttributes), (_, item: unknown) =>
        typeof item === "bigint" ? Number(item) : item,
      ),
    ),
    node: node.name,
    environment: { ...systemEnvironment, ...Object.fromEntries(node.environment) },
    cache: settings.fileCachePath,
  };
  return [{ scenario: scenario.name, input, declared }];
}

/** What recipes of the scenarios read of the variables that every Windows has. */
const systemEnvironment = {
  ProgramFiles: "C:\\Program Files",
  SystemDrive: "C:",
  SystemRoot: "C:\\Windows",
  windir: "C:\\Windows",
  PROGRAMDATA: "C:\\ProgramData",
};
