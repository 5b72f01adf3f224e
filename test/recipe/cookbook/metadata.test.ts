import { expect, test } from "vitest";
import { readJsonMetadata } from "../../../src/recipe/cookbook/metadata-json.js";
import { readRubyMetadata } from "../../../src/recipe/cookbook/metadata-ruby.js";
import type { Metadata } from "../../../src/recipe/cookbook/metadata.js";
import type { Staged } from "../../../src/diagnostics/diagnostic.js";
import { told } from "./kit.js";

function shown({ value, diagnostics }: Staged<Metadata>) {
  const { name, version, dependencies } = value;
  const depends = dependencies.map((one) => [one.name, one.constraint?.text].join(" ").trim());
  return { name, version: version?.join("."), depends, problems: told(diagnostics) };
}

function ruby(text: string) {
  return shown(readRubyMetadata({ name: "m.rb", path: "m.rb", text }));
}

/** Metadata with a name: without one every metadata is refused. */
function named(text: string) {
  return ruby(`name 'web'\n${text}`);
}

function json(text: string) {
  return shown(readJsonMetadata({ name: "m.json", path: "m.json", text }));
}

test("metadata.rb is read by its plain texts, and the rest of it is nobody's business", () => {
  const text = `
    name 'web'
    maintainer "Nobody"
    version "1.2"
    long_description IO.read(File.join(File.dirname(__FILE__), 'README.md'))
    %w(windows ubuntu).each { |system| supports system }
    depends 'windows', '>= 8.0'
    depends :iis
    chef_version '>= 14' if respond_to?(:chef_version)
  `;
  expect(ruby(text)).toEqual({
    ...{ name: "web", version: "1.2.0", depends: ["windows >= 8.0", "iis"], problems: [] },
  });
});

test("loops over plain texts are gone through", () => {
  const text = `
    name "web"
    %w{a b}.each { |one| depends one }
    ['c', "d"].each do |one| depends "x_#{one}", '~> 1.0' end
    { 'e' => '= 1.0', f: '> 2' }.each { |one, wanted| depends one, wanted }
    { 'g' => '= 3.0' }.each_pair { |one, wanted| depends one, wanted }
  `;
  const depends = ["a", "b", "x_c ~> 1.0", "x_d ~> 1.0", "e = 1.0", "f > 2", "g = 3.0"];
  expect(ruby(text)).toMatchObject({ depends, problems: [] });
});

test("what metadata responds to is there", () => {
  expect(ruby("name 'web'\ndepends 'a' if respond_to?(:depends)\n")).toMatchObject({
    ...{ depends: ["a"], problems: [] },
  });
});

test("a word without an argument asks for a value, and the last value counts", () => {
  expect(ruby("name 'a'\nname\nname 'b'\nversion '1.0'\nversion '2.0'\nversion")).toMatchObject({
    ...{ name: "b", version: "2.0.0", problems: [] },
  });
});

test("a dependency is one, whatever version it wants", () => {
  expect(named("depends 'a', WANTED")).toMatchObject({
    ...{ depends: ["a"], problems: ["cookbook/unread-metadata m.rb depends 'a', WANTED"] },
  });
});

test("of two dependencies on a cookbook the last one counts", () => {
  expect(named("depends 'a', '= 1.0'\ndepends 'b'\ndepends 'a'").depends).toEqual(["a", "b"]);
});

test.each([
  ["version IO.read('VERSION')", "IO.read('VERSION')"],
  ["depends cookbook_name", "depends cookbook_name"],
  ["depends(*names)", "depends(*names)"],
  ["depends 'x' => '>= 1'", "depends 'x' => '>= 1'"],
  ...[
    "names.each { |one| depends one }",
    "depends 'x' if ENV['CI']",
    "tap { |metadata| metadata.depends 'x' }",
    "send(:depends, 'x')",
    "%w(x).each(&method(:depends))",
    "instance_eval(IO.read('more.rb'))",
    "from_file 'more.rb'",
    "dependencies['x'] = '>= 0'",
    "maintainer depends('x')",
    "begin\n  depends 'x'\nrescue\nend",
    "@dependencies['x'] = '>= 0'",
    "return if ENV['CI']",
    "def more(one) depends one end",
  ].map((text): [string, string] => [text, text]),
  ["unless defined?(Foo)\n  depends 'x'\nend", "unless defined?(Foo)\n  depends 'x'\nend"],
])("%j is told to be unread", (text, place) => {
  const { problems, ...rest } = named(text);
  expect(rest).toEqual({ name: "web", version: undefined, depends: [] });
  expect(problems).toEqual([`cookbook/unread-metadata m.rb ${place}`]);
});

test.each([
  ["depends 'web'", "A cookbook cannot depend on itself."],
  ["depends 'a', '>= 1', '< 2'", 'A cookbook takes one version constraint, and "a" gets 2.'],
  ["depends 'a', '>> 1'", '">> 1" is no version constraint, such as ">= 1.2".'],
  ["version '1'", '"1" is no version of two or three numbers, such as 1.2.0.'],
  ["depends 'a', ['>= 1', '< 2']", 'A cookbook takes one version constraint, and "a" gets 2.'],
])("%j is refused as in Chef", (text, message) => {
  const { diagnostics } = readRubyMetadata({ name: "m.rb", path: "m.rb", text: `name 'web'\n${text}` });
  expect(diagnostics.map((one) => [one.code, one.message])).toEqual([["cookbook/bad-metadata", message]]);
});

