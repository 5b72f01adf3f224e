import { expect, test } from "vitest";
import { arrayMethods } from "../../../src/recipe/builtins/array/table.js";
import { changingMethods, makingMethods, passingMethods } from "../../../src/recipe/builtins/changing.js";
import { hashMethods } from "../../../src/recipe/builtins/hash/table.js";
import { stringMethods } from "../../../src/recipe/builtins/string/table.js";
import { names, run, valueOf } from "./kit.js";

// No accepted recipe means something else than in Ruby: what could have been changed through something unknown, or in
// code that is not evaluated, is unknown behind it. Nothing is known of the node; Ruby changes `list` in every row.

const throughUnknowns = [
  "x = node['q'] ? list : []\nx << 5",
  "x = node['q'] ? list : nil\nx&.push(4)",
  "x = node['q'] ? list : []\nx[0] += 4",
  "x = node['q'] ? list : []\nx[0], y = 4, 5",
  "x = node['q'] ? list : []\nx.sort!",
  "x = node['q'] ? list : []\nx.concat(['c']).push('d')",
  "x = node['q'] && list\nx << 5",
  "x = (node['q'] and list)\nx << 5",
  "x = nil\nx ||= node['q'] || list\nx << 5",
  "x = node['q']\nx &&= list\nx << 5",
  "x = nil\nx = list if node['q']\nx << 5",
  "case node['q'] when true then x = list else x = nil end\nx << 5",
  "x = nil\nfor i in node['q'] do x = list end\nx << 5",
  "x = [1, 2].each { |i| break list if node['q'] }\nx << 5",
  "x = [1, 2].map { |i| next list if node['q']\n5 }\nx.first << 5",
  "list.push(*node['q'])",
  "list.concat(node['q'])",
  "list.insert(node['q'], 1)",
  "list[node['q']] = 1",
  "list.map!(&node['q'])",
  "list.sort!(&helper)",
  "list.unshift(1) if node['q']",
  "list.delete(node['q'])",
  "node['q'].each_with_object(list) { |i, l| l << i }",
  "node['q'].inject(list) { |l, i| l << i }",
  "node['q'].map { list }.first << 5",
  "node['q'].each { |i| list[i] = 1 }",
  "h = { 'a' => list }\nh[node['q']] << 5",
  "h = { 'a' => list }\nh.fetch(node['q']).push(5)",
  "h = { 'a' => list }\nh.values_at(*node['q']).first << 5",
  "h = { 'a' => list }\n(h[node['q']] ||= []) << 5",
  "h = { 'a' => list }\nnode['q'].each { |k, v| h[k] << v }",
  "h = { 'a' => list }\nh.find { |k, v| node['q'] }[1] << 5",
  "h = { 'a' => list }\nh.select { |k, v| node['q'] }.each { |k, v| v << 1 }",
  "h = { 'a' => list }\nh.merge(node['q'] => 2)['a'] << 5",
  "h = Hash.new(list)\nh[node['q']] << 5",
  "h = Hash.new { |all, k| node['q'] ? list : [] }\nh['q'] << 5",
  "h = { node['q'] => list }\nh.values.first << 5",
  "h = { node['q'] => list }\nh.each { |k, v| v << 5 }",
  "x = node['q'] ? { 'l' => list } : {}\nx['l'] << 5",
  "x = node['q'] ? { 'l' => list } : {}\nx.each_value { |v| v << 5 }",
  "x = node['q'] ? [list] : []\nx.each(&:clear)",
  "x = node['q'] ? [list] : []\nx.dup.first << 5",
  "x = node['q'] ? [list] : []\n(x + [3]).first << 5",
  "x = node['q'] ? [list] : []\na, = x\na << 5",
  "x = node['q'] ? [list] : []\nx.tap { |y| y.first << 5 }",
  "[list].find { |e| node['q'] } << 5",
  "[list].select { |e| e == node['q'] }.each(&:clear)",
  "[list].sort_by { |v| node['q'] }.first << 5",
  "[list].group_by { |v| node['q'] }.values.first.first << 5",
  "[5, *node['q'], list].last << 5",
  "list.then { |z| node['q'] ? z : [] } << 5",
  "x = node['q'] ? proc { list << 5 } : proc { 1 }\nx.call",
  "x = node['q'] ? proc { list } : nil\nx.call << 5",
  "f = ->(l = list) { l << 5 }\nf.call(*node['q'])",
  "f = proc { |l| l << 5 }\nf.call(node['q'] ? list : [])",
];

const inCodeNotEvaluated = [
  "begin\nlist << 5\nrescue\nend",
  "begin\nlist << 5\nensure\n1\nend",
  "list.push(5) rescue nil",
  "x = list.push(5) rescue nil",
  "list << 3 while list.size < 5",
  "begin list << 3 end until list.size > 5",
  "while (x = list.shift)\nend",
  "case list\nin [a, *] then list << a\nend",
  "def add(l) = l << 5\nadd(list)",
  "def same(l) = l\nsame(list) << 5",
  "Company::Helper.fill(list)",
  "Company::Helper.merge(list)",
  "helper(a: [list])",
  "x = helper { list << 5 }",
  "change = proc { list << 5 }\nhelper(change)",
  "change = proc { list << 5 }\nbegin\nchange.call\nrescue\nend",
  "helper(&proc { list << 5 })",
  "list.frob!",
  "[list].each(&:frob!)",
  "@count = list.push(5).size",
  "@list ||= list.pop",
  "$last = list << 5",
  "@list = list\n@list << 5",
  "list.default = 5",
  "helper.list = list",
];

function isDoubtful(value: unknown): boolean {
  if (value instanceof Map) return [...value].flat().some(isDoubtful);
  if (Array.isArray(value)) return value.some(isDoubtful);
  return typeof value === "object" && value !== null && "unknown" in value;
}

