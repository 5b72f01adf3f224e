import { expect, test } from "vitest";
import { deepMerge, mergeAttributes, mergeLevels } from "../../src/data/merge.js";
import { noLevels } from "../../src/model/node.js";
import type { JsonObject } from "../../src/model/node.js";
import { flatJson, jsonLevels, jsonObject } from "../support/json.js";
import type { Plain } from "../support/json.js";

test("merging keeps the order of keys, the lower side's first, and changes neither side", () => {
  const lower = new Map([
    ["8080", jsonObject({ x: "1" })],
    ["443", jsonObject({})],
  ]);
  const higher = new Map([
    ["__proto__", jsonObject({ p: true })],
    ["80", jsonObject({})],
    ["8080", jsonObject({ y: "2" })],
  ]);
  for (const merge of [mergeAttributes, deepMerge]) {
    expect(flatJson(merge(lower, higher))).toBe(
      '{"8080":{"x":"1","y":"2"},"443":{},"__proto__":{"p":true},"80":{}}',
    );
    expect([...lower.keys(), ...higher.keys()]).toEqual(["8080", "443", "__proto__", "80", "8080"]);
  }
});

test("levels are merged one by one", () => {
  const lower = { ...noLevels, ...jsonLevels({ normal: { a: [1n], b: { c: 1n } }, override: { x: 1n } }) };
  const higher = { ...noLevels, ...jsonLevels({ normal: { a: [2n], b: { d: 2n } }, automatic: { y: 1n } }) };
  expect(mergeLevels(lower, higher)).toEqual({
    ...noLevels,
    ...jsonLevels({ normal: { a: [2n], b: { c: 1n, d: 2n } }, override: { x: 1n }, automatic: { y: 1n } }),
  });
});

test("within a level Chef unites arrays, each value once, and lets null replace", () => {
  const united = (one: readonly Plain[], other: readonly Plain[]) => listIn(one, other).get("a");
  expect(united(["x", "y", "x"], ["y", "z"])).toEqual(["x", "y", "z"]);
  expect(united([{ p: "1", q: "2" }], [{ q: "2", p: "1" }, [["n"]], [["n"]]])).toEqual([
    ...[jsonObject({ p: "1", q: "2" }), [["n"]]],
  ]);
  expect(united([1n, 1, "1", null], [1, 1n, "1", null, true])).toEqual([1n, 1, "1", null, true]);
  const [lower, higher] = [
    jsonObject({ a: { b: 1n, c: 2n }, d: [1n] }),
    jsonObject({ a: { b: null }, d: { e: 1n } }),
  ];
  expect(deepMerge(lower, higher)).toEqual(jsonObject({ a: { b: null, c: 2n }, d: { e: 1n } }));
});

test("uniting long arrays takes linear time", () => {
  const long = Array.from({ length: 100_000 }, (_, index) => BigInt(index));
  expect(listIn(long, [...long, -1n]).get("a")).toHaveLength(100_001);
});

function listIn(lower: readonly Plain[], higher: readonly Plain[]): JsonObject {
  return deepMerge(jsonObject({ a: lower }), jsonObject({ a: higher }));
}
