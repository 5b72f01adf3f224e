import { expect, test } from "vitest";
import { parseMof } from "../../src/mof/parse.js";
import { textOf } from "../../src/source/source.js";
import { problemsOf, read, sourceOf, summaries, valueOf } from "./kit.js";

/* The rows of lcm-rules.md §4, the grammar as a real LCM accepts it. */

const text = (value: string) => ({ kind: "string", text: value });
const integer = (value: string) => ({ kind: "integer", text: value });
const real = (number: number) => ({ kind: "real", number });
const char = (value: string) => ({ kind: "char", text: value });

test.each([
  ['"a"', text("a")],
  ['""', text("")],
  ['"a" "b"', text("ab")],
  ['"a" /* and */ "b" // more\n "c"', text("abc")],
  [String.raw`"\b\t\n\f\r\"\'\\"`, text("\b\t\n\f\r\"'\\")],
  [String.raw`"\x0041\X00e9\x20AC\xD83D\xDE00"`, text("Aé€😀")],
  [String.raw`"\x00411"`, text("A1")],
  [String.raw`"\\x0041"`, text("\\x0041")],
  [String.raw`"C:\\"`, text("C:\\")],
  ['"a\r\nb\tc\u0001"', text("a\r\nb\tc\u0001")],
  ['"/* // */"', text("/* // */")],
  ['"é€😀"', text("é€😀")],
  ["0", integer("0")],
  ["-0", integer("0")],
  ["+15", integer("15")],
  ["0x1F", integer("31")],
  ["-0Xff", integer("-255")],
  ["0x0000000000000000000000001", integer("1")],
  ["18446744073709551615", integer("18446744073709551615")],
  ["-9223372036854775808", integer("-9223372036854775808")],
  ["0xFFFFFFFFFFFFFFFF", integer("18446744073709551615")],
  ["1.5", real(1.5)],
  [".5", real(0.5)],
  ["-.5", real(-0.5)],
  ["-0.0", real(-0)],
  ["1.0e5", real(100000)],
  ["1.0E+5", real(100000)],
  ["5.0E-324", real(5e-324)],
  ["true", { kind: "boolean", value: true }],
  ["FALSE", { kind: "boolean", value: false }],
  ["Null", { kind: "null" }],
  ["'a'", char("a")],
  ["'é'", char("é")],
  ["'\"'", char('"')],
  [String.raw`'\n'`, char("\n")],
  [String.raw`'\\'`, char("\\")],
  [String.raw`'\"'`, char('"')],
  [String.raw`'\x'`, char("\0")],
  [String.raw`'\x41'`, char("A")],
  [String.raw`'\X0027'`, char("'")],
  ["$A1", { kind: "instance", alias: "A1" }],
  ["$a1", { kind: "instance", alias: "a1" }],
  ["{}", { kind: "array", items: [] }],
  ['{"a","b" "c"}', { kind: "array", items: [text("a"), text("bc")] }],
  ["{0x1 /* one */,-3}", { kind: "array", items: [integer("1"), integer("-3")] }],
  ["{null,NULL}", { kind: "array", items: [{ kind: "null" }, { kind: "null" }] }],
  [
    "{$A1, $A1}",
    {
      kind: "array",
      items: [
        { kind: "instance", alias: "A1" },
        { kind: "instance", alias: "A1" },
      ],
    },
  ],
])("the value %s", (literal, expected) => {
  expect(valueOf(literal)).toEqual(expected);
});

