import { expect, test } from "vitest";
import { check } from "../../src/check/check.js";
import { all, catalogue, defaults, declare, run, verified, verify } from "./kit.js";

const document = 'instance of OMI_ConfigurationDocument { Version = "2.0.0"; Name = "x"; };\n';

/** A valid resource with more properties. */
const resource = (body = "", name = "a", key = name) =>
  `instance of T_All as $T_All${name === "a" ? 1 : 2}ref { ResourceID = "[All]${name}"; K = "${key}"; Req = "r"; ` +
  `ModuleName = "Things"; ModuleVersion = "2.1.0"; ${body} };\n`;

const verifyBody = (body: string) => verify(resource(body) + document);

test("what check makes, verify accepts", () => {
  const blocks = declare(
    all("a", { S: "x", U8A: [1], Ensure: "present", C: "c", R64: 1 }),
    all("b", { DependsOn: "[All]a" }),
  );
  const { value, diagnostics } = check(blocks, catalogue, defaults);
  expect(diagnostics).toEqual([]);
  expect(value).toHaveLength(1);
  expect(value.flatMap((document) => verified(document))).toEqual([]);
});

test.each([
  'S = "x"; SA = {"a", "b"}; U8A = {1, 0x2}; B = TRUE; BA = {true, false}; C = \'c\'; R64 = 1.5; R64A = {1.0};',
  "S = NULL; U8 = NULL; SA = NULL;",
  "SA = {null, null}; U8A = {};",
  'DT = "20261120042623.123456+060"; Ensure = "Present"; Level = 4; Mode = "3";',
  "U64 = 18446744073709551615; S64 = -9223372036854775808; S8 = -128;",
])("a document that is right (row %#)", (body) => {
  expect(verifyBody(body)).toEqual([]);
});

test.each([
  ["Nope = 1;", ["unknown-property@Nope"]],
  ["S = 5;", ["wrong-type@5"]],
  ['SA = "a";', ['wrong-type@"a"']],
  ['S = {"a"};', ['array-for-scalar@{"a"}']],
  ["S = {};", ["w array-for-scalar@{}"]],
  ["U8 = {};", ["array-for-scalar@{}"]],
  ["U8A = {1, 256};", ["out-of-range@256"]],
  ["U8 = -1;", ["out-of-range@-1"]],
  ["U64 = -1;", ["w out-of-range@-1"]],
  ["S64 = 18446744073709551615;", ["w out-of-range@18446744073709551615"]],
  ["S8 = 18446744073709551615;", ["w out-of-range@18446744073709551615"]],
  ["R64 = 1;", ["wrong-type@1"]],
  ["R32 = 3.5E+38;", ["w real-out-of-range@3.5E+38"]],
  ["U8 = 1.0;", ["wrong-type@1.0"]],
  ["B = 1;", ["wrong-type@1"]],
  ['C = "a";', ['wrong-type@"a"']],
  ['DT = "tomorrow";', ['not-a-datetime@"tomorrow"']],
  ['Ensure = "present";', ['w value-not-allowed@"present"']],
  ["Level = 2;", ["w value-not-allowed@2"]],
  ['EnsureA = {"Present", "no"};', ['w value-not-allowed@"no"']],
  ['RO = "x";', ["w read-only-property@RO"]],
  ['Sub = "text";', ['wrong-type@"text"']],
  ['SourceInfo = "x";', ['w malformed-source-info@"x"']],
  ['SourceInfo = "C:\\\\a.ps1::1::2::File"; ConfigurationName = "c";', []],
  ['DependsOn = {"[All]z"};', ['unknown-dependency@"[All]z"']],
  ['DependsOn = {"[all]A"};', ['dependency-cycle@"[all]A"']],
  ['DependsOn = {""};', ['malformed-dependency@""']],
  ["DependsOn = {};", []],
])("a property that is not (row %#)", (body, expected) => {
  expect(verifyBody(body)).toEqual(expected);
});

test("every root sets its keys and required properties; inside another instance that is a warning", () => {
  const lacking = 'instance of T_All { ResourceID = "[All]a"; K = NULL; };';
  expect(verify(lacking + document)).toEqual(["missing-property@NULL", `missing-property@${lacking}`]);
  const empty = resource().replace('K = "a"', "K = {}").trimEnd();
  expect(verify(empty + document)).toEqual(["w array-for-scalar@{}", "missing-property@{}"]);
  const version = resource().replace('ModuleVersion = "2.1.0"', "ModuleVersion = NULL");
  expect(verify(version + document)).toEqual(["missing-property@NULL"]);
  const sub = 'instance of T_Sub as $T_Sub1ref { Id = "i"; };';
  expect(verify(sub + resource("Sub = $T_Sub1ref;") + document)).toEqual([`w missing-property@${sub}`]);
});

test("an embedded instance is of the property's class or of one derived from it", () => {
  const sub = 'instance of T_Sub as $T_Sub1ref { Id = "i"; Need = "n"; };';
  const derived = 'instance of T_SubSub as $T_SubSub1ref { Id = "i"; Need = "n"; More = "m"; };';
  const other = 'instance of T_Other as $T_Other1ref { X = "x"; };';
  expect(verify(sub + resource("Subs = {$T_Sub1ref};") + document)).toEqual([]);
  expect(verify(derived + resource("Sub = $t_subSUB1ref;") + document)).toEqual([]);
  expect(verify(other + resource("Subs = {$T_Other1ref};") + document)).toEqual([
    "wrong-embedded-class@$T_Other1ref",
  ]);
  expect(verify(sub + resource("S = $T_Sub1ref;") + document)).toEqual(["wrong-type@$T_Sub1ref"]);
});

