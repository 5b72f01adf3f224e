import type { Document, Instance, Property } from "../model/document.js";
import type { Value } from "../model/value.js";

/**
 * One document of several that were made of one recipe, a resource each. Their aliases are kept apart, and what they say
 * of themselves is said once: where they differ in it, as the one that asks for the most.
 */
export function mergeDocuments(documents: readonly Document[]): Document {
  const instances: Instance[] = [];
  const own = new Map<string, Property>();
  let ownClass: string | undefined;
  for (const [index, document] of documents.entries()) {
    for (const instance of document.instances) {
      if (instance.className.toLowerCase() !== "omi_configurationdocument") {
        instances.push(withAliases(instance, `_${index}`));
        continue;
      }
      ownClass ??= instance.className;
      for (const property of instance.properties) {
        const name = property.name.toLowerCase();
        own.set(name, demanding(own.get(name), property));
      }
    }
  }
  if (ownClass !== undefined) instances.push({ className: ownClass, properties: [...own.values()] });
  return { header: documents[0]?.header ?? {}, instances };
}

/** Versions are compared as texts: those of documents are 1.0.0 and 2.0.0. */
function demanding(known: Property | undefined, other: Property): Property {
  if (known?.value.kind !== "string" || other.value.kind !== "string") return known ?? other;
  return other.value.text > known.value.text ? other : known;
}

function withAliases({ alias, className, properties }: Instance, suffix: string): Instance {
  const inside = (value: Value): Value => {
    if (value.kind === "array") return { kind: "array", items: value.items.map(inside) };
    return value.kind === "instance" ? { ...value, alias: `${value.alias}${suffix}` } : value;
  };
  return {
    className,
    ...(alias === undefined ? {} : { alias: `${alias}${suffix}` }),
    properties: properties.map((property) => ({ ...property, value: inside(property.value) })),
  };
}
