import type { UnknownValue } from "../../model/declaration.js";
import type { Origin } from "../../source/source.js";
import type { TextSegment } from "../tree.js";

/**
 * Values as a recipe handles them, with Ruby's reference semantics: strings, arrays and hashes are objects with
 * identity whose contents may change, the rest never changes. `origin` is the literal or the expression a value
 * came from; node data have none, and stand where they are used.
 */
export type RuntimeValue =
  | StringObject
  | SymbolObject
  | IntegerObject
  | FloatObject
  | BooleanObject
  | NilObject
  | ArrayObject
  | HashObject
  | RangeObject
  | EnumeratorObject
  | CredentialObject
  | ScriptBlockObject
  | NodeObject
  | ModuleObject
  | UnknownObject;

interface Made {
  readonly origin: Origin | undefined;
}

interface Mutable extends Made {
  /** The path of a node attribute, such as `node["web"]`: it is read-only, as in Chef. */
  readonly attribute: string | undefined;
  /** `freeze` was called: changing it ends the recipe. */
  frozen: boolean;
  /** Set when the contents changed under a condition that could not be decided: nothing in it is known. */
  taint: UnknownObject | undefined;
}

export interface StringObject extends Mutable {
  readonly kind: "string";
  text: string;
  /** How the text maps back to `origin.source`; undefined for a made text. */
  segments: readonly TextSegment[] | undefined;
}

export interface SymbolObject extends Made {
  readonly kind: "symbol";
  readonly text: string;
}

export interface IntegerObject extends Made {
  readonly kind: "integer";
  readonly value: bigint;
}

export interface FloatObject extends Made {
  readonly kind: "float";
  readonly number: number;
}

