import { expect, test } from "vitest";
import { encodeDocument, isAscii } from "../../src/mof/encode.js";

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");

test("ASCII alone is written as ASCII for every target", () => {
  expect(hex(encodeDocument("a\r\n", "windows"))).toBe("61 0d 0a");
  expect(hex(encodeDocument("a\n~", "linux"))).toBe("61 0a 7e");
});

test("other text is UTF-16LE with its mark on Windows and UTF-8 without on Linux", () => {
  expect(hex(encodeDocument("aé€", "windows"))).toBe("ff fe 61 00 e9 00 ac 20");
  expect(hex(encodeDocument("😀", "windows"))).toBe("ff fe 3d d8 00 de");
  expect(hex(encodeDocument("aé€", "linux"))).toBe("61 c3 a9 e2 82 ac");
});

test("an encoding that is asked for is the one that is written", () => {
  expect(hex(encodeDocument("a", "linux", "utf16le"))).toBe("ff fe 61 00");
  expect(hex(encodeDocument("é", "windows", "utf8"))).toBe("c3 a9");
  expect(hex(encodeDocument("a", "windows", "ascii"))).toBe("61");
  expect(() => encodeDocument("é", "windows", "ascii")).toThrow();
});

test("what ASCII is", () => {
  expect(isAscii("")).toBe(true);
  expect(isAscii("\0\x7f")).toBe(true);
  expect(isAscii("a\x80")).toBe(false);
});
