import { expect, test } from "vitest";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { loadCatalogue } from "../../src/schema/store.js";
import { memoryHost } from "../support/memory-host.js";
import { brief, read } from "./kit.js";

/** What is told of a resource whose properties are these, when it is looked up. */
function told(properties: string, before = ""): readonly string[] {
  const text = `[ClassVersion("1.0.0")] class Own_Thing : OMI_BaseResource {\n${properties} };${before}`;
  const files = { "/s/Own/module.json": '{"name":"Own","version":"1.0"}', "/s/Own/A.schema.mof": text };
  const { value: catalogue } = loadCatalogue(memoryHost(files), ["/s"], builtInModules);
  expect(catalogue.resourcesNamed("Own_Thing")).toHaveLength(1);
  return brief(catalogue.diagnostics());
}

test("what an LCM's parser refuses of a schema that can be read all the same is a warning", () => {
  expect(told("[Key] string K; [Nope] string A; [Abstract] string B;")).toEqual([
    "warning schema/invalid-qualifier 2:18 Nope",
    "warning schema/invalid-qualifier 2:35 Abstract",
  ]);
  expect(told('[Key] string K; uint8 A = 256; string B = 5; datetime C = "x"; string D = $a;')).toEqual([
    "warning schema/invalid-default 2:27 256",
    "warning schema/invalid-default 2:43 5",
    'warning schema/invalid-default 2:59 "x"',
    "warning schema/invalid-default 2:75 $a",
  ]);
  expect(
    told("[Key] string K;", "\nqualifier Q : boolean = 1, scope(any), flavor(restricted, tosubclass);"),
  ).toEqual(["warning schema/invalid-default 3:25 1", "warning schema/invalid-qualifier 3:11 Q"]);
});

test("a default of several bytes is no character to an LCM, which an escape is", () => {
  expect(
    told("[Key] string K; char16 A = 'é'; char16 B = '\\x00E9'; char16 C = 'e'; char16 D[] = {'a', 'ü'};"),
  ).toEqual(["warning schema/invalid-default 2:28 'é'", "warning schema/invalid-default 2:89 'ü'"]);
  const text = "class A { char16 Letter = 'é'; };";
  const latin = { "/s/Own/A.schema.mof": new Uint8Array(Buffer.from(text, "latin1")) };
  const wide = { "/s/Own/A.schema.mof": new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le")) };
  for (const files of [latin, wide]) {
    const { value: catalogue } = loadCatalogue(memoryHost(files), ["/s"], builtInModules);
    expect(catalogue.classNamed("A")?.properties).toHaveLength(1);
    expect(brief(catalogue.diagnostics())).toEqual([]);
  }
});

test("Key(false) is no key, and none beside Read", () => {
  expect(told("[Key(false)] string K;")).toEqual(["warning schema/refused-file 1:31 Own_Thing"]);
  expect(told("[Key] string K; [Read, Key(false)] string R;")).toEqual([]);
  expect(told("[Key] string K; [Read, Key] string R;")).toEqual(["warning schema/read-conflict 2:18 Read"]);
});

test("a property that overrides another has its qualifiers, and its own before them", () => {
  const { classes, diagnostics } = read(`
    class Base {
      [Key, Description("base")] string K;
      [Write, EmbeddedInstance("MSFT_Credential")] string Login;
      [Write, ValueMap{"a"}, Values{"A"}, MaxLen(5), Description("mode")] string Mode;
    };
    class Middle : Base { string k; string Login; };
    class Last : Middle { string K; [ValueMap{"b"}, Values{"B"}] string Mode; };`);
  expect(brief(diagnostics)).toEqual([]);
  const last = new Map(classes[2]?.properties.map((property) => [property.name, property]));
  expect(last.get("K")).toMatchObject({ key: true, description: "base" });
  expect(last.get("Login")).toMatchObject({ embeddedClass: "MSFT_Credential" });
  expect(last.get("Mode")).toMatchObject({
    valueMap: ["b"],
    values: ["B"],
    limits: { maxLength: 5 },
    description: "mode",
  });
});

test("what is wrong with inherited qualifiers is told once", () => {
  const { diagnostics } = read(`
class Base { [Read, Required] string A; [ValueMap{"a"}] string B; };
class Own : Base { string A; string B; };`);
  expect(brief(diagnostics)).toEqual([
    "warning schema/read-conflict 2:15 Read",
    'warning schema/value-map-alone 2:42 ValueMap{"a"}',
  ]);
});

test("neither Abstract nor FriendlyName is inherited", () => {
  const { classes } = read(
    '[Abstract, FriendlyName("B"), Description("base")] class Base { string A; }; class Own : Base { string B; };',
  );
  expect(classes[1]).not.toHaveProperty("abstract");
  expect(classes[1]).not.toHaveProperty("friendlyName");
});

test("suggestions are made for the first ten unknown qualifiers of a file, wherever they stand", () => {
  const names = [..."abcefghijklm"].map((letter) => `Rea${letter}`);
  const properties = [...names, "Reaa"].map((name, index) => `[${name}] string S${index};`);
  const { diagnostics } = read(`class A { ${properties.join("\n")} };`);
  const suggested = diagnostics.map(({ help }) => help?.startsWith("Did you mean"));
  expect(suggested).toEqual([...names.map((_, index) => index < 10), true]);
});
