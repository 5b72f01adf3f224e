import { badRunListItem } from "../../diagnostics/catalogue/chef-data.js";
import type { Staged } from "../../diagnostics/diagnostic.js";
import type { Origin } from "../../source/source.js";
import { parseVersion } from "./version.js";
import type { Version } from "./version.js";

/** An item of a run list: `recipe[web::iis@1.2.0]`, `role[base]`, `web::iis`. */
export interface RunListItem {
  readonly kind: "recipe" | "role";
  readonly name: string;
  /** The version of the cookbook that is asked for. */
  readonly version: Version | undefined;
  /** The whole item with its kind, as Chef prints it (`RunListItem#to_s`). */
  readonly text: string;
  readonly place: Origin;
}

/** The syntax of `Chef::RunList::RunListItem`. */
const qualifiedRecipe = /^recipe\[([^\]@]+)(?:@(\d+(?:\.\d+){1,2}))?\]$/;
const qualifiedRole = /^role\[([^\]]+)\]$/;
const versionedRecipe = /^([^@]+)@(\d+(?:\.\d+){1,2})$/;

/** What no name of a recipe holds: Chef takes such a text for a recipe that it then does not find. */
const noRecipe = /[[\](){}@,]|^\s*$|^::|(?<!:):(?!:)/;

/** Reads one item. Diagnostic: `config/bad-run-list-item`. */
export function parseRunListItem(text: string, place: Origin): Staged<RunListItem | undefined> {
  const role = qualifiedRole.exec(text)?.[1];
  if (role !== undefined) return found({ kind: "role", name: role, version: undefined, text, place });
  const [, name = text, version] = qualifiedRecipe.exec(text) ?? versionedRecipe.exec(text) ?? [];
  if (noRecipe.test(name)) {
    return { value: undefined, diagnostics: [badRunListItem(place, { item: text, near: meant(text) })] };
  }
  const shown = `recipe[${name}${version === undefined ? "" : `@${version}`}]`;
  const wanted = version === undefined ? undefined : parseVersion(version);
  return found({ kind: "recipe", name, version: wanted, text: shown, place });
}

function found(value: RunListItem): Staged<RunListItem> {
  return { value, diagnostics: [] };
}

/** What somebody means who writes `Recipe[web]`, `roles[web]`, `role:web` or `recipe(web)`. */
function meant(text: string): readonly string[] {
  const [, word = "", name = ""] = /^\s*(\w+)\s*[:[({]\s*([\w.:-]+)[\s\])}]*$/.exec(text) ?? [];
  const kind = ["recipe", "role"].find((known) => word.toLowerCase().replace(/s$/, "") === known);
  return kind === undefined ? [] : [`${kind}[${name}]`];
}

/** The items of a list with commas between, as `--run-list` takes them, with where each stands in it. */
export function splitRunList(list: Origin): readonly { readonly text: string; readonly place: Origin }[] {
  const { source, start } = list;
  let at = start;
  return source.text
    .slice(start, list.end)
    .split(",")
    .map((piece) => {
      const from = at + piece.length - piece.trimStart().length;
      at += piece.length + 1;
      const text = piece.trim();
      return { text, place: { source, start: from, end: from + text.length } };
    });
}

/** The cookbook and the recipe that a name means (Chef::Recipe.parse_recipe_name). */
export function cookbookAndRecipe(name: string): { readonly cookbook: string; readonly recipe: string } {
  const cut = name.indexOf("::", 1);
  const whole = cut < 0 || cut + 2 === name.length;
  return whole
    ? { cookbook: name, recipe: "default" }
    : { cookbook: name.slice(0, cut), recipe: name.slice(cut + 2) };
}
