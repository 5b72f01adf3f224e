import { isAttributesFile } from "../config/node-data.js";
import { fileNameProblem } from "../model/node-name.js";
import { eachWithRunList, pathWithRunList, sameFolder, unfitFolder } from "../diagnostics/catalogue/cli.js";
import { allWell, type Diagnostic, type Staged } from "../diagnostics/diagnostic.js";
import { realPathOf } from "../recipe/cookbook/cookbooks.js";
import { lookAt, recipeOf, type NamedPath } from "../recipe/cookbook/named.js";
import type { Start } from "../recipe/cookbook/plan.js";
import { openRepository, type Repository, type RepositoryPlaces } from "../recipe/cookbook/repository.js";
import type { Root } from "../recipe/cookbook/root.js";
import { isCookbook } from "../recipe/cookbook/cookbook.js";
import { parseRunListItem, splitRunList, type RunListItem } from "../recipe/cookbook/run-list.js";
import { report, take, type Context } from "./context.js";
import type { RunOptions, SourceOptions } from "./options.js";

/** What is compiled to a document a node: the whole run list, or with `--each` one path. */
export interface Unit {
  /** Folder of its documents below the output folder; empty for the whole run list. */
  readonly folder: string;
  /** The first path of it; empty when there is none. */
  readonly path: string;
  /** Undefined: every node's own run list. */
  readonly start: Start | undefined;
  /** False when a path of it could not be read. */
  readonly complete: boolean;
}

/** The units of a command line, and what was given to find things in. */
export interface Units {
  readonly repository: Repository;
  readonly units: Unit[];
}

/**
 * Looks at the paths of a command line and opens all that was given with them. `--run-list` says what runs; without
 * it the paths do, and without paths every node for itself.
 */
export function unitsOf(
  context: Context,
  paths: readonly string[],
  options: RunOptions & { readonly each?: boolean },
): Units {
  const { host, settings } = context;
  const named = paths.map((path) => lookAt(host, path));
  const cookbooks = named.flatMap(({ root }) => root ?? []);
  const repository = take(context, openPlaces(context, cookbooks, options));
  if (options.runList !== undefined) {
    if (options.each === true) report(context, [eachWithRunList({ file: "" }, undefined)]);
    report(context, named.flatMap(strayPath));
    const read = runListOf(options.runList);
    const start: Start = { kind: "run list", items: take(context, read) };
    const complete = allWell(read.diagnostics);
    return { repository, units: [{ folder: "", path: "", start, complete }] };
  }
  if (named.length === 0) {
    return { repository, units: [{ folder: "", path: "", start: undefined, complete: true }] };
  }
  const groups = options.each === true ? named.map((one) => [one]) : [named];
  const units = groups.map((group): Unit => {
    const found = group.map((one) => {
      const cookbook = one.root && repository.cookbooksByFolder.get(realPathOf(one.root));
      return recipeOf(host, one, cookbook, settings.root);
    });
    const recipes = found.flatMap((staged) => take(context, staged) ?? []);
    const [first] = group;
    return {
      folder: options.each === true ? (first?.baseName ?? "") : "",
      path: first?.path ?? "",
      start: { kind: "recipes", recipes },
      complete: found.every(({ diagnostics }) => allWell(diagnostics)),
    };
  });
  return { repository, units };
}

/** Opens what the command line and the settings name; `cookbooks` are folders that are cookbooks themselves. */
export function openPlaces(
  { host, settings, measure }: Context,
  cookbooks: readonly Root[],
  options: SourceOptions,
): Staged<Repository> {
  const places: RepositoryPlaces = {
    cookbooks,
    folders: [...(options.cookbooks ?? []), ...settings.cookbooks],
    above: settings.root,
    dataBags: [...(options.dataBags ?? []), ...settings.dataBags],
    roles: options.roles ?? settings.roles,
    environments: options.environments ?? settings.environments,
    attributeFiles: settings.attributes.filter(isAttributesFile),
  };
  return measure("read", () => openRepository(host, places));
}

/** Beside a run list, a path can only give a cookbook to find recipes in. */
function strayPath({ path, root, isFolder }: NamedPath): readonly Diagnostic[] {
  const isGiven = isFolder && root !== undefined && isCookbook(root);
  return isGiven ? [] : [pathWithRunList({ file: path }, { path })];
}

function runListOf(text: string): { value: readonly RunListItem[]; diagnostics: readonly Diagnostic[] } {
  const source = { name: "--run-list", path: "--run-list", text };
  const read = splitRunList({ source, start: 0, end: text.length }).map((item) =>
    parseRunListItem(item.text, item.place),
  );
  return {
    value: read.flatMap(({ value }) => value ?? []),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** With `--each` a file's base name is the folder of its documents: it must be fit for that, and no other file's. */
export function sharedFolders(units: readonly Unit[]): readonly Diagnostic[] {
  const byFolder = new Map<string, Unit>();
  const problems: Diagnostic[] = [];
  for (const unit of units) {
    if (unit.folder === "") continue;
    const { folder, path } = unit;
    const first = byFolder.get(folder.toLowerCase());
    byFolder.set(folder.toLowerCase(), first ?? unit);
    const unfit = fileNameProblem(folder);
    if (unfit !== undefined) problems.push(unfitFolder({ file: path }, { folder, problem: unfit }));
    if (first !== undefined) problems.push(sameFolder({ file: path }, { folder, first: first.path }));
  }
  return problems;
}
