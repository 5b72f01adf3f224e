import { expect, test } from "vitest";
import { isStubName, parseStub } from "../../src/config/stub.js";
import { jsonObject } from "../support/json.js";
import { places } from "./places.js";

test("a stub is a function's name and its result as JSON, whole numbers exact", () => {
  const text = 'Contoso::Tools.search?={"a":[1,12345678901234567890,"b=c"]}';
  expect(parseStub(text)).toEqual({
    value: { name: "Contoso::Tools.search?", result: jsonObject({ a: [1n, 12345678901234567890n, "b=c"] }) },
    diagnostics: [],
  });
  expect(parseStub("x=null").value).toEqual({ name: "x", result: null });
});

test("a stub's name is that of a function", () => {
  const names = ["search", "_x", "valid?", "run!", "Array", "Tools.x", "A::B.c_d"];
  expect(names.filter(isStubName)).toEqual(names);
  const others = ["", "Tools::X", "a.b", "a b", "1a", "A::b", ".a", "a\n", "$(x)", "__proto__ "];
  expect(others.filter(isStubName)).toEqual([]);
});

test.each([
  ["search", 'cli/bad-stub --stub:1:1 "search"'],
  ["=1", 'cli/bad-stub --stub:1:1 ""'],
  ["Tools::X=1", 'cli/bad-stub --stub:1:1 "Tools::X"'],
  ["x={a:1}", 'config/bad-data --stub:1:4 "a"'],
  ["x=", 'config/bad-data --stub:1:3 ""'],
  ['x={"a":1,"a":2}', 'config/duplicate-key --stub:1:10 "\\"a\\""'],
])("%j is told where it is wrong", (word, place) => {
  const { value, diagnostics } = parseStub(word);
  expect([value, places(diagnostics)]).toEqual([undefined, [place]]);
});

test("a text without quotation marks is told with them", () => {
  const helpOf = (word: string) => parseStub(word).diagnostics[0]?.help;
  expect(helpOf("my_path=C:/x")).toBe(
    `A result is JSON, in which a text has quotation marks: --stub 'my_path="C:/x"'.`,
  );
  expect(helpOf("x={a:1}")).toBe(
    `Write JSON behind the equals sign: --stub 'x="text"', --stub 'x=["a", "b"]'.`,
  );
});
