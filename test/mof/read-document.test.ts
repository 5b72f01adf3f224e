import { expect, test } from "vitest";
import { parseMof } from "../../src/mof/parse.js";
import { readDocument } from "../../src/mof/read-document.js";
import { textOf } from "../../src/source/source.js";
import { problemsOf, read, sourceOf } from "./kit.js";

test("instances in their order, aliases without the dollar sign, values as they are", () => {
  const { document, diagnostics } = read(
    `/*\n@TargetNode='web01'\n@GeneratedBy=me\n*/
     class C { string X; };
     instance of A as $A1 { X = "a"; Y = {1, 2}; };
     instance of B { Z = {$a1}; };`,
  );
  expect(diagnostics).toEqual([]);
  expect(document).toEqual({
    header: { targetNode: "web01", generatedBy: "me" },
    instances: [
      {
        className: "A",
        alias: "A1",
        properties: [
          { name: "X", value: { kind: "string", text: "a" } },
          {
            name: "Y",
            value: {
              kind: "array",
              items: [
                { kind: "integer", text: "1" },
                { kind: "integer", text: "2" },
              ],
            },
          },
        ],
      },
      {
        className: "B",
        properties: [{ name: "Z", value: { kind: "array", items: [{ kind: "instance", alias: "a1" }] } }],
      },
    ],
  });
});

test("origins stand beside the document, part for part", () => {
  const { value } = readDocument(parseMof(sourceOf('instance of A { X = "a" "b"; Y = {1, 2}; };')).value);
  const [instance] = value.origins.instances;
  expect(
    instance?.properties.map(({ name, value: place, items }) => [name, place, ...(items ?? [])].map(textOf)),
  ).toEqual([
    ["X", '"a" "b"'],
    ["Y", "{1, 2}", "1", "2"],
  ]);
  expect(instance && textOf(instance.origin)).toContain("instance of A");
});

test("a property may be set once, whatever its case; the first one counts", () => {
  const { document, diagnostics } = read("instance of A { Name = 1; X = 2; NAME = 3; };");
  expect(problemsOf("instance of A { Name = 1; X = 2; NAME = 3; };")).toEqual([
    'mof/duplicate-property 1:34 "NAME"',
  ]);
  expect(diagnostics[0]?.related.map(({ origin }) => textOf(origin))).toEqual(["Name"]);
  expect(document.instances[0]?.properties.map(({ name }) => name)).toEqual(["Name", "X"]);
});

test("an alias stands for one instance, whatever its case", () => {
  const text = "instance of A as $A1 { X = 1; };\ninstance of A as $a1 { X = 1; };";
  expect(problemsOf(text)).toEqual(['mof/duplicate-alias 2:18 "$a1"']);
  expect(read(text).diagnostics[0]?.related.map(({ origin }) => origin.start)).toEqual([17]);
});

test.each([
  ["instance of A as $A1 { X = $A1; };", "further down", "Move"],
  ["instance of A { X = {$B1}; };\ninstance of B as $B1 { X = 1; };", "further down", "Move"],
  ["instance of B as $Bold { X = 1; };\ninstance of A { X = $Bald; };", "No instance has", 'mean "$Bold"'],
  ["instance of A { X = $Q; };", "No instance has", "Define an instance"],
])("an alias is defined above: %s", (text, message, help) => {
  const [found, ...others] = read(text).diagnostics;
  expect(found?.code).toBe("mof/undefined-alias");
  expect(found?.message).toContain(message);
  expect(found?.help).toContain(help);
  expect(found?.origin && textOf(found.origin)).toMatch(/^\$/);
  expect(others).toEqual([]);
});

test("beside a declaration that could not be read, an unknown alias proves nothing", () => {
  expect(problemsOf("instance of A as $A1 { X = ; };\ninstance of B { Y = $A1; };")).toEqual([
    'mof/syntax 1:28 ";"',
  ]);
});

test.each([
  ["", {}],
  ["/* nothing */", {}],
  ["// @TargetNode='a'\n", {}],
  [
    "\r\n/*\r\r\n@TargetNode='it's'\r\r\n@GenerationDate=01/02/2024 03:04:05\r\r\n*/",
    { targetNode: "it's", generationDate: "01/02/2024 03:04:05" },
  ],
  ["/*\n@GenerationHost=\n@Other=x\n*/ /* @TargetNode='b' */", { generationHost: "" }],
])("the header of %j", (comment, header) => {
  expect(read(`${comment} instance of A { X = 1; };`.replace("// @", "//@")).document.header).toEqual(header);
});

test.each([
  [String.raw`"\x0141\x00C3\x00A9"`, "\u0141\u00c3\u00a9", "A\u00e9"],
  // A byte that is no character in UTF-8 is none of a text either.
  [String.raw`"\x00E9"`, "\u00e9", "\udce9"],
  [String.raw`"a\x0000b"`, "a", "a"],
  [String.raw`"\x0100b"`, "\u0100b", ""],
])("what the text %s is to an LCM of Windows and of Linux", (literal, windows, linux) => {
  for (const [target, expected] of [
    ["windows", windows],
    ["linux", linux],
  ] as const) {
    const file = parseMof(sourceOf(`instance of A { X = ${literal}; };`), { target, utf8: true });
    const [found] = readDocument(file.value).value.document.instances;
    expect(found?.properties[0]?.value).toEqual({ kind: "string", text: expected });
  }
});
