import { unmetVersion } from "../../diagnostics/catalogue/cookbook.js";
import type { Diagnostic, Staged } from "../../diagnostics/diagnostic.js";
import { noAttributes } from "../../model/node.js";
import type { JsonObject } from "../../model/node.js";
import { deepMerge } from "../../data/merge.js";
import type { FindRole, Role } from "./roles.js";
import { cookbookAndRecipe } from "./run-list.js";
import type { RunListItem } from "./run-list.js";
import { compareVersions } from "./version.js";

/** A run list in which every role stands for what it brings. */
export interface Expansion {
  /** In the order of the run, each name once. */
  readonly recipes: readonly RunListItem[];
  /** In the order in which they were met. */
  readonly roles: readonly Role[];
  readonly defaultAttributes: JsonObject;
  readonly overrideAttributes: JsonObject;
}

/** The items of a run list that is being gone through, and the role that brought them. */
interface Level {
  readonly role: Role | undefined;
  readonly items: Iterator<RunListItem>;
}

/**
 * Expands a run list for an environment (Chef::RunList::RunListExpansion): a role stands for its own run list, each
 * role counts once, and its attributes are laid over those of the roles in it. Diagnostics: those of `findRole`,
 * `cookbook/unmet-version` for a recipe in two versions.
 */
export function expandRunList(
  items: readonly RunListItem[],
  environment: string,
  findRole: FindRole,
): Staged<Expansion> {
  const diagnostics: Diagnostic[] = [];
  const recipes = new Map<string, RunListItem>();
  const applied = new Map<string, Role | undefined>();
  let [defaultAttributes, overrideAttributes] = [noAttributes, noAttributes];
  const open: Level[] = [{ role: undefined, items: items.values() }];
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const next = level.items.next();
    if (next.done === true) {
      open.pop();
      defaultAttributes = deepMerge(defaultAttributes, level.role?.defaultAttributes ?? noAttributes);
      overrideAttributes = deepMerge(overrideAttributes, level.role?.overrideAttributes ?? noAttributes);
    } else if (next.value.kind === "recipe") {
      addRecipe(recipes, next.value, diagnostics);
    } else if (!applied.has(next.value.name)) {
      const { value: role, diagnostics: problems } = findRole(next.value);
      for (const problem of problems) diagnostics.push(problem);
      applied.set(next.value.name, role);
      const own = role?.runLists.get(environment) ?? role?.runList ?? [];
      open.push({ role, items: own.values() });
    }
  }
  const roles = [...applied.values()].filter((role) => role !== undefined);
  return {
    value: { recipes: [...recipes.values()], roles, defaultAttributes, overrideAttributes },
    diagnostics,
  };
}

/** A recipe stands where it is first named; a version that is named later counts too (VersionedRecipeList). */
function addRecipe(recipes: Map<string, RunListItem>, item: RunListItem, diagnostics: Diagnostic[]): void {
  const known = recipes.get(item.name);
  const [one, other] = [known?.version, item.version];
  if (one !== undefined && other !== undefined && compareVersions(one, other) !== 0) {
    const state = `is to run in version ${one.join(".")}`;
    const { cookbook } = cookbookAndRecipe(item.name);
    const problem = { cookbook, state, wanted: `version ${other.join(".")}`, by: "this item" };
    diagnostics.push(unmetVersion(item.place, problem));
  }
  if (known === undefined || one === undefined) recipes.set(item.name, item);
}
