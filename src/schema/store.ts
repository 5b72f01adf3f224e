import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import type { Host } from "../source/host.js";
import type { Catalogue } from "./catalogue.js";
import { findModules } from "./find-modules.js";
import { catalogueOf } from "./catalogue-of.js";
import { moduleInMemory } from "./module-classes.js";
import { moduleOnDisk } from "./module-on-disk.js";
import type { Module } from "./resource-class.js";

/**
 * The catalogue of a run: the modules found in `folders`, in that order, then those built in. A module on disk
 * that bears the name of a built-in one is the same module, with schemas that go before the built-in ones.
 * Gives schema/no-folder, schema/no-schemas and schema/bad-manifest; what is wrong in a schema file shows when a
 * lookup needs it, in `Catalogue.diagnostics()`.
 */
export function loadCatalogue(
  host: Host,
  folders: readonly string[],
  builtIn: readonly Module[],
): Staged<Catalogue> {
  const builtInByName = new Map(builtIn.map((module) => [module.name.toLowerCase(), module]));
  const diagnostics: Diagnostic[] = [];
  const onDisk = folders.flatMap((folder) => {
    const found = findModules(host, folder);
    for (const diagnostic of found.diagnostics) diagnostics.push(diagnostic);
    return found.value.map((moduleFolder) => {
      const namesake = builtInByName.get(moduleFolder.name.toLowerCase());
      const { inBox, platform } = namesake ?? { inBox: false, platform: "any" };
      return moduleOnDisk(host, moduleFolder, { inBox, platform });
    });
  });
  return { value: catalogueOf([...onDisk, ...builtIn.map(moduleInMemory)]), diagnostics };
}
