import { expect, test } from "vitest";
import { folderWith } from "./folder.js";
import { run } from "./run.js";

const widget = `[ClassVersion("1.0.0")] class Acme_Part { [Key] String Id; Uint32 Count; };
[ClassVersion("1.0.0"), FriendlyName("Widget"), Description("A \\x001b[31mwidget.")]
class Acme_Widget : OMI_BaseResource
{
  [Key, Description("The name.")] String Name;
  [Required, ValueMap{"Fast","Slow"}, Values{"Fast","Slow"}] String Speed;
  [Write] Uint32 Sizes[];
  [Write, EmbeddedInstance("Acme_Part")] String Parts[];
  [Read] Boolean Ready;
};
`;
const module = {
  "modules/Acme/Acme.psd1": "@{ ModuleVersion = '2.1.0' }",
  "modules/Acme/DSCResources/Acme_Widget/Acme_Widget.schema.mof": widget,
};

test("list: module, version and name of every resource, in columns", async () => {
  const { exitCode, stdout, stderr } = await run(["schema", "list", "--schemas", "modules"], {
    folder: folderWith(module),
  });
  expect([exitCode, stderr]).toEqual([0, "1 schema file, 29 resources in 3 modules.\n"]);
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toContain("Acme                         2.1.0  Widget");
  expect(lines).toContain("PSDesiredStateConfiguration  1.1    File");
  expect(new Set(lines.map((line) => line.search(/ [^ ]+$/))).size).toBe(1);
});

test("list --json: the same as data", async () => {
  const { stdout } = await run(["schema", "list", "--json", "--schemas", "modules"], {
    folder: folderWith(module),
  });
  const { resources, diagnostics } = JSON.parse(stdout);
  expect(diagnostics).toEqual([]);
  expect(resources).toContainEqual({
    module: "Acme",
    version: "2.1.0",
    name: "Widget",
    class: "Acme_Widget",
  });
});

test("show: the page of a resource, keys first, terminal escapes spelt out", async () => {
  const { exitCode, stdout } = await run(["schema", "show", "widget", "--schemas", "modules"], {
    folder: folderWith(module),
  });
  expect(exitCode).toBe(0);
  expect(stdout).not.toContain("\u001b");
  const properties = stdout.slice(stdout.indexOf("Properties:"), stdout.indexOf("Sample:"));
  expect(properties.split("\n").slice(2, 8)).toEqual([
    "  Name                  string, key",
    "                        The name.",
    "  Speed                 string, required: Fast or Slow",
    "  Sizes                 uint32[]",
    "  Parts                 Acme_Part[]",
    expect.stringMatching(/^  DependsOn +string\[\]$/),
  ]);
  expect(properties).toMatch(/^  Ready +boolean, read only$/m);
  expect(properties).not.toContain("SourceInfo");
  expect(stdout.slice(stdout.indexOf("Sample:"))).toBe(
    [
      "Sample:",
      "",
      '  dsc_resource "sample" do',
      "    resource :Widget",
      '    module_name "Acme"',
      '    property :Name, "text"',
      '    property :Speed, "Fast"',
      "  end",
      "",
    ].join("\n"),
  );
});

test("show --json: everything the schema says", async () => {
  const { stdout } = await run(["schema", "show", "Widget", "--json", "--schemas", "modules"], {
    folder: folderWith(module),
  });
  const [resource] = JSON.parse(stdout).resources;
  expect(resource).toMatchObject({ name: "Widget", module: "Acme", version: "2.1.0", class: "Acme_Widget" });
  expect(resource.properties[1]).toMatchObject({
    name: "Speed",
    type: "string",
    required: true,
    values: ["Fast", "Slow"],
  });
});

test("show --mof: declarations that can be read back, embedded classes first", async () => {
  const { stdout } = await run(["schema", "show", "Widget", "--mof", "--schemas", "modules"], {
    folder: folderWith(module),
  });
  expect(stdout.indexOf("class Acme_Part")).toBeGreaterThanOrEqual(0);
  expect(stdout.indexOf("class Acme_Part")).toBeLessThan(stdout.indexOf("class Acme_Widget"));
  const again = folderWith({ "modules/Again/Again.schema.mof": stdout });
  const { stderr, stdout: page } = await run(["schema", "show", "Widget", "--schemas", "modules"], {
    folder: again,
  });
  expect(stderr).not.toContain("error");
  expect(page).toContain("string, required: Fast or Slow");
});

test("show: a class that only occurs embedded has a page without a sample", async () => {
  const { exitCode, stdout } = await run(["schema", "show", "MSFT_Credential"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("MSFT_Credential\n");
  expect(stdout).not.toContain("Sample:");
});

test("show: an unknown name is wrong usage, with the nearest", async () => {
  const { exitCode, stdout, stderr } = await run(["schema", "show", "WindowsFeatur"]);
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain('error cli/unknown-class: There is no resource or class "WindowsFeatur".');
  expect(stderr).toContain('Did you mean "WindowsFeature"?');
});

test("search: resources with all the words, or a sentence that there are none", async () => {
  const found = await run(["schema", "search", "windows", "feature"]);
  expect(found.stdout.split("\n")[0]).toMatch(/WindowsFeature$/);
  const none = await run(["schema", "search", "xyzzy", "a"]);
  expect(none).toEqual({ exitCode: 0, stdout: "", stderr: 'No resource has "xyzzy" and "a".\n' });
});
