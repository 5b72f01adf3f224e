import { join } from "node:path";
import { expect, test } from "vitest";
import { verifyBytes } from "../../src/check/verify-bytes.js";
import type { Target } from "../../src/mof/literal.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { loadCatalogue } from "../../src/schema/store.js";
import { nodeHost } from "../../src/source/host.node.js";
import { hasMofcheck, mofcheck } from "../support/mofcheck.js";

/*
 * Small documents on both sides of one rule each, where random mutation of documents hardly ever comes: what verify
 * says of them, and what the independent checker does.
 */

interface Edge {
  readonly what: string;
  readonly text: string;
  readonly target?: Target;
  readonly meta?: boolean;
  /** What verify says: codes of the room `check` unless they name another, warnings behind `w`. */
  readonly ours: readonly string[];
  /** The rules that the checker finds broken when it is strict; those without a digit behind G or E are an LCM's. */
  readonly theirs: readonly string[];
}

const header = "/*\n@TargetNode='web01'\n*/\n";

const ending = (version = "2.0.0", more = "") =>
  `instance of OMI_ConfigurationDocument { Version = "${version}"; MinimumCompatibleVersion = "1.0.0"; Name = "x";${more} };\n`;

let aliases = 0;

/** An instance of a class of the test's schemas, with what its class demands. */
function instance(className: string, id: string, body: string): string {
  aliases += 1;
  return `instance of ${className} as $${className}${aliases}ref { ResourceID = "${id}"; ModuleName = "Things"; ModuleVersion = "2.1.0"; ${body} };\n`;
}

const all = (body = "", name = "a", key = name) =>
  instance("T_All", `[All]${name}`, `K = "${key}"; N = 1; Req = "r"; ${body}`);

/** A document of one resource with these properties, or of these instances. */
const one = (body: string) => header + all(body) + ending();
const several = (...instances: readonly string[]) => header + instances.join("") + ending();

function same(what: string, text: string, ours: string, theirs: string, more: Partial<Edge> = {}): Edge {
  const list = (words: string) => words.split(", ").filter((word) => word !== "");
  return { what, text, ours: list(ours), theirs: list(theirs), ...more };
}

const headers = [
  same("an empty name of the machine", one("").replace("web01", ""), "w no-header", "G14"),
  same("another comment first", `/* x */\n${one("")}`, "w no-header", "G14"),
  same("blanks in front of the comment and in it", `\n ${one("").replace("/*\n", "/* \n\t")}`, "", ""),
];

const versions = [
  same(
    "a version that is no text",
    header + all() + ending().replace('"2.0.0"', "2"),
    "wrong-type",
    "P4, D8",
  ),
  ...["2.0.0", "99.99.99", "..", "1.."].map((version) =>
    same(`version "${version}"`, header + all() + ending(version), "", ""),
  ),
  ...["", "2", "2.0", "2.0.0.0", "2.0.0.", "2.0.a", "-2.0.0", " 2.0.0"].map((version) =>
    same(`version "${version}"`, header + all() + ending(version), "document-version", "D9"),
  ),
];

/** A class between a resource and the base class is one too many for an LCM. */
const far = (more: string) =>
  `class A_Far : T_List { };\n${instance("A_Far", "[Far]a", 'A = {"a"};')}${more}${ending()}`;
const alone = 'instance of T_Sub as $T_Sub1ref { Id = "i"; Need = "n"; };\n';
const own = "class A_Own { string S; };\n";
const user = 'instance of A_Own as $A_Own1ref { S = "s"; };\n';

const classes = [
  same("an indirect resource alone", header + far(""), "no-resources", "D11"),
  same("an indirect resource beside another", header + far(all()), "", ""),
  same(
    "a dependency on an indirect resource",
    header + far(all('DependsOn = {"[Far]a"};')),
    "unknown-dependency",
    "D13",
  ),
  same(
    "an instance that is no resource, alone",
    several(alone),
    "w unused-instance, no-resources",
    "D11, G13",
  ),
  same("a class above its instance", header + own + user + all() + ending(), "w unused-instance", "G13"),
  same("a class below its instance", header + user + own + all() + ending(), "unknown-class", "P1"),
  same(
    "a class that is a resource in any case",
    `${header}class A_Near : omi_BASEresource { [Key] string K; };\n${instance("A_Near", "[Near]a", 'K = "k";')}${ending()}`,
    "class-in-document",
    "D15",
  ),
  same(
    "an unknown class without a ResourceID is no resource",
    `${header}instance of Nope as $Nope1ref { X = 1; };\n${ending()}`,
    "unknown-class, no-resources",
    "P1",
  ),
  same(
    "two that are no resources may agree in their keys",
    several(alone, alone.replace("1ref", "2ref"), all()),
    "w unused-instance, w unused-instance",
    "G13",
  ),
  same(
    "what is no resource has an id of its own all the same",
    several(
      all(),
      'instance of MSFT_WebDownloadManager as $MSFT_WebDownloadManager1ref { ResourceID = "[ALL]a"; ServerURL = "https://x"; };\n',
    ),
    "duplicate-id",
    "D4",
  ),
  same(
    "an instance for any class",
    `${header}class A_Own { [EmbeddedObject] string Every; };\n${alone}instance of A_Own as $A_Own1ref { Every = $T_Sub1ref; };\n${all()}${ending()}`,
    "w unused-instance",
    "G13",
  ),
  same(
    "a default at the edge",
    `${header}class A_Own { uint8 U = 255; sint8 I = -128; };\n${all()}${ending()}`,
    "",
    "",
  ),
  same(
    "a default beyond the edge",
    `${header}class A_Own { uint8 U = 256; };\n${all()}${ending()}`,
    "schema/invalid-default",
    "S6",
  ),
];

