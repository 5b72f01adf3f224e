import { badMetadata } from "../../diagnostics/catalogue/cookbook.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Place } from "../../diagnostics/diagnostic.js";
import type { Origin } from "../../source/source.js";
import type { Constraint, Version } from "./version.js";

/** What a cookbook's `metadata.rb` or `metadata.json` says that a compile depends on. */
export interface Metadata {
  /** Undefined when it gives none: the folder's name stands in. */
  readonly name: string | undefined;
  /** Undefined when it gives none, or one that cannot be known: no constraint is held against it then. */
  readonly version: Version | undefined;
  /** In the order of the text, each name once. */
  readonly dependencies: readonly Dependency[];
  /** False when it may have more of them, in Ruby that is not run. */
  readonly complete: boolean;
}

/** `depends 'windows', '>= 8.0'` */
export interface Dependency {
  readonly name: string;
  readonly constraint: Constraint | undefined;
  readonly place: Origin;
}

/** Of a cookbook without metadata. */
export const noMetadata: Metadata = { name: undefined, version: undefined, dependencies: [], complete: true };

/** What Chef says of metadata that give no name (Chef::Cookbook::Metadata#run_validation). */
export function noName(place: Place): Diagnostic {
  return badMetadata(place, {
    problem: "A cookbook's metadata has to give its name, and this gives none.",
  });
}
