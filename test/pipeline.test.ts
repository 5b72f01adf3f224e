import fc from "fast-check";
import { expect, test } from "vitest";
import { compileNode, readRecipes, type CompileSettings } from "../src/compile.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import type { Property } from "../src/model/document.js";
import { parseMof } from "../src/mof/parse.js";
import { readDocument } from "../src/mof/read-document.js";
import { catalogueInMemory } from "../src/schema/catalogue-of.js";
import type { CimProperty, CimType, Module } from "../src/schema/resource-class.js";
import { decodeText } from "../src/source/decode.js";
import { nodeOf } from "./support/plan.js";

/*
 * Whatever text, name or number stands in a recipe comes back unchanged from the bytes of the document, or is
 * refused with a diagnostic. Nothing in between: no other value, no exception.
 */

const scalars: readonly CimType[] = [
  ...(["string", "boolean", "real32", "real64", "uint8", "uint16", "uint32", "uint64"] as const),
  ...(["sint8", "sint16", "sint32", "sint64"] as const),
];

function property(name: string, type: CimType, more: Partial<CimProperty> = {}): CimProperty {
  return { name, type, array: false, key: false, required: false, readOnly: false, ...more };
}

const contoso: Module = {
  name: "ContosoDsc",
  version: "1.2.3",
  inBox: false,
  platform: "any",
  classes: [
    {
      name: "Contoso_Thing",
      superClass: "OMI_BaseResource",
      friendlyName: "Thing",
      properties: [
        property("Id", "string", { key: true }),
        ...scalars.map((type) => property(`A_${type}`, type)),
        ...scalars.map((type) => property(`L_${type}`, type, { array: true })),
      ],
    },
  ],
};

const node = nodeOf({}, false);

interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly bytes: Uint8Array | undefined;
  readonly properties: readonly Property[] | undefined;
}

function compile(recipe: string, target: "windows" | "linux"): Outcome {
  const settings: CompileSettings = {
    catalogue: catalogueInMemory([contoso]),
    ...{ target, configurationName: "Generated", fileCachePath: "C:\\chef\\cache" },
    ...{ complete: true, encoding: undefined, stamp: { author: undefined, date: undefined } },
  };
  const read = readRecipes([{ name: "generated.rb", path: "generated.rb", text: recipe }]);
  const compiled = compileNode(read.value, node, settings);
  const diagnostics = [...read.diagnostics, ...compiled.diagnostics];
  const bytes = compiled.value?.[0]?.bytes;
  return { diagnostics, bytes, properties: bytes && readBack(bytes) };
}

/** The first instance's properties, read from the bytes as an LCM would get them. */
function readBack(bytes: Uint8Array): readonly Property[] | undefined {
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw new Error(decoded.reason);
  const file = parseMof({ name: "web01.mof", path: "web01.mof", text: decoded.text });
  const located = readDocument(file.value);
  expect([...file.diagnostics, ...located.diagnostics]).toEqual([]);
  return located.value.document.instances[0]?.properties;
}

function block(name: string, lines: readonly string[]): string {
  return `dsc_resource ${name} do\n  resource :thing\n  property :Id, 'x'\n${lines.join("\n")}\nend\n`;
}

/** A text as Ruby writes it between single quotes. */
function single(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}

/** A text as Ruby writes it between double quotes: some characters as they are, some as escapes. */
function double(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\0": "\\0",
    '"': '\\"',
    "\\": "\\\\",
    "#": "\\#",
  };
  return `"${[...text].map((character) => escapes[character] ?? character).join("")}"`;
}

/** A text as the body of a heredoc without escapes; it needs an end of line, and no line like its id. */
function heredoc(text: string): string {
  return `<<'END_OF_IT'\n${text}\nEND_OF_IT\n`;
}

const unicode = fc.string({ unit: "binary", maxLength: 60 });
const nasty = fc.oneof(
  unicode,
  fc.string({
    unit: fc.constantFrom(
      '"',
      "'",
      "\\",
      "\n",
      "\r",
      "\t",
      "\0",
      "#{",
      "};",
      "*/",
      "$",
      "`",
      "é",
      "€",
      "\u{1F600}",
      "\u2028",
    ),
    maxLength: 20,
  }),
);
const targets = fc.constantFrom("windows" as const, "linux" as const);

/** What cannot be written for the target, and is refused: NUL anywhere, on Linux also most control characters. */
function unwritable(text: string, target: "windows" | "linux"): boolean {
  return target === "windows" ? text.includes("\0") : /[\0-\x07\x0b\x0e-\x1f\x7f]/.test(text);
}

function valueOf(outcome: Outcome, name: string): unknown {
  return outcome.properties?.find((candidate) => candidate.name === name)?.value;
}

