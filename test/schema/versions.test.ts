import fc from "fast-check";
import { expect, test } from "vitest";
import { compareVersions, isVersion } from "../../src/schema/versions.js";

test("versions have two to four numbers", () => {
  for (const version of ["1.0", "0.0", "1.2.3", "7.4.0.0", "10.20.30.40"])
    expect(isVersion(version)).toBe(true);
  for (const text of ["", "1", "1.", ".1", "1.2.3.4.5", "1.a", "1.0-beta", " 1.0", "1.0\n"]) {
    expect(isVersion(text)).toBe(false);
  }
});

test("versions are ordered by number, not by letter, and none is the lowest", () => {
  const ordered = [undefined, "0.9", "1.0", "1.0.0", "1.0.0.0", "1.0.1", "1.9", "1.10", "2.0", "10.0"];
  for (const [left, lower] of ordered.entries()) {
    for (const [right, higher] of ordered.entries()) {
      expect(Math.sign(compareVersions(lower, higher))).toBe(Math.sign(left - right));
    }
  }
});

test("leading zeros say nothing", () => {
  expect(compareVersions("1.00", "01.0")).toBe(0);
});

test("numbers of any size are compared exactly", () => {
  const number = fc.bigInt({ min: 0n, max: 2n ** 80n });
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(Math.sign(compareVersions(`1.${a}`, `1.${b}`))).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
  );
});
