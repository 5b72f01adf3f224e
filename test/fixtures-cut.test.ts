import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseMof } from "../src/mof/parse.js";
import { readDocument } from "../src/mof/read-document.js";
import { tokenize } from "../src/mof/tokens.js";
import { parseRecipe } from "../src/recipe/parse.js";
import { decodeText } from "../src/source/decode.js";
import type { Source } from "../src/source/source.js";
import { fixturesFolder, pathsBelow } from "./support/scenario.js";
import { tokensOf } from "./support/stages.js";

// Text as it is while somebody types, or when a file was cut off: broken, but never in a way that throws, and
// every problem that is told has its place in the text.

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Larger files have nothing that smaller ones have not, and cost their square. */
const largest = 6000;

const recipes = sourcesWith(".rb");
const documents = sourcesWith(".mof");

test("there are recipes and documents to cut", () => {
  expect(recipes.length).toBeGreaterThan(40);
  expect(documents.length).toBeGreaterThan(40);
});

for (const source of recipes) {
  test(`cuts of ${source.name}`, () => {
    for (const text of cuts(source.text, tokensOf(source))) {
      const cut = { ...source, text };
      expectPlaces(cut, parseRecipe(cut).diagnostics);
    }
  });
}

for (const source of documents) {
  test(`cuts of ${source.name}`, () => {
    const tokens = tokenize(source.text);
    const stretches = Array.from(tokens, ({ startOffset, endOffset }) => ({
      start: startOffset,
      end: (endOffset ?? startOffset) + 1,
    }));
    for (const text of cuts(source.text, stretches)) {
      const cut = { ...source, text };
      const tree = parseMof(cut);
      expectPlaces(cut, tree.diagnostics);
      expectPlaces(cut, readDocument(tree.value).diagnostics);
    }
  });
}

/** The text up to each token's start, middle and end, and the text without each token. */
function* cuts(text: string, tokens: readonly Stretch[]): Iterable<string> {
  for (const { start, end } of tokens) {
    const places = new Set([start, Math.floor((start + end) / 2), end]);
    for (const place of places) yield text.slice(0, place);
    if (end > start) yield text.slice(0, start) + text.slice(end);
  }
}

function expectPlaces(source: Source, diagnostics: ReturnType<typeof parseRecipe>["diagnostics"]): void {
  for (const { code, origin } of diagnostics) {
    const { start = -1, end = -1 } = origin ?? {};
    if (origin?.source !== source || start < 0 || start > end || end > source.text.length)
      expect.fail(
        `${code} stands at ${start} to ${end} of ${source.text.length}: ${source.text.slice(-200)}`,
      );
  }
}

function sourcesWith(extension: string): readonly Source[] {
  return pathsBelow(fixturesFolder).flatMap((name) => {
    if (!name.endsWith(extension)) return [];
    const decoded = decodeText(readFileSync(join(fixturesFolder, name)));
    return decoded.ok && decoded.text.length <= largest ? [{ name, path: name, text: decoded.text }] : [];
  });
}
