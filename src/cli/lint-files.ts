import { noLintFiles, notLinted } from "../diagnostics/catalogue/lint.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { FileKind } from "../lint/rule.js";
import { weighed } from "../lint/severities.js";
import type { CookbookFile } from "../recipe/library.js";
import { isCookbook, loadCookbook, type LoadedCookbook } from "../recipe/cookbook/cookbook.js";
import { realPathOf } from "../recipe/cookbook/cookbooks.js";
import { lookAt, recipeOf } from "../recipe/cookbook/named.js";
import type { Repository } from "../recipe/cookbook/repository.js";
import { entriesOf, openRoot, pathTo, type Root } from "../recipe/cookbook/root.js";
import type { Host } from "../source/host.js";
import { report, take, type Context } from "./context.js";
import type { SourceOptions } from "./options.js";
import { purposeOfFile, purposeOfFolder } from "./purpose.js";
import { openPlaces } from "./units.js";

/** A file that lint looks at. */
export interface FileToLint {
  readonly file: CookbookFile;
  readonly kind: FileKind;
  /** Undefined for a file that lies in none. */
  readonly cookbook: LoadedCookbook | undefined;
}

/** The files of a command line, and what was given to find things in. */
export interface FilesToLint {
  readonly repository: Repository;
  readonly files: readonly FileToLint[];
  /** The cookbooks that files lie in, by name; of several with one name none. */
  readonly neighbours: ReadonlyMap<string, LoadedCookbook>;
}

/** What a path means: cookbooks of which all files are meant, and single files. */
interface Search {
  readonly cookbooks: readonly Root[];
  readonly files: readonly SingleFile[];
}

interface SingleFile {
  readonly path: string;
  readonly kind: FileKind;
  /** The cookbook that it lies in. */
  readonly root: Root | undefined;
  /** What it is for where that is something else than recipes are for. */
  readonly purpose: string | undefined;
}

/**
 * The files that paths mean: a file itself, of a cookbook its recipes, attribute files and custom resources, of any
 * other folder the cookbooks below it and all `.rb` files there that are not for something else. Diagnostics:
 * `lint/no-files`, `lint/not-linted`, `cookbook/link-out`, those of `openRepository`, of cookbooks and of `recipeOf`.
 */
export function filesToLint(context: Context, paths: readonly string[], options: SourceOptions): FilesToLint {
  const { host } = context;
  const searches = paths.map((path) => {
    const root = openShort(host, path);
    return { path, ...(root === undefined ? singleFile(host, path) : search(context, root)) };
  });
  const repository = take(context, openPlaces(context, [], options));
  const open = cookbookOpener(repository, context.settings.root);
  const found = new Map<string, FileToLint>();
  for (const { path, cookbooks, files } of searches) {
    const all = [
      ...cookbooks.flatMap((root) => filesOf(context, open(root))),
      ...files.flatMap((file) => openFile(context, file, file.root && open(file.root))),
    ];
    if (all.length === 0 && openRoot(host, path) !== undefined) {
      report(context, [noLintFiles({ file: path }, {})]);
    }
    for (const one of all) found.set(host.realPath(one.file.file) ?? one.file.file, one);
  }
  const files = [...found.values()];
  return { repository, files, neighbours: neighboursOf(files) };
}

/** Loads cookbooks, each once: those that were given to find things in are the same ones. */
function cookbookOpener(
  { cookbooksByFolder }: Repository,
  above: string | undefined,
): (root: Root) => LoadedCookbook {
  const opened = new Map(cookbooksByFolder);
  return (root) => {
    const real = realPathOf(root);
    const cookbook = opened.get(real) ?? loadCookbook(root, above);
    opened.set(real, cookbook);
    return cookbook;
  };
}

function neighboursOf(files: readonly FileToLint[]): ReadonlyMap<string, LoadedCookbook> {
  const all = new Set(files.flatMap(({ cookbook }) => cookbook ?? []));
  const names = new Map<string, number>();
  for (const { name } of all) names.set(name, (names.get(name) ?? 0) + 1);
  return new Map([...all].flatMap((one) => (names.get(one.name) === 1 ? [[one.name, one] as const] : [])));
}

