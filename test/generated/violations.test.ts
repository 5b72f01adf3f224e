import fc from "fast-check";
import { expect, test } from "vitest";
import { positionOf } from "../../src/source/source.js";
import { hasMofcheck } from "../support/mofcheck.js";
import { checkGenerated, compile } from "./compile.js";
import { instanceOfBlock, recipesFor, textOfRecipe } from "./recipe.js";
import { textOfDocument } from "./tree.js";
import { violationOf, type Violation } from "./violations.js";

/*
 * What breaks one rule is refused for that and at its line; and the independent checker refuses, by the same rule, the
 * document that would have been written without our check.
 */

const broken: Violation[] = [];

test("1,000 generated violations are each refused at their line", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(recipesFor("windows").chain(violationOf), (violation) => {
      const { text, starts } = textOfRecipe(violation.blocks);
      const { compiled, diagnostics } = compile(text, "windows");
      expect(compiled, text).toBeUndefined();
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      const told = errors.map(({ code, origin }) => {
        return `${code} ${origin === undefined ? 0 : positionOf(origin.source, origin.start).line}`;
      });
      expect(told, `${violation.kind}\n${text}`).toEqual([
        `${violation.code.includes("/") ? "" : "check/"}${violation.code} ${lineOf(violation, starts)}`,
      ]);
      broken.push(violation);
    }),
    { numRuns: 1000, seed: 4 },
  );
  expect(new Set(broken.map(({ code }) => code)).size).toBeGreaterThan(20);
  expect(new Set(broken.map(({ kind }) => kind)).size).toBeGreaterThan(60);
});

test.skipIf(!hasMofcheck())("the independent checker refuses each for the same", { timeout: 120_000 }, () => {
  expect(broken).toHaveLength(1000);
  const encoder = new TextEncoder();
  const verdicts = checkGenerated(
    broken.map(({ blocks }) => encoder.encode(textOfDocument(blocks.map(instanceOfBlock)))),
    "windows",
  );
  const differing = verdicts.flatMap((verdict, index) => {
    const { kind, rule } = broken[index] ?? { kind: "", rule: "" };
    return verdict.strict.includes(rule) ? [] : [{ kind, rule, verdict }];
  });
  expect(differing.slice(0, 5)).toEqual([]);
});

function lineOf({ blocks, at }: Violation, starts: readonly number[]): number {
  const start = starts[at.block] ?? 0;
  if (at.property === undefined) return start;
  const index = blocks[at.block]?.lines.findIndex((line) => line.name === at.property) ?? -1;
  return start + 2 + index;
}
