import { limits } from "../check/limits.js";
import { compileNode, type CompileSettings } from "../compile.js";
import type { NodeInput } from "../config/node-data.js";
import { foldedName } from "../config/node-name.js";
import { deepDocument, noDocuments } from "../diagnostics/catalogue/diff.js";
import { notText, unreadableFile } from "../diagnostics/catalogue/source.js";
import { allWell, type Diagnostic } from "../diagnostics/diagnostic.js";
import { classesFrom, type ClassOf } from "../diff/keys.js";
import { nestingOf, passwordsIn } from "../diff/read-content.js";
import type { Document } from "../model/document.js";
import { rememberSecrets } from "../model/passwords.js";
import { parseMof } from "../mof/parse.js";
import { readDocument } from "../mof/read-document.js";
import { isCookbook } from "../recipe/cookbook/cookbook.js";
import { lookAt } from "../recipe/cookbook/named.js";
import { baseName, pathBelow } from "../recipe/cookbook/path.js";
import { filesBelow, type Root } from "../recipe/cookbook/root.js";
import type { Catalogue } from "../schema/catalogue.js";
import { decodeText } from "../source/decode.js";
import { envelopesFor } from "./envelopes.js";
import { nodesOf, report, take, type Context } from "./context.js";
import type { DiffOptions } from "./options.js";
import { declareSettings, givenName, runsOf, type Run } from "./runs.js";
import { unitsOf } from "./units.js";

/** OLD or NEW: its documents, none of which has been read or compiled yet. */
export interface Side {
  readonly path: string;
  /** It is one document's file, whatever its name. */
  readonly isFile: boolean;
  /** By their names, folded as file systems do that ignore case. */
  readonly documents: ReadonlyMap<string, SideDocument>;
}

export interface SideDocument {
  /** The path in the side's folder; `<node>.mof` of a recipe. */
  readonly name: string;
  /** Reads or compiles it; undefined when it is not right, which is then told. */
  readonly open: () => Document | undefined;
}

/**
 * Opens both sides. Recipes are compiled for the nodes of the run, with one preparation for both. Diagnostics:
 * `diff/no-documents` and what is wrong with recipes and nodes; of documents when they are opened `diff/deep-document`,
 * `source/unreadable-file`, `source/not-text` and the errors of `parseMof` and `readDocument`.
 */
export async function openSides(
  context: Context,
  catalogue: Catalogue,
  paths: readonly [string, string],
  options: DiffOptions,
): Promise<readonly [Side, Side]> {
  const classOf = classesFrom(catalogue, context.settings.target);
  const isRecipes = paths.some((path) => isRecipe(context, path));
  const compiling = isRecipes ? await prepare(context, catalogue, options) : undefined;
  const open = (path: string): Side => {
    const given = lookAt(context.host, path);
    if (compiling !== undefined && isRecipe(context, path))
      return recipeSide(context, path, options, compiling);
    return given.isFolder && given.root !== undefined
      ? folderSide(context, path, given.root, classOf)
      : sideOf(path, true, [{ name: baseName(path), open: () => readFile(context, path, classOf) }]);
  };
  return [open(paths[0]), open(paths[1])];
}

function sideOf(path: string, isFile: boolean, documents: readonly SideDocument[]): Side {
  return { path, isFile, documents: new Map(documents.map((one) => [foldedName(one.name), one])) };
}

function isRecipe({ host }: Context, path: string): boolean {
  const { isFolder, root } = lookAt(host, path);
  return isFolder ? root !== undefined && isCookbook(root) : /\.rb$/i.test(path);
}

function folderSide(context: Context, path: string, root: Root, classOf: ClassOf): Side {
  const problems: Diagnostic[] = [];
  const files = filesBelow(root, root.folder, /\.mof$/i, problems);
  report(context, problems);
  // A folder that is empty is one in which nothing has been compiled yet.
  const isEmpty = (context.host.list(path) ?? []).length === 0;
  if (files.length === 0 && !isEmpty) report(context, [noDocuments({ file: path }, undefined)]);
  const documents = files.map(({ file }) => ({
    name: pathBelow(file, root.folder) ?? file,
    open: () => readFile(context, file, classOf),
  }));
  return sideOf(path, false, documents);
}

function readFile(context: Context, file: string, classOf: ClassOf): Document | undefined {
  const refuse = (problem: Diagnostic): undefined => report(context, [problem]) ?? undefined;
  const read = context.host.read(file, limits.documentBytes);
  if (!read.ok) return refuse(unreadableFile({ file }, { reason: read.reason }));
  const decoded = decodeText(read.bytes, "read");
  if (!decoded.ok) return refuse(notText({ file }, { reason: decoded.reason }));
  return context.measure("read", () => {
    const source = { name: file, path: file.replaceAll("\\", "/"), text: decoded.text };
    const reader = { target: context.settings.target, utf8: decoded.encoding === "utf-8" };
    const parsed = parseMof(source, reader);
    const located = readDocument(parsed.value);
    // What an LCM takes can be compared; the rest is for `verify` to tell.
    const errors = [...parsed.diagnostics, ...located.diagnostics].filter(
      ({ severity }) => severity === "error",
    );
    report(context, errors);
    const { document } = located.value;
    rememberSecrets(context.findings.passwords, passwordsIn(document, classOf));
    if (nestingOf(document) > limits.nesting)
      return refuse(deepDocument({ file }, { limit: limits.nesting }));
    return errors.length > 0 ? undefined : document;
  });
}

/** What compiling needs on both sides: it is read once, standard input among it. */
interface Compiling {
  readonly nodes: readonly NodeInput[];
  readonly name: string | undefined;
  readonly settings: Omit<CompileSettings, "complete" | "configurationName">;
}

async function prepare(context: Context, catalogue: Catalogue, options: DiffOptions): Promise<Compiling> {
  const { value: nodes } = await nodesOf(context, options.environment);
  const declared = declareSettings(context, options);
  const settings = {
    ...{ ...declared, catalogue, encoding: undefined, order: context.settings.order },
    ...{ openEnvelope: await envelopesFor(context, nodes), stamp: { author: undefined, date: undefined } },
  };
  return { nodes, name: givenName(context, options), settings };
}

/** A document for each node, compiled when it is opened. */
function recipeSide(context: Context, path: string, options: DiffOptions, compiling: Compiling): Side {
  const { nodes, name } = compiling;
  const { repository, units } = unitsOf(context, [path], options);
  const runs = units.flatMap((unit) => [
    ...runsOf(context, unit, nodes, { repository, name, missing: "error" }),
  ]);
  const documents = runs.map((run) => ({
    name: `${run.node.name}.mof`,
    open: () => compileRun(context, run, compiling, runs.length > 1),
  }));
  return sideOf(path, false, documents);
}

function compileRun(
  context: Context,
  { plan, node, complete, configurationName }: Run,
  { settings }: Compiling,
  many: boolean,
): Document | undefined {
  const staged = context.measure("compile", () =>
    compileNode(plan, node, { ...settings, complete, configurationName }),
  );
  const document = take(context, staged, many ? node.name : undefined)?.[0]?.document;
  const { catalogue, target } = settings;
  if (document !== undefined)
    rememberSecrets(context.findings.passwords, passwordsIn(document, classesFrom(catalogue, target)));
  return allWell(staged.diagnostics) ? document : undefined;
}
