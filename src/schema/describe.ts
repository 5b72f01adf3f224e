import type { DeclaredValue } from "../model/declaration.js";
import type { Value } from "../model/value.js";
import { assertNever } from "../source/assert-never.js";
import type { CimType } from "./resource-class.js";

/** Types as far as conversion tells them apart: all integers are one family, both reals another. */
export type Family = "string" | "integer" | "real" | "boolean" | "char" | "datetime";

export function familyOf(type: CimType): Family {
  switch (type) {
    case "sint8":
    case "sint16":
    case "sint32":
    case "sint64":
    case "uint8":
    case "uint16":
    case "uint32":
    case "uint64":
      return "integer";
    case "real32":
    case "real64":
      return "real";
    case "char16":
      return "char";
    case "string":
    case "boolean":
    case "datetime":
      return type;
    default:
      return assertNever(type);
  }
}

/** What a single value of a type is, as a noun phrase. */
export function describeType(type: CimType): string {
  const family = familyOf(type);
  switch (family) {
    case "string":
      return "a string";
    case "integer":
      return `a whole number (${type})`;
    case "real":
      return `a number (${type})`;
    case "boolean":
      return "true or false";
    case "char":
      return "a character";
    case "datetime":
      return "a datetime";
    default:
      return assertNever(family);
  }
}

const kinds: Readonly<Record<DeclaredValue["kind"] | Value["kind"], string>> = {
  string: "a string",
  integer: "a whole number",
  real: "a number with a decimal point",
  boolean: "true or false",
  char: "a character",
  null: "nil",
  array: "an array",
  hash: "a hash",
  instance: "an instance",
  symbol: "a symbol",
  scriptBlock: "a block of code",
  secret: "a secret",
  unknown: "not known",
};

/** What a value is, as a noun phrase; never its content, which could be long or secret. */
export function describeKind(kind: DeclaredValue["kind"] | Value["kind"]): string {
  return kinds[kind];
}
