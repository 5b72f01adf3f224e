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
import { rememberSecrets } from "../model/passwords.js";
import { counted } from "../report/text.js";
import type { Catalogue } from "../schema/catalogue.js";
import { interrupted, isMisused, report, say, take, type Context } from "./context.js";
import type { DecompileOptions } from "./options.js";
import { abortOutput, addFile, beginOutput, commitOutput, recoverOutput, type Output } from "./output.js";
import { openCatalogue } from "./schemas.js";
import { printJson } from "./tell.js";

/** A recipe of the run, as the summary tells it. */
interface Row {
  readonly file: string;
  readonly resources: number;
  readonly secrets: readonly { readonly name: string; readonly user: string }[];
}

/** Where the recipes go. */
interface Destination {
  readonly output: Output;
  readonly nameOf: (file: string) => string;
}

/**
 * `decompile FILE…`: documents back to recipes, all or none. Diagnostics: `cli/many-recipes`, `cli/recipe-exists`,
 * those of `decompile`, `refusals`, `differences` and `commitOutput`; of a document that cannot be read those of `verifyBytes`.
 */
export async function decompile(
  context: Context,
  files: readonly string[],
  { out }: DecompileOptions,
): Promise<void> {
  const single = out === undefined ? !context.json : out.endsWith(".rb");
  if (files.length > 1 && single) {
    report(context, [manyRecipes({ file: out ?? "" }, { count: files.length })]);
    return;
  }
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return;
  const destination = out === undefined ? undefined : destinationOf(context, out, single);
  if (destination !== undefined) report(context, recoverOutput(destination.output));
  const rows: Row[] = [];
  const texts: string[] = [];
  for (const file of files) {
    if (await interrupted(context.world)) return giveUp(context, destination);
    const recipe = decompileFile(context, catalogue, file);
    if (recipe === undefined) continue;
    const secrets = recipe.secrets.map(({ name, user }) => ({ name, user }));
    rows.push({ file, resources: recipe.blocks.length, secrets });
    if (destination === undefined) texts.push(recipe.text);
    else report(context, writeRecipe(context, destination, file, recipe.text));
  }
  report(context, catalogue.diagnostics());
  if (destination === undefined) finishPrinted(context, rows, texts);
  else finishWritten(context, rows, destination);
}

/** A file, when the path is that of a recipe, else a folder. */
function destinationOf({ world }: Context, out: string, single: boolean): Destination {
  const folder = single ? dirname(out) : out;
  return {
    output: beginOutput(resolve(world.folder, folder), folder),
    nameOf: (file) => (single ? basename(out) : `${basename(file).replace(/\.mof$/i, "")}.rb`),
  };
}

function giveUp(context: Context, destination: Destination | undefined): void {
  if (destination !== undefined) abortOutput(destination.output);
  say(context, "Interrupted: no recipe was written.");
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
  rememberSecrets(
    context.findings.passwords,
    recipe.secrets.map(({ secret }) => secret),
  );
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

/** Never over another recipe. */
function writeRecipe(
  { host }: Context,
  { output, nameOf }: Destination,
  file: string,
  text: string,
): readonly Diagnostic[] {
  const name = nameOf(file);
  const path = join(output.name, name);
  const bytes = new TextEncoder().encode(text);
  const there = host.read(path);
  const isOther = there.ok && Buffer.compare(there.bytes, bytes) !== 0;
  return isOther ? [recipeExists({ file: path }, {})] : addFile(output, name, bytes);
}

function finishPrinted(context: Context, rows: readonly Row[], texts: readonly string[]): void {
  const printed = context.findings.errors.size > 0 ? [] : texts;
  if (context.json) {
    printJson(context, { recipes: printed.map((recipe, index) => ({ ...rows[index], recipe })) });
  } else for (const text of printed) context.world.stdout.write(text);
}

function finishWritten(context: Context, rows: readonly Row[], { output, nameOf }: Destination): void {
  const { findings, json } = context;
  if (findings.errors.size > 0) abortOutput(output);
  else take(context, commitOutput(output));
  const written = findings.errors.size > 0 ? [] : rows;
  const placeOf = ({ file }: Row): string => join(output.name, nameOf(file));
  if (json) printJson(context, { recipes: written.map((row) => ({ ...row, out: placeOf(row) })) });
  else for (const row of written) say(context, `${placeOf(row)}: ${counted(row.resources, "resource")}.`);
}
