import { linkOut } from "../../diagnostics/catalogue/cookbook.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Entry, Host } from "../../source/host.js";

/**
 * A folder that the user gave. Nothing outside of it is read: names in recipes and run lists are looked up among
 * the files found here and never made into paths, and a link that leads out is a problem, not a way.
 */
export interface Root {
  readonly host: Host;
  /**
   * Its path as messages name it, without a slash at its end: the folder that was given, or one in that; empty for
   * the working folder where only a file in it was named.
   */
  readonly folder: string;
  /** The folder that was given, as the user named it. */
  readonly given: string;
  /** The folder that was given, with all links followed. */
  readonly real: string;
}

/** A file below a root. */
export interface Found {
  /** As messages name it. */
  readonly file: string;
  /** Its base name, with the extension. */
  readonly name: string;
}

/** Opens a folder; undefined when it is none. */
export function openRoot(host: Host, path: string): Root | undefined {
  const folder = path.replace(/[\\/]+$/, "") || path;
  const real = host.kind(folder) === "folder" ? host.realPath(folder) : undefined;
  return real === undefined ? undefined : { host, folder, given: folder, real };
}

/** A folder in a root, which may not leave that root either; undefined when it is a link that leads out. */
export function folderIn(root: Root, entry: Entry, problems: Diagnostic[]): Root | undefined {
  const folder = pathTo(root.folder, entry);
  const stays = entry.link !== true || staysInside(root, folder, problems);
  return stays ? { ...root, folder } : undefined;
}

/** What stands in a root itself and has a name that `wanted` takes; links that lead out are added to the problems. */
export function entriesOf(root: Root, wanted: RegExp, problems: Diagnostic[]): readonly Entry[] {
  const entries = (root.host.list(root.folder || ".") ?? []).filter(({ name }) => wanted.test(name));
  return entries.filter(
    (entry) => entry.link !== true || staysInside(root, pathTo(root.folder, entry), problems),
  );
}

/**
 * The files in a folder of a root and below it with names that `wanted` takes, by path. As in Chef (Find.find) a link
 * to a file is a file and a link to a folder nothing. Links that lead out are added to the problems.
 */
export function filesBelow(
  root: Root,
  folder: string,
  wanted: RegExp,
  problems: Diagnostic[],
): readonly Found[] {
  const found: Found[] = [];
  const open = [folder];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    for (const entry of root.host.list(here) ?? []) {
      const file = pathTo(here, entry);
      const isFolder = entry.kind === "folder";
      if (!isFolder && !wanted.test(entry.name)) continue;
      if (entry.link === true && (!staysInside(root, file, problems) || isFolder)) continue;
      if (isFolder) open.push(file);
      else found.push({ file, name: entry.name });
    }
  }
  return found.sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** The path of an entry of a folder. */
export function pathTo(folder: string, { name }: { readonly name: string }): string {
  return folder === "" || /[\\/]$/.test(folder) ? `${folder}${name}` : `${folder}/${name}`;
}

function staysInside({ host, given, real }: Root, path: string, problems: Diagnostic[]): boolean {
  const target = host.realPath(path);
  const slash = real.startsWith("/") ? "/" : "\\";
  const above = real.endsWith(slash) ? real : `${real}${slash}`;
  if (target !== undefined && (target === real || target.startsWith(above))) return true;
  problems.push(linkOut({ file: path }, { folder: given }));
  return false;
}
