import { expect, test } from "vitest";
import { unwritable, writeName, writeValue } from "../../src/mof/literal.js";
import type { Target } from "../../src/mof/literal.js";
import type { Value } from "../../src/model/value.js";

const windows = (value: Value): string => writeValue(value, "windows");

test.each([
  ["", '""'],
  ["C:\\a", String.raw`"C:\\a"`],
  ['say "a"', String.raw`"say \"a\""`],
  ["it's", '"it\'s"'],
  ["\b\t\n\f\r", String.raw`"\b\t\n\f\r"`],
  ["\r\n", String.raw`"\r\n"`],
  ["\u0001\u000b\u001f\u007f", String.raw`"\x0001\x000B\x001F\x007F"`],
  ["é€😀\u0085\u2028", '"é€😀\u0085\u2028"'],
  ["*/ /* // $x #{y} `n", '"*/ /* // $x #{y} `n"'],
])("the string %j", (text, written) => {
  expect(windows({ kind: "string", text })).toBe(written);
});

test.each<readonly [string, Target, number | undefined]>([
  ["", "windows", undefined],
  ["plain", "linux", undefined],
  ["é€😀", "windows", undefined],
  ["é€😀", "linux", undefined],
  ["\b\t\n\f\r", "linux", undefined],
  ["a\0", "windows", 1],
  ["a\0", "linux", 1],
  ["a\u0001\u007f", "windows", undefined],
  ["a\u0001", "linux", 1],
  ["ab\u000b", "linux", 2],
  ["\u007f", "linux", 0],
  ["é\ud83d", "windows", 1],
  ["😀\ude00x", "windows", 2],
  ["😀\ude00x", "linux", 2],
])("what a document cannot hold: %j for %s", (text, target, index) => {
  expect(unwritable(text, target)).toBe(index);
  const write = (): string => writeValue({ kind: "string", text }, target);
  if (index === undefined) expect(write()).toMatch(/^".*"$/su);
  else expect(write).toThrow();
});

test("every character that is writable on Linux is written without \\x", () => {
  for (let code = 0; code < 0x300; code += 1) {
    const text = String.fromCharCode(code);
    if (unwritable(text, "linux") === undefined) {
      expect(writeValue({ kind: "string", text }, "linux")).not.toMatch(/\\x|[^ -\uffff]|\x7f/);
    }
  }
});

test.each([
  [0, "0.0"],
  [-0, "-0.0"],
  [1, "1.0"],
  [-1.5, "-1.5"],
  [0.1, "0.1"],
  [100000, "100000.0"],
  [1e20, "100000000000000000000.0"],
  [1e21, "1.0E+21"],
  [1.5e300, "1.5E+300"],
  [1e-7, "1.0E-7"],
  [5e-324, "5.0E-324"],
  [Number.MAX_VALUE, "1.7976931348623157E+308"],
])("the real %d", (number, written) => {
  expect(windows({ kind: "real", number })).toBe(written);
  expect(Number(written)).toBe(number);
});

test.each([
  ["a", "'a'"],
  [" ", "' '"],
  ["~", "'~'"],
  ['"', "'\"'"],
  ["'", String.raw`'\x0027'`],
  ["\\", String.raw`'\\'`],
  ["\n", String.raw`'\n'`],
  ["\0", String.raw`'\x0000'`],
  ["\u007f", String.raw`'\x007F'`],
  ["é", String.raw`'\x00E9'`],
  ["\ud800", String.raw`'\xD800'`],
])("the character %j", (text, written) => {
  expect(windows({ kind: "char", text })).toBe(written);
});

test("the other kinds", () => {
  expect(windows({ kind: "boolean", value: true })).toBe("True");
  expect(windows({ kind: "boolean", value: false })).toBe("False");
  expect(windows({ kind: "null" })).toBe("NULL");
  expect(windows({ kind: "integer", text: "-9223372036854775808" })).toBe("-9223372036854775808");
  expect(windows({ kind: "instance", alias: "MSFT_A1ref" })).toBe("$MSFT_A1ref");
  expect(windows({ kind: "array", items: [] })).toBe("{\n}");
  const items: readonly Value[] = [
    { kind: "string", text: "a" },
    { kind: "string", text: "b" },
  ];
  expect(windows({ kind: "array", items })).toBe('{\n    "a",\n    "b"\n}');
});

test.each<Value>([
  { kind: "integer", text: "" },
  { kind: "integer", text: "01" },
  { kind: "integer", text: "-0" },
  { kind: "integer", text: "1; Evil = 2" },
  { kind: "integer", text: "1\n" },
  { kind: "real", number: Number.NaN },
  { kind: "real", number: Number.POSITIVE_INFINITY },
  { kind: "char", text: "" },
  { kind: "char", text: "😀" },
  { kind: "instance", alias: "a b" },
  { kind: "array", items: [{ kind: "array", items: [] }] },
])("%j is no value that can be written", (value) => {
  expect(() => windows(value)).toThrow();
});

test.each(["", "1a", "a-b", "a b", "é", "a\n", "$a", "a;"])("%j is no name", (name) => {
  expect(() => writeName(name)).toThrow();
});

test("a name is written as it is", () => {
  expect(writeName("_A1")).toBe("_A1");
});
