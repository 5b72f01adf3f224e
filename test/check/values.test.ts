import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { CheckSettings } from "../../src/check/check.js";
import {
  all,
  codeBlock,
  credential,
  elsewhere,
  escaped,
  hash,
  instanceOf,
  lineOf,
  real,
  resourcesOf,
  run,
  secret,
  symbol,
  unknown,
  valueOf,
  type Short,
} from "./kit.js";

/** What becomes of one property: its value, or what is reported. */
function convert(property: string, value: Short, settings: Partial<CheckSettings> = {}): unknown {
  const { document, brief } = run([all("a", { [property]: value })], settings);
  return brief.length > 0 ? brief : valueOf(resourcesOf(document)[0], property);
}

test.each<readonly [string, Short, unknown]>([
  ["S", "text", "text"],
  ["S", "", ""],
  ["S", symbol("name"), "name"],
  ["S", null, null],
  ["SA", ["a", symbol("b")], ["a", "b"]],
  ["SA", "one", ["one"]],
  ["SA", [], []],
  ["SA", null, null],
  ["B", true, true],
  ["B", false, false],
  ["BA", true, [true]],
  ["U8", 255, 255n],
  ["S64", -9223372036854775808n, -9223372036854775808n],
  ["U64", 18446744073709551615n, 18446744073709551615n],
  ["U8A", [1, 2], [1n, 2n]],
  ["R64", real(1.5), 1.5],
  ["R64", 3, 3],
  ["R32", real(0.1), 0.1],
  ["R64A", 2, [2]],
  ["C", "x", "x"],
  ["C", "é", "é"],
  ["DT", "20240229000000.000000+000", "20240229000000.000000+000"],
  ["DT", "00000001020304.000005:000", "00000001020304.000005:000"],
  ["Ensure", "present", "Present"],
  ["Ensure", symbol("ABSENT"), "Absent"],
  ["EnsureA", ["absent", symbol("present")], ["Absent", "Present"]],
  ["Mode", "win2008", "3"],
  ["Mode", "4", "4"],
  ["Letters", "cd", "CD"],
  ["Letters", "long", "AB"],
  ["Letters", "AB", "AB"],
  ["Letters", "ab", "CD"],
  ["Letters", "Ab", "CD"],
  ["Level", 1, 1n],
  ["Level", 4, 4n],
  ["Level", 1000, 1000n],
  ["Level", "seven", 7n],
  ["Level", symbol("One"), 1n],
  ["Grade", "A", "a"],
  ["Grade", "bee", "b"],
  ["Grade", symbol("Ay"), "a"],
  ["Share", real(0.1), 0.1],
  ["Share", 2, 2],
  ["Share", "tenth", 0.1],
  ["Share", symbol("Double"), 2],
  ["Level", "7", 7n],
  ["Hex", "Sixteen", 16n],
  ["Hex", "0X10", 16n],
  ["Hex", 16, 16n],
  ["Swapped", 1, 1n],
  ["Swapped", "1", 2n],
  ["Moved", "4", 2n],
  ["Case", "a", "a"],
  ["Case", "A", "A"],
  ["Case", "LOW", "a"],
  ["Case", "up", "A"],
  ["Cases", "Low", "a"],
  ["Cases", "low", "A"],
  ["Cases", "LOW", "a"],
  ["Moment", "ny", "20200101000000.000000-000"],
  ["Moment", symbol("Ny"), "20200101000000.000000-000"],
  ["Moment", "2020-01-01T00:00:00Z", "20200101000000.000000-000"],
  ["Moment", "20200101000000.000000+000", "20200101000000.000000-000"],
  ["Spans", ["P1D", "day"], ["00000001000000.000000:000", "00000001000000.000000:000"]],
  ["Subs", [], []],
])("%s converts (row %#)", (property, value, expected) => {
  expect(convert(property, value)).toEqual(expected);
});

