import fc from "fast-check";
import { expect, test } from "vitest";
import { Secret } from "../../src/model/secret.js";
import { jsonText } from "../../src/report/json-text.js";

test("what JSON has is written as JSON.stringify writes it", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(jsonText(value)).toBe(JSON.stringify(value, undefined, 2));
    }),
  );
  const others = { a: undefined, b: [undefined, Number.NaN], c: new Secret("text"), d: {}, e: [] };
  expect(jsonText(others)).toBe(JSON.stringify(others, undefined, 2));
});

test("a Map is an object whose keys keep their order", () => {
  const inner = new Map([["__proto__", [1]]]);
  const map = new Map<string, unknown>([
    ["8080", "b"],
    ["443", inner],
    ["0", undefined],
    ["80", new Map()],
  ]);
  expect(jsonText({ map })).toBe(
    '{\n  "map": {\n    "8080": "b",\n    "443": {\n      "__proto__": [\n        1\n      ]\n    },\n    "80": {}\n  }\n}',
  );
});
