import { expect, test } from "vitest";
import {
  compareVersions,
  fulfils,
  parseConstraint,
  parseVersion,
} from "../../../src/recipe/cookbook/version.js";

test("a version has two or three numbers", () => {
  expect(parseVersion("1.2")).toEqual([1n, 2n, 0n]);
  expect(parseVersion("1.2.30")).toEqual([1n, 2n, 30n]);
  for (const text of ["", "1", "1.2.3.4", "1.x", "v1.2", "1.2 ", "1..2"])
    expect([text, parseVersion(text)]).toEqual([text, undefined]);
});

test("versions are compared number by number, however long", () => {
  const order = ["0.9", "0.10", "1.0.0", "1.0.1", "99999999999999999999.0", "99999999999999999999.0.1"];
  const versions = order.map((text) => parseVersion(text) ?? ([0n, 0n, 0n] as const));
  for (const [index, version] of versions.entries()) {
    expect(versions.map((other) => Math.sign(compareVersions(version, other)))).toEqual(
      versions.map((_, at) => Math.sign(index - at)),
    );
  }
});

/** What Chef::VersionConstraint::Platform says to each (asked of Chef 19). */
const cases: readonly (readonly [string, string, boolean | undefined])[] = [
  [">= 1.2", "1.2", true],
  [">= 1.2", "1.1.9", false],
  [">=1.2", "1.3", true],
  ["> 1.2.0", "1.2", false],
  ["< 2", "1.9.9", true],
  ["<= 1.2", "1.2.1", false],
  ["= 1.2", "1.2.0", true],
  ["1.2", "1.2.0", true],
  ["1", "1.0", true],
  ["~> 1", "1.9", true],
  ["~> 1", "2.0", false],
  ["~> 1.2", "1.9", true],
  ["~> 1.2", "1.1", false],
  ["~> 1.2.3", "1.2.9", true],
  ["~> 1.2.3", "1.3.0", false],
  ["== 1.2", "1.2", undefined],
  ["<< 1.2", "1.2", undefined],
  ["1.2.3.4", "1.2.3", undefined],
  [" 1.2", "1.2", undefined],
  [">= 1.2 ", "1.2", undefined],
  ["newest", "1.2", undefined],
  ["", "1.2", undefined],
];

test.each(cases)("%j holds of %s: %s", (text, version, expected) => {
  const constraint = parseConstraint(text);
  expect(constraint && fulfils(parseVersion(version) ?? [0n, 0n, 0n], constraint)).toBe(expected);
});
