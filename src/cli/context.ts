import { isEnvironmentName } from "../config/chef-node.js";
import type { LoadedNodes, NodeRequest } from "../config/node-data.js";
import { defaultSettings, findSettingsFile } from "../config/settings.js";
import type { Settings } from "../config/settings.js";
import { badEnvironmentName } from "../diagnostics/catalogue/chef-data.js";
import { noFolder } from "../diagnostics/catalogue/schema.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { addFindings, createFindings } from "../report/findings.js";
import type { Findings } from "../report/findings.js";
import { printable } from "../report/printable.js";
import type { Host } from "../source/host.js";
import { measureInto } from "./measure.js";
import type { Measure, Stages } from "./measure.js";
import { isMarkdown, type CommonOptions } from "./options.js";
import type { World } from "./world.js";

/** What a command gets. It adds what it finds to `findings`; the frame reports them and knows the exit code. */
export interface Context {
  readonly world: World;
  readonly host: Host;
  /** The settings file with the common options laid over it. */
  readonly settings: Settings;
  readonly nodeRequest: Omit<NodeRequest, "chefEnvironment">;
  readonly findings: Findings;
  /** What is said about the results, behind everything that was found. */
  readonly closing: string[];
  /** The result is wanted as JSON. */
  readonly json: boolean;
  /** The result is wanted as Markdown. */
  readonly markdown: boolean;
  /** `--color` or `--no-color`, where one was given. */
  readonly color: boolean | undefined;
  readonly quiet: boolean;
  /** It is to be told how long things take. */
  readonly stats: boolean;
  /** When the command was started, on the clock of `performance.now()`. */
  readonly started: number;
  readonly measure: Measure;
}

/**
 * Makes the context of a command. `withSettings` is false for commands that must work however broken the
 * settings are. Diagnostics: those of `readSettings`; the value is then undefined.
 */
export async function openContext(
  world: World,
  options: CommonOptions,
  stages: Stages,
  withSettings: boolean,
): Promise<Staged<Context | undefined>> {
  const found = withSettings ? await readSettingsOf(world, options.config) : noSettings;
  if (found.value === undefined) return { value: undefined, diagnostics: found.diagnostics };
  const settings = overlaid(found.value, options);
  const context: Context = {
    world,
    host: world.host,
    settings,
    nodeRequest: {
      nodes: settings.nodes,
      attributes: settings.attributes,
      names: options.node ?? [],
      roles: options.role ?? [],
      environment: settings.env,
      givenEnvironment: options.env ?? new Map(),
    },
    findings: createFindings(),
    closing: [],
    json: options.format === "json",
    markdown: isMarkdown(options),
    color: options.color,
    quiet: options.quiet === true,
    stats: options.stats === true,
    started: performance.now(),
    measure: measureInto(stages),
  };
  return { value: context, diagnostics: found.diagnostics };
}

const noSettings: Staged<Settings> = { value: defaultSettings, diagnostics: [] };

async function readSettingsOf(
  world: World,
  given: string | undefined,
): Promise<Staged<Settings | undefined>> {
  const file = given ?? findSettingsFile(world.host, world.folder);
  if (file === undefined) return noSettings;
  return (await import("../config/settings-file.js")).readSettings(world.host, file);
}

function overlaid(settings: Settings, options: CommonOptions): Settings {
  return {
    ...settings,
    target: options.target ?? settings.target,
    nodes: options.nodes ?? settings.nodes,
    attributes: [...settings.attributes, ...(options.attributes ?? [])],
    schemas: [...(options.schemas ?? []), ...settings.schemas],
  };
}

/**
 * The nodes of the run; `given` is the Chef environment that the command line names. Problems are added to the
 * findings; there are then no nodes.
 */
export async function nodesOf(context: Context, given: string | undefined): Promise<LoadedNodes> {
  const { loadNodes } = await import("../config/node-data.js");
  if (given !== undefined && !isEnvironmentName(given)) {
    report(context, [badEnvironmentName({ file: "--environment" }, { name: given })]);
  }
  const chefEnvironment = { given, fallback: context.settings.environment };
  const nodes = await loadNodes(context.host, { ...context.nodeRequest, chefEnvironment });
  take(context, nodes);
  return nodes;
}

/** Hands on a stage's value and adds what the stage found to the findings, of a node when one is named. */
export function take<T>(context: Context, staged: Staged<T>, node?: string): T {
  addFindings(context.findings, staged.diagnostics, node);
  return staged.value;
}

/** Adds diagnostics to the findings, of a node when one is named. */
export function report(context: Context, diagnostics: readonly Diagnostic[], node?: string): void {
  addFindings(context.findings, diagnostics, node);
}

/** Lets signals in, which wait while the program works; true when the run has to end. */
export async function interrupted(world: World): Promise<boolean> {
  await new Promise(setImmediate);
  return world.interrupted();
}

/**
 * Whether something is wrong with the command line, the settings, or the files and folders that these name for
 * other than recipes and documents: wrong usage, where anything else is wrong in the input.
 */
export function isMisused({ errors }: Findings): boolean {
  for (const code of errors) {
    if (/^(?:cli|config)\//.test(code) || code === noFolder.code) return true;
  }
  return false;
}

/** Says something about the results, behind everything that was found, unless `--quiet` was given. */
export function say(context: Context, sentence: string): void {
  if (!context.quiet) context.closing.push(`${printable(sentence)}\n`);
}
