import { expect, test } from "vitest";
import { readManifest, readModuleJson } from "../../src/schema/manifest.js";
import { brief, sourceOf } from "./kit.js";

function versionIn(text: string): string | undefined {
  return readManifest(sourceOf(text, "M.psd1")).value.version;
}

/** The reason why a manifest tells no version. */
function reasonIn(text: string): string | undefined {
  const { value, diagnostics } = readManifest(sourceOf(text, "M.psd1"));
  expect(value).toEqual({});
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]).toMatchObject({ code: "schema/bad-manifest", severity: "warning" });
  return diagnostics[0]?.message.replace(/^.*: /, "");
}

test("the version stands in single or double quotes, in any case of its key", () => {
  expect(versionIn("@{ ModuleVersion = '9.1.0' }")).toBe("9.1.0");
  expect(versionIn('@{ moduleversion="1.0" }')).toBe("1.0");
  expect(versionIn("@{ 'ModuleVersion' = '1.2.3.4'; GUID = 'x' }")).toBe("1.2.3.4");
  expect(versionIn("@{\r\n  ModuleVersion\t=\r\n    '7.4.0.0' # comment\r\n}\r\n")).toBe("7.4.0.0");
  expect(versionIn("@{ ModuleVersion = \u20181.5\u2019 }")).toBe("1.5");
});

test("a version in a comment, a string or an inner table is not the module's", () => {
  const manifest = `# ModuleVersion = '0.1'
<#
  ModuleVersion = '0.2'
#>
@{
  # ModuleVersion = '0.3'
  Description = 'It''s this; ModuleVersion = ''0.4'''
  Note = "a \`" quote; ModuleVersion = '0.5' $(1)"
  Text = @'
ModuleVersion = '0.6'
'@
  More = @"
ModuleVersion = '0.7'
"@
  RequiredModules = @(
    @{ ModuleName = 'Other'; ModuleVersion = '0.8' }
  )
  PrivateData = @{ PSData = @{ ModuleVersion = '0.9' } }
  ModuleVersion = '3.2.1'
}`;
  expect(versionIn(manifest)).toBe("3.2.1");
});

test("a manifest is not run: a version that would have to be worked out is refused", () => {
  const plain = "its ModuleVersion is not one plain string.";
  expect(reasonIn("@{ ModuleVersion = '1.0' + '.1' }")).toBe(plain);
  expect(reasonIn('@{ ModuleVersion = "$version" }')).toBe(plain);
  expect(reasonIn("@{ ModuleVersion = $(Get-Version) }")).toBe(plain);
  expect(reasonIn("@{ ModuleVersion = 1.0 }")).toBe(plain);
  expect(reasonIn("@{ ModuleVersion =")).toBe(plain);
  expect(reasonIn("@{ ModuleVersion = '1.0")).toBe(plain);
});

test("a manifest without a version, or that is no table, is told", () => {
  expect(reasonIn("@{ GUID = 'x' }")).toBe("it has no ModuleVersion.");
  expect(reasonIn("@{ Use ModuleVersion = '1.0' }")).toBe("it has no ModuleVersion.");
  expect(reasonIn("")).toBe("it is not a table that starts with @{.");
  expect(reasonIn("Get-Module")).toBe("it is not a table that starts with @{.");
  expect(reasonIn("@{ ModuleVersion = 'latest' }")).toBe(
    '"latest" is not two to four numbers with dots between.',
  );
});

test("a bad version is marked where it stands", () => {
  const { diagnostics } = readManifest(sourceOf("@{\n  ModuleVersion = '1'\n}", "M.psd1"));
  expect(brief(diagnostics)).toEqual(["warning schema/bad-manifest 2:19 '1'"]);
});

test("a long hostile manifest is read in linear time", () => {
  expect(versionIn(`@{ A = ${"'".repeat(1_000_000)}; ModuleVersion = '1.0' }`)).toBe("1.0");
  expect(versionIn(`@{ A = ${"{".repeat(500_000)}${"}".repeat(500_000)}; ModuleVersion = '1.0' }`)).toBe(
    "1.0",
  );
  expect(versionIn(`@{ A = ${"`\n".repeat(500_000)} 1; ModuleVersion = '1.0' }`)).toBe("1.0");
});

test("module.json gives name and version", () => {
  const read = (text: string) => readModuleJson(sourceOf(text, "module.json"));
  expect(read('{ "name": "M", "version": "1.2.0" }')).toEqual({
    value: { name: "M", version: "1.2.0" },
    diagnostics: [],
  });
  expect(read('{ "version": "1.2.0" }').value).toEqual({ version: "1.2.0" });
});

test("a module.json that does not say it is told", () => {
  const reasons = (text: string) =>
    readModuleJson(sourceOf(text, "module.json")).diagnostics.map(({ message }) =>
      message.replace(/^.*: /, ""),
    );
  expect(reasons("{")).toEqual(["it is not a JSON object."]);
  expect(reasons("[1]")).toEqual(["it is not a JSON object."]);
  expect(reasons('{ "name": "M" }')).toEqual(["it has no version."]);
  expect(reasons('{ "name": "", "version": 2 }')).toEqual([
    "its name is not a text.",
    "its version is not a text.",
  ]);
  expect(reasons('{ "version": "2" }')).toEqual(['"2" is not two to four numbers with dots between.']);
});
