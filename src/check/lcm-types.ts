import type { Value } from "../model/value.js";
import type { CimProperty } from "../schema/resource-class.js";
import type { DatetimeFault } from "../schema/datetime.js";
import { lcmSays } from "./lcm-rules.js";

const literalTypes: Readonly<Record<Value["kind"], string>> = {
  string: "STRING",
  integer: "SINT64",
  real: "REAL64",
  boolean: "BOOLEAN",
  char: "CHAR16",
  null: "NULL",
  array: "STRING[]",
  instance: "INSTANCE",
};

/** What the LCM says to a literal of another type than its property (P4). */
export function mismatch(value: Value, property: CimProperty): { readonly lcm?: string } {
  const { name, type, array, embeddedClass, embeddedObject } = property;
  const isEmbedded = embeddedClass !== undefined || embeddedObject === true;
  const wanted = `${isEmbedded ? "INSTANCE" : type.toUpperCase()}${array ? "[]" : ""}`;
  return lcmSays("P4", name, literalType(value), wanted);
}

function literalType(value: Value): string {
  const [first] = value.kind === "array" ? value.items : [];
  return first === undefined ? literalTypes[value.kind] : `${literalTypes[first.kind]}[]`;
}

/** What the LCM says to a datetime with a part out of its range (P10), or of another shape, which is no datetime (P4). */
export function datetimeWords(
  value: Value,
  property: CimProperty,
  { outside }: DatetimeFault,
): { readonly lcm?: string } {
  return outside === undefined
    ? mismatch(value, property)
    : lcmSays("P10", String(outside.number), outside.part);
}
