import fc from "fast-check";
import { expect, test } from "vitest";
import type { Data } from "../../src/data/data.js";
import { readJson } from "../../src/data/json.js";
import { readYaml } from "../../src/data/yaml.js";
import type { Staged } from "../../src/diagnostics/diagnostic.js";
import { positionOf, textOf } from "../../src/source/source.js";
import { flatJson, jsonObject } from "../support/json.js";
import { places } from "../config/places.js";

function json(text: string): Staged<Data | undefined> {
  return readJson({ name: "d.json", path: "d.json", text });
}

function yaml(text: string): Staged<Data | undefined> {
  return readYaml({ name: "d.yaml", path: "d.yaml", text });
}

test("whole numbers stay exact, others are numbers", () => {
  const expected = jsonObject({
    ...{ a: 18446744073709551615n, b: -9223372036854775808n, c: 1.5, d: 1000, e: 0n },
  });
  expect(
    json('{"a":18446744073709551615,"b":-9223372036854775808,"c":1.5,"d":1e3,"e":-0}').value?.value,
  ).toEqual(expected);
  expect(
    yaml("a: 18446744073709551615\nb: -9223372036854775808\nc: 1.5\nd: 1e3\ne: -0\n").value?.value,
  ).toEqual(expected);
});

test("keys of JavaScript's own objects are keys like any other", () => {
  for (const { value } of [
    json('{"__proto__":{"x":1},"constructor":"c"}'),
    yaml("__proto__: {x: 1}\nconstructor: c"),
  ]) {
    expect(flatJson(value?.value, String)).toBe('{"__proto__":{"x":1},"constructor":c}');
  }
});

test("a key given twice is refused at its second place", () => {
  expect(places(json('{"a":{"b":1,\n"b":2}}').diagnostics)).toEqual([
    'config/duplicate-key d.json:2:1 "\\"b\\""',
  ]);
  const [problem] = yaml("a: 1\nb: 2\na: 3\n").diagnostics;
  expect(problem?.code).toBe("config/duplicate-key");
  expect(problem?.message).toContain('"a"');
  expect(problem?.origin && positionOf(problem.origin.source, problem.origin.start)).toEqual({
    line: 3,
    column: 1,
  });
  expect(json('{"__proto__":1,"__proto__":2}').diagnostics).toHaveLength(1);
});

test("data nested too deep is refused, however deep", () => {
  for (const depth of [101, 200_000]) {
    const text = "[".repeat(depth) + "]".repeat(depth);
    expect(places(json(text).diagnostics)).toEqual(['config/deep-data d.json:1:101 "["']);
  }
  expect(yaml("[".repeat(2000) + "]".repeat(2000)).diagnostics.map(({ code }) => code)).toEqual([
    "config/deep-data",
  ]);
  expect(json("[".repeat(100) + "]".repeat(100)).diagnostics).toEqual([]);
  expect(yaml("[".repeat(100) + "]".repeat(100)).diagnostics).toEqual([]);
});

test("YAML: merges, aliases, keys that are no text, the core schema", () => {
  const text = "base: &b {x: 1, y: yes}\nweb:\n  <<: *b\n  x: 2\n80: http\nok: true\nnone: ~\n";
  expect(yaml(text).value?.value).toEqual(
    jsonObject({
      base: { x: 1n, y: "yes" },
      web: { x: 2n, y: "yes" },
      "80": "http",
      ok: true,
      none: null,
    }),
  );
});

test("YAML: keys that the order or the kind alone tells apart are refused, and what cannot be merged", () => {
  for (const [text, offset, problem] of [
    ["a: &a {x: 1}\nb: {x: 2, <<: *a}", 27, 'the key x has to stand behind the "<<" that brings it too'],
    ["80: a\n'80': b", 0, '"80" is a key in it twice, as a text and as another value'],
    ["a: {<<: 1}", 8, '"<<" may only name objects'],
    ["a: {<<: [{x: 1}, 2]}", 17, '"<<" may only name objects'],
    ["'<<': {x: 1}", 0, 'the key "<<" can only stand as it is, without quotation marks or tag'],
    ["!!str <<: {x: 1}", 0, 'the key "<<" can only stand as it is, without quotation marks or tag'],
    ["!!map <<: 1", 0, 'the key "<<" can only stand as it is, without quotation marks or tag'],
    ["!!merge <<: 1", 0, '"<<" merges by itself, and "!!merge" has no meaning'],
    ["a: !!merge x", 3, '"<<" merges by itself, and "!!merge" has no meaning'],
  ] as const) {
    const { diagnostics } = yaml(text);
    expect(diagnostics.map(({ message, origin }) => [message, origin?.start])).toEqual([
      [`This is not YAML: ${problem}.`, offset],
    ]);
  }
});

test("YAML that is no data is refused", () => {
  const bomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
  for (const [one, two] of ["ab", "bc", "cd", "de", "ef", "fg", "gh"].map((pair) => pair.split(""))) {
    bomb.push(`${two}: &${two} [${Array(10).fill(`*${one}`).join(", ")}]`);
  }
  for (const text of [
    "a: [1",
    "a: .nan",
    "a: 1\n---\nb: 2",
    "? [1, 2]\n: 3",
    "&a [*a]",
    "a: *none",
    bomb.join("\n"),
  ]) {
    const { value, diagnostics } = yaml(text);
    expect([text, value, diagnostics[0]?.code]).toEqual([text, undefined, "config/bad-data"]);
  }
});

test("values and keys are found again in the text", () => {
  const inJson = json('{ "A": [ { "n": "web" } ] }').value;
  const inYaml = yaml("A:\n  - n: web\n").value;
  for (const [data, value, key] of [
    [inJson, '"web"', '"n"'],
    [inYaml, "web", "n"],
  ] as const) {
    expect(data && textOf(data.valueAt(["A", 0, "n"]))).toBe(value);
    expect(data && textOf(data.keyAt(["A", 0, "n"]))).toBe(key);
    expect(data?.valueAt(["A", 0, "missing"])).toEqual(data?.valueAt(["A", 0]));
  }
});

test("any JSON reads as JSON.parse reads it", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      const text = JSON.stringify(value, (_, part: unknown) =>
        typeof part === "number" ? Math.trunc(part) % 1e15 : part,
      );
      const read = json(text).value?.value;
      const again = flatJson(read, (part) => JSON.stringify(typeof part === "bigint" ? Number(part) : part));
      expect(JSON.parse(again)).toEqual(JSON.parse(text));
    }),
  );
});

test("no text makes the readers throw", () => {
  const piece = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    '"',
    "a",
    "1",
    "\n",
    "  ",
    "- ",
    "&a ",
    "*a",
    "<<: ",
    "? ",
    "#",
    "'",
    "|\n",
    "!!map ",
    "!!merge ",
    "!!set ",
    "\t",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      for (const read of [json(pieces.join("")), yaml(pieces.join(""))]) {
        expect(read.value === undefined).toBe(read.diagnostics.length > 0);
      }
    }),
    { numRuns: 1000 },
  );
});
