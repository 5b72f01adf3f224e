import { define } from "../../diagnostics/define.js";
import { isWord } from "../blocks.js";
import { at, fix, written, type Rule } from "../rule.js";

const finding = define("lint/include-recipe-parentheses", {
  severity: "info",
  summary: "The recipe that is included stands in parentheses.",
  why: "Recipes read as statements: `include_recipe 'web::default'`, as everywhere in Chef's own documentation.",
  mend: "Take the parentheses out.",
  message: () => "`include_recipe` needs no parentheses.",
});

/** Cookstyle's IncludeRecipeWithParentheses. */
export const includeRecipeParentheses: Rule = {
  entry: finding,
  examples: [{ bad: "include_recipe('web::server')\n", fixed: "include_recipe 'web::server'\n" }],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const [only, ...rest] = call.arguments;
        if (!isWord(call, "include_recipe") || only?.kind !== "string" || rest.length > 0) return;
        if (!written(file, call).startsWith("include_recipe(")) return;
        // At the start of a line; anywhere else the parentheses may be needed.
        const { text: source } = file.recipe.source;
        if (source.slice(source.lastIndexOf("\n", call.start - 1) + 1, call.start).trim() !== "") return;
        const text = `include_recipe ${written(file, only)}`;
        const fixes = [fix(file, "Take the parentheses out", true, [{ place: call, text }])];
        file.report(finding(at(file, call), {}, { fixes }));
      },
    },
  }),
};