test.each([
  ["deps = %w(q)\ndeps.each { |d| depends d }", ["q"]],
  ["self.depends 'q'", ["q"]],
  ["[['q', '= 1.2.0'], 'r'].each { |a, b| depends a, *b }", ["q = 1.2.0", "r"]],
  ["[['q', '= 1.2.0']].each { |a, b| depends a, b }", ["q = 1.2.0"]],
  ["%w(q).map { |a| depends a }", ["q"]],
  ["MORE = %w(q).freeze\ndepends(*MORE.freeze)", ["q"]],
  ["depends 'q', ['>= 1.0']\ndepends 'r', []", ["q >= 1.0", "r"]],
  ["begin\n  depends 'q'\nend", ["q"]],
  ["x = 'q'\n%w(a b).each { |one| x = one }\ndepends x", ["b"]],
  ["%w(windows).each { |system| supports system; depends system }", ["windows"]],
])("%j says on what the cookbook depends, as in Ruby", (text, depends) => {
  expect(named(text).depends).toEqual(depends);
});

test.each([
  ["deps = %w(q)\ndeps << 'r'\ndeps.each { |d| depends d }", "deps.each { |d| depends d }"],
  ["deps = %w(q)\nmore = deps\nmore.push 'r'\ndepends(*deps)", "depends(*deps)"],
  ["deps = %w(q r)\ndeps.each { |d| deps.delete d }\ndepends(*deps)", "depends(*deps)"],
  ["%w(q r).each { |d| next if d == 'r'; depends d }", "next if d == 'r'"],
  ["x = 'q'\nx += 'r'\ndepends x", "depends x"],
  ["x = 'q'\ndef f; x; end\ndepends x", "depends x"],
])("what may have been changed is not known: %j", (text, place) => {
  expect(named(text).problems).toContain(`cookbook/unread-metadata m.rb ${place}`);
});

test("comments and descriptions that speak of dependencies are none", () => {
  const text = "description 'depends on luck'\nlong_description IO.read('depends.md')\n";
  expect(named(`${text}chef_version '>= 14' if defined?(x) # depends\n`)).toMatchObject({ problems: [] });
});

test("texts that double end", () => {
  const lines = Array.from({ length: 60 }, (_, at) => `x${at + 1} = "#{x${at}}#{x${at}}"`);
  expect(named(`x0 = 'aaaa'\n${lines.join("\n")}\ndepends x60`).problems).toHaveLength(1);
});

test("metadata without a name are refused, and a name that is not known is one", () => {
  expect(ruby("version '1.0'\n").problems).toEqual(["cookbook/bad-metadata m.rb"]);
  expect(ruby("").problems).toEqual(["cookbook/bad-metadata m.rb"]);
  expect(json("{}").problems).toEqual(["cookbook/bad-metadata m.json {}"]);
  expect(json('{"name":null}').problems).toEqual(['cookbook/bad-metadata m.json {"name":null}']);
  expect(ruby("name NAME").problems).toEqual(["cookbook/unread-metadata m.rb NAME"]);
});

test("broken Ruby is told by the parser", () => {
  expect(ruby("name 'web'\ndepends 'a\n").problems.join()).toMatch(/^recipe\//);
});

test("loops in loops end", () => {
  const words = `%w(${"a ".repeat(400)})`;
  const text = `name 'web'\n${words}.each { |x| ${words}.each { |y| ${words}.each { |z| depends x } } }`;
  expect(ruby(text).problems).toEqual(["cookbook/unread-metadata m.rb depends x"]);
});

test("metadata.json says the same in data", () => {
  const text =
    '{"name":"w\\u0065b","version":"1.2.3","dependencies":{"a":">= 1.0","b":[],"c":["= 2.0"],"d":["> 1","< 2"],"e":null}}';
  expect(json(text)).toEqual({
    ...{ name: "web", version: "1.2.3", depends: ["a >= 1.0", "b", "c = 2.0", "d", "e"], problems: [] },
  });
  expect(json('{"name":"a"}')).toEqual({ name: "a", version: undefined, depends: [], problems: [] });
});

test.each([
  ["", "cookbook/bad-metadata m.json"],
  ["{", "cookbook/bad-metadata m.json"],
  ["[]", "cookbook/bad-metadata m.json []"],
  ['{"name":1}', "cookbook/bad-metadata m.json 1"],
  ['{"name":"b","version":"x"}', 'cookbook/bad-metadata m.json "x"'],
  ['{"name":"b","dependencies":["a"]}', 'cookbook/bad-metadata m.json ["a"]'],
  ['{"name":"b","dependencies":{"a":"new"}}', 'cookbook/bad-metadata m.json "new"'],
  ['{"name":"b","dependencies":{"a":7}}', "cookbook/bad-metadata m.json 7"],
])("metadata.json %j is refused where it is wrong", (text, problem) => {
  expect(json(text).problems).toEqual([problem]);
});
