import { expect, test } from "vitest";
import { parseMof } from "../../src/mof/parse.js";
import { isResource, isSubclassOf } from "../../src/schema/lookup.js";
import { readClasses } from "../../src/schema/read-classes.js";
import type { CimProperty } from "../../src/schema/resource-class.js";
import { brief, plain, read, sourceOf } from "./kit.js";

/** The one property that `declaration` declares, and what was found wrong in it. */
function readProperty(declaration: string) {
  const { classes, diagnostics } = read(`class Holder {\n${declaration}\n};`);
  return { property: classes[0]?.properties[0], found: brief(diagnostics) };
}

function expectProperty(declaration: string, expected: Partial<CimProperty>, found: readonly string[] = []) {
  const result = readProperty(declaration);
  expect(result.property).toEqual({
    name: "P",
    type: "string",
    array: false,
    key: false,
    required: false,
    readOnly: false,
    ...expected,
  });
  expect(result.found).toEqual(found);
}

test("a resource has its friendly name, its own properties and those of OMI_BaseResource last", () => {
  const { classes, diagnostics } = read(
    `[ClassVersion("1.0.0"), FriendlyName("Thing"), Description("A thing.")]
class X_Thing : omi_baseresource
{
  [Key, Description("Its name.")] String Name;
  [write] uint16 Sizes[];
};`,
  );
  expect(brief(diagnostics)).toEqual([]);
  const [thing] = classes;
  expect(thing).toMatchObject({ name: "X_Thing", friendlyName: "Thing", description: "A thing." });
  expect(thing?.superClass).toBe("OMI_BaseResource");
  expect(thing?.properties.map(({ name }) => name)).toEqual([
    "Name",
    "Sizes",
    "ResourceId",
    "SourceInfo",
    "DependsOn",
    "ModuleName",
    "ModuleVersion",
    "ConfigurationName",
    "PsDscRunAsCredential",
  ]);
  expect(thing && isResource(thing)).toBe(true);
});

test("a class's origin is its name", () => {
  const { classes } = read("class Plain { string A; };");
  expect(classes[0]?.origin).toMatchObject({ start: 6, end: 11 });
});

test("qualifiers and types ignore case", () => {
  expectProperty('[KEY, dEsCrIpTiOn("d")] UINT64 P;', { type: "uint64", key: true, description: "d" });
  expectProperty("[required] DateTime P;", { type: "datetime", required: true });
});

test("every intrinsic type is known, as a scalar and as an array", () => {
  const types =
    "boolean char16 datetime real32 real64 sint8 sint16 sint32 sint64 string uint8 uint16 uint32 uint64";
  const { classes, diagnostics } = read(
    `class T { ${types
      .split(" ")
      .map((type) => `${type} ${type}_s; ${type} ${type}_a[];`)
      .join(" ")} };`,
  );
  expect(diagnostics).toEqual([]);
  expect(classes[0]?.properties.map(({ name, type, array }) => [name, type, array])).toEqual(
    types.split(" ").flatMap((type) => [
      [`${type}_s`, type, false],
      [`${type}_a`, type, true],
    ]),
  );
});

test("a property without an access qualifier can be set, one with Read cannot", () => {
  expectProperty("string P;", {});
  expectProperty("[Write] string P;", {});
  expectProperty("[Read] string P;", { readOnly: true });
});

test("a boolean qualifier can say False", () => {
  expectProperty("[Key(false), Read(True)] string P;", { readOnly: true });
});

test("a boolean qualifier with another value is not true, with a warning", () => {
  expectProperty('[Key("yes")] string P;', {}, ['warning schema/invalid-qualifier 2:2 Key("yes")']);
  expectProperty("[Key(NULL)] string P;", {});
});

test("Write counts beside Read whatever its value is", () => {
  expectProperty("[Read, Write(false)] string P;", { readOnly: true }, [
    "warning schema/read-conflict 2:2 Read",
  ]);
  expectProperty("[Read(false), Key] string P;", { key: true });
  expectProperty("[Read, Key(false)] string P;", { readOnly: true });
});

test("two access qualifiers that agree are taken without a word", () => {
  expectProperty("[Key, Write] string P;", { key: true });
  expectProperty("[Required, Write] string P;", { required: true });
  expectProperty("[Key, Required] string P;", { key: true, required: true });
});

