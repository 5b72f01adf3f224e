import fc from "fast-check";
import { expect, test } from "vitest";
import { lex } from "../../../src/recipe/lexer/lexer.js";
import { segmentsOf } from "../../../src/recipe/segments.js";
import { textOf } from "../../../src/recipe/tokens.js";
import type { TextPart } from "../../../src/recipe/tree.js";
import { randomFrom } from "../../support/random.js";
import { sourceOf } from "../parser/kit.js";
import { randomLiteral } from "./literals.js";

function textsOf(text: string): readonly TextPart[] {
  return lex(sourceOf(text), new Map()).tokens.flatMap((token) => textOf(token) ?? []);
}

/** What a text's segments say: for each, the text it gives and the source it stands for. */
function runs(source: string, part: TextPart) {
  const segments = segmentsOf(part);
  return segments.map((segment, index) => ({
    gives: part.text.slice(segment.at, segments[index + 1]?.at ?? part.text.length),
    from: source.slice(segment.start, segment.end),
    start: segment.start,
    end: segment.end,
  }));
}

test("every text leads back to its source: in order, inside it, unchanged but for escapes", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seed) => {
      const source = randomLiteral(randomFrom(seed));
      for (const part of textsOf(source)) {
        let covered = part.start;
        for (const { gives, from, start, end } of runs(source, part)) {
          expect(start).toBeGreaterThanOrEqual(covered);
          expect(end).toBeGreaterThanOrEqual(start);
          covered = end;
          // Equal lengths and no escape: the same text; an escape gives one character or a few.
          if (gives !== from) expect(from).toMatch(/^\\/);
        }
        expect(covered).toBeLessThanOrEqual(part.end);
        if (part.text !== "") expect(segmentsOf(part)[0]?.at).toBe(0);
        expect(
          runs(source, part)
            .map(({ gives }) => gives)
            .join(""),
        ).toBe(part.text);
      }
    }),
    { seed: 7, numRuns: 3_000 },
  );
});

test("an escape is a segment of its own", () => {
  const source = '"ab\\tcd\\u{1F600 41}e"';
  const [part] = textsOf(source);
  expect(part && runs(source, part).map(({ gives, from }) => [gives, from])).toEqual([
    ["ab", "ab"],
    ["\t", "\\t"],
    ["cd", "cd"],
    ["😀A", "\\u{1F600 41}"],
    ["e", "e"],
  ]);
});

test("removed indentation is in no segment", () => {
  const source = "x <<~A\n    a\n      b\n    c\n  A\n";
  const [part] = textsOf(source);
  expect(part && runs(source, part).map(({ from }) => from)).toEqual(["a\n", "  b\n", "c\n"]);
});
