import { fileURLToPath } from "node:url";
import { unevenHeredoc } from "../../../src/diagnostics/catalogue/recipe.js";
import { parseRecipe } from "../../../src/recipe/parse.js";
import { askRuby } from "../../support/ruby.js";
import { isOutsideSubset } from "./known.js";
import { loose, sameShape, statementsShape, type Shape } from "./shape.js";

const script = fileURLToPath(new URL("ruby-shape.rb", import.meta.url));

/** How a comparison went: how many programs both read alike, both refused, and what differs, shown. */
export interface Comparison {
  readonly read: number;
  readonly refused: number;
  readonly differences: readonly string[];
}

/** Has Ruby and us read the same programs. */
export function compareWithRuby(programs: readonly string[]): Comparison {
  const answers = askRuby(script, programs);
  if (!Array.isArray(answers) || answers.length !== programs.length) throw new Error("an answer a program");
  const differences: string[] = [];
  let read = 0;
  let refused = 0;
  programs.forEach((text, index) => {
    const rubys: unknown = answers[index];
    const recipe = parseRecipe({ name: "main.rb", path: "main.rb", text });
    const error = recipe.diagnostics.find((diagnostic) => diagnostic.severity === "error");
    const shown = JSON.stringify(text);
    if (!isShape(rubys)) {
      if (error !== undefined) refused++;
      else differences.push(`${shown}: Ruby says ${JSON.stringify(rubys)}`);
    } else if (error !== undefined) {
      // Rubies differ there, so that it is refused.
      const uneven = error.code === unevenHeredoc.code;
      if (!uneven && !isOutsideSubset(text)) differences.push(`${shown}: ${error.message}`);
    } else {
      const ours = statementsShape(recipe.value.statements).map(loose);
      if (sameShape(ours, rubys)) read++;
      else if (!isOutsideSubset(text))
        differences.push(`${shown}:\n  ours  ${JSON.stringify(ours)}\n  Ruby's ${JSON.stringify(rubys)}`);
    }
  });
  return { read, refused, differences };
}

function isShape(answer: unknown): answer is Shape {
  return answer === null || typeof answer === "string" || (Array.isArray(answer) && answer.every(isShape));
}