export interface BooleanObject extends Made {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NilObject extends Made {
  readonly kind: "nil";
  /** The path of the node attribute whose absence it stands for. */
  readonly missing: string | undefined;
}

export interface ArrayObject extends Mutable {
  readonly kind: "array";
  items: RuntimeValue[];
}

export interface HashObject extends Mutable {
  readonly kind: "hash";
  /** By `hashKey` of the key, in order of insertion. */
  entries: Map<string, HashItem>;
  /** Chef's Mash: a symbol as key means the string of the same text. */
  readonly mash: boolean;
  /** What `[]` gives for a key that is missing: what `Hash.new` was given; nil when undefined. */
  missing: MissingEntry | undefined;
  /** How many loops walk it: Ruby takes no new key meanwhile. */
  walks: number;
}

/** A value, or what a block makes of the hash and the key. */
export type MissingEntry =
  | { readonly kind: "value"; readonly value: RuntimeValue }
  | {
      readonly kind: "block";
      readonly ask: (hash: HashObject, key: RuntimeValue, place: Origin) => RuntimeValue;
    };

export interface HashItem {
  readonly key: RuntimeValue;
  readonly value: RuntimeValue;
}

export interface RangeObject extends Made {
  readonly kind: "range";
  readonly from: RuntimeValue;
  readonly to: RuntimeValue;
  readonly exclusive: boolean;
}

/** What a method that walks something gives without its block: the walk, to be done later. */
export interface EnumeratorObject extends Made {
  readonly kind: "enumerator";
  readonly receiver: RuntimeValue;
  readonly method: string;
  readonly arguments: readonly RuntimeValue[];
  /** The last argument was given as bare pairs. */
  readonly bare: boolean;
  readonly origin: Origin;
}

/** What `ps_credential` gives. */
export interface CredentialObject extends Made {
  readonly kind: "credential";
  readonly userName: StringObject;
  readonly password: StringObject;
}

/** A block that is kept as text: a guard. */
interface ScriptBlockObject extends Made {
  readonly kind: "scriptBlock";
  readonly text: string;
}

/** What the word `node` gives. */
export interface NodeObject extends Made {
  readonly kind: "node";
}

/** A class or module that recipes name: `File`, `Chef::Config`, `String`, and `ENV`, which is used like one. */
export interface ModuleObject extends Made {
  readonly kind: "module";
  readonly name: string;
}

export interface UnknownObject extends Omit<UnknownValue, "told"> {
  /**
   * The diagnostic that has told of it where it arose: an error, or a warning by its index among the machine's,
   * which becomes an error when the value reaches a declaration; undefined when none has.
   */
  readonly diagnostic: "error" | number | undefined;
  /** The path of a node attribute that is not known, such as `node["web"]`; its elements extend it. */
  readonly attribute: string | undefined;
}

export function stringObject(
  text: string,
  origin: Origin | undefined,
  segments?: readonly TextSegment[],
): StringObject {
  return { kind: "string", text, origin, segments, attribute: undefined, frozen: false, taint: undefined };
}

export function symbolObject(text: string, origin: Origin | undefined): SymbolObject {
  return { kind: "symbol", text, origin };
}

export function integerObject(value: bigint, origin: Origin | undefined): IntegerObject {
  return { kind: "integer", value, origin };
}

export function floatObject(number: number, origin: Origin | undefined): FloatObject {
  return { kind: "float", number, origin };
}

export function booleanObject(value: boolean, origin: Origin | undefined): BooleanObject {
  return { kind: "boolean", value, origin };
}

export function nilObject(origin: Origin | undefined, missing?: string): NilObject {
  return { kind: "nil", origin, missing };
}

export function arrayObject(items: RuntimeValue[], origin: Origin | undefined): ArrayObject {
  return { kind: "array", items, origin, attribute: undefined, frozen: false, taint: undefined };
}

export function hashObject(entries: Map<string, HashItem>, origin: Origin | undefined): HashObject {
  return {
    kind: "hash",
    entries,
    mash: false,
    missing: undefined,
    walks: 0,
    origin,
    attribute: undefined,
    frozen: false,
    taint: undefined,
  };
}

/** Ruby's truth: everything but `false` and `nil`. The value must be known. */
export function truthy(value: RuntimeValue): boolean {
  return value.kind === "boolean" ? value.value : value.kind !== "nil";
}

/** The values whose contents may change. */
export type MutableObject = StringObject | ArrayObject | HashObject;

export function isMutable(value: RuntimeValue): value is MutableObject {
  return value.kind === "string" || value.kind === "array" || value.kind === "hash";
}

/** The unknown that a value is, or whose contents it is. */
export function unknownIn(value: RuntimeValue): UnknownObject | undefined {
  switch (value.kind) {
    case "unknown":
      return value;
    case "string":
    case "array":
    case "hash":
      return value.taint;
    default:
      return undefined;
  }
}

/** The same object, or the same unchangeable value. */
export function isSame(left: RuntimeValue, right: RuntimeValue): boolean {
  if (left === right) return true;
  switch (left.kind) {
    case "nil":
      return right.kind === "nil" && left.missing === right.missing;
    case "boolean":
      return right.kind === "boolean" && left.value === right.value;
    case "integer":
      return right.kind === "integer" && left.value === right.value;
    case "float":
      return right.kind === "float" && Object.is(left.number, right.number);
    case "symbol":
      return right.kind === "symbol" && left.text === right.text;
    case "string":
      return right.kind === "string" && left.text === right.text && left.taint === right.taint;
    default:
      return false;
  }
}

const classNames = {
  string: "String",
  symbol: "Symbol",
  integer: "Integer",
  float: "Float",
  nil: "NilClass",
  array: "Array",
  hash: "Hash",
  range: "Range",
  enumerator: "Enumerator",
  credential: "Credential",
  scriptBlock: "Proc",
  node: "Node",
  module: "Module",
  unknown: "Unknown",
} as const;

/** The name of a value's class in Ruby. */
export function classNameOf(value: RuntimeValue): string {
  if (value.kind === "boolean") return value.value ? "TrueClass" : "FalseClass";
  return classNames[value.kind];
}

/** A value as a message names it: `an Integer`, `nil`, `true`. */
export function describe(value: RuntimeValue): string {
  switch (value.kind) {
    case "nil":
      return "nil";
    case "boolean":
      return String(value.value);
    case "module":
      return value.name;
    case "node":
      return "the node";
    case "credential":
      return "a credential";
    default: {
      const name = classNameOf(value);
      return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
    }
  }
}
