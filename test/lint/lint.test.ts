import { expect, test } from "vitest";
import { lintFile, readLintFile, type LintSettings } from "../../src/lint/lint.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { catalogueInMemory } from "../../src/schema/catalogue-of.js";
import { lint } from "./kit.js";

const file = (text: string, kind: "recipe" | "resource" = "recipe") =>
  readLintFile({ name: "r.rb", path: "r.rb", text }, kind);

const settings: LintSettings = {
  catalogue: catalogueInMemory(builtInModules),
  target: "windows",
  fileCachePath: "C:\\chef\\cache",
  severities: new Map(),
};

const node = (name: string, feature: string) => ({
  ...{ name, attributes: { feature }, given: true, files: [], environment: new Map<string, string>() },
});

test("every node's findings are its own, those of the text are nobody's", () => {
  const text =
    "x = 1\ndsc_resource 'a' do\n  resource :WindowsFeature\n  property node['feature'].to_sym, 'b'\nend\n";
  const nodes = [node("web01", "Name"), node("web02", "Nam")];
  const told = lintFile(file(text), nodes, settings, () => false);
  expect(told.map(({ node: of, diagnostics }) => [of?.name, ...diagnostics.map(({ code }) => code)])).toEqual(
    [[undefined, "lint/unused-local"], ["web01"], ["web02", "check/unknown-property"]],
  );
});

test("nothing is asked of the other files before a dependency is missing", () => {
  const block = (id: string) =>
    `dsc_resource 'a' do\n  resource :Service\n  property :Name, 'b'\n  property :DependsOn, '${id}'\nend\n`;
  const asked: string[] = [];
  const elsewhere = (id: string) => asked.push(id) > 0;
  lintFile(
    file(block("[Service]c").replace("'a'", "'c'") + block("[Service]c")),
    [node("n", "")],
    settings,
    elsewhere,
  );
  expect(asked).toEqual([]);
  const [, told] = lintFile(file(block("[File]X y")), [node("n", "")], settings, elsewhere);
  expect(asked).toEqual(["[file]x y"]);
  expect(told?.diagnostics).toEqual([]);
});

test("other files than recipes declare nothing, and are looked at as text", () => {
  const text = "x = 1\ndsc_resource 'a' do\n  resource :Flie\nend\n";
  const codes = (kind: "recipe" | "resource") =>
    lintFile(file(text, kind), [node("n", "")], settings, () => false)
      .flatMap(({ diagnostics }) => diagnostics)
      .map(({ code }) => code);
  expect(codes("recipe")).toEqual(["lint/unused-local", "check/unknown-resource"]);
  expect(codes("resource")).toEqual(["lint/unused-local"]);
});

test("severities: off is not told, the rest weighs what settings say, and an error stays one", () => {
  const text = "x = 1\ndsc_resource 'a' do\n  resource :Flie\n  retries 3\nend\n";
  const severities: LintSettings["severities"] = new Map([
    ["lint/unused-local", "error"],
    ["check/attribute-ignored", "off"],
    ["check/unknown-resource", "off"],
  ]);
  const told = (given: Partial<LintSettings>) =>
    lint(text, { settings: given }).map(({ severity, code }) => `${severity} ${code}`);
  expect(told({ severities })).toEqual(["error lint/unused-local", "error check/unknown-resource"]);
  expect(told({})).toContain("warning check/attribute-ignored");
});

test("so many findings of a rule are kept in a file", () => {
  const text = Array.from({ length: 1500 }, (_, index) => `x${index} = 1\n`).join("");
  expect(lint(text)).toHaveLength(1000);
});

test("a deep tree is walked without recursion", () => {
  const text = `x = ${"a + ".repeat(50_000)}a\nputs x\ny${".z".repeat(50_000)}\n`;
  expect(lint(text, { kind: "resource" })).toEqual([]);
});
