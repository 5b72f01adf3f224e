import { secrecyOf } from "../check/secret-properties.js";
import type { Document, Instance, Property } from "../model/document.js";
import { Secret } from "../model/secret.js";
import type { Value } from "../model/value.js";
import type { Content, DocumentContent, EmbeddedContent, Item, PropertyContent } from "./content.js";
import type { ClassOf } from "./keys.js";
import { passwordForm } from "./password-form.js";

/** What the walk over a document's instances knows of those above. */
interface Above {
  /** By alias in lower case: what a reference to the instance means. */
  readonly byAlias: Map<string, Content>;
  readonly documentName: string | undefined;
  readonly classOf: ClassOf;
}

/**
 * A document by its content; its classes tell which texts must not be seen. Throws on an alias without an instance above
 * it: `readDocument` reports that, and the compiler makes no such document.
 */
export function readContent({ header, instances }: Document, classOf: ClassOf): DocumentContent {
  const referred = aliasesReferredTo(instances);
  const above: Above = { byAlias: new Map(), documentName: documentNameOf(instances), classOf };
  const resources: Item[] = [];
  const others: Item[] = [];
  for (const instance of instances) {
    const id = textOf(instance, "resourceid");
    const alias = instance.alias?.toLowerCase();
    if (id !== undefined) resources.push(itemOf(instance, id, above));
    else if (alias === undefined || !referred.has(alias)) others.push(itemOf(instance, undefined, above));
    if (alias !== undefined) {
      const content = id === undefined ? embeddedOf(instance, above) : ({ kind: "reference", id } as const);
      above.byAlias.set(alias, content);
    }
  }
  return { header, items: [...resources, ...others] };
}

/** How many levels of instances stand inside one another at most. */
export function nestingOf({ instances }: Document): number {
  const levels = new Map<string, number>();
  let most = 0;
  for (const { alias, properties } of instances) {
    let level = 1;
    for (const { value } of properties) {
      for (const inner of aliasesIn(value)) level = Math.max(level, 1 + (levels.get(inner) ?? 0));
    }
    if (alias !== undefined) levels.set(alias.toLowerCase(), level);
    most = Math.max(most, level);
  }
  return most;
}

/**
 * The passwords of a document that stand in it as they are, and are such by their classes. A text that is only called
 * like one may be a word that other texts have too.
 */
export function passwordsIn({ instances }: Document, classOf: ClassOf): readonly Secret[] {
  const passwords: Secret[] = [];
  for (const instance of instances) {
    for (const { name, value } of instance.properties) {
      if (value.kind !== "string" || passwordForm(value.text) !== "plain") continue;
      if (secrecyOf(name, instance, classOf(instance.className)) === "password")
        passwords.push(new Secret(value.text));
    }
  }
  return passwords;
}

function aliasesReferredTo(instances: readonly Instance[]): ReadonlySet<string> {
  return new Set(instances.flatMap(({ properties }) => properties.flatMap(({ value }) => aliasesIn(value))));
}

function aliasesIn(value: Value): readonly string[] {
  if (value.kind === "instance") return [value.alias.toLowerCase()];
  return value.kind === "array" ? value.items.flatMap(aliasesIn) : [];
}

function documentNameOf(instances: readonly Instance[]): string | undefined {
  const own = instances.find(({ className }) => isDocumentClass(className));
  return own === undefined ? undefined : textOf(own, "name");
}

function isDocumentClass(className: string): boolean {
  return className.toLowerCase() === "omi_configurationdocument";
}

function textOf({ properties }: Instance, name: string): string | undefined {
  const value = properties.find((property) => property.name.toLowerCase() === name)?.value;
  return value?.kind === "string" ? value.text : undefined;
}

/** Who compiled a document, when and where. */
const ofTheCompiler: ReadonlySet<string> = new Set(["author", "generationdate", "generationhost"]);

function isProvenance(name: string, className: string): boolean {
  return name === "sourceinfo" || (isDocumentClass(className) && ofTheCompiler.has(name));
}

function itemOf(instance: Instance, id: string | undefined, above: Above): Item {
  const { className } = instance;
  let dependsOn: readonly string[] = [];
  const provenance: PropertyContent[] = [];
  const properties: PropertyContent[] = [];
  for (const property of instance.properties) {
    const name = property.name.toLowerCase();
    const needed = name === "dependson" ? idsOf(property.value) : undefined;
    if (name === "resourceid" && id !== undefined) continue;
    if (needed === undefined) {
      const list = isProvenance(name, className) ? provenance : properties;
      list.push({ name: property.name, value: ownContentOf(property, instance, id, above) });
    } else dependsOn = needed;
  }
  return { className, id, properties, dependsOn, provenance };
}

/** Undefined where there is something else than ResourceIDs. */
function idsOf(value: Value): readonly string[] | undefined {
  if (value.kind === "string") return [value.text];
  if (value.kind !== "array") return undefined;
  const ids = value.items.flatMap((item) => (item.kind === "string" ? [item.text] : []));
  if (ids.length !== value.items.length) return undefined;
  return [...new Map(ids.map((id) => [id.toLowerCase(), id])).values()];
}

function embeddedOf(instance: Instance, above: Above): EmbeddedContent {
  const { className } = instance;
  const properties = instance.properties.map((property) => ({
    name: property.name,
    value: contentOf(property, instance, above),
  }));
  return { kind: "instance", className, properties };
}

/** The ConfigurationName of a resource is the document's Name, as compilers write it. */
function ownContentOf(property: Property, within: Instance, id: string | undefined, above: Above): Content {
  const { name, value } = property;
  const isNamed = id !== undefined && name.toLowerCase() === "configurationname";
  return isNamed && value.kind === "string" && value.text === above.documentName
    ? { kind: "documentName", text: value.text }
    : contentOf(property, within, above);
}

function contentOf({ name, value }: Property, within: Instance, above: Above): Content {
  return resolve(value, secrecyOf(name, within, above.classOf(within.className)) !== undefined, above);
}

function resolve(value: Value, secret: boolean, above: Above): Content {
  switch (value.kind) {
    case "array":
      return { kind: "array", items: value.items.map((item) => resolve(item, secret, above)) };
    case "instance": {
      const found = above.byAlias.get(value.alias.toLowerCase());
      if (found === undefined) throw new Error(`no instance $${value.alias} stands above`);
      return found;
    }
    case "string": {
      const form = passwordForm(value.text);
      return secret || form !== "plain"
        ? { kind: "password", password: new Secret(value.text), form }
        : value;
    }
    default:
      return value;
  }
}
