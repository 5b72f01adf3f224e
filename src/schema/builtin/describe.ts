import type { CimClass, CimProperty, CimType } from "../resource-class.js";

/**
 * The notation in which the built-in classes are written down:
 * `write("Members", list("string"), "…")`, `write("Ensure", oneOf("Present", "Absent"), "…")`.
 */

/** What a property holds, when a CIM type alone does not say it. */
export interface Shape {
  readonly type: CimType;
  readonly array: boolean;
  readonly embeddedClass?: string;
  readonly valueMap?: readonly string[];
  readonly values?: readonly string[];
}

/** A string out of a list; a document holds the same word that people write. */
export function oneOf(...words: readonly string[]): Shape {
  return { type: "string", array: false, valueMap: words, values: words };
}

/** An instance of another class; CIM calls its type `string`. */
export function instanceOf(embeddedClass: string): Shape {
  return { type: "string", array: false, embeddedClass };
}

/** An array of what `element` says. */
export function list(element: CimType | Shape): Shape {
  return { ...shapeOf(element), array: true };
}

/** A property that identifies the instance: it must be set. */
export function key(name: string, shape: CimType | Shape, description: string): CimProperty {
  return property(name, shape, description, { key: true });
}

/** A key that its schema calls required as well. */
export function requiredKey(name: string, shape: CimType | Shape, description: string): CimProperty {
  return property(name, shape, description, { key: true, required: true });
}

/** A property that must be set. */
export function required(name: string, shape: CimType | Shape, description: string): CimProperty {
  return property(name, shape, description, { required: true });
}

/** A property that may be set. */
export function write(name: string, shape: CimType | Shape, description: string): CimProperty {
  return property(name, shape, description, {});
}

/** A property that only reports what is on the machine. */
export function read(name: string, shape: CimType | Shape, description: string): CimProperty {
  return property(name, shape, description, { readOnly: true });
}

/** A class that stands alone or only occurs embedded. */
export function plainClass(name: string, description: string, properties: readonly CimProperty[]): CimClass {
  return { name, properties, description };
}

/** A resource with its own properties; `extend` adds what it inherits. */
export function resource(
  friendlyName: string,
  name: string,
  page: { readonly description: string; readonly link: string },
  properties: readonly CimProperty[],
): CimClass {
  return { name, friendlyName, properties, description: page.description, link: page.link };
}

/** `cimClass` as a subclass of `base`: the inherited properties come last. */
export function extend(cimClass: CimClass, base: CimClass): CimClass {
  return { ...cimClass, superClass: base.name, properties: [...cimClass.properties, ...base.properties] };
}

function property(
  name: string,
  shape: CimType | Shape,
  description: string,
  qualifiers: { readonly key?: true; readonly required?: true; readonly readOnly?: true },
): CimProperty {
  return {
    name,
    ...shapeOf(shape),
    key: false,
    required: false,
    readOnly: false,
    ...qualifiers,
    description,
  };
}

function shapeOf(shape: CimType | Shape): Shape {
  return typeof shape === "string" ? { type: shape, array: false } : shape;
}
