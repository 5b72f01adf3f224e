import type { Document, Instance, Property } from "../model/document.js";
import { Secret } from "../model/secret.js";
import type { Value } from "../model/value.js";
import { assertNever } from "../source/assert-never.js";
import type { Content, DocumentContent, EmbeddedContent, Item, PropertyContent } from "./content.js";

/** What the writing of a document has made so far. */
interface Writing {
  readonly instances: Instance[];
  readonly aliases: Map<EmbeddedContent, string>;
  readonly counts: Map<string, number>;
  /** Aliases of resources by ResourceID in lower case. */
  readonly byId: Map<string, string>;
  readonly documentName: string;
}

/** A document of a content, each embedded instance once, in front of what refers to it first. */
export function writeContent({ header, items }: DocumentContent): Document {
  const writing: Writing = {
    ...{ instances: [], aliases: new Map(), counts: new Map(), byId: new Map() },
    documentName: documentNameOf(items),
  };
  for (const item of items) {
    const properties = itemProperties(item).map((property) => written(property, writing));
    const isDocument = item.className.toLowerCase() === "omi_configurationdocument";
    if (isDocument) writing.instances.push({ className: item.className, properties });
    else {
      const alias = add(item.className, properties, writing);
      if (item.id !== undefined) writing.byId.set(item.id.toLowerCase(), alias);
    }
  }
  return { header, instances: writing.instances };
}

function documentNameOf(items: readonly Item[]): string {
  const own = items.find(({ className }) => className.toLowerCase() === "omi_configurationdocument");
  const name = own?.properties.find((property) => property.name.toLowerCase() === "name")?.value;
  return name?.kind === "string" ? name.text : "";
}

function itemProperties({ id, properties, dependsOn, provenance }: Item): readonly PropertyContent[] {
  const needed = dependsOn.map((text) => ({ kind: "string", text }) as const);
  return [
    ...(id === undefined ? [] : [{ name: "ResourceID", value: { kind: "string", text: id } as const }]),
    ...properties,
    ...provenance,
    ...(needed.length === 0 ? [] : [{ name: "DependsOn", value: { kind: "array", items: needed } as const }]),
  ];
}

function written({ name, value }: PropertyContent, writing: Writing): Property {
  return { name, value: valueOf(value, writing) };
}

function valueOf(content: Content, writing: Writing): Value {
  switch (content.kind) {
    case "array":
      return { kind: "array", items: content.items.map((item) => valueOf(item, writing)) };
    case "instance":
      return { kind: "instance", alias: embed(content, writing) };
    case "reference":
      return { kind: "instance", alias: aliasOfResource(content.id, writing) };
    case "password":
      return { kind: "string", text: Secret.reveal(content.password) };
    case "documentName":
      return { kind: "string", text: writing.documentName };
    case "string":
    case "integer":
    case "real":
    case "boolean":
    case "char":
    case "null":
      return content;
    default:
      return assertNever(content);
  }
}

function embed(content: EmbeddedContent, writing: Writing): string {
  const known = writing.aliases.get(content);
  if (known !== undefined) return known;
  const properties = content.properties.map((property) => written(property, writing));
  const alias = add(content.className, properties, writing);
  writing.aliases.set(content, alias);
  return alias;
}

function aliasOfResource(id: string, { byId }: Writing): string {
  const alias = byId.get(id.toLowerCase());
  if (alias === undefined) throw new Error(`no resource ${id} stands above`);
  return alias;
}

/** Adds an instance, with an alias that no other has: the underline keeps X1's first and X's eleventh apart. */
function add(className: string, properties: readonly Property[], writing: Writing): string {
  const count = (writing.counts.get(className.toLowerCase()) ?? 0) + 1;
  writing.counts.set(className.toLowerCase(), count);
  const alias = `${className}_${count}ref`;
  writing.instances.push({ className, alias, properties });
  return alias;
}
