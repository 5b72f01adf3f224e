import { declare, looseFiles, readRecipes } from "../compile.js";
import { fileCachePathOf } from "../config/settings.js";
import { jsonDeclaration } from "../report/declarations.js";
import { printable } from "../report/printable.js";
import { counted } from "../report/text.js";
import { take, type Context } from "./context.js";
import { printJson } from "./tell.js";
import { nodesFor, unitsOf } from "./units.js";

/**
 * `inspect PATH…`: what the recipes declare, evaluated, before any schema is applied. With several nodes each
 * resource says whose it is.
 */
export async function inspect(context: Context, paths: readonly string[]): Promise<void> {
  const nodes = await nodesFor(context);
  const [unit] = unitsOf(context, paths, {});
  if (unit === undefined) return;
  const recipes = take(context, readRecipes(unit.runList.recipes));
  const { target } = context.settings;
  const fileCachePath = fileCachePathOf(context.settings);
  const all = nodes(unit);
  const resources = all.flatMap((node) => {
    const name = all.length > 1 ? node.name : undefined;
    const declared = take(
      context,
      declare(looseFiles(recipes), node, { target, fileCachePath, missing: "warning" }),
      name,
    );
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
