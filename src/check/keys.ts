import type { Value } from "../model/value.js";
import { assertNever } from "../source/assert-never.js";
import type { CimProperty } from "../schema/resource-class.js";

/**
 * The key properties of a resource as one text, equal for two resources of a class exactly when all keys are.
 * Undefined when a key is missing or NULL, or is an array or an embedded instance: an LCM never holds those equal
 * (lcm-rules D12). With `fold`, strings that differ only in case are equal.
 */
export function keyTuple(
  className: string,
  keys: readonly CimProperty[],
  valueOf: (property: CimProperty) => Value | undefined,
  fold: boolean,
): string | undefined {
  if (keys.length === 0) return undefined;
  let tuple = className.toLowerCase();
  for (const key of keys) {
    const value = valueOf(key);
    if (value === undefined || value.kind === "null" || value.kind === "array" || value.kind === "instance") {
      return undefined;
    }
    tuple += ` ${signature(value, fold)}`;
  }
  return tuple;
}

/** A value as a text that is equal for equal values only; lengths keep neighbours apart. */
export function signature(value: Value, fold: boolean): string {
  switch (value.kind) {
    case "string":
    case "char": {
      const text = fold ? value.text.toLowerCase() : value.text;
      return `${value.kind}:${text.length}:${text}`;
    }
    case "integer":
      return `integer:${value.text}`;
    case "real":
      return `real:${value.number}`;
    case "boolean":
      return `boolean:${value.value}`;
    case "null":
      return "null";
    case "instance":
      return `instance:${value.alias}`;
    case "array":
      return `array:${value.items.length}:${value.items.map((item) => signature(item, fold)).join(" ")}`;
    default:
      return assertNever(value);
  }
}
