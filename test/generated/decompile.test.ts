import fc from "fast-check";
import { expect, test } from "vitest";
import { comparable, roundTrip } from "../decompile/kit.js";
import { compile, generated } from "./compile.js";
import { recipesFor, textOfRecipe } from "./recipe.js";

/* Whatever a schema can ask for comes back from the document of a recipe: another recipe, and an equal document. */

test("2,000 generated documents come back from their recipes", { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(recipesFor(generated.target), (blocks) => {
      const { compiled } = compile(textOfRecipe(blocks).text, generated.target);
      const back = roundTrip(compiled?.bytes ?? new Uint8Array(), { ...generated, file: "generated.mof" });
      const { recipe, errors, told, warnings } = back ?? {};
      expect([errors, told, warnings], recipe?.text).toEqual([[], [], []]);
      expect(back?.compiled && comparable(back.compiled, false), recipe?.text).toEqual(
        back && comparable(back.located.document, false),
      );
    }),
    { numRuns: 2000, seed: 5 },
  );
});
