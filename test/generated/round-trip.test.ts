import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMof } from "../../src/mof/parse.js";
import { readDocument } from "../../src/mof/read-document.js";
import { decodeText } from "../../src/source/decode.js";
import { hasMofcheck } from "../support/mofcheck.js";
import { checkGenerated, compile } from "./compile.js";
import { instanceOfBlock, recipes, textOfRecipe } from "./recipe.js";
import { propertiesOf } from "./schema.js";
import { treesOf, type Tree, type TreeInstance } from "./tree.js";

/*
 * Whatever a schema can ask for goes from a recipe through the document's bytes and back, unchanged; and the
 * independent checker takes every document, strictly.
 */

const documents: Uint8Array[] = [];

test("5,000 generated recipes come back from their documents", { timeout: 300_000 }, () => {
  const used = new Set<string>();
  fc.assert(
    fc.property(recipes, (blocks) => {
      const { text } = textOfRecipe(blocks);
      const { compiled, diagnostics } = compile(text);
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      expect(
        errors.map(({ message }) => message),
        text,
      ).toEqual([]);
      const bytes = compiled?.bytes ?? new Uint8Array();
      const found = readBack(bytes).filter(({ className }) => className === "Gen_All");
      expect(
        found.map((tree) => shown(tree)),
        text,
      ).toEqual(blocks.map((block) => shown(instanceOfBlock(block))));
      for (const { lines } of blocks) for (const { name } of lines) used.add(name);
      documents.push(bytes);
    }),
    { numRuns: 5000, seed: 4 },
  );
  const all = propertiesOf("Gen_All").map(({ name }) => name);
  expect([...used].sort()).toEqual([...all.filter((name) => name !== "State"), "DependsOn"].sort());
});

test.skipIf(!hasMofcheck())("the independent checker takes them all", { timeout: 300_000 }, () => {
  expect(documents).toHaveLength(5000);
  const verdicts = checkGenerated(documents);
  expect(verdicts.flatMap(({ messages }) => messages).slice(0, 3)).toEqual([]);
});

function readBack(bytes: Uint8Array): readonly TreeInstance[] {
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw new Error(decoded.reason);
  const file = parseMof({ name: "generated.mof", path: "generated.mof", text: decoded.text });
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
