import { expect, test } from "vitest";
import type { CheckSettings } from "../../src/check/check.js";
import type { Instance } from "../../src/model/document.js";
import { textOf } from "../../src/source/source.js";
import {
  all,
  blockOf,
  cimInstance,
  elsewhere,
  hashOf,
  located,
  psCredential,
  resourcesOf,
  run,
  secret,
  symbol,
  unknown,
  valueOf,
  type Short,
} from "./kit.js";

/** What a property becomes: the instances of the document as class and values, or what is reported. */
function embed(property: string, value: Short, settings: Partial<CheckSettings> = {}): unknown {
  const { document, brief } = run([all("a", { [property]: value })], settings);
  return brief.length > 0 ? brief : resourcesOf(document).slice(0, -1).map(inShort);
}

function inShort(instance: Instance): unknown {
  return [instance.className, ...instance.properties.map(({ name }) => [name, valueOf(instance, name)])];
}

const sub = { Id: "i", Need: "n" };
const made = ["T_Sub", ["Id", "i"], ["Need", "n"]];

test.each<readonly [string, Short, readonly unknown[]]>([
  ["Sub", hashOf(sub), [made]],
  ["Sub", hashOf({ need: "n", ID: symbol("i") }), [made]],
  [
    "Sub",
    hashOf([
      [symbol("Need"), "n"],
      [symbol("Id"), "i"],
    ]),
    [made],
  ],
  ["Sub", cimInstance("t_sub", sub), [made]],
  [
    "Sub",
    cimInstance("FriendlySub", { ...sub, More: "m" }),
    [["T_SubSub", ["More", "m"], ["Id", "i"], ["Need", "n"]]],
  ],
  ["Sub", hashOf({ ...sub, More: "m" }), [["T_SubSub", ["More", "m"], ["Id", "i"], ["Need", "n"]]]],
  [
    "Sub",
    hashOf({ ...sub, Deep: "d", More: "m" }),
    [["T_Deep", ["Deep", "d"], ["More", "m"], ["Id", "i"], ["Need", "n"]]],
  ],
  ["Sub", null, []],
  ["Subs", [], []],
  ["Subs", hashOf(sub), [made]],
  ["Subs", [hashOf(sub), cimInstance("T_Sub", sub)], [made, made]],
  ["Shape", hashOf({ Name: "s", Radius: 2 }), [["T_Circle", ["Radius", 2n], ["Name", "s"]]]],
  // An LCM takes an instance of an abstract class, and `verify` says nothing of one.
  ["Shape", cimInstance("T_Shape", { Name: "s" }), [["T_Shape", ["Name", "s"]]]],
  ["Item", cimInstance("T_Shape", { Name: "s" }), [["T_Shape", ["Name", "s"]]]],
  ["Item", cimInstance("T_Sub", sub), [made]],
  [
    "Item",
    cimInstance("T_SubSub", { ...sub, More: "m" }),
    [["T_SubSub", ["More", "m"], ["Id", "i"], ["Need", "n"]]],
  ],
  ["Items", cimInstance("T_Sub", sub), [made]],
  ["Items", [cimInstance("T_Sub", sub), cimInstance("T_Other", { X: "x" })], [made, ["T_Other", ["X", "x"]]]],
  ["Pairs", hashOf({}), []],
  [
    "Pairs",
    hashOf({ a: "1", b: symbol("x") }),
    [
      ["MSFT_KeyValuePair", ["Key", "a"], ["Value", "1"]],
      ["MSFT_KeyValuePair", ["Key", "b"], ["Value", "x"]],
    ],
  ],
  ["Pairs", hashOf({ Key: "a", Value: "1" }), [["MSFT_KeyValuePair", ["Key", "a"], ["Value", "1"]]]],
  ["Pairs", hashOf({ Key: "a" }), [["MSFT_KeyValuePair", ["Key", "Key"], ["Value", "a"]]]],
  ["Pairs", [hashOf({ Key: "a" })], [["MSFT_KeyValuePair", ["Key", "a"]]]],
])("%s holds instances (row %#)", (property, value, expected) => {
  expect(embed(property, value)).toEqual(expected);
});

