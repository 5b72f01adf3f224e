import { expect, test } from "vitest";
import { names, properties, run, valueOf } from "./kit.js";
import type { Given } from "./kit.js";

const given: Given = { node: { web: { port: 80n } } };

// Each mistake stands on line 2, and is told there.
const mistakes: readonly (readonly [string, string])[] = [
  ["foo", "warning unknown-method 2:1"],
  ["x = 'a'.frobnicate", "warning unknown-method 2:9"],
  ["x = Foo::Bar", "warning unknown-constant 2:5"],
  ["x = 'a' =~ /a/", "warning refused 2:12"],
  ["node.default['a'] = 1", "warning refused 2:1"],
  ["x = system('ls')", "error dangerous 2:5"],
  ["x = 'a'.send(:upcase)", "error dangerous 2:5"],
  ["x = ::File.read('a')", "error dangerous 2:5"],
  ["x = IO.popen('ls')", "error dangerous 2:5"],
  ["x = Mixlib::ShellOut.new('ls')", "error dangerous 2:5"],
  ["x = Net::HTTP::Get.new('x')", "error dangerous 2:5"],
  ["x = shell_out('ls').stdout", "error dangerous 2:5"],
  ["eval 'x'", "error dangerous 2:1"],
  ["require './x'", "error dangerous 2:1"],
  ["x = `ls`", "error dangerous 2:5"],
  ["x = 'a'.upcase(1, 2)", "error argument-count 2:5"],
  ["x = 'a'.include?(1)", "error wrong-argument 2:18"],
  ["x = 1 + 'a'", "error wrong-operands 2:5"],
  ["x = 'a' + 1", "error wrong-operands 2:5"],
  ["x = 1 < 'a'", "error wrong-operands 2:5"],
  ["x = [1, 'a'].sort", "error wrong-operands 2:5"],
  ["x = [1] + 1", "error wrong-operands 2:5"],
  ["x = -'a'", "error wrong-operands 2:5"],
  ["x = 1 / 0", "error zero-division 2:5"],
  ["x = 1 % 0", "error zero-division 2:5"],
  ["x = nil.upcase", "error nil-receiver 2:5"],
  ["x = nil[0]", "error nil-receiver 2:5"],
  ["x = nil + 1", "error nil-receiver 2:5"],
  ["x = node['none'].upcase", "error missing-attribute 2:5"],
  ["x = node['none']['a']['b']", "error missing-attribute 2:5"],
  ["x = node['web']['none'] + 1", "error missing-attribute 2:5"],
  ["x = \"a#{node['web']['none']}\"", "error missing-attribute 2:7"],
  ["node['web']['port'] = 81", "error read-only 2:1"],
  ["x = { a: 1 }.fetch(:b)", "error key-not-found 2:5"],
  ["x = [1].fetch(3)", "error key-not-found 2:5"],
  ["raise 'no'", "error raised 2:1"],
  ["include_recipe 'a::b'", "warning include-recipe 2:1"],
  ["require 'json'", "note ignored 2:1"],
  ["Chef::Log.info('x')", "note ignored 2:1"],
  ["puts 'x'", "note ignored 2:1"],
  ["package 'x'", "warning other-resources 2:1"],
  ["dsc_resorce('x') { }", "error misspelt-resource 2:1"],
  ["dsc_resource { }", "error resource-name 2:1"],
  ["dsc_resource 'a', 'b'", "error resource-name 2:1"],
  ["dsc_resource nil", "error resource-name 2:14"],
  ["x = 2 ** 100000", "error limit 2:5"],
  ["x = 'a' * 100000000", "error limit 2:5"],
  ["x = [1] * 100000000", "error limit 2:5"],
  ["x = [*1..100000000]", "error limit 2:6"],
  ["x = 1 << 100000", "error limit 2:5"],
];

test.each(mistakes)("%s", (statement, problem) => {
  expect(run(`# a recipe\n${statement}\n`, given).problems).toEqual([problem]);
});

// Inside a block, likewise on line 2.
const inBlocks: readonly (readonly [string, string, string])[] = [
  ["dsc_resource", "property 'Name', 1", "error property-name 2:10"],
  ["dsc_resource", "property :Name", "warning property-without-value 2:1"],
  ["dsc_resource", "property", "error argument-count 2:1"],
  ["dsc_resource", "property :a, 1, 2", "error argument-count 2:1"],
  ["dsc_resource", "ensure_state 'x'", "error unknown-attribute 2:1"],
  ["dsc_resource", "code 'x'", "error unknown-attribute 2:1"],
  ["dsc_script", "property :a, 1", "error unknown-attribute 2:1"],
  ["dsc_script", "imports", "none"],
  ["dsc_resource", "timeout 'x'", "error attribute-value 2:9"],
  ["dsc_resource", "module_version 1.0", "error attribute-value 2:16"],
  ["dsc_resource", "action [1]", "error attribute-value 2:9"],
  ["dsc_resource", "timeout 1; timeout 2", "warning attribute-twice 2:12"],
  ["dsc_resource", "notifies :run", "error argument-count 2:1"],
  ["dsc_resource", "dsc_resource('y') { }", "error nested-resource 2:1"],
  ["dsc_resource", "property :a, 1.0 / 0", "error not-finite 2:14"],
  ["dsc_resource", "property :a, 1..2", "error not-a-value 2:14"],
  ["dsc_resource", "property :a, node", "error not-a-value 2:14"],
  ["dsc_resource", "property :a, node['none']", "error missing-attribute 2:14"],
  ["dsc_resource", "property :a, [node['web']['none']]", "error missing-attribute 2:15"],
  ["dsc_resource", "property :a, helper(1)", "warning unknown-method 2:14"],
  ["dsc_resource", "property :a, (true ? helper(1) : 2)", "warning unknown-method 2:22"],
  ["dsc_resource", "property :a, ps_credential(1)", "error wrong-argument 2:28"],
  ["dsc_resource", "property :a, ps_credential()", "error argument-count 2:14"],
  ["dsc_resource", "property :a, system('x')", "error dangerous 2:14"],
];

