import { expect, test } from "vitest";
import { problemsOf, shapesOf } from "./kit.js";
import type { Shape } from "./shape.js";
import { refusals, traps, warnings } from "./traps.js";

/** A shape as text: lists in round brackets, `-` for what is not there, text in quotes unless it is a plain word. */
function shown(shape: Shape): string {
  if (shape === null) return "-";
  if (typeof shape === "string") return /^[\w?!@.]+$/.test(shape) ? shape : JSON.stringify(shape);
  return `(${shape.map(shown).join(" ")})`;
}

test.each(traps)("%j", (program, tree) => {
  expect(shapesOf(program).map(shown).join(" ")).toBe(tree);
});

test.each([...refusals, ...warnings])("%j is refused", (program, problem) => {
  expect(problemsOf(program)).toEqual([problem]);
});
