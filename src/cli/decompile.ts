import { basename, dirname, join, resolve } from "node:path";
import { limits } from "../check/limits.js";
import { verifyBytes } from "../check/verify-bytes.js";
import { sizeWords } from "../check/verify-words.js";
import { compileNode, readRecipes } from "../compile.js";
import { decompile as decompileDocument, type DecompiledRecipe } from "../decompile/decompile.js";
import { differences, refusals } from "../decompile/prove.js";
import { documentSize } from "../diagnostics/catalogue/check.js";
import { manyRecipes, recipeExists } from "../diagnostics/catalogue/cli.js";
import { unreadableFile } from "../diagnostics/catalogue/source.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Document, LocatedDocument } from "../model/document.js";
import { noLevels, type NodeData } from "../model/node.js";
import { Secret } from "../model/secret.js";
import { counted } from "../report/text.js";
import type { Catalogue } from "../schema/catalogue.js";
import { isMisused, report, say, take, type Context } from "./context.js";
import type { DecompileOptions } from "./options.js";
import { abortOutput, addFile, beginOutput, commitOutput } from "./output.js";
import { openCatalogue } from "./schemas.js";
import { printJson } from "./tell.js";

/** A recipe of the run, as the summary tells it. */
interface Row {
  readonly file: string;
  readonly recipe: DecompiledRecipe;
}

/**
 * `decompile FILE…`: documents back to recipes, all or none. Diagnostics: `cli/many-recipes`, `cli/recipe-exists`,
 * those of `decompile`, `refusals` and `differences`; of a document that cannot be read those of `verifyBytes`.
 */
export async function decompile(
  context: Context,
  files: readonly string[],
  { out }: DecompileOptions,
): Promise<void> {
  const single = out?.endsWith(".rb") === true;
  if (files.length > 1 && (single || (out === undefined && !context.json))) {
    report(context, [manyRecipes({ file: out ?? "" }, { count: files.length })]);
    return;
  }
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return;
  const rows: Row[] = [];
  for (const file of files) {
    const recipe = decompileFile(context, catalogue, file);
    if (recipe !== undefined) rows.push({ file, recipe });
  }
  report(context, catalogue.diagnostics());
  if (out === undefined) finishPrinted(context, rows);
  else finishWritten(context, rows, { out, single });
}

/** Undefined where the document is none that a recipe could be made of. */
function decompileFile(context: Context, catalogue: Catalogue, file: string): DecompiledRecipe | undefined {
  const located = readFile(context, catalogue, file);
  if (located === undefined) return undefined;
  const { target } = context.settings;
  const recipe = take(
    context,
    context.measure("decompile", () => decompileDocument(located, catalogue, { file, target })),
  );
  if (recipe === undefined) return undefined;
  for (const { secret } of recipe.secrets) context.findings.passwords.set(Secret.reveal(secret), secret);
  report(
    context,
    context.measure("compare", () => prove(context, catalogue, { file, recipe, document: located.document })),
  );
  return recipe;
}

/** A document without a mistake in its text; what schemas and the rules of an LCM say of it, `verify` tells. */
function readFile(context: Context, catalogue: Catalogue, file: string): LocatedDocument | undefined {
  const read = context.host.read(file, limits.documentBytes);
  if (!read.ok) {
    const problem =
      read.tooLarge === true
        ? documentSize({ file }, { bytes: undefined }, sizeWords(undefined))
        : unreadableFile({ file }, { reason: read.reason });
    report(context, [problem]);
    return undefined;
  }
  const { target } = context.settings;
  const meta = /\.meta\.mof$/i.test(file);
  const { value, diagnostics } = context.measure("read", () =>
    verifyBytes(read.bytes, catalogue, { file, target, meta }),
  );
  const text = diagnostics.filter(
    ({ severity, code }) => severity === "error" && /^(?:mof|source)\//.test(code),
  );
  if (value !== undefined && text.length === 0) return value;
  report(context, diagnostics);
  return undefined;
}

/** Compiles the recipe, with the passwords of the document for its secrets, and compares. */
function prove(
  { settings }: Context,
  catalogue: Catalogue,
  {
    file,
    recipe,
    document,
  }: { readonly file: string; readonly recipe: DecompiledRecipe; readonly document: Document },
): readonly Diagnostic[] {
  if (recipe.blocks.length === 0) return [];
  const name = `${basename(file)}.rb`;
  const read = readRecipes([{ name, path: name, text: recipe.text }]);
  const compiled = compileNode(read.value, nodeFor(recipe), {
    ...{ catalogue, target: settings.target, configurationName: recipe.configurationName ?? "Decompiled" },
    ...{ fileCachePath: "", encoding: undefined, complete: true },
    secrets: new Map(recipe.secrets.map((one) => [one.name, one.secret])),
    stamp: { author: undefined, date: undefined },
  });
  const [made] = compiled.value ?? [];
  return made === undefined
    ? refusals(recipe, [...read.diagnostics, ...compiled.diagnostics], file)
    : differences(recipe, document, made.document, catalogue);
}

/** The document's node, as far as it knows it; passwords are compared as they are. */
function nodeFor({ node }: DecompiledRecipe): NodeData {
  return {
    ...{ name: "localhost", levels: noLevels, given: false, files: [], environment: new Map() },
    ...{ chefEnvironment: "_default", runList: undefined },
    ...(node === undefined ? {} : { name: node }),
    credentials: { certificate: undefined, plainText: true, domainUsers: true },
  };
}

function finishPrinted(context: Context, rows: readonly Row[]): void {
  if (context.findings.errors.size > 0) {
    if (context.json) printJson(context, { recipes: [] });
  } else if (context.json) {
    printJson(context, { recipes: rows.map((row) => ({ ...summaryOf(row), recipe: row.recipe.text })) });
  } else for (const { recipe } of rows) context.world.stdout.write(recipe.text);
}

function summaryOf({ file, recipe }: Row) {
  const secrets = recipe.secrets.map(({ name, user }) => ({ name, user }));
  return { file, resources: recipe.blocks.length, secrets };
}

/** Writes recipes to their places, all or none, and never over another one. */
function finishWritten(
  context: Context,
  rows: readonly Row[],
  { out, single }: { readonly out: string; readonly single: boolean },
): void {
  const { host, world, findings } = context;
  const folder = single ? dirname(out) : out;
  const output = beginOutput(resolve(world.folder, folder), folder);
  const written: (Row & { readonly out: string })[] = [];
  for (const row of rows) {
    const name = single ? basename(out) : `${basename(row.file).replace(/\.mof$/i, "")}.rb`;
    const path = join(folder, name);
    const bytes = new TextEncoder().encode(row.recipe.text);
    const there = host.read(path);
    const isOther = there.ok && Buffer.compare(there.bytes, bytes) !== 0;
    report(context, isOther ? [recipeExists({ file: path }, {})] : addFile(output, name, bytes));
    written.push({ ...row, out: path });
  }
  if (findings.errors.size > 0) {
    abortOutput(output);
    if (context.json) printJson(context, { recipes: [] });
    return;
  }
  take(context, commitOutput(output));
  if (context.json) {
    printJson(context, { recipes: written.map((row) => ({ ...summaryOf(row), out: row.out })) });
  } else if (findings.errors.size === 0) {
    for (const row of written) say(context, `${row.out}: ${counted(row.recipe.blocks.length, "resource")}.`);
  }
}
