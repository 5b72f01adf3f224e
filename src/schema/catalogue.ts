import type { CimClass, CimProperty, Module, Resource } from "./resource-class.js";

/**
 * All the modules of a run, indexed. Built by `schema/store.ts` from the built-in modules and `--schemas`.
 * Every lookup ignores case, as CIM and PowerShell do.
 */
export interface Catalogue {
  readonly modules: readonly Module[];
  /** Resources by friendly name in lower case. */
  readonly resources: ReadonlyMap<string, readonly Resource[]>;
  /** Classes by name in lower case; the first module given wins, built-in classes come last. */
  readonly classes: ReadonlyMap<string, readonly ClassOfModule[]>;
}

export interface ClassOfModule {
  readonly cimClass: CimClass;
  readonly module: Module;
}

const propertyTables = new WeakMap<CimClass, ReadonlyMap<string, CimProperty>>();

/** A class's properties by name in lower case. */
export function propertiesByName(cimClass: CimClass): ReadonlyMap<string, CimProperty> {
  const known = propertyTables.get(cimClass);
  if (known !== undefined) return known;
  const table = new Map(cimClass.properties.map((property) => [property.name.toLowerCase(), property]));
  propertyTables.set(cimClass, table);
  return table;
}
