import { basename, dirname, join, resolve } from "node:path";
import { limits } from "../check/limits.js";
import { verifyBytes } from "../check/verify-bytes.js";
import { sizeWords } from "../check/verify-words.js";
import { decompile as decompileDocument } from "../decompile/decompile.js";
import type { DecompiledRecipe, Remark } from "../decompile/recipe.js";
import { annotated } from "../decompile/remarks.js";
import { documentSize } from "../diagnostics/catalogue/check.js";
import { manyRecipes, recipeExists } from "../diagnostics/catalogue/cli.js";
import { tooLarge } from "../diagnostics/catalogue/decompile.js";
import { unreadableFile } from "../diagnostics/catalogue/source.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { LocatedDocument } from "../model/document.js";
import { newPasswords, rememberSecrets } from "../model/passwords.js";
import { concealerOf } from "../report/conceal.js";
import { counted } from "../report/text.js";
import type { Catalogue } from "../schema/catalogue.js";
import { interrupted, isMisused, report, say, take, type Context } from "./context.js";
import type { DecompileOptions } from "./options.js";
import { abortOutput, addFile, beginOutput, commitOutput, recoverOutput, type Output } from "./output.js";
import { proveRecipe } from "./prove-recipe.js";
import { openCatalogue } from "./schemas.js";
import { printJson } from "./tell.js";

/** A recipe of the run, as the summary tells it. */
interface Row {
  readonly file: string;
  readonly resources: number;
  readonly secrets: readonly { readonly name: string; readonly user: string }[];
}

/** A recipe with all of its comments. */
interface Made {
  readonly row: Row;
  readonly text: string;
}

/** Where the recipes go. */
interface Destination {
  readonly output: Output;
  readonly nameOf: (file: string) => string;
}

/**
 * `decompile FILE…`: documents back to recipes, all or none. Diagnostics: `cli/many-recipes`, `cli/recipe-exists`,
 * those of `decompile`, `proveRecipe` and `commitOutput`; of a document that cannot be read those of `verifyBytes`.
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
    const made = decompileFile(context, catalogue, file);
    if (made === undefined) continue;
    rows.push(made.row);
    if (destination === undefined) texts.push(made.text);
    else report(context, writeRecipe(context, destination, file, made.text));
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
function decompileFile(context: Context, catalogue: Catalogue, file: string): Made | undefined {
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
  const { document } = located;
  const proof = context.measure("compare", () => {
    return proveRecipe(recipe, { document, catalogue, target, file }).diagnostics;
  });
  report(context, proof);
  const text = annotated(recipe, remarksOf(recipe, proof));
  if (text.length > limits.sourceFileBytes) {
    report(context, [tooLarge({ file }, undefined)]);
    return undefined;
  }
  const secrets = recipe.secrets.map(({ name, user }) => ({ name, user }));
  return { row: { file, resources: recipe.blocks.length, secrets }, text };
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

/** What has been told of places in the document, for comments in the recipe: without the document's passwords. */
function remarksOf({ remarks, secrets }: DecompiledRecipe, proof: readonly Diagnostic[]): readonly Remark[] {
  const passwords = newPasswords();
  rememberSecrets(
    passwords,
    secrets.map(({ secret }) => secret),
  );
  const conceal = concealerOf(passwords);
  const all = [...remarks, ...proof.map(({ origin, message }) => ({ at: origin, message }))];
  return conceal === undefined
    ? all
    : all.map(({ at, message }) => ({ at, message: conceal.inText(message) }));
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
