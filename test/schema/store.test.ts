import { expect, test } from "vitest";
import { loadCatalogue } from "../../src/schema/store.js";
import type { Catalogue } from "../../src/schema/catalogue.js";
import type { Module } from "../../src/schema/resource-class.js";
import { memoryHost } from "../support/memory-host.js";
import { brief } from "./kit.js";

function resource(name: string, rest = "[Key] string Name;"): string {
  return `[ClassVersion("1.0.0"), FriendlyName("${name}")]\nclass X_${name} : OMI_BaseResource\n{\n${rest}\n};\n`;
}

const manifest = (version: string) => `@{ ModuleVersion = '${version}' }`;

function load(
  files: Record<string, string | Uint8Array>,
  folders = ["lib"],
  builtIn: readonly Module[] = [],
) {
  const { value: catalogue, diagnostics } = loadCatalogue(memoryHost(files), folders, builtIn);
  return { catalogue, found: brief(diagnostics) };
}

/** `module version: resources` of each module. */
function contents({ modules }: Catalogue): readonly string[] {
  return modules.map(({ name, version, classes }) => {
    const names = classes.map((cimClass) => cimClass.friendlyName ?? cimClass.name);
    return `${name} ${version}: ${names.join(" ")}`;
  });
}

function utf16(text: string, bom: boolean): Uint8Array {
  const units = [...(bom ? [0xfeff] : []), ...Array.from(text, (character) => character.charCodeAt(0))];
  return Uint8Array.from(units.flatMap((unit) => [unit & 0xff, unit >> 8]));
}

test("modules lie in folders, with or without a folder for each version", () => {
  const { catalogue, found } = load({
    "lib/Flat/A.schema.mof": resource("A"),
    "lib/Flat/module.json": '{ "name": "Flat", "version": "1.2.3" }',
    "lib/Real/DscResources/X_B/X_B.schema.mof": resource("B"),
    "lib/Real/DscResources/X_B/X_B.psm1": "",
    "lib/Real/Real.psd1": manifest("2.0.0"),
    "lib/Sided/1.9.0/DscResources/X_C/X_C.schema.mof": resource("C"),
    "lib/Sided/1.9.0/Sided.psd1": manifest("1.9.0"),
    "lib/Sided/1.10.0/DscResources/X_C/X_C.schema.mof": resource("C"),
    "lib/Plain/D.schema.mof": resource("D"),
    "lib/Empty/readme.md": "",
  });
  expect(found).toEqual([]);
  expect(contents(catalogue)).toEqual([
    "Flat 1.2.3: A",
    "Plain undefined: D",
    "Real 2.0.0: B",
    "Sided 1.10.0: C",
    "Sided 1.9.0: C",
  ]);
  expect(catalogue.modules.every(({ inBox, platform }) => !inBox && platform === "any")).toBe(true);
});

test("the folder may be one module, one version of it, or hold loose schemas", () => {
  const files = {
    "lib/Real/1.0.0/Real.psd1": manifest("1.0.0"),
    "lib/Real/1.0.0/DscResources/X_A/X_A.schema.mof": resource("A"),
    "loose/B.schema.mof": resource("B"),
    "loose/Real/1.0.0/C.schema.mof": resource("C"),
  };
  expect(contents(load(files, ["lib/Real"]).catalogue)).toEqual(["Real 1.0.0: A"]);
  expect(contents(load(files, ["lib/Real/1.0.0/"]).catalogue)).toEqual(["Real 1.0.0: A"]);
  expect(contents(load(files, ["loose/Real/1.0.0"]).catalogue)).toEqual(["Real 1.0.0: C"]);
  expect(contents(load(files, ["loose"]).catalogue)).toEqual(["loose undefined: B", "Real 1.0.0: C"]);
});

test("the manifest goes before module.json, that before the version folder", () => {
  const { catalogue } = load({
    "lib/A/3.0.0/A.psd1": manifest("1.0.0"),
    "lib/A/3.0.0/module.json": '{ "name": "Other", "version": "2.0.0" }',
    "lib/A/3.0.0/A.schema.mof": resource("A"),
    "lib/B/3.0.0/module.json": '{ "version": "2.0.0" }',
    "lib/B/3.0.0/B.schema.mof": resource("B"),
    "lib/C/3.0.0/C.schema.mof": resource("C"),
  });
  expect(contents(catalogue)).toEqual(["A 1.0.0: A", "B 2.0.0: B", "C 3.0.0: C"]);
});

