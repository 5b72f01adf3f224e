import type { Document } from "../model/document.js";
import type {
  Change,
  ElementChange,
  ItemAdded,
  ItemChanged,
  PropertyChange,
  ValueChange,
} from "./changes.js";
import {
  keyOf,
  namesOf,
  type ArrayContent,
  type Content,
  type DocumentContent,
  type Item,
  type ItemName,
  type PropertyContent,
} from "./content.js";
import { readContent } from "./read-content.js";
import { renamed, type Rename } from "./rename.js";
import { writeContent } from "./write-content.js";

/**
 * The document that the changes make of an old one: between it and the new one that `diffDocuments` was given there is
 * no difference. What does not count (SourceInfo, header, author) stays as it is in the old document. Throws when the
 * changes are not those of this document.
 */
export function applyChanges(document: Document, changes: readonly Change[]): Document {
  const content = renamed(readContent(document, noClass), renamesOf(changes));
  return writeContent({ ...content, items: changedItems(content, changes) });
}

/** Which texts must not be seen makes no difference here. */
const noClass = () => undefined;

function renamesOf(changes: readonly Change[]): ReadonlyMap<string, Rename> {
  const renames = new Map<string, Rename>();
  for (const change of changes) {
    if (change.kind !== "changed" || change.renamedFrom === undefined) continue;
    const { renamedFrom: from, name } = change;
    renames.set(from.toLowerCase(), { from, to: name.id ?? from });
  }
  return renames;
}

function changedItems({ items }: DocumentContent, changes: readonly Change[]): readonly Item[] {
  const byKey = new Map(namesOf(items).map((name, index) => [keyOf(name), items[index]]));
  const put: (ItemAdded | ItemChanged)[] = [];
  const takenOut = new Set<string>();
  for (const change of changes) {
    const key = keyOf(change.name);
    const item = byKey.get(key);
    if ((item === undefined) !== (change.kind === "added"))
      throw new Error(`no change for this document: ${key}`);
    if (change.kind === "removed") takenOut.add(key);
    else if (change.kind === "added") byKey.set(key, change.item);
    else if (item !== undefined) byKey.set(key, changedItem(item, change));
    if (change.kind === "changed" && change.moved !== undefined) takenOut.add(key);
    if (change.kind === "added" || (change.kind === "changed" && change.moved !== undefined))
      put.push(change);
  }
  const staying = namesOf(items).filter((name) => !takenOut.has(keyOf(name)));
  return ordered(staying, put).flatMap((key) => byKey.get(key) ?? []);
}

/**
 * Keys of items in their new order: what was added or moved comes right behind what it stands behind, in the order of
 * the changes, in which that is in its place already.
 */
function ordered(staying: readonly ItemName[], put: readonly (ItemAdded | ItemChanged)[]): readonly string[] {
  const first = "";
  const next = new Map<string, string>();
  let last = first;
  for (const name of staying) {
    if (name.id === undefined) continue;
    next.set(last, keyOf(name));
    last = keyOf(name);
  }
  for (const change of put) {
    if (change.name.id === undefined) continue;
    const behind = change.kind === "added" ? change.behind : change.moved?.behind;
    const before = behind === undefined ? first : keyOf(behind);
    const after = next.get(before);
    next.set(before, keyOf(change.name));
    if (after !== undefined) next.set(keyOf(change.name), after);
  }
  const order: string[] = [];
  for (let key = next.get(first); key !== undefined; key = next.get(key)) order.push(key);
  const others = [...staying, ...put.map(({ name }) => name)].filter(({ id }) => id === undefined);
  return [...order, ...others.map(keyOf)];
}

function changedItem(item: Item, { name, classes, dependsOn, properties }: ItemChanged): Item {
  const removed = new Set(dependsOn.removed.map((id) => id.toLowerCase()));
  return {
    ...item,
    className: classes?.new ?? item.className,
    id: name.id,
    dependsOn: [...item.dependsOn.filter((id) => !removed.has(id.toLowerCase())), ...dependsOn.added],
    properties: changedProperties(item.properties, properties),
  };
}

function changedProperties(
  properties: readonly PropertyContent[],
  changes: readonly PropertyChange[],
): readonly PropertyContent[] {
  const byName = new Map(properties.map((property) => [property.name.toLowerCase(), property]));
  for (const change of changes) {
    const name = change.name.toLowerCase();
    const before = byName.get(name);
    if ((before === undefined) !== (change.kind === "added"))
      throw new Error(`no change for this instance: ${change.name}`);
    if (change.kind === "removed") byName.delete(name);
    else if (change.kind === "added") byName.set(name, { name: change.name, value: change.value });
    else if (before !== undefined)
      byName.set(name, { name: change.name, value: changedValue(before.value, change.change) });
  }
  return [...byName.values()];
}

function changedValue(content: Content, change: ValueChange): Content {
  if (change.kind === "replaced") return change.new;
  if (change.kind === "instance" && content.kind === "instance")
    return { ...content, properties: changedProperties(content.properties, change.properties) };
  if (change.kind === "array" && content.kind === "array") return changedArray(content, change.elements);
  throw new Error(`no change for this value: ${content.kind}`);
}

function changedArray({ items }: ArrayContent, changes: readonly ElementChange[]): ArrayContent {
  const removed = new Set<number>();
  const changed = new Map<number, ValueChange>();
  const added: { readonly index: number; readonly value: Content }[] = [];
  for (const change of changes) {
    if (change.kind === "removed") removed.add(change.old);
    else if (change.kind === "changed") changed.set(change.old, change.change);
    else added.push({ index: change.new, value: change.value });
  }
  const staying = items.flatMap((item, index) => {
    const change = changed.get(index);
    if (removed.has(index)) return [];
    return [change === undefined ? item : changedValue(item, change)];
  });
  const made: Content[] = [];
  const rest = staying.values();
  for (const { index, value } of added.sort((a, b) => a.index - b.index)) {
    while (made.length < index) {
      const next = rest.next();
      if (next.done === true) break;
      made.push(next.value);
    }
    made.push(value);
  }
  return { kind: "array", items: [...made, ...rest] };
}
