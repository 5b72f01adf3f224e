import type { Catalogue } from "../schema/catalogue.js";
import { take } from "./context.js";
import type { Context } from "./context.js";

/**
 * The catalogue of the settings' schema folders and the built-in modules. What lookups find wrong in schema files
 * is in `Catalogue.diagnostics()` when they are done.
 */
export async function openCatalogue(context: Context): Promise<Catalogue> {
  const { loadCatalogue } = await import("../schema/store.js");
  const { builtInModules } = await import("../schema/builtin/index.js");
  return context.measure("schemas", () =>
    take(context, loadCatalogue(context.host, context.settings.schemas, builtInModules)),
  );
}
