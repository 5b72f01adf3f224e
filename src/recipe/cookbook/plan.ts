import { unknownCookbook, unknownRecipe, unmetVersion } from "../../diagnostics/catalogue/cookbook.js";
import { allWell, type Diagnostic, type Place, type Staged } from "../../diagnostics/diagnostic.js";
import { nearest } from "../../diagnostics/suggest.js";
import type { JsonObject, NodeData } from "../../model/node.js";
import type { CookbookFile, PlannedRecipe, RunPlan } from "../library.js";
import type { LoadedCookbook } from "./cookbook.js";
import type { Cookbooks } from "./cookbooks.js";
import { joinBags } from "./data-bags.js";
import { expandRunList } from "./expand.js";
import { checkEnvironment, orderCookbooks } from "./order.js";
import type { Repository } from "./repository.js";
import { cookbookAndRecipe } from "./run-list.js";
import type { RunListItem } from "./run-list.js";
import { compareVersions } from "./version.js";

/** What a run starts from: recipes that the user named as files, a run list, or a cookbook without any recipe. */
export type Start =
  | { readonly kind: "cookbook"; readonly cookbook: LoadedCookbook }
  | { readonly kind: "recipes"; readonly recipes: readonly StartingRecipe[] }
  | { readonly kind: "run list"; readonly items: readonly RunListItem[] };

export interface StartingRecipe {
  readonly file: CookbookFile;
  /** Undefined for a file that lies in none. */
  readonly cookbook: LoadedCookbook | undefined;
}

/** A plan, and what the making of it adds to the node. */
export interface Planned {
  readonly plan: RunPlan;
  /** Undefined where files were named instead. */
  readonly runList: readonly RunListItem[] | undefined;
  readonly environmentDefault: JsonObject;
  readonly environmentOverride: JsonObject;
  readonly roleDefault: JsonObject;
  readonly roleOverride: JsonObject;
  /** Files that say something of the node: environment, roles, attribute files. */
  readonly files: readonly string[];
  /** Every cookbook that it depends on is known and there. */
  readonly complete: boolean;
}

/** What a plan depends on besides what it starts from. */
export interface PlanSettings {
  /** The node's environment, `_default` when it is in none. */
  readonly environment: string;
  /** Where a node names it, if that is known. */
  readonly environmentPlace?: Place | undefined;
  /** The weight of a dependency that was not given. */
  readonly missing: "error" | "warning";
}

/**
 * Plans a run: its run list expanded, the cookbooks it needs in their order, its recipes parsed. Nodes of one
 * environment with one run list share a plan. Diagnostics: those of `expandRunList`, `orderCookbooks`, of finding the
 * environment and of reading recipes, `cookbook/unknown-cookbook`, `cookbook/unknown-recipe`,
 * `cookbook/unmet-version`. Undefined when there is no way to tell what would run; a recipe with errors is kept.
 */
export function planRun(
  repository: Repository,
  start: Start,
  { environment, environmentPlace, missing }: PlanSettings,
): Staged<Planned | undefined> {
  const diagnostics: Diagnostic[] = [];
  const note = <T>(staged: Staged<T>): T => {
    for (const diagnostic of staged.diagnostics) diagnostics.push(diagnostic);
    return staged.value;
  };
  const chefEnvironment = note(repository.findEnvironment(environment, environmentPlace));
  const runList = start.kind === "run list" ? start.items : undefined;
  const expansion = note(expandRunList(runList ?? [], environment, repository.findRole));
  const starting =
    start.kind === "recipes" ? start.recipes : note(findRecipes(repository, expansion.recipes));
  const cookbooks =
    start.kind === "cookbook" ? [start.cookbook] : starting.flatMap(({ cookbook }) => cookbook ?? []);
  const order = orderCookbooks(cookbooks, repository.cookbooks, missing);
  note({ value: undefined, diagnostics: order.diagnostics });
  if (chefEnvironment === undefined) return { value: undefined, diagnostics };
  note({ value: undefined, diagnostics: checkEnvironment(order.cookbooks, chefEnvironment) });
  const ownBags = order.cookbooks.flatMap(({ dataBags }) => dataBags() ?? []);
  note({ value: undefined, diagnostics: ownBags.flatMap(({ problems }) => problems) });
  if (!allWell(diagnostics)) return { value: undefined, diagnostics };
  const plan: RunPlan = {
    recipes: note(readRecipes(starting)),
    library: { cookbooks: repository.cookbooks, dataBags: joinBags(repository.bagFolders, ownBags) },
    cookbooks: order.cookbooks,
    attributeFiles: repository.attributeFiles,
    roles: expansion.roles.map(({ name }) => name),
  };
  const value: Planned = {
    ...{ plan, runList, complete: order.complete },
    environmentDefault: chefEnvironment.defaultAttributes,
    environmentOverride: chefEnvironment.overrideAttributes,
    roleDefault: expansion.defaultAttributes,
    roleOverride: expansion.overrideAttributes,
    files: [
      chefEnvironment,
      ...expansion.roles,
      ...order.cookbooks.flatMap(({ attributeFiles }) => attributeFiles),
    ].flatMap(({ file }) => file ?? []),
  };
  return { value, diagnostics };
}