test.each<readonly [string, Short, readonly string[]]>([
  ["Sub", hashOf({ Id: "i" }), ["missing-property@{'Id' => 'i', }"]],
  ["Sub", hashOf({ ...sub, id: "j" }), ["duplicate-property@'id'"]],
  ["Sub", hashOf({ ...sub, Moore: "m" }), ["unknown-property@'Moore'"]],
  ["Sub", hashOf({ ...sub, Need: 5 }), ["number-for-string@5"]],
  ["Sub", hashOf({ ...sub, Need: null }), ["null-mandatory@nil"]],
  ["Sub", hashOf({ ...sub, Need: secret }), ["secret-not-allowed@secret('x')"]],
  ["Sub", hashOf({ ...sub, Need: unknown("node['x']") }), ["unknown-value@node['x']"]],
  ["Sub", hashOf([[unknown("node['x']"), "x"]]), ["unknown-value@node['x']"]],
  ["Sub", hashOf([[5, "x"]]), ["wrong-type@5"]],
  [
    "Sub",
    hashOf([
      ["a", "b"],
      ["Id", "i"],
    ]),
    ["unknown-property@'a'", "missing-property@{'a' => 'b', 'Id' => 'i', }"],
  ],
  [
    "Sub",
    cimInstance("T_Subb", sub),
    ["unknown-embedded-class@cim_instance('T_Subb', 'Id' => 'i', 'Need' => 'n', )"],
  ],
  ["Sub", cimInstance("T_Other", { X: "x" }), ["wrong-embedded-class@cim_instance('T_Other', 'X' => 'x', )"]],
  [
    "Subs",
    [hashOf({ Id: "i", Need: 1 }), hashOf({ Id: 2, Need: "n" })],
    ["number-for-string@1", "number-for-string@2"],
  ],
  ["Shape", hashOf({ Name: "s" }), ["ambiguous-class@{'Name' => 's', }"]],
  ["Shape", hashOf({ Radius: 2 }), ["missing-property@{'Radius' => 2, }"]],
  ["Lost", hashOf({ X: "x" }), ["unknown-embedded-class@{'X' => 'x', }"]],
  ["Bag", hashOf({}), ["empty-instance@{}"]],
  ["Pairs", hashOf([[null, "x"]]), ["null-mandatory@nil"]],
  [
    "Pairs",
    hashOf([
      ["a", 5],
      [6, "b"],
    ]),
    ["number-for-string@5", "number-for-string@6"],
  ],
  [
    "Pairs",
    hashOf([
      ["a", "1"],
      [symbol("a"), "2"],
      ["A", "3"],
    ]),
    ["duplicate-property@:a", "duplicate-property@'A'"],
  ],
  ["Pairs", "a", ["wrong-type@'a'"]],
  ["Item", "x", ["wrong-type@'x'"]],
  ["Item", hashOf({ X: "x" }), ["wrong-type@{'X' => 'x', }"]],
  [
    "Item",
    cimInstance("T_Nope", { X: "x" }),
    ["unknown-embedded-class@cim_instance('T_Nope', 'X' => 'x', )"],
  ],
  ["Items", ["x", null], ["wrong-type@'x'", "null-in-array@nil"]],
])("%s refuses what is wrong inside (row %#)", (property, value, expected) => {
  expect(embed(property, value)).toEqual(expected);
});

test("instances stand before their owners, depth first, and each knows its place", () => {
  const inner = hashOf({ Id: "1", Need: "n", Inner: hashOf({ X: "x" }) });
  const { value } = located([all("a", { Subs: [inner, inner] }), all("b", { Sub: inner })]);
  expect(value.document.instances.map(({ alias }) => alias)).toEqual([
    ...["T_Other1ref", "T_Sub1ref", "T_Other2ref", "T_Sub2ref", "T_All1ref"],
    ...["T_Other3ref", "T_Sub3ref", "T_All2ref", undefined],
  ]);
  expect(valueOf(value.document.instances[1], "Inner")).toBe("$T_Other1ref");
  expect(valueOf(value.document.instances[4], "Subs")).toEqual(["$T_Sub1ref", "$T_Sub2ref"]);
  const places = value.origins.instances[0];
  expect(places && textOf(places.origin)).toBe("{'X' => 'x', }");
  expect(places?.properties.map((one) => [textOf(one.name), textOf(one.value)])).toEqual([["'X'", "'x'"]]);
});

