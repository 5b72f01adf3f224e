import type { Staged } from "../diagnostics/diagnostic.js";
import type { JsonObject } from "../model/node.js";
import type { Recipe } from "./tree.js";

/** What the recipes of a run can reach by name: cookbooks and data bags, read when they are first asked for. */
export interface Library {
  /** By name. */
  readonly cookbooks: ReadonlyMap<string, Cookbook>;
  readonly dataBags: DataBags;
}

/** A folder of Chef code. Its files are parsed once, whatever the number of nodes. */
export interface Cookbook {
  readonly name: string;
  /** The folder, as the user named it; for messages. */
  readonly folder: string;
  /** Names that `depends` in its metadata gives, in order. */
  readonly depends: readonly string[];
  /** In the order in which Chef loads them: `default` first, the rest by name. */
  readonly attributeFiles: readonly CookbookFile[];
  /** By base name, `default` for `recipes/default.rb`. */
  readonly recipes: ReadonlyMap<string, CookbookFile>;
  /** Custom resources by base name. */
  readonly resources: ReadonlyMap<string, CookbookFile>;
}

/** A file of a cookbook in the recipe language. */
export interface CookbookFile {
  /** Base name without `.rb`. */
  readonly name: string;
  /** Its path, as messages name it. */
  readonly file: string;
  /** Reads and parses it at the first call, and gives the same afterwards; undefined when it cannot be read. */
  readonly read: () => Staged<Recipe | undefined>;
}

/** `data_bags/<bag>/<item>.json` below the folders given. */
export interface DataBags {
  /** The folders that were given, as the user named them; those that cookbooks bring along are not among them. */
  readonly folders: readonly string[];
  /** By name. */
  readonly bags: ReadonlyMap<string, DataBag>;
}

export interface DataBag {
  /** The ids of its items, sorted. */
  readonly ids: readonly string[];
  /** An item by its id; undefined, perhaps with diagnostics, when it cannot be had. */
  readonly item: (id: string) => Staged<JsonObject | undefined>;
}

/** What one node runs: its run list expanded to recipes, and what these can reach. */
export interface RunPlan {
  /** In the order in which they run; a recipe stands in it once. */
  readonly recipes: readonly PlannedRecipe[];
  readonly library: Library;
  /** Cookbooks whose attribute files are loaded, in Chef's order: each behind those it depends on. */
  readonly cookbooks: readonly Cookbook[];
  /** Attribute files that the command line names; loaded behind those of the cookbooks. */
  readonly attributeFiles: readonly Recipe[];
  /** The roles of the run list, expanded; for `node.role?` and `node['roles']`. */
  readonly roles: readonly string[];
}

export interface PlannedRecipe {
  readonly recipe: Recipe;
  /** The cookbook it belongs to and its name there; undefined for a file that lies in none. */
  readonly cookbook: Cookbook | undefined;
  readonly name: string;
}
