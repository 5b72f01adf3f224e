import { expect, test } from "vitest";
import { outlineOf, problemsOf } from "./kit.js";

/** A block of four lines with `body` as its third. */
function block(name: string, body = "property :b, 1"): string {
  return `dsc_resource '${name}' do\n  resource :file\n  ${body}\nend\n`;
}

const two = "dsc_resource two { resource property }";

/** A mistake in the body of the first of two blocks: where it is reported, and what of the first block is read. */
const inBlock: readonly (readonly [string, string, string])[] = [
  ["property :a, 'x", "3:16 unterminated-string", "property"],
  ['property :a, "x', "3:16 unterminated-string", "property"],
  ["property :a, 'C:\\temp\\'", "3:16 unterminated-string", "property"],
  ["property :a, x'", "3:17 unterminated-string", "broken"],
  ["property :a, %w(a b", "3:16 unterminated-string", "property"],
  ["property :a, /x", "3:16 unterminated-string", "property"],
  ['property :a, "x#{y"', "3:18 unclosed-interpolation", "property"],
  ["property :a, ['x', 'y'", "3:16 missing-closing-bracket", "broken"],
  ["property :a, [\n    'x',\n    'y'", "3:16 missing-closing-bracket", "broken"],
  ["property :a, foo(1", "3:19 missing-closing-bracket", "broken"],
  ["property :a, (1", "3:16 missing-closing-bracket", "broken"],
  ["property :a, { 'x' => 1", "3:16 missing-closing-bracket", "broken"],
  ["property :a, { 'x' => 1 'y' => 2 }", "3:16 missing-closing-bracket", "broken"],
  ["property :a, ['x' y]", "3:16 missing-closing-bracket", "broken"],
  ["property :a 'x'", "3:15 unexpected-token", "broken"],
  ["property :a = 'x'", "3:15 unexpected-token", "broken"],
  [":a = 'x'", "3:6 unexpected-token", "broken"],
  ["property :a,, 1", "3:15 unexpected-token", "broken"],
  ["property :a, foo bar 'x'", "3:20 unexpected-token", "broken"],
  ["property :a\n    , 'x'", "4:5 unexpected-token", "property broken"],
  ["property :a, x ? 1", "4:1 unexpected-token", "broken"],
  ["property :a, 'x',", "3:19 stray-comma", "broken"],
  ["property(:a, 1))", "3:18 stray-token", "property"],
  ["property :a, [1]]", "3:19 stray-token", "property"],
  ["property :a, 1 }", "3:18 stray-token", "property"],
  ["in 'x'", "3:3 stray-token", "string"],
  ["when 'x'", "3:3 stray-token", "string"],
  ["property :a, 089", "3:16 invalid-number", "property"],
  ["property :a, ‘x-y z’", "3:16 odd-character", "property"],
  ["property\u00a0:a, 'x'", "3:11 odd-character", "property"],
  ['property :a, "C:\\xyz"', "3:19 invalid-escape", "property"],
  ["property :a, 1\u0000", "3:17 stray-character", "property"],
  ["property :a, <<-EOH\n  text\n  EOH \n", "3:16 unterminated-heredoc", "property"],
  ["property :a, <<EOH\n  text\n  EOH\n", "3:16 unterminated-heredoc", "property"],
  ["property :a, <<~'E F'\n  text\n  EF\n", "3:16 unterminated-heredoc", "property"],
  ["property :a, <<-EOH\n  text #{x\n  EOH\n", "4:8 unclosed-interpolation", "property"],
  ["foo 'y' {\n  bar\n}", "3:11 unexpected-token", "broken"],
  ["foo 'y'\n  do\n  bar\n  end", "4:3 unexpected-token", "foo y broken"],
];

test.each(inBlock)("one message and the other block whole: %j", (body, problem, first) => {
  const text = `${block("one", body)}${block("two")}`;
  expect(problemsOf(text)).toEqual([problem]);
  const outline = outlineOf(text);
  expect(outline).toMatch(new RegExp(`^dsc_resource one \\{ resource ${first} \\}!? ${two}$`));
});

test("a mistake does not hide what stands behind it in its own block", () => {
  const text = block("one", "property :a 'x'\n  property :b, 1\n  property :c 'y'");
  expect(problemsOf(text)).toEqual(["3:15 unexpected-token", "5:15 unexpected-token"]);
  expect(outlineOf(text)).toBe("dsc_resource one { resource broken property broken }!");
});

