import { dataRecipe, shadowedFile } from "../../diagnostics/catalogue/cookbook.js";
import type { Diagnostic, Staged } from "../../diagnostics/diagnostic.js";
import type { Cookbook, CookbookFile } from "../library.js";
import { readChefignore } from "./chefignore.js";
import type { IsIgnored } from "./chefignore.js";
import { openBags } from "./data-bags.js";
import type { BagFolder } from "./data-bags.js";
import { readJsonMetadata } from "./metadata-json.js";
import { readRubyMetadata } from "./metadata-ruby.js";
import { noMetadata } from "./metadata.js";
import type { Metadata } from "./metadata.js";
import { baseName, pathBelow } from "./path.js";
import { once, readRuby, rubyFile } from "./read.js";
import { entriesOf, filesBelow, pathTo } from "./root.js";
import type { Found, Root } from "./root.js";

/** A cookbook with what only the making of a run needs to know of it. */
export interface LoadedCookbook extends Cookbook {
  readonly root: Root;
  readonly metadata: Metadata;
  /** What is wrong with its metadata and its files; told when a run uses it. */
  readonly problems: readonly Diagnostic[];
  /** The data bags in it, opened when they are first asked for. */
  readonly dataBags: () => BagFolder | undefined;
}

/** All that is read of a cookbook stands in these, or is one of them. */
const wantedInCookbook =
  /^(metadata\.(rb|json)|recipe\.(rb|ya?ml|json)|attributes\.rb|attributes|recipes|resources|data_bags|chefignore)$/;

/** Whether a folder is a cookbook: it has metadata, or one of the folders that Chef loads code from. */
export function isCookbook(root: Root): boolean {
  return entriesOf(root, wantedInCookbook, []).some(({ name, kind }) =>
    kind === "file"
      ? /^(metadata|recipe|attributes)\./.test(name)
      : /^(attributes|recipes|resources)$/.test(name),
  );
}

/**
 * Loads a cookbook: its metadata now, its other files when they are asked for. Documents name its files relative
 * to `above` when they lie below that, else by the cookbook's name and the path in it. `ignored` says what
 * the folder that it stands in leaves out of its cookbooks, where it does and was given.
 */
export function loadCookbook(
  root: Root,
  above: string | undefined,
  ignored?: Staged<IsIgnored | undefined>,
): LoadedCookbook {
  const problems: Diagnostic[] = [];
  const entries = new Map(entriesOf(root, wantedInCookbook, problems).map((entry) => [entry.name, entry]));
  const fileAtTop = (name: string): Found | undefined =>
    entries.get(name)?.kind === "file" ? { name, file: pathTo(root.folder, { name }) } : undefined;
  const read = readMetadata(root, fileAtTop);
  for (const problem of read.diagnostics) problems.push(problem);
  const cookbookName = read.value.name ?? (baseName(root.folder).replace(/^\.+$/, "") || baseName(root.real));
  const own = entries.get("chefignore");
  const chefignore = own === undefined ? ignored : readChefignore(root, own);
  for (const problem of chefignore?.diagnostics ?? []) problems.push(problem);
  const isKept = ({ file }: Found): boolean =>
    chefignore?.value?.(pathBelow(file, root.folder) ?? file) !== true;
  const shelf: Shelf = {
    problems,
    topFile: (name) => [fileAtTop(name)].find((found) => found !== undefined && isKept(found)),
    below: (folder, wanted) => {
      const entry = entries.get(folder);
      const isOwn = entry?.kind === "folder" && entry.link !== true;
      return isOwn ? filesBelow(root, pathTo(root.folder, entry), wanted, problems).filter(isKept) : [];
    },
    open: (name, { file }) =>
      rubyFile(root.host, name, {
        file,
        path: pathBelow(file, above) ?? `${cookbookName}/${pathBelow(file, root.folder) ?? file}`,
      }),
  };
  const bags = entries.get("data_bags");
  return {
    root,
    name: cookbookName,
    folder: root.folder || ".",
    metadata: read.value,
    depends: read.value.dependencies.map(({ name }) => name),
    attributeFiles: attributeFiles(shelf),
    recipes: recipes(shelf),
    resources: resources(shelf),
    dataBags: once(() =>
      bags?.kind === "folder" ? openBags({ ...root, folder: pathTo(root.folder, bags) }) : undefined,
    ),
    problems,
  };
}

