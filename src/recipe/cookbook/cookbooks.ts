import { sameCookbook } from "../../diagnostics/catalogue/cookbook.js";
import { noSuchFolder } from "../../diagnostics/catalogue/chef-data.js";
import type { Diagnostic, Staged } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../source/host.js";
import { isCookbook, loadCookbook } from "./cookbook.js";
import type { LoadedCookbook } from "./cookbook.js";
import { noMetadata } from "./metadata.js";
import { findChefignore } from "./chefignore.js";
import { folderOf } from "./path.js";
import { once } from "./read.js";
import { folderIn, openRoot, pathTo } from "./root.js";
import type { Root } from "./root.js";

/** The cookbooks that a run can reach, by name. */
export type Cookbooks = ReadonlyMap<string, LoadedCookbook>;

interface Loaded {
  readonly cookbooks: Cookbooks;
  /** By the folder's path with all links followed. */
  readonly byFolder: ReadonlyMap<string, LoadedCookbook>;
}

/** Where cookbooks come from. */
export interface CookbookPlaces {
  /** Folders that are cookbooks. */
  readonly cookbooks: readonly Root[];
  /** Folders that hold cookbooks (`--cookbooks`). */
  readonly folders: readonly string[];
  /** What documents name files relative to, when they lie below it. */
  readonly above: string | undefined;
}

/**
 * Loads all cookbooks that were given. As in Chef (CookbookLoader#cookbook_version_loaders) a name may stand for
 * one folder only; the same folder given twice is one. Diagnostics: `config/no-such-folder`, `cookbook/same-name`;
 * what is wrong in a cookbook is in its own `problems`.
 */
export function loadCookbooks(host: Host, places: CookbookPlaces): Staged<Loaded> {
  const diagnostics: Diagnostic[] = [];
  const cookbooks = new Map<string, LoadedCookbook>();
  const byFolder = new Map<string, LoadedCookbook>();
  const add = (root: Root, load: () => LoadedCookbook): void => {
    const real = realPathOf(root);
    if (byFolder.has(real)) return;
    const cookbook = load();
    byFolder.set(real, cookbook);
    const other = cookbooks.get(cookbook.name);
    if (other === undefined) cookbooks.set(cookbook.name, cookbook);
    else
      diagnostics.push(sameCookbook({ file: cookbook.folder }, { name: cookbook.name, other: other.folder }));
  };
  const folders = places.folders.flatMap((folder) => {
    const root = openRoot(host, folder);
    const isFile = host.kind(folder) !== undefined;
    if (root === undefined)
      diagnostics.push(noSuchFolder({ file: folder }, { option: "--cookbooks", isFile }));
    return root === undefined ? [] : [{ root, ignored: once(() => findChefignore(root)) }];
  });
  for (const root of places.cookbooks) {
    const above = folderOf(realPathOf(root));
    const folder = folders.find((one) => one.root.real === above);
    add(root, () => loadCookbook(root, places.above, folder?.ignored()));
  }
  for (const { root, ignored } of folders) {
    for (const entry of host.list(root.folder) ?? []) {
      if (entry.kind !== "folder" || entry.name.startsWith(".")) continue;
      const problems: Diagnostic[] = [];
      const inside = folderIn(root, entry, problems);
      const own = { ...root, folder: pathTo(root.folder, entry) };
      if (inside === undefined) add(own, () => outside(own, entry.name, problems));
      else if (isCookbook(inside)) add(inside, () => loadCookbook(inside, places.above, ignored()));
    }
  }
  return { value: { cookbooks, byFolder }, diagnostics };
}

/** The path of a root with all links followed, by which the same folder given twice is known. */
export function realPathOf({ host, folder }: Root): string {
  return host.realPath(folder || ".") ?? folder;
}

/** Stands for a cookbook behind a link that is not followed, so that whoever needs it learns why it is not there. */
function outside(root: Root, name: string, problems: readonly Diagnostic[]): LoadedCookbook {
  const nothing = { attributeFiles: [], recipes: new Map(), resources: new Map(), depends: [] };
  return {
    ...nothing,
    dataBags: () => undefined,
    root,
    name,
    folder: root.folder,
    metadata: noMetadata,
    problems,
  };
}
