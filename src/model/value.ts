/**
 * Values as a Document holds them: plain, readonly, JSON-able. The kinds are those of a MOF literal
 * (DSP0004 §A, `value`); a datetime is a string here, as it is in the text.
 */
export type Value =
  StringValue | IntegerValue | RealValue | BooleanValue | CharValue | NullValue | ArrayValue | InstanceValue;

export interface StringValue {
  readonly kind: "string";
  readonly text: string;
}

/** Decimal digits with an optional `-`, no leading zero: 64 bits stay exact and JSON-able. */
export interface IntegerValue {
  readonly kind: "integer";
  readonly text: string;
}

/** Finite in a document that is made; infinite in one that is read where its text is more than 64 bits hold. */
export interface RealValue {
  readonly kind: "real";
  readonly number: number;
}

export interface BooleanValue {
  readonly kind: "boolean";
  readonly value: boolean;
}

/** One UTF-16 unit. */
export interface CharValue {
  readonly kind: "char";
  readonly text: string;
}

export interface NullValue {
  readonly kind: "null";
}

export interface ArrayValue {
  readonly kind: "array";
  readonly items: readonly Value[];
}

/** An embedded instance, by the alias of an instance that stands earlier in the document. */
export interface InstanceValue {
  readonly kind: "instance";
  readonly alias: string;
}
