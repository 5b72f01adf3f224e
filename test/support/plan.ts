import { noLevels } from "../../src/model/node.js";
import type { NodeData } from "../../src/model/node.js";
import type { Cookbook, CookbookFile, DataBag, RunPlan } from "../../src/recipe/library.js";
import { parseRecipe } from "../../src/recipe/parse.js";
import type { Recipe } from "../../src/recipe/tree.js";
import { jsonLevels, jsonObject } from "./json.js";
import type { PlainLevels, PlainObject } from "./json.js";

/** The run list of recipes that lie in no cookbook. */
export function planOf(recipes: readonly Recipe[]): RunPlan {
  const library = { cookbooks: new Map(), dataBags: { folders: [], bags: new Map() } };
  return {
    recipes: recipes.map((recipe) => ({ recipe, cookbook: undefined, name: recipe.source.name })),
    ...{ library, cookbooks: [], attributeFiles: [], roles: [] },
  };
}

/** A cookbook as texts by the base names of its files. */
export interface CookbookTexts {
  readonly depends?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly recipes?: Readonly<Record<string, string>>;
  readonly resources?: Readonly<Record<string, string>>;
}

/** Cookbooks, the run list in the form `cookbook::recipe`, and data bags: what a run of them would plan. */
export function planOfCookbooks(
  texts: Readonly<Record<string, CookbookTexts>>,
  runList: readonly string[],
  bags: Readonly<Record<string, Readonly<Record<string, PlainObject>>>> = {},
): RunPlan {
  const cookbooks = new Map(Object.entries(texts).map(([name, one]) => [name, cookbookOf(name, one)]));
  const recipes = runList.flatMap((item) => {
    const [book = "", name = "default"] = item.split("::");
    const cookbook = cookbooks.get(book);
    const recipe = cookbook?.recipes.get(name)?.read().value;
    return recipe === undefined ? [] : [{ recipe, cookbook, name }];
  });
  return {
    ...{ recipes, cookbooks: [...cookbooks.values()], attributeFiles: [], roles: [] },
    library: {
      cookbooks,
      dataBags: { folders: ["data_bags"], bags: new Map(Object.entries(bags).map(bagOf)) },
    },
  };
}

function cookbookOf(name: string, { depends = [], attributes, recipes, resources }: CookbookTexts): Cookbook {
  return {
    ...{ name, folder: name, depends },
    attributeFiles: [...filesOf(`${name}/attributes`, attributes).values()],
    recipes: filesOf(`${name}/recipes`, recipes),
    resources: filesOf(`${name}/resources`, resources),
  };
}

function filesOf(
  folder: string,
  texts: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, CookbookFile> {
  return new Map(
    Object.entries(texts).map(([name, text]) => {
      const path = `${folder}/${name}.rb`;
      const read = parseRecipe({ name: path, path, text });
      return [name, { name, file: path, read: () => read }];
    }),
  );
}

function bagOf([name, items]: readonly [string, Readonly<Record<string, PlainObject>>]): [string, DataBag] {
  const read = new Map(Object.entries(items).map(([id, item]) => [id, jsonObject(item)]));
  const item = (id: string) => ({ value: read.get(id), diagnostics: [] });
  return [name, { ids: Object.keys(items).sort(), item }];
}

/** The node `web01` with attributes by level. */
export function nodeOf(
  levels: PlainLevels,
  given = true,
  environment: Readonly<Record<string, string>> = {},
): NodeData {
  return {
    name: "web01",
    levels: { ...noLevels, ...jsonLevels(levels) },
    given,
    files: given ? ["web.json"] : [],
    environment: new Map(Object.entries(environment)),
    chefEnvironment: "_default",
    runList: undefined,
  };
}