test.each([
  [String.raw`"\0"`, String.raw`mof/invalid-escape 2:22 "\\0"`],
  [String.raw`"x\a"`, String.raw`mof/invalid-escape 2:23 "\\a"`],
  [String.raw`"\u0041"`, String.raw`mof/invalid-escape 2:22 "\\u"`],
  [String.raw`"\x41"`, String.raw`mof/invalid-escape 2:22 "\\x"`],
  [String.raw`"a\x0000b"`, String.raw`mof/nul-escape 2:23 "\\x0000"`],
  ["08", 'mof/invalid-number 2:21 "08"'],
  ["1.", 'mof/invalid-number 2:21 "1."'],
  ["1e5", 'mof/invalid-number 2:21 "1e5"'],
  ["1.e5", 'mof/invalid-number 2:21 "1.e5"'],
  ["1.5f", 'mof/invalid-number 2:21 "1.5f"'],
  ["1_000", 'mof/invalid-number 2:21 "1_000"'],
  ["0b101", 'mof/invalid-number 2:21 "0b101"'],
  ["12L", 'mof/invalid-number 2:21 "12L"'],
  ["- 1", 'mof/invalid-number 2:21 "-"'],
  ["NaN", 'mof/syntax 2:21 "NaN"'],
  ["$true", 'mof/undefined-alias 2:21 "$true"'],
  ["18446744073709551616", 'mof/integer-overflow 2:21 "18446744073709551616"'],
  ["-9223372036854775809", 'mof/integer-overflow 2:21 "-9223372036854775809"'],
  ["0x10000000000000000", 'mof/integer-overflow 2:21 "0x10000000000000000"'],
  ["1.0E+400", 'mof/real-overflow 2:21 "1.0E+400"'],
  ["010", 'mof/octal-integer 2:21 "010"'],
  ["101b", 'mof/binary-integer 2:21 "101b"'],
  ["'ab'", 'mof/syntax 2:21 "\'"'],
  [String.raw`'\''`, 'mof/syntax 2:21 "\'"'],
  ["'😀'", 'mof/syntax 2:21 "\'"'],
  ['"a" + "b"', 'mof/syntax 2:25 "+"'],
  ['{"a",}', 'mof/syntax 2:26 "}"'],
  ['{{"a"}}', 'mof/syntax 2:22 "{"'],
  ['{"a",NULL}', 'mof/mixed-array 2:26 "NULL"'],
  ["{1,2,3.0}", 'mof/mixed-array 2:26 "3.0"'],
  ["instance of A { P = 1; }", 'mof/syntax 2:21 "instance"'],
  ["$1a", 'mof/syntax 2:21 "$"'],
  ["$A1-b", 'mof/syntax 2:24 "-b"'],
  ["1 # comment", 'mof/syntax 2:23 "#"'],
  ["\u00a01", 'mof/syntax 2:21 "\u00a0"'],
  ["\u001a", 'mof/syntax 2:21 "\\u001a"'],
])("the value %s is told as a problem", (literal, expected) => {
  expect(valueOf(literal)).toContain(expected);
});

test("a literal's problem is told once", () => {
  expect(valueOf("08")).toHaveLength(1);
  expect(valueOf('{"a",NULL,NULL}')).toHaveLength(1);
});

const reserved =
  "class qualifier method parameter any scope flavor instance of as null true false ref string datetime boolean " +
  "char16 sint8 sint16 sint32 sint64 uint8 uint16 uint32 uint64 real32 real64 restricted tosubclass toinstance " +
  "translatable enableoverride disableoverride";

test.each(reserved.split(" "))("%s is refused as a name in any case", (word) => {
  const spelt = word.toUpperCase();
  const place = JSON.stringify(spelt);
  expect(problemsOf(`instance of A { ${spelt} = 1; };`)).toEqual([`mof/reserved-word 1:17 ${place}`]);
  expect(problemsOf(`instance of A { B = 1; ${spelt} = 1; };`)).toEqual([`mof/reserved-word 1:24 ${place}`]);
  expect(problemsOf(`instance of ${spelt} { B = 1; };`)).toEqual([`mof/reserved-word 1:13 ${place}`]);
  expect(problemsOf(`instance of A as $${spelt} { B = 1; };`)).toEqual([]);
});

test.each([
  "association",
  "indication",
  "reference",
  "property",
  "schema",
  "include",
  "pragma",
  "_",
  "Of2",
  "instances",
])("%s is a name", (word) => {
  expect(problemsOf(`instance of ${word} as $${word} { ${word} = 1; };`)).toEqual([]);
});