const integers = [
  same("the edges of integers", one("U8 = 255; S8 = -128; U64 = 18446744073709551615;"), "", ""),
  same("below uint64, where it wraps", one("U64 = -1;"), "w out-of-range", "G15"),
  same("above sint64, where it wraps", one("S64 = 18446744073709551615;"), "w out-of-range", "G15"),
  same("above sint8, where it wraps into it", one("S8 = 18446744073709551615;"), "w out-of-range", "G15"),
  same("above sint8, where it wraps beside it", one("S8 = 18446744073709551487;"), "out-of-range", "P5"),
  same("above uint8, where nothing wraps", one("U8 = 18446744073709551615;"), "out-of-range", "P5"),
  same("below uint32", one("U32 = -1;"), "out-of-range", "P5"),
  same("above sint32", one("S32 = 2147483648;"), "out-of-range", "P5"),
];

const datetimes = [
  ...["20261231235959.999999+999", "20000229000000.000000+000", "20240229000000.000000-001"].map((text) =>
    same(`datetime ${text}`, one(`DT = "${text}";`), "", ""),
  ),
  ...[
    ...["20260101235960.000000+000", "20260101236000.000000+000", "20260101240000.000000+000"],
    ...["19000229000000.000000+000", "21000229000000.000000+000", "20230229000000.000000+000"],
    ...["00000001000060.000000:000", "20260001000000.000000+000", "20260100000000.000000+000"],
  ].map((text) => same(`datetime ${text}`, one(`DT = "${text}";`), "not-a-datetime", "P10")),
];

const keys = [
  same("keys that differ in case", several(all("", "a", "k"), all("", "b", "K")), "", ""),
  same("equal keys", several(all("", "a", "k"), all("", "b", "k")), "same-key", "D12"),
  same(
    "equal keys of a class in any case",
    several(all("", "a", "k"), all("", "b", "k").replace("of T_All", "of t_aLL")),
    "same-key",
    "D12",
  ),
  same(
    "no text of one key runs into the next",
    several(
      instance("T_Pair", "[Pair]a", 'A = "a"; B = "b string:c";'),
      instance("T_Pair", "[Pair]b", 'A = "a string:b"; B = "c";'),
    ),
    "",
    "",
  ),
  same("one key of two equal", several(all(), all("", "b", "a").replace("N = 1", "N = 2")), "", ""),
  same("ids that differ in case", several(all("", "a", "k"), all("", "A", "l")), "duplicate-id", "D4"),
  same(
    "arrays as keys are never equal",
    several(instance("T_List", "[List]a", 'A = {"a"};'), instance("T_List", "[List]b", 'A = {"a"};')),
    "",
    "",
  ),
  same(
    "a text ends at U+0000",
    several(all("", "a", "k"), all("", "b", "k\\x0000l")),
    "w mof/nul-escape, same-key",
    "D12, G15",
  ),
  same(
    "Linux keeps the low byte of an escape",
    several(all("", "a", "A"), all("", "b", "\\x0141")),
    "w mof/low-byte-escape, same-key",
    "D12, G7",
    { target: "linux" },
  ),
  same("Windows keeps all of it", several(all("", "a", "A"), all("", "b", "\\x0141")), "", ""),
];

const encrypted = (password: string) =>
  `${header}instance of MSFT_Credential as $MSFT_Credential1ref { UserName = "u"; Password = "${password}"; };\n` +
  all("Cred = $MSFT_Credential1ref;") +
  ending("2.0.0", ' ContentType = "PasswordEncrypted";');

const passwords = [
  ...[172, 344, 512, 684].map((length) =>
    same(`a password of ${length} characters`, encrypted("A".repeat(length)), "", ""),
  ),
  ...[171, 173, 340, 348, 508, 680, 688].map((length) =>
    same(`a password of ${length} characters`, encrypted("A".repeat(length)), "w plain-password", "G6"),
  ),
  same("no base64", encrypted(`${"A".repeat(343)}!`), "w plain-password", "G6"),
];