test("a manifest that does not tell the version is told, and the version folder counts", () => {
  const { catalogue, found } = load({
    "lib/A/3.0.0/A.psd1": "@{ GUID = 'x' }",
    "lib/A/3.0.0/A.schema.mof": resource("A"),
    "lib/B/module.json": "{",
    "lib/B/B.schema.mof": resource("B"),
    "lib/C/C.psd1": Uint8Array.of(0xff, 0xfe, 0x41),
    "lib/C/C.schema.mof": resource("C"),
  });
  expect(contents(catalogue)).toEqual(["A 3.0.0: A", "B undefined: B", "C undefined: C"]);
  expect(found).toEqual([
    "warning schema/bad-manifest 1:1 @{",
    "warning schema/bad-manifest 1:1 {",
    "warning schema/bad-manifest lib/C/C.psd1",
  ]);
});

test("a folder that is not there, or has no schema, is told", () => {
  const { catalogue, found } = load({ "lib/readme.md": "" }, ["nowhere", "lib", "lib/readme.md"]);
  expect(catalogue.modules).toEqual([]);
  expect(found).toEqual([
    "error schema/no-folder nowhere",
    "warning schema/no-schemas lib",
    "error schema/no-folder lib/readme.md",
  ]);
});

test("a MOF file counts as a schema when it declares a class, whatever else its name ends in", () => {
  const { catalogue, found } = load(
    {
      "lib/A/A.mof": '[FriendlyName("A")] class X_A : OMI_BaseResource { [Key] string K; };',
      "lib/A/localhost.mof": 'instance of X_A { ResourceID = "[A]a class of its own"; };',
      "docs/localhost.mof": 'instance of X_A { K = "k"; };',
    },
    ["lib", "docs"],
  );
  expect(found).toEqual(["warning schema/no-schemas docs"]);
  expect(catalogue.schemaFiles().map(({ path, whole }) => [path, whole])).toEqual([["lib/A/A.mof", true]]);
  expect(catalogue.resourcesNamed("A")).toHaveLength(1);
});

test("schemas come in all the encodings of the field", () => {
  const text = resource("A", '[Key, Description("\u00fcber")] string Name;');
  const latin = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const encodings = {
    utf8: text,
    utf8Bom: `\ufeff${text}`,
    utf16Bom: utf16(text, true),
    utf16: utf16(text, false),
    latin,
  };
  for (const bytes of Object.values(encodings)) {
    const { catalogue } = load({ "lib/M/A.schema.mof": bytes });
    expect(catalogue.resourcesNamed("a")[0]?.cimClass.properties[0]?.description).toBe("\u00fcber");
    expect(catalogue.diagnostics()).toEqual([]);
  }
});

test("a file is parsed when one of its classes is asked for, not before", () => {
  const { catalogue, found } = load({
    "lib/M/A.schema.mof": resource("A"),
    "lib/M/B.schema.mof": resource("B", "[Key] string ;"),
  });
  expect(found).toEqual([]);
  expect(catalogue.resourcesNamed("A")).toHaveLength(1);
  expect(catalogue.diagnostics()).toEqual([]);
  catalogue.resourcesNamed("B");
  const [first] = catalogue.diagnostics();
  expect(first?.severity).toBe("error");
  expect(first?.origin?.source.name).toBe("lib/M/B.schema.mof");
});

test("a module is read only when it may have what is asked for", () => {
  const host = memoryHost({ "lib/A/A.schema.mof": resource("A"), "lib/B/B.schema.mof": resource("B") });
  const reads: string[] = [];
  const watched = { ...host, read: (path: string) => (reads.push(path), host.read(path)) };
  const { value: catalogue } = loadCatalogue(watched, ["lib"], []);
  expect(reads).toEqual([]);
  expect(catalogue.resourcesNamed("B", "b")).toHaveLength(1);
  catalogue.resourcesNamed("b", "B");
  expect(reads).toEqual(["lib/B/B.schema.mof"]);
});