test.each([
  ["", "mof/empty-file"],
  [" \t\r\n\f\v", "mof/empty-file"],
  ["/* only */ // comments", "mof/empty-file"],
  ["instance of A { };", "mof/empty-instance"],
  ["instance of A { X = 1 };", "mof/syntax"],
  ["instance of A { X = 1; }", "mof/syntax"],
  ["instance of A { X = 1; };;", "mof/syntax"],
  ["instance of A { X = 1;; };", "mof/syntax"],
  ['[Description("a")] instance of A { X = 1; };', "mof/syntax"],
  ["instance of A as A1 { X = 1; };", "mof/syntax"],
  ['# pragma include("a")', "mof/syntax"],
  ["<# a #>", "mof/syntax"],
  ['instance of A { X = "a', "mof/unterminated-string"],
  ['instance of A { X = "a\\"; };', "mof/unterminated-string"],
  ["instance of A { X = 1; }; /* a", "mof/unterminated-comment"],
  ["instance of A { X = 1; }; /*/ a", "mof/unterminated-comment"],
  ["\ufeffinstance of A { X = 1; };", "mof/syntax"],
  ["class A { [Key : ToSubclass Translatable] string X; };", "mof/syntax"],
  ["class A { B ref X = NULL; };", "mof/syntax"],
  ["class A { B ref X[]; };", "mof/syntax"],
])("%j is refused", (source, code) => {
  expect(read(source).diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
});

test.each([
  "INSTANCE OF A AS $A1 { X = 1; };",
  "instance of A{X=1;};instance of B{X=1;};",
  'instance of A { [Description("a"), Write] X = 1; };',
  "/*/ one comment */ instance of A { X = 1; }; // at the end",
  "instance of A\r{\rX = 1;\r};\r",
  '#pragma include("a.mof") instance of A { X = 1; };',
  '#PRAGMA locale("en" "_US")\ninstance of A { X = 1; };',
  "qualifier Key : boolean = false, scope(property, reference), flavor(disableoverride, tosubclass);",
  "Qualifier Values : string[], Scope(any);",
  "qualifier X : uint8[4] = {1}, scope(class, association, indication, method, parameter);",
])("%j is accepted", (source) => {
  expect(problemsOf(source)).toEqual([]);
});

test("what follows the character zero is ignored, with a warning", () => {
  const { document, diagnostics } = read("instance of A { X = 1; };\0 nonsense");
  expect(document.instances).toHaveLength(1);
  expect(summaries(diagnostics)).toEqual(['mof/nul-character 1:26 "\\u0000"']);
  expect(diagnostics[0]?.severity).toBe("warning");
});

const schema = `[ClassVersion("1.0.0"), FriendlyName("File")]
Class MSFT_File : OMI_BaseResource
{
  [Key, Description("a " "b") : Translatable] String Path;
  [Write, ValueMap{"a","b"}, Values{"A","B"}] string Kind[];
  uint8 Sizes[10] = {1, 2};
  boolean Recurse = TRUE;
  MSFT_Other REF Other;
  [Static] uint32 Reset([In] string Path[], MSFT_Other ref Other);
  void_t ref Last;
};`;

test("a class: qualifiers, properties, defaults, references and methods", () => {
  const { value, diagnostics } = parseMof(sourceOf(schema));
  expect(diagnostics).toEqual([]);
  const [declaration] = value.declarations;
  if (declaration?.kind !== "class") throw new Error("no class was read");
  expect(declaration.name.text).toBe("MSFT_File");
  expect(declaration.superClass?.text).toBe("OMI_BaseResource");
  expect(declaration.qualifiers.map(({ name, value: literal }) => [name.text, literal?.value])).toEqual([
    ["ClassVersion", text("1.0.0")],
    ["FriendlyName", text("File")],
  ]);
  expect(declaration.methods.map(({ name }) => name.text)).toEqual(["Reset"]);
  expect(
    declaration.properties.map((property) => [
      property.type.text,
      property.reference,
      property.name.text,
      property.array,
      property.defaultValue?.value,
    ]),
  ).toEqual([
    ["String", false, "Path", false, undefined],
    ["string", false, "Kind", true, undefined],
    ["uint8", false, "Sizes", true, { kind: "array", items: [integer("1"), integer("2")] }],
    ["boolean", false, "Recurse", false, { kind: "boolean", value: true }],
    ["MSFT_Other", true, "Other", false, undefined],
    ["void_t", true, "Last", false, undefined],
  ]);
  expect(declaration.properties[0]?.qualifiers.map((qualifier) => qualifier.value?.value)).toEqual([
    undefined,
    text("a b"),
  ]);
});

test("every part of the tree covers the text that it was read from", () => {
  const { value } = parseMof(sourceOf(`${schema}\ninstance of A as $B { X = {1, 0x2}; };`));
  const covered = (span: { start: number; end: number }): string => textOf({ source: value.source, ...span });
  const [cimClass, instance] = value.declarations;
  if (cimClass?.kind !== "class" || instance?.kind !== "instance") throw new Error("not read");
  expect(covered(cimClass)).toBe(schema);
  expect(covered(cimClass.name)).toBe("MSFT_File");
  expect(cimClass.properties.map(covered).slice(0, 3)).toEqual([
    '[Key, Description("a " "b") : Translatable] String Path',
    '[Write, ValueMap{"a","b"}, Values{"A","B"}] string Kind[]',
    "uint8 Sizes[10] = {1, 2}",
  ]);
  expect(cimClass.properties[0]?.qualifiers.map(covered)).toEqual([
    "Key",
    'Description("a " "b") : Translatable',
  ]);
  expect(covered(instance)).toBe("instance of A as $B { X = {1, 0x2}; };");
  expect(instance.alias && covered(instance.alias)).toBe("$B");
  expect(instance.properties.map(covered)).toEqual(["X = {1, 0x2};"]);
  expect(instance.properties[0]?.value.items?.map(covered)).toEqual(["1", "0x2"]);
});

test("escapes that no LCM takes are warnings in a schema", () => {
  const found = parseMof(
    sourceOf('[Description("C:\\d")]\nclass A { [Description("\\q")] string X; }'),
  ).diagnostics;
  expect(summaries(found)).toEqual([
    String.raw`mof/invalid-escape 1:17 "\\d"`,
    String.raw`mof/invalid-escape 2:25 "\\q"`,
    'mof/missing-semicolon 2:41 "}"',
  ]);
  expect(found.map((diagnostic) => diagnostic.severity)).toEqual(["warning", "warning", "error"]);
});

test("an escape that MOF does not know leaves its character", () => {
  const [declaration] = parseMof(sourceOf('class A { [B("\\q")] string X; };')).value.declarations;
  if (declaration?.kind !== "class") throw new Error("no class was read");
  expect(declaration.properties[0]?.qualifiers[0]?.value?.value).toEqual(text("q"));
});

test.each(["0", "-1", "1.5"])("%s is refused as the size of an array", (size) => {
  expect(summaries(parseMof(sourceOf(`class A { string X[${size}]; };`)).diagnostics)).toEqual([
    `mof/array-size 1:20 "${size}"`,
  ]);
});

test("a scope has to be one", () => {
  expect(problemsOf("qualifier A : string, scope(nowhere);")).toEqual(['mof/syntax 1:29 "nowhere"']);
});

test("a semicolon that is missing at the end of a line is told there", () => {
  const problems = (text: string) => problemsOf(`instance of A\n{\n  ${text}\n  Y = 2;\n};`);
  expect(problems("X = 1")).toEqual(['mof/syntax 3:8 ""']);
  expect(problems("X = 1 // one")).toEqual(['mof/syntax 3:8 ""']);
  expect(problems("X = 1 2;")).toEqual(['mof/syntax 3:9 "2"']);
  expect(problems('X = 1\n  "open')).toEqual(['mof/unterminated-string 4:3 "\\"open\\n  Y = 2;\\n};"']);
});