/** All that lint looks at in a cookbook, as Chef would load it. */
function filesOf(context: Context, cookbook: LoadedCookbook): readonly FileToLint[] {
  report(context, cookbook.problems);
  const all: readonly (readonly [FileKind, Iterable<CookbookFile>])[] = [
    ["attributes", cookbook.attributeFiles],
    ["recipe", cookbook.recipes.values()],
    ["resource", cookbook.resources.values()],
  ];
  return all.flatMap(([kind, files]) => [...files].filter(isRuby).map((file) => ({ file, kind, cookbook })));
}

function isRuby({ file }: CookbookFile): boolean {
  return file.endsWith(".rb");
}

/** Opens a file that was named or found by itself; the cookbook's own where it is one that Chef would load. */
function openFile(
  context: Context,
  { path, kind, purpose }: SingleFile,
  cookbook: LoadedCookbook | undefined,
): readonly FileToLint[] {
  const { host, settings } = context;
  const real = host.realPath(path);
  const own = cookbook && filesOf(context, cookbook).find(({ file }) => host.realPath(file.file) === real);
  if (own !== undefined) return [own];
  if (purpose !== undefined) {
    report(context, weighed([notLinted({ file: path }, { purpose })], settings.lint.severities));
    return [];
  }
  const recipe = take(context, recipeOf(host, lookAt(host, path), cookbook, settings.root));
  return recipe === undefined ? [] : [{ ...recipe, kind }];
}

/** Opens a folder; messages name the files in it without a needless `./` in front. */
function openShort(host: Host, path: string): Root | undefined {
  const root = openRoot(host, path);
  return root && { ...root, folder: root.folder.replace(/^(?:\.[\\/]+)*\.?$|^(?:\.[\\/]+)+/, "") };
}

/** A file that is named by itself is what its folder in a cookbook makes it. */
function singleFile(host: Host, path: string): Search {
  const [, above, folder] = /^(.*[\\/])?(attributes|resources)[\\/]+[^\\/]+\.rb$/.exec(path) ?? [];
  const round = folder === undefined ? undefined : openRoot(host, above ?? ".");
  const isOwn = round !== undefined && entriesOf(round, /^(metadata\.(rb|json)|recipes)$/, []).length > 0;
  const purpose = purposeOfFile(host, path);
  if (!isOwn)
    return { cookbooks: [], files: [{ path, kind: "recipe", root: lookAt(host, path).root, purpose }] };
  // Messages name a file as it was typed: `attributes/web.rb`, without a dot in front.
  const root = above === undefined ? { ...round, folder: "" } : round;
  const kind = folder === "resources" ? "resource" : "attributes";
  return { cookbooks: [], files: [{ path, kind, root, purpose }] };
}

/** Goes through a folder and those below it; as in Chef (Find.find), a link to a folder is not gone into. */
function search(context: Context, start: Root): Search {
  const cookbooks: Root[] = [];
  const files: SingleFile[] = [];
  const problems: Diagnostic[] = [];
  const open = [start];
  for (let root = open.pop(); root !== undefined; root = open.pop()) {
    const here = root;
    const isOne = isCookbook(here);
    if (isOne) cookbooks.push(here);
    if (isOne && entriesOf(here, /^metadata\.(rb|json)$/, []).length > 0) continue;
    const mayHoldRecipes = purposeOfFolder(context.host, here.folder) === undefined;
    for (const entry of mayHoldRecipes ? entriesOf(here, /\.rb$/, problems) : []) {
      const isLoaded = isOne && /^(attributes|recipe)\.rb$/.test(entry.name);
      if (entry.kind !== "file" || isLoaded || entry.name === "Policyfile.rb") continue;
      files.push({ path: pathTo(here.folder, entry), kind: "recipe", root: undefined, purpose: undefined });
    }
    const folders = (context.host.list(here.folder || ".") ?? []).filter(
      ({ name, kind, link }) => kind === "folder" && link !== true && isSearched(name, isOne),
    );
    open.push(...folders.map((entry) => ({ ...here, folder: pathTo(here.folder, entry) })));
  }
  report(context, problems);
  return { cookbooks, files };
}

/** Folders that begin with a dot, and what package managers bring, are no one's recipes. */
function isSearched(name: string, inCookbook: boolean): boolean {
  if (inCookbook && /^(attributes|recipes|resources)$/.test(name)) return false;
  return !name.startsWith(".") && name !== "node_modules";
}
