import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { classDiffers, resourceTwice } from "../diagnostics/catalogue/schema.js";
import { isResource, resourceName } from "./catalogue.js";
import type { SchemaFile } from "./catalogue.js";
import type { CimClass, Module, Resource } from "./resource-class.js";

/** A module whose classes are found by name. */
export interface ModuleClasses {
  readonly module: Module;
  resourceNamed(name: string): Resource | undefined;
  classNamed(name: string): CimClass | undefined;
  /** The classes that inherit from a class, however far down; those nearer to it first. */
  subclassesOf(name: string): readonly CimClass[];
  /** Those on disk, none for a module in memory. */
  schemaFiles(): readonly SchemaFile[];
  /** What was found wrong in the files parsed so far. */
  diagnostics(): readonly Diagnostic[];
}

/** A module that is held in memory as it is. */
export function moduleInMemory(module: Module): ModuleClasses {
  return searchable(module, { named: () => module.classes, extending: () => module.classes }, () => [], []);
}

/** At least the classes of a name, and those whose superclass has the name; names are in lower case. */
interface Candidates {
  named(lower: string): readonly CimClass[];
  extending(lower: string): readonly CimClass[];
}

/**
 * The search by name over candidates. Files of one module may repeat a class; where they differ in it the first
 * counts. Adds schema/class-differs and schema/resource-twice to the diagnostics.
 */
export function searchable(
  module: Module,
  candidates: Candidates,
  schemaFiles: () => readonly SchemaFile[],
  diagnostics: Diagnostic[],
): ModuleClasses {
  const classNamed = remembered((lower): CimClass | undefined => {
    const [first, ...others] = candidates.named(lower).filter(({ name }) => name.toLowerCase() === lower);
    const different = first && others.find((other) => shapeOf(other) !== shapeOf(first));
    if (first?.origin !== undefined && different?.origin !== undefined) {
      const related = [{ message: "This declaration is the one that is used.", origin: first.origin }];
      const parameters = { className: first.name, module: module.name };
      diagnostics.push(classDiffers(different.origin, parameters, { related }));
    }
    return first;
  });
  const resourceNamed = remembered((lower): Resource | undefined => {
    const resources = candidates.named(lower).filter(isResource);
    const [first, ...others] = resources.filter((one) => resourceName(one).toLowerCase() === lower);
    const second = first && others.find(({ name }) => name.toLowerCase() !== first.name.toLowerCase());
    if (first?.origin !== undefined && second?.origin !== undefined) {
      const related = [{ message: `"${first.name}" is declared here.`, origin: first.origin }];
      const parameters = { resource: resourceName(first), first: first.name, second: second.name };
      diagnostics.push(resourceTwice(second.origin, { ...parameters, module: module.name }, { related }));
    }
    const cimClass = classNamed(first?.name ?? lower);
    if (cimClass === undefined || !isResource(cimClass)) return undefined;
    return { name: resourceName(cimClass), module, cimClass };
  });
  const subclassesOf = remembered((lower): readonly CimClass[] => {
    const found = new Map<string, CimClass>();
    const names = [lower];
    for (const superClass of names) {
      for (const one of candidates.extending(superClass)) {
        const name = one.name.toLowerCase();
        if (one.superClass?.toLowerCase() !== superClass || found.has(name)) continue;
        found.set(name, classNamed(name) ?? one);
        names.push(name);
      }
    }
    return [...found.values()];
  });
  return { module, resourceNamed, classNamed, subclassesOf, schemaFiles, diagnostics: () => diagnostics };
}

/** A lookup by name, ignoring case, that looks up each name once. */
export function remembered<T>(find: (lower: string) => T): (name: string) => T {
  const known = new Map<string, { readonly found: T }>();
  return (name) => {
    const lower = name.toLowerCase();
    const entry = known.get(lower) ?? { found: find(lower) };
    known.set(lower, entry);
    return entry.found;
  };
}

/** What of a class decides how its instances are written, as text to compare. */
function shapeOf({ superClass, properties }: CimClass): string {
  const withoutDescription = (key: string, value: unknown): unknown =>
    key === "description" ? undefined : value;
  return JSON.stringify([superClass, properties], withoutDescription);
}
