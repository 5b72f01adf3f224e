import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "./folder.js";
import { run } from "./run.js";

const good = `/*
@TargetNode='web01'
*/
instance of MSFT_FileDirectoryConfiguration as $MSFT_FileDirectoryConfiguration1ref
{
  ResourceID = "[File]a";
  DestinationPath = "C:\\\\a";
  ModuleName = "PSDesiredStateConfiguration";
  ModuleVersion = "1.0";
  ConfigurationName = "A";
  SourceInfo = "a.rb::1::1::dsc_resource";
};
instance of OMI_ConfigurationDocument
{
  Version = "2.0.0";
  MinimumCompatibleVersion = "1.0.0";
  CompatibleVersionAdditionalProperties = { "Omi_BaseResource:ConfigurationName" };
  Author = "";
  GenerationDate = "";
  GenerationHost = "";
  Name = "A";
};
`;

test("a document that an LCM takes is exit code 0", async () => {
  const folder = folderWith({ "a.mof": good });
  const { exitCode, stdout, stderr } = await run(["verify", "a.mof"], { folder });
  expect(stderr).toBe("1 document, no problem.\n");
  expect([exitCode, stdout]).toEqual([0, ""]);
});

test("what an LCM refuses is exit code 1, told where it stands", async () => {
  const folder = folderWith({ "a.mof": good, "b.mof": good.replace("};", "}") });
  const { exitCode, stderr } = await run(["verify", "a.mof", "b.mof"], { folder });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^error mof\/[a-z-]+: /);
  expect(stderr).toMatch(/^ {2}b\.mof:\d+:\d+$/m);
});

test("--json gives the documents and all that was found, on standard output", async () => {
  const folder = folderWith({ "a.mof": good });
  const { exitCode, stdout, stderr } = await run(["verify", "a.mof", "none.mof", "--json"], { folder });
  expect([exitCode, stderr]).toEqual([1, ""]);
  const { documents, diagnostics } = JSON.parse(stdout);
  expect(documents).toEqual([
    { file: "a.mof", instances: 2 },
    { file: "none.mof", instances: null },
  ]);
  expect(diagnostics).toMatchObject([{ code: "source/unreadable-file", file: "none.mof", line: null }]);
});

test("bytes that are no text are refused", async () => {
  const folder = folderWith();
  const { writeFileSync } = await import("node:fs");
  writeFileSync(`${folder}/a.mof`, Uint8Array.from([0xff, 0xfe, 0x41, 0, 0x42]));
  const { exitCode, stderr } = await run(["verify", "a.mof"], { folder });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("error source/not-text: The file is UTF-16 with an odd number of bytes");
});

test("a document of fewer than 5 bytes, or of more than 50 MiB, is refused for its size", async () => {
  const folder = folderWith({ "a.mof": "  ;", "b.mof": "     " });
  const { truncateSync } = await import("node:fs");
  truncateSync(`${folder}/b.mof`, 50 * 1024 * 1024 + 1);
  const { exitCode, stderr } = await run(["verify", "a.mof", "b.mof"], { folder });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("error check/document-size: The document has 3 bytes");
  expect(stderr).toContain("error check/document-size: The document is larger than 50 MiB.");
  expect(stderr).toContain("2 errors");
});

test("a class in a document may not have a type that does not exist", async () => {
  const folder = folderWith({ "a.mof": `class A { uint128 X; };\n${good}` });
  const { exitCode, stderr } = await run(["verify", "a.mof"], { folder });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('error schema/unknown-type: The property "X" has the type "uint128"');
});

test("what a target's LCM would read as another text is told", async () => {
  const document = `/*\n@TargetNode='n'\n*/\ninstance of MSFT_LogResource as $MSFT_LogResource1ref\n{\n ResourceID = "[Log]a";\n Message = "\u20ac";\n SourceInfo = "a.rb::1::1::dsc_resource";\n ModuleName = "PSDesiredStateConfiguration";\n ModuleVersion = "1.0";\n};\ninstance of OMI_ConfigurationDocument\n{\n Version = "2.0.0";\n};\n`;
  const folder = folderWith({ "utf8.mof": document });
  writeFileSync(join(folder, "utf16.mof"), Buffer.from(`\ufeff${document}`, "utf16le"));
  const codes = async (file: string, target: string) => {
    const ran = await run(["verify", file, "--target", target, "--json"], { folder });
    const { diagnostics } = JSON.parse(ran.stdout);
    return [
      ran.exitCode,
      diagnostics.map((one: { severity: string; code: string }) => `${one.severity} ${one.code}`),
    ];
  };
  expect(await codes("utf8.mof", "windows")).toEqual([0, ["warning source/unreadable-encoding"]]);
  expect(await codes("utf16.mof", "windows")).toEqual([0, []]);
  expect(await codes("utf8.mof", "linux")).toEqual([0, []]);
  expect(await codes("utf16.mof", "linux")).toEqual([1, ["error source/unreadable-encoding"]]);
});

test("a document leads to recipes below the working folder, and to nothing else", async () => {
  const folder = folderWith({
    "web.rb": "dsc_resource 'a' do\nend\n",
    "outside/web.rb": "dsc_resource 'outside' do\nend\n",
    "work/web.rb": "dsc_resource 'inside' do\nend\n",
  });
  const { symlinkSync } = await import("node:fs");
  symlinkSync(join(folder, "outside"), join(folder, "work", "link"));
  const placesFrom = async (info: string) => {
    const document = good
      .replace("a.rb::1::1", info.replaceAll("\\", "\\\\"))
      .replace("Name =", "Nope = 1; Name =");
    writeFileSync(join(folder, "work", "a.mof"), document.replace('"C:\\\\a"', "5"));
    const { stdout } = await run(["verify", "a.mof", "--json"], { folder: join(folder, "work") });
    const { diagnostics } = JSON.parse(stdout);
    const wrong = diagnostics.find(({ code }: { code: string }) => code === "check/wrong-type");
    return [wrong.related.map(({ file }: { file: string }) => file), wrong.help.split("\n")[1]];
  };
  expect(await placesFrom("web.rb::1::1")).toEqual([["web.rb"], undefined]);
  expect(await placesFrom("web.rb::9::1")).toEqual([[], "The resource comes from web.rb:9:1."]);
  for (const path of ["../web.rb", "link/web.rb", `${folder}/web.rb`, "C:\\web.rb", "none.rb"]) {
    expect(await placesFrom(`${path}::1::1`)).toEqual([
      [],
      expect.stringContaining("The resource comes from "),
    ]);
  }
});

test("JSON has the LCM's own words beside ours", async () => {
  const folder = folderWith({ "a.mof": good.replace("Author", "Auteur") });
  const { stdout } = await run(["verify", "a.mof", "--json"], { folder });
  expect(JSON.parse(stdout).diagnostics).toMatchObject([
    { code: "check/unknown-property", lcm: "Undefined property Auteur" },
  ]);
});
