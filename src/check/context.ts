import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { CredentialRules } from "../model/credentials.js";
import type { Passwords } from "../model/passwords.js";
import type { Target } from "../mof/literal.js";
import type { Catalogue } from "../schema/catalogue.js";
import type { Origin } from "../source/source.js";

export type Layout = "node" | "resource";

export type Order = "recipe" | "strict";

/** What the caller decides about a document. */
export interface CheckSettings {
  /** The node's name, as it stands in the document's first comment. */
  readonly node: string;
  readonly configurationName: string;
  readonly target: Target;
  /** Integers become strings where a property takes a string. */
  readonly coerce: boolean;
  /** One document for the node, or one for each of its resources. */
  readonly layout: Layout;
  /** `strict`: each resource depends on the one before it, so that the first failure stops the rest, as in Chef. */
  readonly order: Order;
  /** How the node's document holds credentials. */
  readonly credentials: CredentialRules;
  /** Where the passwords go that credentials take, so that no report shows them. */
  readonly passwords?: Passwords | undefined;
  /** What a value that is not known is: an error for a document, nothing for a look at a recipe without its data. */
  readonly unknown: "error" | "silent";
  /**
   * Whether other recipes may declare a `[Type]name` or `keyword[name]` (in lower case), of which a look at one
   * recipe knows nothing.
   */
  readonly elsewhere?: (id: string) => boolean;
  /** Guards that cannot be evaluated are warnings, and the resource is applied without them. */
  readonly ignoreGuards?: boolean;
  /** Something has been reported as an error before: what is missing then proves nothing. */
  readonly failed: boolean;
  /** The start of the first recipe: the place of what is said of the document as a whole. */
  readonly start: Origin;
}

/** What the parts of this room share while one document is checked; they add what they find. */
export interface Context {
  readonly catalogue: Catalogue;
  readonly settings: CheckSettings;
  readonly diagnostics: Diagnostic[];
  /** Codes of what is told once a node. */
  readonly told: Set<string>;
}
