import type { Catalogue } from "../schema/catalogue.js";
import { take } from "./context.js";
import type { Context } from "./context.js";

/**
 * The catalogue of the settings' schema folders and the built-in modules. What lookups find wrong in schema files
 * is in `Catalogue.diagnostics()` when they are done. Without folders nothing that reads schema files is loaded.
 */
export async function openCatalogue(context: Context): Promise<Catalogue> {
  const { host, settings } = context;
  const { builtInModules } = await import("../schema/builtin/index.js");
  if (settings.schemas.length === 0) {
    const { catalogueInMemory } = await import("../schema/catalogue-of.js");
    return context.measure("schemas", () => catalogueInMemory(builtInModules));
  }
  const { loadCatalogue } = await import("../schema/store.js");
  return context.measure("schemas", () =>
    take(context, loadCatalogue(host, settings.schemas, builtInModules)),
  );
}
