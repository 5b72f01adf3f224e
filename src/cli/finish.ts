import { counted } from "../report/text.js";
import { say, take, type Context } from "./context.js";
import { sweep, type Filing, type LeftBehind, type Row } from "./documents.js";
import type { Envelopes } from "./envelopes.js";
import { settingsSummary, type SettingsRow } from "./lcm-settings.js";
import { abortOutput, commitOutput, type Output, type Written } from "./output.js";
import { printJson } from "./tell.js";

/**
 * Puts the documents of a run in their places when nothing is wrong, with what `--reuse` keeps for the next run, and says which there are.
 * Diagnostics: those of `sweep`, `Envelopes.keep` and `commitOutput`.
 */
export function finish(
  context: Context,
  { output, rows }: Filing,
  settings: readonly SettingsRow[],
  left: LeftBehind,
  envelopes: Envelopes,
): void {
  if (context.findings.errors.size === 0) sweep(context, output, left);
  const kept = envelopes.keep(output);
  const written = commitAll(context, output, kept);
  if (written === undefined) {
    if (context.json) printJson(context, { documents: [] });
    return;
  }
  if (context.json) {
    const { removed } = written;
    const more = { ...(settings.length > 0 && { settings }), ...(left.clean && { removed }) };
    return printJson(context, { documents: rows, ...more });
  }
  if (rows.length + settings.length > 0)
    say(context, summaryOf(context, output, { rows, settings }, written));
}

/**
 * What is kept goes first: it has the messages of the documents that stand as well as those of the new ones, so that it is right
 * whatever becomes of these. Undefined when nothing was put in its place but that.
 */
function commitAll(context: Context, output: Output, kept: Output | undefined): Written | undefined {
  const { errors } = context.findings;
  let written: Written | undefined;
  for (const files of kept === undefined ? [output] : [kept, output]) {
    if (errors.size > 0) abortOutput(files);
    else written = take(context, commitOutput(files));
  }
  return errors.size > 0 ? undefined : written;
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
