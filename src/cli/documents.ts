import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import type { Compiled } from "../compile.js";
import type { PlacedName } from "../config/chef-node.js";
import type { NodeInput } from "../config/node-data.js";
import { foldedName } from "../config/node-name.js";
import type { FileLayout } from "../config/settings.js";
import { staleDocuments } from "../diagnostics/catalogue/cli.js";
import { sharedDocument } from "../diagnostics/catalogue/pull.js";
import type { Document, Instance } from "../model/document.js";
import { report, type Context } from "./context.js";
import { addFile, removeFile, type Output } from "./output.js";
import { resourceFiles } from "./resource-files.js";
import { checksumOf, findStale, type JudgedNodes } from "./stale.js";

/** A document of the run, as the summary tells it. */
export interface Row {
  readonly node: string;
  readonly file: string;
  readonly resources: number;
  readonly bytes: number;
}

/** How the documents of a run become files. */
export interface Filing {
  readonly output: Output;
  readonly layout: FileLayout;
  /** What files are called after by the nodes' names, where that is something else: what an LCM asks for. */
  readonly names: ReadonlyMap<string, PlacedName>;
  /** The first document of each name, by its path: LCMs may ask for one by the same name. */
  readonly first: Map<string, { readonly node: string; readonly content: string }>;
  readonly rows: Row[];
}

/**
 * Files the documents of a node. With the layout `resource` they stand in a folder of the node's, named so that their
 * order is that of the recipe; with `pull`, each has its checksum beside it. Diagnostics: `cli/shared-document`, those of
 * `addFile`.
 */
export function fileDocuments(
  context: Context,
  filing: Filing,
  { folder, node }: { readonly folder: string; readonly node: string },
  compiled: readonly Compiled[],
): void {
  const { output, layout, names, rows } = filing;
  const isSplit = layout === "resource";
  const files = isSplit
    ? resourceFiles(compiled.map(({ document }) => document)).map((name) => join(node, name))
    : [`${names.get(node)?.text ?? node}.mof`];
  for (const [index, { bytes, document }] of compiled.entries()) {
    const path = join(folder, files[index] ?? "");
    if (isShared(context, filing, { path, node }, document)) continue;
    const add = (name: string, content: Uint8Array): void => {
      report(
        context,
        context.measure("write", () => addFile(output, name, content)),
      );
    };
    add(path, bytes);
    if (layout === "pull") add(`${path}.checksum`, new TextEncoder().encode(checksumOf(bytes)));
    const resources = document.instances.filter(isResource).length;
    rows.push({ node, file: join(output.name, path), resources, bytes: bytes.length });
  }
}

/** Whether another node has the document already, which must be the same but for the node that it names. */
function isShared(
  context: Context,
  { first, names }: Filing,
  { path, node }: { readonly path: string; readonly node: string },
  { instances }: Document,
): boolean {
  const name = names.get(node);
  if (name === undefined) return false;
  const content = createHash("sha256").update(JSON.stringify(instances)).digest("base64");
  const earlier = first.get(foldedName(path));
  if (earlier === undefined) first.set(foldedName(path), { node, content });
  else if (earlier.content !== content)
    report(context, [sharedDocument(name.place, { name: name.text, first: earlier.node })], node);
  return earlier !== undefined;
}

function isResource({ properties }: Instance): boolean {
  return properties[0]?.name === "ResourceID";
}

/** The nodes of which this run knows what may stand in a folder. */
export function judgedNodes(
  nodes: readonly NodeInput[],
  known: readonly string[],
  areAll: boolean,
): JudgedNodes {
  const compiled = new Set(nodes.map(({ node }) => foldedName(node.name)));
  const others = new Set(known.map(foldedName).filter((name) => !compiled.has(name)));
  return { compiled, others, areAll };
}

/** Where earlier runs may have left documents, and what becomes of them. */
export interface LeftBehind {
  readonly folders: Iterable<string>;
  readonly nodes: JudgedNodes;
  readonly clean: boolean;
}

/**
 * Has what earlier runs have left removed, or tells of it, folder by folder: `cli/stale-documents`. Of what is not as
 * mofsmith prints it, only its owner can know whether it is wanted.
 */
export function sweep(context: Context, output: Output, { folders, nodes, clean }: LeftBehind): void {
  const byFolder = new Map<string, string[]>();
  for (const { path, isOurs } of [...folders].flatMap((folder) => findStale(output, folder, nodes, clean))) {
    if (clean && isOurs) {
      report(context, removeFile(output, path));
      continue;
    }
    const names = byFolder.get(dirname(path)) ?? [];
    names.push(basename(path));
    byFolder.set(dirname(path), names);
  }
  for (const [folder, names] of byFolder)
    report(context, [staleDocuments({ file: join(output.name, folder) }, { names, kept: clean })]);
}
