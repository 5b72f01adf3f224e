import type { Origin } from "../source/source.js";
import type { Secret } from "./secret.js";
import type { BooleanValue, IntegerValue, NullValue, RealValue, StringValue } from "./value.js";

/** What a front end hands on: a resource, or a script block whose text another front end has to read. */
export type Declaration = ResourceDeclaration | ScriptDeclaration;

/** One `dsc_resource` block, evaluated; no schema has been asked yet, names stand as written. */
export interface ResourceDeclaration {
  readonly kind: "resource";
  /** The word the block starts with; it ends up in SourceInfo. */
  readonly keyword: string;
  readonly name: DeclaredValue;
  readonly resource: DeclaredValue | undefined;
  readonly moduleName: DeclaredValue | undefined;
  readonly moduleVersion: DeclaredValue | undefined;
  /** Symbols of `action`; `run` when none was given. */
  readonly actions: readonly string[];
  /** Where each of `actions` stands; absent when none was given. */
  readonly actionOrigins?: readonly Origin[];
  readonly properties: readonly DeclaredProperty[];
  /** The common attributes: notifies, guards, retries … */
  readonly attributes: readonly DeclaredAttribute[];
  /** Set when a condition or loop round the block could not be decided: why. */
  readonly conditional: UnknownValue | undefined;
  /** The block has a syntax error or a refused construct: what is missing in it proves nothing. */
  readonly incomplete: boolean;
  /** How values convert to a property's type. */
  readonly coercion: "chef" | "powershell";
  /** The whole block. */
  readonly origin: Origin;
  readonly keywordOrigin: Origin;
}

/** One `dsc_script` or `dsc_configuration` block; the body is text for the PowerShell front end. */
export interface ScriptDeclaration {
  readonly kind: "script";
  readonly keyword: string;
  readonly name: DeclaredValue;
  readonly attributes: readonly DeclaredAttribute[];
  readonly conditional: UnknownValue | undefined;
  readonly incomplete: boolean;
  readonly origin: Origin;
  readonly keywordOrigin: Origin;
}

/** `property :name, value`. */
export interface DeclaredProperty {
  readonly name: string;
  readonly nameOrigin: Origin;
  readonly value: DeclaredValue;
  /** Set when a condition round the property, inside its block, could not be decided. */
  readonly conditional: UnknownValue | undefined;
}

/** `retries 3`, `not_if { … }`, `notifies :run, 'x[y]'`. */
export interface DeclaredAttribute {
  readonly name: string;
  readonly nameOrigin: Origin;
  readonly values: readonly DeclaredValue[];
  /** Of a guard that was evaluated: it lets the block through, or why that is not known. */
  readonly verdict?: "passes" | UnknownValue;
  /** Of a verdict that is not known: no node data would make it known. */
  readonly undecidable?: true;
}

/**
 * Values as a front end declares them: each knows where it came from. The scalars are a Document's own; the
 * rest exists only here and is converted, or refused, by check.
 */
export type DeclaredValue =
  | DeclaredString
  | (IntegerValue & Located)
  | (RealValue & Located)
  | (BooleanValue & Located)
  | (NullValue & Located)
  | DeclaredArray
  | DeclaredHash
  | DeclaredInstance
  | DeclaredSymbol
  | DeclaredScriptBlock
  | DeclaredSecret
  | UnknownValue;

export interface Located {
  readonly origin: Origin;
}

export interface DeclaredString extends StringValue, Located {
  /** How stretches of the text map back to the source (escapes, dedent, `#{}`); absent for made strings. */
  readonly segments?: readonly Segment[];
}

/**
 * From `at` (an offset in the value's text) on, up to the next segment, the text stands from `start` to `end` in
 * the source of the value's origin; when the two lengths differ the whole stretch maps to the whole place.
 */
export interface Segment {
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

export interface DeclaredSymbol extends Located {
  readonly kind: "symbol";
  readonly text: string;
}

export interface DeclaredArray extends Located {
  readonly kind: "array";
  readonly items: readonly DeclaredValue[];
}

export interface DeclaredHash extends Located {
  readonly kind: "hash";
  readonly entries: readonly DeclaredEntry[];
}

export interface DeclaredEntry {
  readonly key: DeclaredValue;
  readonly value: DeclaredValue;
}

/** An embedded instance; a credential is one of class MSFT_Credential with `UserName` and a secret `Password`. */
export interface DeclaredInstance extends Located {
  readonly kind: "instance";
  /** Undefined: the class that the property takes. */
  readonly className: string | undefined;
  /** The module that has the class, as a block that is a value may say. */
  readonly moduleName?: DeclaredValue | undefined;
  readonly moduleVersion?: DeclaredValue | undefined;
  readonly properties: readonly DeclaredProperty[];
}

/** A block of code kept as text: a guard, a PowerShell script block. */
export interface DeclaredScriptBlock extends Located {
  readonly kind: "scriptBlock";
  readonly text: string;
}

export interface DeclaredSecret extends Located {
  readonly kind: "secret";
  readonly secret: Secret;
}

/**
 * The one mechanism for missing data, refused Ruby, lint without node data and conditions that cannot be
 * decided. It flows through evaluation, silences checks that depend on it, and is an error in `compile` only
 * where it reaches a name, a property, or a condition or loop round a declaration.
 */
export interface UnknownValue extends Located {
  readonly kind: "unknown";
  /** What is not known, as a noun phrase: `node["web"]["port"]`, `the result of "search"`. */
  readonly reason: string;
  /** Where the value became unknown. */
  readonly cause: Origin;
  /** What to give mofsmith so that it is known. */
  readonly remedy: string;
  /** A diagnostic at the cause tells of it, as heavily as it weighs: nobody needs to tell it again. */
  readonly told: boolean;
  /** The texts that it may be, or be made of. */
  readonly texts?: readonly PasswordText[];
}

/** A text that may be a password, as recipes and declarations have it. */
export interface PasswordText {
  readonly text: string;
  readonly origin: Origin | undefined;
  readonly segments?: readonly Segment[] | undefined;
}
