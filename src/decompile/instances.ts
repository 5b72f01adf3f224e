import type { Document, Instance, InstanceOrigins, LocatedDocument } from "../model/document.js";
import type { Value } from "../model/value.js";

/** An instance with its place in the text. */
export interface Placed {
  readonly instance: Instance;
  readonly origins: InstanceOrigins;
}

/** The instances that no other one embeds, in order, and those that can be embedded, by alias in lower case. */
export interface Instances {
  readonly roots: readonly Placed[];
  readonly byAlias: ReadonlyMap<string, Placed>;
}

/** Sorts the instances of a document that has been read without an error, so that every alias is defined above its use. */
export function instancesOf({ document, origins }: LocatedDocument): Instances {
  const embedded = aliasesUsed(document);
  const roots: Placed[] = [];
  const byAlias = new Map<string, Placed>();
  for (const [index, instance] of document.instances.entries()) {
    const place = origins.instances[index];
    if (place === undefined) continue;
    const placed: Placed = { instance, origins: place };
    const alias = instance.alias?.toLowerCase();
    if (alias !== undefined) byAlias.set(alias, placed);
    if (alias === undefined || !embedded.has(alias)) roots.push(placed);
  }
  return { roots, byAlias };
}

/** The instances of a document by their aliases, in lower case. */
export function aliasesIn({ instances }: Document): ReadonlyMap<string, Instance> {
  const byAlias = new Map<string, Instance>();
  for (const instance of instances) {
    if (instance.alias !== undefined) byAlias.set(instance.alias.toLowerCase(), instance);
  }
  return byAlias;
}

function aliasesUsed({ instances }: Document): ReadonlySet<string> {
  const used = new Set<string>();
  const add = (value: Value): void => {
    if (value.kind === "instance") used.add(value.alias.toLowerCase());
    else if (value.kind === "array") value.items.forEach(add);
  };
  for (const { properties } of instances) for (const { value } of properties) add(value);
  return used;
}

/** The value of a property, by its name in lower case. */
export function valueIn({ properties }: Instance, name: string): Value | undefined {
  return properties.find((property) => property.name.toLowerCase() === name)?.value;
}

/** The text of a property that is a string. */
export function textIn(instance: Instance, name: string): string | undefined {
  const value = valueIn(instance, name);
  return value?.kind === "string" ? value.text : undefined;
}

/** Whether an instance is of a class, by its name in lower case. */
export function isOf({ className }: Instance, name: string): boolean {
  return className.toLowerCase() === name;
}
