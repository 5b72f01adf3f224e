import type { ResourceDeclaration } from "../model/declaration.js";
import type { PropertyOrigins } from "../model/document.js";
import type { Secret } from "../model/secret.js";
import type { ArrayValue, InstanceValue, Value } from "../model/value.js";
import type { CimClass, Resource } from "../schema/resource-class.js";
import type { Origin } from "../source/source.js";
import type { ImpliedDependency } from "./placement.js";

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

export type ScalarValue = Exclude<Value, ArrayValue | InstanceValue>;

/** A document's value, but for two: an embedded instance stands in its place, and a password is not written yet. */
export type DraftValue = ScalarValue | DraftArray | DraftInstance | DraftSecret;

export interface DraftArray {
  readonly kind: "array";
  readonly items: readonly DraftValue[];
}

export interface DraftInstance {
  readonly kind: "instance";
  readonly cimClass: CimClass;
  /** Side by side with the properties of the class. */
  readonly properties: readonly (DraftProperty | undefined)[];
  readonly origin: Origin;
}

/** The password of a credential: how it is written is told by the node's rules when the document is put together. */
export interface DraftSecret {
  readonly kind: "secret";
  readonly secret: Secret;
}

export interface DraftProperty {
  readonly value: DraftValue;
  readonly origins: PropertyOrigins;
}

/** One entry of DependsOn, as written. */
export interface WrittenDependency {
  readonly text: string;
  readonly origin: Origin;
}
