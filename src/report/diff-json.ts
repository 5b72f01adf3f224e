import type { Change, ItemChanged } from "../diff/changes.js";
import type { Content, ItemName } from "../diff/content.js";
import { rowsOf, type Row } from "../diff/rows.js";
import { countsOf, kindOf, type DocumentDiff } from "./diff-summary.js";
import { jsonContent, jsonProperties, type Hide } from "./diff-values.js";

/**
 * A document that differs, in the form of `diff --json`:
 *
 *   {"old", "new", "change": "added" | "removed" | "changed",
 *    "counts": {"added", "removed", "changed", "renamed", "moved"},
 *    "changes": [
 *      {"change": "added", "resource", "class", "behind", "dependsOn": […], "properties": {…}},
 *      {"change": "removed", "resource", "class", "dependsOn": […], "properties": {…}},
 *      {"change": "changed", "resource", "class", "renamedFrom"?, "oldClass"?, "movedBehind"?,
 *       "dependsOn": {"removed": […], "added": […]},
 *       "properties": [{"change": "added" | "removed" | "changed", "path", "old"?, "new"?, "oldType"?, "newType"?}]}
 *    ]}
 *
 * `old` and `new` are the names of the document on the two sides, null on the one that has none. `resource` is the ResourceID, null for what is no resource, such as the OMI_ConfigurationDocument. `behind` and
 * `movedBehind` name the resource that stands in front in the new document, null at the start. A path is
 * `Bindings[1].Port`; an element that was taken out has its index in the old array, any other that in the new one.
 * Values have the form of `jsonContent`; both types ("string", "char", "integer", "real", …) are told where they are not
 * the same, since JSON has one form for 1 and 1.0. An added or removed document has its counts, and no list of changes. New
 * fields may be added to this form; those that are there stay.
 */
export function jsonDiff(diff: DocumentDiff, hide: Hide): unknown {
  const { changes } = diff;
  const kind = kindOf(diff);
  const told = kind === "changed" ? { changes: changes.map((change) => jsonChange(change, hide)) } : {};
  return { old: diff.old ?? null, new: diff.new ?? null, change: kind, counts: countsOf(changes), ...told };
}

function jsonChange(change: Change, hide: Hide): unknown {
  const { kind, name } = change;
  const resource = name.id === undefined ? null : hide(name.id);
  const head = { change: kind, resource, class: name.className };
  if (change.kind === "changed") return { ...head, ...jsonChanged(change, hide) };
  const { dependsOn, properties } = change.item;
  return {
    ...head,
    ...(change.kind === "added" ? { behind: idOf(change.behind, hide) } : {}),
    ...{ dependsOn: dependsOn.map(hide), properties: jsonProperties(properties, hide) },
  };
}

function jsonChanged(change: ItemChanged, hide: Hide) {
  const { renamedFrom, classes, moved, dependsOn, properties } = change;
  return {
    ...(renamedFrom === undefined ? {} : { renamedFrom: hide(renamedFrom) }),
    ...(classes === undefined ? {} : { oldClass: classes.old }),
    ...(moved === undefined ? {} : { movedBehind: idOf(moved.behind, hide) }),
    dependsOn: { removed: dependsOn.removed.map(hide), added: dependsOn.added.map(hide) },
    properties: rowsOf(properties).map((row) => jsonRow(row, hide)),
  };
}

function idOf(name: ItemName | undefined, hide: Hide): string | null {
  return name?.id === undefined ? null : hide(name.id);
}

function jsonRow(row: Row, hide: Hide) {
  return {
    ...{ change: row.kind, path: row.path },
    ...(row.kind === "added" ? {} : { old: jsonContent(row.old, hide) }),
    ...(row.kind === "removed" ? {} : { new: jsonContent(row.new, hide) }),
    ...(row.kind === "changed" ? jsonTypes(row.old, row.new) : {}),
  };
}

function jsonTypes(before: Content, after: Content) {
  const [oldType, newType] = [typeOf(before), typeOf(after)];
  return oldType === newType ? {} : { oldType, newType };
}

/** A password and the document's Name are strings. */
function typeOf({ kind }: Content): string {
  return kind === "password" || kind === "documentName" ? "string" : kind;
}
