import { readSuppressions, suppressionMark, type FileSuppressions } from "../diagnostics/suppressions.js";
import { walk } from "./children.js";
import type { Source } from "../source/source.js";
import { parseRecipe } from "./parse.js";
import type { Recipe, Span } from "./tree.js";

/** What the comments of a file in the recipe language silence; undefined for any other, and where none speaks. */
export function sourceSuppressions(source: Source): FileSuppressions | undefined {
  if (!source.text.includes(suppressionMark) || !/\.rb$/i.test(source.name)) return undefined;
  return recipeSuppressions(parseRecipe(source).value);
}

/** What the comments of a recipe silence; undefined when none of them speaks to mofsmith, as in nearly every file. */
export function recipeSuppressions(recipe: Recipe): FileSuppressions | undefined {
  const { source, statements, comments } = recipe;
  const { text } = source;
  if (!text.includes(suppressionMark)) return undefined;
  const speaking = comments.some(({ start, end }) => text.slice(start, end).includes(suppressionMark));
  if (!speaking) return undefined;
  return readSuppressions({
    source,
    comments,
    code: statements[0]?.start ?? text.length,
    texts: textsOf(recipe),
  });
}

/** The texts of heredocs and other strings of several lines, with the place where each literal opens. */
function textsOf({ source, statements }: Recipe): readonly (Span & { readonly owner: number })[] {
  const texts: (Span & { readonly owner: number })[] = [];
  walk(statements, {
    enter: (node) => {
      if (node.kind !== "string") return;
      let from = node.start;
      let below = false;
      for (const { kind, start, end } of node.parts) {
        below ||= source.text.slice(from, end).includes("\n");
        if (kind === "text" && below) texts.push({ start, end, owner: node.start });
        from = end;
      }
      // The closing quote may stand alone on the last line; a heredoc ends, as a literal, where it opens.
      below ||= source.text.slice(from, node.end).includes("\n");
      if (below && from < node.end) texts.push({ start: from, end: node.end, owner: node.start });
    },
  });
  return texts;
}
