import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { buildSync } from "esbuild";
import { expect, test } from "vitest";
import { lex } from "../../../src/recipe/lexer/lexer.js";
import { parseRecipe } from "../../../src/recipe/parse.js";
import { cases } from "./cases.js";
import { problemsOf, sourceOf } from "./kit.js";
import { ProgramMaker } from "./programs.js";
import { randomFrom } from "../../support/random.js";

/** Everything that nests, as what opens it and what closes it. */
const nestings: readonly (readonly [string, string])[] = [
  ["(", ")"],
  ["[", "]"],
  ["{ a: ", " }"],
  ["foo(", ")"],
  ["a[", "]"],
  ["foo do\n", "\nend"],
  ["foo { ", " }"],
  ['"#{', '}"'],
  ["%W(#{", "})"],
  ["if a\n", "\nend"],
  ["if a\nb\nelse ", "\nend"],
  ["case a\nwhen b\n", "\nend"],
  ["begin\n", "\nend"],
  ["while a\n", "\nend"],
  ["for a in b\n", "\nend"],
  ["(a, ", ")"],
  ["a, (b, ", ") = c"],
  ["for (a, ", ") in b do end"],
  ["foo { |(a, ", ")| }"],
  ["foo { |a = ", "| }"],
  ["foo { _1; ", " }"],
  ["{ **", " }"],
  ["foo(&", ")"],
  ["def a\n", "\nend"],
  ["class A\n", "\nend"],
  ["-> { ", " }"],
  ["a ? b : ", ""],
  ["a = ", ""],
  ["2 ** ", ""],
  ["foo ", ""],
  ["*", ""],
  ["foo *", ""],
  ["defined? ", ""],
  ["a => ", ""],
  ["foo 'x' do |", "|end"],
  ["foo 1 2 do\n", "\nend"],
  ["<<A\n#{", "}\nA\n"],
];

test.each(nestings)(
  "nesting %j twenty thousand times ends in a message, not in the stack's end",
  (open, close) => {
    for (const text of [open.repeat(20_000) + "1" + close.repeat(20_000), open.repeat(20_000)]) {
      expect(problemsOf(text).length).toBeLessThanOrEqual(100);
      expect(problemsOf(text).length).toBeGreaterThan(0);
    }
  },
);

test("a hundred levels are read, more are too deep", () => {
  expect(problemsOf("[".repeat(90) + "]".repeat(90))).toEqual([]);
  expect(problemsOf("[".repeat(200) + "]".repeat(200))).toEqual(["1:101 too-deep"]);
  expect(problemsOf('"#{'.repeat(200) + '}"'.repeat(200))).toEqual(["1:302 too-deep"]);
});

test("a hundred levels fit a small stack", () => {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL("../../../src/recipe/parse.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
  });
  const programs = nestings.map(([open, close]) => open.repeat(100) + "1" + close.repeat(100));
  const script = `${outputFiles[0]?.text}
    for (const text of ${JSON.stringify(programs)}) module.exports.parseRecipe({ name: "a", path: "a", text });
    console.log("read");`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--stack-size=400", "-"], {
    input: script,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(stdout).toBe("read\n");
});

