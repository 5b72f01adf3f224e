import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as z from "zod";
import { evaluate } from "../../../src/recipe/evaluate/evaluate.js";
import { parseRecipe } from "../../../src/recipe/parse.js";
import { nodeOf, planOf } from "../../support/plan.js";

/** The inputs that the bench measures: here only that none escapes as an exception, and that what is told has a place. */
const inputs = z
  .array(
    z.strictObject({
      name: z.string(),
      text: z.array(z.union([z.string(), z.strictObject({ repeat: z.string(), times: z.int() })])),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL("../../bench/hostile.json", import.meta.url), "utf8")));

test.each(inputs)("$name", ({ text: parts }) => {
  const text = parts
    .map((part) => (typeof part === "string" ? part : part.repeat.repeat(part.times)))
    .join("");
  const { value, diagnostics } = parseRecipe({ name: "hostile.rb", path: "hostile.rb", text });
  const evaluated = evaluate(planOf([value]), nodeOf({}, false), { target: "windows" });
  for (const { origin } of [...diagnostics, ...evaluated.diagnostics]) {
    expect(origin?.start).toBeGreaterThanOrEqual(0);
    expect(origin?.end).toBeLessThanOrEqual(text.length);
  }
});