test("a broken or unreadable file leaves the others, and its own other classes, usable", () => {
  const files = {
    "lib/M/A.schema.mof": `${resource("A")}class Broken { string ; };\n${resource("C")}`,
    "lib/M/B.schema.mof": Uint8Array.of(0xff, 0xfe, 0x41),
    "lib/M/D.schema.mof": resource("D"),
  };
  const { catalogue } = load(files);
  expect(contents(catalogue)[0]).toContain("A");
  expect(catalogue.resourcesNamed("C")).toHaveLength(1);
  expect(catalogue.resourcesNamed("D")).toHaveLength(1);
  const found = brief(catalogue.diagnostics());
  expect(found[0]).toBe("warning schema/unreadable-file lib/M/B.schema.mof");
  expect(found.slice(1).every((one) => one.startsWith("error mof/"))).toBe(true);
  expect(found.length).toBeGreaterThan(1);
});

test("names written in unusual ways are found too", () => {
  const { catalogue } = load({
    "lib/M/A.schema.mof":
      '[FriendlyName("Od" "d")] class /* here */ X_A : OMI_BaseResource { [Key] string K; };',
    "lib/M/B.schema.mof": '[friendlyNAME\n(\n"Even"\n)] CLASS\nX_B : OMI_BaseResource { [Key] string K; };',
    "lib/M/C.schema.mof": '[FriendlyName("\\x0041")] class X_C : OMI_BaseResource { [Key] string K; };',
  });
  for (const name of ["odd", "x_a", "EVEN", "X_B", "A", "x_c"])
    expect(catalogue.resourcesNamed(name)).toHaveLength(1);
  expect(catalogue.resourcesNamed("here")).toEqual([]);
});

test("a class inherits from a class in another file of its module, whichever is read first", () => {
  const files = {
    "lib/M/1.schema.mof": "class A { string A; }; class C : B { string C; };",
    "lib/M/2.schema.mof": "class B : A { string B; };",
    "lib/N/3.schema.mof": "class E : A { string E; };",
  };
  for (const order of [["A", "B", "C"], ["C", "B", "A"], ["B"]]) {
    const { catalogue } = load(files);
    for (const name of order) catalogue.classNamed(name);
    expect(catalogue.classNamed("C")?.properties.map(({ name }) => name)).toEqual(["C", "B", "A"]);
    expect(catalogue.diagnostics()).toEqual([]);
  }
  const { catalogue } = load(files);
  catalogue.classNamed("E");
  expect(brief(catalogue.diagnostics())).toEqual(["error schema/unknown-superclass 1:11 A"]);
});

test("superclasses in a circle through two files are told", () => {
  const { catalogue } = load({
    "lib/M/1.schema.mof": "class A : B { string A; };",
    "lib/M/2.schema.mof": "class B : A { string B; };",
  });
  catalogue.classNamed("A");
  expect(brief(catalogue.diagnostics())).toEqual(["error schema/endless-inheritance 1:11 B"]);
});

test("files of a module may repeat a class; where it differs the first counts, with a warning", () => {
  const rule = (type: string, text: string) =>
    `[ClassVersion("1")] class Rule { [Description("${text}")] ${type} Port; };\n`;
  const user = (name: string) =>
    resource(name).replace("[Key]", '[EmbeddedInstance("Rule")] string Rules[]; [Key]');
  const alike = load({
    "lib/M/A.schema.mof": rule("uint16", "one") + user("A"),
    "lib/M/B.schema.mof": rule("uint16", "other") + user("B"),
  });
  expect(alike.catalogue.classNamed("rule")?.properties[0]?.description).toBe("one");
  expect(alike.catalogue.diagnostics()).toEqual([]);
  expect(contents(alike.catalogue)).toEqual(["M undefined: Rule A B"]);
  const different = load({
    "lib/M/A.schema.mof": rule("uint16", "one") + user("A"),
    "lib/M/B.schema.mof": rule("uint32", "one") + user("B"),
  });
  expect(different.catalogue.classNamed("Rule")?.properties[0]?.type).toBe("uint16");
  different.catalogue.classNamed("RULE");
  const [warning, ...others] = different.catalogue.diagnostics();
  expect(others).toEqual([]);
  expect(warning).toMatchObject({ code: "schema/class-differs", severity: "warning" });
  expect(warning?.origin?.source.name).toBe("lib/M/B.schema.mof");
  expect(warning?.related[0]?.origin.source.name).toBe("lib/M/A.schema.mof");
});

