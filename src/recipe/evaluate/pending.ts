import type { Block, Call } from "../tree.js";
import type { Origin } from "../../source/source.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

/** What a block has gathered; its values are read off when the recipes have ended. */
export interface ResourceContext {
  readonly keyword: string;
  /** `other` is a resource of Chef's own: evaluated for its effects, then left out. */
  readonly kind: "resource" | "script" | "other";
  /** By name as written. */
  readonly properties: Map<string, PendingProperty>;
  /** Properties set again; Chef would take the last, which is hardly meant: check refuses them. */
  readonly repeated: PendingProperty[];
  /** By name, each with its uses: several only of those that add up. */
  readonly attributes: Map<string, PendingAttribute[]>;
  /** A construct in the block could not be evaluated: what is missing in it proves nothing. */
  incomplete: boolean;
  /** Something in the block is set that cannot be named: the block as a whole is doubtful. */
  doubt: UnknownObject | undefined;
}

export function newContext(keyword: string, kind: ResourceContext["kind"]): ResourceContext {
  const gathered = { properties: new Map(), repeated: [], attributes: new Map() };
  return { keyword, kind, ...gathered, incomplete: false, doubt: undefined };
}

interface PendingProperty {
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
}

export interface PlacedValue {
  readonly value: RuntimeValue;
  readonly place: Origin;
}

export interface PendingDeclaration {
  readonly context: ResourceContext;
  readonly name: PlacedValue;
  readonly conditional: UnknownObject | undefined;
  readonly origin: Origin;
  readonly keywordOrigin: Origin;
}

/** A block, or the method that `&:name` stands for. */
export type BlockLike = Block | SymbolBlock;

interface SymbolBlock {
  readonly kind: "symbolBlock";
  readonly method: string;
  readonly call: Call;
}
