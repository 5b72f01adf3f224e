import fc from "fast-check";
import { expect, test } from "vitest";
import { statement } from "../../src/decompile/layout.js";
import { heredocOf, quoted } from "../../src/decompile/strings.js";
import { askExpressions, rubyAgrees } from "../support/ruby.js";

/* What a text becomes is that text again, in Ruby itself. */

test.each([
  ["C:\\Sites\\new", "'C:\\Sites\\new'"],
  ["\\\\server\\share\\", "'\\\\\\\\server\\share\\\\'"],
  ["it's", '"it\'s"'],
  ['"it\'s"', "'\"it\\'s\"'"],
  ["#{'x'}", "'#{\\'x\\'}'"],
  ["a\\'b", "'a\\\\\\'b'"],
  ["one\ttwo\u00a0#{x}", '"one\\ttwo\\u{A0}\\#{x}"'],
  ["Käse €", "'Käse €'"],
  ["", "''"],
])("%j is written %s", (text, ruby) => {
  expect(quoted(text)).toBe(ruby);
});

test.each([
  ["one\ntwo\n", "x <<~'EOS'\n  one\n  two\nEOS\n"],
  ["one\n\n\ttwo", "x <<~'EOS'.chomp\n  one\n\n  \ttwo\nEOS\n"],
  ["EOS\n\\#{x}\n", "x <<~'EOT'\n  EOS\n  \\#{x}\nEOT\n"],
])("%j is a heredoc", (text, ruby) => {
  expect(statement("x ", { kind: "text", text }, "")).toBe(ruby);
});

test.each([
  ["one line and its end\n"],
  ["  all\n  indented\n"],
  ["a blank line of\n \nspaces\n"],
  ["carriage\r\nreturns\r\n"],
  ["EOS\nEOT\nTEXT\n"],
  ["\n\n"],
])("%j is none", (text) => {
  expect(heredocOf(text)).toBeUndefined();
});

const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\n",
        "\n\n",
        " ",
        "  ",
        "\t",
        "\r\n",
        "\\",
        "\\\\",
        "'",
        '"',
        "#{",
        "#$x",
        "#@",
        "EOS",
        "\0",
      ),
      fc.string({ unit: "grapheme", maxLength: 6 }),
      fc.string({ unit: "binary", maxLength: 2 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(""));

test.skipIf(!rubyAgrees)("Ruby reads 3,000 generated texts back", { timeout: 60_000 }, () => {
  const generated = fc.sample(texts, { numRuns: 3000, seed: 7 });
  const written = generated.map((text) => `\n${statement("x = ", { kind: "text", text }, "  ")}\n x`);
  expect(askExpressions(written)).toEqual(generated);
  expect(written.filter((code) => code.includes("<<~")).length).toBeGreaterThan(50);
});
