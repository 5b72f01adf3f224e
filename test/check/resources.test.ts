import { expect, test } from "vitest";
import { all, codeBlock, resourcesOf, run, symbol, told, unknown, valueOf, type ShortBlock } from "./kit.js";

const moduleOf = (block: ShortBlock, settings = {}) => {
  const { document, brief } = run([block], settings);
  const [instance] = resourcesOf(document);
  return [valueOf(instance, "ModuleName"), valueOf(instance, "ModuleVersion"), ...brief];
};

const file = { name: "a", properties: [["DestinationPath", "C:\\a"]] } as const;
const thing = { name: "a", type: "Thing", properties: [["A", "x"]] } as const;
const bare = { name: "a", type: "Bare", properties: [["A", "x"]] } as const;

test("a resource is found by name, ignoring case, as a string or a symbol", () => {
  expect(moduleOf(all("a"))).toEqual(["Things", "2.1.0"]);
  expect(moduleOf(all("a", {}, { type: symbol("ALL") }))).toEqual(["Things", "2.1.0"]);
  expect(moduleOf(all("a", {}, { module: "things", version: "2.1.0" }))).toEqual(["Things", "2.1.0"]);
});

test("a module that is named decides; else the in-box one is taken, with a note", () => {
  expect(moduleOf({ ...file, type: "File" })).toEqual([
    "PSDesiredStateConfiguration",
    "1.0",
    "n in-box-chosen@'File'",
  ]);
  expect(moduleOf({ name: "a", type: "File", module: "Mine", properties: [["A", "x"]] })).toEqual([
    "Mine",
    "3.0",
  ]);
});

test("the in-box module carries the version that is asked for", () => {
  const inBox = { ...file, type: "File", module: "PSDesiredStateConfiguration" };
  expect(moduleOf(inBox)).toEqual(["PSDesiredStateConfiguration", "1.0"]);
  for (const version of ["0.0", "1.0", "1.1"])
    expect(moduleOf({ ...inBox, version })).toEqual(["PSDesiredStateConfiguration", version]);
});

test("a version that Windows does not have is written, with a warning", () => {
  const block = { ...file, type: "File", module: "PSDesiredStateConfiguration", version: "2.0.7" };
  expect(moduleOf(block)).toEqual(["PSDesiredStateConfiguration", "2.0.7", "w unusual-version@'2.0.7'"]);
});

test("what has been told is not told again, and silences what depends on it", () => {
  expect(run([all("a", {}, { type: told("t") })], { failed: true }).brief).toEqual([]);
  expect(run([all("a", {}, { name: told("n") }), all("b", { DependsOn: "[All]c" })]).brief).toEqual([]);
  expect(run([all("a", { S: told("s"), U8: 300 })]).brief).toEqual(["out-of-range@300"]);
});

test("PsDscRunAsCredential anywhere makes the in-box version 0.0 and raises the document's minimum", () => {
  const runAs = all("b", { PsDscRunAsCredential: "x" });
  const { document } = run([{ ...file, type: "File", module: "PSDesiredStateConfiguration" }, runAs]);
  expect(valueOf(document.instances[0], "ModuleVersion")).toBe("0.0");
  expect(valueOf(document.instances.at(-1), "MinimumCompatibleVersion")).toBe("2.0.0");
});

test("of several versions the highest is taken, with a warning once a document", () => {
  expect(moduleOf(thing)).toEqual(["Old", "1.2", "w several-versions@'Thing'"]);
  expect(moduleOf({ ...thing, module: "Old", version: "1.0" })).toEqual(["Old", "1.0"]);
  expect(run([thing, { ...thing, name: "b", properties: [["A", "y"]] }]).brief).toHaveLength(1);
});

test.each<readonly [ShortBlock, string]>([
  [all("a", {}, { type: "Al" }), "unknown-resource@'Al'"],
  [all("a", {}, { type: "Bare", module: "Things" }), "unknown-resource@'Bare'"],
  [all("a", {}, { module: "Thngs" }), "unknown-module@'Thngs'"],
  [{ ...thing, module: "Old", version: "9.9" }, "unknown-version@'9.9'"],
  [{ name: "a", type: "Shared", properties: [["A", "x"]] }, "ambiguous-resource@'Shared'"],
  [bare, "schema/no-module-version@'Bare'"],
  [{ ...thing, module: "Old", version: "one" }, "invalid-version@'one'"],
  [{ ...thing, version: "1.2" }, "w version-without-module@'1.2'"],
  [{ name: "a", properties: [["K", "k"]] }, "missing-resource@dsc_resource"],
  [all("a", {}, { type: unknown("node['t']") }), "unknown-value@node['t']"],
  [all("a", {}, { module: unknown("node['m']") }), "unknown-value@node['m']"],
  [all("a", {}, { name: unknown("node['n']") }), "unknown-value@node['n']"],
  [all("a", {}, { name: "" }), "invalid-name@''"],
  [all("a", {}, { name: "a\nb" }), "invalid-name@'a\nb'"],
  [all("a", {}, { name: codeBlock }), "invalid-name@{ true }"],
  [all("a", {}, { name: "a\uD800" }), "unwritable-character@'a\uD800'"],
  [all("a", {}, { conditional: "node['x']" }), "unknown-condition@dsc_resource"],
])("a block that cannot be resolved (row %#)", (block, expected) => {
  expect(run([block]).brief).toEqual([expected]);
});

test("an unknown name suggests the nearest, with a fix, and an elsewhere known one its module", () => {
  const [near] = run([all("a", {}, { type: symbol("Al") })]).diagnostics;
  expect(near?.help).toBe('Did you mean "All"?');
  expect(near?.fixes[0]?.edits[0]?.text).toBe(":All");
  const [elsewhere] = run([all("a", {}, { type: "Bare", module: "Things" })]).diagnostics;
  expect(elsewhere?.help).toBe('Module "Bare" has it: change `module_name`.');
});

test("a module without a version takes the recipe's", () => {
  expect(moduleOf({ ...bare, module: "Bare", version: "4.5" })).toEqual(["Bare", "4.5"]);
});

test("resources of the other system are refused", () => {
  const { brief } = run(
    [
      {
        ...file,
        type: "Registry",
        properties: [
          ["Key", "k"],
          ["ValueName", "v"],
        ],
      },
    ],
    { target: "linux" },
  );
  expect(brief).toEqual(["wrong-platform@'Registry'"]);
});

test("nil in an attribute is as good as none", () => {
  expect(moduleOf(all("a", {}, { module: null, version: null }))).toEqual(["Things", "2.1.0"]);
});

test("a script block is refused where it stands", () => {
  expect(run(["script"]).brief).toEqual(["script-not-compiled@dsc_script"]);
});

test("an incomplete block lacks nothing", () => {
  expect(run([{ name: "a", incomplete: true }]).brief).toEqual(["no-resources@dsc_resource"]);
  expect(run([{ name: "a", type: "All", incomplete: true }]).brief).toEqual([]);
});
