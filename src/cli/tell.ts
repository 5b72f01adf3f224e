import { takeFindings } from "../report/findings.js";
import type { Finding } from "../report/findings.js";
import { adapters } from "../report/index.js";
import { jsonText } from "../report/json-text.js";
import { jsonFinding } from "../report/json.js";
import { printableJson } from "../report/printable.js";
import type { Context } from "./context.js";
import type { CommonOptions } from "./options.js";
import type { World, Writer } from "./world.js";

/**
 * Tells findings in the format that was asked for; with `--quiet` errors only. They go to standard output when they
 * are the result of the command, else to standard error.
 */
export function tell(
  world: World,
  options: CommonOptions,
  findings: readonly Finding[],
  { successful, areResult }: { readonly successful: boolean; readonly areResult: boolean },
): void {
  const told = findings.filter(({ diagnostic }) => options.quiet !== true || diagnostic.severity === "error");
  const adapter = adapters.get(options.format);
  const stream = areResult ? world.stdout : world.stderr;
  if (adapter === undefined || (told.length === 0 && !adapter.record)) return;
  stream.write(adapter.report(told, { color: wantsColor(world, stream, options.color), successful }));
}

/** Whether the report of a run is a record of it, in which nothing else may stand. */
export function isRecord(format: string): boolean {
  return adapters.get(format)?.record === true;
}

/** The command line decides, then NO_COLOR (no-color.org), then whether somebody sits before a terminal that can. */
export function wantsColor({ environment }: World, stream: Writer, asked: boolean | undefined): boolean {
  if (asked !== undefined) return asked;
  const refused = (environment["NO_COLOR"] ?? "") !== "" || environment["TERM"] === "dumb";
  return stream.isTerminal && !refused;
}

/**
 * Prints the result of a command that was asked for JSON: the fields of `result`, then `diagnostics` with all
 * that was found, which is thereby told.
 */
export function printJson(context: Context, result: Readonly<Record<string, unknown>>): void {
  const diagnostics = takeFindings(context.findings).map(jsonFinding);
  const json = jsonText({ ...result, diagnostics });
  context.world.stdout.write(`${printableJson(json)}\n`);
}
