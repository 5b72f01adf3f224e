import type { Declaration } from "../../model/declaration.js";
import type { Block } from "../tree.js";
import type { Origin } from "../../source/source.js";
import type { SymbolBlock } from "./symbol-block.js";
import type { CustomInstance, ProcObject, RuntimeValue, UnknownObject } from "./value.js";

/** What a block has gathered; its values are read off when the recipes have ended. */
export interface ResourceContext {
  readonly keyword: string;
  /** `other` is a resource of Chef's own: evaluated for its effects, then left out. */
  readonly kind: "resource" | "script" | "custom" | "other";
  /** Of a custom resource: what its block sets. */
  readonly instance: CustomInstance | undefined;
  /** What the block is called; a line `name` in it asks for that. */
  name: RuntimeValue | undefined;
  /**
   * In order, also those set again: Chef would take the last, which is hardly meant, and check refuses them. An
   * array, since blocks are many and properties few.
   */
  readonly properties: PendingProperty[];
  /** Where each name of `properties` stands first; made when they are many. */
  propertyIndex: Map<string, number> | undefined;
  /** The attributes that a block has once; never more than their table has rows. */
  readonly attributes: PendingAttribute[];
  /** The uses of those that add up, such as `notifies`. */
  readonly repeated: PendingAttribute[];
  /** The blocks in it, which are values. */
  readonly nested: PendingDeclaration[];
  /** A construct in the block could not be evaluated: what is missing in it proves nothing. */
  incomplete: boolean;
  /** Something in the block is set that cannot be named: the block as a whole is doubtful. */
  doubt: UnknownObject | undefined;
}

export function newContext(
  keyword: string,
  kind: ResourceContext["kind"],
  name?: RuntimeValue,
  instance?: CustomInstance,
): ResourceContext {
  return {
    keyword,
    kind,
    instance,
    name,
    properties: [],
    propertyIndex: undefined,
    attributes: [],
    repeated: [],
    nested: [],
    incomplete: false,
    doubt: undefined,
  };
}

/** Up to so many properties are searched from the front, which costs less than a Map. */
const few = 16;

/** Where the property of a name stands first among those of a block; -1 when it is not set. */
export function indexOfProperty(context: ResourceContext, name: string): number {
  const { properties } = context;
  if (properties.length <= few) return properties.findIndex((property) => property.name === name);
  context.propertyIndex ??= new Map(
    properties.map(({ name: set }, at): [string, number] => [set, at]).reverse(),
  );
  return context.propertyIndex.get(name) ?? -1;
}

/** Adds a property behind the others. */
export function addProperty(context: ResourceContext, property: PendingProperty): void {
  const at = context.properties.push(property) - 1;
  if (context.propertyIndex?.has(property.name) === false) context.propertyIndex.set(property.name, at);
}

/** The use of an attribute that a block has once. */
export function attributeOf(context: ResourceContext, name: string): PendingAttribute | undefined {
  return context.attributes.find((attribute) => attribute.name === name);
}

export interface PendingProperty {
  readonly name: string;
  readonly nameOrigin: Origin;
  readonly value: RuntimeValue;
  /** Where the value stands in the block. */
  readonly valueOrigin: Origin;
  readonly conditional: UnknownObject | undefined;
}

export interface PendingAttribute {
  readonly name: string;
  readonly nameOrigin: Origin;
  readonly values: readonly PlacedValue[];
  readonly conditional: UnknownObject | undefined;
  /** Of a guard that is a block: the block. */
  readonly guard?: ProcObject;
}

export interface PlacedValue {
  readonly value: RuntimeValue;
  readonly place: Origin;
}

export interface PendingDeclaration {
  readonly context: ResourceContext;
  name: PlacedValue;
  readonly conditional: UnknownObject | undefined;
  readonly origin: Origin;
  readonly keywordOrigin: Origin;
  /** What it declares, once it has been applied. */
  declared: readonly Declaration[] | undefined;
}

/** A block, the method that `&:name` stands for, or what a built-in gives another one to call. */
export type BlockLike = Block | SymbolBlock | NativeBlock;

export interface NativeBlock {
  readonly kind: "nativeBlock";
  /** The block that was kept, where it is one. */
  readonly kept?: ProcObject;
  readonly run: (values: readonly RuntimeValue[]) => RuntimeValue;
}
