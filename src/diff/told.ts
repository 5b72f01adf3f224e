import type { Change, PropertyChange } from "./changes.js";

/**
 * Changes as they are told. Where a document gets another Name, ConfigurationNames that stay what they were have to be
 * put back when the new document is made; but on the machine, nothing of them changes.
 */
export function toldChanges(changes: readonly Change[]): readonly Change[] {
  return changes.flatMap((change): readonly Change[] => {
    if (change.kind !== "changed") return [change];
    const properties = change.properties.filter((property) => !isKept(property));
    if (properties.length === change.properties.length) return [change];
    const { renamedFrom, classes, moved, dependsOn } = change;
    const isMore =
      properties.length + dependsOn.removed.length + dependsOn.added.length > 0 ||
      [renamedFrom, classes, moved].some((part) => part !== undefined);
    return isMore ? [{ ...change, properties }] : [];
  });
}

/** Whether one text is the document's Name in one of the documents, and just a text in the other. */
function isKept(change: PropertyChange): boolean {
  if (change.kind !== "changed" || change.change.kind !== "replaced") return false;
  const { old: before, new: after } = change.change;
  const kinds = new Set([before.kind, after.kind]);
  if (!kinds.has("documentName") || !kinds.has("string")) return false;
  return "text" in before && "text" in after && before.text === after.text;
}
