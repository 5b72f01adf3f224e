import type { Document, Instance, InstanceOrigins, LocatedDocument } from "../model/document.js";
import { aliasesIn } from "../model/instances.js";

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
export function instancesByAlias({ instances }: Document): ReadonlyMap<string, Instance> {
  const byAlias = new Map<string, Instance>();
  for (const instance of instances) {
    if (instance.alias !== undefined) byAlias.set(instance.alias.toLowerCase(), instance);
  }
  return byAlias;
}

function aliasesUsed({ instances }: Document): ReadonlySet<string> {
  return new Set(instances.flatMap(({ properties }) => properties.flatMap(({ value }) => aliasesIn(value))));
}
