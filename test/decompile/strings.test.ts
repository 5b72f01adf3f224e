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
  ["EOS\n\tEOT\nTEXT\nEOS2\n", "x <<~'EOS3'\n  EOS\n  \tEOT\n  TEXT\n  EOS2\nEOS3\n"],
  ["  all\n  indented\n", "x <<-'EOS'\n  all\n  indented\nEOS\n"],
  ["a blank line of\n \nspaces", "x <<-'EOS'.chomp\na blank line of\n \nspaces\nEOS\n"],
  ["\n  if ($a) {\n    b\n  }\n ", "x <<-'EOS'.chomp\n\n  if ($a) {\n    b\n  }\n \nEOS\n"],
  [" \n__END__\n=begin\n", "x <<-'EOS'\n \n__END__\n=begin\nEOS\n"],
])("%j is a heredoc", (text, ruby) => {
  expect(statement("x ", { kind: "text", text }, "")).toBe(ruby);
});

test.each([["one line and its end\n"], ["carriage\r\nreturns\r\n"], ["\n\n"]])("%j is none", (text) => {
  expect(heredocOf(text)).toBeUndefined();
});

const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...["\n", "\n", "\n\n", "\n  "],
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
        ...["EOS", "EOT", "TEXT", "\n__END__\n", "\n=begin\n"],
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
  const count = (opener: string): number => written.filter((code) => code.includes(opener)).length;
  expect(count("<<~")).toBeGreaterThan(100);
  expect(count("<<-")).toBeGreaterThan(30);
});
