import { expect, test } from "vitest";
import { verifyBytes } from "../../src/check/verify-bytes.js";
import type { Target } from "../../src/mof/literal.js";
import { catalogue } from "./kit.js";

/** The words of an LCM for each error in a document. */
function wordsFor(text: string | Uint8Array, target: Target = "windows", meta = false): readonly unknown[] {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const { diagnostics } = verifyBytes(bytes, catalogue, { file: "d.mof", target, meta });
  return diagnostics.filter(({ severity }) => severity === "error").map(({ lcm }) => lcm);
}

const ending = 'instance of OMI_ConfigurationDocument { Version = "2.0.0"; Name = "x"; };\n';
const all = (body: string, name = "a") =>
  `instance of T_All { ResourceID = "[All]${name}"; K = "${name}"; Req = "r"; ModuleName = "Things"; ModuleVersion = "2.1.0"; ${body} };\n`;
const two = (name: string) =>
  `instance of T_Two { ResourceID = "[Two]${name}"; A = "a"; N = 1; ModuleName = "Things"; ModuleVersion = "2.1.0"; };\n`;

test("of several keys an LCM names the last alone, behind a comma", () => {
  expect(wordsFor(two("a") + two("b") + ending)).toEqual([
    "The following resources 'T_Two' ('[Two]a' and '[Two]b') have the same key property ', N'. Ensure that key property combinations are unique for each resource.",
  ]);
});

test("of several properties that are missing an LCM names the first", () => {
  const lacking = all("").replace(' K = "a";', "").replace(' Req = "r";', "");
  expect(wordsFor(lacking + ending)).toEqual([
    expect.stringMatching(/^Could not find mandatory property K\. /),
  ]);
});

test("a Version of another form and one of another number are different mistakes in settings", () => {
  const settings = (version: string) =>
    `instance of MSFT_DSCMetaConfiguration { RebootNodeIfNeeded = True; };\n${ending.replace("2.0.0", version)}`;
  expect(wordsFor(settings("3.0.0"), "windows", true)).toEqual(["Undefined error id 1267."]);
  expect(wordsFor(settings("2.0"), "windows", true)).toEqual([
    "The Version property of the OMI_ConfigurationDocument class is not properly formatted. Check the formatting and try again.",
  ]);
});

test("bytes that are no text are no buffer", () => {
  const odd = Uint8Array.from([0xff, 0xfe, 0x41, 0, 0x42]);
  expect(wordsFor(odd)).toEqual(["Buffer is not supported. Check encoding and length of the buffer"]);
});

test("numbers that Linux does not read have words of their own", () => {
  expect(wordsFor(all("U8 = 101b;") + ending, "linux")).toEqual(["Illegal binary literal"]);
  expect(wordsFor(all("U8 = 18446744073709551616;") + ending)).toEqual(["Integer overflow"]);
});

test("a resource without an id is called by its class", () => {
  const lacking = all("").replace('"[All]a"', '""').replace(' Req = "r";', "");
  const bytes = new TextEncoder().encode(lacking + ending);
  const { diagnostics } = verifyBytes(bytes, catalogue, { file: "d.mof", target: "windows", meta: false });
  const [told] = diagnostics.filter(({ code }) => code === "check/missing-property");
  expect(told?.message).toContain("The instance of T_All");
});
