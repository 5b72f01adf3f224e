import { expect, test } from "vitest";
import { deepMerge, mergeAttributes, mergeLevels } from "../../src/data/merge.js";
import { noLevels } from "../../src/model/node.js";

test("merging keeps __proto__ a key and changes neither side", () => {
  const lower = Object.freeze({ a: Object.freeze({ x: 1n }), b: true });
  const higher = JSON.parse('{"__proto__":{"p":true},"a":{"y":"2"}}');
  const merged = mergeAttributes(lower, higher);
  expect(Object.entries(merged)).toEqual([
    ["a", { x: 1n, y: "2" }],
    ["b", true],
    ["__proto__", { p: true }],
  ]);
  expect("p" in merged).toBe(false);
});

test("levels are merged one by one", () => {
  const lower = { ...noLevels, normal: { a: [1n], b: { c: 1n } }, override: { x: 1n } };
  const higher = { ...noLevels, normal: { a: [2n], b: { d: 2n } }, automatic: { y: 1n } };
  expect(mergeLevels(lower, higher)).toEqual({
    ...{ ...noLevels, normal: { a: [2n], b: { c: 1n, d: 2n } } },
    ...{ override: { x: 1n }, automatic: { y: 1n } },
  });
});

test("within a level Chef unites arrays, each value once, and lets null replace", () => {
  const united = (one: readonly unknown[], other: readonly unknown[]) => {
    const value = deepMerge(JSON.parse(JSON.stringify({ a: one })), JSON.parse(JSON.stringify({ a: other })));
    return value["a"];
  };
  expect(united(["x", "y", "x"], ["y", "z"])).toEqual(["x", "y", "z"]);
  expect(united([{ p: "1", q: "2" }], [{ q: "2", p: "1" }, [["n"]], [["n"]]])).toEqual([
    ...[{ p: "1", q: "2" }, [["n"]]],
  ]);
  expect(deepMerge({ a: [1n, 1, "1", null] }, { a: [1, 1n, "1", null, true] })).toEqual({
    a: [1n, 1, "1", null, true],
  });
  expect(deepMerge({ a: { b: 1n, c: 2n }, d: [1n] }, { a: { b: null }, d: { e: 1n } })).toEqual({
    ...{ a: { b: null, c: 2n }, d: { e: 1n } },
  });
});

test("uniting long arrays takes linear time", () => {
  const long = Array.from({ length: 100_000 }, (_, index) => BigInt(index));
  expect(deepMerge({ a: long }, { a: [...long, -1n] })["a"]).toHaveLength(100_001);
});
