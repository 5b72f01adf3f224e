import { createHash } from "node:crypto";
import { closeSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import type { Dirent } from "node:fs";
import { basename, dirname, join } from "node:path";
import { foldedName } from "../config/node-name.js";
import { isConfigurationId } from "../config/configuration-id.js";
import { readHeader } from "../mof/header.js";
import { decodeText } from "../source/decode.js";
import { madeFile } from "./made-files.js";
import { hasPlace, type Output } from "./output.js";
import { isOwnDocument } from "./own-document.js";
import { stagedFile } from "./staging.js";

/** Which documents of earlier runs can be judged: those of nodes that this run knows all about. */
export interface JudgedNodes {
  /** The nodes that are compiled. */
  readonly compiled: ReadonlySet<string>;
  /** Nodes of the nodes file that are not compiled in this run: theirs are left alone. */
  readonly others: ReadonlySet<string>;
  /** There is a nodes file: of a node that it does not have nothing may be left. */
  readonly areAll: boolean;
}

/** A file of an earlier run; `isOurs` when it is certain that mofsmith has written it, and nobody changed it. */
export interface StaleFile {
  readonly path: string;
  readonly isOurs: boolean;
}

/**
 * Files of earlier runs in a folder of documents that this run has not made again, and that whoever applies or serves
 * the folder would take for current: `<node>.mof`, `<node>.meta.mof`, `<ConfigurationID>.mof`, their `.checksum`, and
 * `<node>/<number>-….mof`. The first comment of such a document names the node that the file or its folder is called
 * after, and no host, which Microsoft's compiler names. Whose they are is found out when they are to be removed: `prove`.
 * Paths are relative to the output folder.
 */
export function findStale(
  output: Output,
  folder: string,
  nodes: JudgedNodes,
  prove: boolean,
): readonly StaleFile[] {
  const paths: string[] = [];
  const checksums: string[] = [];
  for (const entry of entriesOf(join(output.folder, folder))) {
    const { name } = entry;
    const path = join(folder, name);
    if (entry.isDirectory()) paths.push(...staleResources(output, path, nodes));
    else if (!entry.isFile() || hasPlace(output, path)) continue;
    else if (madeFile(name) === "checksum") checksums.push(path);
    else if (isStaleDocument(output, path, nodes)) paths.push(path);
  }
  const stale = new Map(paths.map((path) => [path, prove && isOwnDocument(join(output.folder, path))]));
  for (const { path, isOurs } of staleChecksums(output, checksums, stale)) stale.set(path, isOurs);
  return [...stale].map(([path, isOurs]) => ({ path, isOurs })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Documents of a resource each. */
function staleResources(output: Output, folder: string, nodes: JudgedNodes): readonly string[] {
  const node = basename(folder);
  if (!isJudged(node, nodes)) return [];
  return entriesOf(join(output.folder, folder))
    .filter((entry) => entry.isFile() && /^\d{4,}-.*\.mof$/i.test(entry.name))
    .map(({ name }) => join(folder, name))
    .filter((path) => !hasPlace(output, path) && isSame(nodeOf(output, path), node));
}

function isStaleDocument(output: Output, path: string, nodes: JudgedNodes): boolean {
  const [, base = ""] = /^(.*?)(?:\.meta)?\.mof$/i.exec(basename(path)) ?? [];
  if (base === "" || (!isConfigurationId(base) && !isJudged(base, nodes))) return false;
  const node = nodeOf(output, path);
  return node !== undefined && isJudged(node, nodes) && (isSame(node, base) || isConfigurationId(base));
}

function isJudged(name: string, { compiled, others, areAll }: JudgedNodes): boolean {
  const folded = foldedName(name);
  return compiled.has(folded) || (areAll && !others.has(folded));
}

function isSame(one: string | undefined, other: string): boolean {
  return one !== undefined && foldedName(one) === foldedName(other);
}

/** A header of mofsmith's is far shorter. */
const longestHeader = 4096;

/** The node that a document names which mofsmith has written; undefined for any other file. */
function nodeOf({ folder }: Output, path: string): string | undefined {
  try {
    const file = openSync(join(folder, path), "r");
    try {
      const bytes = new Uint8Array(longestHeader);
      const decoded = decodeText(bytes.subarray(0, readSync(file, bytes, 0, longestHeader, 0)));
      const { targetNode, generationHost } = decoded.ok ? readHeader(decoded.text) : {};
      return generationHost === undefined ? targetNode : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** Checksums of documents that go or are others by now; one that is still right is left alone. */
function staleChecksums(
  output: Output,
  paths: readonly string[],
  stale: ReadonlyMap<string, boolean>,
): readonly StaleFile[] {
  const staged = new Map(output.changes.map(({ path }, index) => [path, stagedFile(output.staging, index)]));
  return paths.flatMap((path) => {
    const document = join(dirname(path), basename(path).replace(/\.checksum$/i, ""));
    const isOurs = stale.get(document) ?? (hasPlace(output, document) ? true : undefined);
    if (isOurs === undefined) return [];
    const text = readFileSync(join(output.folder, path), "latin1");
    if (!/^[0-9A-F]{64}$/.test(text)) return [];
    const isRight = () =>
      checksumOf(readFileSync(staged.get(document) ?? join(output.folder, document))) === text;
    return stale.has(document) || !isRight() ? [{ path, isOurs }] : [];
  });
}

/** The text of a checksum file (powershell-configuration.md §1.9): the SHA-256 in upper case, and no line end. */
export function checksumOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").toUpperCase();
}
