import { expect, test } from "vitest";
import { parseMof } from "../../src/mof/parse.js";
import { problemsOf, read, sourceOf, summaries } from "./kit.js";

const messagesOf = (text: string): readonly string[] => read(text).diagnostics.map(({ message }) => message);

test.each([
  ["instance A { X = 1; };", 'Expected "of", but found "A".'],
  ["instance of { X = 1; };", 'Expected a class name, but found "{".'],
  ["instance of A as B { X = 1; };", 'Expected an alias, but found "B".'],
  ["instance of A { X 1; };", 'Expected "=", but found "1".'],
  ["instance of A { X = ; };", 'Expected a value, but found ";".'],
  ["instance of A { X = {1 2}; };", 'Expected "," or "}", but found "2".'],
  ["instance of A { X = {{1}}; };", 'Expected a value or "}", but found "{".'],
  ["instance of A { X = {1,}; };", 'Expected a value, but found "}".'],
  ["instance of A { X = 1 };", 'Expected ";", but found "}".'],
  ["instance of A { X = 1; ) };", 'Expected a property name or "}", but found ")".'],
  [
    "instance of A { X = 1; instance of B { Y = 1; };",
    'Expected a property name or "}", but found the keyword "instance".',
  ],
  ["instance of A { X = 1; } instance of B { Y = 1; };", 'Expected ";", but found the keyword "instance".'],
  ["instance of A { X = 1; }", 'Expected ";", but found the end of the file.'],
  ["instance of A { X = y; };", 'Expected a value, but found "y".'],
  ["instance of A { [Key X = 1; };", 'Expected "," or "]", but found "X".'],
  ["class A { X; };", 'Expected a property name, but found ";".'],
  ["class A { 1 X; };", 'Expected a property or "}", but found "1".'],
  ["class A { [Key] 1 X; };", 'Expected a type, but found "1".'],
  ["class A { string X }", 'Expected ";", but found "}".'],
  ["class A { [Key: string] string X; };", 'Expected a flavor, but found the keyword "string".'],
  [
    "Configuration A { }",
    'Expected a declaration (an instance, a class, a qualifier or a pragma), but found "Configuration".',
  ],
  ["instance of Ä { X = 1; };", 'Expected a class name, but found the character "Ä" (U+00C4).'],
  ["instance of A { X = \u00a01; };", "Expected a value, but found the character U+00A0."],
  ["instance of A { X = “a”; };", 'Expected a value, but found the character "“" (U+201C).'],
  ["instance of A { class = 1; };", 'Expected a property name, but "class" is a reserved word of MOF.'],
  ["instance of A { X = 1e5; };", '"1e5" is not a number in MOF.'],
])("%s", (text, message) => {
  expect(messagesOf(text)).toEqual([message]);
});

test("a number that other languages know is told how to be written", () => {
  const help = (word: string) => read(`instance of A { X = ${word}; };`).diagnostics[0]?.help;
  expect(help("1e5")).toContain("Write 1.0e5");
  expect(help("-12.")).toContain("Write -12.0");
  expect(help("1.5f")).toContain("1.0E+20");
});

test("a declaration that cannot be read does not hide the others", () => {
  const text = `instance of A { X = ; };
instance of B { Y = 1; };
class C { string ; };
[Description("kept")] class D { string X; };
qualifier E;
#pragma nothing
instance of F { Z = 1; };`;
  const { value, diagnostics } = parseMof(sourceOf(text));
  expect(summaries(diagnostics)).toEqual([
    'mof/syntax 1:21 ";"',
    'mof/syntax 3:18 ";"',
    'mof/syntax 5:12 ";"',
    'mof/syntax 7:1 "instance"',
  ]);
  expect(value.complete).toBe(false);
  expect(value.declarations.map((declaration) => declaration.kind)).toEqual([
    "instance",
    "class",
    "instance",
  ]);
  const cimClass = value.declarations[1];
  expect(cimClass?.kind === "class" && cimClass.qualifiers.map((qualifier) => qualifier.name.text)).toEqual([
    "Description",
  ]);
});

test("a forgotten end of an instance leaves the next one whole", () => {
  const { document, diagnostics } = read("instance of A { X = 1;\ninstance of B { Y = 1; };");
  expect(summaries(diagnostics)).toEqual(['mof/syntax 2:1 "instance"']);
  expect(document.instances.map((instance) => instance.className)).toEqual(["B"]);
});

test("stray words between declarations are told once each run", () => {
  expect(problemsOf("}; instance of A { X = 1; }; foo bar\ninstance of B { Y = 1; };")).toEqual([
    'mof/syntax 1:1 "}"',
    'mof/syntax 1:30 "foo"',
  ]);
});

test("a string over several lines in front of an error is shown", () => {
  const text = 'instance of A { X = "a;\n Y = "b";\n};';
  const [found] = read(text).diagnostics;
  expect(found?.message).toBe('Expected ";", but found "b".');
  expect(found?.related.map(({ origin }) => origin.start)).toEqual([text.indexOf('"a')]);
});

test("the end of a file is shown behind its last word", () => {
  expect(problemsOf("instance of A { X = 1; }\n\n")).toEqual(['mof/syntax 1:25 ""']);
});

test("no more than 100 errors a file, and warnings do not crowd them out", () => {
  const wrong = "instance of A { X = ; };\n".repeat(150);
  const odd = `class A { [D("${"\\q".repeat(150)}")] string X; };\n`;
  const found = parseMof(sourceOf(odd + wrong)).diagnostics;
  expect(found.filter(({ severity }) => severity === "warning")).toHaveLength(100);
  expect(found.filter(({ severity }) => severity === "error")).toHaveLength(100);
});

test("a parser that has met an error reads the next file as if it had not", () => {
  read("instance of A { X = ");
  expect(problemsOf("instance of A { X = 1; };")).toEqual([]);
});
