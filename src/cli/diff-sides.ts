import { classesFrom } from "../diff/keys.js";
import type { NodeInput } from "../config/node-data.js";
import { foldedName, selects } from "../config/node-name.js";
import { unreadableFile } from "../diagnostics/catalogue/source.js";
import { isCookbook } from "../recipe/cookbook/cookbook.js";
import { lookAt } from "../recipe/cookbook/named.js";
import type { Catalogue } from "../schema/catalogue.js";
import { nodesOf, report, type Context } from "./context.js";
import { documentsIn, fileDocument } from "./diff-files.js";
import type { Side, SideDocument } from "./diff-pairs.js";
import { prepare, recipeDocuments, type Compiling } from "./diff-recipes.js";
import type { DiffOptions } from "./options.js";

/**
 * Opens both sides. Recipes are compiled for the nodes of the run, with one preparation for both; of folders the
 * documents of these nodes are taken where `--node` or `--role` chooses. Diagnostics: `source/unreadable-file` for what
 * is not there, `diff/no-documents` and what is wrong with recipes and nodes; when documents are opened, those of
 * `fileDocument` and of compiling.
 */
export async function openSides(
  context: Context,
  catalogue: Catalogue,
  paths: readonly [string, string],
  options: DiffOptions,
): Promise<readonly [Side, Side]> {
  const recipes = paths.filter((path) => isRecipe(context, path)).length;
  const { names, nodes: file, roles } = context.nodeRequest;
  const isChosen = names.length + roles.length > 0;
  const wantsNodes = recipes > 0 || roles.length > 0 || (isChosen && file !== undefined);
  const nodes = wantsNodes ? (await nodesOf(context, options.environment)).value : [];
  const compiling =
    recipes > 0 ? await prepare(context, catalogue, { nodes, areBoth: recipes === 2 }, options) : undefined;
  const chosen = isChosen ? choice(context, nodes) : undefined;
  const open = (path: string): Side =>
    sideOf(context, catalogue, path, { options, nodes, compiling, chosen });
  return [open(paths[0]), open(paths[1])];
}

interface Opening {
  readonly options: DiffOptions;
  readonly nodes: readonly NodeInput[];
  readonly compiling: Compiling | undefined;
  readonly chosen: ((node: string) => boolean) | undefined;
}

function sideOf(
  context: Context,
  catalogue: Catalogue,
  path: string,
  { options, nodes, compiling, chosen }: Opening,
): Side {
  const { host } = context;
  const { isFolder, root } = lookAt(host, path);
  const keyed = keysBy(nodes);
  if (compiling !== undefined && isRecipe(context, path))
    return { path, isFile: false, documents: keyed(recipeDocuments(context, path, options, compiling)) };
  const classOf = classesFrom(catalogue, context.settings.target);
  if (isFolder && root !== undefined) {
    const { isOne, documents } = documentsIn(context, path, root, classOf);
    const all = [...keyed(documents)];
    const taken = isOne ? all : all.filter(([key]) => chosen?.(nodeOf(key)) ?? true);
    return { path, isFile: isOne, documents: new Map(taken) };
  }
  const there = host.kind(path) === undefined ? host.read(path, 1) : undefined;
  if (there?.ok === false) report(context, [unreadableFile({ file: path }, { reason: there.reason })]);
  return { path, isFile: true, documents: keyed([fileDocument(context, path, classOf)]) };
}

function isRecipe({ host }: Context, path: string): boolean {
  const { isFolder, root } = lookAt(host, path);
  return isFolder ? root !== undefined && isCookbook(root) : /\.rb$/i.test(path);
}

/** Keys of documents: a file called after a node's ConfigurationID, as for a pull server, is the node's document. */
function keysBy(
  nodes: readonly NodeInput[],
): (documents: readonly SideDocument[]) => ReadonlyMap<string, SideDocument> {
  const byId = new Map(
    nodes.flatMap(({ node, configurationId: id }) =>
      id === undefined ? [] : [[foldedName(`${id.text}.mof`), foldedName(`${node.name}.mof`)] as const],
    ),
  );
  return (documents) => {
    const names = new Set(documents.map(({ name }) => foldedName(name)));
    return new Map(
      documents.map((document) => {
        const name = foldedName(document.name);
        const own = byId.get(name);
        return [own === undefined || names.has(own) ? name : own, document];
      }),
    );
  };
}

/** The node that a document is of, by its key. */
function nodeOf(key: string): string {
  return key.replace(/^.*\//, "").replace(/(?:\.meta)?\.mof$/, "");
}

/** Which nodes' documents are compared: those of the nodes of the run, and of one that `--node` names and is no more. */
function choice({ nodeRequest }: Context, nodes: readonly NodeInput[]): (node: string) => boolean {
  const { names, roles } = nodeRequest;
  const known = new Set(nodes.map(({ node }) => foldedName(node.name)));
  return (node) =>
    known.has(node) || (roles.length === 0 && names.some((selector) => selects(selector, node)));
}
