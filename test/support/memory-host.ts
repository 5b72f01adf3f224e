import { posix } from "node:path";
import type { Entry, Host } from "../../src/source/host.js";

/** A host over files in memory, by path with `/`; folders exist where files are in them. Text is kept as UTF-8. */
export function memoryHost(files: Record<string, string | Uint8Array>): Host {
  const contents = new Map<string, Uint8Array>();
  const folders = new Map<string, Map<string, Entry>>();
  for (const [path, content] of Object.entries(files)) {
    contents.set(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
    addToFolders(folders, path);
  }
  const clean = (path: string): string => (path.length > 1 ? path.replace(/\/+$/, "") : path);
  const kind: Host["kind"] = (path) =>
    contents.has(path) ? "file" : folders.has(clean(path)) ? "folder" : undefined;
  return {
    read(path) {
      const bytes = contents.get(path);
      if (bytes !== undefined) return { ok: true, bytes };
      return { ok: false, reason: folders.has(clean(path)) ? "it is a folder" : "there is no such file" };
    },
    list(path) {
      const entries = folders.get(clean(path));
      return entries && [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    kind,
    realPath: (path) => (kind(path) === undefined ? undefined : posix.resolve("/", path)),
  };
}

function addToFolders(folders: Map<string, Map<string, Entry>>, path: string): void {
  let kind: Entry["kind"] = "file";
  for (let rest = path; ; kind = "folder") {
    const cut = rest.lastIndexOf("/");
    const parent = cut > 0 ? rest.slice(0, cut) : cut === 0 ? "/" : ".";
    const entries = folders.get(parent) ?? new Map<string, Entry>();
    const name = rest.slice(cut + 1);
    if (name !== "") entries.set(name, { name, kind });
    folders.set(parent, entries);
    if (cut <= 0) return;
    rest = parent;
  }
}