test("Read beside Key, Required or Write loses, with a warning", () => {
  expectProperty("[Key, Read] string P;", { key: true }, ["warning schema/read-conflict 2:7 Read"]);
  expectProperty("[Read, Required] string P;", { required: true }, ["warning schema/read-conflict 2:2 Read"]);
  expectProperty("[Read, Write] string P;", {}, ["warning schema/read-conflict 2:2 Read"]);
});

test("EmbeddedInstance names the class, for one instance and for many", () => {
  expectProperty('[EmbeddedInstance("MSFT_Credential")] String P;', { embeddedClass: "MSFT_Credential" });
  expectProperty('[embeddedinstance("Rule")] string P[];', { embeddedClass: "Rule", array: true });
});

test("EmbeddedInstance without a class, or on a number, is ignored with a warning", () => {
  expectProperty("[EmbeddedInstance] string P;", {}, [
    "warning schema/invalid-qualifier 2:2 EmbeddedInstance",
  ]);
  expectProperty('[EmbeddedInstance("C")] uint8 P;', { type: "uint8" }, [
    'warning schema/invalid-qualifier 2:2 EmbeddedInstance("C")',
  ]);
});

test("ValueMap and Values pair up", () => {
  const lists = { valueMap: ["3", "4"], values: ["Win2008", "Win2012"] };
  expectProperty('[ValueMap{"3","4"}, Values{"Win2008","Win2012"}] string P;', lists);
  expectProperty(
    '[Values("One"), ValueMap("1")] uint8 P;',
    { type: "uint8", valueMap: ["1"], values: ["One"] },
    [
      'warning schema/invalid-qualifier 2:2 Values("One")',
      'warning schema/invalid-qualifier 2:17 ValueMap("1")',
    ],
  );
  expectProperty(
    '[ValueMap{1, 2}, Values{"a","b"}] uint8 P[];',
    { type: "uint8", array: true, valueMap: ["1", "2"], values: ["a", "b"] },
    ["warning schema/invalid-qualifier 2:2 ValueMap{1, 2}"],
  );
});

test("Values alone are what is written, or stand for 0, 1, 2 when the property is a whole number", () => {
  expectProperty('[Values{"a","b"}] string P;', { valueMap: ["a", "b"], values: ["a", "b"] });
  expectProperty('[Values{"a","b"}] uint32 P;', { type: "uint32", valueMap: ["0", "1"], values: ["a", "b"] });
});

test("ValueMap alone is kept apart, with a warning", () => {
  expectProperty('[ValueMap{"a"}] string P;', { loneValueMap: ["a"] }, [
    'warning schema/value-map-alone 2:2 ValueMap{"a"}',
  ]);
});

test("a ValueMap of another length than Values is kept apart, with a warning", () => {
  expectProperty('[ValueMap{"1"}, Values{"a","b"}] string P;', { loneValueMap: ["1"] }, [
    'warning schema/value-map-lengths 2:17 Values{"a","b"}',
  ]);
});

test("a name twice in Values is told, whatever its case", () => {
  expectProperty(
    '[ValueMap{"1","2"}, Values{"On","ON"}] string P;',
    { valueMap: ["1", "2"], values: ["On", "ON"] },
    ['warning schema/value-twice 2:21 Values{"On","ON"}'],
  );
});

test("a list qualifier of something else than strings is ignored, with a warning", () => {
  expectProperty('[ValueMap{"a"}, Values{true}] string P;', { loneValueMap: ["a"] }, [
    "warning schema/invalid-qualifier 2:17 Values{true}",
    'warning schema/value-map-alone 2:2 ValueMap{"a"}',
  ]);
});

test("a qualifier that stands twice counts once, with a warning", () => {
  expectProperty('[Description("a"), description("b")] string P;', { description: "a" }, [
    'warning schema/invalid-qualifier 2:20 description("b")',
  ]);
});

test("a misspelt qualifier is told", () => {
  const { diagnostics } = read("class C { [requried] string P; };");
  expect(brief(diagnostics)).toEqual(["warning schema/invalid-qualifier 1:12 requried"]);
  expect(diagnostics[0]?.help).toBe('Did you mean "Required"?');
});

test("qualifiers that say nothing to DSC are left alone where they may stand", () => {
  expectProperty('[Gauge, Octetstring, BitValues{"a"}, Override("P"), Syntax("s")] string P;', {});
  expectProperty('[Weak, Version("1"), Abstract, X_Own] string P;', {}, [
    "warning schema/invalid-qualifier 2:2 Weak",
    'warning schema/invalid-qualifier 2:8 Version("1")',
    "warning schema/invalid-qualifier 2:22 Abstract",
    "warning schema/invalid-qualifier 2:32 X_Own",
  ]);
});

