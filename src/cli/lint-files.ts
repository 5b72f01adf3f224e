import { noLintFiles, tooManyFolders } from "../diagnostics/catalogue/lint.js";
import type { FileKind } from "../lint/rule.js";
import type { NodeData } from "../model/node.js";
import { readRunList } from "../recipe/cookbook/run-list.js";
import type { Entry, Host } from "../source/host.js";
import type { Source } from "../source/source.js";
import { report, take, type Context } from "./context.js";

/** A file that lint looks at. */
export interface FileToLint {
  readonly source: Source;
  readonly kind: FileKind;
  /** The nodes it is looked at for. */
  readonly nodes: readonly NodeData[];
}

interface Found {
  readonly path: string;
  readonly kind: FileKind;
}

/** The folders of a cookbook that are looked at. */
const cookbookFolders: readonly (readonly [string, FileKind])[] = [
  ["attributes", "attributes"],
  ["recipes", "recipe"],
  ["resources", "resource"],
];

/** A search of more is one of a whole disk, or goes round in a circle of links. */
const mostFolders = 10_000;

/**
 * The files that paths mean: a file itself, of a cookbook its recipes, attribute files and custom resources, of any
 * other folder all `.rb` files below it. Diagnostics: `lint/no-files`, `lint/too-many-folders`, those of `readRunList`.
 */
export function filesToLint(
  context: Context,
  paths: readonly string[],
  nodes: readonly NodeData[],
): readonly FileToLint[] {
  const { host } = context;
  const found = new Map<string, Found>();
  for (const path of paths) {
    const files = host.kind(path) === "folder" ? filesBelow(context, path) : [fileAlone(host, path)];
    if (files.length === 0) report(context, [noLintFiles({ file: path }, {})]);
    for (const file of files) found.set(file.path.replace(/^(?:\.[\\/]+)+/, ""), file);
  }
  return [...found.values()].flatMap((file) => readFile(context, file, nodes) ?? []);
}

/**
 * Reads one file as a run list of its own: the one place where lint asks for cookbooks. A cookbook's attribute files
 * are not evaluated yet, so that node data is not complete in one that has any.
 */
function readFile(
  context: Context,
  { path, kind }: Found,
  nodes: readonly NodeData[],
): FileToLint | undefined {
  const runList = take(context, readRunList(context.host, [path], context.settings.root));
  const [source] = runList.recipes;
  if (source === undefined) return undefined;
  const own = runList.attributesMissing ? nodes.map((node) => ({ ...node, given: false })) : nodes;
  return { source, kind, nodes: own };
}

/** A file that is named by itself is what its folder in a cookbook makes it. */
function fileAlone(host: Host, path: string): Found {
  const [, cookbook = "", folder = ""] = /^(?:(.*)[\\/])?([^\\/]+)[\\/][^\\/]+$/.exec(path) ?? [];
  const kind = cookbookFolders.find(([name]) => name === folder)?.[1];
  return { path, kind: kind !== undefined && isCookbook(host, cookbook || ".") ? kind : "recipe" };
}

function isCookbook(host: Host, folder: string): boolean {
  return isCookbookWith(host, folder, host.list(folder) ?? []);
}

/** Whether a folder with these entries is a cookbook: it says so itself, or has what `compile` would take. */
function isCookbookWith(host: Host, folder: string, entries: readonly Entry[]): boolean {
  if (entries.some(({ name }) => name === "metadata.rb" || name === "metadata.json")) return true;
  const recipes = entries.some(({ name, kind }) => kind === "folder" && name === "recipes");
  return recipes && host.kind(within(folder, "recipes/default.rb")) === "file";
}

/** Folders are searched one level after the other, so that a circle of links is noticed before its paths get long. */
function filesBelow(context: Context, start: string): readonly Found[] {
  const { host } = context;
  const found: Found[] = [];
  const folders = [start.replace(/[\\/]+$/, "") || start];
  for (const folder of folders) {
    const entries = host.list(folder) ?? [];
    if (isCookbookWith(host, folder, entries)) {
      for (const [name, kind] of cookbookFolders) {
        const own = within(folder, name);
        found.push(...rubyFiles(own, host.list(own) ?? [], kind));
      }
      continue;
    }
    found.push(...rubyFiles(folder, entries, "recipe"));
    folders.push(...foldersIn(folder, entries));
    if (folders.length > mostFolders) {
      report(context, [tooManyFolders({ file: start }, { most: mostFolders })]);
      break;
    }
  }
  return found;
}

function within(folder: string, name: string): string {
  return folder === "." ? name : `${folder}/${name}`;
}

function rubyFiles(folder: string, entries: readonly Entry[], kind: FileKind): readonly Found[] {
  const files = entries.filter((entry) => entry.kind === "file" && entry.name.endsWith(".rb"));
  return files.map(({ name }) => ({ path: within(folder, name), kind }));
}

/** The folders to search; those that begin with a dot, and what package managers bring, are no one's recipes. */
function foldersIn(folder: string, entries: readonly Entry[]): readonly string[] {
  return entries
    .filter(({ name, kind }) => kind === "folder" && !name.startsWith(".") && name !== "node_modules")
    .map(({ name }) => within(folder, name));
}
