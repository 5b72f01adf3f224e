import { join, resolve } from "node:path";
import { compileNode, type Compiled, type CompileSettings } from "../compile.js";
import type { Layout } from "../check/check.js";
import type { FileLayout } from "../config/settings.js";
import {
  badEpoch,
  layoutAndOrder,
  layoutForStdout,
  manyForStdout,
  stdoutAndJson,
  unfitAuthor,
} from "../diagnostics/catalogue/cli.js";
import { reuseKeyAlone } from "../diagnostics/catalogue/reuse.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { isHeaderText } from "../mof/header.js";
import { interrupted, isMisused, nodesOf, report, say, take, type Context } from "./context.js";
import { fileDocuments, judgedNodes, type Filing } from "./documents.js";
import { addLcmSettings, areSettingsOnly } from "./lcm-settings.js";
import { openEnvelopes } from "./envelopes.js";
import { finish } from "./finish.js";
import type { CompileOptions } from "./options.js";
import { abortOutput, beginOutput, recoverOutput, type Output } from "./output.js";
import { openProgress, type Progress } from "./progress.js";
import { pullNames } from "./pull-names.js";
import { openCatalogue } from "./schemas.js";
import type { World } from "./world.js";
import { declareSettings, givenName, runsOf, type Run, type RunSettings } from "./runs.js";
import { sharedFolders, unitsOf } from "./units.js";

/** `compile PATH…`: documents for all nodes, written together or not at all. */
export async function compile(
  context: Context,
  paths: readonly string[],
  options: CompileOptions,
): Promise<void> {
  const { value: nodes, names: known } = await nodesOf(context, options.environment);
  const { repository, units } = unitsOf(context, paths, options);
  const runSettings: RunSettings = { repository, name: givenName(context, options), missing: "error" };
  const layout = options.layout ?? context.settings.layout;
  const common = settingsFor(context, options, layout);
  const named = paths.length > 0 || options.runList !== undefined || options.stdout === true;
  if (!named && areSettingsOnly(context, nodes)) units.splice(0);
  if (isMisused(context.findings)) return;
  const count = units.length * nodes.length;
  const { names, problems } = pullNames(layout === "pull" ? nodes : [], runSettings.name);
  report(context, [...problems, ...misuses(context, options, common, count), ...sharedFolders(units)]);
  if (isMisused(context.findings)) return;
  const output = openOutput(context, options);
  const envelopes = await openEnvelopes(context, nodes, options);
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return;
  const filing: Filing = { output, layout, names, first: new Map(), rows: [] };
  const printed: Uint8Array[] = [];
  const folders = new Set(units.map(({ folder }) => folder));
  const progress = openProgress(context, count, layout === "resource" ? "folder" : "document");
  let done = 0;
  // Each is let go when it is compiled: what was read of many files need not be held until the end.
  for (let unit = units.shift(); unit !== undefined; unit = units.shift()) {
    for (const run of runsOf(context, unit, nodes, runSettings)) {
      if (await interrupted(context.world)) return giveUp(context, output, progress);
      const many = count > 1 && unit.folder === "";
      const openEnvelope = envelopes.of(join(unit.folder, `${run.node.name}.mof`));
      const compiled = compileRun(context, run, { ...common, catalogue, openEnvelope }, many);
      done += 1;
      progress.tell(done);
      // What will not be put in its place need not be written either.
      if (compiled === undefined || context.findings.errors.size > 0) continue;
      if (options.stdout === true) printed.push(...compiled.map(({ bytes }) => bytes));
      else fileDocuments(context, filing, { folder: unit.folder, node: run.node.name }, compiled);
    }
  }
  // Standard output is for one document.
  const lcmNodes = options.stdout === true ? [] : nodes;
  const lcmSettings = { ...common, catalogue, envelopes, name: runSettings.name };
  const settings = await addLcmSettings(context, output, lcmNodes, lcmSettings);
  if (settings === undefined) return giveUp(context, output, progress);
  progress.end();
  report(context, catalogue.diagnostics());
  if (context.findings.errors.size === 0) for (const bytes of printed) context.world.stdout.write(bytes);
  const judged = judgedNodes(nodes, known, context.nodeRequest.nodes !== undefined);
  const left = {
    folders: options.stdout === true ? [] : folders,
    nodes: judged,
    clean: options.clean === true,
  };
  finish(context, filing, settings, left, envelopes);
}

/** The folder for documents. What runs have left that were killed is finished before anything is read of it. */
function openOutput(context: Context, options: CompileOptions): Output {
  const { world, settings } = context;
  const name = options.out ?? settings.out;
  const output = beginOutput(resolve(world.folder, name), name);
  if (options.stdout !== true) report(context, recoverOutput(output));
  const { reuse } = options;
  if (reuse !== undefined) report(context, recoverOutput(beginOutput(resolve(world.folder, reuse), reuse)));
  return output;
}

/** Options that cannot be had together, or that hold what cannot be used; `count` is how many documents there are. */
function misuses(
  { json, world }: Context,
  options: CompileOptions,
  { layout, order }: Pick<CompileSettings, "layout" | "order">,
  count: number,
): readonly Diagnostic[] {
  const place = { file: "" };
  const stdout = options.stdout === true;
  return [
    ...(layout === "resource" && stdout ? [layoutForStdout(place, undefined)] : []),
    ...(layout === "resource" && order === "strict" ? [layoutAndOrder(place, undefined)] : []),
    ...(stdout && count > 1 ? [manyForStdout(place, { count })] : []),
    ...(isHeaderText(options.author ?? "") ? [] : [unfitAuthor(place, {})]),
    ...(stdout && json ? [stdoutAndJson(place, {})] : []),
    ...(options.reuseKey !== undefined && options.reuse === undefined
      ? [reuseKeyAlone(place, undefined)]
      : []),
    ...epochProblems(world, options),
  ];
}

function giveUp(context: Context, output: Output, progress: Progress): void {
  progress.end();
  abortOutput(output);
  say(context, "Interrupted: no document was written.");
}

function settingsFor(
  context: Context,
  options: CompileOptions,
  layout: FileLayout,
): Omit<CompileSettings, "catalogue" | "complete" | "configurationName"> & { readonly layout: Layout } {
  const { settings, world } = context;
  return {
    ...declareSettings(context, options),
    // Windows PowerShell writes nothing but UTF-16LE.
    encoding: options.encoding ?? (options.compat === "ps51" ? "utf16le" : settings.encoding),
    compat: options.compat,
    layout: layout === "resource" ? "resource" : "node",
    order: options.order ?? settings.order,
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

/** Compiles for one node, of which findings name it when there are several. */
function compileRun(
  context: Context,
  { plan, node, complete, configurationName }: Run,
  common: Omit<CompileSettings, "complete" | "configurationName">,
  many: boolean,
): readonly Compiled[] | undefined {
  const settings: CompileSettings = { ...common, complete, configurationName };
  const staged = context.measure("compile", () => compileNode(plan, node, settings));
  return take(context, staged, many ? node.name : undefined);
}
