import { expect, test } from "vitest";
import { datetimeProblem } from "../../src/schema/datetime.js";
import { limits } from "../../src/check/limits.js";
import { check } from "../../src/check/check.js";
import { evaluationLimits } from "../../src/recipe/evaluate/limits.js";
import { textOf } from "../../src/source/source.js";
import { all, catalogue, defaults, declare, resourcesOf, run, symbol, valueOf } from "./kit.js";

test("an instance is laid out in one order, whatever the recipe's", () => {
  const { document } = run([
    all("b"),
    {
      type: "all",
      name: "a",
      properties: [
        ["S", "x"],
        ["DependsOn", "[All]b"],
        ["B", true],
        ["Req", "r"],
        ["K", "k"],
      ],
    },
  ]);
  const instance = resourcesOf(document)[1];
  expect(instance?.className).toBe("T_All");
  expect(instance?.alias).toBe("T_All2ref");
  expect(instance?.properties.map(({ name }) => [name, valueOf(instance, name)])).toEqual([
    ["ResourceID", "[All]a"],
    ["K", "k"],
    ["Req", "r"],
    ["B", true],
    ["S", "x"],
    ["SourceInfo", "recipes/web.rb::6::1::dsc_resource"],
    ["ModuleName", "Things"],
    ["ModuleVersion", "2.1.0"],
    ["DependsOn", ["[All]b"]],
    ["ConfigurationName", "Web"],
  ]);
});

test("the document ends with what it says of itself", () => {
  const { document } = run([all("a")]);
  const last = document.instances.at(-1);
  expect(document.header).toEqual({ targetNode: "web01" });
  expect(last?.className).toBe("OMI_ConfigurationDocument");
  expect(last?.alias).toBeUndefined();
  expect(last?.properties.map(({ name }) => [name, valueOf(last, name)])).toEqual([
    ["Version", "2.0.0"],
    ["MinimumCompatibleVersion", "1.0.0"],
    ["CompatibleVersionAdditionalProperties", ["Omi_BaseResource:ConfigurationName"]],
    ["Name", "Web"],
  ]);
});

test("aliases count by class", () => {
  const thing = {
    type: "Two",
    name: "t",
    properties: [
      ["A", "a"],
      ["N", 1],
    ],
  } as const;
  expect(run([all("a"), thing, all("b")]).document.instances.map(({ alias }) => alias)).toEqual([
    "T_All1ref",
    "T_Two1ref",
    "T_All2ref",
    undefined,
  ]);
});

test("origins lead from each value back to the recipe", () => {
  const blocks = declare(all("a", { SA: ["x", "y"], DependsOn: "[All]b" }), all("b"));
  const [value] = check(blocks, catalogue, defaults).value;
  if (value === undefined) throw new Error("there is no document");
  const [instance] = value.document.instances;
  const [places] = value.origins.instances;
  const shown = instance?.properties.map(({ name }, at) => {
    const property = places?.properties[at];
    return [name, property && textOf(property.name), property?.items?.map(textOf)];
  });
  expect(shown?.slice(0, 4)).toEqual([
    ["ResourceID", "'a'", undefined],
    ["K", ":K", undefined],
    ["Req", ":Req", undefined],
    ["SA", ":SA", ["'x'", "'y'"]],
  ]);
  expect(value.origins.instances).toHaveLength(value.document.instances.length);
  for (const [at, { properties }] of value.document.instances.entries()) {
    expect(value.origins.instances[at]?.properties).toHaveLength(properties.length);
  }
});

test("a Document is plain data", () => {
  const { document } = run([all("a", { S: "x", Ensure: symbol("present"), U8A: [1], C: "c", R64: 1 })]);
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  expect(JSON.stringify(document)).not.toContain("origin");
});

test("an empty document is refused, at the start of the recipe when there is no block at all", () => {
  const [problem] = run([]).diagnostics;
  expect([problem?.code, problem?.origin]).toEqual(["check/no-resources", defaults.start]);
  expect(run([], { failed: true }).brief).toEqual([]);
  expect(run([all("a", {}, { actions: ["nothing"] })]).brief).toEqual([
    "n left-out@'a'",
    "no-resources@dsc_resource",
  ]);
});

test.each([
  ["20261120042623.123456+060", undefined],
  ["20000229000000.000000-999", undefined],
  ["99999999235959.999999:000", undefined],
  ["19000229000000.000000+000", "month 2 has no day 29"],
  ["20261320000000.000000+000", "there is no month 13"],
  ["20260431000000.000000+000", "month 4 has no day 31"],
  ["20260400000000.000000+000", "month 4 has no day 0"],
  ["20261120240000.000000+000", "there is no hour 24"],
  ["20261120236000.000000+000", "there is no minute 60"],
  ["20261120235960.000000+000", "there is no second 60"],
  ["00000001240000.000000:000", "there is no hour 24"],
])("datetime %s", (text, problem) => {
  expect(datetimeProblem(text)).toBe(problem);
});

test.each([
  "",
  "2026-11-20T04:26:23Z",
  "20261120042623.******+***",
  "20261120042623.000000+00",
  "00000001020304.000005:001",
  "  261120042623.000000+000",
  "20261120042623.000000+000\n",
])("no form of a datetime (row %#)", (text) => {
  expect(datetimeProblem(text)).toMatch(/^it is not of the form/);
});

test("the limits of evaluation are those of the table", () => {
  const { steps, string, collection } = evaluationLimits;
  expect([steps, string, collection]).toEqual([
    limits.evaluationSteps,
    limits.stringLength,
    limits.collectionSize,
  ]);
});
