import { fileURLToPath } from "node:url";
import { beforeEach, expect, test, vi } from "vitest";
import * as compile from "../src/compile.js";
import type { Declaration } from "../src/model/declaration.js";
import type { RunPlan } from "../src/recipe/library.js";
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

test.skipIf(!rubyParses)(
  "Ruby declares the same",
  async () => {
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
  },
  60_000,
);

function isCompiled({ args, exit, needsShared }: Scenario): boolean {
  return args[0] === "compile" && exit === 0 && (needsShared !== true || hasShared());
}

/** Runs a scenario; its first document is the job, since the others differ in their node alone. */
async function jobOf(scenario: Scenario): Promise<readonly Job[]> {
  vi.clearAllMocks();
  await runScenario(scenario);
  const [plan, node, settings] = vi.mocked(compile.compileNode).mock.calls[0] ?? [];
  if (plan === undefined || node === undefined || settings === undefined) return [];
  const { value } = compile.declare(plan, node, settings);
  if (!standsAlone(plan, settings) || !isDeclaredBy(plan, value)) return [];
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

/** What stands round the recipes is not given to Ruby: attribute files, custom resources, data bags, stubs. */
function standsAlone({ cookbooks, library }: RunPlan, { stubs }: compile.CompileSettings): boolean {
  const files = cookbooks.flatMap((one) => [...one.attributeFiles, ...one.resources.keys()]);
  return files.length + library.dataBags.bags.size + (stubs?.size ?? 0) === 0;
}

/** No recipe has included another one. */
function isDeclaredBy({ recipes }: RunPlan, declared: readonly Declaration[]): boolean {
  const own = new Set(recipes.map(({ recipe }) => recipe.source));
  return declared.every(({ origin }) => own.has(origin.source));
}

/** What recipes of the scenarios read of the variables that every Windows has. */
const systemEnvironment = {
  ProgramFiles: "C:\\Program Files",
  SystemDrive: "C:",
  SystemRoot: "C:\\Windows",
  windir: "C:\\Windows",
  PROGRAMDATA: "C:\\ProgramData",
};
