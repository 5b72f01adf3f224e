import { join, resolve } from "node:path";
import { compileNode, type Compiled, type CompileSettings } from "../compile.js";
import type { Layout } from "../check/check.js";
import type { NodeInput } from "../config/node-data.js";
import {
  badEpoch,
  layoutAndOrder,
  layoutForStdout,
  manyForStdout,
  stdoutAndJson,
  unfitAuthor,
} from "../diagnostics/catalogue/cli.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { OpenEnvelope } from "../model/credentials.js";
import type { Instance } from "../model/document.js";
import { isHeaderText } from "../mof/header.js";
import { counted } from "../report/text.js";
import type { Catalogue } from "../schema/catalogue.js";
import { interrupted, isMisused, nodesOf, report, say, take, type Context } from "./context.js";
import { addLcmSettings, areSettingsOnly, settingsSummary, type SettingsRow } from "./lcm-settings.js";
import type { CompileOptions } from "./options.js";
import { abortOutput, addFile, beginOutput, commitOutput, type Output } from "./output.js";
import { openCatalogue } from "./schemas.js";
import { printJson } from "./tell.js";
import type { World } from "./world.js";
import { findStaleDocuments, resourceFiles } from "./resource-files.js";
import { declareSettings, givenName, runsOf, type Run, type RunSettings } from "./runs.js";
import { sharedFolders, unitsOf, type Unit } from "./units.js";

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
  const nodes = await nodesOf(context, options.environment);
  const { repository, units } = unitsOf(context, paths, options);
  const runSettings: RunSettings = { repository, name: givenName(context, options), missing: "error" };
  const common = { ...settingsFor(context, options), openEnvelope: await envelopesFor(context, nodes) };
  const named = paths.length > 0 || options.runList !== undefined || options.stdout === true;
  if (!named && areSettingsOnly(context, nodes)) units.splice(0);
  const { layout } = common;
  if (isMisused(context.findings)) return;
  const count = units.length * nodes.length;
  report(context, [...misuses(context, options, common, count), ...sharedFolders(units)]);
  if (isMisused(context.findings)) return;
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return;
  const folder = options.out ?? context.settings.out;
  const output = beginOutput(resolve(context.world.folder, folder), folder);
  const rows: Row[] = [];
  const printed: Uint8Array[] = [];
  // Each is let go when it is compiled: what was read of many files need not be held until the end.
  for (let unit = units.shift(); unit !== undefined; unit = units.shift()) {
    for (const run of runsOf(context, unit, nodes, runSettings)) {
      if (await interrupted(context.world)) return giveUp(context, output);
      const many = count > 1 && unit.folder === "";
      const compiled = compileRun(context, run, { ...common, catalogue }, many);
      if (compiled === undefined) continue;
      if (options.stdout === true) printed.push(...compiled.map(({ bytes }) => bytes));
      else rows.push(...writeDocuments(context, output, { unit, node: run.node.name, layout }, compiled));
    }
  }
  // Standard output is for one document.
  const lcmNodes = options.stdout === true ? [] : nodes;
  const lcmSettings = { ...common, catalogue, name: runSettings.name };
  const settings = await addLcmSettings(context, output, lcmNodes, lcmSettings);
  if (settings === undefined) return giveUp(context, output);
  report(context, catalogue.diagnostics());
  if (context.findings.errors.size === 0) for (const bytes of printed) context.world.stdout.write(bytes);
  finish(context, output, rows, settings);
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
    ...epochProblems(world, options),
  ];
}

/** What encrypts is loaded for nodes that name a certificate, of which few runs have any. */
async function envelopesFor(
  { host, world }: Context,
  nodes: readonly NodeInput[],
): Promise<OpenEnvelope | undefined> {
  if (nodes.every(({ node }) => node.credentials?.certificate === undefined)) return undefined;
  return (await import("../cms/envelopes.js")).envelopesOver(host, world.now());
}

function giveUp(context: Context, output: Output): void {
  abortOutput(output);
  say(context, "Interrupted: no document was written.");
}

function settingsFor(
  context: Context,
  options: CompileOptions,
): Omit<CompileSettings, "catalogue" | "complete" | "configurationName"> & { readonly layout: Layout } {
  const { settings, world } = context;
  return {
    ...declareSettings(context, options),
    encoding: options.encoding ?? settings.encoding,
    layout: options.layout ?? settings.layout,
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
  common: ReturnType<typeof settingsFor> & { readonly catalogue: Catalogue },
  many: boolean,
): readonly Compiled[] | undefined {
  const settings: CompileSettings = { ...common, complete, configurationName };
  const staged = context.measure("compile", () => compileNode(plan, node, settings));
  return take(context, staged, many ? node.name : undefined);
}

/** With the layout `resource`, documents stand in a folder of the node's, named so that their order is that of the recipe. */
function writeDocuments(
  context: Context,
  output: Output,
  { unit, node, layout }: { readonly unit: Unit; readonly node: string; readonly layout: Layout },
  compiled: readonly Compiled[],
): readonly Row[] {
  const names = layout === "node" ? [`${node}.mof`] : resourceFiles(compiled.map(({ document }) => document));
  const folder = layout === "node" ? unit.folder : join(unit.folder, node);
  if (layout === "resource") report(context, findStaleDocuments(output, folder, names));
  return compiled.map(({ bytes, document }, index) => {
    const path = join(folder, names[index] ?? "");
    report(
      context,
      context.measure("write", () => addFile(output, path, bytes)),
    );
    const resources = document.instances.filter(isResource).length;
    return { node, file: join(output.name, path), resources, bytes: bytes.length };
  });
}

function isResource({ properties }: Instance): boolean {
  return properties[0]?.name === "ResourceID";
}

/** Puts the documents in their places when nothing is wrong, and says which there are. */
function finish(
  context: Context,
  output: Output,
  rows: readonly Row[],
  settings: readonly SettingsRow[],
): void {
  if (context.findings.errors.size > 0) {
    abortOutput(output);
    if (context.json) printJson(context, { documents: [] });
    return;
  }
  const { written, unchanged } = take(context, commitOutput(output));
  if (context.json) return printJson(context, { documents: rows, ...(settings.length > 0 && { settings }) });
  if (context.findings.errors.size > 0) return;
  const [only] = rows;
  const resources = counted(
    rows.reduce((sum, row) => sum + row.resources, 0),
    "resource",
  );
  const left = unchanged === 0 ? "" : written === 0 ? " Nothing changed." : ` ${unchanged} did not change.`;
  const summary =
    only === undefined
      ? ""
      : rows.length === 1
        ? `${only.file}: ${resources}.`
        : `${counted(rows.length, "document")} in ${output.name}, ${resources}.`;
  const told = summary + settingsSummary(settings, rows.length, output.name);
  if (told !== "") say(context, told + left);
}
