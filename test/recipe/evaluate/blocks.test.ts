import { expect, test } from "vitest";
import type { DeclaredAttribute } from "../../../src/model/declaration.js";
import { at, covered, names, plain, properties, resources, run } from "./kit.js";

function shown(attributes: readonly DeclaredAttribute[] | undefined): unknown {
  return attributes?.map(({ name, values }) => [name, ...values.map(plain)]);
}

test("every part of a block is declared, in any order, with its place", () => {
  const text = [
    "dsc_resource 'web' do",
    "  property :Name, 'site'",
    "  module_version '1.2'",
    "  module_name 'xWeb'",
    "  property :Ports, [80, 'x']",
    "  resource :xWebSite",
    "end",
  ].join("\n");
  const outcome = run(text);
  const [block] = resources(outcome);
  if (block === undefined) throw new Error("nothing declared");
  expect(outcome.problems).toEqual([]);
  expect(block.keyword).toBe("dsc_resource");
  expect(covered(block.origin)).toBe(text);
  expect(covered(block.keywordOrigin)).toBe("dsc_resource");
  expect(covered(block.name.origin)).toBe("'web'");
  expect(block.resource).toMatchObject({ kind: "symbol", text: "xWebSite" });
  expect(block.moduleName).toMatchObject({ text: "xWeb" });
  expect(block.moduleVersion).toMatchObject({ text: "1.2" });
  expect(block.actions).toEqual(["run"]);
  expect(block.attributes).toEqual([]);
  expect(block.properties.map(({ nameOrigin }) => covered(nameOrigin))).toEqual([":Name", ":Ports"]);
  expect(block.properties.map(({ nameOrigin }) => at(nameOrigin))).toEqual(["2:12", "5:12"]);
  const ports = block.properties[1]?.value;
  expect(ports?.kind === "array" && ports.items.map(({ origin }) => covered(origin))).toEqual(["80", "'x'"]);
});

test("a value keeps the place of its literal; one without a literal stands where it is used", () => {
  const text =
    "x = 'lit'\ndsc_resource 'a' do\nproperty :A, x\nproperty :B, node['p']\nproperty :C, x + 'b'\nend";
  const [block] = resources(run(text, { node: { p: "v" } }));
  expect(block?.properties.map(({ value }) => covered(value.origin))).toEqual([
    "'lit'",
    "node['p']",
    "x + 'b'",
  ]);
});

test("a literal knows where each stretch of its text stands", () => {
  const text = "x = 'v'\ndsc_script 's' do\ncode <<-EOH\na #{x} b\nEOH\nend";
  const [block] = run(text).declarations;
  const code = block?.attributes[0]?.values[0];
  if (code?.kind !== "string") throw new Error("no code");
  expect(code.text).toBe("a v b\n");
  const { source } = code.origin;
  const stretches = code.segments?.map(({ at, start, end }) => [at, covered({ source, start, end })]);
  expect(stretches).toEqual([
    [0, "a "],
    [2, "#{x}"],
    [3, " b\n"],
  ]);
});

test("names are made as Chef makes them", () => {
  const text =
    "dsc_resource %w(a b)\ndsc_resource :c\ndsc_resource 5\ndsc_resource \"d#{1}\"\ndsc_resource('e') { }";
  expect(names(run(text))).toEqual(["a, b", "c", "5", "d1", "e"]);
});

test("a name is the recipe's own text, and values are read when the recipe has ended", () => {
  const text = "s = 'a'\nl = [1]\ndsc_resource(s) { property :L, l }\ns << 'b'\nl << 2";
  const outcome = run(text);
  expect(names(outcome)).toEqual(["ab"]);
  expect(properties(outcome)).toEqual({ L: [1n, 2n] });
});

test("resource_name is resource; the last of several counts", () => {
  const [block] = resources(run("dsc_resource 'a' do\nresource_name 'B'\nend"));
  expect(block?.resource).toMatchObject({ text: "B" });
});

test("actions", () => {
  const actions = (line: string): unknown => resources(run(`dsc_resource 'a' do\n${line}\nend`))[0]?.actions;
  expect(actions("")).toEqual(["run"]);
  expect(actions("action :nothing")).toEqual(["nothing"]);
  expect(actions("action [:set, 'run']")).toEqual(["set", "run"]);
});

