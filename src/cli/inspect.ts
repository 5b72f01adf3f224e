import { declare } from "../compile.js";
import { jsonDeclaration } from "../report/declarations.js";
import { printable } from "../report/printable.js";
import { counted } from "../report/text.js";
import { nodesOf, take, type Context } from "./context.js";
import type { RunOptions } from "./options.js";
import { declareSettings, runsOf } from "./runs.js";
import { printJson } from "./tell.js";
import { unitsOf } from "./units.js";

/**
 * `inspect PATH…`: what the recipes declare, evaluated, before any schema is applied. With several nodes each
 * resource says whose it is.
 */
export async function inspect(
  context: Context,
  paths: readonly string[],
  options: RunOptions,
): Promise<void> {
  const { value: nodes } = await nodesOf(context, options.environment);
  const { repository, units } = unitsOf(context, paths, options);
  const settings = { ...declareSettings(context, options), missing: "warning" as const };
  const runs = units.flatMap((unit) => [
    ...runsOf(context, unit, nodes, { repository, name: undefined, missing: "warning" }),
  ]);
  const resources = runs.flatMap(({ plan, node }) => {
    const name = nodes.length > 1 ? node.name : undefined;
    const declared = take(context, declare(plan, node, settings), name);
    return declared.map((declaration) => ({
      ...(name === undefined ? {} : { node: name }),
      ...jsonDeclaration(declaration),
    }));
  });
  if (context.json) return printJson(context, { resources });
  const lines = resources.map(({ type, name, resource, source }) => {
    const place = `${source.file}:${source.line}:${source.column}`;
    return `${printable(place)}  ${type} ${shown(name)}${resource === undefined ? "" : ` (${shown(resource)})`}\n`;
  });
  context.world.stdout.write(lines.join(""));
  context.world.stdout.write(`${counted(resources.length, "block")}\n`);
}

/** A name as people read it; one that is not known by what it depends on. */
function shown(name: unknown): string {
  if (typeof name === "object" && name !== null && "$unknown" in name)
    return `<depends on ${String(name.$unknown)}>`;
  return printable(JSON.stringify(name));
}
