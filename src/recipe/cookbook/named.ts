import { dataRecipe, noDefaultRecipe, notARecipe } from "../../diagnostics/catalogue/cookbook.js";
import { allWell, type Diagnostic, type Staged } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../source/host.js";
import type { LoadedCookbook } from "./cookbook.js";
import { baseName, pathBelow } from "./path.js";
import type { StartingRecipe } from "./plan.js";
import { rubyFile } from "./read.js";
import { entriesOf, openRoot } from "./root.js";
import type { Root } from "./root.js";

/** A path of the command line, looked at: a cookbook's folder, a recipe in a cookbook, or a file by itself. */
export interface NamedPath {
  readonly path: string;
  /** Its base name without `.rb`: what `--each` calls the folder of its documents. */
  readonly baseName: string;
  /** The folder that was named, or the cookbook in whose `recipes/` the file lies. */
  readonly root: Root | undefined;
  readonly isFolder: boolean;
}

/** Looks at a path without reading what it names. A recipe belongs to the folder round `recipes/` that has metadata. */
export function lookAt(host: Host, path: string): NamedPath {
  const root = openRoot(host, path);
  const base = baseName(path);
  if (root !== undefined) return { path, baseName: base, root, isFolder: true };
  return { path, baseName: base.replace(/\.rb$/i, ""), root: cookbookRound(host, path), isFolder: false };
}

function cookbookRound(host: Host, path: string): Root | undefined {
  const [inRecipes, above] = /^(.*[\\/])?recipes[\\/]+[^\\/]+$/.exec(path) ?? [];
  if (inRecipes === undefined) return undefined;
  const opened = openRoot(host, above ?? ".");
  // Messages name a file as it was typed: `recipes/web.rb`, without a dot in front.
  const root = opened && above === undefined ? { ...opened, folder: "" } : opened;
  return root !== undefined && entriesOf(root, /^metadata\.(rb|json)$/, []).length > 0 ? root : undefined;
}

/**
 * The recipe that a path of the command line means: a cookbook's default recipe, or the file itself. Documents name
 * a file that lies in no cookbook relative to `above`, else by its base name. Diagnostics:
 * `recipe/no-default-recipe` or what is wrong in the cookbook, `recipe/not-a-recipe`, `cookbook/data-recipe`.
 */
export function recipeOf(
  host: Host,
  { path, baseName: name, isFolder }: NamedPath,
  cookbook: LoadedCookbook | undefined,
  above: string | undefined,
): Staged<StartingRecipe | undefined> {
  const refuse = (problem: Diagnostic): Staged<undefined> => ({ value: undefined, diagnostics: [problem] });
  const known = cookbook?.recipes.get(isFolder ? "default" : name);
  if (known !== undefined && (isFolder || baseName(known.file) === baseName(path))) {
    return { value: { file: known, cookbook }, diagnostics: [] };
  }
  if (isFolder) {
    // A cookbook that could not be read says itself why.
    const problems = cookbook?.problems ?? [];
    const none = noDefaultRecipe({ file: path }, { folder: path });
    return { value: undefined, diagnostics: allWell(problems) ? [none] : problems };
  }
  const extension = /\.(ps1|psd1|psm1|mof|ya?ml|json)$/i.exec(path)?.[1]?.toLowerCase();
  if (extension === "json") return refuse(dataRecipe({ file: path }, { language: "JSON" }));
  if (extension?.startsWith("y") === true) return refuse(dataRecipe({ file: path }, { language: "YAML" }));
  if (extension !== undefined) {
    const kind = extension === "mof" ? "a MOF document" : "a PowerShell file";
    return refuse(notARecipe({ file: path }, { kind }));
  }
  const inCookbook = pathBelow(path, cookbook?.folder);
  const named = inCookbook === undefined ? baseName(path) : `${cookbook?.name}/${inCookbook}`;
  const below = pathBelow(path, above) ?? named;
  return { value: { file: rubyFile(host, name, { file: path, path: below }), cookbook }, diagnostics: [] };
}
