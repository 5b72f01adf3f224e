import { define } from "../define.js";
import { didYouMean } from "../suggest.js";

/** Recipes and cookbooks as files. */

export const invalidUtf8 = define<{ readonly byte: string }>("recipe/invalid-utf8", {
  severity: "error",
  summary: "A recipe, or another file of a cookbook, holds bytes that are not UTF-8.",
  why: "Chef reads the files of a cookbook as UTF-8. Guessing another encoding would put wrong characters into documents without anybody noticing.",
  mend: "Save the file as UTF-8.",
  message: ({ byte }) => `The byte ${byte} is not UTF-8 here.`,
});

export const noDefaultRecipe = define<{ readonly folder: string }>("recipe/no-default-recipe", {
  severity: "error",
  summary: "A folder was given that is no cookbook.",
  why: "A folder means its default recipe, recipes/default.rb, as a cookbook's name does in Chef.",
  mend: "Name a recipe file, or a cookbook folder with recipes/default.rb in it; a folder that holds cookbooks is given with --cookbooks, beside a --run-list or nodes with a run_list.",
  message: ({ folder }) =>
    `The folder has no recipes/default.rb, so there is nothing to compile in "${folder}".`,
});

export const notARecipe = define<{ readonly kind: string }>("recipe/not-a-recipe", {
  severity: "error",
  summary: "A file was given that is no recipe.",
  why: "This version compiles Chef-style recipes (.rb); PowerShell configurations come with a later one.",
  mend: "Name a recipe file (.rb) or a cookbook folder.",
  message: ({ kind }) => `This is ${kind}, not a recipe.`,
});

export const unreadMetadata = define<{ readonly word: string }>("cookbook/unread-metadata", {
  severity: "warning",
  summary: "Metadata of a cookbook is written in Ruby that mofsmith does not run.",
  why: "A dependency that is not known is not loaded, and neither are its attributes.",
  mend: "Write name, version and depends with plain texts, or loop over plain texts.",
  message: ({ word }) => `The "${word}" of this cookbook is not read: it is no plain text.`,
});

export const badMetadata = define<{ readonly problem: string }>("cookbook/bad-metadata", {
  severity: "error",
  summary: "A cookbook's metadata says something that Chef refuses.",
  why: "Chef would not load the cookbook, and mofsmith would not know what belongs to it.",
  mend: "Mend metadata.rb or metadata.json at the place shown.",
  message: ({ problem }) => problem,
});

export const absentDependency = define<{
  readonly name: string;
  readonly by: string;
  readonly near: readonly string[];
}>("cookbook/absent-dependency", {
  severity: "error",
  summary: "A cookbook depends on another one that was not given.",
  why: "Chef loads the attributes and resources of every dependency before the recipes run; without them recipes would mean something else.",
  mend: "Give the folder that holds the cookbook with --cookbooks DIR.",
  message: ({ name, by }) => `The cookbook "${by}" depends on "${name}", which was not given.`,
  help: ({ near }) => didYouMean(near) || "Give the folder that holds it with --cookbooks DIR.",
});

export const unmetVersion = define<{
  readonly cookbook: string;
  /** `is version 1.2.0` */
  readonly state: string;
  readonly wanted: string;
  readonly by: string;
}>("cookbook/unmet-version", {
  severity: "error",
  summary: "A cookbook was given in a version that something else in the run excludes.",
  why: "A Chef server would hand out another version, whose recipes may say something else.",
  mend: "Give the cookbook in a version that fits, or change the constraint.",
  message: ({ cookbook, state, wanted, by }) =>
    `The cookbook "${cookbook}" ${state}, and ${by} wants ${wanted}.`,
});

export const unknownCookbook = define<{
  readonly name: string;
  readonly near: readonly string[];
  readonly folders: readonly string[];
}>("cookbook/unknown-cookbook", {
  severity: "error",
  summary: "A run list names a cookbook that was not given.",
  why: "A recipe is looked up in the cookbooks given, and nowhere else.",
  mend: "Give the folder that holds the cookbook with --cookbooks DIR, or the cookbook's own folder.",
  message: ({ name, folders }) =>
    `There is no cookbook "${name}"${folders.length === 0 ? "" : ` in ${folders.join(", ")}`}.`,
  help: ({ near }) =>
    didYouMean(near) || "Give the folder that holds it with --cookbooks DIR, or the cookbook's own folder.",
});

export const unknownRecipe = define<{
  readonly cookbook: string;
  readonly recipe: string;
  readonly near: readonly string[];
}>("cookbook/unknown-recipe", {
  severity: "error",
  summary: "A run list names a recipe that its cookbook does not have.",
  why: "The node would lack all that the recipe declares.",
  mend: "Spell the recipe as its file in recipes/, without .rb.",
  message: ({ cookbook, recipe }) => `The cookbook "${cookbook}" has no recipe "${recipe}".`,
  help: ({ near }) => didYouMean(near) || "Spell the recipe as its file in recipes/, without .rb.",
});

export const dataRecipe = define<{ readonly language: string }>("cookbook/data-recipe", {
  severity: "error",
  summary: "A recipe is written in YAML or JSON.",
  why: "Chef takes such recipes since version 16; mofsmith reads recipes in Ruby only, where blocks of DSC resources stand.",
  mend: "Write the recipe as recipes/<name>.rb.",
  message: ({ language }) => `This recipe is written in ${language}, which mofsmith does not read.`,
});

export const linkOut = define<{ readonly folder: string }>("cookbook/link-out", {
  severity: "error",
  summary: "A symbolic link leads out of the folder that was given.",
  why: "Nothing outside of the folders given is ever read, so that a cookbook cannot bring in what was not meant.",
  mend: "Put a copy in the link's place, or give the folder that it leads to.",
  message: ({ folder }) => `This link leads out of "${folder}" and is not followed.`,
});

export const sameCookbook = define<{ readonly name: string; readonly other: string }>("cookbook/same-name", {
  severity: "error",
  summary: "Two folders hold cookbooks of the same name.",
  why: "Chef refuses that too: which of the two a run list means cannot be told.",
  mend: "Leave out one of the two, or give another name in its metadata.",
  message: ({ name, other }) => `This cookbook is called "${name}", as is the one in ${other}.`,
});

export const shadowedFile = define<{ readonly by: string }>("cookbook/shadowed-file", {
  severity: "warning",
  summary: "A file of a cookbook is not read, since another one takes its place.",
  why: "Chef takes recipe.rb and attributes.rb at the top of a cookbook for the default recipe and attributes, and ignores default.rb beside them.",
  mend: "Move what is needed into one of the two files, and remove the other.",
  message: ({ by }) => `This file is ignored, since ${by} stands in its place.`,
});
