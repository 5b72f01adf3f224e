import { join } from "node:path";
import { compileLcmSettings, type CompileSettings } from "../compile.js";
import type { NodeInput } from "../config/node-data.js";
import { counted } from "../report/text.js";
import { interrupted, report, take, type Context } from "./context.js";
import type { Envelopes } from "./envelopes.js";
import { addFile, type Output } from "./output.js";

/** What documents of LCM settings are called where no name is given. */
export const lcmSettingsName = "LocalConfigurationManager";

/** A document of LCM settings, as the summary tells it. */
export interface SettingsRow {
  readonly node: string;
  readonly file: string;
  readonly bytes: number;
}

/**
 * Adds `<node>.meta.mof` for every node that has LCM settings, at the top of the folder for documents whatever their
 * layout: they are for one machine each, and for no pull server. Undefined when the run was interrupted.
 */
export async function addLcmSettings(
  context: Context,
  output: Output,
  nodes: readonly NodeInput[],
  settings: Omit<CompileSettings, "complete" | "configurationName" | "openEnvelope"> & {
    readonly name: string | undefined;
    readonly envelopes: Envelopes;
  },
): Promise<readonly SettingsRow[] | undefined> {
  const configurationName = settings.name ?? lcmSettingsName;
  const rows: SettingsRow[] = [];
  for (const { node } of nodes) {
    if (node.lcm === undefined) continue;
    if (await interrupted(context.world)) return undefined;
    const file = `${node.name}.meta.mof`;
    const staged = context.measure("compile", () =>
      compileLcmSettings(node, {
        ...settings,
        ...{ complete: true, configurationName, openEnvelope: settings.envelopes.of(file) },
      }),
    );
    const compiled = take(context, staged, nodes.length > 1 ? node.name : undefined);
    if (compiled === undefined) continue;
    const { bytes } = compiled;
    report(
      context,
      context.measure("write", () => addFile(output, file, bytes)),
    );
    rows.push({ node: node.name, file: join(output.name, file), bytes: bytes.length });
  }
  return rows;
}

/** Whether nothing says what to compile, and all nodes have LCM settings: then these are what is wanted. */
export function areSettingsOnly({ settings }: Context, nodes: readonly NodeInput[]): boolean {
  if (settings.runList !== undefined || nodes.length === 0) return false;
  return nodes.every(({ node, runList }) => runList === undefined && node.lcm !== undefined);
}

/** What the summary says of them, as its whole or as an addition to what it says of `documents`. */
export function settingsSummary(rows: readonly SettingsRow[], documents: number, folder: string): string {
  const [only] = rows;
  if (only === undefined) return "";
  if (documents === 0) {
    return rows.length === 1
      ? `${only.file}: LCM settings.`
      : `${counted(rows.length, "document")} of LCM settings in ${folder}.`;
  }
  return rows.length === 1
    ? ` LCM settings in ${only.file}.`
    : ` LCM settings in ${counted(rows.length, "more document")}.`;
}
