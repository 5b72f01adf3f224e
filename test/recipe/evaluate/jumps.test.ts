import fc from "fast-check";
import { expect, test } from "vitest";
import type { ResourceDeclaration } from "../../../src/model/declaration.js";
import type { PlainObject } from "../../support/json.js";
import { names, plain, resources, run, valueOf } from "./kit.js";

test.each([
  ["[1, 2, 3].map { |x| next 5 if x == 2; x }", [1n, 5n, 3n]],
  ["[1, 2, 3].map { |x| next if x == 2; x }", [1n, null, 3n]],
  ["[1].map { |x| next 1, 2 }", [[1n, 2n]]],
  ["[1].map { |x| next *[1, 2] }", [[1n, 2n]]],
  ["[1].map { |x| (next 3; 4) }", [3n]],
  ["[1, 2].map { |x| x > 1 or next 0; x }", [0n, 2n]],
  ["[1, 2, 3].each { |x| next [x] }", [1n, 2n, 3n]],
  ["[1, 2, 3].select { |x| next true if x == 1; x == 3 }", [1n, 3n]],
  ["[1, 2, 3].reject { |x| next x == 2 }", [1n, 3n]],
  ["[1, 2, 3].find { |x| next x == 2 }", 2n],
  ["[1, 2, 3].each { |x| break 5 if x == 2 }", 5n],
  ["[1, 2, 3].each { |x| break if x == 2 }", null],
  ["[1, 2, 3].map { |x| break 1, x }", [1n, 1n]],
  ["[1, 2, 3].each_with_index { |x, i| break i if x == 3 }", 2n],
  ["(1..5).each { |x| break x if x > 3 }", 4n],
  ["3.times { |x| break }", null],
  ["1.upto(9) { |x| break x * 2 if x == 4 }", 8n],
  ["({ a: 1 }).each { |k, v| break k, v }", [":a", 1n]],
  ["({ a: 1, b: 2 }).select { |k, v| next k == :b }", new Map([[":b", 2n]])],
  ["({ a: 1 }).transform_values { |v| next v + 1 }", new Map([[":a", 2n]])],
  ["({ a: 1 }).transform_values { |v| break 7 }", 7n],
  ["[3, 'a'].sort_by { |x| break 9 }", 9n],
  ["[3, 1].to_h { |x| break 9 }", 9n],
  ["[1].any? { break 4 }", 4n],
  ["[1, 2].each { |x| [3].each { |y| break } }", [1n, 2n]],
  ["[1, 2].map { |x| [3, 4].each { |y| break y + x } }", [4n, 5n]],
  [
    "[1, 2].map { |x| [3, 4].map { |y| next y } }",
    [
      [3n, 4n],
      [3n, 4n],
    ],
  ],
  ["[[1], 2].map { |x| (x == 2 ? next : x).first }", [1n, null]],
  ["[1, 2].map { |x| 'a'.gsub((next x if true), 'b') }", [1n, 2n]],
  ["[1, 2].each { |x| (x == 2 ? break : [x]).each { |y| y } }", null],
])("%s", (expression, expected) => {
  expect(valueOf(expression)).toEqual(expected);
});

test("a round that is left declares nothing more, and a loop that is left no more rounds", () => {
  const loop = (jump: string): unknown =>
    names(run(`%w(a b c).each do |x|\n${jump} if x == 'b'\ndsc_resource x do\nend\nend\ndsc_resource 'z'`));
  expect(loop("next")).toEqual(["a", "c", "z"]);
  expect(loop("break")).toEqual(["a", "z"]);
  expect(loop("return")).toEqual(["a"]);
});

test("next in a resource's block ends the block, break the resource", () => {
  const block = (jump: string) =>
    run(`dsc_resource 'a' do\nproperty :x, 1\n${jump}\nproperty :y, 2\nend\ndsc_resource 'b'`);
  const declared = (jump: string) =>
    resources(block(jump)).map(({ name, properties }) => [plain(name), properties.map((one) => one.name)]);
  expect(declared("next")).toEqual([
    ["a", ["x"]],
    ["b", []],
  ]);
  expect(declared("break")).toEqual([["b", []]]);
  expect(declared("[1, 2].each { |x| break }")).toEqual([
    ["a", ["x", "y"]],
    ["b", []],
  ]);
});

test("a value that is left half-way sets nothing and is no mistake", () => {
  const { declarations, problems } = run(
    "[1].each do\ndsc_resource 'a' do\nproperty :x, \"#{next}\"\nend\ndsc_resource 'b' do\nretries (next if true)\nend\nend",
  );
  expect(problems).toEqual([]);
  expect(declarations.map((one) => one.kind === "resource" && one.properties)).toEqual([[], []]);
});

/** Name, and whether it is conditional, of each resource, and its properties with whether they are. */
function doubts(text: string): unknown {
  return resources(run(text)).map(({ name, conditional, properties }) => [
    `${String(plain(name))}${conditional === undefined ? "" : "?"}`,
    ...properties.map((one) => `${one.name}${one.conditional === undefined ? "" : "?"}`),
  ]);
}

test("after a doubtful next the rest of the round is conditional, after a doubtful break the rest of the loop", () => {
  const loop = (jump: string): unknown =>
    doubts(
      `%w(a b).each do |x|\ndsc_resource "#{x}1"\n${jump} if node['q']\ndsc_resource "#{x}2"\nend\ndsc_resource 'z'`,
    );
  expect(loop("next")).toEqual([["a1"], ["a2?"], ["b1"], ["b2?"], ["z"]]);
  expect(loop("break")).toEqual([["a1"], ["a2?"], ["b1?"], ["b2?"], ["z"]]);
  expect(loop("return")).toEqual([["a1"], ["a2?"], ["b1?"], ["b2?"], ["z?"]]);
});