test("a text comes back as it is, in every form of string, or is refused", () => {
  fc.assert(
    fc.property(nasty, targets, fc.constantFrom("single", "double", "heredoc"), (text, target, form) => {
      const written = form === "single" ? single(text) : form === "double" ? double(text) : heredoc(text);
      const body = form === "heredoc" ? `${text}\n` : text;
      // Ruby itself reads CR LF in a source as LF; only an escape keeps the CR.
      const expected = form === "double" ? body : body.replaceAll("\r\n", "\n");
      const outcome = compile(block("'block'", [`  property :A_string, ${written}`]), target);
      if (unwritable(expected, target)) {
        expect(outcome.bytes).toBeUndefined();
        expect(outcome.diagnostics.length).toBeGreaterThan(0);
      } else {
        expect(outcome.diagnostics).toEqual([]);
        expect(valueOf(outcome, "A_string")).toEqual({ kind: "string", text: expected });
      }
    }),
    { numRuns: 1000 },
  );
});

test("a resource's name comes back in its ResourceID, or is refused", () => {
  fc.assert(
    fc.property(nasty, targets, (name, target) => {
      const outcome = compile(block(double(name), []), target);
      if (outcome.bytes === undefined) {
        expect(outcome.diagnostics.some(({ severity }) => severity === "error")).toBe(true);
        expect(/[\0-\x1f\x7f]/.test(name) || name.trim() === "", JSON.stringify(name)).toBe(true);
      } else {
        expect(valueOf(outcome, "ResourceID")).toEqual({ kind: "string", text: `[Thing]${name}` });
      }
    }),
    { numRuns: 1000 },
  );
});

const widths = scalars.filter((type) => /int/.test(type));

function fits(value: bigint, type: CimType): boolean {
  const bits = BigInt(/\d+$/.exec(type)?.[0] ?? 0);
  return type.startsWith("u")
    ? value >= 0n && value < 1n << bits
    : value >= -(1n << (bits - 1n)) && value < 1n << (bits - 1n);
}

test("an integer comes back digit by digit where it fits, and is refused where it does not", () => {
  const integers = fc.oneof(
    fc.bigInt({ min: -(1n << 66n), max: 1n << 66n }),
    fc
      .tuple(
        fc.constantFrom(7n, 8n, 15n, 16n, 31n, 32n, 63n, 64n),
        fc.constantFrom(-1n, 0n, 1n),
        fc.boolean(),
      )
      .map(([bits, off, minus]) => (minus ? -(1n << bits) : 1n << bits) + off),
  );
  fc.assert(
    fc.property(integers, fc.constantFrom(...widths), fc.boolean(), (value, type, inArray) => {
      const [name, written] = inArray ? [`L_${type}`, `[${value}]`] : [`A_${type}`, `${value}`];
      const outcome = compile(block("'block'", [`  property :${name}, ${written}`]), "windows");
      expect(outcome.bytes !== undefined).toBe(fits(value, type));
      if (outcome.bytes === undefined) return;
      const integer = { kind: "integer", text: String(value) };
      expect(valueOf(outcome, name)).toEqual(inArray ? { kind: "array", items: [integer] } : integer);
    }),
    { numRuns: 1000 },
  );
});

test("a real comes back bit by bit, or is refused", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.boolean(), (value, inArray) => {
      fc.pre(Number.isFinite(value));
      const text = Object.is(value, -0) ? "-0" : String(value);
      // Ruby wants a digit on both sides of the dot, or an exponent.
      const written = /[.e]/.test(text) ? text : `${text}.0`;
      const outcome = compile(
        block("'block'", [
          `  property :${inArray ? "L" : "A"}_real64, ${inArray ? `[${written}]` : written}`,
        ]),
        "windows",
      );
      expect(outcome.diagnostics).toEqual([]);
      const real = { kind: "real", number: value };
      expect(valueOf(outcome, `${inArray ? "L" : "A"}_real64`)).toEqual(
        inArray ? { kind: "array", items: [real] } : real,
      );
    }),
    { numRuns: 500 },
  );
});

test("a list of texts comes back element by element", () => {
  const texts = fc.array(
    fc.string({ unit: "grapheme", maxLength: 12 }).filter((text) => !unwritable(text, "linux")),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(texts, targets, (list, target) => {
      const outcome = compile(
        block("'block'", [`  property :L_string, [${list.map(double).join(", ")}]`]),
        target,
      );
      expect(outcome.diagnostics).toEqual([]);
      expect(valueOf(outcome, "L_string")).toEqual({
        kind: "array",
        items: list.map((text) => ({ kind: "string", text })),
      });
    }),
    { numRuns: 300 },
  );
});

test("equal input gives equal bytes", () => {
  fc.assert(
    fc.property(fc.array(nasty, { maxLength: 5 }), targets, (names, target) => {
      const recipe = names
        .map((name, index) =>
          block(double(`${name}${index}`), [`  property :A_uint8, ${index}`]).replace("'x'", `'x${index}'`),
        )
        .join("");
      expect(compile(recipe, target).bytes).toEqual(compile(recipe, target).bytes);
    }),
    { numRuns: 50 },
  );
});
