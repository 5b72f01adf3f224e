import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Document } from "../../src/model/document.js";
import type { Value } from "../../src/model/value.js";
import { encodeDocument } from "../../src/mof/encode.js";
import { isHeaderText } from "../../src/mof/header.js";
import { unwritable } from "../../src/mof/literal.js";
import type { Target } from "../../src/mof/literal.js";
import { parseMof } from "../../src/mof/parse.js";
import { printDocument } from "../../src/mof/print.js";
import { decodeText } from "../../src/source/decode.js";
import { read, sourceOf } from "./kit.js";

const example: Document = {
  header: {
    targetNode: "web01",
    generatedBy: "me",
    generationDate: "01/02/2024 03:04:05",
    generationHost: "here",
  },
  instances: [
    {
      className: "MSFT_KeyValuePair",
      alias: "MSFT_KeyValuePair1ref",
      properties: [
        { name: "Key", value: { kind: "string", text: "a" } },
        { name: "Value", value: { kind: "string", text: "line\r\nline" } },
      ],
    },
    {
      className: "OMI_ConfigurationDocument",
      properties: [
        { name: "Version", value: { kind: "string", text: "2.0.0" } },
        {
          name: "Pairs",
          value: {
            kind: "array",
            items: [
              { kind: "instance", alias: "MSFT_KeyValuePair1ref" },
              { kind: "instance", alias: "MSFT_KeyValuePair1ref" },
            ],
          },
        },
      ],
    },
  ],
};

const printed = `/*
@TargetNode='web01'
@GeneratedBy=me
@GenerationDate=01/02/2024 03:04:05
@GenerationHost=here
*/

instance of MSFT_KeyValuePair as $MSFT_KeyValuePair1ref
{
 Key = "a";
 Value = "line\\r\\nline";
};

instance of OMI_ConfigurationDocument
{
 Version = "2.0.0";
 Pairs = {
    $MSFT_KeyValuePair1ref,
    $MSFT_KeyValuePair1ref
};
};
`;

test("a document's layout, with the line ends of its target", () => {
  expect(printDocument(example, { target: "linux" })).toBe(printed);
  expect(printDocument(example, { target: "windows" })).toBe(printed.replaceAll("\n", "\r\n"));
});

test("nothing of HTML or Handlebars is done to values", () => {
  const text = `<a href="{{x}}">&amp;'{{{y}}}</a>`;
  const document: Document = {
    header: { targetNode: "{{header}}" },
    instances: [{ className: "A", properties: [{ name: "X", value: { kind: "string", text } }] }],
  };
  const output = printDocument(document, { target: "linux" });
  expect(output).toContain(`"${text.replaceAll('"', '\\"')}"`);
  expect(output).toContain("@TargetNode='{{header}}'");
});

test.each(["*/ instance of Evil", "a\nb", "a\rb", "\0", "\x7f", "\ud800"])(
  "%j is not fit for the header",
  (text) => {
    expect(isHeaderText(text)).toBe(false);
    const document: Document = { header: { generatedBy: text }, instances: [] };
    expect(() => printDocument(document, { target: "linux" })).toThrow();
  },
);

test.each<Document>([
  { header: {}, instances: [{ className: "A B", properties: [] }] },
  { header: {}, instances: [{ className: "A", alias: "$A", properties: [] }] },
  {
    header: {},
    instances: [{ className: "A", properties: [{ name: "X = 1; Y", value: { kind: "null" } }] }],
  },
])("a name that is none is not written: %j", (document) => {
  expect(() => printDocument(document, { target: "windows" })).toThrow();
});

/* Whatever a document can hold is read back as it was, through text and through bytes. */

const reservedWords =
  /^(?:class|qualifier|method|parameter|any|scope|flavor|instance|of|as|null|true|false|ref|string|datetime|boolean|char16|[su]int(?:8|16|32|64)|real(?:32|64)|restricted|tosubclass|toinstance|translatable|enableoverride|disableoverride)$/i;

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/).filter((word) => !reservedWords.test(word));

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      "\\",
      "'",
      "\r",
      "\n",
      "\t",
      "x",
      "0",
      "*/",
      "//",
      "{{",
      "\u0001",
      "\ufeff",
      "\uffff",
      "é",
      "😀",
    ),
  }),
);

const writableText = (target: Target) => anyText.filter((text) => unwritable(text, target) === undefined);

const integer = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n });

const scalarOf = (target: Target): readonly fc.Arbitrary<Value>[] => [
  writableText(target).map((text) => ({ kind: "string", text })),
  integer.map((value) => ({ kind: "integer", text: value.toString() })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => ({ kind: "real", number })),
  fc.boolean().map((value) => ({ kind: "boolean", value })),
  fc.integer({ min: 0, max: 0xffff }).map((unit) => ({ kind: "char", text: String.fromCharCode(unit) })),
  fc.constant({ kind: "null" }),
];

