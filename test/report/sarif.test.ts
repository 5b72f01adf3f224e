import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import type { Finding } from "../../src/report/findings.js";
import { showsNoSecret } from "../../src/report/mask.js";
import { sarifReport } from "../../src/report/sarif.js";
import type { Source } from "../../src/source/source.js";
import { run } from "../cli/run.js";

/** The published schema, as Microsoft's own validator carries it. */
function publishedSchema(): object {
  const require = createRequire(import.meta.url);
  const validator = dirname(require.resolve("@microsoft/sarif-multitool-ts"));
  const file = join(validator, "../assets/sarif-2.1.0.schema.json");
  return JSON.parse(readFileSync(file, "utf8"));
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(publishedSchema());

/** The log that a text is, valid by the schema. */
function logOf(text: string) {
  const log = JSON.parse(text);
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return log;
}

function sourceNamed(name: string): Source {
  return { name, path: name, text: "a = 'x'\nps_credential('user', 'Pa55')\n" };
}

function finding(changes: Partial<Diagnostic> = {}, silenced?: string): Finding {
  const origin = { source: sourceNamed("r.rb"), start: 0, end: 1 };
  const diagnostic: Diagnostic = {
    ...{ code: "lint/unused-local", severity: "warning", message: "Wrong.", help: "Mend it." },
    ...{ origin, related: [], fixes: [], ...changes },
  };
  return { diagnostic, nodes: undefined, ...(silenced === undefined ? {} : { silenced }) };
}

const resultOf = (changes: Partial<Diagnostic>) => {
  return logOf(sarifReport([finding(changes)], true)).runs[0].results[0];
};

test("the published schema refuses what is no SARIF", () => {
  expect(validate({ version: "2.1.0", runs: [{ results: [{ message: {} }] }] })).toBe(false);
});

test("a log of what lint finds in many recipes is valid", async () => {
  const { stdout, stderr } = await run([
    "lint",
    "fixtures/lint",
    "fixtures/errors/check",
    "--format",
    "sarif",
  ]);
  expect(stderr).toBe("");
  const [{ results, tool }] = logOf(stdout).runs;
  expect(results.length).toBeGreaterThan(200);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
});

test("files are URIs, relative ones below the folder of the run", () => {
  const cases: readonly (readonly [string, object])[] = [
    ["recipes/web.rb", { uri: "recipes/web.rb", uriBaseId: "%SRCROOT%" }],
    ["recipes\\web.rb", { uri: "recipes/web.rb", uriBaseId: "%SRCROOT%" }],
    ["../a b/ä:#?%.rb", { uri: "../a%20b/%C3%A4%3A%23%3F%25.rb", uriBaseId: "%SRCROOT%" }],
    ["x\ud800(1)!.rb", { uri: "x%EF%BF%BD%281%29%21.rb", uriBaseId: "%SRCROOT%" }],
    ["/srv/web.rb", { uri: "file:///srv/web.rb" }],
    ["C:\\Chef\\a b.rb", { uri: "file:///C:/Chef/a%20b.rb" }],
    ["\\\\server\\share\\web.rb", { uri: "file://server/share/web.rb" }],
  ];
  for (const [name, expected] of cases) {
    const { locations } = resultOf({ origin: { source: sourceNamed(name), start: 0, end: 1 } });
    expect(locations[0].physicalLocation.artifactLocation).toEqual(expected);
  }
});

test("what a recipe says is no placeholder, no link and no control character", () => {
  const { message } = resultOf({ message: "{0} [here](http://x) \u001b[2J\n", help: "" });
  expect(message.text).toBe("{{0}} [here] (http://x) <U+001B>[2J<U+000A>");
});

test("what is found in no file is told of the run, and what is found in a file has no region", () => {
  const { origin: _, ...whole } = finding().diagnostic;
  const log = logOf(
    sarifReport(
      [
        { diagnostic: whole, nodes: undefined },
        { diagnostic: { ...whole, code: "config/no-run-list", help: "" }, nodes: undefined },
        { diagnostic: { ...whole, file: "x.json" }, nodes: { count: 2, first: "web01" } },
      ],
      false,
    ),
  );
  const [{ results, invocations, tool }] = log.runs;
  expect(results).toHaveLength(1);
  expect(results[0].locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: "x.json", uriBaseId: "%SRCROOT%" },
  });
  expect(results[0].properties).toEqual({ nodes: { count: 2, first: "web01" } });
  const level = "warning";
  const notice = (id: string, index: number, text: string) => ({
    ...{ descriptor: { id, index }, level, message: { text } },
  });
  expect(invocations).toEqual([
    {
      executionSuccessful: false,
      toolConfigurationNotifications: [notice("config/no-run-list", 0, "Wrong.")],
      toolExecutionNotifications: [notice("lint/unused-local", 1, "Wrong.\nMend it.")],
    },
  ]);
  const { notifications } = tool.driver;
  expect(notifications.map(({ id }: { id: string }) => id)).toEqual([
    "config/no-run-list",
    "lint/unused-local",
  ]);
});

test("every result tells whether a comment silences it, and why", () => {
  const [one, two] = logOf(sarifReport([finding(), finding({}, "known {1}\n")], true)).runs[0].results;
  expect(one.suppressions).toEqual([]);
  expect(two.suppressions).toEqual([
    { kind: "inSource", status: "accepted", justification: "known {1}<U+000A>" },
  ]);
});

test("fixes delete and insert; one that would write out a password is left out of every report", () => {
  const source = sourceNamed("r.rb");
  const edit = (start: number, end: number, text: string) => ({
    ...{ title: "Mend", safe: true },
    edits: [{ origin: { source, start, end }, text }],
  });
  const fixes = [edit(0, 1, "b"), edit(8, 37, "x"), edit(0, 0, "ps_credential('u', 'Pa55')"), edit(1, 3, "")];
  const told = resultOf({ fixes: fixes.filter(showsNoSecret) }).fixes.map(
    (one: { artifactChanges: { replacements: unknown }[] }) => one.artifactChanges[0]?.replacements,
  );
  expect(told).toEqual([
    [
      {
        deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
        insertedContent: { text: "b" },
      },
    ],
    [{ deletedRegion: { startLine: 1, startColumn: 2, endLine: 1, endColumn: 4 } }],
  ]);
});

test("a fingerprint stays when lines are put in above, and differs from line to line", () => {
  const text = "x = 1\ny = 2\nx = 1\n";
  const places = (source: Source, ...starts: readonly number[]) =>
    logOf(
      sarifReport(
        starts.map((start) => finding({ origin: { source, start, end: start + 1 } })),
        true,
      ),
    ).runs[0].results.map((one: { partialFingerprints: unknown }) => one.partialFingerprints);
  const before = places({ name: "r.rb", path: "r.rb", text }, 0, 6, 12);
  const after = places({ name: "r.rb", path: "r.rb", text: `# more\n${text}` }, 7, 13, 19);
  expect(after).toEqual(before);
  expect(new Set(before.map((one: unknown) => JSON.stringify(one))).size).toBe(3);
});

test("a rule that is off by default says so; a code that nobody knows is a rule without words", () => {
  const log = sarifReport([finding({ code: "lint/attribute-key" }), finding({ code: "test/example" })], true);
  const [off, unknown] = logOf(log).runs[0].tool.driver.rules;
  expect(off.defaultConfiguration).toEqual({ enabled: false, level: "note" });
  expect(unknown).toEqual({ id: "test/example" });
});
