import type { Origin } from "../source/source.js";
import type { Value } from "./value.js";

/**
 * A MOF document without its text: the hinge between the front ends and everything that reads documents.
 * Instances stand in document order, embedded ones before the instance that refers to them.
 */
export interface Document {
  readonly header: Header;
  readonly instances: readonly Instance[];
}

/** The comment a configuration document starts with: `@TargetNode='…'` and what else stands there, in order. */
export interface Header {
  readonly targetNode?: string;
  readonly generatedBy?: string;
  readonly generationDate?: string;
  readonly generationHost?: string;
}

export interface Instance {
  readonly className: string;
  /** Without the `$`. */
  readonly alias?: string;
  readonly properties: readonly Property[];
}

export interface Property {
  readonly name: string;
  readonly value: Value;
}

/** Where a document's parts came from, by instance and property index; kept beside it so that it stays data. */
export interface DocumentOrigins {
  readonly instances: readonly InstanceOrigins[];
}

export interface InstanceOrigins {
  readonly origin: Origin;
  /** Of the alias, where the text has one. */
  readonly alias?: Origin;
  readonly properties: readonly PropertyOrigins[];
}

export interface PropertyOrigins {
  readonly name: Origin;
  readonly value: Origin;
  /** Of an array's elements, where they are known. */
  readonly items?: readonly Origin[];
  /** The text holds no value here, which has been reported: the Document's value only stands in for one. */
  readonly faulty?: true;
}

/** A document with its origins, as the MOF reader and the checker make it. */
export interface LocatedDocument {
  readonly document: Document;
  readonly origins: DocumentOrigins;
}
