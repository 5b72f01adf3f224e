import { join } from "node:path";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { check } from "../../src/check/check.js";
import { verifyBytes } from "../../src/check/verify-bytes.js";
import type { Target } from "../../src/mof/literal.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { loadCatalogue } from "../../src/schema/store.js";
import { nodeHost } from "../../src/source/host.node.js";
import { hasMofcheck, mofcheck, type CheckedDocument } from "../support/mofcheck.js";
import { sharedFolder } from "../support/scenario.js";
import { declare, defaults, real, type Short } from "./kit.js";

/*
 * Rule D12 compares what an LCM has stored. T_Keyed has a key of each kind; two of its instances differ in one of them.
 */

const schemas = join(import.meta.dirname, "documents", "schemas");
const catalogue = loadCatalogue(nodeHost(), [schemas], builtInModules).value;

const keys: Readonly<Record<string, string>> = {
  S: '"a"',
  R32: "1.0",
  R64: "1.0",
  S8: "1",
  S64: "1",
  U64: "1",
  D: '"20261120000000.000000+000"',
  C: "'a'",
  B: "True",
};

function resource(name: string, own: Readonly<Record<string, string>>): string {
  const set = Object.entries({ ...keys, ...own }).map(([key, value]) => `${key} = ${value};`);
  return `instance of T_Keyed as $T_Keyed${name === "a" ? 1 : 2}ref { ResourceID = "[Keyed]${name}"; ModuleName = "M"; ModuleVersion = "1.0"; ${set.join(" ")} };\n`;
}

interface Pair {
  readonly key: string;
  readonly one: string;
  readonly other: string;
  readonly equal: boolean;
}

const row = (key: string, one: string, other: string, equal: boolean): Pair => ({ key, one, other, equal });

const pairs: readonly Pair[] = [
  row("R32", "16777216.0", "16777217.0", true),
  row("R32", "16777216.0", "16777218.0", false),
  row("R32", "0.1", "0.10000000001", true),
  row("R32", "0.0", "-0.0", true),
  row("R32", "1.0E+39", "1.0E+40", true),
  row("R64", "0.1", "0.10000000001", false),
  row("R64", "0.1", "0.1000000000000000000001", true),
  row("R64", "1.0E+400", "1.7976931348623157E+308", false),
  row("R64", "1.0E+400", "1.0E+401", true),
  row("R64", "1.0E+400", "-1.0E+400", false),
  row("S8", "-1", "18446744073709551615", true),
  row("S64", "-1", "18446744073709551615", true),
  row("S64", "9223372036854775807", "-9223372036854775808", false),
  row("U64", "-1", "18446744073709551615", true),
  row("U64", "0x10", "16", true),
  row("S", '"a"', '"A"', false),
  row("S", '"ab"', '"a" "b"', true),
  row("C", "'a'", "'\\x61'", true),
  row("D", keys["D"] ?? "", '"20261120000000.000000-000"', true),
  row("D", keys["D"] ?? "", '"20261120010000.000000+060"', false),
];

/** Of the LCM of Linux, which sees bytes. */
const octets: readonly Pair[] = [
  row("S", '"é"', '"\\x00C3\\x00A9"', true),
  row("S", '"Ã©"', '"\\x00C3\\x00A9"', false),
  row("S", '"\\x20C3"', '"\\x00C3"', true),
  row("S", '"€"', '"\\x00E2\\x0082\\x00AC"', true),
  row("S", '"😀"', '"\\x00F0\\x009F\\x0098\\x0080"', true),
  row("S", '"\\x00C3x\\x00A9"', '"éx"', false),
];

const documentOf = ({ key, one, other }: Pair, target: Target): CheckedDocument => {
  const end = 'instance of OMI_ConfigurationDocument { Version = "2.0.0"; Name = "x"; };\n';
  const text = `/*\n@TargetNode='x'\n*/\n${resource("a", { [key]: one })}${resource("b", { [key]: other })}${end}`;
  const bytes = target === "linux" ? Buffer.from(text) : Buffer.from(`\ufeff${text}`, "utf16le");
  return { bytes: new Uint8Array(bytes), target };
};

const cases = [
  ...pairs.map((pair) => ({ ...pair, target: "windows" as const })),
  ...[...pairs, ...octets].map((pair) => ({ ...pair, target: "linux" as const })),
];

test.each(cases)("$target: $key = $one and $other: $equal", (pair) => {
  const { bytes, target } = documentOf(pair, pair.target);
  const { diagnostics } = verifyBytes(bytes, catalogue, { file: "d.mof", target, meta: false });
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
  expect(errors).toEqual(pair.equal ? ["check/same-key"] : []);
});

test.skipIf(!existsSync(sharedFolder))("the independent checker compares alike", () => {
  expect(hasMofcheck()).toBe(true);
  const verdicts = mofcheck(
    cases.map((pair) => documentOf(pair, pair.target)),
    { windows: [schemas], linux: [schemas] },
  );
  const told = cases.map(({ one, other }, index) => [one, other, verdicts[index]?.rules]);
  expect(told).toEqual(cases.map(({ one, other, equal }) => [one, other, equal ? ["D12"] : []]));
});

test.each<[string, Short, Short, boolean]>([
  ["R32", real(16777216), real(16777217), true],
  ["R32", real(0.1), real(0.10000000001), true],
  ["R64", real(0.1), real(0.10000000001), false],
  ["D", "20261120000000.000000+000", "20261120000000.000000-000", true],
])("compile compares %s by the same rule: %j and %j", (key, one, other, equal) => {
  const own: Readonly<Record<string, Short>> = {
    ...{ S: "a", R32: real(1.5), R64: real(1.5), S8: 1, S64: 1, U64: 1 },
    ...{ D: "20261120000000.000000+000", C: "a", B: true },
  };
  const block = (name: string, value: Short) => ({
    type: "Keyed",
    name,
    properties: Object.entries({ ...own, [key]: value }),
  });
  const { diagnostics } = check(declare(block("a", one), block("b", other)), catalogue, defaults);
  const codes = diagnostics.map(({ code }) => code).filter((code) => code.startsWith("check/"));
  expect(codes).toEqual(equal ? ["check/same-key"] : []);
});
