import type { ElementChange, PropertyChange, ValueChange } from "./changes.js";
import type { ArrayContent, Content, PropertyContent } from "./content.js";
import type { Identify } from "./identity.js";
import type { KeysOf } from "./keys.js";
import { commonSequence, type Budget, type Match } from "./sequence.js";

/** What the comparison of two documents has at hand. */
export interface Comparison {
  readonly identify: Identify;
  readonly keysOf: KeysOf;
  /** How many values of a resource are still compared part by part: instances that many refer to are looked at for each. */
  budget: number;
  /** How many pairs of elements of arrays are still compared, in all of the document. */
  readonly elements: Budget;
}

/** The properties of two instances of a class that differ: of the old one in their order, then those that are new. */
export function compareProperties(
  before: readonly PropertyContent[],
  after: readonly PropertyContent[],
  comparison: Comparison,
): readonly PropertyChange[] {
  const changes: PropertyChange[] = [];
  const byName = new Map(after.map((property) => [property.name.toLowerCase(), property]));
  for (const { name, value } of before) {
    const other = byName.get(name.toLowerCase());
    byName.delete(name.toLowerCase());
    if (other === undefined) changes.push({ kind: "removed", name, value });
    else if (comparison.identify(value) !== comparison.identify(other.value))
      changes.push({
        kind: "changed",
        name: other.name,
        change: compareValues(value, other.value, comparison),
      });
  }
  for (const { name, value } of byName.values()) changes.push({ kind: "added", name, value });
  return changes;
}

/** How two values differ that do. */
function compareValues(before: Content, after: Content, comparison: Comparison): ValueChange {
  comparison.budget -= 1;
  if (comparison.budget > 0) {
    if (before.kind === "array" && after.kind === "array")
      return { kind: "array", elements: compareElements(before, after, comparison) };
    if (before.kind === "instance" && after.kind === "instance" && isSameClass(before, after)) {
      const properties = compareProperties(before.properties, after.properties, comparison);
      return { kind: "instance", properties };
    }
  }
  return { kind: "replaced", old: before, new: after };
}

function isSameClass(before: { readonly className: string }, after: { readonly className: string }): boolean {
  return before.className.toLowerCase() === after.className.toLowerCase();
}

/**
 * Elements that are in both arrays stay; of those between two that stay, instances that have equal keys are the same
 * one; if as many others are left on both sides each has become another, else they were taken out and put in.
 */
function compareElements(
  before: ArrayContent,
  after: ArrayContent,
  comparison: Comparison,
): readonly ElementChange[] {
  const { identify } = comparison;
  const changes: ElementChange[] = [];
  const kept = commonSequence(before.items.map(identify), after.items.map(identify), comparison.elements);
  let start: Match = { old: 0, new: 0 };
  for (const end of [...kept, { old: before.items.length, new: after.items.length }]) {
    const removed = indexes(start.old, end.old);
    const added = indexes(start.new, end.new);
    if (removed.length > 0 || added.length > 0)
      changes.push(...compareGap(before, after, { removed, added }, comparison));
    start = { old: end.old + 1, new: end.new + 1 };
  }
  return changes;
}

interface Gap {
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

function compareGap(
  before: ArrayContent,
  after: ArrayContent,
  { removed, added }: Gap,
  comparison: Comparison,
): readonly ElementChange[] {
  const handles = new Map<string, number>();
  const handlesOf = (items: readonly Content[], places: readonly number[]) =>
    places.map((place) => handleOf(items[place], handles, comparison));
  const same =
    removed.length === added.length
      ? removed.map((_, index) => ({ old: index, new: index }))
      : commonSequence(handlesOf(before.items, removed), handlesOf(after.items, added), comparison.elements);
  const becomes = new Map(same.map((match) => [removed[match.old], added[match.new]]));
  const isTaken = new Set(becomes.values());
  const changes: ElementChange[] = [];
  for (const old of removed) {
    const place = becomes.get(old);
    const value = before.items[old];
    const other = place === undefined ? undefined : after.items[place];
    if (value === undefined) continue;
    if (place === undefined || other === undefined) changes.push({ kind: "removed", old, value });
    else changes.push({ kind: "changed", old, new: place, change: compareValues(value, other, comparison) });
  }
  for (const place of added) {
    const value = after.items[place];
    if (value !== undefined && !isTaken.has(place)) changes.push({ kind: "added", new: place, value });
  }
  return changes;
}

/** A number that is the same for instances that are known as one by their keys; one of its own for anything else. */
function handleOf(
  content: Content | undefined,
  handles: Map<string, number>,
  comparison: Comparison,
): number {
  const next = handles.size;
  const keys = content?.kind === "instance" ? comparison.keysOf(content.className) : undefined;
  const values =
    keys === undefined || content?.kind !== "instance" ? [] : keyValues(content.properties, keys);
  const isKnown = values.length > 0 && values.every((value) => value !== undefined);
  const text =
    isKnown && content?.kind === "instance"
      ? `${content.className.toLowerCase()} ${values.map((value) => value && comparison.identify(value)).join(" ")}`
      : `only ${next}`;
  const known = handles.get(text) ?? next;
  handles.set(text, known);
  return known;
}

/** The values of an instance's keys, given by their names in lower case; undefined where one is not set. */
export function keyValues(
  properties: readonly PropertyContent[],
  keys: readonly string[],
): readonly (Content | undefined)[] {
  return keys.map((key) => properties.find(({ name }) => name.toLowerCase() === key)?.value);
}

function indexes(start: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
