import { expect, test } from "vitest";
import { parseRecipe } from "../../../src/recipe/parse.js";
import { names, properties, resources, run, valueOf } from "./kit.js";
import type { Given } from "./kit.js";

const given: Given = { node: { web: { port: 80n } } };

// Each mistake stands on line 2, and is told there.
const mistakes: readonly (readonly [string, string])[] = [
  ["foo", "warning unknown-method 2:1"],
  ["x = 'a'.frobnicate", "warning unknown-method 2:9"],
  ["x = Foo::Bar", "warning unknown-constant 2:5"],
  ["x = 'a' =~ /a\\g<0>?/", "warning refused 2:14"],
  ["x = 'a' =~ /a/n", "warning refused 2:12"],
  ["2.times { |i| x = /#{i}/o }", "warning refused 2:19"],
  ["x = 1 if /a/", "warning refused 2:10"],
  ["x = 'a' =~ 'a'", "error wrong-operands 2:5"],
  ["x = 'a'.match(1)", "error wrong-argument 2:15"],
  ["x = 'a'.match('(')", "error invalid-regexp 2:15"],
  ["x = /a#{'('.dup}/", "error invalid-regexp 2:7"],
  ["x = 'a'.sub(/a/, '\\k<n>')", "error no-such-group 2:18"],
  ["x = 'a'[/a/, :n]", "error no-such-group 2:14"],
  ["x = Regexp.new(1)", "error wrong-argument 2:16"],
  ["node.consume_attributes('a' => 1)", "warning refused 2:1"],
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
  ["x = 'a'.strip(1, 2)", "error argument-count 2:5"],
  ["x = 'a'.include?(1)", "error wrong-argument 2:18"],
  ["x = 1 + 'a'", "error wrong-operands 2:5"],
  ["x = 'a' + 1", "error wrong-operands 2:5"],
  ["x = 1 < 'a'", "error wrong-operands 2:5"],
  ["x = [1, 'a'].sort", "error wrong-operands 2:5"],
  ["x = [1] + 1", "error wrong-operands 2:5"],
  ["x = -[1]", "error wrong-operands 2:5"],
  ["x = ~'a'", "error wrong-operands 2:5"],
  ["x = 1 / 0", "error zero-division 2:5"],
  ["x = 1 % 0", "error zero-division 2:5"],
  ["x = 1.5 % 0", "error zero-division 2:5"],
  ["'a'.freeze << 'b'", "error read-only 2:1"],
  ["(-'a') << 'b'", "error read-only 2:2"],
  ["'a'.freeze.clone << 'b'", "error read-only 2:1"],
  ["[1].freeze.push(2)", "error read-only 2:1"],
  ["[1].freeze[0] = 2", "error read-only 2:1"],
  ["{ a: 1 }.freeze[:b] = 2", "error read-only 2:1"],
  ["{ 'a' => 1 }.keys.first << 'b'", "error read-only 2:1"],
  ["'abc'.tr('c-a', 'x')", "error wrong-argument 2:10"],
  ["'abc'.gsub('b', '\\k<x>')", "error wrong-argument 2:17"],
  ["x = nil.upcase", "error nil-receiver 2:5"],
  ["x = nil[0]", "error nil-receiver 2:5"],
  ["x = nil + 1", "error nil-receiver 2:5"],
  ["x = node['none'].upcase", "error check/missing-attribute 2:5"],
  ["x = node['none']['a']['b']", "error check/missing-attribute 2:5"],
  ["x = node['web']['none'] + 1", "error check/missing-attribute 2:5"],
  ["x = \"a#{node['web']['none']}\"", "error check/missing-attribute 2:7"],
  ["node['web']['port'] = 81", "error read-only 2:1"],
  ["x = { a: 1 }.fetch(:b)", "error key-not-found 2:5"],
  ["x = [1].fetch(3)", "error key-not-found 2:5"],
  ["raise 'no'", "error raised 2:1"],
  ["include_recipe 'a::b'", "error no-such-cookbook 2:16"],
  ["require 'json'", "note ignored 2:1"],
  ["Chef::Log.info('x')", "note ignored 2:1"],
  ["puts 'x'", "note ignored 2:1"],
  ["package 'x'", "warning other-resources 2:1"],
  ["dsc_resorce('x') { }", "error misspelt-resource 2:1"],
  ["dsc('x') { property :A, 1 }", "error misspelt-resource 2:1"],
  ["file('x') { resource :File }", "error misspelt-resource 2:1"],
  ["loop { x = 1 }", "warning refused 2:1"],
  ["x = $true", "warning refused 2:5"],
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
  ["dsc_resource", "notifies 'dsc_resource[y]', :run", "error attribute-value 2:10"],
  ["dsc_resource", "notifies :run, 'dsc_resource[y]', :later", "error attribute-value 2:35"],
  ["dsc_resource", "notifies :run, 'dsc_resource[y]', :before", "none"],
  ["dsc_resource", "subscribes 1, 'dsc_resource[y]'", "error attribute-value 2:12"],
  ["dsc_resource", "property Name, 1", "error property-name 2:10"],
  ["dsc_resource", "property name, 1", "error property-name 2:10"],
  ["dsc_resource", "property Name: 1", "error property-name 2:10"],
  ["dsc_resource", "property :Name => 1", "error property-name 2:10"],
  ["dsc_resource", "dsc_resource('y') { }", "error nested-resource 2:1"],
  ["dsc_resource", "property :a, 1.0 / 0", "error not-finite 2:14"],
  ["dsc_resource", "property :a, 1..2", "error not-a-value 2:14"],
  ["dsc_resource", "property :a, node", "error not-a-value 2:14"],
  ["dsc_resource", "property :a, node['none']", "error check/missing-attribute 2:14"],
  ["dsc_resource", "property :a, [node['web']['none']]", "error check/missing-attribute 2:15"],
  ["dsc_resource", "property :a, helper(1)", "error unknown-method 2:14"],
  ["dsc_resource", "property :a, (true ? helper(1) : 2)", "error unknown-method 2:22"],
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

test("a property whose value is a mistake is declared, so that its name is still checked and nothing is told twice", () => {
  const outcome = run("dsc_resource 'x' do\nproperty :A, 1 + 'a'\nproperty :B, 2\nend");
  expect(properties(outcome)).toEqual({ A: { unknown: expect.any(String) }, B: 2n });
  const [block] = resources(outcome);
  expect(block?.properties[0]?.value).toMatchObject({ kind: "unknown", told: true });
  expect(block?.incomplete).toBe(false);
});

test("a block whose name is a mistake is declared, and its name is told", () => {
  for (const text of ["dsc_resource nil do\nend", "dsc_resource do\nend", "dsc_resource 1 + 'a' do\nend"]) {
    const outcome = run(text);
    expect(outcome.problems).toHaveLength(1);
    expect(outcome.declarations[0]?.name).toMatchObject({ kind: "unknown", told: true });
  }
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
  expect(outcome.problems).toEqual([
    "warning check/missing-attribute 1:16",
    "warning check/missing-attribute 2:14",
  ]);
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
    "property :physical_path, 'x'",
  );
  expect(run("dsc_resource 'x' do\npropery :A, 1\nend").helps).toEqual(['Did you mean "property"?']);
  expect(run("dsc_resource 'x' do\ndepends_on 'y'\nend").helps).toEqual([
    'Did you mean "property :DependsOn"?',
  ]);
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

test("a name in another form means the property all the same, and a fix writes it", () => {
  for (const written of [
    "Name, 1",
    "'Name', 1",
    "name = 'Name', 1",
    "Name: 1",
    ":Name => 1",
    "'Name' => 1",
  ]) {
    const outcome = run(`dsc_resource 'x' do\nproperty ${written}\nend`);
    expect(outcome.problems).toEqual(["error property-name 2:10"]);
    expect(outcome.helps[0]).toBe("Write: property :Name, 1.");
    expect(properties(outcome)).toEqual({ Name: 1n });
  }
});

test("words of other languages for true, false and nil", () => {
  const help = (word: string): string | undefined => run(`x = ${word}`).helps[0];
  expect(["True", "TRUE", "$true", "yes"].map(help)).toEqual(Array(4).fill("Write true."));
  expect(["False", "$false"].map(help)).toEqual(Array(2).fill("Write false."));
  expect(["None", "null", "NULL", "$null"].map(help)).toEqual(Array(4).fill("Write nil."));
});

test("attributes of the node are read by index", () => {
  expect(run("x = node.web.port").helps).toEqual(["Write node['web']['port']."]);
  expect(run("x = node.web.port.to_s").helps).toEqual(["Write node['web']['port']."]);
});

test("messages show no more than forty characters of a name", () => {
  const long = "a".repeat(10_000);
  for (const text of [`x = ${long}`, `x = A${long}`, `dsc_resource('x') { property '${long} ', 1 }`]) {
    const { messages, helps } = run(text);
    expect(Math.max(...[...messages, ...helps].map(({ length }) => length))).toBeLessThan(200);
  }
});

test.each([
  ["[1].each do |x|\nuntil x == 1 do\ndsc_resource 'a' do\nend\nend\nend", "3:1"],
  ["while false do dsc_resource('a') { } end", "1:16"],
  ["begin\ndsc_script 'a' do\nend\nrescue => e\nend", "2:1"],
  ["def f\ndsc_configuration 'a' do\nend\nend", "2:1"],
  ["log('x') { message(-> { dsc_resource 'a' }) }", "1:25"],
  ["class A\ndsc_resorce 'a' do\nend\nend", "2:1"],
  ["dsc_resource('a') { } while x", "1:1"],
])("a block inside refused Ruby is an error: %s", (text, place) => {
  const errors = run(text).problems.filter((problem) => problem.startsWith("error"));
  expect(errors).toEqual([`error block-in-refused ${place}`]);
});

test("a method that is refused and has no DSC block is a warning, however it is called", () => {
  expect(run("def dsc_helper(x)\nend").problems).toEqual(["warning refused 1:1"]);
  expect(run("while false do\ndsc_helper 'a'\nend").problems).toEqual(["warning refused 1:1"]);
});

test("a misspelt elsif is told, whether its branch is taken or not", () => {
  for (const condition of ["true", "false", "node['q']"]) {
    const text = `if ${condition}\ny = 1\nelseif x == 2\ndsc_resource 'a'\nend`;
    const read = parseRecipe({ name: "r", path: "r", text });
    expect(read.diagnostics.map(({ code }) => code)).toEqual(["recipe/misspelt-keyword"]);
    expect(run(text, { broken: true }).problems).toEqual([]);
  }
});

test("a missing do is told once, and its block is read", () => {
  const text = "dsc_resource 'x'\n  resource :File\n  property :A, 1\nend\ndsc_resource 'y'\n";
  const read = parseRecipe({ name: "r", path: "r", text });
  expect(read.diagnostics.map(({ code, origin }) => [code, origin?.start])).toEqual([
    ["recipe/missing-do", 16],
  ]);
  const outcome = run(text, { broken: true });
  expect(outcome.problems).toEqual([]);
  expect([names(outcome), properties(outcome)]).toEqual([["x", "y"], { A: 1n }]);
  const assigned = parseRecipe({ name: "r", path: "r", text: "dsc_resource 'x'\ntimeout = 1\n" });
  expect(assigned.diagnostics).toEqual([]);
});

test("missing words by the thousand are neither slow nor deep", () => {
  const text = "dsc_resource 'x'\nproperty :A, 1\n".repeat(5000);
  const { diagnostics } = parseRecipe({ name: "r", path: "r", text });
  expect(diagnostics.length).toBeLessThanOrEqual(101);
});

test.each([
  ["'a'.freeze.dup << 'b'", "ab"],
  ["+'a'.freeze << 'b'", "ab"],
  ["'a'.freeze + 'b'", "ab"],
  ["[1].freeze.map { |x| x } << 2", [1n, 2n]],
  ["['a'.freeze.frozen?, 'a'.dup.frozen?, :a.frozen?, [].frozen?]", [true, false, true, false]],
])("what is frozen keeps its copies free: %s", (expression, expected) => {
  expect(valueOf(expression)).toEqual(expected);
});

test("a magic comment in front of all code freezes string literals without interpolation", () => {
  const changed = (literal: string, comment: string) => run(`${comment}\nx = ${literal}\nx << 'b'`).problems;
  const comment = "# frozen_string_literal: true";
  expect(changed("'a'", comment)).toEqual(["error read-only 3:1"]);
  expect(changed("'a' 'b'", `# Cookbook:: web\n${comment}`)).toEqual(["error read-only 4:1"]);
  expect(changed("%w(a)[0]", "# -*- frozen-string-literal: true -*-")).toEqual(["error read-only 3:1"]);
  expect(changed('"a#{1}"', comment)).toEqual([]);
  expect(changed("'a'.dup", comment)).toEqual([]);
  expect(changed("'a'", "# frozen_string_literal: false")).toEqual([]);
  expect(changed("'a'", `y = 1\n${comment}`)).toEqual([]);
});

test.each([
  ["only_if { dsc_resource 'a' do end }", "dsc_resource", "`only_if`"],
  ["property :x, lazy { dsc_script 'a' do end }", "dsc_script", "`lazy`"],
])("a DSC block in %s is not lost unseen", (line, word, construct) => {
  const { problems, messages } = run(`dsc_resource 'r' do\n${line}\nend`);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^error block-in-refused 2:/);
  expect(messages[0]).toBe(`This ${word} stands inside ${construct}, which mofsmith does not evaluate.`);
});

test("a DSC block in the inner block of one of Chef's own resources is not lost unseen", () => {
  const { problems } = run("ruby_block 'r' do\nblock do\ndsc_resource 'a' do\nend\nend\nend");
  expect(problems).toEqual(["warning other-resources 1:1", "error block-in-refused 3:1"]);
});

test("a do behind a property's value is told to belong to the property", () => {
  const { messages, problems, declarations } = run(
    "dsc_resource 'r' do\nproperty :Ports, [1, 2].map do |x|\nx\nend\nproperty :Other, 1\nend",
  );
  expect(problems).toEqual(["error property-block 2:29"]);
  expect(messages).toEqual(['This block belongs to "property", not to "map".']);
  const [declaration] = declarations;
  if (declaration?.kind !== "resource") throw new Error("nothing declared");
  expect(declaration.properties.map(({ name }) => name)).toEqual(["Ports", "Other"]);
  expect(declaration.properties[0]?.value).toMatchObject({ kind: "unknown", told: true });
});
