import { basename, dirname, join } from "node:path";
import type { Compiled } from "../compile.js";
import { isConfigurationId } from "../config/configuration-id.js";
import type { NodeInput } from "../config/node-data.js";
import { foldedName } from "../config/node-name.js";
import type { FileLayout } from "../config/settings.js";
import { badConfigurationId, sameConfigurationId, staleDocuments } from "../diagnostics/catalogue/cli.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Instance } from "../model/document.js";
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
  /** What files are called after by the nodes' names, where that is something else: the ConfigurationID. */
  readonly names: ReadonlyMap<string, string>;
  readonly rows: Row[];
}

/**
 * Files the documents of a node. With the layout `resource` they stand in a folder of the node's, named so that their
 * order is that of the recipe; with `pull`, each has its checksum beside it. Diagnostics: those of `addFile`.
 */
export function fileDocuments(
  context: Context,
  { output, layout, names, rows }: Filing,
  { folder, node }: { readonly folder: string; readonly node: string },
  compiled: readonly Compiled[],
): void {
  const isSplit = layout === "resource";
  const files = isSplit
    ? resourceFiles(compiled.map(({ document }) => document)).map((name) => join(node, name))
    : [`${names.get(node) ?? node}.mof`];
  for (const [index, { bytes, document }] of compiled.entries()) {
    const path = join(folder, files[index] ?? "");
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

function isResource({ properties }: Instance): boolean {
  return properties[0]?.name === "ResourceID";
}

/**
 * The ConfigurationIDs by node, after which the files for a pull server are called. Diagnostics:
 * `cli/bad-configuration-id`, `cli/same-configuration-id`.
 */
export function configurationIds(
  context: Context,
  layout: FileLayout,
  nodes: readonly NodeInput[],
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const taken = new Map<string, string>();
  const problems: Diagnostic[] = [];
  for (const { node, configurationId } of layout === "pull" ? nodes : []) {
    if (configurationId === undefined) continue;
    const { text, place } = configurationId;
    const first = taken.get(text.toLowerCase());
    if (!isConfigurationId(text)) problems.push(badConfigurationId(place, { text }));
    else if (first !== undefined) problems.push(sameConfigurationId(place, { text, first }));
    else {
      taken.set(text.toLowerCase(), node.name);
      ids.set(node.name, text);
    }
  }
  report(context, problems);
  return ids;
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
