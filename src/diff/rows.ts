import type { PropertyChange, ValueChange } from "./changes.js";
import type { Content } from "./content.js";

/** One value that differs, by its path from the resource: `Bindings[1].Port`. */
export type Row =
  | { readonly kind: "removed"; readonly path: string; readonly old: Content }
  | { readonly kind: "added"; readonly path: string; readonly new: Content }
  | { readonly kind: "changed"; readonly path: string; readonly old: Content; readonly new: Content };

/** The values that differ. An element that was taken out has its index in the old array, any other that in the new one. */
export function rowsOf(properties: readonly PropertyChange[]): readonly Row[] {
  return properties.flatMap((property) => rowsOfProperty(property, ""));
}

function rowsOfProperty(change: PropertyChange, within: string): readonly Row[] {
  const path = within === "" ? change.name : `${within}.${change.name}`;
  if (change.kind === "removed") return [{ kind: "removed", path, old: change.value }];
  if (change.kind === "added") return [{ kind: "added", path, new: change.value }];
  return rowsOfValue(change.change, path);
}

function rowsOfValue(change: ValueChange, path: string): readonly Row[] {
  if (change.kind === "replaced") return [{ kind: "changed", path, old: change.old, new: change.new }];
  if (change.kind === "instance") return change.properties.flatMap((one) => rowsOfProperty(one, path));
  return change.elements.flatMap((element): readonly Row[] => {
    if (element.kind === "removed")
      return [{ kind: "removed", path: `${path}[${element.old}]`, old: element.value }];
    const place = `${path}[${element.new}]`;
    if (element.kind === "added") return [{ kind: "added", path: place, new: element.value }];
    return rowsOfValue(element.change, place);
  });
}