test("blocks with the same embedded instances are one, others are not", () => {
  const same = run([all("a", { Sub: hashOf(sub) }), all("a", { Sub: hashOf(sub) })]);
  expect(same.brief).toEqual(["w identical-resources@'a'"]);
  const different = run([all("a", { Sub: hashOf(sub) }), all("a", { Sub: hashOf({ ...sub, Need: "m" }) })]);
  expect(different.brief).toEqual(["same-key@'a'"]);
});

test("coerce reaches inside", () => {
  const coerced = embed("Sub", hashOf({ Id: 1, Need: "n" }), { coerce: true });
  expect(coerced).toEqual([["T_Sub", ["Id", "1"], ["Need", "n"]]]);
  const pairs = embed("Pairs", hashOf([[1, 2]]), { coerce: true });
  expect(pairs).toEqual([["MSFT_KeyValuePair", ["Key", "1"], ["Value", "2"]]]);
});

test("where no class has all the properties, what is wrong is told of the first that has most, and of none that is abstract", () => {
  const told = (property: string, content: Readonly<Record<string, Short>>) =>
    run([all("a", { [property]: hashOf(content) })]).diagnostics.map(({ message }) => message);
  const [shape] = told("Shape", { Name: "n", Radius: 1, Side: 2 });
  expect(shape).toMatch(/"Side".*T_Circle|T_Circle.*"Side"/);
  const [none] = told("Shape", { Name: "n", Nope: 1 });
  expect(none).toMatch(/"Nope".*T_Circle|T_Circle.*"Nope"/);
  const [sub] = told("Sub", { Id: "i", Need: "n", Nope: 1 });
  expect(sub).toMatch(/"Nope".*T_Sub\b|T_Sub\b.*"Nope"/);
});

test("the class of a block is that of the module which it names, where the property takes any class", () => {
  const block = (
    module: string,
    className = "T_Sub",
    content: Readonly<Record<string, Short>> = { FromZone: "x" },
  ) => embed("Item", blockOf(className, module, content));
  expect(block("Zone")).toEqual([["T_Sub", ["FromZone", "x"]]]);
  expect(block("Things", "T_Sub", sub)).toEqual([made]);
  expect(block("Things")).toEqual([
    expect.stringMatching(/^unknown-property/),
    expect.stringMatching(/^missing/),
  ]);
  expect(block("Zone", "T_Other")).toEqual([expect.stringMatching(/^unknown-embedded-class/)]);
  expect(block("Zone", "MSFT_KeyValuePair", { Key: "k", Value: "v" })).toEqual([
    ["MSFT_KeyValuePair", ["Key", "k"], ["Value", "v"]],
  ]);
});

test("a block for a property's own class is that, whatever module it names", () => {
  expect(embed("Sub", blockOf("T_Sub", "Zone", sub))).toEqual([made]);
  expect(embed("Sub", blockOf("T_SubSub", "Zone", sub))).toEqual([
    expect.stringMatching(/^unknown-embedded-class/),
  ]);
});

test("a class that inherits from that of credentials takes a password, but not a credential", () => {
  const settings = { credentials: { passwords: { kind: "plain" }, domainUsers: false } } as const;
  const given = (value: Short) => run([all("a", { Login: value })], settings).diagnostics;
  expect(given(hashOf({ UserName: "u", Password: "p", Realm: "r" }))).toEqual([]);
  expect(given(cimInstance("T_Login", { UserName: "u", Password: "p" }))).toEqual([]);
  expect(given(psCredential("u", "p"))).toMatchObject([
    {
      code: "check/wrong-embedded-class",
      help: "Write `cim_instance('T_Login', UserName: …, Password: …)`, or a Hash of its properties.",
    },
  ]);
  expect(given(secret)).toMatchObject([{ code: "check/wrong-type", secret: true }]);
  expect(given(elsewhere("p"))).toMatchObject([{ code: "check/wrong-type", secret: true }]);
});
