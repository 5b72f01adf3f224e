import type { Origin } from "../source/source.js";
import type { Placed } from "./instances.js";
import type { NamedSecret } from "./secret-names.js";

/** A document as a recipe. */
export interface DecompiledRecipe {
  /** Without the remarks, which `annotated` adds. */
  readonly text: string;
  /** Where the comment at its start ends. */
  readonly headed: number;
  /** Where blocks and properties of the recipe stand in the document, in the order in which they start. */
  readonly places: readonly RecipePlace[];
  readonly blocks: readonly DecompiledBlock[];
  readonly secrets: readonly NamedSecret[];
  /** What has been told of places in the document. */
  readonly remarks: readonly Remark[];
  /** The name in the document's first comment. */
  readonly node: string | undefined;
  readonly configurationName: string | undefined;
}

/** A stretch of the recipe, and what it was made from. */
export interface RecipePlace {
  readonly start: number;
  readonly end: number;
  readonly origin: Origin;
  /** Of the resource, when `origin` is that of a property. */
  readonly block: Origin;
}

/** A resource of the document, and the block that it became. */
export interface DecompiledBlock {
  readonly from: Placed;
  /** The ResourceID that the block gets. */
  readonly id: string;
  /** The schemas at hand have no such resource, which has been told. */
  readonly unknown: boolean;
}

/** What is told of a document, to be a comment at its place in the recipe. */
export interface Remark {
  /** Where in the document; undefined for what is told of all of it. */
  readonly at: Origin | undefined;
  readonly message: string;
}