/** The node as the run sees it. Node data is complete as soon as the run has a cookbook and all that this needs. */
export function nodeOfPlan(node: NodeData, planned: Planned): NodeData {
  const { environmentDefault, environmentOverride, roleDefault, roleOverride } = planned;
  return {
    ...node,
    levels: { ...node.levels, environmentDefault, environmentOverride, roleDefault, roleOverride },
    given: (node.given || planned.plan.cookbooks.length > 0) && planned.complete,
    files: [...node.files, ...planned.files],
    runList: planned.runList?.map(({ text }) => text) ?? node.runList,
  };
}

/** The recipes of an expanded run list, looked up in the cookbooks given. */
function findRecipes(
  { cookbooks, cookbookFolders }: Repository,
  items: readonly RunListItem[],
): Staged<readonly StartingRecipe[]> {
  const diagnostics: Diagnostic[] = [];
  const value = items.flatMap((item): readonly StartingRecipe[] => {
    const names = cookbookAndRecipe(item.name);
    const cookbook = cookbooks.get(names.cookbook);
    if (cookbook === undefined) {
      const near = nearest(names.cookbook, cookbooks.keys());
      const meant = near.length > 0 ? near : recipesCalled(item.name, cookbooks);
      const problem = { name: names.cookbook, near: meant, folders: cookbookFolders };
      diagnostics.push(unknownCookbook(item.place, problem));
      return [];
    }
    const problem = versionProblem(cookbook, item);
    if (problem !== undefined) diagnostics.push(problem);
    const file = cookbook.recipes.get(names.recipe);
    if (file !== undefined) return [{ file, cookbook }];
    const near = nearest(names.recipe, cookbook.recipes.keys());
    const unknown = unknownRecipe(item.place, { cookbook: cookbook.name, recipe: names.recipe, near });
    // A cookbook that could not be read says itself why.
    for (const one of allWell(cookbook.problems) ? [unknown] : cookbook.problems) diagnostics.push(one);
    return [];
  });
  return { value, diagnostics };
}

/** What somebody means who leaves out the cookbook. */
function recipesCalled(name: string, cookbooks: Cookbooks): readonly string[] {
  const owners = [...cookbooks.values()].filter(({ recipes }) => recipes.has(name));
  return owners.slice(0, 3).map((cookbook) => `${cookbook.name}::${name}`);
}

function versionProblem({ name, metadata }: LoadedCookbook, item: RunListItem): Diagnostic | undefined {
  const { version } = metadata;
  if (version === undefined || item.version === undefined) return undefined;
  if (compareVersions(version, item.version) === 0) return undefined;
  const state = `is version ${version.join(".")}`;
  const wanted = `version ${item.version.join(".")}`;
  return unmetVersion(item.place, { cookbook: name, state, wanted, by: "this item" });
}

/** Reads recipes, each once, where it first stands (RunContext#load_recipe). */
function readRecipes(starting: readonly StartingRecipe[]): Staged<readonly PlannedRecipe[]> {
  const once = new Map(starting.map((recipe) => [recipe.file.file, recipe]));
  const read = [...once.values()].map(({ file, cookbook }) => ({ staged: file.read(), file, cookbook }));
  return {
    value: read.flatMap(({ staged, file, cookbook }) =>
      staged.value === undefined ? [] : [{ recipe: staged.value, cookbook, name: file.name }],
    ),
    diagnostics: read.flatMap(({ staged }) => staged.diagnostics),
  };
}