const nope = (name: string) => `instance of Nope { ResourceID = "[Nope]${name}"; };`;

test("a class without a schema is told once, and its resources are still targets", () => {
  const text = nope("a") + nope("b") + resource('DependsOn = {"[Nope]b"};') + document;
  expect(verify(text)).toEqual([`unknown-class@${nope("a")}`]);
});

test("PsDscRunAsCredential is unknown to Linux", () => {
  const text = resource("PsDscRunAsCredential = NULL;") + document;
  expect(verify(text, { target: "linux" })).toEqual(["unknown-property@PsDscRunAsCredential"]);
  expect(verify(text)).toEqual([]);
});

test("a document is verified against the base classes of its own system", () => {
  const cms = resource() + document.replace("Name", "UseCms = true; Name");
  const typed = resource() + document.replace("Name", 'DocumentType = "configuration"; Name');
  expect([verify(cms), verify(cms, { target: "linux" })]).toEqual([[], ["unknown-property@UseCms"]]);
  expect([verify(typed), verify(typed, { target: "linux" })]).toEqual([
    ["unknown-property@DocumentType"],
    [],
  ]);
});

test("what is no value is told by the reader alone", () => {
  for (const [body, code] of [
    ["S = 08;", "mof/invalid-number@08"],
    ["S = 99999999999999999999;", "mof/integer-overflow@99999999999999999999"],
    ['SA = {"a", 1};', "mof/mixed-array@1"],
    ["U8A = {1, 2x, 3};", "mof/invalid-number@2x"],
  ] as const)
    expect(verifyBody(body)).toEqual([code]);
  const keys = resource().replace('K = "a"', "K = 1x") + resource("", "b").replace('K = "b"', "K = 1x");
  expect(verify(keys + document)).toEqual(["mof/invalid-number@1x", "mof/invalid-number@1x"]);
});

test("ResourceIDs are unique, ignoring case, and keys are, minding it", () => {
  expect(verify(resource("", "a") + resource("", "A", "k") + document)).toEqual(['duplicate-id@"[All]A"']);
  expect(verify(resource("", "a", "k") + resource("", "b", "k") + document)).toEqual(['same-key@"k"']);
  expect(verify(resource("", "a", "k") + resource("", "b", "K") + document)).toEqual([]);
});

test("forms that an LCM does not look at are warnings", () => {
  const text = resource().replace("[All]a", "a").replace("2.1.0", "v2");
  expect(verify(text + document)).toEqual(['w malformed-id@"a"', 'w invalid-version@"v2"']);
});

test("there is exactly one OMI_ConfigurationDocument, with a version", () => {
  const body = resource().trimEnd();
  expect(verify(body)).toEqual([`configuration-document@${body}`]);
  expect(verify(body + document + document)).toEqual([`configuration-document@${document.trimEnd()}`]);
  const version = (written: string) => verify(body + document.replace('"2.0.0"', written));
  expect(version("NULL")[0]).toMatch(/^missing-property@/);
  expect(version('"2.0"')).toEqual(['document-version@"2.0"']);
  expect(version('"99.99.99"')).toEqual([]);
});

test("an inventory and an LCM's settings are no configuration", () => {
  const inventory = document.replace("Name", 'DocumentType = "Inventory"; Name');
  expect(verify(resource() + inventory, { target: "linux" })).toEqual(['inventory-document@"Inventory"']);
  expect(verify(resource() + inventory)).toEqual(["unknown-property@DocumentType"]);
  const settings = "instance of MSFT_DSCMetaConfiguration { RebootNodeIfNeeded = true; };";
  expect(verify(resource() + settings + document)).toEqual([`meta-configuration@${settings}`]);
});

test("a document needs a resource", () => {
  expect(verify(document)).toEqual([`no-resources@${document.trimEnd()}`]);
});

test("a meta configuration holds settings and nothing else", () => {
  const settings = "instance of MSFT_DSCMetaConfiguration { RebootNodeIfNeeded = true; };";
  const web =
    'instance of MSFT_WebDownloadManager as $MSFT_WebDownloadManager1ref { ResourceId = "[W]w"; ServerURL = "u"; };';
  const meta = { meta: true };
  expect(verify(settings + document, meta)).toEqual([]);
  expect(
    verify(
      web +
        settings.replace("true;", "true; ConfigurationDownloadManagers = {$MSFT_WebDownloadManager1ref};") +
        document,
      meta,
    ),
  ).toEqual([]);
  expect(verify(document, meta)[0]).toMatch(/^meta-configuration@/);
  expect(verify(settings + web + document, meta)).toEqual([`meta-configuration@${web}`]);
  expect(verify(settings + document.replace("2.0.0", "3.0.0"), meta)).toEqual(['document-version@"3.0.0"']);
});

test("compile and verify agree on cycles", () => {
  const blocks = [all("a", { DependsOn: "[All]b" }), all("b", { DependsOn: "[All]a" })];
  expect(run(blocks).brief).toEqual(["dependency-cycle@'[All]b'"]);
  expect(
    verify(resource('DependsOn = {"[All]b"};') + resource('DependsOn = {"[All]a"};', "b") + document),
  ).toEqual(['dependency-cycle@"[All]b"']);
});
