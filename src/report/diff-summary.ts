import type { Change } from "../diff/changes.js";
import { printable } from "./printable.js";
import { counted } from "./text.js";

/** A document that differs, or that only one side has: then all of it was added or removed. */
export interface DocumentDiff {
  /** Its names on both sides. */
  readonly old: string | undefined;
  readonly new: string | undefined;
  readonly changes: readonly Change[];
}

/** What became of a document. */
export function kindOf(diff: DocumentDiff): "added" | "removed" | "changed" {
  if (diff.old === undefined) return "added";
  return diff.new === undefined ? "removed" : "changed";
}

/** A document's name, or both where it has another now, safe for a terminal. */
export function titleOf(diff: DocumentDiff): string {
  const names = [diff.old, diff.new].filter((name) => name !== undefined);
  return [...new Set(names)].map(printable).join(" -> ");
}

/** How many resources and other instances differ, each counted once. */
export interface DiffCounts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly renamed: number;
  /** Nothing of them differs but their place. */
  readonly moved: number;
}

/** What became of an item. */
function outcomeOf(change: Change): keyof DiffCounts {
  if (change.kind !== "changed") return change.kind;
  const { renamedFrom, classes, dependsOn, properties } = change;
  if (renamedFrom !== undefined) return "renamed";
  const isSame = properties.length + dependsOn.removed.length + dependsOn.added.length === 0;
  return isSame && classes === undefined ? "moved" : "changed";
}

/** Counts changes by what became of the item. */
export function countsOf(changes: readonly Change[]): DiffCounts {
  const counts = { added: 0, removed: 0, changed: 0, renamed: 0, moved: 0 };
  for (const change of changes) counts[outcomeOf(change)] += 1;
  return counts;
}

/** How many resources a document has, from the changes that make all of it. */
export function resourceWords(changes: readonly Change[]): string {
  return counted(changes.filter(({ name }) => name.id !== undefined).length, "resource");
}

/** `2 added, 1 removed`. */
export function countWords(counts: DiffCounts): string {
  return (["added", "removed", "changed", "renamed", "moved"] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcome}`)
    .join(", ");
}
