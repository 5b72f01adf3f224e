import { takeFindings } from "../report/findings.js";
import type { Finding } from "../report/findings.js";
import { adapters } from "../report/index.js";
import { jsonFinding } from "../report/json.js";
import { printableJson } from "../report/printable.js";
import type { Context } from "./context.js";
import type { CommonOptions } from "./options.js";
import type { World } from "./world.js";

/** Tells findings on standard error, in the format that was asked for; with `--quiet` errors only. */
export function tell(world: World, options: CommonOptions, findings: readonly Finding[]): void {
  const told = findings.filter(({ diagnostic }) => options.quiet !== true || diagnostic.severity === "error");
  const adapter = adapters.get(options.format);
  if (told.length > 0 && adapter !== undefined)
    world.stderr.write(adapter(told, wantsColor(world, options.color)));
}

/** The command line decides, then NO_COLOR (no-color.org), then whether somebody sits before a terminal that can. */
function wantsColor({ environment, stderr }: World, asked: boolean | undefined): boolean {
  if (asked !== undefined) return asked;
  const refused = (environment["NO_COLOR"] ?? "") !== "" || environment["TERM"] === "dumb";
  return stderr.isTerminal && !refused;
}

/**
 * Prints the result of a command that was asked for JSON: the fields of `result`, then `diagnostics` with all
 * that was found, which is thereby told.
 */
export function printJson(context: Context, result: Readonly<Record<string, unknown>>): void {
  const diagnostics = takeFindings(context.findings).map(jsonFinding);
  const json = JSON.stringify({ ...result, diagnostics }, undefined, 2);
  context.world.stdout.write(`${printableJson(json)}\n`);
}
