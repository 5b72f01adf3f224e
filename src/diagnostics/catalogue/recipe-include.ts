import { define } from "../define.js";
import { excerpt } from "../excerpt.js";
import { didYouMean } from "../suggest.js";

/** What recipes reach by name: other recipes, attribute files, data bags, custom resources. */

const giveCookbooks = "Give the folder that its cookbook lies in with --cookbooks DIR.";

export const noSuchCookbook = define<{
  readonly cookbook: string;
  /** As the recipe names it. */
  readonly recipe: string;
  readonly suggestions: readonly string[];
}>("recipe/no-such-cookbook", {
  severity: "error",
  summary: "A recipe includes one of a cookbook that was not given.",
  why: "What the other recipe declares would be missing from the document.",
  mend: giveCookbooks,
  message: ({ cookbook, recipe }) =>
    cookbook === ""
      ? `"${excerpt(recipe)}" names no cookbook, and this file lies in none.`
      : `The cookbook "${excerpt(cookbook)}", which "${excerpt(recipe)}" belongs to, was not given.`,
  help: ({ suggestions }) => didYouMean(suggestions) || giveCookbooks,
});

function fileOf(folder: string, name: string): string {
  return /[\\/]/.test(name)
    ? `Write the name of a file in ${folder}/, without a path and without ".rb".`
    : `Its file would be ${folder}/${excerpt(name)}.rb.`;
}

export const noSuchRecipe = define<{
  readonly name: string;
  readonly cookbook: string;
  readonly suggestions: readonly string[];
}>("recipe/no-such-recipe", {
  severity: "error",
  summary: "A recipe includes one that its cookbook does not have.",
  why: "Chef ends the run when a recipe is not there.",
  mend: "Correct the name; recipes/NAME.rb has to be there.",
  message: ({ name, cookbook }) => `The cookbook "${excerpt(cookbook)}" has no recipe "${excerpt(name)}".`,
  help: ({ name, suggestions }) => didYouMean(suggestions) || fileOf("recipes", name),
});

export const noSuchAttributeFile = define<{
  readonly name: string;
  readonly cookbook: string;
  readonly suggestions: readonly string[];
}>("recipe/no-such-attribute-file", {
  severity: "error",
  summary: "An attribute file is included that its cookbook does not have.",
  why: "Chef ends the run when an attribute file is not there.",
  mend: "Correct the name; attributes/NAME.rb has to be there.",
  message: ({ name, cookbook }) =>
    `The cookbook "${excerpt(cookbook)}" has no attribute file "${excerpt(name)}".`,
  help: ({ name, suggestions }) => didYouMean(suggestions) || fileOf("attributes", name),
});

export const missingDependency = define<{
  readonly cookbook: string;
  /** The cookbook that should depend on it; undefined for a recipe that lies in none. */
  readonly from: string | undefined;
  /** The custom resource that is used; undefined for an included recipe. */
  readonly resource: string | undefined;
}>("recipe/missing-dependency", {
  severity: "warning",
  summary: "A recipe uses a cookbook that its own cookbook's metadata does not depend on.",
  why: "A Chef server does not hand out such a cookbook, and its attribute files and resources are not loaded.",
  mend: "Add the dependency to the metadata of the recipe's cookbook: depends 'name'.",
  message: ({ cookbook, from, resource }) => {
    if (resource === undefined)
      return `The cookbook "${excerpt(from ?? "")}" does not depend on "${excerpt(cookbook)}".`;
    const whose = `"${excerpt(resource)}" is a resource of the cookbook "${excerpt(cookbook)}"`;
    return from === undefined
      ? `${whose}, and this recipe lies in no cookbook that depends on it.`
      : `${whose}, on which the cookbook "${excerpt(from)}" does not depend.`;
  },
  help: ({ cookbook, from }) =>
    from === undefined
      ? `Put the recipe into a cookbook whose metadata.rb says depends '${excerpt(cookbook)}'.`
      : `Add to its metadata.rb: depends '${excerpt(cookbook)}'.`,
});