/** What the files of a cookbook are taken from. */
interface Shelf {
  readonly problems: Diagnostic[];
  readonly topFile: (name: string) => Found | undefined;
  readonly below: (folder: string, wanted: RegExp) => readonly Found[];
  readonly open: (name: string, found: Found) => CookbookFile;
}

/** `metadata.json`, which Chef's tools make, goes before `metadata.rb` (CookbookVersionLoader#metadata_filenames). */
function readMetadata(root: Root, topFile: Shelf["topFile"]): Staged<Metadata> {
  const json = topFile("metadata.json");
  const found = json ?? topFile("metadata.rb");
  if (found === undefined) return { value: noMetadata, diagnostics: [] };
  const { file } = found;
  const source = readRuby(root.host, { file, path: file.replaceAll("\\", "/") });
  if (source.value === undefined) return { value: noMetadata, diagnostics: source.diagnostics };
  return json === undefined ? readRubyMetadata(source.value) : readJsonMetadata(source.value);
}

/** `default` first, the others by path (CookbookCompiler#load_attributes_from_cookbook). */
function attributeFiles(shelf: Shelf): readonly CookbookFile[] {
  const files = byBaseName(shelf, shelf.below("attributes", ruby));
  replaceDefault(shelf, files, "attributes.rb");
  const first = files.get("default");
  files.delete("default");
  return [...(first === undefined ? [] : [first]), ...files.values()];
}

const dataLanguages = [
  [".yml", "YAML"],
  [".yaml", "YAML"],
  [".json", "JSON"],
] as const;

/** A recipe in Ruby goes before one in YAML, and this before one in JSON (CookbookVersion#load_recipe). */
function recipes(shelf: Shelf): ReadonlyMap<string, CookbookFile> {
  const found = shelf.below("recipes", /\.(rb|ya?ml|json)$/);
  const files = byBaseName(
    shelf,
    found.filter(({ name }) => ruby.test(name)),
  );
  replaceDefault(shelf, files, "recipe.rb");
  for (const [extension, language] of dataLanguages) {
    const top = shelf.topFile(`recipe${extension}`);
    const standing = top === undefined ? found : [{ file: top.file, name: `default${extension}` }, ...found];
    for (const { file, name } of standing) {
      const recipe = name.endsWith(extension) ? name.slice(0, -extension.length) : undefined;
      if (recipe === undefined || files.has(recipe)) continue;
      const diagnostics = [dataRecipe({ file }, { language })];
      files.set(recipe, { name: recipe, file, read: () => ({ value: undefined, diagnostics }) });
    }
  }
  return files;
}

/** Files whose names start with `_` are no resources (CookbookCompiler#load_lwrps_from_cookbook). */
function resources(shelf: Shelf): ReadonlyMap<string, CookbookFile> {
  const files = byBaseName(shelf, shelf.below("resources", ruby));
  return new Map([...files].filter(([name]) => !name.startsWith("_")));
}

const ruby = /\.rb$/;

/** Chef knows the files of a folder, and of the folders in it, by base name; of equal names the last counts. */
function byBaseName({ open }: Shelf, found: readonly Found[]): Map<string, CookbookFile> {
  return new Map(
    found.map((one): [string, CookbookFile] => {
      const name = one.name.slice(0, -".rb".length);
      return [name, open(name, one)];
    }),
  );
}

/** A file at the top of the cookbook that stands for `default.rb`. */
function replaceDefault(
  { topFile, open, problems }: Shelf,
  files: Map<string, CookbookFile>,
  top: string,
): void {
  const found = topFile(top);
  if (found === undefined) return;
  const shadowed = files.get("default");
  if (shadowed !== undefined) problems.push(shadowedFile({ file: shadowed.file }, { by: top }));
  files.set("default", open("default", found));
}
