import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { badManifest, noFolder, noSchemas } from "../diagnostics/catalogue/schema.js";
import { decodeText, type Encoding } from "../source/decode.js";
import type { Entry, Host } from "../source/host.js";
import type { Source } from "../source/source.js";
import { readManifest, readModuleJson } from "./manifest.js";
import type { Manifest } from "./manifest.js";
import { isVersion } from "./versions.js";

/** A module as it lies on disk: its schema files are found, not yet read. */
export interface ModuleFolder {
  readonly name: string;
  readonly version: string | undefined;
  readonly files: readonly string[];
}

/** Schemas of real modules lie two folders down; the limit ends a folder that links to itself. */
const folderDepth = 4;

/**
 * The modules of a folder that was given for schemas: `<folder>/<Module>/` or `<folder>/<Module>/<Version>/`,
 * with files that end in `.schema.mof`, or in `.mof` and declare a class, in it or further down. The folder may also be a module itself, or one
 * version of it, and schemas that lie in it loose count as a module of its name. Gives schema/no-folder,
 * schema/no-schemas and schema/bad-manifest.
 */
export function findModules(host: Host, folder: string): Staged<readonly ModuleFolder[]> {
  const entries = host.list(folder);
  if (entries === undefined) {
    const isFile = host.kind(folder) === "file";
    return { value: [], diagnostics: [noFolder({ file: folder }, { folder, isFile })] };
  }
  const diagnostics: Diagnostic[] = [];
  const modules = isModule(entries)
    ? readModule(host, folder, entries, diagnostics)
    : [
        ...moduleOf(host, folder, entries, looseSchemas(host, folder, entries), undefined, diagnostics),
        ...folders(entries).flatMap(({ name }) => {
          const path = join(folder, name);
          return readModule(host, path, host.list(path) ?? [], diagnostics);
        }),
      ];
  if (modules.length === 0) diagnostics.push(noSchemas({ file: folder }, { folder }));
  return { value: modules, diagnostics };
}

/** A folder is a module by its manifest, its DscResources, or the folders of its versions. */
function isModule(entries: readonly Entry[]): boolean {
  return entries.some(({ name, kind }) =>
    kind === "file"
      ? /^module\.json$|\.psd1$/i.test(name)
      : name.toLowerCase() === "dscresources" || isVersion(name),
  );
}

/** The versions of a module that lie in folders of their own, and what lies beside those folders. */
function readModule(
  host: Host,
  path: string,
  entries: readonly Entry[],
  diagnostics: Diagnostic[],
): readonly ModuleFolder[] {
  const versions = folders(entries).filter(({ name }) => isVersion(name));
  const rest = entries.filter((entry) => !versions.includes(entry));
  const found = versions.flatMap(({ name }) => {
    const folder = join(path, name);
    const inside = host.list(folder) ?? [];
    return moduleOf(host, folder, inside, schemasUnder(host, folder, inside, 0), name, diagnostics);
  });
  return [...moduleOf(host, path, rest, schemasUnder(host, path, rest, 0), undefined, diagnostics), ...found];
}

/** One version of a module, or nothing when it has no schema. */
function moduleOf(
  host: Host,
  path: string,
  entries: readonly Entry[],
  files: readonly string[],
  versionFolder: string | undefined,
  diagnostics: Diagnostic[],
): readonly ModuleFolder[] {
  if (files.length === 0) return [];
  const folder = baseName(path);
  const isVersionFolder = isVersion(folder);
  const folderName = isVersionFolder ? baseName(path.slice(0, -folder.length)) : folder;
  const { value: manifest, diagnostics: found } = readManifestOf(host, path, entries, folderName);
  for (const diagnostic of found) diagnostics.push(diagnostic);
  const version = manifest.version ?? versionFolder ?? (isVersionFolder ? folder : undefined);
  return [{ name: manifest.name ?? folderName, version, files }];
}

/** `<Module>.psd1` (or the only manifest there is, whose name is then the module's), else `module.json`. */
function readManifestOf(
  host: Host,
  path: string,
  entries: readonly Entry[],
  folderName: string,
): Staged<Manifest> {
  const manifests = entries.filter(({ name, kind }) => kind === "file" && /\.psd1$/i.test(name));
  const own = manifests.find(({ name }) => name.toLowerCase() === `${folderName}.psd1`.toLowerCase());
  const manifest = own ?? (manifests.length === 1 ? manifests[0] : undefined);
  if (manifest !== undefined) {
    const { value, diagnostics } = readWith(host, join(path, manifest.name), readManifest);
    return { value: { name: manifest.name.replace(/\.psd1$/i, ""), ...value }, diagnostics };
  }
  const json = entries.find(({ name, kind }) => kind === "file" && name.toLowerCase() === "module.json");
  return json ? readWith(host, join(path, json.name), readModuleJson) : { value: {}, diagnostics: [] };
}

function readWith(host: Host, path: string, read: (source: Source) => Staged<Manifest>): Staged<Manifest> {
  const source = readSource(host, path);
  if ("text" in source) return read(source);
  return { value: {}, diagnostics: [badManifest({ file: path }, { file: path, reason: source.reason })] };
}

/** A file's text, and what it is written in. */
export interface EncodedSource extends Source {
  readonly encoding: Encoding;
}

/** A file's text, or why it cannot be had, as it reads after a colon. */
export function readSource(host: Host, path: string): EncodedSource | { readonly reason: string } {
  const file = host.read(path);
  if (!file.ok) return { reason: file.reason };
  const decoded = decodeText(file.bytes);
  if (!decoded.ok) return { reason: `it ${decoded.reason}` };
  return { name: path, path: path.replaceAll("\\", "/"), text: decoded.text, encoding: decoded.encoding };
}

function schemasUnder(
  host: Host,
  folder: string,
  entries: readonly Entry[],
  depth: number,
): readonly string[] {
  const nested = folders(entries).flatMap(({ name }) => {
    const path = join(folder, name);
    return depth < folderDepth ? schemasUnder(host, path, host.list(path) ?? [], depth + 1) : [];
  });
  return [...looseSchemas(host, folder, entries), ...nested];
}

function looseSchemas(host: Host, folder: string, entries: readonly Entry[]): readonly string[] {
  const files = entries.filter(({ name, kind }) => kind === "file" && /\.mof$/i.test(name));
  return files
    .map(({ name }) => join(folder, name))
    .filter((path) => /\.schema\.mof$/i.test(path) || declaresClass(host, path));
}

/** Documents end in `.mof` too; a module that ships with Windows names its schemas so as well. */
function declaresClass(host: Host, path: string): boolean {
  const source = readSource(host, path);
  return "text" in source && /\bclass\s+[A-Za-z_]\w*\s*[:{]/i.test(source.text);
}

/** Without hidden ones, such as `.git`. */
function folders(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ name, kind }) => kind === "folder" && !name.startsWith("."));
}

function join(folder: string, name: string): string {
  return /[\\/]$/.test(folder) ? folder + name : `${folder}/${name}`;
}

function baseName(path: string): string {
  const name = path.replace(/[\\/]+$/, "").replace(/^.*[\\/]/, "");
  return name === "" ? path : name;
}
