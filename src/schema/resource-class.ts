import type { Origin } from "../source/source.js";

/** CIM's intrinsic data types (DSP0004 §5.1.1). */
export const cimTypes = [
  "boolean",
  "char16",
  "datetime",
  "real32",
  "real64",
  "sint8",
  "sint16",
  "sint32",
  "sint64",
  "string",
  "uint8",
  "uint16",
  "uint32",
  "uint64",
] as const;

export type CimType = (typeof cimTypes)[number];

const typesByName: ReadonlyMap<string, CimType> = new Map(cimTypes.map((type) => [type, type]));

/** A type of CIM by its name in any case. */
export function cimTypeNamed(name: string): CimType | undefined {
  return typesByName.get(name.toLowerCase());
}

/** One property of a class, as its schema declares it. */
export interface CimProperty {
  readonly name: string;
  readonly type: CimType;
  readonly array: boolean;
  /** The class of EmbeddedInstance("…"); the type is then `string`. */
  readonly embeddedClass?: string;
  /** EmbeddedObject: an instance of any class; the type is then `string`. */
  readonly embeddedObject?: true;
  readonly key: boolean;
  readonly required: boolean;
  /** `Read` without `Write`: nobody may set it. */
  readonly readOnly: boolean;
  /** What a document holds, entry by entry the counterpart of `values`. */
  readonly valueMap?: readonly string[];
  /** What people write; equal to `valueMap` unless the schema maps names to numbers. */
  readonly values?: readonly string[];
  /** A ValueMap without Values to pair it with: what a document should hold, though PowerShell checks nothing. */
  readonly loneValueMap?: readonly string[];
  readonly limits?: ValueLimits;
  readonly description?: string;
}

/** What MinLen, MaxLen, MinValue and MaxValue allow (DSP0004 §5.6.3), for each element of an array. */
export interface ValueLimits {
  /** Of a string, in characters (code points). */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Of a number, in decimal digits. */
  readonly minValue?: string;
  readonly maxValue?: string;
}

/** A class: a resource, or one that only occurs embedded. */
export interface CimClass {
  readonly name: string;
  readonly superClass?: string;
  /** The superclasses above `superClass`, nearest first; absent when there are none. */
  readonly ancestors?: readonly string[];
  readonly friendlyName?: string;
  /**
   * Only its subclasses are meant to have instances: none of it is chosen for a value that names no class. An LCM takes
   * those that there are (lcm-rules, what is not checked).
   */
  readonly abstract?: true;
  /** Own and inherited properties in order of declaration, inherited ones last. */
  readonly properties: readonly CimProperty[];
  readonly description?: string;
  /** Where the class is documented. */
  readonly link?: string;
  /** Absent for built-in classes. */
  readonly origin?: Origin;
}

/** A DSC module: where resources come from. */
export interface Module {
  readonly name: string;
  /** Absent when neither manifest nor folder tells. */
  readonly version?: string;
  /** Shipped with the operating system (or, for `nx`, built into mofsmith). */
  readonly inBox: boolean;
  readonly platform: "windows" | "linux" | "any";
  /** In order of file and declaration. A module on disk reads its files only when this is asked for. */
  readonly classes: readonly CimClass[];
}

/** A resource together with the module that brings it. */
export interface Resource {
  /** The friendly name in the schema's spelling; the class's name when it has none. */
  readonly name: string;
  readonly module: Module;
  readonly cimClass: CimClass;
}