/** Settings with two managers and two partial configurations. */
const settings = (first: string, second: string) =>
  `${header}instance of MSFT_WebDownloadManager as $MSFT_WebDownloadManager1ref { ResourceID = "[W]one"; ServerURL = "https://x"; };
instance of MSFT_WebDownloadManager as $MSFT_WebDownloadManager2ref { ResourceID = "[W]two"; ServerURL = "https://x"; };
instance of MSFT_WebResourceManager as $MSFT_WebResourceManager1ref { ResourceID = "[W]modules"; ServerURL = "https://x"; };
instance of MSFT_PartialConfiguration as $MSFT_PartialConfiguration1ref { ResourceID = "[P]one"; ${first} };
instance of MSFT_PartialConfiguration as $MSFT_PartialConfiguration2ref { ResourceID = "[P]two"; ${second} };
instance of MSFT_DSCMetaConfiguration as $MSFT_DSCMetaConfiguration1ref {
  ConfigurationDownloadManagers = {$MSFT_WebDownloadManager1ref, $MSFT_WebDownloadManager2ref};
  ResourceModuleManagers = {$MSFT_WebResourceManager1ref};
  PartialConfigurations = {$MSFT_PartialConfiguration1ref, $MSFT_PartialConfiguration2ref};
};
${ending()}`;

const source = 'ConfigurationSource = {"[W]one"};';
const linux = { target: "linux", meta: true } as const;
const windows = { meta: true } as const;
const twoSources = 'ConfigurationSource = {"[W]one", "[W]two"};';
const modules = 'ResourceModuleSource = {"[W]modules"};';
const twice = settings('ExclusiveResources = {"nx\\\\nxFile"};', 'ExclusiveResources = {"NX\\\\NXFILE"};');

const managerTwice = settings("", "").replace("[W]two", "[w]ONE");
const stray = `instance of MSFT_WebDownloadManager as $MSFT_WebDownloadManager3ref { ResourceID = "[W]three"; ServerURL = "https://x"; };\n`;

const partials = [
  same("two managers of one id", managerTwice, "", "", windows),
  same("a manager that nothing refers to", settings("", "") + stray, "meta-configuration", "M1", windows),
  same(
    "two of one id that nothing refers to",
    settings("", "") + stray + stray.replace("3ref", "4ref"),
    "duplicate-id, meta-configuration",
    "D4, M1",
    windows,
  ),
  ...["3.0.0", "..", "2.0", "2.0.0.0", ""].map((version) =>
    same(
      `settings of version "${version}"`,
      settings("", "").replace('Version = "2.0.0"', `Version = "${version}"`),
      "document-version",
      /^\d*\.\d*\.\d*$/.test(version) ? "M2" : "D9",
      windows,
    ),
  ),
  same(
    "settings of version 1.0.0",
    settings("", "").replace('Version = "2.0.0"', 'Version = "1.0.0"'),
    "",
    "",
    windows,
  ),
  same("one source each, in any case", settings(source, source.replace("W", "w")), "", "", linux),
  same("two sources", settings(twoSources, ""), "partial-configuration", "M3", linux),
  same("two sources on Windows", settings(twoSources, ""), "", "", windows),
  same("a source of modules", settings("", modules), "partial-configuration", "M3", linux),
  same("a source of modules on Windows", settings("", modules), "", "", windows),
  same(
    "a source that nothing defines",
    settings("", source.replace("one", "x")),
    "partial-configuration",
    "M3",
    windows,
  ),
  same(
    "modules that nothing defines",
    settings(modules.replace("modules", "x"), ""),
    "partial-configuration",
    "M3",
    windows,
  ),
  same("a resource claimed twice, in any case", twice, "partial-configuration", "M3", linux),
  same("a resource claimed twice on Windows", twice, "", "", windows),
];

const edges: readonly Edge[] = [
  ...[...headers, ...versions, ...classes, ...integers, ...datetimes, ...keys, ...passwords],
  ...partials,
];

const folder = join(import.meta.dirname, "documents", "schemas");
const schemas = { windows: [folder], linux: [folder] };
const { value: catalogue } = loadCatalogue(nodeHost(), schemas.windows, builtInModules);
const encoder = new TextEncoder();

test.each(edges.map((edge) => [edge.what, edge] as const))("%s", (_, edge) => {
  const { text, target = "windows", meta = false, ours } = edge;
  const { diagnostics } = verifyBytes(encoder.encode(text), catalogue, { file: "d.mof", target, meta });
  const told = diagnostics.map(({ code, severity }) => {
    return `${severity === "error" ? "" : "w "}${code.replace("check/", "")}`;
  });
  expect(told.toSorted()).toEqual([...ours].toSorted());
});

test.skipIf(!hasMofcheck())("the independent checker agrees on each", () => {
  const documents = edges.map(({ text, target = "windows", meta = false }) => {
    return { bytes: encoder.encode(text), target, meta };
  });
  const verdicts = mofcheck(documents, schemas);
  const found = verdicts.map(({ strict }, index) => [edges[index]?.what, [...new Set(strict)].toSorted()]);
  expect(found).toEqual(edges.map(({ what, theirs }) => [what, [...theirs].toSorted()]));
});