test("common attributes are kept with their values, guards as text; those that add up stand last", () => {
  const text = [
    "dsc_resource 'a' do",
    "  notifies :reboot_now, 'reboot[x]', :immediately",
    "  notifies :run, 'log[y]'",
    "  not_if { ::File.exist?('x') && y }",
    "  only_if 'cmd', cwd: 'x'",
    "  guard_interpreter :powershell_script",
    "  ignore_failure :quiet",
    "  retries 3",
    "  retry_delay 5",
    "  sensitive true",
    "  reboot_action :reboot_now",
    "  timeout 7",
    "end",
  ].join("\n");
  const outcome = run(text);
  expect(outcome.problems).toEqual([]);
  expect(shown(outcome.declarations[0]?.attributes)).toEqual([
    ["guard_interpreter", ":powershell_script"],
    ["ignore_failure", ":quiet"],
    ["retries", 3n],
    ["retry_delay", 5n],
    ["sensitive", true],
    ["reboot_action", ":reboot_now"],
    ["timeout", 7n],
    ["notifies", ":reboot_now", "reboot[x]", ":immediately"],
    ["notifies", ":run", "log[y]"],
    ["not_if", { code: "::File.exist?('x') && y" }],
    ["only_if", "cmd", new Map([[":cwd", "x"]])],
  ]);
});

test("a script's attributes", () => {
  const text = [
    "dsc_configuration 'a' do",
    "  configuration 'x'",
    "  imports 'M', 'R'",
    "  imports 'N'",
    "  flags({ a: 1 })",
    "  cwd 'c'",
    "  environment 'A' => 'b'",
    "  configuration_data '@{}'",
    "end",
  ].join("\n");
  const [block] = run(text).declarations;
  expect(block).toMatchObject({ kind: "script", keyword: "dsc_configuration" });
  expect(shown(block?.attributes)).toEqual([
    ["configuration", "x"],
    ["flags", new Map([[":a", 1n]])],
    ["cwd", "c"],
    ["environment", new Map([["A", "b"]])],
    ["configuration_data", "@{}"],
    ["imports", "M", "R"],
    ["imports", "N"],
  ]);
});

test("of an attribute that is set twice the last counts, a property that is set twice is kept twice", () => {
  const [block] = resources(
    run("dsc_resource 'a' do\ntimeout 1\ntimeout 2\nproperty :P, 1\nproperty :P, 2\nend"),
  );
  expect(shown(block?.attributes)).toEqual([["timeout", 2n]]);
  expect(block?.properties.map(({ value }) => plain(value))).toEqual([1n, 2n]);
});

test("an attribute without arguments gives its value, or Chef's default", () => {
  const asked =
    "[timeout + 1, retries, retry_delay, sensitive, action, umask, reboot_action, guard_interpreter]";
  expect(properties(run(`dsc_resource 'a' do\ntimeout 5\nproperty :A, ${asked}\nend`))).toEqual({
    A: [6n, 0n, 2n, false, [":run"], null, ":nothing", ":default"],
  });
});

test("loops inside a block set properties", () => {
  const text = "dsc_resource 'a' do\n{ A: 1, 'B' => 2 }.each { |k, v| property k.to_sym, v }\nend";
  expect(properties(run(text))).toEqual({ A: 1n, B: 2n });
});

test("a block that the reader or the evaluation could not take whole is incomplete", () => {
  const incomplete = (line: string): unknown =>
    run(`dsc_resource 'a' do\n${line}\nend`, { broken: true }).declarations[0]?.incomplete;
  expect(incomplete("property :A, 1")).toBe(false);
  expect(incomplete("x = @a")).toBe(true);
  expect(incomplete("while x do\nend")).toBe(true);
  expect(incomplete("property :A,,")).toBe(true);
});

test("other resources are left out, with one warning a file, after their effects on locals", () => {
  const text = [
    "n = 1",
    "directory 'x' do",
    "  n = 2",
    "  path foo_bar",
    "  only_if { ::File.exist?('x') }",
    "end",
    "my_cookbook_thing 'y' do",
    "  n += 1",
    "end",
    "package 'z'",
    'dsc_resource("a#{n}") { }',
  ].join("\n");
  const outcome = run([text, "log 'x'"]);
  expect(names(outcome)).toEqual(["a3"]);
  expect(outcome.problems.toSorted()).toEqual(["warning other-resources 1:1", "warning other-resources 2:1"]);
  expect(outcome.messages).toContain(
    "Resources of Chef's own are left out of this file's documents: directory, package. " +
      "A resource of another cookbook or library is left out of this file's documents: my_cookbook_thing.",
  );
});

test("a DSC block inside another resource's block is refused", () => {
  expect(run("directory 'x' do\ndsc_resource('y') { }\nend").problems).toEqual([
    "warning other-resources 1:1",
    "error nested-resource 2:1",
  ]);
});
