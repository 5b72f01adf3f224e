import { expect, test } from "vitest";
import {
  all,
  cimInstance,
  codeBlock,
  real,
  resourcesOf,
  run,
  symbol,
  unknown,
  valueOf,
  type Short,
} from "./kit.js";

test("names are written as the schema spells them", () => {
  const { document, brief } = run([
    {
      type: "all",
      name: "a",
      properties: [
        ["k", "x"],
        ["REQ", "r"],
        ["s", "t"],
      ],
    },
  ]);
  expect(brief).toEqual([]);
  expect(
    resourcesOf(document)[0]
      ?.properties.slice(0, 4)
      .map(({ name }) => name),
  ).toEqual(["ResourceID", "K", "Req", "S"]);
});

test("an unknown property names the nearest, and the property it means is not missed", () => {
  const { brief, diagnostics } = run([
    {
      type: "All",
      name: "a",
      properties: [
        ["K", "k"],
        ["Reqq", "r"],
      ],
    },
  ]);
  expect(brief).toEqual(["unknown-property@:Reqq"]);
  expect(diagnostics[0]?.help).toBe('Did you mean "Req"?');
  expect(diagnostics[0]?.fixes[0]?.edits[0]?.text).toBe(":Req");
});

test("the same property twice, in whatever case, is refused with the first place", () => {
  const block = {
    type: "All",
    name: "a",
    properties: [
      ["K", "k"],
      ["Req", "r"],
      ["S", "x"],
      ["s", "x"],
    ],
  } as const;
  const { brief, diagnostics } = run([block]);
  expect(brief).toEqual(["duplicate-property@:s"]);
  expect(diagnostics[0]?.related[0]?.origin.start).toBeLessThan(diagnostics[0]?.origin?.start ?? 0);
});

test("missing keys and required properties are listed at the name", () => {
  const { brief, diagnostics } = run([{ type: "All", name: "a", properties: [["S", "x"]] }]);
  expect(brief).toEqual(["missing-property@'a'"]);
  expect(diagnostics[0]?.message).toBe('All lacks the mandatory properties "K", "Req".');
  expect(diagnostics[0]?.help).toBe(
    "Add `property :K, …` with a string, and `property :Req, …` with a string.",
  );
});

test.each([
  ["RO", "read-only-property@:RO"],
  ["ResourceId", "reserved-property@:ResourceId"],
  ["sourceinfo", "reserved-property@:sourceinfo"],
  ["ModuleName", "reserved-property@:ModuleName"],
  ["ModuleVersion", "reserved-property@:ModuleVersion"],
  ["ConfigurationName", "reserved-property@:ConfigurationName"],
])("%s cannot be set", (name, expected) => {
  expect(run([all("a", { [name]: "x" })]).brief).toEqual([expected]);
});

const helpForReserved = (name: string) => run([all("a", { [name]: "x" })]).diagnostics[0]?.help;

test("the attribute that stands for a reserved property is named", () => {
  expect(helpForReserved("ModuleName")).toBe("Use the attribute `module_name` instead.");
  expect(helpForReserved("SourceInfo")).toBe("Remove it.");
});

test("Linux has no PsDscRunAsCredential", () => {
  const { brief } = run([all("a", { PsDscRunAsCredential: "x" })], { target: "linux" });
  expect(brief).toEqual(["unknown-property@:PsDscRunAsCredential"]);
});

test("a property under a condition that cannot be decided is unknown, and given", () => {
  const properties = [
    ["K", "k"],
    ["Req", "a", "node['x']"],
    ["Req", "b", "node['x']"],
  ] as const;
  expect(run([{ type: "All", name: "a", properties }]).brief).toEqual([
    "unknown-condition@:Req",
    "unknown-condition@:Req",
  ]);
  expect(run([{ type: "All", name: "a", properties }], { unknown: "silent" }).brief).toEqual([]);
});