test.each([...throughUnknowns, ...inCodeNotEvaluated])("%s", (statements) => {
  expect(valueOf("list", {}, `list = [0]\n${statements}`)).toSatisfy(isDoubtful);
});

test.each([
  ["h[:b]", "h = { a: 1 }\nh.default = 80"],
  ["h['a']", "h = { 'a' => 1 }\nh.compare_by_identity"],
  ["s", "s = 'abc'\ns.unicode_normalize!"],
  ["s", "s = 'abc'\ns.force_encoding('BINARY')"],
  ["s", "s = 'abc'\ns.setbyte(0, 65)"],
  ["s", "s = 'abc'\nx = node['q'] ? s : 'abc'\nx << 'd'"],
  ["K", "K = [1]\nbegin\nK << 2\nrescue\nend"],
  ["node['q']['z']", "node.default['q']['z'] = 1\nbegin\nnode.default['q']['z'] = 2\nrescue\nend"],
  ["node.run_state['q']", "node.run_state['q'] = 1\nbegin\nnode.run_state['q'] = 2\nrescue\nend"],
  ["node.run_state['q']", "def change = node.run_state['q'] = 2\nnode.run_state['q'] = 1\nchange"],
  ["node['k']", "node.default['k'] = 1\nnode.default[helper] = 5"],
  ["n", "n = 0\nh = Hash.new { |all, k| n += 1 }\nh[node['q']]"],
  ["y", "x = 1\ny = 1\nnode['q'].each { y = x\nx = 2 }"],
  ["z", "w = 1\nx = 1\ny = 1\nz = 1\nnode['q'].times { z = y\ny = x\nx = w\nw = 2 }"],
  ["l", "first = true\nl = []\nnode['q'].each { l << 'x' unless first\nfirst = false }"],
  ["b", "a = []\nb = []\nnode['q'].times { b << 1 if a.size > 1\na << 1 }"],
])("%s is unknown behind %j", (expression, before) => {
  expect(valueOf(expression, {}, before)).toSatisfy(isDoubtful);
});

test.each([
  ["(node['q'] ? list : []).include?(1)"],
  ["all = (node['q'] ? list : []) + ['x']\nall << 'y'"],
  ["all = (node['q'] ? list : []).map { |i| i }\nall.push('y')"],
  ["node['q'].include?(list)\nnode['q'].fetch('a', list)"],
  ["x = node['q'] ? list : []\nx.each { |i| i }\nx.size"],
  ["list.lazy\nlist.pack('C*')"],
  ["other = []\nlist.each { |i| other << i }\nother << node['q']"],
  ["node['q'].each { |i| dsc_resource(i) { property :L, list } }"],
  ["begin\nhelper\nrescue\nend"],
  ["Chef::Log.info(list)\nputs list"],
])("what is surely untouched stays known: %s", (statements) => {
  const outcome = run(`list = [0]\n${statements}\ndsc_resource('last') { property :L, list }`);
  const last = outcome.declarations.at(-1);
  expect(last?.kind === "resource" && last.properties[0]?.value.kind).toBe("array");
  expect(last?.kind === "resource" && last.properties[0]?.value).toMatchObject({ items: [{ text: "0" }] });
});

test("a block over something unknown declares what only a later round declares", () => {
  const block = (name: string): string => `dsc_resource('${name}') { property :V, 1 }`;
  const once = `first = true\nnode['q'].each do |s|\n${block("e")} unless first\nfirst = false\nend`;
  expect(names(run(once))).toEqual(["e"]);
  const third = `n = 0\nnode['q'].each do |s|\nn += 1\n${block("e")} if n > 2\nend`;
  expect(names(run(third))).toEqual(["e"]);
  const chain = `a = b = c = false\nnode['q'].each do |s|\n${block("e")} if c\nc = b\nb = a\na = true\nend`;
  expect(names(run(chain))).toEqual(["e"]);
  const lists = `a = []\nb = []\nnode['q'].each do |s|\n${block("e")} if b.any?\nb << 1 if a.any?\na << 1\nend`;
  expect(names(run(lists))).toEqual(["e"]);
  expect(names(run(`n = 0\nloop do\n${block("e")} if n > 1\nn += 1\nend`))).toEqual(["e"]);
  const within = `prev = nil\ndsc_resource 'a' do\nnode['q'].each { |s| property :P, 1 if prev\nprev = s }\nend`;
  expect(run(within).declarations[0]).toMatchObject({ properties: [{ name: "P", conditional: {} }] });
});

test("a statement that is not evaluated makes its block doubtful where it could have set something in it", () => {
  const doubt = (line: string): unknown =>
    run(`dsc_resource 'a' do\nproperty :A, 1\n${line}\nend`).declarations[0]?.conditional?.reason;
  expect(doubt("property :V, 'v' rescue nil")).toBe("the result of `rescue` behind a statement");
  expect(doubt("action :nothing rescue 1")).toBe("the result of `rescue` behind a statement");
  expect(doubt("begin\nproperty :P, true\nrescue\nend")).toBe("the result of `begin`");
  expect(doubt("x = Integer('1') rescue 1")).toBe(undefined);
});

test("the methods of Ruby that change nothing, or their receiver, are those that mofsmith has so", () => {
  const tables = [stringMethods, arrayMethods, hashMethods];
  const changes = (name: string): boolean =>
    tables.some((table) => (table.get(name)?.changes ?? "never") !== "never");
  const all = [...changingMethods, ...passingMethods, ...makingMethods];
  expect(new Set(all).size).toBe(all.length);
  for (const table of tables)
    for (const name of table.keys()) expect([name, changingMethods.has(name)]).toEqual([name, changes(name)]);
});
