import type { Target } from "../mof/literal.js";
import type { CimClass, CimProperty } from "../schema/resource-class.js";

/** What the checks ask of a class again and again, worked out once a class. */
export interface ClassShape {
  /** Properties that a recipe may set, in the order in which a document writes them. */
  readonly written: readonly CimProperty[];
  /** Those of them without which an instance is not complete. */
  readonly mandatory: readonly CimProperty[];
  readonly keys: readonly CimProperty[];
  /** Where each property stands among the class's own and inherited ones. */
  readonly indexes: ReadonlyMap<CimProperty, number>;
  /** The properties of these names, which mean something of their own to the document. */
  readonly dependsOn: CimProperty | undefined;
  readonly runAs: CimProperty | undefined;
  /** Properties by names as they were written, once such a name was found to be one that may be set. */
  readonly found: Map<string, CimProperty>;
  /** A list with no entry for any of them, to be copied. */
  readonly blank: readonly undefined[];
}

/** Properties of OMI_BaseResource that the compiler fills in. */
const made: ReadonlySet<string> = new Set([
  "resourceid",
  "sourceinfo",
  "modulename",
  "moduleversion",
  "configurationname",
]);

/** Whether the compiler fills a property in, so that nobody may set it; by its name in lower case. */
export function isMade(name: string): boolean {
  return made.has(name);
}

/** The base class of Linux has no PsDscRunAsCredential, whatever base a module's schemas were read with. */
export function isRunAsOnLinux(name: string, target: Target): boolean {
  return target === "linux" && name === "psdscrunascredential";
}

const shapes = new WeakMap<CimClass, ClassShape>();
const embeddedShapes = new WeakMap<CimClass, ClassShape>();

/** The class of a resource: of a block, for which the compiler fills properties in. */
export function shapeOf(cimClass: CimClass): ClassShape {
  const known = shapes.get(cimClass);
  if (known !== undefined) return known;
  const written = cimClass.properties.filter(({ name }) => {
    const lower = name.toLowerCase();
    return !isMade(lower) && lower !== "dependson";
  });
  const shape = shapeFrom(cimClass, written);
  shapes.set(cimClass, shape);
  return shape;
}

/** A class whose instance is embedded: for it nothing is filled in, whatever its properties are called. */
export function embeddedShapeOf(cimClass: CimClass): ClassShape {
  const known = embeddedShapes.get(cimClass);
  if (known !== undefined) return known;
  const shape = shapeFrom(cimClass, cimClass.properties);
  embeddedShapes.set(cimClass, shape);
  return shape;
}

function shapeFrom(cimClass: CimClass, written: readonly CimProperty[]): ClassShape {
  const called = (lower: string) => cimClass.properties.find(({ name }) => name.toLowerCase() === lower);
  return {
    written,
    dependsOn: called("dependson"),
    runAs: called("psdscrunascredential"),
    found: new Map(),
    mandatory: written.filter((property) => property.key || property.required),
    keys: written.filter((property) => property.key),
    blank: cimClass.properties.map(() => undefined),
    indexes: new Map(cimClass.properties.map((property, index) => [property, index])),
  };
}
