import { join, sep } from "node:path";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import * as compile from "../src/compile.js";
import { parseMof } from "../src/mof/parse.js";
import { printDocument } from "../src/mof/print.js";
import { readDocument } from "../src/mof/read-document.js";
import { decodeText } from "../src/source/decode.js";
import { addDocument, closeDocuments, openDocuments } from "./support/documents.js";
import { compareGoldens } from "./support/goldens.js";
import { findScenarios, hasShared, pathsBelow, runScenario } from "./support/scenario.js";
import type { Outcome, Scenario } from "./support/scenario.js";
import { stageGoldens } from "./support/stages.js";
import type { Stages } from "./support/stages.js";

// The stages are looked at as the command line ran them: every call is noted and goes through.
vi.mock("../src/compile.js", { spy: true });

beforeEach(() => void vi.clearAllMocks());

const required = process.env["MOFSMITH_SHARED"] === "required";
const documents = openDocuments();
const scenarios = findScenarios();

// Scenarios that go to a limit take seconds on a machine that has other work.
for (const scenario of scenarios) {
  const skipped = scenario.needsShared === true && !required && !hasShared();
  test.skipIf(skipped)(scenario.name, { timeout: 60_000 }, async () => {
    const outcome = await runScenario(scenario);
    const words = [...outcome.files].map(([path, bytes]) => `${path}:\n${Buffer.from(bytes).toString()}`);
    expect(outcome.exitCode, words.join("\n").slice(0, 4000)).toBe(scenario.exit);
    // Others compile too, for themselves.
    const staged = outcome.exitCode === 0 && scenario.args[0] !== "decompile";
    const stages = staged ? stageGoldens(stagesOfRun(), recipePaths(scenario)) : [];
    compareGoldens(join(scenario.folder, "expected"), new Map([...outcome.files, ...stages]));
    if (staged) readBack(scenario, hasSoundSchemas(outcome));
  });
}

test("there are scenarios", () => {
  expect(scenarios.length).toBeGreaterThan(0);
});

afterAll(() => {
  if (documents !== undefined) closeDocuments(documents);
});

/** What the stages made for the first node of the run that has just been. */
function stagesOfRun(): Stages {
  const document = settled(vi.mocked(compile.compileNode).mock)[0]?.value?.[0]?.document;
  const calls = [...vi.mocked(compile.compileNode).mock.calls, ...vi.mocked(compile.declare).mock.calls];
  const recipes = calls.flatMap(([plan]) => plan.recipes.map(({ recipe }) => recipe));
  const [[plan, node, settings] = []] = calls;
  const declarations =
    plan === undefined || node === undefined || settings === undefined
      ? undefined
      : compile.declare(plan, node, settings).value;
  return { recipes, document, declarations };
}

/** Every document of the run, printed, is read back as the same data; copied for the checker when asked for. */
function readBack(scenario: Scenario, sound: boolean): void {
  for (const { compiled, node, settings, meta } of documentsOfRun()) {
    readBackOne(compiled, node, settings);
    const { target } = settings;
    if (documents !== undefined)
      addDocument(documents, scenario, { node, target, bytes: compiled.bytes, sound, meta });
  }
}

interface Made {
  readonly compiled: compile.Compiled;
  readonly node: string;
  readonly settings: compile.CompileSettings;
  readonly meta: boolean;
}

function documentsOfRun(): readonly Made[] {
  const compileNode = vi.mocked(compile.compileNode);
  const compileLcmSettings = vi.mocked(compile.compileLcmSettings);
  const configurations = settled(compileNode.mock).flatMap(({ value }, index): readonly Made[] => {
    const [, node, settings] = compileNode.mock.calls[index] ?? [];
    if (node === undefined || settings === undefined) return [];
    return (value ?? []).map((compiled: compile.Compiled): Made => ({
      compiled,
      node: node.name,
      settings,
      meta: false,
    }));
  });
  const metaConfigurations = settled(compileLcmSettings.mock).flatMap(({ value }, index): readonly Made[] => {
    const [node, settings] = compileLcmSettings.mock.calls[index] ?? [];
    if (node === undefined || settings === undefined || value === undefined) return [];
    return [{ compiled: value, node: node.name, settings, meta: true }];
  });
  return [...configurations, ...metaConfigurations];
}

function readBackOne({ document, bytes }: compile.Compiled, node: string, settings: compile.CompileSettings) {
  const decoded = decodeText(bytes);
  const text = decoded.ok ? decoded.text : expect.fail(`${node}: ${decoded.reason}`);
  const tree = parseMof({ name: node, path: node, text });
  const read = readDocument(tree.value);
  expect([...tree.diagnostics, ...read.diagnostics]).toEqual([]);
  expect(read.value.document).toEqual(document);
  expect(printDocument(read.value.document, settings)).toBe(text);
}

/** A schema that mofsmith has a warning for is one that the checker refuses: it gets the classes as they were read. */
function hasSoundSchemas({ files }: Outcome): boolean {
  return !/^warning schema\//m.test(Buffer.from(files.get("stderr.txt") ?? []).toString());
}

/** What the calls of a spied function gave, none of which threw. */
function settled<T>({ results }: { readonly results: readonly Settled<T>[] }): readonly T[] {
  return results.flatMap((result) => (result.type === "return" ? [result.value] : []));
}

type Settled<T> = { readonly type: "return"; readonly value: T } | { readonly type: "throw" | "incomplete" };

function recipePaths({ folder }: Scenario): readonly string[] {
  return pathsBelow(folder).map((path) => path.split(sep).join("/"));
}
