import { expect, test } from "vitest";
import { read } from "./kit.js";

/* Texts that are large or deep in one respect: each has to come back with a located answer. */

const inInstance = (value: string): string => `instance of A { X = ${value}; };`;

test.each<readonly [string, string, string | undefined]>([
  ["20,000 nested braces", inInstance("{".repeat(20_000)), "mof/syntax"],
  ["20,000 nested brackets", "[".repeat(20_000), "mof/syntax"],
  ["an endless string", `instance of A { X = "${"a\\".repeat(1_000_000)}`, "mof/unterminated-string"],
  ["an endless comment", `/*${"*".repeat(2_000_000)}`, "mof/unterminated-comment"],
  ["a string of 5 MB", inInstance(`"${"x".repeat(5_000_000)}"`), undefined],
  ["a string of a million escapes", inInstance(`"${"\\\\".repeat(1_000_000)}"`), undefined],
  ["a string of a million quotes", inInstance(`"${'\\"'.repeat(1_000_000)}"`), undefined],
  ["200,000 adjacent strings", inInstance('"a" '.repeat(200_000)), undefined],
  ["200,000 elements", inInstance(`{${'"a",'.repeat(200_000)}"b"}`), undefined],
  ["a million digits", inInstance("1".repeat(1_000_000)), "mof/integer-overflow"],
  ["a million zeros", inInstance(`0x${"0".repeat(1_000_000)}1`), undefined],
  ["a million digits that are no number", inInstance(`${"1".repeat(1_000_000)}x`), "mof/invalid-number"],
  ["a million digits behind a dot", inInstance(`1.${"1".repeat(1_000_000)}x`), "mof/invalid-number"],
  ["a name of a million letters", `instance of ${"A".repeat(1_000_000)} { X = 1; };`, undefined],
  ["2 MB of blanks", `${" \n".repeat(1_000_000)}instance of A { X = 1; };`, undefined],
  ["a million comments", `${"//\n".repeat(1_000_000)}instance of A { X = 1; };`, undefined],
  ["a million slashes", `instance of A ${"/ ".repeat(1_000_000)}`, "mof/syntax"],
  ["a million line comments in one", "/".repeat(1_000_000), "mof/empty-file"],
  ["a million closing braces", "}".repeat(1_000_000), "mof/syntax"],
  ["a million instances of garbage", "instance of ".repeat(1_000_000), "mof/reserved-word"],
  ["200,000 instances that do not end", "instance of A { X = ".repeat(200_000), "mof/syntax"],
  ["200,000 broken classes", "[] class A ".repeat(200_000), "mof/syntax"],
  ["a million characters of other alphabets", "д ".repeat(1_000_000), "mof/syntax"],
  ["a million dollar signs", "$".repeat(1_000_000), "mof/syntax"],
])("%s", (_, text, code) => {
  const { diagnostics } = read(text);
  expect(diagnostics[0]?.code).toBe(code);
  expect(diagnostics.length).toBeLessThanOrEqual(100);
  expect(new Set(diagnostics.map(({ origin }) => origin?.start)).size).toBe(diagnostics.length);
  for (const { origin } of diagnostics) expect(origin?.end).toBeLessThanOrEqual(text.length);
});

test("a hundred thousand aliases that nothing defines", () => {
  const { diagnostics } = read(
    `instance of A as $A1 { X = 1; };\n${"instance of B { X = $Z9; };\n".repeat(100_000)}`,
  );
  expect(diagnostics).toHaveLength(101);
  expect(diagnostics.at(-1)?.message).toBe("99,900 more problems of this file are not told.");
});