test.each<readonly [string, Short, string]>([
  ["S", 80, "number-for-string@80"],
  ["S", real(1.5), "wrong-type@1.5"],
  ["S", true, "wrong-type@true"],
  ["S", hash, "wrong-type@{}"],
  ["S", codeBlock, "wrong-type@{ true }"],
  ["S", instanceOf("T_Sub"), "wrong-type@T_Sub()"],
  ["S", ["a"], "array-for-scalar@['a']"],
  ["S", secret, "secret-not-allowed@secret('x')"],
  ["S", credential, "secret-not-allowed@MSFT_Credential()"],
  ["SA", ["a", secret], "secret-not-allowed@secret('x')"],
  ["SA", ["a", ["b"]], "nested-array@['b']"],
  ["SA", ["a", null], "null-in-array@nil"],
  ["SA", ["a", 5], "number-for-string@5"],
  ["B", "true", "string-for-boolean@'true'"],
  ["B", symbol("true"), "wrong-type@:true"],
  ["B", 1, "wrong-type@1"],
  ["B", real(1.5), "wrong-type@1.5"],
  ["U8", "80", "string-for-number@'80'"],
  ["U8", symbol("x"), "wrong-type@:x"],
  ["U8", real(2.5), "real-for-integer@2.5"],
  ["U8", true, "wrong-type@true"],
  ["U8", 256, "out-of-range@256"],
  ["U8A", [1, -1], "out-of-range@-1"],
  ["U64", 10n ** 400n, `out-of-range@${10n ** 400n}`],
  ["R64", "1.5", "string-for-number@'1.5'"],
  ["R64", true, "wrong-type@true"],
  ["R32", real(3.5e38), "real-out-of-range@3.5e+38"],
  ["R32", 10n ** 39n, `real-out-of-range@${10n ** 39n}`],
  ["R64", 10n ** 400n, `real-out-of-range@${10n ** 400n}`],
  ["R64", real(Number.NaN), "real-out-of-range@NaN"],
  ["C", "", "not-a-character@''"],
  ["C", "ab", "not-a-character@'ab'"],
  ["C", "😀", "not-a-character@'😀'"],
  ["C", 65, "wrong-type@65"],
  ["DT", "2026-11-20", "not-a-datetime@'2026-11-20'"],
  ["DT", "20261320042623.000000+000", "not-a-datetime@'20261320042623.000000+000'"],
  ["DT", 5, "wrong-type@5"],
  ["Ensure", "Presnt", "value-not-allowed@'Presnt'"],
  ["EnsureA", ["Present", "no"], "value-not-allowed@'no'"],
  ["Level", 2, "value-not-allowed@2"],
  ["Level", "Some", "value-not-allowed@'Some'"],
  ["Hex", "Odd", "value-not-allowed@'Odd'"],
  ["Moved", 3, "value-not-allowed@3"],
  ["Moment", "2021-01-01T00:00:00Z", "value-not-allowed@'2021-01-01T00:00:00Z'"],
  ["Moment", "2020-01-01T00:00:00", "value-not-allowed@'2020-01-01T00:00:00'"],
  ["Moment", "Odd", "value-not-allowed@'Odd'"],
  ["Moment", symbol("never"), "value-not-allowed@:never"],
  ["Spans", ["P1D", "P2D"], "value-not-allowed@'P2D'"],
  ["DT", symbol("Ny"), "wrong-type@:Ny"],
  ["Grade", "z", "value-not-allowed@'z'"],
  ["Grade", "", "value-not-allowed@''"],
  ["Share", real(3.5), "value-not-allowed@3.5"],
  ["Share", 3, "value-not-allowed@3"],
  ["Share", "0.3", "value-not-allowed@'0.3'"],
  ["Level", -1, "out-of-range@-1"],
  ["Sub", hash, "missing-property@{}"],
  ["Sub", "text", "wrong-type@'text'"],
  ["Sub", credential, "secret-not-allowed@MSFT_Credential()"],
  ["Sub", [hash], "array-for-scalar@[{}]"],
  ["Subs", [hash, null], "null-in-array@nil"],
  ["Cred", credential, "missing-property@MSFT_Credential()"],
  ["Cred", "password", "credential-expected@'password'"],
  ["Cred", secret, "credential-expected@secret('x')"],
  ["Cred", hash, "missing-property@{}"],
  ["PsDscRunAsCredential", credential, "missing-property@MSFT_Credential()"],
  ["Req", null, "null-mandatory@nil"],
  ["K", null, "null-mandatory@nil"],
  ["S", unknown("node['x']"), "unknown-value@node['x']"],
  ["SA", ["a", unknown("node['x']")], "unknown-value@node['x']"],
])("%s refuses (row %#)", (property, value, expected) => {
  expect(convert(property, value)).toContain(expected);
});

test("all wrong elements of an array are reported, each in its place", () => {
  expect(convert("U8A", [1, 300, "4", null])).toEqual([
    "out-of-range@300",
    "string-for-number@'4'",
    "null-in-array@nil",
  ]);
});

test("an integer becomes a string only with coerce", () => {
  expect(convert("S", 80, { coerce: true })).toBe("80");
  expect(convert("SA", [80, 1], { coerce: true })).toEqual(["80", "1"]);
  expect(convert("Mode", 3, { coerce: true })).toBe("3");
  expect(convert("Mode", 5, { coerce: true })).toEqual(["value-not-allowed@5"]);
});

test("Linux takes only ASCII as a character and no unwritable control characters", () => {
  expect(convert("C", "é", { target: "linux" })).toContain("not-a-character@'é'");
  expect(convert("C", "x", { target: "linux" })).toBe("x");
  expect(convert("S", "bell\u0007", { target: "linux" })).toContain("unwritable-character@'bell\u0007'");
  expect(convert("S", "bell\u0007")).toBe("bell\u0007");
});

test("an unwritable character is found in its own place through the string's segments", () => {
  const { brief, diagnostics } = run([all("a", { S: escaped("ab", "\0", "cd") })]);
  expect(brief).toEqual(["unwritable-character@\\z"]);
  expect(diagnostics[0]?.message).toContain("U+0000");
  expect(convert("S", escaped("ab", "x", "c\0"))).toEqual(["unwritable-character@\0"]);
});