test("limits of values are read where they fit the type", () => {
  expectProperty("[MinLen(1), MaxLen(256)] string P;", { limits: { minLength: 1, maxLength: 256 } });
  expectProperty("[MinValue(-5), MaxValue(18)] sint32 P;", {
    type: "sint32",
    limits: { minValue: "-5", maxValue: "18" },
  });
  expectProperty("[MaxLen(3)] boolean P;", { type: "boolean" }, [
    "warning schema/invalid-qualifier 2:2 MaxLen(3)",
  ]);
  expectProperty("[MaxValue(3), MinLen(-1)] string P;", {}, [
    "warning schema/invalid-qualifier 2:15 MinLen(-1)",
    "warning schema/invalid-qualifier 2:2 MaxValue(3)",
  ]);
  // An LCM reads 64 bits, and takes them for what the qualifier's type is (lcm-rules 4.2).
  expectProperty("[MinValue(18446744073709551615)] sint32 P;", {
    type: "sint32",
    limits: { minValue: "-1" },
  });
});

test("a friendly name that is no string is ignored, with a warning", () => {
  const { classes, diagnostics } = read("[FriendlyName(7)] class C : OMI_BaseResource { [Key] string K; };");
  expect(classes[0]?.friendlyName).toBeUndefined();
  expect(brief(diagnostics)).toEqual(["warning schema/invalid-qualifier 1:2 FriendlyName(7)"]);
});

test("an unknown type leaves the property out, and its neighbours in", () => {
  // An LCM's grammar has no unknown type, only `NAME ref`; so the tree is made from that.
  const { value: file } = parseMof(sourceOf("class C { Int32 ref A; timespan ref B; string D; };"));
  const declarations = file.declarations.map((declaration) =>
    declaration.kind === "class"
      ? { ...declaration, properties: declaration.properties.map((one) => ({ ...one, reference: false })) }
      : declaration,
  );
  const { value: classes, diagnostics } = readClasses({ ...file, declarations });
  expect(classes[0]?.properties.map(({ name }) => name)).toEqual(["D"]);
  expect(brief(diagnostics)).toEqual([
    "error schema/unknown-type 1:11 Int32",
    "error schema/unknown-type 1:24 timespan",
  ]);
  expect(diagnostics[0]?.help).toContain('"sint32"');
  expect(diagnostics[1]?.help).toContain("Use string,");
});

test("a name that is no type is told, with the one that is meant", () => {
  const { classes, diagnostics } = read("class C { uint128 Size; [Key] String Name; };");
  expect(brief(diagnostics)).toEqual(["error schema/unknown-type 1:11 uint128"]);
  expect(diagnostics[0]?.help).toContain('"uint');
  expect(classes[0]?.properties.map(({ name }) => name)).toEqual(["Name"]);
});

test("a class without its last semicolon is read", () => {
  const { classes, diagnostics } = read("class C { string P; }");
  expect(brief(diagnostics)).toEqual(["error mof/missing-semicolon 1:21 }"]);
  expect(classes).toHaveLength(1);
});

test("a reference is no type of a property", () => {
  const { diagnostics } = read("class C { C ref Other; string P; };");
  expect(brief(diagnostics)).toEqual(["error schema/unknown-type 1:11 C"]);
  expect(diagnostics[0]?.message).toContain('"C ref"');
});

test("a property declared twice keeps its first declaration and points to it", () => {
  const { classes, diagnostics } = read("class C { string Name; uint8 NAME; };");
  expect(classes[0]?.properties.map(({ name, type }) => [name, type])).toEqual([["Name", "string"]]);
  expect(brief(diagnostics)).toEqual(["error schema/property-twice 1:30 NAME"]);
  expect(diagnostics[0]?.related[0]?.origin).toMatchObject({ start: 17, end: 21 });
});

test("a class declared twice keeps its first declaration", () => {
  const { classes, diagnostics } = read("class C { string A; }; class c { string B; };");
  expect(classes.map(({ name }) => name)).toEqual(["C"]);
  expect(brief(diagnostics)).toEqual(["error schema/class-twice 1:30 c"]);
});

