import { expect, test } from "vitest";
import { evaluate } from "../../../src/recipe/evaluate/evaluate.js";
import { parseRecipe } from "../../../src/recipe/parse.js";
import { nodeOf, planOf } from "../../support/plan.js";
import { names, run, valueOf } from "./kit.js";

test("a block sees and changes the locals round it; its own end with it", () => {
  expect(valueOf("x", {}, "x = 1\n[2, 3].each { |y| x += y }")).toBe(6n);
  expect(run("[1].each { |y| z = y }\na = z").problems).toEqual(["warning unknown-method 2:5"]);
});

test("a parameter hides a local of the same name, and leaves it alone", () => {
  expect(valueOf("x", {}, "x = 1\n[5].each { |x| x = x + 1 }")).toBe(1n);
});

test("a block's own locals are new in every round", () => {
  expect(valueOf("seen", {}, "seen = []\n[1, 2].each { |x| y ||= x; seen << y }")).toEqual([1n, 2n]);
});

test("an assignment that is not reached leaves nil", () => {
  expect(valueOf("x", {}, "x = 1 if false")).toBe(null);
});

test("strings, arrays and hashes are shared, not copied", () => {
  expect(valueOf("b", {}, "a = 'x'\nb = a\na << 'y'")).toBe("xy");
  expect(valueOf("b", {}, "a = [1]\nb = a\na[2] = 3")).toEqual([1n, null, 3n]);
  expect(valueOf("b", {}, "a = {}\nb = a\na['k'] = 1")).toEqual(new Map([["k", 1n]]));
  expect(valueOf("b", {}, "a = 'x'\nb = a\na += 'y'")).toBe("x");
});

test("a literal is a new object each time, and a key is a copy", () => {
  expect(valueOf("r", {}, "r = []\n2.times { s = 'a'; s << 'b'; r << s }")).toEqual(["ab", "ab"]);
  expect(valueOf("h", {}, "k = 'a'\nh = { k => 1 }\nk << 'b'")).toEqual(new Map([["a", 1n]]));
});

test("several parameters take an array apart, one takes it whole", () => {
  expect(valueOf("r", {}, "r = []\n[[1, 2]].each { |a, b| r << b }")).toEqual([2n]);
  expect(valueOf("r", {}, "r = []\n[[1, 2]].each { |a| r << a }")).toEqual([[1n, 2n]]);
  expect(valueOf("r", {}, "r = []\n{ a: 1 }.each { |p| r << p }")).toEqual([[":a", 1n]]);
  expect(valueOf("r", {}, "r = []\n[1].each { |a, b| r << b }")).toEqual([null]);
  expect(valueOf("r", {}, "r = []\n%w(a b).each_with_index { |x, i| r << i }")).toEqual([0n, 1n]);
  expect(valueOf("r", {}, "r = 0\n3.times { |i| r += i }")).toBe(3n);
  expect(valueOf("r", {}, "r = 0\n(1...4).each { |i| r += i }")).toBe(6n);
});

test("each recipe has locals and constants of its own and shares the node", () => {
  const outcome = run(["x = 1\nC = 'c'\ndsc_resource C", "dsc_resource node.name\ny = [x, C]"]);
  expect(names(outcome)).toEqual(["c", "web01"]);
  expect(outcome.problems).toEqual(["warning unknown-method 2:6", "warning unknown-constant 2:9"]);
});

test("return ends its recipe and no other", () => {
  const outcome = run(["dsc_resource 'a'\nreturn if true\ndsc_resource 'b'", "dsc_resource 'c'"]);
  expect(names(outcome)).toEqual(["a", "c"]);
  expect(names(run("return unless platform?('windows')\ndsc_resource 'a'"))).toEqual(["a"]);
  expect(names(run("[1, 2].each { |x| dsc_resource \"a#{x}\"\nreturn }\ndsc_resource 'b'"))).toEqual(["a1"]);
});

test("if, elsif, unless, modifiers, case", () => {
  const choose = (x: string): unknown =>
    valueOf("r", {}, `x = ${x}\nif x == 1\nr = 'one'\nelsif x == 2\nr = 'two'\nelse\nr = 'more'\nend`);
  expect([choose("1"), choose("2.0"), choose("nil")]).toEqual(["one", "two", "more"]);
  const pick = (x: string): unknown =>
    valueOf(
      "r",
      {},
      `r = case ${x}\nwhen 1..3, Float then 'n'\nwhen String then 's'\nwhen *[:a, :b] then 'y'\nelse 'e'\nend`,
    );
  expect([pick("2"), pick("9.5"), pick("'a'"), pick(":b"), pick("nil")]).toEqual(["n", "n", "s", "y", "e"]);
  expect(valueOf("r", {}, "r = 1\nr = 2 unless r == 1")).toBe(1n);
});

test("a ||= b and a &&= b evaluate b only when needed", () => {
  expect(valueOf("x", {}, "x = 1\nx ||= system('ls')")).toBe(1n);
  expect(valueOf("x", {}, "x = nil\nx ||= 2\nx &&= x + 1")).toBe(3n);
  expect(valueOf("h", {}, "h = {}\nh[:a] ||= 1\nh[:a] += 1")).toEqual(new Map([[":a", 2n]]));
});

test("case without a subject takes the first when that is true", () => {
  const { value } = parseRecipe({
    name: "r",
    path: "r",
    text: "case 0\nwhen false then 1\nwhen 3 then dsc_resource 'a'\nend",
  });
  const statements = value.statements.map((node) =>
    node.kind === "case" ? { ...node, subject: undefined } : node,
  );
  const outcome = evaluate(planOf([{ ...value, statements }]), nodeOf({}, false), { target: "windows" });
  expect(outcome.value).toHaveLength(1);
});
