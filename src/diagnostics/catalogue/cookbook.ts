import { define } from "../define.js";

/** Recipes and cookbooks as files. */

export const invalidUtf8 = define<{ readonly byte: string }>("recipe/invalid-utf8", {
  severity: "error",
  summary: "A recipe holds bytes that are not UTF-8.",
  why: "Ruby reads recipes as UTF-8. Guessing another encoding would put wrong characters into documents without anybody noticing.",
  mend: "Save the file as UTF-8.",
  message: ({ byte }) => `The byte ${byte} is not UTF-8 here.`,
});

export const noDefaultRecipe = define<{ readonly folder: string }>("recipe/no-default-recipe", {
  severity: "error",
  summary: "A folder was given that is no cookbook.",
  why: "A folder means its default recipe, recipes/default.rb, as a cookbook's name does in Chef.",
  mend: "Name a recipe file, or a cookbook folder with recipes/default.rb in it.",
  message: ({ folder }) =>
    `The folder has no recipes/default.rb, so there is nothing to compile in "${folder}".`,
});

export const unreadAttributes = define<{ readonly cookbook: string }>("recipe/unread-attributes", {
  severity: "warning",
  summary: "A cookbook's attribute files (attributes/*.rb) are not read by this version.",
  why: "Attributes that they would set are unknown; a resource that depends on one of them is an error, never a guess.",
  mend: "Give the attributes as JSON or YAML with --attributes.",
  message: ({ cookbook }) =>
    `The attribute files of the cookbook "${cookbook}" are not read by this version.`,
});

export const notARecipe = define<{ readonly kind: string }>("recipe/not-a-recipe", {
  severity: "error",
  summary: "A file was given that is no recipe.",
  why: "This version compiles Chef-style recipes (.rb); PowerShell configurations come with a later one.",
  mend: "Name a recipe file (.rb) or a cookbook folder.",
  message: ({ kind }) => `This is ${kind}, not a recipe.`,
});
