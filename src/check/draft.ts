import type { ResourceDeclaration } from "../model/declaration.js";
import type { PropertyOrigins } from "../model/document.js";
import type { Value } from "../model/value.js";
import type { Resource } from "../schema/resource-class.js";
import type { Origin } from "../source/source.js";
import type { ImpliedDependency } from "./actions.js";

/** A declaration whose resource is known and whose values are converted: on its way to being an instance. */
export interface Draft {
  readonly declaration: ResourceDeclaration;
  readonly resource: Resource;
  /** Undefined for the in-box module, whose version the whole document decides. */
  readonly version: string | undefined;
  /** Undefined when it is not known. */
  readonly name: string | undefined;
  /** Side by side with the properties of the class. */
  readonly properties: readonly (DraftProperty | undefined)[];
  readonly dependsOn: readonly WrittenDependency[];
  /** Blocks that have to come first because of a notification. */
  readonly after: readonly ImpliedDependency[];
  /** Sets PsDscRunAsCredential. */
  readonly runsAs: boolean;
  /** False when part of it is unknown, conditional or wrong: comparing it with others would prove nothing. */
  readonly certain: boolean;
}

export interface DraftProperty {
  readonly value: Value;
  readonly origins: PropertyOrigins;
}

/** One entry of DependsOn, as written. */
export interface WrittenDependency {
  readonly text: string;
  readonly origin: Origin;
}