test.each(inBlocks)("%s: %s", (keyword, line, problem) => {
  const outcome = run(`${keyword} 'x' do\n${line}\nend\ndsc_resource('after') { }\n`, given);
  expect(outcome.problems).toEqual(problem === "none" ? [] : [problem]);
  // A mistake in one block never hides another block.
  expect(names(outcome)).toEqual(["x", "after"]);
});

test("a mistake leaves its property out and marks the block, so that nothing is told twice", () => {
  const outcome = run("dsc_resource 'x' do\nproperty :A, 1 + 'a'\nproperty :B, 2\nend");
  expect(properties(outcome)).toEqual({ B: 2n });
  expect(outcome.declarations[0]?.incomplete).toBe(true);
  expect(run("dsc_resource('x') { property :B, 2 }").declarations[0]?.incomplete).toBe(false);
});

test("Chef's own words for a property that is no symbol", () => {
  expect(run("dsc_resource 'a' do\nproperty 'x', 1\nend").messages).toEqual([
    "A property name of type Symbol must be specified, 'x' of type String was given",
  ]);
  expect(run("dsc_resource 'a' do\nproperty 5, 1\nend").messages).toEqual([
    "A property name of type Symbol must be specified, '5' of type Integer was given",
  ]);
});

test("a missing attribute names the whole path and the files that were searched", () => {
  const outcome = run("x = node['a']['b'][:c]", given);
  expect(outcome.messages).toEqual(['node["a"]["b"]["c"] cannot be read, since node["a"] is not set.']);
  expect(outcome.helps).toEqual(["Set it in one of the files that were searched: web.json."]);
  const inner = run("dsc_resource('x') { property :p, node['web']['x'] }", given);
  expect(inner.messages).toEqual(['node["web"]["x"] is not set.']);
});

test("where a missing attribute is only a warning, its value is Ruby's", () => {
  const lenient: Given = { ...given, missing: "warning" };
  const outcome = run("dsc_resource \"n#{node['x']}\" do\nproperty :a, node['x']\nend", lenient);
  expect(outcome.problems).toEqual(["warning missing-attribute 1:16", "warning missing-attribute 2:14"]);
  expect(properties(outcome)).toEqual({ a: null });
  expect(names(outcome)).toEqual(["n"]);
});

test("a missing attribute may be asked for", () => {
  expect(valueOf("node['x'] || 'd'", given)).toBe("d");
  expect(valueOf("node['x'].nil?", given)).toBe(true);
  expect(valueOf("node['web'][:port]", given)).toBe(80n);
  expect(valueOf("node.read('web', 'x', 'y').nil?", given)).toBe(true);
  expect(valueOf("node.key?('web')", given)).toBe(true);
  expect(valueOf("node['web'].key?(:port)", given)).toBe(true);
});

test("a mistake in a loop is told once", () => {
  expect(run("[1, 2, 3].each do |x|\ny = x + 'a'\nend").problems).toEqual(["error wrong-operands 2:5"]);
});

test("suggestions come from what could stand there", () => {
  expect(run("dsc_resource 'x' do\nmodul_name 'x'\nend").helps[0]).toContain('Did you mean "module_name"?');
  expect(run("dsc_resource 'x' do\nphysical_path 'x'\nend").helps[0]).toContain(
    "property :physical_path, value",
  );
  expect(run("port = 1\nx = prt").helps[0]).toBe('Did you mean "port"?');
  expect(run("PORT = 1\nx = PRT").helps[0]).toBe('Did you mean "PORT"?');
  expect(run("x = { port: 1 }.fetch(:prt)").helps[0]).toBe('Did you mean "port"?');
  expect(run("dsc_scirpt 'x' do\nend").helps[0]).toBe('Did you mean "dsc_script"?');
});

test("after a certain raise nothing is evaluated; a doubtful one makes the rest conditional", () => {
  expect(names(run("dsc_resource 'a'\nraise 'x'\ndsc_resource 'b'"))).toEqual(["a"]);
  const doubtful = run("dsc_resource 'a'\nraise 'x' if node['q']\ndsc_resource 'b'");
  expect(doubtful.problems).toEqual([]);
  expect(doubtful.declarations.map(({ conditional }) => conditional?.reason)).toEqual([
    undefined,
    'node["q"]',
  ]);
});
