import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { CimClass, CimProperty, Module, Resource } from "./resource-class.js";

/**
 * All the modules of a run. Built by `schema/store.ts` from `--schemas` and the built-in modules; a schema file
 * is parsed when a lookup first needs one of its classes. Every lookup ignores case, as CIM and PowerShell do.
 */
export interface Catalogue {
  /** Those of `--schemas` in the order given, then the built-in ones. */
  readonly modules: readonly Module[];
  /** Resources of this friendly name, or else of this class name; of one module when it is named. */
  resourcesNamed(name: string, moduleName?: string): readonly Resource[];
  /** The class of `near` when it has it, else of the first module that has it, else a base class. */
  classNamed(name: string, near?: Module): CimClass | undefined;
  /** The class of one module, or a base class. */
  classIn(name: string, module: Module): CimClass | undefined;
  /** The classes of a module that inherit from the named one, however far down, those nearer to it first. */
  subclassesOf(name: string, module: Module): readonly CimClass[];
  /** The schema files on disk, parsed as far as lookups needed them; of one module when it is named. */
  schemaFiles(moduleName?: string): readonly SchemaFile[];
  /** What was found wrong in the schema files parsed so far: ask when all lookups are done. */
  diagnostics(): readonly Diagnostic[];
}

/** A schema file that was found on disk. */
export interface SchemaFile {
  readonly path: string;
  /** False when the file, or some declaration in it, could not be read. */
  readonly whole: boolean;
  /** Whether a resource or class of this name may be declared in it, as far as its text tells. */
  mayDescribe(name: string): boolean;
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

/** Whether a class is the named one or inherits from it, however far up. */
export function isSubclassOf(cimClass: CimClass, ancestor: string): boolean {
  const wanted = ancestor.toLowerCase();
  const lineage = [cimClass.name, cimClass.superClass ?? "", ...(cimClass.ancestors ?? [])];
  return lineage.some((name) => name.toLowerCase() === wanted);
}

/** Whether a class is a resource: it inherits from OMI_BaseResource. Any other class only occurs embedded. */
export function isResource(cimClass: CimClass): boolean {
  return cimClass.superClass !== undefined && isSubclassOf(cimClass, "OMI_BaseResource");
}

/** The name a recipe uses: the friendly name, or the class's own when it has none. */
export function resourceName(cimClass: CimClass): string {
  return cimClass.friendlyName ?? cimClass.name;
}