function fixesFor(property: string, value: Short): unknown {
  const [diagnostic] = run([all("a", { [property]: value })]).diagnostics;
  return diagnostic?.fixes.map(({ safe, edits }) => [safe, edits.map(({ text }) => text).join("|")]);
}

test("fixes write the literal as the property needs it, safe only where the literal is the property's own", () => {
  expect(fixesFor("S", 80)).toEqual([[true, "'80'"]]);
  expect(fixesFor("SA", ["x", 80])).toEqual([[true, "'80'"]]);
  expect(fixesFor("U8", "80")).toEqual([[true, "80"]]);
  expect(fixesFor("B", "true")).toEqual([[true, "true"]]);
  expect(fixesFor("S", ["x"])).toEqual([[true, "'x'"]]);
  expect(fixesFor("Ensure", "Presnt")).toEqual([[false, "'Present'"]]);
  expect(fixesFor("U8", "eighty")).toEqual([]);
  expect(fixesFor("U8", "080")).toEqual([]);
  expect(fixesFor("U8", elsewhere("80"))).toEqual([]);
});

test("a value outside the list names the list and what is near", () => {
  const [diagnostic] = run([all("a", { Ensure: "Presnt" })]).diagnostics;
  expect(diagnostic?.help).toBe('Did you mean "Present"? It takes "Present", "Absent".');
});

test.each<readonly [string, Short, string]>([
  ["Moved", 3, 'Did you mean "1" or "2"? It takes "1", "2".'],
  ["Hex", "Odd", 'It takes "1", "16".'],
  ["Moment", "Odd", 'It takes "20200101000000.000000-000".'],
])("what was refused for %s is not proposed", (property, value, help) => {
  expect(run([all("a", { [property]: value })]).diagnostics[0]?.help).toBe(help);
});

test("an unknown value silences what depends on it, and says nothing itself on request", () => {
  const blocks = [all("a", { K: unknown("node['x']") }), all("b", { K: "k" })];
  const { brief, diagnostics } = run(blocks);
  expect(brief).toEqual(["unknown-value@node['x']"]);
  expect(diagnostics.map(lineOf)).toEqual([3]);
  expect(diagnostics[0]?.help).toBe("Tell node['x'].");
  expect(run(blocks, { unknown: "silent" }).brief).toEqual([]);
});

test("very long arrays are a warning", () => {
  const long = Array.from({ length: 10_001 }, () => 1);
  const { diagnostics } = run([all("a", { U8A: long })]);
  expect(diagnostics.map(({ code: id, severity }) => [id, severity])).toEqual([
    ["check/long-array", "warning"],
  ]);
});

const widths = [8, 16, 32, 64] as const;

test.each(
  widths.flatMap((bits) => [
    [`U${bits}`, 0n, (1n << BigInt(bits)) - 1n] as const,
    [`S${bits}`, -(1n << BigInt(bits - 1)), (1n << BigInt(bits - 1)) - 1n] as const,
  ]),
)("%s holds exactly its range", (property, low, high) => {
  const near = fc.oneof(
    fc.bigInt({ min: low, max: high }),
    fc.bigInt({ min: low - 3n, max: low + 3n }),
    fc.bigInt({ min: high - 3n, max: high + 3n }),
    fc.bigInt({ min: -(1n << 70n), max: 1n << 70n }),
  );
  fc.assert(
    fc.property(near, (integer) => {
      const result = convert(property, integer);
      expect(result).toEqual(low <= integer && integer <= high ? integer : [`out-of-range@${integer}`]);
    }),
  );
});

test("where a property takes certain words, a value of another kind is told them", () => {
  const { diagnostics } = run([all("a", { Ensure: true, EnsureA: [1], Level: false })]);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    '"Ensure" takes "Present" or "Absent", and this is true.',
    '"EnsureA" takes "Present" or "Absent", and this is a whole number.',
    '"Level" takes "One", "Some", "Seven" or "Many", and this is false.',
  ]);
});

test.each([
  ["true", "true"],
  ["$False", "false"],
  ["YES", "true"],
  ["no", "false"],
  ["maybe", undefined],
])("the text '%s' for a boolean", (text, meant) => {
  const [problem] = run([all("a", { B: text })]).diagnostics;
  expect(problem?.fixes.flatMap(({ edits }) => edits.map((edit) => edit.text))).toEqual(
    meant === undefined ? [] : [meant],
  );
  expect(problem?.help).toBe(`Write \`${meant ?? "true` or `false"}\` without quotes.`);
});

test.each([
  ["Level", "Some", '"Some" stands for 3..5 in "Level", which is no single whole number.'],
  ["Hex", "Odd", '"Odd" stands for x in "Hex", which is no single whole number.'],
])("a name of %s that stands for no single number is not proposed", (property, value, message) => {
  const [told] = run([all("a", { [property]: value })]).diagnostics;
  expect(told).toMatchObject({ message, fixes: [] });
  expect(told?.help).not.toContain("Did you mean");
});
