import {
  invalidUtf8,
  noDefaultRecipe,
  notARecipe,
  unreadAttributes,
} from "../../diagnostics/catalogue/cookbook.js";
import { unreadableFile } from "../../diagnostics/catalogue/source.js";
import type { Diagnostic, Staged } from "../../diagnostics/diagnostic.js";
import { decodeUtf8 } from "../../source/decode.js";
import type { Host } from "../../source/host.js";
import type { Source } from "../../source/source.js";
import { cookbookName } from "./metadata.js";

/** What the paths of a command line mean: recipes in the order in which they run. */
export interface RunList {
  readonly recipes: readonly Source[];
  /** The cookbook's name, else the first recipe's base name: where a configuration's name comes from. */
  readonly name: string;
  /** A cookbook has attribute files, which are not read: node data is not complete then. */
  readonly attributesMissing: boolean;
  /** The first path's base name, without `.rb`: what `--each` calls the folder of its documents. */
  readonly baseName: string;
}

interface Found {
  readonly file: string;
  readonly name: string;
  readonly baseName: string;
  /** What SourceInfo paths are relative to; undefined: the base name alone. */
  readonly root: string | undefined;
  readonly attributesMissing: boolean;
}

/**
 * Reads the recipes that paths name: files, and cookbook folders for their default recipe. SourceInfo names them
 * relative to `root`, else to the cookbook, else by base name. Diagnostics: `source/unreadable-file` and those of
 * the catalogue's `cookbook`.
 */
export function readRunList(host: Host, paths: readonly string[], root: string | undefined): Staged<RunList> {
  const diagnostics: Diagnostic[] = [];
  const found = paths.flatMap((path) => locate(host, path, diagnostics) ?? []);
  const recipes = found.flatMap((recipe) => readRecipe(host, recipe, root, diagnostics) ?? []);
  const attributesMissing = found.some((recipe) => recipe.attributesMissing);
  const { name, baseName: base } = found[0] ?? { name: "", baseName: "" };
  return { value: { recipes, name, attributesMissing, baseName: base }, diagnostics };
}

function locate(host: Host, path: string, diagnostics: Diagnostic[]): Found | undefined {
  if (host.kind(path) !== "folder") {
    const extension = /\.(ps1|psd1|psm1|mof)$/i.exec(path)?.[1]?.toLowerCase();
    if (extension !== undefined) {
      const kind = extension === "mof" ? "a MOF document" : "a PowerShell file";
      diagnostics.push(notARecipe({ file: path }, { kind }));
      return undefined;
    }
    const base = baseName(path).replace(/\.rb$/i, "");
    const cookbook = /^(.+)[\\/]recipes[\\/][^\\/]+$/.exec(path)?.[1];
    if (cookbook !== undefined && isCookbook(host, cookbook))
      return inCookbook(host, { cookbook, file: path, base }, diagnostics);
    return { file: path, name: base, baseName: base, root: undefined, attributesMissing: false };
  }
  const folder = path.replace(/[\\/]+$/, "") || path;
  const file = `${folder}/recipes/default.rb`;
  if (host.kind(file) !== "file") {
    diagnostics.push(noDefaultRecipe({ file: path }, { folder: path }));
    return undefined;
  }
  return inCookbook(host, { cookbook: folder, file, base: baseName(folder) }, diagnostics);
}

/** A folder with metadata: its name, and whether attribute files belong to what its recipes mean. */
function isCookbook(host: Host, folder: string): boolean {
  return host.kind(`${folder}/metadata.rb`) === "file" || host.kind(`${folder}/metadata.json`) === "file";
}

function inCookbook(
  host: Host,
  recipe: { readonly cookbook: string; readonly file: string; readonly base: string },
  diagnostics: Diagnostic[],
): Found {
  const { cookbook, file, base } = recipe;
  const name = cookbookName(host, cookbook) ?? baseName(cookbook);
  const attributes = host.list(`${cookbook}/attributes`) ?? [];
  const attributesMissing = attributes.some((entry) => entry.name.endsWith(".rb"));
  if (attributesMissing)
    diagnostics.push(unreadAttributes({ file: `${cookbook}/attributes` }, { cookbook: name }));
  return { file, name, baseName: base, root: cookbook, attributesMissing };
}

function readRecipe(
  host: Host,
  recipe: Found,
  root: string | undefined,
  diagnostics: Diagnostic[],
): Source | undefined {
  const { file } = recipe;
  const read = host.read(file);
  if (!read.ok) {
    diagnostics.push(unreadableFile({ file }, { reason: read.reason }));
    return undefined;
  }
  const path = pathBelow(file, root) ?? pathBelow(file, recipe.root) ?? baseName(file);
  const decoded = decodeUtf8(read.bytes);
  if (decoded.ok) return { name: file, path, text: decoded.text };
  const text = new TextDecoder("utf-8").decode(read.bytes);
  const start = text.indexOf("\ufffd");
  const byte = `0x${(read.bytes[decoded.offset] ?? 0).toString(16).toUpperCase().padStart(2, "0")}`;
  diagnostics.push(invalidUtf8({ source: { name: file, path, text }, start, end: start + 1 }, { byte }));
  return undefined;
}

function baseName(path: string): string {
  return path.replace(/[\\/]+$/, "").replace(/^.*[\\/]/, "");
}

/** A path relative to a folder above it, with `/`; undefined when it is not below that folder. */
function pathBelow(file: string, folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  const path = normalise(file);
  const above = normalise(folder);
  if (above === "") return path.startsWith("/") || path.startsWith("..") ? undefined : path;
  return path.startsWith(`${above}/`) ? path.slice(above.length + 1) : undefined;
}

/** Forward slashes, without `.` and, where they can be resolved, `..`. */
function normalise(path: string): string {
  const parts: string[] = [];
  const slashed = path.replaceAll("\\", "/");
  for (const part of slashed.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return `${slashed.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}
