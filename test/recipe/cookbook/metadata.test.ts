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
  expect(ruby("depends 'a', WANTED")).toMatchObject({
    ...{ depends: ["a"], problems: ["cookbook/unread-metadata m.rb depends 'a', WANTED"] },
  });
});

test("of two dependencies on a cookbook the last one counts", () => {
  expect(ruby("depends 'a', '= 1.0'\ndepends 'b'\ndepends 'a'").depends).toEqual(["a", "b"]);
});

test.each([
  ["version IO.read('VERSION')", "IO.read('VERSION')"],
  ["name NAME", "NAME"],
  ["depends cookbook_name", "depends cookbook_name"],
  ["depends(*names)", "depends(*names)"],
  ["names.each { |one| depends one }", undefined],
  ["depends 'x' if ENV['CI']", undefined],
  ["unless defined?(Foo)\n  depends 'x'\nend", "unless defined?(Foo)\n  depends 'x'\nend"],
])("%j is told to be unread", (text, place) => {
  const { problems, ...rest } = ruby(text);
  expect(rest).toEqual({ name: undefined, version: undefined, depends: [] });
  if (place !== undefined) expect(problems).toEqual([`cookbook/unread-metadata m.rb ${place}`]);
});

test.each([
  ["name 'a'\ndepends 'a'", "A cookbook cannot depend on itself."],
  ["depends 'a', '>= 1', '< 2'", 'A cookbook takes one version constraint, and "a" gets 2.'],
  ["depends 'a', '>> 1'", '">> 1" is no version constraint, such as ">= 1.2".'],
  ["version '1'", '"1" is no version of two or three numbers, such as 1.2.0.'],
])("%j is refused as in Chef", (text, message) => {
  const { diagnostics } = readRubyMetadata({ name: "m.rb", path: "m.rb", text });
  expect(diagnostics.map((one) => [one.code, one.message])).toEqual([["cookbook/bad-metadata", message]]);
});

test("broken Ruby is told by the parser", () => {
  expect(ruby("name 'web'\ndepends 'a\n").problems.join()).toMatch(/^recipe\//);
});

test("loops in loops end", () => {
  const words = `%w(${"a ".repeat(400)})`;
  const text = `${words}.each { |x| ${words}.each { |y| ${words}.each { |z| depends x } } }`;
  expect(ruby(text).problems).toEqual(["cookbook/unread-metadata m.rb depends x"]);
});

test("metadata.json says the same in data", () => {
  const text =
    '{"name":"w\\u0065b","version":"1.2.3","dependencies":{"a":">= 1.0","b":[],"c":["= 2.0"],"d":["> 1","< 2"],"e":null}}';
  expect(json(text)).toEqual({
    ...{ name: "web", version: "1.2.3", depends: ["a >= 1.0", "b", "c = 2.0", "d", "e"], problems: [] },
  });
  expect(json("{}")).toEqual({ name: undefined, version: undefined, depends: [], problems: [] });
});

test.each([
  ["", "cookbook/bad-metadata m.json"],
  ["{", "cookbook/bad-metadata m.json"],
  ["[]", "cookbook/bad-metadata m.json []"],
  ['{"name":1}', "cookbook/bad-metadata m.json 1"],
  ['{"version":"x"}', 'cookbook/bad-metadata m.json "x"'],
  ['{"dependencies":["a"]}', 'cookbook/bad-metadata m.json ["a"]'],
  ['{"dependencies":{"a":"new"}}', 'cookbook/bad-metadata m.json "new"'],
  ['{"dependencies":{"a":7}}', "cookbook/bad-metadata m.json 7"],
])("metadata.json %j is refused where it is wrong", (text, problem) => {
  expect(json(text).problems).toEqual([problem]);
});