export const noSuchDataBag = define<{
  readonly bag: string;
  readonly folders: readonly string[];
  readonly suggestions: readonly string[];
}>("recipe/no-such-data-bag", {
  severity: "error",
  summary: "A recipe reads a data bag that was not given.",
  why: "Chef ends the run when a data bag is not there.",
  mend: "Give the folder of data bags with --data-bags DIR; each is a folder with a JSON file for every item.",
  message: ({ bag }) => `There is no data bag "${excerpt(bag)}".`,
  help: ({ folders, suggestions }) =>
    didYouMean(suggestions) ||
    (folders.length === 0
      ? "Give the folder of data bags with --data-bags DIR; each is a folder with a JSON file for every item."
      : `These folders were searched: ${folders.join(", ")}.`),
});

export const noSuchDataBagItem = define<{
  readonly bag: string;
  readonly id: string;
  readonly suggestions: readonly string[];
}>("recipe/no-such-data-bag-item", {
  severity: "error",
  summary: "A recipe reads an item that its data bag does not have.",
  why: "Chef ends the run when an item is not there.",
  mend: "Correct the id, or add the item's JSON file to the data bag's folder.",
  message: ({ bag, id }) => `The data bag "${excerpt(bag)}" has no item "${excerpt(id)}".`,
  help: ({ bag, id, suggestions }) =>
    didYouMean(suggestions) || `Its file would be ${excerpt(bag)}/${excerpt(id)}.json.`,
});

export const unknownCustomAction = define<{
  readonly action: string;
  readonly keyword: string;
  readonly suggestions: readonly string[];
}>("recipe/unknown-custom-action", {
  severity: "error",
  summary: "A custom resource is asked for an action that it does not have.",
  why: "Chef ends the run at an action that the resource does not define.",
  mend: "Name one of the actions that the resource's file defines.",
  message: ({ action, keyword }) => `"${excerpt(keyword)}" has no action :${excerpt(action)}.`,
  help: ({ suggestions }) =>
    didYouMean(suggestions) || "Name one of the actions that the resource's file defines.",
});

export const actionsElsewhere = define<{ readonly keyword: string }>("recipe/no-custom-actions", {
  severity: "error",
  summary: "A custom resource is called whose file defines no action.",
  why: "Its actions are Ruby of a provider, of which nothing is read: what the block stands for is not known.",
  mend: "Write the actions into the resource's own file, as `action :create do … end`.",
  message: ({ keyword }) => `The file of "${excerpt(keyword)}" defines no action.`,
  help: () => "Write the actions of the provider into the resource's file, as `action :create do … end`.",
});

export const customValue = define<{
  readonly property: string;
  readonly keyword: string;
  readonly wanted: string;
  readonly given: string;
}>("recipe/custom-value", {
  severity: "error",
  summary: "A property of a custom resource is given a value that its definition does not allow.",
  why: "Chef ends the run when such a value is set.",
  mend: "Give a value that the property's definition names.",
  message: ({ property, keyword, wanted, given }) =>
    `"${excerpt(property)}" of ${excerpt(keyword)} takes ${wanted}, and ${given} is given.`,
});

export const customRequired = define<{ readonly property: string; readonly keyword: string }>(
  "recipe/custom-required",
  {
    severity: "error",
    summary: "A block of a custom resource does not set a property that is required.",
    why: "Chef ends the run when a required property has no value.",
    mend: "Set the property in the block.",
    // Chef's own words.
    message: ({ property, keyword }) => `${excerpt(property)} is a required property of ${excerpt(keyword)}.`,
    help: ({ property }) => `Write in the block: ${excerpt(property)} value.`,
  },
);

export const encryptedValue = define<{ readonly bag: string; readonly id: string; readonly field: string }>(
  "recipe/encrypted-value",
  {
    severity: "warning",
    summary: "A recipe reads an encrypted value of a data bag; an error where it is needed.",
    why: "Its key is on the machines and nowhere else, so the value cannot be known.",
    mend: "Give a folder with decrypted copies by --data-bags DIR, or what the function gives by --stub NAME=JSON.",
    message: ({ bag, id, field }) =>
      `"${excerpt(field)}" of the item "${excerpt(id)}" of the data bag "${excerpt(bag)}" is encrypted.`,
  },
);

export const unknownInclusion = define<{ readonly reason: string; readonly remedy: string }>(
  "recipe/unknown-inclusion",
  {
    severity: "error",
    summary: "Which recipe is included depends on something that is not known.",
    why: "What the other recipe declares would be missing from the document.",
    mend: "Write the recipe's name itself, or give what it depends on.",
    message: ({ reason }) => `Which recipe this includes depends on ${reason}, which is not known.`,
    help: ({ remedy }) => remedy,
  },
);