test("an unknown value is no missing one", () => {
  expect(run([all("a", { Req: unknown("node['x']") })]).brief).toEqual(["unknown-value@node['x']"]);
});

test.each([
  [5, "wrong-type@5"],
  [[["[All]b"]], "nested-array@['[All]b']"],
  [[null], "null-in-array@nil"],
  [symbol("b"), "malformed-dependency@:b"],
  [unknown("node['d']"), "unknown-value@node['d']"],
])("DependsOn takes strings and symbols (row %#)", (value, expected) => {
  expect(run([all("a", { DependsOn: value })]).brief).toEqual([expected]);
});

test("DependsOn of nil or nothing is not written", () => {
  const { document, brief } = run([all("a", { DependsOn: null }), all("b", { DependsOn: [] })]);
  expect(brief).toEqual([]);
  expect(resourcesOf(document).map((one) => valueOf(one, "DependsOn"))).toEqual([undefined, undefined]);
});

test.each([
  [["ignore_failure", true], ["w attribute-ignored@ignore_failure"]],
  [["ignore_failure", false], []],
  [["retries", 3], ["w attribute-ignored@retries"]],
  [["retries", 0], []],
  [["timeout", 60], ["w attribute-ignored@timeout"]],
  [["reboot_action", symbol("reboot_now")], ["w attribute-ignored@reboot_action"]],
  [["reboot_action", symbol("nothing")], []],
  [["sensitive", true], []],
  [["not_if", codeBlock], ["guard-not-evaluated@not_if"]],
  [["only_if", "test -e x"], ["guard-not-evaluated@only_if"]],
  [["constructor", real(1)], []],
] as const)("common attributes (row %#)", (attribute, expected) => {
  expect(run([all("a", {}, { attributes: [attribute] })]).brief).toEqual(expected);
});

test("a guard is a warning on request", () => {
  const { brief, document } = run([all("a", {}, { attributes: [["not_if", codeBlock]] })], {
    ignoreGuards: true,
  });
  expect(brief).toEqual(["w guard-not-evaluated@not_if"]);
  expect(resourcesOf(document)).toHaveLength(1);
});

test("a property that cannot be set is not proposed", () => {
  const [told] = run([all("a", { ROO: "x" })]).diagnostics;
  expect(told?.code).toBe("check/unknown-property");
  expect(told?.help).not.toMatch(/"RO"/);
});

test("what stands under a condition that cannot be decided may be set again", () => {
  const given = (...properties: readonly (readonly [string, string, string?])[]) =>
    run([{ ...all("a"), properties: [["K", "a"], ["Req", "r"], ...properties] }]).brief;
  const condition = "node['x']";
  expect(given(["S", "x", condition], ["S", "y"])).toEqual(["unknown-condition@:S"]);
  expect(given(["S", "x", condition], ["S", "y", condition])).toEqual([
    "unknown-condition@:S",
    "unknown-condition@:S",
  ]);
  expect(given(["S", "x"], ["S", "y"])).toEqual(["duplicate-property@:S"]);
});

test("DependsOn is a name that a resource has, and an instance inside of it has not", () => {
  const helpOf = (properties: Readonly<Record<string, Short>>) =>
    run([all("a", properties)]).diagnostics.map(({ help }) => help);
  expect(helpOf({ DependOn: "[All]b" })[0]).toContain('"DependsOn"');
  expect(helpOf({ Bag: cimInstance("T_Other", { DependOn: "[All]b" }) })[0]).not.toContain('"DependsOn"');
});

test.each(["windows", "linux"] as const)(
  "an embedded class for %s may have names of the base class",
  (target) => {
    const made = cimInstance("T_Made", { ResourceID: "r", PsDscRunAsCredential: "c" });
    expect(run([all("a", { Bag: made })], { target }).brief).toEqual([]);
    expect(run([all("a", { ResourceID: "r" })], { target }).brief).toEqual(["reserved-property@:ResourceID"]);
  },
);