const unclosed: readonly (readonly [string, string, readonly string[], string])[] = [
  [
    "the first of three",
    `dsc_resource 'one' do\n  resource :file\n\n${block("two")}${block("three")}`,
    ["1:20 unclosed-block"],
    `dsc_resource one { resource }! ${two} dsc_resource three { resource property }`,
  ],
  [
    "the last",
    `${block("two")}dsc_resource 'one' do\n  resource :file\n`,
    ["5:20 unclosed-block"],
    `${two} dsc_resource one { resource }!`,
  ],
  [
    "two",
    `dsc_resource 'one' do\n  resource :file\ndsc_resource 'x' do\n  resource :file\n${block("two")}`,
    ["1:20 unclosed-block", "3:18 unclosed-block"],
    `dsc_resource one { resource }! dsc_resource x { resource }! ${two}`,
  ],
  [
    "in a loop",
    `%w(a b).each do |x|\n  dsc_resource x do\n    resource :file\nend\n${block("two")}`,
    ["2:18 unclosed-block"],
    `each { dsc_resource { resource }! }! ${two}`,
  ],
  [
    "of a loop",
    `%w(a b).each do |x|\n  dsc_resource x do\n    resource :file\n  end\n${block("two")}`,
    ["1:14 unclosed-block"],
    `each { dsc_resource { resource } }! ${two}`,
  ],
  [
    "of a condition",
    `if x\n  dsc_resource 'one' do\n    resource :file\n  end\n\n${block("two")}`,
    ["1:1 unclosed-block"],
    `if { dsc_resource one { resource } } ${two}`,
  ],
  [
    "misspelt",
    `dsc_resource 'one' do\n  resource :file\nendd\n${block("two")}`,
    ["1:20 unclosed-block"],
    `dsc_resource one { resource endd }! ${two}`,
  ],
];

test.each(unclosed)("a missing end: %s", (_, text, problems, outline) => {
  expect(problemsOf(text)).toEqual(problems);
  expect(outlineOf(text)).toBe(outline);
});

test("an end too many is reported at itself", () => {
  expect(problemsOf(`${block("two")}end\n${block("two")}`)).toEqual(["5:1 stray-token"]);
  expect(outlineOf(`${block("two")}end\n${block("two")}`)).toBe(`${two} ${two}`);
});

test("a quote missing in a block's name leaves the block", () => {
  const text = `dsc_resource 'one do\n  resource :file\n  property :a, 1\nend\n${block("two")}`;
  expect(problemsOf(text)).toEqual(["1:14 unterminated-string"]);
  expect(outlineOf(text)).toBe(`dsc_resource one { resource property } ${two}`);
});

test("a bar missing behind block parameters leaves the block", () => {
  const text = `%w(a).each do |x\n  foo x\nend\n${block("two")}`;
  expect(problemsOf(text)).toEqual(["1:15 missing-closing-bracket"]);
  expect(outlineOf(text)).toBe(`each { foo }! ${two}`);
});

test("a comment without its end is reported where it starts", () => {
  expect(problemsOf(`${block("two")}=begin\nx\n`)).toEqual(["5:1 unterminated-comment"]);
});

test("unless takes no elsif, case needs a when", () => {
  expect(problemsOf(`unless x\n  a\nelsif y\n  b\nend\n${block("two")}`)).toEqual(["3:1 unexpected-token"]);
  expect(problemsOf(`case x\nelse\n  1\nend\n${block("two")}`)).toEqual(["2:1 unexpected-token"]);
});

test("strings of several lines are no mistake", () => {
  expect(problemsOf("a 'x\ny'\nb \"x\n#{y}\nz\", 'w'\nc ['x\n', 'y'].d\ne('x\n'); f 'x\n' if g\n")).toEqual(
    [],
  );
});

test("a name that is a block's local elsewhere is read by its own scope", () => {
  expect(problemsOf("[1].each { |a| a }\na -1\na [2]\na :b\na %w(c)\n")).toEqual([]);
});

test("names whose readings hide one another are settled in eight readings or reported", () => {
  // Read as a remainder each line is a string in brackets, which hides the next; read as a call it is not.
  const quotes = ["'", '"', "`"];
  const chain = quotes.reduceRight((inner, quote) => `a %(${quote});${inner}${quote}) #${quote}\n`, "1;");
  expect(problemsOf(`[1].each { |a| a }\n${chain}`)).toEqual([]);
  // The lexer does not know the variables of `for`, and each one's string hides the next.
  const names = ["b", "c", "d", "e", "f", "g", "h", "i"];
  const hidden = (count: number): string =>
    `for ${names.join(", ")} in [] do end\n${names.slice(0, count).reduceRight((inner, name) => `${name} %(${inner})`, "1")}`;
  expect(problemsOf(hidden(7))).toEqual([]);
  expect(problemsOf(hidden(8))).toEqual(["2:29 ambiguous-local"]);
});
