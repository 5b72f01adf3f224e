import type { Content, Item, ItemName } from "./content.js";

/*
 * What makes one document of another. A list of changes is complete: `applyChanges` makes the new document of the old
 * one by it, and it names nothing that does not differ.
 */

/** One resource, or one instance that is no resource, that differs. */
export type Change = ItemRemoved | ItemAdded | ItemChanged;

export interface ItemRemoved {
  readonly kind: "removed";
  readonly name: ItemName;
  readonly item: Item;
}

export interface ItemAdded {
  readonly kind: "added";
  readonly name: ItemName;
  readonly item: Item;
  /** The resource that stands before it in the new document; undefined for the first. */
  readonly behind: ItemName | undefined;
}

/** An item that is in both documents. */
export interface ItemChanged {
  readonly kind: "changed";
  /** In the new document. */
  readonly name: ItemName;
  /** Its ResourceID in the old document, if that is another. What refers to it follows, and is not told. */
  readonly renamedFrom: string | undefined;
  /** If the class is another: those of both documents. */
  readonly classes: { readonly old: string; readonly new: string } | undefined;
  /** If the resource stands elsewhere in the order of the resources that both documents have. */
  readonly moved: { readonly behind: ItemName | undefined } | undefined;
  /** ResourceIDs that it depends on in one of the documents only. */
  readonly dependsOn: { readonly removed: readonly string[]; readonly added: readonly string[] };
  readonly properties: readonly PropertyChange[];
}

/** A property of a resource or of an embedded instance. */
export type PropertyChange =
  | { readonly kind: "removed"; readonly name: string; readonly value: Content }
  | { readonly kind: "added"; readonly name: string; readonly value: Content }
  | { readonly kind: "changed"; readonly name: string; readonly change: ValueChange };

/** A value that is another: as a whole, or in parts that can be named. */
export type ValueChange =
  | { readonly kind: "replaced"; readonly old: Content; readonly new: Content }
  | { readonly kind: "instance"; readonly properties: readonly PropertyChange[] }
  | { readonly kind: "array"; readonly elements: readonly ElementChange[] };

/** An element of an array. `old` is its index in the old array, `new` that in the new one. */
export type ElementChange =
  | { readonly kind: "removed"; readonly old: number; readonly value: Content }
  | { readonly kind: "added"; readonly new: number; readonly value: Content }
  | { readonly kind: "changed"; readonly old: number; readonly new: number; readonly change: ValueChange };
