import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeText, decodeUtf8 } from "../../src/source/decode.js";

const bytes = (...values: readonly (number | string)[]): Uint8Array =>
  Uint8Array.from(
    values.flatMap((value) => (typeof value === "number" ? [value] : [...new TextEncoder().encode(value)])),
  );

test.each([
  ["nothing", bytes(), "", "utf-8", false],
  ["one byte", bytes("a"), "a", "utf-8", false],
  ["ASCII", bytes("abc"), "abc", "utf-8", false],
  ["UTF-8", bytes("é€😀"), "é€😀", "utf-8", false],
  ["UTF-8 with its mark", bytes(0xef, 0xbb, 0xbf, "é"), "é", "utf-8", true],
  ["UTF-8 with two marks", bytes(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, "a"), "\ufeffa", "utf-8", true],
  ["UTF-16LE with its mark", bytes(0xff, 0xfe, 0x61, 0, 0xac, 0x20), "a€", "utf-16le", true],
  ["UTF-16BE with its mark", bytes(0xfe, 0xff, 0, 0x61, 0x20, 0xac), "a€", "utf-16be", true],
  ["UTF-16LE without", bytes(0x61, 0, 0xac, 0x20), "a€", "utf-16le", false],
  ["UTF-16BE without", bytes(0, 0x61, 0x20, 0xac), "a€", "utf-16be", false],
  ["UTF-16LE with its mark and nothing else", bytes(0xff, 0xfe), "", "utf-16le", true],
  ["the code page of Windows", bytes("a", 0xe9, 0x80, 0x9f, 0x81), "aé€Ÿ\u0081", "windows-1252", false],
])("%s", (_, input, text, encoding, bom) => {
  expect(decodeText(input)).toEqual({ ok: true, text, encoding, bom });
});

test.each([
  ["UTF-32LE", bytes(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), "UTF-32"],
  ["UTF-32BE", bytes(0, 0, 0xfe, 0xff, 0, 0, 0, 0x61), "UTF-32"],
  ["UTF-16 cut short", bytes(0xff, 0xfe, 0x61), "odd number"],
  ["half a character", bytes(0xff, 0xfe, 0x3d, 0xd8, 0x61, 0), "half a character"],
  ["a mark that is wrong", bytes(0xef, 0xbb, 0xbf, 0xe9), "not UTF-8"],
])("%s is refused", (_, input, reason) => {
  expect(decodeText(input)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
});

test.each([
  ["a byte that starts nothing", bytes("a\n€b", 0xff, "c"), 6, 2, 3],
  ["a sequence that does not go on", bytes("ab", 0xc3, "c"), 2, 1, 3],
  ["a sequence cut short by the end", bytes("😀", 0xf0, 0x9f, 0x98), 4, 1, 3],
  ["an overlong slash", bytes(0xc0, 0xaf), 0, 1, 1],
  ["an overlong sequence of three", bytes("x", 0xe0, 0x80, 0x80), 1, 1, 2],
  ["half a character", bytes("x\n\n", 0xed, 0xa0, 0x80), 3, 3, 1],
  ["a character above U+10FFFF", bytes(0xf4, 0x90, 0x80, 0x80), 0, 1, 1],
  ["the bytes of UTF-16", bytes(0xff, 0xfe, 0x61, 0), 0, 1, 1],
  ["behind a mark", bytes(0xef, 0xbb, 0xbf, "a", 0x80), 4, 1, 2],
])("not UTF-8: %s", (_, input, offset, line, column) => {
  expect(decodeUtf8(input)).toEqual({ ok: false, offset, line, column });
});

test("UTF-8, with and without its mark", () => {
  expect(decodeUtf8(bytes("é\n"))).toEqual({ ok: true, text: "é\n", bom: false });
  expect(decodeUtf8(bytes(0xef, 0xbb, 0xbf, "é"))).toEqual({ ok: true, text: "é", bom: true });
});

test("the offset is that of the longest beginning that is UTF-8", () => {
  const strict = new TextDecoder("utf-8", { fatal: true });
  const isText = (input: Uint8Array): boolean => {
    try {
      strict.decode(input);
      return true;
    } catch {
      return false;
    }
  };
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 3 }).map((text) => [...new TextEncoder().encode(text)]),
    fc.array(fc.integer({ min: 0x80, max: 0xff }), { maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const input = Uint8Array.from(pieces.flat());
      const decoded = decodeUtf8(input);
      expect(decoded.ok).toBe(isText(input));
      if (decoded.ok) return;
      expect(isText(input.subarray(0, decoded.offset))).toBe(true);
      for (let length = 1; length <= 4; length += 1) {
        const next = input.subarray(decoded.offset, decoded.offset + length);
        if (next.length === length) expect(isText(next)).toBe(false);
      }
    }),
  );
});

test("this file is UTF-8", () => {
  expect(decodeUtf8(readFileSync(new URL(import.meta.url))).ok).toBe(true);
});