const large = 5_000_000;
const huge: readonly (readonly [string, string])[] = [
  ["a name", "a".repeat(large)],
  ["a number", "1".repeat(100_000)],
  ["a string", `'${"x".repeat(large)}'`],
  ["a string of escapes", `"${"\\n".repeat(large / 10)}"`],
  ["a string of bytes", `"${"\\x41".repeat(large / 20)}"`],
  ["an open string", `'${"x".repeat(large)}`],
  ["an open string of lines", `'${"x\n".repeat(large / 10)}`],
  ["an open heredoc", `a <<B\n${"x\n".repeat(large / 10)}`],
  ["an open comment", `=begin\n${"x\n".repeat(large / 10)}`],
  ["an open word list", `%w(${"x ".repeat(large / 10)}`],
  ["an open interpolation", `"#{${"x;".repeat(large / 20)}`],
  ["a comment", `#${"x".repeat(large)}`],
  ["blanks", " ".repeat(large)],
  ["empty lines", "\n".repeat(large)],
  ["semicolons", ";".repeat(large / 10)],
  ["signs", `a ${"-".repeat(100_000)}1`],
  ["many heredocs on a line", `a ${"<<B, ".repeat(10_000)}1\n${"x\nB\n".repeat(10_000)}`],
  ["many open heredocs", "a <<B\n".repeat(20_000)],
  ["many open strings", "a 'b\n".repeat(20_000)],
  ["many open interpolations", 'a "#{b\n'.repeat(20_000)],
  ["many open word lists", "a %w(\n".repeat(20_000)],
  ["many open blocks", "a do\n".repeat(20_000)],
  ["many open brackets, a line each", "a [\n".repeat(20_000)],
  ["many ends", "end\n".repeat(20_000)],
  ["many closing brackets", "a ]\n".repeat(20_000)],
  ["many mistakes", "a b c d 1 2\n".repeat(20_000)],
  ["a chain of calls", `a${".b".repeat(50_000)}`],
  ["a chain of operators", `a${" + b".repeat(50_000)}`],
  ["many commas", `a b${",".repeat(20_000)}`],
  ["many targets", `${"a, ".repeat(50_000)}b = 1`],
  ["many lists of targets", `${"(a, b[c]), ".repeat(20_000)}d = 1`],
  ["many lists that are no targets", "((a, b[(c)]))\n".repeat(20_000)],
  ["targets without an end", `${"(".repeat(90)}${"a.b, ".repeat(200_000)}`],
  ["many parameters", `a { |${"b, ".repeat(20_000)}c| }`],
  ["many numbered parameters", "a { _1 + _9 }\n".repeat(20_000)],
  ["many passed blocks", "a(&b)\n".repeat(20_000)],
  ["many conditions behind statements", `a${" if b".repeat(20_000)}`],
  ["many loops behind statements", `a${" while b".repeat(20_000)}`],
  ["many assignments of locals", "a = 1\nb = a -1\n".repeat(20_000)],
];

test.each(huge)("%s", (_, text) => {
  const { value, diagnostics } = parseRecipe(sourceOf(text));
  expect(value.source.text).toBe(text);
  expect(diagnostics.length).toBeLessThanOrEqual(100);
});

test("tokens grow with the text, not faster", () => {
  const text = cases
    .filter((program) => problemsOf(program).length === 0 && !program.includes("__END__"))
    .join("\n");
  const count = (times: number): number => lex(sourceOf(`${text}\n`.repeat(times)), new Map()).tokens.length;
  expect(count(16) / count(8)).toBeCloseTo(2, 1);
});

test("no text makes reading throw", () => {
  const bytes = fc.string({ unit: "binary", maxLength: 60 });
  const pieces = fc
    .array(
      fc.constantFrom(
        ..."'\"`#{}()[]<>|,.:;?!&*-+=%/\\\n \ta1_$@~^".split(""),
        "<<A\n",
        "do ",
        "end\n",
        "if ",
        "%w(",
        "=begin\n",
        "->",
        "case ",
        "in ",
        "when ",
        "rescue ",
        "|x|",
        "elsif ",
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(bytes, pieces), (text) => {
      for (const { origin } of parseRecipe(sourceOf(text)).diagnostics) {
        expect(origin && origin.start >= 0 && origin.start <= origin.end && origin.end <= text.length).toBe(
          true,
        );
      }
    }),
    { seed: 11, numRuns: 8_000 },
  );
}, 60_000);

test("no beginning of a recipe, and no recipe without one of its tokens, makes reading throw", () => {
  const maker = new ProgramMaker(randomFrom(5));
  for (const text of [...cases, ...Array.from({ length: 200 }, () => maker.program())]) {
    const { tokens } = lex(sourceOf(text), new Map());
    for (let length = 0; length < text.length; length++) parseRecipe(sourceOf(text.slice(0, length)));
    for (const { start, end } of tokens) parseRecipe(sourceOf(text.slice(0, start) + text.slice(end)));
  }
  expect.assertions(0);
}, 60_000);
