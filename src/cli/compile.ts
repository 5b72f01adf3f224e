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
import { counted } from "../report/text.js";
import { interrupted, isMisused, nodesOf, report, say, take, type Context } from "./context.js";
import { fileDocuments, judgedNodes, sweep } from "./documents.js";
import type { Filing, LeftBehind, Row } from "./documents.js";
import { addLcmSettings, areSettingsOnly, settingsSummary, type SettingsRow } from "./lcm-settings.js";
import { openEnvelopes, type Envelopes } from "./envelopes.js";
import type { CompileOptions } from "./options.js";
import { abortOutput, beginOutput, commitOutput, type Output, type Written } from "./output.js";
import { openProgress, type Progress } from "./progress.js";
import { pullNames } from "./pull-names.js";
import { openCatalogue } from "./schemas.js";
import { printJson } from "./tell.js";
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
  const envelopes = await openEnvelopes(context, nodes, options);
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return;
  const name = options.out ?? context.settings.out;
  const output = beginOutput(resolve(context.world.folder, name), name);
  const filing: Filing = { output, layout, names, first: new Map(), rows: [] };
  const printed: Uint8Array[] = [];
  const folders = new Set(units.map(({ folder }) => folder));
  const progress = openProgress(context, count);
  // Each is let go when it is compiled: what was read of many files need not be held until the end.
  for (let unit = units.shift(); unit !== undefined; unit = units.shift()) {
    for (const run of runsOf(context, unit, nodes, runSettings)) {
      if (await interrupted(context.world)) return giveUp(context, output, progress);
      const many = count > 1 && unit.folder === "";
      const openEnvelope = envelopes.of(join(unit.folder, `${run.node.name}.mof`));
      const compiled = compileRun(context, run, { ...common, catalogue, openEnvelope }, many);
      progress.tell(filing.rows.length);
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

/** Puts the documents in their places when nothing is wrong, and says which there are. */
function finish(
  context: Context,
  { output, rows }: Filing,
  settings: readonly SettingsRow[],
  left: LeftBehind,
  envelopes: Envelopes,
): void {
  if (context.findings.errors.size === 0) sweep(context, output, left);
  const kept = envelopes.keep(output);
  if (context.findings.errors.size > 0) {
    for (const files of [output, kept]) if (files !== undefined) abortOutput(files);
    if (context.json) printJson(context, { documents: [] });
    return;
  }
  const committed = take(context, commitOutput(output));
  if (kept !== undefined) take(context, commitOutput(kept));
  const { removed } = committed;
  if (context.json) {
    const more = { ...(settings.length > 0 && { settings }), ...(left.clean && { removed }) };
    return printJson(context, { documents: rows, ...more });
  }
  if (rows.length + settings.length > 0 && context.findings.errors.size === 0)
    say(context, summaryOf(context, output, { rows, settings }, committed));
}

/** What was made, and on a terminal or with `--stats` also how much and how long it took: that differs from run to run. */
function summaryOf(
  { stats, started, world }: Context,
  { name }: Output,
  { rows, settings }: { readonly rows: readonly Row[]; readonly settings: readonly SettingsRow[] },
  { written, unchanged, removed }: Written,
): string {
  const [only] = rows;
  const resources = counted(
    rows.reduce((sum, row) => sum + row.resources, 0),
    "resource",
  );
  const bytes = [...rows, ...settings].reduce((sum, row) => sum + row.bytes, 0);
  const measured =
    stats || world.stderr.isTerminal
      ? `, ${sizeText(bytes)} in ${((performance.now() - started) / 1000).toFixed(1)} s`
      : "";
  const made = rows.length === 1 ? `${only?.file}: ` : `${counted(rows.length, "document")} in ${name}, `;
  const documents = only === undefined ? "" : `${made}${resources}${measured}.`;
  const same =
    unchanged === 0 ? "" : written + removed === 0 ? " Nothing changed." : ` ${unchanged} did not change.`;
  const gone = removed === 0 ? "" : ` Removed ${counted(removed, "file")} of earlier runs.`;
  return `${documents}${settingsSummary(settings, rows.length, name)}${same}${gone}`;
}

/** Bytes as people read them. */
function sizeText(bytes: number): string {
  const units = ["bytes", "KB", "MB", "GB"];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}
