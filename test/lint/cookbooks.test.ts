import { expect, test } from "vitest";
import * as z from "zod";
import { findScenarios, hasShared, runScenario } from "../support/scenario.js";
import type { Scenario } from "../support/scenario.js";

// Whole Chef repositories: lint finds nothing in them, and of ten planted faults each in its place and nothing else.

const report = z.object({
  diagnostics: z.array(
    z.object({ file: z.string(), code: z.string(), line: z.int().optional(), column: z.int().optional() }),
  ),
});

const required = process.env["MOFSMITH_SHARED"] === "required";
const scenarios = findScenarios();
const faulty = scenarios.filter(({ faults, args }) => faults !== undefined && args[0] === "lint");

for (const scenario of faulty) {
  const { name, faults = [], like, args, needsShared } = scenario;
  const skipped = needsShared === true && !required && !hasShared();
  test.skipIf(skipped)(name, async () => {
    expect(faults).toHaveLength(10);
    expect(await placesFound(scenario)).toEqual(faults.map(({ file, finds }) => `${file} ${finds}`).sort());
    const healthy = scenarios.find((one) => one.name === like) ?? expect.fail(`there is no ${like}`);
    expect(await placesFound({ ...healthy, args })).toEqual([]);
    // Without the data of nodes less can be told, but nothing that is not so.
    const nodes = args.indexOf("--nodes");
    expect(await placesFound({ ...healthy, args: args.toSpliced(nodes, 2) })).toEqual([]);
  });
}

test("there are repositories with faults", () => {
  expect(faulty.length).toBeGreaterThan(2);
});

/** What lint finds, of whatever weight, each as `file code line:column`, sorted. */
async function placesFound(scenario: Scenario): Promise<readonly string[]> {
  const { files } = await runScenario({ ...scenario, args: [...scenario.args, "--format", "json"] });
  const printed: unknown = JSON.parse(Buffer.from(files.get("stdout.txt") ?? []).toString());
  const { diagnostics } = report.parse(printed);
  return diagnostics.map(({ file, code, line, column }) => `${file} ${code} ${line}:${column}`).sort();
}
