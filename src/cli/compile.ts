import { join, resolve } from "node:path";
import { compileNode, looseFiles, readRecipes, type Compiled, type CompileSettings } from "../compile.js";
import { badEpoch, manyForStdout, stdoutAndJson, unfitAuthor } from "../diagnostics/catalogue/cli.js";
import { allWell, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { NodeData } from "../model/node.js";
import { isHeaderText } from "../mof/header.js";
import type { Recipe } from "../recipe/tree.js";
import { counted } from "../report/text.js";
import type { Catalogue } from "../schema/catalogue.js";
import { fileCachePathOf } from "../config/settings.js";
import { isMisused, report, say, take, type Context } from "./context.js";
import type { CompileOptions } from "./options.js";
import { abortOutput, addFile, beginOutput, commitOutput, type Output } from "./output.js";
import { openCatalogue } from "./schemas.js";
import { printJson } from "./tell.js";
import type { World } from "./world.js";
import { nodesFor, sharedFolders, unitsOf, type Unit } from "./units.js";

/** A document of the run, as the summary tells it. */
interface Row {
  readonly node: string;
  readonly file: string;
  readonly resources: number;
  readonly bytes: number;
}

/** `compile PATH…`: documents for all nodes, written together or not at all. */
export async function compile(
  context: Context,
  paths: readonly string[],
  options: CompileOptions,
): Promise<void> {
  const nodes = await nodesFor(context);
  const units = unitsOf(context, paths, options);
  if (isMisused(context.findings)) return;
  const count = units.reduce((sum, unit) => sum + nodes(unit).length, 0);
  report(context, [...misuses(context, options, count), ...sharedFolders(units)]);
  if (isMisused(context.findings)) return;
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return;
  const folder = options.out ?? context.settings.out;
  const output = beginOutput(resolve(context.world.folder, folder), folder);
  const rows: Row[] = [];
  const printed: Uint8Array[] = [];
  for (const unit of units) {
    if (unit.runList.recipes.length === 0) continue;
    const read = context.measure("read", () => readRecipes(unit.runList.recipes));
    const recipes = take(context, read);
    const complete = unit.complete && allWell(read.diagnostics);
    const settings = { ...settingsFor(context, unit, options, catalogue), complete };
    for (const node of nodes(unit)) {
      if (await interrupted(context.world)) return giveUp(context, output);
      const compiled = compileFor(context, { unit, recipes, node, many: count > 1 }, settings);
      if (compiled === undefined) continue;
      if (options.stdout === true) printed.push(compiled.bytes);
      else rows.push(writeDocument(context, output, unit, node, compiled));
    }
  }
  report(context, catalogue.diagnostics());
  if (context.findings.errors.size === 0) for (const bytes of printed) context.world.stdout.write(bytes);
  finish(context, output, rows);
}

/** Options that cannot be had together, or that hold what cannot be used; `count` is how many documents there are. */
function misuses({ json, world }: Context, options: CompileOptions, count: number): readonly Diagnostic[] {
  const place = { file: "" };
  const stdout = options.stdout === true;
  return [
    ...(stdout && count > 1 ? [manyForStdout(place, { count })] : []),
    ...(isHeaderText(options.author ?? "") ? [] : [unfitAuthor(place, {})]),
    ...(stdout && json ? [stdoutAndJson(place, {})] : []),
    ...epochProblems(world, options),
  ];
}

/** Lets signals in, which wait while documents are made; true when the run has to end. */
async function interrupted(world: World): Promise<boolean> {
  await new Promise(setImmediate);
  return world.interrupted();
}

function giveUp(context: Context, output: Output): void {
  abortOutput(output);
  say(context, "Interrupted: no document was written.");
}

function settingsFor(
  context: Context,
  unit: Unit,
  options: CompileOptions,
  catalogue: Catalogue,
): Omit<CompileSettings, "complete"> {
  const { settings, world } = context;
  return {
    catalogue,
    target: settings.target,
    configurationName: unit.configurationName,
    fileCachePath: fileCachePathOf(settings),
    encoding: options.encoding ?? settings.encoding,
    stamp: {
      author: options.author,
      date:
        options.timestamp === true ? dateOf(world.environment["SOURCE_DATE_EPOCH"], world.now()) : undefined,
    },
  };
}

/** `SOURCE_DATE_EPOCH` (seconds, see reproducible-builds.org) when it is set, else now. Only asked for with `--timestamp`. */
function dateOf(epoch: string | undefined, now: Date): Date {
  return epoch === undefined || epoch === "" ? now : new Date(Number(epoch) * 1000);
}

/** A SOURCE_DATE_EPOCH that is no number of seconds: taking the time of now instead would go unnoticed. */
function epochProblems({ environment }: World, options: CompileOptions): readonly Diagnostic[] {
  const epoch = environment["SOURCE_DATE_EPOCH"] ?? "";
  const wrong = options.timestamp === true && epoch !== "" && !/^\d{1,11}$/.test(epoch);
  return wrong ? [badEpoch({ file: "" }, { text: epoch })] : [];
}

function compileFor(
  context: Context,
  job: {
    readonly unit: Unit;
    readonly recipes: readonly Recipe[];
    readonly node: NodeData;
    readonly many: boolean;
  },
  settings: CompileSettings,
): Compiled | undefined {
  const { recipes, node, many } = job;
  const staged = context.measure("compile", () => compileNode(looseFiles(recipes), node, settings));
  return take(context, staged, many && job.unit.folder === "" ? node.name : undefined);
}

function writeDocument(
  context: Context,
  output: Output,
  unit: Unit,
  node: NodeData,
  compiled: Compiled,
): Row {
  const path = join(unit.folder, `${node.name}.mof`);
  const { bytes, document } = compiled;
  report(
    context,
    context.measure("write", () => addFile(output, path, bytes)),
  );
  const resources = document.instances.filter(
    ({ properties }) => properties[0]?.name === "ResourceID",
  ).length;
  return { node: node.name, file: join(output.name, path), resources, bytes: bytes.length };
}

/** Puts the documents in their places when nothing is wrong, and says which there are. */
function finish(context: Context, output: Output, rows: readonly Row[]): void {
  if (context.findings.errors.size > 0) {
    abortOutput(output);
    if (context.json) printJson(context, { documents: [] });
    return;
  }
  const { written, unchanged } = take(context, commitOutput(output));
  if (context.json) return printJson(context, { documents: rows });
  const [only] = rows;
  if (only === undefined || context.findings.errors.size > 0) return;
  const resources = counted(
    rows.reduce((sum, row) => sum + row.resources, 0),
    "resource",
  );
  const left = unchanged === 0 ? "" : written === 0 ? " Nothing changed." : ` ${unchanged} did not change.`;
  if (rows.length === 1) say(context, `${only.file}: ${resources}.${left}`);
  else say(context, `${counted(rows.length, "document")} in ${output.name}, ${resources}.${left}`);
}
