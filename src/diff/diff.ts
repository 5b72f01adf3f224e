import type { Document } from "../model/document.js";
import type { Change, ItemChanged } from "./changes.js";
import { keyOf, namesOf, type Item, type ItemName } from "./content.js";
import { identities } from "./identity.js";
import { keysFrom, type ClassOf } from "./keys.js";
import { readContent } from "./read-content.js";
import { findRenames, renamed, type Renames } from "./rename.js";
import { risingPart } from "./sequence.js";
import { compareProperties, type Comparison } from "./values.js";

/** So many values of a resource are compared part by part; each that is left then differs as a whole. */
const mostParts = 10_000;

/** So many pairs of elements of arrays are compared in a document: some tenths of a second. */
const mostElements = 40_000_000;

/**
 * What changes on a machine that has the old document and gets the new one; nothing when they mean the same. Items that
 * are no more come first, then all others in the order of the new document. In time n log n of their size. Throws as
 * `readContent` does.
 */
export function diffDocuments(before: Document, after: Document, classOf: ClassOf): readonly Change[] {
  const keysOf = keysFrom(classOf);
  const [old, next] = [readContent(before, classOf), readContent(after, classOf)];
  const renames = findRenames(old, next, keysOf);
  const olds = entriesOf(renamed(old, renames).items);
  const news = entriesOf(next.items);
  const comparison: Comparison = {
    identify: identities(),
    keysOf,
    budget: 0,
    elements: { steps: mostElements },
  };
  const moved = movedIn(olds, news);
  const changes: Change[] = [];
  for (const [key, { name, item }] of olds) if (!news.has(key)) changes.push({ kind: "removed", name, item });
  const oldIds = oldIdsOf(renames);
  let behind: ItemName | undefined;
  for (const [key, { name, item }] of news) {
    const other = olds.get(key)?.item;
    if (other === undefined) changes.push({ kind: "added", name, item, behind });
    else {
      const renamedFrom = name.occurrence === 1 ? oldIds.get(name.id?.toLowerCase() ?? "") : undefined;
      const elsewhere = moved.has(key) ? { behind } : undefined;
      const change = compareItems(other, item, { name, renamedFrom, moved: elsewhere }, comparison);
      if (change !== undefined) changes.push(change);
    }
    behind = name.id === undefined ? undefined : name;
  }
  return changes;
}

/** The old ResourceIDs by the new ones in lower case. */
function oldIdsOf(renames: Renames): ReadonlyMap<string, string> {
  return new Map([...renames.values()].map(({ from, to }) => [to.toLowerCase(), from]));
}

interface Entry {
  readonly name: ItemName;
  readonly item: Item;
}

function entriesOf(items: readonly Item[]): ReadonlyMap<string, Entry> {
  const names = namesOf(items);
  return new Map(
    items.flatMap((item, index) => {
      const name = names[index];
      return name === undefined ? [] : [[keyOf(name), { name, item }] as const];
    }),
  );
}

/** The fewest resources of both documents that, put elsewhere, bring the others into the new order. */
function movedIn(olds: ReadonlyMap<string, Entry>, news: ReadonlyMap<string, Entry>): ReadonlySet<string> {
  const places = new Map([...olds.keys()].map((key, index) => [key, index]));
  const common = [...news].flatMap(([key, { name }]) =>
    name.id !== undefined && places.has(key) ? [key] : [],
  );
  const staying = risingPart(common.map((key) => places.get(key) ?? 0));
  const stays = new Set(staying.map((index) => common[index]));
  return new Set(common.filter((key) => !stays.has(key)));
}

/** Undefined when nothing differs. */
function compareItems(
  before: Item,
  after: Item,
  told: Pick<ItemChanged, "name" | "renamedFrom" | "moved">,
  comparison: Comparison,
): ItemChanged | undefined {
  comparison.budget = mostParts;
  const properties = compareProperties(before.properties, after.properties, comparison);
  const dependsOn = compareDependencies(before.dependsOn, after.dependsOn);
  const isSameClass = before.className.toLowerCase() === after.className.toLowerCase();
  const classes = isSameClass ? undefined : { old: before.className, new: after.className };
  const differs =
    properties.length > 0 ||
    dependsOn.removed.length > 0 ||
    dependsOn.added.length > 0 ||
    classes !== undefined ||
    told.renamedFrom !== undefined ||
    told.moved !== undefined;
  return differs ? { kind: "changed", ...told, classes, dependsOn, properties } : undefined;
}

function compareDependencies(before: readonly string[], after: readonly string[]): ItemChanged["dependsOn"] {
  const [olds, news] = [idSet(before), idSet(after)];
  return {
    removed: before.filter((id) => !news.has(id.toLowerCase())),
    added: after.filter((id) => !olds.has(id.toLowerCase())),
  };
}

function idSet(ids: readonly string[]): ReadonlySet<string> {
  return new Set(ids.map((id) => id.toLowerCase()));
}
