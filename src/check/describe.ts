import { assertNever } from "../source/assert-never.js";
import type { DeclaredValue } from "../model/declaration.js";
import type { Value } from "../model/value.js";
import type { CimProperty, CimType } from "../schema/resource-class.js";

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

/** What a property takes, as a noun phrase: `a string`, `a whole number (uint32)`, `an array of …`. */
export function describeProperty(property: CimProperty): string {
  const { array, embeddedClass, embeddedObject } = property;
  if (!array) return describeElement(property);
  if (embeddedObject === true) return "instances that name their classes";
  return embeddedClass === undefined
    ? `an array whose elements are each ${describeElement(property)}`
    : `instances of ${embeddedClass}`;
}

/** What a single value of a property is, also where the property takes an array of them. */
export function describeElement({ type, embeddedClass, embeddedObject }: CimProperty): string {
  if (embeddedObject === true) return "an instance that names its class";
  return embeddedClass === undefined ? describeType(type) : `an instance of ${embeddedClass}`;
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

/** So many names of a list are shown. */
const mostNames = 10;

/** `"A"`, `"A" or "B"`, `"A", "B" or "C"`. */
export function oneOf(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => `"${name}"`);
  if (names.length > mostNames) return `${shown.join(", ")} or one of ${names.length - mostNames} more`;
  const last = shown.pop() ?? "";
  return shown.length === 0 ? last : `${shown.join(", ")} or ${last}`;
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

const longest = 60;

/** A text as a message quotes it: control characters named, long ones cut. */
export function excerpt(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
