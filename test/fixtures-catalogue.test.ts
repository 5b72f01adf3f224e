import { join } from "node:path";
import { expect, test } from "vitest";
import { catalogue, entryCount } from "../src/diagnostics/catalogue/index.js";
import { allDiagnostics } from "../src/lint/catalogue.js";
import { rules } from "../src/lint/rules/index.js";
import { readGoldens } from "./support/goldens.js";
import { findScenarios } from "./support/scenario.js";

/** The codes that the goldens of all scenarios tell, as text or as JSON. */
function codesTold(): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const { folder } of findScenarios()) {
    const goldens = readGoldens(join(folder, "expected"));
    for (const name of ["stdout.txt", "stderr.txt"]) {
      const text = Buffer.from(goldens.get(name) ?? []).toString();
      for (const [, inText, inJson] of text.matchAll(
        /^(?:error|warning|info|note) ([a-z]+\/[a-z0-9-]+): |"code": ?"([a-z]+\/[a-z0-9-]+)"/gm,
      ))
        codes.add(inText ?? inJson ?? "");
    }
  }
  return codes;
}

test("every diagnostic of the catalogue is told by a scenario", () => {
  const told = codesTold();
  expect([...allDiagnostics.keys()].filter((code) => !told.has(code))).toEqual([]);
});

test("no scenario tells a diagnostic that is not in the catalogue", () => {
  expect([...codesTold()].filter((code) => !allDiagnostics.has(code))).toEqual([]);
});

test("no two entries of the catalogue have the same code", () => {
  expect(catalogue.size).toBe(entryCount);
  expect(allDiagnostics.size).toBe(entryCount + rules.length);
});
