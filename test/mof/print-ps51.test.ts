import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Document } from "../../src/model/document.js";
import type { Value } from "../../src/model/value.js";
import { encodeDocument } from "../../src/mof/encode.js";
import { printDocument } from "../../src/mof/print.js";
import { decodeText } from "../../src/source/decode.js";
import { read } from "./kit.js";

const folder = "../shared/documents/powershell51";

test.skipIf(!existsSync(folder))("every document of Windows PowerShell 5.1 prints back byte for byte", () => {
  const names = readdirSync(folder);
  expect(names.length).toBeGreaterThan(7);
  for (const name of names) {
    const bytes = readFileSync(join(folder, name));
    const decoded = decodeText(bytes);
    if (!decoded.ok) throw new Error(decoded.reason);
    const { document, diagnostics } = read(decoded.text);
    expect(diagnostics, name).toEqual([]);
    const printed = printDocument(document, { target: "windows", compat: "ps51" });
    expect(printed, name).toBe(decoded.text);
    expect(Buffer.from(encodeDocument(printed, "windows", "utf16le")).equals(bytes), name).toBe(true);
  }
});

const text = (of: string): Value => ({ kind: "string", text: of });
const list = (...items: readonly Value[]): Value => ({ kind: "array", items });
const properties = (given: Readonly<Record<string, Value>>) =>
  Object.entries(given).map(([name, value]) => ({ name, value }));

function printed(...instances: Document["instances"]): string {
  return printDocument({ header: {}, instances }, { target: "windows", compat: "ps51" });
}

/*
 * What the documents at hand do not show, after powershell-configuration.md §1.5 to §1.8. Expected texts are written as
 * PowerShell puts them together: \r\n stands where its source has a line end, and the end makes CRLF of every LF.
 */
const finished = (made: string): string => `${made.replaceAll("\n", "\r\n")}\r\n`;

test("an embedded instance has a blank line on both sides of its closing brace", () => {
  const alias = "MSFT_Credential1ref";
  const credential = properties({ Password: text("x"), UserName: text("a\\b") });
  expect(printed({ className: "MSFT_Credential", alias, properties: credential })).toBe(
    finished(
      '\ninstance of MSFT_Credential as $MSFT_Credential1ref\n{\nPassword = "x";\n UserName = "a\\\\b";\n\n};\n',
    ),
  );
});

test("the in-box version, DependsOn and ConfigurationName are put in at the end", () => {
  const resource = (moduleName: string) =>
    printed({
      className: "A",
      alias: "A1ref",
      properties: properties({
        ...{ ResourceID: text("[A]a"), ModuleName: text(moduleName), ModuleVersion: text("1.0") },
        ...{ DependsOn: list(text("[A]b"), text("[A]c")), ConfigurationName: text("site") },
      }),
    });
  const end = 'DependsOn = {\r\n    "[A]b",\r\n     "[A]c"};\r\n ConfigurationName = "site";\r\n};';
  expect(resource("PsDesiredStateConfiguration")).toBe(
    finished(
      '\ninstance of A as $A1ref\n{\nResourceID = "[A]a";\n ModuleName = "PsDesiredStateConfiguration";\n' +
        `\nModuleVersion = "1.0";\r\n${end}`,
    ),
  );
  expect(resource("Other")).toBe(
    finished(
      '\ninstance of A as $A1ref\n{\nResourceID = "[A]a";\n ModuleName = "Other";\n ModuleVersion = "1.0";\n' +
        `\n${end}`,
    ),
  );
});

test("a hash is a list inside of a list, an empty list has no line", () => {
  const pair = (number: number): Value => ({ kind: "instance", alias: `MSFT_KeyValuePair${number}ref` });
  const made = printed({
    className: "A",
    properties: properties({ Pairs: list(pair(1), pair(2)), None: list() }),
  });
  expect(made).toBe(
    finished(
      "\ninstance of A\n{\nPairs = {\n       $MSFT_KeyValuePair1ref,\n   $MSFT_KeyValuePair2ref\n\n};\n None = {\n};\n\n};\n",
    ),
  );
});

test("text is escaped as there, but for a carriage return that would be lost", () => {
  const made = printed({
    className: "A",
    properties: properties({ P: text('\t"\\é\u0001\rx\r\ny\n'), C: { kind: "char", text: "é" } }),
  });
  expect(made).toContain('P = "\t\\"\\\\é\u0001\rx\\r\\ny\\n";');
  expect(made).toContain("C = 'é';");
});

test("a document with encrypted passwords says so in its place", () => {
  const made = printed({
    className: "OMI_ConfigurationDocument",
    properties: properties({
      ...{ Version: text("2.0.0"), MinimumCompatibleVersion: text("2.0.0") },
      ...{ CompatibleVersionAdditionalProperties: list(text("Omi_BaseResource:ConfigurationName")) },
      ...{ ContentType: text("PasswordEncrypted"), Name: text("site") },
    }),
  });
  const indent = ` \r\n${" ".repeat(24)}`;
  expect(made).toBe(
    finished(
      `\ninstance of OMI_ConfigurationDocument\n\r\n${" ".repeat(20)}{\n Version="2.0.0";\n` +
        `${indent}MinimumCompatibleVersion = "2.0.0";\n` +
        `${indent}CompatibleVersionAdditionalProperties= {"Omi_BaseResource:ConfigurationName"};\n` +
        `${indent}ContentType="PasswordEncrypted";\n${indent}Name="site";\n\r\n${" ".repeat(20)}};`,
    ),
  );
});

test("the settings of an LCM get their managers at the end, and a document without blank lines", () => {
  const managers = list(
    { kind: "instance", alias: "MSFT_WebDownloadManager1ref" },
    { kind: "instance", alias: "MSFT_WebDownloadManager2ref" },
  );
  const made = printed(
    {
      className: "MSFT_DSCMetaConfiguration",
      alias: "MSFT_DSCMetaConfiguration1ref",
      properties: properties({ RefreshMode: text("Pull"), ConfigurationDownloadManagers: managers }),
    },
    {
      className: "OMI_ConfigurationDocument",
      properties: properties({
        ...{ Version: text("2.0.0"), MinimumCompatibleVersion: text("2.0.0") },
        CompatibleVersionAdditionalProperties: list(
          text("MSFT_DSCMetaConfiguration:StatusRetentionTimeInDays"),
        ),
        Name: text("Settings"),
      }),
    },
  );
  expect(made).toBe(
    finished(
      '\ninstance of MSFT_DSCMetaConfiguration as $MSFT_DSCMetaConfiguration1ref\n{\nRefreshMode = "Pull";\n\n' +
        "  ConfigurationDownloadManagers = {\n  $MSFT_WebDownloadManager1ref,\n  $MSFT_WebDownloadManager2ref  \n };\n" +
        '};\n\ninstance of OMI_ConfigurationDocument\n{\n Version="2.0.0";\n MinimumCompatibleVersion = "2.0.0";\n' +
        ' CompatibleVersionAdditionalProperties= { "MSFT_DSCMetaConfiguration:StatusRetentionTimeInDays" };\n' +
        ' Name="Settings";\n};',
    ),
  );
});
