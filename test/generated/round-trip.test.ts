import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Target } from "../../src/mof/literal.js";
import { parseMof } from "../../src/mof/parse.js";
import { readDocument } from "../../src/mof/read-document.js";
import { decodeText } from "../../src/source/decode.js";
import { hasMofcheck } from "../support/mofcheck.js";
import { checkGenerated, compile } from "./compile.js";
import { instanceOfBlock, recipesFor, textOfRecipe } from "./recipe.js";
import { propertiesOf } from "./schema.js";
import { treesOf, type Tree, type TreeInstance } from "./tree.js";

/*
 * Whatever a schema can ask for goes from a recipe through the document's bytes and back, unchanged; and the
 * independent checker takes every document, strictly.
 */

const counts = { windows: 5000, linux: 2000 } as const;
const documents: Record<Target, Uint8Array[]> = { windows: [], linux: [] };

describe.each(["windows", "linux"] as const)("for %s", (target) => {
  test("generated recipes come back from their documents", { timeout: 300_000 }, () => {
    const used = new Set<string>();
    fc.assert(
      fc.property(recipesFor(target), (blocks) => {
        const { text } = textOfRecipe(blocks);
        const { compiled, diagnostics } = compile(text, target);
        const errors = diagnostics.filter(({ severity }) => severity === "error");
        expect(
          errors.map(({ message }) => message),
          text,
        ).toEqual([]);
        const bytes = compiled?.bytes ?? new Uint8Array();
        const found = readBack(bytes, target).filter(({ className }) => className === "Gen_All");
        expect(
          found.map((tree) => shown(tree)),
          text,
        ).toEqual(blocks.map((block) => shown(instanceOfBlock(block))));
        for (const tree of found) expect(longSingles(tree), text).toEqual([]);
        for (const { lines } of blocks) for (const { name } of lines) used.add(name);
        documents[target].push(bytes);
      }),
      { numRuns: counts[target], seed: 4 },
    );
    const all = propertiesOf("Gen_All").map(({ name }) => name);
    expect([...used].sort()).toEqual([...all.filter((name) => name !== "State"), "DependsOn"].sort());
  });

  test.skipIf(!hasMofcheck())("the independent checker takes them all", { timeout: 300_000 }, () => {
    expect(documents[target]).toHaveLength(counts[target]);
    const verdicts = checkGenerated(documents[target], target);
    expect(verdicts.flatMap(({ messages }) => messages).slice(0, 3)).toEqual([]);
  });
});

/** What the target's LCM reads in a document: Windows text of two bytes a character, Linux UTF-8. */
function readBack(bytes: Uint8Array, target: Target): readonly TreeInstance[] {
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw new Error(decoded.reason);
  const source = { name: "generated.mof", path: "generated.mof", text: decoded.text };
  const file = parseMof(source, { target, utf8: decoded.encoding === "utf-8" });
  const located = readDocument(file.value);
  expect([...file.diagnostics, ...located.diagnostics]).toEqual([]);
  return treesOf(located.value.document);
}

/**
 * Plain data for a comparison: properties by name; of what is made for every resource, what a recipe says. A machine
 * holds a real32 in 32 bits, however many digits are written.
 */
function shown(tree: Tree, single = false): unknown {
  if (tree.kind === "array") return tree.items.map((item) => shown(item, single));
  if (tree.kind === "real") {
    const held = single ? Math.fround(tree.number) : tree.number;
    return `real ${Object.is(held, -0) ? "-0" : held}`;
  }
  if (tree.kind !== "instance") return tree;
  const properties = [...tree.properties].filter(([name]) => !/^(SourceInfo|ConfigurationName)$/.test(name));
  return {
    class: tree.className,
    ...Object.fromEntries(properties.map(([name, value]) => [name, shown(value, name.includes("real32"))])),
  };
}

/** The numbers for real32 that are not the shortest that a machine reads as the same 32 bits. */
function longSingles(tree: Tree, single = false): readonly number[] {
  if (tree.kind === "array") return tree.items.flatMap((item) => longSingles(item, single));
  if (tree.kind === "real") return single && hasShorter(tree.number) ? [tree.number] : [];
  if (tree.kind !== "instance") return [];
  return [...tree.properties].flatMap(([name, value]) => longSingles(value, name.includes("real32")));
}

/** Whether one digit less, rounded down or up, reads back as the same 32 bits. */
function hasShorter(number: number): boolean {
  const [digits = "", exponent = ""] = number.toExponential().split("e");
  const count = digits.replace(/[-.]/g, "").length;
  if (count > 9) return true;
  if (count === 1) return false;
  const shorter = BigInt(digits.replace(/[-.]/g, "").slice(0, -1));
  const scale = Number(exponent) - (count - 2);
  return [shorter, shorter + 1n].some((candidate) => {
    return Math.fround(Number(`${candidate}e${scale}`)) === Math.fround(Math.abs(number));
  });
}
