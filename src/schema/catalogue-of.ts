import { baseClassNamed } from "./base-classes.js";
import type { Catalogue } from "./catalogue.js";
import { moduleInMemory, type ModuleClasses } from "./module-classes.js";
import type { Module } from "./resource-class.js";

/** The catalogue of modules, in the order in which they are searched. It reads nothing: no parser is loaded for it. */
export function catalogueOf(modules: readonly ModuleClasses[]): Catalogue {
  const byModule = new Map(modules.map((one) => [one.module, one]));
  const named = (lower: string): readonly ModuleClasses[] =>
    modules.filter(({ module }) => module.name.toLowerCase() === lower);
  return {
    modules: modules.map(({ module }) => module),
    resourcesNamed(name, moduleName) {
      const searched = moduleName === undefined ? modules : named(moduleName.toLowerCase());
      return searched.flatMap((one) => one.resourceNamed(name) ?? []);
    },
    classNamed(name, near) {
      const nearest = near && byModule.get(near)?.classNamed(name);
      if (nearest !== undefined) return nearest;
      for (const one of modules) {
        const found = one.classNamed(name);
        if (found !== undefined) return found;
      }
      return baseClassNamed(name);
    },
    classIn: (name, module) => byModule.get(module)?.classNamed(name) ?? baseClassNamed(name),
    subclassesOf: (name, module) => byModule.get(module)?.subclassesOf(name) ?? [],
    schemaFiles(moduleName) {
      const searched = moduleName === undefined ? modules : named(moduleName.toLowerCase());
      return searched.flatMap((one) => one.schemaFiles());
    },
    diagnostics: () => modules.flatMap((one) => one.diagnostics()),
  };
}

/** The catalogue of modules that are held in memory. */
export function catalogueInMemory(modules: readonly Module[]): Catalogue {
  return catalogueOf(modules.map(moduleInMemory));
}
