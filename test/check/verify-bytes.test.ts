import fc from "fast-check";
import { expect, test } from "vitest";
import { verifyBytes } from "../../src/check/verify-bytes.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { catalogue } from "./kit.js";

const settings = { file: "d.mof", target: "windows", meta: false } as const;

const document = `/*
@TargetNode='web01'
*/
instance of MSFT_LogResource as $MSFT_LogResource1ref
{
 ResourceID = "[Log]a";
 Message = "m";
 SourceInfo = "a.rb::1::1::dsc_resource";
 ModuleName = "PSDesiredStateConfiguration";
 ModuleVersion = "1.0";
};
instance of OMI_ConfigurationDocument
{
 Version = "2.0.0";
 Name = "x";
};
`;

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, "utf16le"));

const codesOf = (bytes: Uint8Array, target: "windows" | "linux" = "windows") =>
  verifyBytes(bytes, catalogue, { ...settings, target }).diagnostics.map(
    ({ severity, code }: Diagnostic) => `${severity} ${code}`,
  );

test("any bytes have diagnostics and no exception", () => {
  const pieces = fc.constantFrom(...document.split(/(?<=[\s;{}"=])/));
  const text = fc.array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 60 });
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    text.map((parts) => utf8(parts.join(""))),
    text.map((parts) => utf16(`\ufeff${parts.join("")}`)),
  );
  fc.assert(
    fc.property(bytes, fc.constantFrom("windows", "linux"), fc.boolean(), (input, target, meta) => {
      const { diagnostics } = verifyBytes(input, catalogue, { file: "d.mof", target, meta });
      for (const { origin } of diagnostics) {
        if (origin === undefined) continue;
        expect(0 <= origin.start && origin.start <= origin.end).toBe(true);
        expect(origin.end).toBeLessThanOrEqual(origin.source.text.length);
      }
    }),
    { numRuns: 500 },
  );
});

test("every encoding is read as the target's LCM reads it", () => {
  const foreign = document.replace('"m"', '"\u20ac"');
  const latin = new Uint8Array(Buffer.from(document.replace('"m"', '"\u00e9"'), "latin1"));
  const misread = "warning source/unreadable-encoding";
  expect([codesOf(utf8(document)), codesOf(utf8(document), "linux")]).toEqual([[], []]);
  expect([codesOf(utf8(foreign)), codesOf(utf8(foreign), "linux")]).toEqual([[misread], []]);
  expect([codesOf(latin), codesOf(latin, "linux")]).toEqual([[misread], [misread]]);
  expect([codesOf(utf16(`\ufeff${foreign}`)), codesOf(utf16(`\ufeff${foreign}`), "linux")]).toEqual([
    [],
    ["error source/unreadable-encoding"],
  ]);
  const broken = Uint8Array.from([0xef, 0xbb, 0xbf, ...latin]);
  expect(codesOf(broken)).toEqual([misread]);
  expect(codesOf(utf16(`\ufeff${document.replace('"m"', '"\ud800"')}`))).toEqual([]);
});

test("UTF-16 without a mark loses its last character on Linux", () => {
  const unmarked = "warning source/no-byte-order-mark";
  expect(codesOf(utf16(document), "linux")).toEqual([unmarked]);
  expect(codesOf(utf16(document.trimEnd()), "linux")).toEqual([unmarked, "error mof/syntax"]);
  expect(codesOf(utf16(document.trimEnd()))).toEqual([unmarked]);
});

test("a character of two bytes is no character to an LCM that sees the bytes", () => {
  const text = `class A { char16 C; };\n${document.replace("instance of OMI", "instance of A as $A1ref { C = '\u00e9'; };\ninstance of OMI")}`;
  expect(codesOf(utf8(text), "linux")).toContain("error mof/syntax");
  expect(codesOf(utf16(`\ufeff${text}`))).not.toContain("error mof/syntax");
});

/** The document with lines of its own in its resource. */
const withLines = (lines: string) => utf8(document.replace(" SourceInfo", `${lines}\n SourceInfo`));

const toldOf = (bytes: Uint8Array) =>
  verifyBytes(bytes, catalogue, settings).diagnostics.map(
    ({ severity, code, message }) => `${severity} ${code}: ${message}`,
  );

test("behind a hundred errors the rest is counted, and what is warned of stands beside them", () => {
  const items = Array.from({ length: 100_000 }, (_, index) => index).join(",");
  const told = toldOf(withLines(` DependsOn = {${items}};`));
  const wrong = 'error check/wrong-type: "DependsOn" takes a string, and this is a whole number.';
  expect(told.filter((one) => one === wrong)).toHaveLength(100);
  expect(told.filter((one) => one !== wrong)).toEqual([
    expect.stringMatching(/^warning check\/large-document: /),
    'warning check/long-array: The array of "DependsOn" has 100000 elements; above 10000 a machine may not finish reading it.',
    "note source/more-problems: 99,900 more problems of this file are not told.",
  ]);
});

test("what the reader, the classes and the rules find is counted together", () => {
  const twice = " Nope = 1;\n".repeat(61);
  const told = toldOf(withLines(`${twice} DependsOn = {${Array.from({ length: 45 }, () => 1).join()}};`));
  expect(told.filter((one) => one.startsWith("error mof/duplicate-property"))).toHaveLength(60);
  expect(told.filter((one) => one.startsWith("error check/"))).toHaveLength(40);
  expect(told.at(-1)).toBe("note source/more-problems: 6 more problems of this file are not told.");
});

test("a name as long as a document is cut where it is told", () => {
  const long = "N".repeat(1_000_000);
  const text = document.replace(
    "instance of OMI",
    `instance of ${long} { ${long} = $${long}; };\ninstance of OMI`,
  );
  const { diagnostics } = verifyBytes(
    utf8(text.replace(" SourceInfo", ` ${long} = 1; SourceInfo`)),
    catalogue,
    settings,
  );
  expect(diagnostics.map(({ code }) => code)).toEqual([
    "check/large-document",
    "mof/undefined-alias",
    "check/unknown-property",
    "check/unknown-class",
  ]);
  for (const { message, help, lcm = "" } of diagnostics) {
    expect(message.length + help.length + lcm.length).toBeLessThan(1000);
  }
});

test("a broken ResourceID is no other's namesake", () => {
  const twice = document.replace(
    "instance of OMI",
    `${/instance of MSFT[^]*?};\n/.exec(document)?.[0].replace("1ref", "2ref") ?? ""}instance of OMI`,
  );
  const broken = twice.replaceAll("[Log]a", "[Log]\\a");
  expect(codesOf(utf8(broken))).toEqual(["error mof/invalid-escape", "error mof/invalid-escape"]);
});