function values(target: Target, aliases: readonly string[]): fc.Arbitrary<Value> {
  const scalars = [...scalarOf(target)];
  if (aliases.length > 0)
    scalars.push(fc.constantFrom(...aliases).map((alias) => ({ kind: "instance", alias })));
  const arrays = scalars.map((scalar): fc.Arbitrary<Value> =>
    fc.array(scalar, { maxLength: 4 }).map((items) => ({ kind: "array", items })),
  );
  return fc.oneof(...scalars, ...arrays);
}

const uniqueNames = (minLength: number, maxLength: number) =>
  fc.uniqueArray(name, { minLength, maxLength, selector: (word) => word.toLowerCase() });

const headerText = anyText.filter(isHeaderText);
const header = fc.record(
  { targetNode: headerText, generatedBy: headerText, generationDate: headerText, generationHost: headerText },
  { requiredKeys: [] },
);

function documents(target: Target): fc.Arbitrary<Document> {
  const instances = uniqueNames(1, 4).chain((aliases) =>
    fc.tuple(
      ...aliases.map((alias, index) => {
        const value = values(target, aliases.slice(0, index));
        const properties = uniqueNames(1, 5).chain((words) =>
          fc.tuple(...words.map((word) => value.map((made) => ({ name: word, value: made })))),
        );
        const named = fc.record({ className: name, alias: fc.constant(alias), properties });
        return index % 2 === 0 ? named : fc.oneof(named, fc.record({ className: name, properties }));
      }),
    ),
  );
  return fc.record({ header, instances }).filter(hasItsAliases);
}

/** An instance may have lost its alias, and then nothing may refer to it. */
function hasItsAliases({ instances }: Document): boolean {
  const known = new Set(instances.map(({ alias }) => alias));
  const used = (value: Value): boolean =>
    value.kind === "instance" ? known.has(value.alias) : value.kind !== "array" || value.items.every(used);
  return instances.every(({ properties }) => properties.every(({ value }) => used(value)));
}

test.each<Target>(["windows", "linux"])("a document for %s is read back as it was", (target) => {
  fc.assert(
    fc.property(documents(target), (document) => {
      const decoded = decodeText(encodeDocument(printDocument(document, { target }), target));
      if (!decoded.ok) throw new Error(decoded.reason);
      const found = read(decoded.text);
      expect(found.diagnostics).toEqual([]);
      expect(found.document).toEqual(document);
    }),
    { numRuns: 300 },
  );
});

test("a document in the form of Windows PowerShell 5.1 is read back as it was", () => {
  fc.assert(
    fc.property(documents("windows"), (document) => {
      const text = printDocument(document, { target: "windows", compat: "ps51" });
      const decoded = decodeText(encodeDocument(text, "windows", "utf16le"));
      if (!decoded.ok) throw new Error(decoded.reason);
      const found = read(decoded.text);
      expect(found.diagnostics).toEqual([]);
      expect(found.document).toEqual(document);
    }),
    { numRuns: 300 },
  );
});

test("the same document gives the same text", () => {
  fc.assert(
    fc.property(documents("windows"), (document) => {
      const copy: Document = structuredClone(document);
      expect(printDocument(copy, { target: "windows" })).toBe(printDocument(document, { target: "windows" }));
    }),
    { numRuns: 20 },
  );
});

/* Real files, where they are at hand. */

const filesUnder = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.toLowerCase().endsWith(ending))
    .sort()
    .map((path) => join(folder, path));

function textOfFile(path: string): string {
  const decoded = decodeText(readFileSync(path));
  if (!decoded.ok) throw new Error(`${path} ${decoded.reason}`);
  return decoded.text;
}

test.skipIf(!existsSync("../shared"))("every real document is read, printed and read again as it was", () => {
  const paths = filesUnder("../shared/documents", ".mof");
  expect(paths.length).toBeGreaterThan(70);
  for (const path of paths) {
    const { document, diagnostics } = read(textOfFile(path));
    expect(diagnostics, path).toEqual([]);
    expect(document.instances.length, path).toBeGreaterThan(0);
    for (const target of ["windows", "linux"] as const) {
      const again = read(printDocument(document, { target }));
      expect(again.diagnostics, path).toEqual([]);
      expect(again.document, path).toEqual(document);
    }
  }
});

test.skipIf(!existsSync("../shared"))("every real schema is read", () => {
  const paths = filesUnder("../shared/schemas", ".mof");
  expect(paths).toHaveLength(127);
  for (const path of paths) {
    const { value, diagnostics } = parseMof(sourceOf(textOfFile(path)));
    expect(diagnostics, path).toEqual([]);
    expect(
      value.declarations.some((declaration) => declaration.kind === "class"),
      path,
    ).toBe(true);
  }
});
