import { expect, test } from "vitest";
import { parseMof } from "../../src/mof/parse.js";
import { refusedByLcm } from "../../src/schema/file-rules.js";
import { sourceOf } from "./kit.js";
import { textOf } from "../../src/source/source.js";

/** What an LCM refuses of a schema file: the name at which it is told, and why. */
function refused(...classes: readonly string[]): readonly string[] {
  const file = parseMof(sourceOf(classes.map((one) => `[ClassVersion("1.0.0")] ${one}\n`).join("")));
  expect(file.diagnostics).toEqual([]);
  return refusedByLcm(file.value).map(({ origin, message }) => {
    const [, because = ""] = /: (.*)\.$/.exec(message) ?? [];
    return `${origin === undefined ? "" : textOf(origin)}: ${because}`;
  });
}

const leaf = "class T_Leaf { string Text; };";
const part = (held: string) => `class T_Part { [EmbeddedInstance("${held}")] string Held; };`;
const resource = (body = "", superClass = "OMI_BaseResource") =>
  `class T_All : ${superClass} { [Key] string K; ${body} };`;
const own = (name: string) => `[EmbeddedInstance("${name}")] string Own;`;
const unreached = (name: string) =>
  `${name}: no property of the resource holds an instance of the class "${name}"`;

test("a class is reached through what the resource holds, however deep and in any case", () => {
  expect(refused(leaf, part("t_LEAF"), resource(own("T_PART")))).toEqual([]);
  expect(refused(leaf, part("T_Part"), resource(own("T_Part")))).toEqual([unreached("T_Leaf")]);
  expect(refused(leaf, part("T_Leaf"), resource())).toEqual([unreached("T_Leaf"), unreached("T_Part")]);
});

test("an inherited property reaches as an own one does, and inheriting reaches nothing", () => {
  const derived = "class T_More : T_Part { string More; };";
  expect(refused(leaf, part("T_Leaf"), derived, resource(own("T_More")))).toEqual([unreached("T_Part")]);
  expect(refused(leaf, part("T_Leaf"), derived, resource(own("T_Part")))).toEqual([unreached("T_More")]);
});

test("only a direct subclass of the base class is a resource", () => {
  expect(refused(resource("", "omi_BASEresource"))).toEqual([]);
  expect(refused(leaf, resource("", "T_Leaf"))).toEqual([]);
  const second = "class T_Two : OMI_BaseResource { [Key] string K; };";
  expect(refused(resource(), second)).toEqual(["T_Two: it declares 2 resources and has to declare one"]);
  const far = "class T_Far : T_All { string More; };";
  expect(refused(resource(), far)).toEqual([unreached("T_Far")]);
});

test("the log resource alone needs no key", () => {
  const keyless = (name: string) => `class ${name} : OMI_BaseResource { [Write] string Message; };`;
  expect(refused(keyless("msft_logresource"))).toEqual([]);
  expect(refused(keyless("T_Log"))).toEqual(['T_Log: the resource "T_Log" has no key']);
});

test("a property of the base class keeps its type and its shape", () => {
  const retyped = (property: string) => refused(resource(`${property};`));
  expect(retyped("STRING moduleVERSION")).toEqual([]);
  expect(retyped("uint8 moduleVERSION")).toEqual(["moduleVERSION: a string"]);
  expect(retyped("string ModuleVersion[]")).toEqual(["ModuleVersion: a string"]);
  expect(retyped("string DependsOn[]")).toEqual([]);
  expect(retyped("string DependsOn")).toEqual(["DependsOn: a list of strings"]);
  expect(retyped('[EmbeddedInstance("MSFT_KeyValuePair")] string SourceInfo')).toEqual([
    "SourceInfo: a string",
  ]);
  expect(retyped("[EmbeddedObject] string SourceInfo")).toEqual(["SourceInfo: a string"]);
});

test("the instance to run as is one of any class, and the base class of Linux has none", () => {
  const retyped = (property: string) => refused(resource(`${property};`));
  expect(retyped("string PsDscRunAsCredential")).toEqual([]);
  expect(retyped('[EmbeddedInstance("T_Other")] string PsDscRunAsCredential')).toEqual([]);
  expect(retyped("string PsDscRunAsCredential[]")).toEqual([
    "PsDscRunAsCredential: an instance of MSFT_Credential",
  ]);
});
