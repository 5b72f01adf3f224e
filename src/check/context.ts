import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Target } from "../mof/literal.js";
import type { Catalogue } from "../schema/catalogue.js";

/** What the caller decides about a document. */
export interface CheckSettings {
  /** The node's name, as it stands in the document's first comment. */
  readonly node: string;
  readonly configurationName: string;
  readonly target: Target;
  /** Integers become strings where a property takes a string. */
  readonly coerce: boolean;
  /** How heavily a value weighs that is not known: an error for a document, a warning for a look at a recipe. */
  readonly unknown: "error" | "warning";
  /** Guards that cannot be evaluated are warnings, and the resource is applied without them. */
  readonly ignoreGuards?: boolean;
}

/** What the parts of this room share while one document is checked; they add what they find. */
export interface Context {
  readonly catalogue: Catalogue;
  readonly settings: CheckSettings;
  readonly diagnostics: Diagnostic[];
}
