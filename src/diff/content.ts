import type { Header } from "../model/document.js";
import type { Secret } from "../model/secret.js";
import type { ArrayValue, InstanceValue, Value } from "../model/value.js";
import type { PasswordForm } from "./password-form.js";

/*
 * A document by what it means to a machine: resources by their ResourceID, embedded instances in the place of their
 * aliases, and nothing of what only tells where the document comes from. Two documents of equal content are the same
 * to an LCM, whatever their text.
 */

/** A value, with what it refers to inside of it. */
export type Content =
  | Exclude<Value, ArrayValue | InstanceValue>
  | ArrayContent
  | EmbeddedContent
  | ReferenceContent
  | PasswordContent
  | DocumentNameContent;

export interface ArrayContent {
  readonly kind: "array";
  readonly items: readonly Content[];
}

export interface EmbeddedContent {
  readonly kind: "instance";
  readonly className: string;
  readonly properties: readonly PropertyContent[];
}

/** A resource of the document as a value: the settings of an LCM refer to their managers so. */
export interface ReferenceContent {
  readonly kind: "reference";
  /** Its ResourceID. */
  readonly id: string;
}

/** A text that must not be seen. */
export interface PasswordContent {
  readonly kind: "password";
  readonly password: Secret;
  readonly form: PasswordForm;
}

/** The Name of the document as a resource's ConfigurationName, which is how a compiler writes it: it changes with it. */
export interface DocumentNameContent {
  readonly kind: "documentName";
  /** What it is in its document, which does not count. */
  readonly text: string;
}

export interface PropertyContent {
  readonly name: string;
  readonly value: Content;
}

/** A resource; or an instance that no other refers to and that has no ResourceID, such as the document's own. */
export interface Item {
  readonly className: string;
  /** Its ResourceID; undefined for what is no resource. */
  readonly id: string | undefined;
  /** Without those that have a field of their own here. */
  readonly properties: readonly PropertyContent[];
  /** ResourceIDs, each once. Their order means nothing. */
  readonly dependsOn: readonly string[];
  /** What tells where it comes from: SourceInfo, the document's author. It does not count. */
  readonly provenance: readonly PropertyContent[];
}

export interface DocumentContent {
  /** It does not count. */
  readonly header: Header;
  /** Resources in the order of the document, which is that of a machine's work; then the other instances. */
  readonly items: readonly Item[];
}

/** An item of a document, by what it is known again in another. */
export interface ItemName {
  readonly id: string | undefined;
  readonly className: string;
  /** 1 for the first; a document that an LCM takes has no second of one ResourceID. */
  readonly occurrence: number;
}

/** The names of items, in their order. */
export function namesOf(items: readonly Item[]): readonly ItemName[] {
  const counts = new Map<string, number>();
  return items.map(({ id, className }) => {
    const key = keyOf({ id, className, occurrence: 1 });
    const occurrence = (counts.get(key) ?? 0) + 1;
    counts.set(key, occurrence);
    return { id, className, occurrence };
  });
}

/** A text that is equal for the names of items that are the same one: ResourceIDs ignore case, as do classes. */
export function keyOf({ id, className, occurrence }: ItemName): string {
  const name = id === undefined ? `instance of ${className.toLowerCase()}` : `resource ${id.toLowerCase()}`;
  return `${occurrence} ${name}`;
}
