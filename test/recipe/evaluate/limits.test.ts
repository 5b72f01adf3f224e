import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRecipe } from "../../../src/recipe/parse.js";
import { names, properties, resources, run, valueOf } from "./kit.js";

test("evaluation ends at each limit with what was declared until then", () => {
  const loop =
    "dsc_resource('a') { property :A, 1 }\nx = 0\n(1..900).each { |i| (1..900).each { |j| x += j } }\ndsc_resource 'b'";
  const outcome = run(loop, { limits: { steps: 10_000 } });
  expect(outcome.problems).toEqual([expect.stringContaining("error limit 3:")]);
  expect(outcome.messages[0]).toContain("10000 steps");
  expect(names(outcome)).toEqual(["a"]);
  expect(outcome.declarations[0]).toMatchObject({ properties: [{ value: { kind: "integer", text: "1" } }] });
});

test("a string, a list and an integer that double do not get far", () => {
  const doubled = (start: string): readonly string[] => run(`x = ${start}\n100.times { x = x + x }`).problems;
  expect(doubled("'aa'")).toEqual(["error limit 2:17"]);
  expect(doubled("[1, 2]")).toEqual(["error limit 2:17"]);
  expect(run("x = 3\n100.times { x = x * x }").problems).toEqual(["error limit 2:17"]);
  expect(run("x = 'aa'\n100.times { x << x }").problems).toEqual(["error limit 2:13"]);
});

test("lists that hold themselves many times over are bounded", () => {
  const limits = { steps: 50_000 };
  const first = (text: string): unknown => run(text, { limits }).problems[0];
  const limit = expect.stringContaining("error limit");
  const shared = "x = [1, 2]\n60.times { x = [x, x] }\n";
  expect(first(`${shared}y = "#{x}"`)).toEqual(limit);
  expect(first(`${shared}y = x.join(',')`)).toEqual(limit);
  expect(first(`${shared}dsc_resource('a') { property :X, x }`)).toEqual(limit);
  expect(first(`${shared}z = [1, 2]\n60.times { z = [z, z] }\ny = x == z`)).toEqual(limit);
  expect(first(`${shared}y = { x => 1 }`)).toEqual(limit);
  expect(first("x = [1]\nx << x\ndsc_resource('a') { property :X, x }")).toEqual(limit);
  expect(valueOf('"#{x}"', {}, "x = [1]\nx << x")).toBe("[1, [...]]");
  expect(first("x = [1]\n5000.times { x = [x] }\nz = x.flatten")).toEqual(limit);
});

test.each([
  ["s = ('a' * 1000000)", "s.include?('b')"],
  ["s = ('a' * 1000000)\nt = 'b' + ('a' * 999999)", "s == t"],
  ["s = ('a' * 1000000)", "s.reverse"],
  ["s = (1..100000).map { |i| i }", "s.include?(-1)"],
  ["s = (1..100000).map { |i| i }", "s.min"],
  ["s = 7 ** 20000\nt = 3 ** 20000", "s / t"],
  ["s = 7 ** 20000", "s.to_s"],
])("a loop cannot hide its work in a built-in: %s, %s", (setUp, work) => {
  expect(run(`${setUp}\n(1..500000).each { |i| ${work} }`).problems).toEqual([
    expect.stringContaining("error limit"),
  ]);
});

test("loops that grow a list or ask for its size are not charged for its length", () => {
  const text =
    'list = []\n(1..20000).each { |i| list.push(i) if list.length == i - 1 }\ndsc_resource("#{list.size}")';
  expect(run(text).problems).toEqual([]);
});

test("long chains are walked without the stack", () => {
  const many = 20_000;
  expect(valueOf(`1${" + 1".repeat(many)}`)).toBe(BigInt(many + 1));
  expect(valueOf(`true${" && true".repeat(many)}`)).toBe(true);
});

test("a recipe's numbers may be as large as they like within the limit", () => {
  expect(valueOf("1 ** 1000000000000")).toBe(1n);
  expect(valueOf("(-1) ** 1000000000001")).toBe(-1n);
  expect(valueOf("0 << 1000000000000")).toBe(0n);
  expect(valueOf("1 >> 1000000000000")).toBe(0n);
});

test("nothing that can be written makes evaluation throw", () => {
  const word = fc.constantFrom(
    "x",
    "y",
    "node",
    "['a']",
    "[0]",
    " = ",
    " + ",
    " - ",
    " == ",
    " << ",
    " if ",
    " unless ",
    "nil",
    "1",
    "2.5",
    "'s'",
    '"#{x}"',
    ":a",
    "[x, 1]",
    "{ a: x }",
    "\n",
    "; ",
    ".each { |y| ",
    " }",
    ".map { |z| z }",
    ".to_s",
    ".first",
    "dsc_resource 'n' do\n",
    "\nend\n",
    "property :P, ",
    "(",
    ")",
    "return",
    "ENV['X']",
    "(1..3)",
    " && ",
    " ||= ",
    "case x when 1 then ",
    "raise",
    "ps_credential(x)",
    "not_if { x }",
    "timeout ",
    "directory 'd' do\n",
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 25 }), (words) => {
      const text = words.join("");
      const read = parseRecipe({ name: "r", path: "r", text });
      expect(Array.isArray(read.diagnostics)).toBe(true);
      run(text, { broken: true, limits: { steps: 20_000 } });
    }),
    { numRuns: 600 },
  );
});

test("running out of steps is told once, at the innermost statement", () => {
  const limits = { steps: 1000 };
  expect(run("l = [1]\nl.each do |x|\n  l << x\nend\n", { limits }).problems).toEqual(["error limit 3:3"]);
  expect(run("a = 1\n100000.times { }\n", { limits }).problems).toEqual(["error limit 2:1"]);
});

test("values that nest without end are told once", () => {
  const text =
    "x = [1]\nx << x\nx << x\ndsc_resource('a') { property :X, x }\ndsc_resource('b') { property :X, x }";
  expect(run(text).problems).toEqual([expect.stringContaining("error limit")]);
});

test("many properties are found as well as few", () => {
  const lines = Array.from({ length: 50 }, (_, index) => `property :P${index}, ${index}`).join("\n");
  const text = `dsc_resource('a') do\n${lines}\nproperty :P3, 0 if node['q']\nproperty :P49, 1\nproperty :P5\nend`;
  const outcome = run(text);
  const [block] = resources(outcome);
  expect(block?.properties.map(({ name }) => name)).toEqual([
    ...Array.from({ length: 50 }, (_, i) => `P${i}`),
    "P49",
  ]);
  expect(outcome.problems).toEqual(["warning property-without-value 54:1"]);
  expect(properties(outcome)["P3"]).toEqual({ unknown: 'node["q"]' });
});