test("two classes of a module with one friendly name are told; the class's name still tells them apart", () => {
  const { catalogue } = load({
    "lib/M/A.schema.mof": resource("Same"),
    "lib/M/B.schema.mof": resource("Same").replace("X_Same", "X_Second"),
  });
  expect(catalogue.resourcesNamed("same")[0]?.cimClass.name).toBe("X_Same");
  expect(catalogue.resourcesNamed("x_second")[0]?.cimClass.name).toBe("X_Second");
  expect(brief(catalogue.diagnostics())).toEqual(["warning schema/resource-twice 2:7 X_Second"]);
});

test("a class is looked for near, then in the modules in order, then among the base classes", () => {
  const { catalogue } = load(
    {
      "one/A/A.schema.mof": "class Rule { string A; };",
      "two/B/B.schema.mof": "class Rule { string B; };",
      "two/C/C.schema.mof": "class Other { string C; };",
    },
    ["two", "one"],
  );
  const [b, c, a] = catalogue.modules;
  expect(catalogue.modules.map(({ name }) => name)).toEqual(["B", "C", "A"]);
  const propertyOf = (near: Module | undefined) => catalogue.classNamed("RULE", near)?.properties[0]?.name;
  expect([propertyOf(a), propertyOf(b), propertyOf(c), propertyOf(undefined)]).toEqual(["A", "B", "B", "B"]);
  expect(catalogue.classNamed("msft_credential")?.name).toBe("MSFT_Credential");
  expect(catalogue.classNamed("Nothing")).toBeUndefined();
});

test("subclasses are found in every file of a module, those nearer to the class first", () => {
  const { catalogue } = load(
    {
      "one/A/Base.schema.mof": "class Rule { string A; };",
      "one/A/C.schema.mof": "class Third : Second { string C; };",
      "one/A/B.schema.mof":
        "class Second : /* in a comment's way */ RULE { string B; };\nclass Other { string O; };",
      "one/A/D.schema.mof": "class Loop : Loop { string D; };",
      "two/B/B.schema.mof": "class Rule { string B; };\nclass Stranger : Rule { string S; };",
      "two/C/C.schema.mof": "class Another { string C; };",
    },
    ["one", "two"],
  );
  const [a, b, c] = catalogue.modules;
  const namesOf = (name: string, module: Module | undefined) =>
    module && catalogue.subclassesOf(name, module).map((cimClass) => cimClass.name);
  expect(namesOf("rule", a)).toEqual(["Second", "Third"]);
  expect(namesOf("rule", b)).toEqual(["Stranger"]);
  expect(namesOf("rule", c)).toEqual([]);
  expect(namesOf("third", a)).toEqual([]);
  expect(namesOf("loop", a)).toEqual(["Loop"]);
  expect(namesOf("nothing", a)).toEqual([]);
});

test("subclasses are asked of as few files as may have any", () => {
  const { catalogue } = load({
    "lib/M/A.schema.mof": "class Rule { string A; };",
    "lib/M/B.schema.mof": "class Broken { strin",
  });
  const [module] = catalogue.modules;
  expect(module && catalogue.subclassesOf("Rule", module)).toEqual([]);
  expect(catalogue.diagnostics()).toEqual([]);
});

test("a module on disk that is built in too is in-box and goes first", () => {
  const builtIn: Module = {
    name: "PSDesiredStateConfiguration",
    version: "1.1",
    inBox: true,
    platform: "windows",
    classes: [],
  };
  const { catalogue } = load(
    { "lib/psdesiredstateconfiguration/A.schema.mof": resource("A") },
    ["lib"],
    [builtIn],
  );
  expect(catalogue.modules.map(({ inBox, platform }) => [inBox, platform])).toEqual([
    [true, "windows"],
    [true, "windows"],
  ]);
  expect(catalogue.modules[1]).toBe(builtIn);
});

test("a schema whose class lacks its last semicolon is read, with a warning", () => {
  const text =
    '[ClassVersion("1"), FriendlyName("Thing")] class C_Thing : OMI_BaseResource { [Key] string Id; }';
  const host = memoryHost({ "s/Contoso/C_Thing.schema.mof": text });
  const { value: catalogue } = loadCatalogue(host, ["s"], []);
  expect(catalogue.resourcesNamed("thing").map(({ name }) => name)).toEqual(["Thing"]);
  expect(catalogue.diagnostics().map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    "warning mof/missing-semicolon",
  ]);
});
