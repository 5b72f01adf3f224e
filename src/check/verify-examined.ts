import type { Instance, InstanceOrigins } from "../model/document.js";
import type { Value } from "../model/value.js";
import type { Target } from "../mof/literal.js";
import { propertiesByName } from "../schema/catalogue.js";
import type { CimClass } from "../schema/resource-class.js";
import type { Origin } from "../source/source.js";
import { excerpt } from "./describe.js";

export interface VerifySettings {
  /** How messages name the document. */
  readonly file: string;
  readonly target: Target;
  /** The document is a meta configuration: settings of an LCM. */
  readonly meta: boolean;
}

/** An instance of a document under examination. */
export interface Examined {
  readonly instance: Instance;
  readonly origins: InstanceOrigins;
  /** The document itself declares the class, and no schema. */
  readonly ownClass: boolean;
  /** Undefined when no schema describes it. */
  readonly cimClass: CimClass | undefined;
  /** By name in lower case: the index of a property. */
  readonly indexes: ReadonlyMap<string, number>;
  /** Instances that were defined before or with this one, by alias in lower case. */
  readonly byAlias: ReadonlyMap<string, Examined>;
  /** Another instance refers to it. */
  referenced: boolean;
}

export function examine(
  instance: Instance,
  origins: InstanceOrigins,
  { cimClass, ownClass }: Pick<Examined, "cimClass" | "ownClass">,
  byAlias: ReadonlyMap<string, Examined>,
): Examined {
  const indexes = new Map<string, number>();
  for (const [index, { name }] of instance.properties.entries()) indexes.set(name.toLowerCase(), index);
  return { instance, origins, cimClass, ownClass, indexes, byAlias, referenced: false };
}

export function isRoot(one: Examined): boolean {
  return !one.referenced;
}

/**
 * The value of a property by its name in lower case; undefined when it is not set or NULL, or is `{}` where an LCM
 * reads that as NULL, since the property holds one value (lcm-rules 4.3).
 */
export function valueOf(one: Examined, name: string): Value | undefined {
  const index = one.indexes.get(name);
  const value = index === undefined ? undefined : one.instance.properties[index]?.value;
  if (value === undefined || isNull(value)) return undefined;
  if (value.kind !== "array" || value.items.length > 0 || one.cimClass === undefined) return value;
  return propertiesByName(one.cimClass).get(name)?.array === false ? undefined : value;
}

/** As `valueOf`; undefined also when the text holds no value there. */
export function soundValueOf(one: Examined, name: string): Value | undefined {
  const index = one.indexes.get(name);
  const places = index === undefined ? undefined : one.origins.properties[index];
  return places?.faulty === true ? undefined : valueOf(one, name);
}

/** NULL, or an array of nothing but NULL, which an LCM reads as NULL (lcm-rules 4.3). */
export function isNull(value: Value): boolean {
  if (value.kind !== "array") return value.kind === "null";
  return value.items.length > 0 && value.items.every((item) => item.kind === "null");
}

/** The text of a string property; undefined when it is not set, something else or faulty. */
export function textAt(one: Examined, name: string): string | undefined {
  const value = soundValueOf(one, name);
  return value?.kind === "string" ? value.text : undefined;
}

/** Where a property's value stands; the whole instance when it is not set. */
export function placeOf(one: Examined, name: string): Origin {
  const index = one.indexes.get(name);
  return (index === undefined ? undefined : one.origins.properties[index]?.value) ?? one.origins.origin;
}

/** How a message names an instance. */
export function labelOf(one: Examined): string {
  const id = textAt(one, "resourceid");
  return id === undefined || id === "" ? `The instance of ${one.instance.className}` : excerpt(id);
}

/**
 * Whether an LCM takes an instance for a resource: only direct subclasses of OMI_BaseResource count. Where the class
 * is not known, a ResourceID tells.
 */
export function isResourceInstance(one: Examined): boolean {
  if (one.referenced) return false;
  if (one.cimClass === undefined) return textAt(one, "resourceid") !== undefined;
  return one.cimClass.superClass?.toLowerCase() === "omi_baseresource";
}
