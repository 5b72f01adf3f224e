import { keyOf, namesOf, type Content, type DocumentContent, type Item } from "./content.js";
import { identities, type Identify } from "./identity.js";
import type { KeysOf } from "./keys.js";
import { keyValues } from "./values.js";

/** ResourceIDs that became others, by the old ones in lower case. */
export type Renames = ReadonlyMap<string, Rename>;

export interface Rename {
  readonly from: string;
  readonly to: string;
}

/**
 * Resources of which only one document has the ResourceID and which are the same thing to a machine: of one class, with
 * equal keys. Where the class's keys are not known, all that they say has to be equal. Two of the same are not told apart.
 */
export function findRenames(before: DocumentContent, after: DocumentContent, keysOf: KeysOf): Renames {
  const removed = onlyIn(before, after);
  const added = onlyIn(after, before);
  const renames = new Map<string, Rename>();
  if (removed.length === 0 || added.length === 0) return renames;
  const identify = identities();
  const news = singly(added, (item) => likeness(item, keysOf, identify));
  for (const [key, item] of singly(removed, (item) => likeness(item, keysOf, identify))) {
    const [from, to] = [item?.id, news.get(key)?.id];
    if (from !== undefined && to !== undefined) renames.set(from.toLowerCase(), { from, to });
  }
  return renames;
}

function onlyIn(one: DocumentContent, other: DocumentContent): readonly Item[] {
  const known = new Set(namesOf(other.items).map(keyOf));
  const names = namesOf(one.items);
  return one.items.filter((item, index) => {
    const name = names[index];
    return item.id !== undefined && name?.occurrence === 1 && !known.has(keyOf(name));
  });
}

/** Items by their key; undefined where several have it. */
function singly(
  items: readonly Item[],
  keyOfItem: (item: Item) => string,
): ReadonlyMap<string, Item | undefined> {
  const byKey = new Map<string, Item | undefined>();
  for (const item of items) {
    const key = keyOfItem(item);
    byKey.set(key, byKey.has(key) ? undefined : item);
  }
  return byKey;
}

function likeness({ className, properties, dependsOn }: Item, keysOf: KeysOf, identify: Identify): string {
  const keys = keysOf(className);
  const values = keys === undefined ? [undefined] : keyValues(properties, keys);
  if (values.every((value) => value !== undefined))
    return `${className.toLowerCase()} keys ${values.map(identify).join(" ")}`;
  const all = identify({ kind: "instance", className, properties });
  return `all ${all} ${dependsOn.map((id) => id.toLowerCase()).join("\n")}`;
}

/** A document in which resources have other ResourceIDs, where they stand and where others refer to them. */
export function renamed(document: DocumentContent, renames: Renames): DocumentContent {
  if (renames.size === 0) return document;
  const known = new WeakMap<Content, Content>();
  const rename = (id: string): string => renames.get(id.toLowerCase())?.to ?? id;
  const inside = (content: Content): Content => {
    if (content.kind === "reference") return { kind: "reference", id: rename(content.id) };
    if (content.kind !== "array" && content.kind !== "instance") return content;
    const before = known.get(content);
    if (before !== undefined) return before;
    const made: Content =
      content.kind === "array"
        ? { kind: "array", items: content.items.map(inside) }
        : { ...content, properties: content.properties.map(property) };
    known.set(content, made);
    return made;
  };
  const property = ({ name, value }: { readonly name: string; readonly value: Content }) => ({
    name,
    value: inside(value),
  });
  const items = document.items.map((item) => ({
    ...item,
    id: item.id === undefined ? undefined : rename(item.id),
    properties: item.properties.map(property),
    dependsOn: item.dependsOn.map(rename),
  }));
  return { ...document, items };
}
