import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { silencedBy, suppressionProblems } from "../../src/diagnostics/suppressions.js";
import { parseRecipe } from "../../src/recipe/parse.js";
import { recipeSuppressions } from "../../src/recipe/suppressions.js";
import { positionOf, textOf } from "../../src/source/source.js";

const codes = new Set(["lint/a", "lint/b", "check/c"]);

/** The suppressions of a recipe; findings of `lint/a` stand at every `@`, which is no part of the text. */
function read(marked: string) {
  const parts = marked.split("@");
  const text = parts.join("");
  const { value } = parseRecipe({ name: "r.rb", path: "r.rb", text });
  const { source } = value;
  const file = recipeSuppressions(value);
  const files = () => file;
  const findings = parts.slice(0, -1).map((_, index): Diagnostic => {
    const start = parts.slice(0, index + 1).join("").length;
    const words = { code: "lint/a", severity: "warning", message: "", help: "" } as const;
    return { ...words, origin: { source, start, end: start + 1 }, related: [], fixes: [] };
  });
  const silenced = findings.map((one) => silencedBy(files, one)?.reason);
  const problems = file === undefined ? [] : suppressionProblems(file, codes);
  return { file, files, findings, silenced, problems, source };
}

test("a comment silences its own line, or the next one with code", () => {
  const cases: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ["@a # mofsmith:ignore lint/a: why\n@b\n", ["why", undefined]],
    ["# mofsmith:ignore lint/a: why\n@a\n@b\n", ["why", undefined]],
    ["  # mofsmith:ignore lint/a: why\n  # more\n=begin\nx\n=end\n@a\n@b\n", ["why", undefined]],
    ["# mofsmith:ignore lint/a: one\n# mofsmith:ignore lint/b: two\n@a\n", ["one"]],
    ["# mofsmith:ignore lint/a: why\n\n@a\n", [undefined]],
    ["#mofsmith:ignore   lint/b ,lint/a :  a: b \n@a\n", ["a: b"]],
    ["# mofsmith:ignore lint/b: why\n@a\n", [undefined]],
    ["# mofsmith:ignore-file lint/a: why\n@a\n\n@b # mofsmith:ignore lint/a: own\n", ["why", "own"]],
    ["x = 'mofsmith:ignore lint/a: why'; @y\n", [undefined]],
  ];
  for (const [text, expected] of cases) expect([text, read(text).silenced]).toEqual([text, expected]);
});

test("what is found in a text of several lines counts as found where the literal opens", () => {
  const heredoc = "# mofsmith:ignore lint/a: why\nfoo <<-A, @b\n  one @two\n  #{c} @three\nA\n@d\n";
  expect(read(heredoc).silenced).toEqual(["why", "why", "why", undefined]);
  expect(read('foo "one\n  two @three\n" # mofsmith:ignore lint/a: why\n').silenced).toEqual(["why"]);
  expect(read('foo "one\n  two", @b # mofsmith:ignore lint/a: why\n').silenced).toEqual(["why"]);
});

test("errors are not silenced, but for those that settings make of a rule", () => {
  const { files, findings, file, problems } = read(
    "# mofsmith:ignore check/c, lint/a: why\n@a\n# mofsmith:ignore check/c: why\n@a\n",
  );
  expect(problems.map(({ code }) => code)).toEqual([]);
  const [first, second] = findings;
  if (first === undefined || second === undefined || file === undefined) return expect.fail();
  expect(silencedBy(files, { ...first, severity: "error" })?.reason).toBe("why");
  expect(silencedBy(files, { ...second, code: "check/c", severity: "error" })).toBeUndefined();
  expect(suppressionProblems(file, codes).map(({ code, origin }) => [code, origin?.start])).toEqual([
    ["lint/suppressed-error", 59],
  ]);
});

test("what has no effect is told, with where it stands", () => {
  const { problems, source } = read(
    [
      "# mofsmith:ignore lint/a",
      "# mofsmith:ignore lint/a, lint/b:",
      "# mofsmith:ignore lnt/a: why",
      "# mofsmith:ignore : why",
      "# mofsmith:ignored lint/a: why",
      "# mofsmith:ignore lint/b: nothing to silence",
      "x",
      "# mofsmith:ignore-file lint/b: too late",
      "",
    ].join("\n"),
  );
  const told = problems.map(({ code, origin }) => {
    const line = positionOf(source, origin?.start ?? 0).line;
    return `${line} ${code.slice(5)} ${origin === undefined ? "" : textOf(origin)}`;
  });
  expect(told).toEqual([
    "1 suppression-without-reason lint/a",
    "2 suppression-without-reason lint/a",
    "2 suppression-without-reason lint/b",
    "4 malformed-suppression # mofsmith:ignore : why",
    "5 malformed-suppression # mofsmith:ignored lint/a: why",
    "8 malformed-suppression # mofsmith:ignore-file lint/b: too late",
    "3 unknown-suppression lnt/a",
    "6 unused-suppression lint/b",
  ]);
});

test("an unused comment goes with its line, or from behind the code", () => {
  const fixed = (text: string): readonly string[] =>
    read(text).problems.flatMap(({ fixes }) =>
      fixes.flatMap(({ edits }) =>
        edits.map(
          ({ origin, text: inserted }) => text.slice(0, origin.start) + inserted + text.slice(origin.end),
        ),
      ),
    );
  expect(fixed("a\n  # mofsmith:ignore lint/a: why\nb\n")).toEqual(["a\nb\n"]);
  expect(fixed("a  # mofsmith:ignore lint/a: why\nb\n")).toEqual(["a\nb\n"]);
  expect(fixed("a # mofsmith:ignore lint/a, lint/b: why\n")).toEqual([]);
});

test("a recipe without such comments is not looked at", () => {
  expect(read("a # nothing\n").file).toBeUndefined();
  expect(read("x = 'mofsmith:'\n").file).toBeUndefined();
});
