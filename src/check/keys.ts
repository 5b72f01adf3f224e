import type { Value } from "../model/value.js";
import { Secret } from "../model/secret.js";
import { assertNever } from "../source/assert-never.js";
import type { CimProperty } from "../schema/resource-class.js";
import type { DraftInstance, DraftValue } from "./draft.js";

/**
 * The key properties of a resource as one text, equal for two resources of a class exactly when all keys are.
 * Undefined when a key is missing or NULL, or is an array or an embedded instance: an LCM never holds those equal
 * (lcm-rules D12). With `fold`, strings that differ only in case are equal.
 */
export function keyTuple(
  className: string,
  keys: readonly CimProperty[],
  valueOf: (property: CimProperty) => DraftValue | Value | undefined,
  fold: boolean,
): string | undefined {
  if (keys.length === 0) return undefined;
  let tuple = className.toLowerCase();
  for (const key of keys) {
    const value = valueOf(key);
    if (value === undefined || value.kind === "null" || value.kind === "array") return undefined;
    if (value.kind === "instance" || value.kind === "secret") return undefined;
    tuple += ` ${signature(value, fold)}`;
  }
  return tuple;
}

/** A value as a text that is equal for equal values only; lengths keep neighbours apart. */
export function signature(value: DraftValue, fold: boolean): string {
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
      return instanceSignature(value, fold);
    case "secret": {
      const password = Secret.reveal(value.secret);
      return `secret:${password.length}:${password}`;
    }
    case "array":
      return `array:${value.items.length}:${value.items.map((item) => signature(item, fold)).join(" ")}`;
    default:
      return assertNever(value);
  }
}

/** Embedded instances are equal when class and content are: their aliases, which always differ, do not exist yet. */
function instanceSignature({ cimClass, properties }: DraftInstance, fold: boolean): string {
  const values = properties.map((set) => (set === undefined ? "" : signature(set.value, fold)));
  return `instance:${cimClass.name}:${values.length}:${values.join(" ")}`;
}