test("in a resource's block a doubtful next makes the properties behind it conditional, a doubtful break the resource", () => {
  const block = (statement: string): unknown =>
    doubts(`dsc_resource 'a' do\nproperty :x, 1\n${statement}\nproperty :y, 2\nend\ndsc_resource 'b'`);
  expect(block("next if node['q']")).toEqual([["a", "x", "y?"], ["b"]]);
  expect(block("break if node['q']")).toEqual([["a?", "x", "y?"], ["b"]]);
  expect(block("[1].each { |x| break if node['q']; property :z, x }")).toEqual([
    ["a", "x", "z?", "y"],
    ["b"],
  ]);
});

test("in a loop that may have been left a resource's own properties are not conditional", () => {
  const text =
    "[1].each do\nbreak if node['q']\ndsc_resource 'a' do\nnode['r'] ? 1 : 2\nproperty :x, 1\nend\nend";
  expect(doubts(text)).toEqual([["a?", "x"]]);
});

const condition = fc.constantFrom("node['p']", "node['q']", "node['r']", "true", "false");
const assignment = fc.constantFrom(
  ...[
    "a = 1",
    "a = 2",
    "a += 1",
    "b = a",
    "list << a",
    "c = 1",
    "C = a",
    "a, b = b, a",
    "a, (b, *r) = 1, [a, 2]",
  ],
  ...["b ||= 3", "h[:k] ||= a", "h[:k] &&= b", "h[:l], a = a, h[:k]", "v = a"],
);
const { block } = fc.letrec<{ block: string; statement: string }>((tie) => ({
  statement: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    assignment,
    fc.constant("dsc_resource 'SITE' do\nproperty :a, [a, b, v, h[:k], list.join]\nend"),
    fc
      .tuple(fc.constantFrom("next", "break", "return", "break 7", "next a"), condition)
      .map(([jump, when]) => `${jump} if ${when}`),
    fc
      .tuple(condition, tie("block"), tie("block"))
      .map(([when, then, otherwise]) => `if ${when}\n${then}\nelse\n${otherwise}\nend`),
    tie("block").map((body) => `[1, 2].each do |x|\n${body}\nend`),
    tie("block").map((body) => `b = [1, 2].map do |x|\n${body}\nx\nend`),
    tie("block").map((body) => `for v in [1, 2] do\n${body}\nend`),
    tie("block").map((body) => `for a, v in [[1, 2], [b, 3]] do\n${body}\nend`),
    tie("block").map((body) => `for v in node['list'] do\n${body}\nend`),
    tie("block").map((body) => `[[1, [2]], 3].each do |x, (y), z = (b = 4)|\na = y\n${body}\nend`),
    fc.tuple(condition, assignment).map(([when, then]) => `${when} && (${then})`),
  ),
  block: fc.array(tie("statement"), { minLength: 1, maxLength: 4 }).map((all) => all.join("\n")),
}));

/** A program round a block; each resource has a name of its own, and the last one tells all variables. */
const program = block.map((body) => {
  let site = 0;
  const text = body.replaceAll("SITE", () => `s${site++}`);
  const end = "dsc_resource 'end' do\nproperty :a, [a, b, v, h[:k], h[:l], list.join, C]\nend";
  return `a = 0\nb = 0\nv = 0\nh = {}\nlist = []\nC = 0\n[1, 2].each do |y|\n${text}\nend\n${end}`;
});

function bySite(text: string, node?: PlainObject): ReadonlyMap<string, readonly ResourceDeclaration[]> {
  const found = new Map<string, ResourceDeclaration[]>();
  for (const one of resources(run(text, node === undefined ? {} : { node }))) {
    const site = String(plain(one.name));
    found.set(site, [...(found.get(site) ?? []), one]);
  }
  return found;
}

function holdsUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsUnknown);
  return typeof value === "object" && value !== null;
}

/** Whether what is known of a value without the data is true of it with them. */
function agrees(known: unknown, value: unknown): boolean {
  if (holdsUnknown(known) && !Array.isArray(known)) return true;
  if (!Array.isArray(known) || !Array.isArray(value)) return known === value;
  return known.length === value.length && known.every((item, index) => agrees(item, value[index]));
}

test("what is known without node data is true with any", () => {
  fc.assert(
    fc.property(program, (text) => {
      const undecided = bySite(text);
      for (let bits = 0; bits < 8; bits++) {
        const decided = bySite(text, {
          ...{ p: (bits & 1) > 0, q: (bits & 2) > 0, r: (bits & 4) > 0 },
          // Of a list that is not known one round is walked.
          list: [[], [5], [[6, 7]]][bits % 3] ?? [],
        });
        for (const [site, all] of decided) {
          if ((undecided.get(site)?.length ?? 0) < all.length) throw new Error(`${site} is lost`);
        }
        for (const [site, all] of undecided) {
          const certain = all.filter((one) => one.conditional === undefined);
          const there = decided.get(site) ?? [];
          if (there.length < certain.length) throw new Error(`${site} is not certain`);
          if (certain.length < all.length) continue;
          const values = (one: ResourceDeclaration) => one.properties.map(({ value }) => plain(value));
          const same = certain.every((one, index) => {
            const other = there[index];
            return other !== undefined && agrees(values(one), values(other));
          });
          if (!same) throw new Error(`${site} has other values`);
        }
      }
    }),
    { numRuns: 400, seed: 31 },
  );
});
