import type { UnknownValue } from "../../model/declaration.js";
import type { AttributeLevel } from "../../model/node.js";
import type { Origin, Source } from "../../source/source.js";
import type { Cookbook } from "../library.js";
import type { Block, Span, TextSegment } from "../tree.js";
import { classNames, descriptions } from "./class-names.js";
import type { ScriptBlockObject, SecretObject } from "./opaque-values.js";
import type { SymbolBlock } from "./symbol-block.js";
import type { MatchObject, RegexpObject } from "./regexp-value.js";

// Values as a recipe handles them, with Ruby's reference semantics: strings, arrays and hashes are objects with identity
// whose contents may change, the rest never changes. `origin` is the literal or the expression a value came from.

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
  | RegexpObject
  | MatchObject
  | CredentialObject
  | SecretObject
  | InstanceObject
  | ProcObject
  | ScriptBlockObject
  | NodeObject
  | LevelObject
  | NewResourceObject
  | ModuleObject
  | UnknownObject;

interface Made {
  readonly origin: Origin | undefined;
}

/** What a container in a level of node attributes knows of its place. */
export interface Vivid {
  /** It knows the node: a change in it is noticed. */
  attached: boolean;
  /** The first key of the path to it. */
  key: string | undefined;
}

interface Mutable extends Made {
  /** The path of a node attribute, such as `node["web"]`: it is read-only, as in Chef. */
  readonly attribute: string | undefined;
  /** Part of a level of node attributes: what `node[…]` reads follows from it. */
  readonly vivid: Vivid | undefined;
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
  /** Of a data bag's item, which answers like a hash and is none: the bag's name. */
  readonly dataBagItem?: string | undefined;
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

/** What `ps_credential` gives. Its password is a function, so that nothing that prints the value prints it. */
export interface CredentialObject extends Made {
  readonly kind: "credential";
  readonly userName: StringObject;
  readonly password: () => StringObject | SecretObject;
}

/** What `cim_instance` gives: an embedded instance of a class. */
export interface InstanceObject extends Made {
  readonly kind: "instance";
  readonly className: string;
  readonly properties: HashObject;
}

/** A block that is kept to be called later: `lazy { … }`, whose value it is when it is needed, or `proc { … }`. */
export interface ProcObject extends Made {
  readonly kind: "proc";
  readonly lazy: boolean;
  /** As a method: `return` in it ends it, and it takes so many values as it has parameters. */
  readonly lambda: boolean;
  readonly block: Block | SymbolBlock;
  /** What the block sees. */
  readonly frame: Frame;
  readonly scope: Scope;
}

/** One that was written in braces or between `do` and `end`. */
export type KeptBlock = ProcObject & { readonly block: Block };

/** A variable; closures and branches share it. */
export interface Cell {
  value: RuntimeValue;
  /** At which step a local was made: one that a block has made is nobody else's. */
  readonly made?: number;
}

/** Locals by name; a block's scope sees the one around it. */
export interface Scope {
  /** Made with the first local: most blocks of a recipe have none. */
  cells: Map<string, Cell> | undefined;
  readonly outer: Scope | undefined;
  /** How many `for` loops are being run in it: what they assign outlives their rounds. */
  loops: number;
}

/** What code sees besides its locals: the file it stands in, and whose action it belongs to. */
export interface Frame {
  readonly source: Source;
  /** The words in the file of the calls that may declare something. */
  readonly resourceWords: readonly Span[];
  /** The file starts with `# frozen_string_literal: true`. */
  readonly frozenLiterals: boolean;
  /** What the file is: it decides which words it can call. */
  readonly kind: "recipe" | "attributes" | "resource";
  readonly cookbook: Cookbook | undefined;
  /** The recipe's name in its cookbook. */
  readonly recipeName?: string;
  /** The constants that the file assigns; attribute files share theirs. */
  readonly constants: Map<string, Cell>;
  /** The custom resource whose action the code stands in. */
  readonly instance: CustomInstance | undefined;
  /** The custom resource as which a block of its own is run: a property's default, a guard. */
  readonly self: CustomInstance | undefined;
}

/** What a file of `resources/` defines. */
export interface CustomResource {
  readonly words: string[];
  readonly properties: Map<string, CustomProperty>;
  readonly actions: Map<string, KeptBlock>;
  /** What a block asks for that names no action. */
  defaultActions: readonly string[];
  /** What an action declares is applied at once, and not when the action has ended (Chef's unified mode). */
  unified: boolean;
  /** A recipe or an action has called it. */
  used: boolean;
  /** Where it is defined, for messages. */
  readonly origin: Origin;
}

/** `property :name, Type, option: value …` */
export interface CustomProperty {
  readonly name: string;
  readonly origin: Origin;
  /** What its value may be: classes, values; undefined for anything. */
  readonly types: readonly RuntimeValue[] | undefined;
  /** Those that mean something: `name_attribute` stands as `name_property`. */
  readonly options: ReadonlyMap<string, RuntimeValue>;
}

/** A block of a custom resource in a recipe. */
export interface CustomInstance {
  readonly resource: CustomResource;
  readonly keyword: string;
  /** Undefined as long as the block has none. */
  name: RuntimeValue | undefined;
  /** The properties that were set, coerced; "name" is what the resource is called when it is asked for. */
  readonly values: Map<string, RuntimeValue | "name">;
  /** The actions that its block asks for so far. */
  actions: readonly string[];
  /** What every block has, such as `sensitive`; undefined for a name that is none of these. */
  readonly common: (name: string, origin: Origin) => RuntimeValue | undefined;
  readonly place: Origin;
}

/** What the word `node` gives. */
export interface NodeObject extends Made {
  readonly kind: "node";
}

/** What `node.default` gives, and `default` in an attribute file: the attributes of one level. */
export interface LevelObject extends Made {
  readonly kind: "level";
  readonly level: AttributeLevel;
  /** Of `default_unless`, `default!` and their like: the keys so far, and whether what is there stays or goes. */
  readonly unchain:
    { readonly when: "missing" | "always" | "alone"; readonly keys: readonly RuntimeValue[] } | undefined;
}

/** A resource: what the word that declares one gives, and `new_resource` in the action of a custom one. */
export interface NewResourceObject extends Made {
  readonly kind: "new resource";
  /** Undefined for a DSC block: what it holds is asked in the block. */
  readonly instance: CustomInstance | undefined;
}

/** A class or module that recipes name: `File`, `Chef::Config`, `String`, and `ENV`, which is used like one. */
export interface ModuleObject extends Made {
  readonly kind: "module";
  readonly name: string;
}

export interface UnknownObject extends Omit<UnknownValue, "told"> {
  /** What has told of it: an error, or a warning, by its index, which is one where it reaches a declaration. */
  readonly diagnostic: "error" | number | undefined;
  /** The path of a node attribute that is not known, such as `node["web"]`; its elements extend it. */
  readonly attribute: string | undefined;
  /** The values that it may be, and those that may be in it: changing it, or what is in it, may change these. */
  readonly mayBe: readonly RuntimeValue[];
  readonly mayHold: RuntimeValue[];
  /** The values that its text may be, or be made of: as a password it is hidden where they stand. */
  readonly parts: RuntimeValue[];
}

// These are written out, as millions are made: an object that starts as a copy of another takes twice the space.
export function stringObject(
  text: string,
  origin: Origin | undefined,
  segments?: readonly TextSegment[],
): StringObject {
  return {
    kind: "string",
    text,
    origin,
    segments,
    attribute: undefined,
    vivid: undefined,
    frozen: false,
    taint: undefined,
  };
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
  return {
    kind: "array",
    items,
    origin,
    attribute: undefined,
    vivid: undefined,
    frozen: false,
    taint: undefined,
  };
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
    vivid: undefined,
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
  if (value.kind === "unknown") return value;
  return isMutable(value) ? value.taint : undefined;
}

/** The name of a value's class in Ruby. */
export function classNameOf(value: RuntimeValue): string {
  if (value.kind === "boolean") return value.value ? "TrueClass" : "FalseClass";
  if (value.kind === "hash" && value.dataBagItem !== undefined) return "Chef::DataBagItem";
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
    case "level":
      return `the attributes of the level "${value.level}"`;
    case "proc":
      return value.lazy ? "a lazy block" : "a Proc";
    default: {
      const name = classNameOf(value);
      return descriptions.get(value.kind) ?? `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
    }
  }
}