test("a superclass that is nowhere is told, with the base class that is near", () => {
  const { classes, diagnostics } = read(
    "class C : OMI_BaseResorce { string A; }; class D : Nothing { string B; };",
  );
  expect(classes.map((one) => one.properties.length)).toEqual([1, 1]);
  expect(brief(diagnostics)).toEqual([
    "error schema/unknown-superclass 1:11 OMI_BaseResorce",
    "error schema/unknown-superclass 1:52 Nothing",
  ]);
  expect(diagnostics[0]?.help).toContain('Did you mean "OMI_BaseResource"?');
  expect(diagnostics[1]?.help).not.toContain("Did you mean");
});

test("properties are inherited over several levels, in any order of declaration", () => {
  const { classes, diagnostics } = read(`
    class Leaf : middle { [Key] string C; };
    class Middle : Top { string B; };
    class Top : OMI_BaseResource { string A; };`);
  expect(diagnostics).toEqual([]);
  const [leaf] = classes;
  expect(leaf?.properties.slice(0, 4).map(({ name }) => name)).toEqual(["C", "B", "A", "ResourceId"]);
  expect(leaf).toMatchObject({ superClass: "Middle", ancestors: ["Top", "OMI_BaseResource"] });
  expect(leaf && isResource(leaf)).toBe(true);
  expect(leaf && isSubclassOf(leaf, "TOP")).toBe(true);
  expect(leaf && isSubclassOf(leaf, "MSFT_Credential")).toBe(false);
});

test("a property that a subclass declares again replaces the inherited one", () => {
  const { classes, diagnostics } = read(
    'class R : OMI_BaseResource { [Key] string K; [Required, Description("own")] string dependson[]; };',
  );
  expect(diagnostics).toEqual([]);
  const again = classes[0]?.properties.filter(({ name }) => name.toLowerCase() === "dependson");
  expect(again).toMatchObject([{ name: "dependson", required: true, description: "own" }]);
  expect(classes[0]?.properties.findIndex(({ name }) => name === "dependson")).toBe(1);
});

test("superclasses in a circle are told for each class, and no property is lost", () => {
  const { classes, diagnostics } = read(
    "class A : B { string X; }; class B : A { string Y; }; class S : S { string Z; };",
  );
  expect(brief(diagnostics)).toEqual([
    "error schema/endless-inheritance 1:11 B",
    "error schema/endless-inheritance 1:38 A",
    "error schema/endless-inheritance 1:65 S",
  ]);
  expect(classes.map(({ properties }) => properties.map(({ name }) => name))).toEqual([["X"], ["Y"], ["Z"]]);
});

test("a thousand superclasses are taken, twenty thousand are told and do not hurt", () => {
  const chain = (length: number) =>
    Array.from(
      { length },
      (_, index) => `class C${index}${index > 0 ? ` : C${index - 1}` : ""} { string P${index}; };`,
    );
  const fits = read(chain(1001).join("\n"));
  expect(fits.diagnostics).toEqual([]);
  expect(fits.classes.at(-1)?.properties).toHaveLength(1001);
  const { classes, diagnostics } = read(chain(20_000).reverse().join("\n"));
  expect(classes).toHaveLength(20_000);
  expect(diagnostics.every(({ code }) => code === "schema/endless-inheritance")).toBe(true);
  expect(diagnostics).toHaveLength(20_000 - 1001);
});

test("a class that is only embedded is no resource", () => {
  const { classes } = read('[FriendlyName("Rule")] class Rule { string A; };');
  const [rule] = classes;
  expect(rule && plain(rule)).toEqual({
    name: "Rule",
    friendlyName: "Rule",
    properties: [{ name: "A", type: "string", array: false, key: false, required: false, readOnly: false }],
  });
  expect(rule && isResource(rule)).toBe(false);
});

test("comments, pragmas, flavours, defaults and methods are read over", () => {
  const { classes, diagnostics } = read(`#pragma namespace("x")
/* one */ // two
[ClassVersion("1.0.0"): ToSubclass, FriendlyName("R") : Restricted]
class R : OMI_BaseResource
{
  [Key] string K = "a";
  uint32 Do([In] string what);
};`);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(classes[0]?.friendlyName).toBe("R");
  expect(classes[0]?.properties[0]?.name).toBe("K");
});

test("a broken class does not hide its neighbours", () => {
  const { classes, diagnostics } = read(`class A { string X; };
class Broken { string ; };
class B { string Y; };`);
  expect(diagnostics.some(({ severity }) => severity === "error")).toBe(true);
  expect(classes.map(({ name }) => name)).toEqual(expect.arrayContaining(["A", "B"]));
});
