import type { Value } from "../model/value.js";
import { Secret } from "../model/secret.js";
import { assertNever } from "../source/assert-never.js";
import type { CimProperty } from "../schema/resource-class.js";
import type { DraftInstance, DraftValue } from "./draft.js";

/**
 * The key properties of a resource as one text, equal for two resources of a class exactly when all keys are to an
 * LCM: as it stores them, whatever a document writes. Undefined when a key is missing or NULL, or is an array or an embedded instance: an LCM never holds those equal
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
    tuple += ` ${signature(value, key, fold)}`;
  }
  return tuple;
}

/** A value as a text that is equal for values of a property that an LCM holds equal only; lengths keep neighbours apart. */
export function signature(value: DraftValue, property: CimProperty, fold: boolean): string {
  switch (value.kind) {
    case "string":
    case "char": {
      const stored = property.type === "datetime" ? storedDatetime(value.text) : value.text;
      const text = fold ? stored.toLowerCase() : stored;
      return `${value.kind}:${text.length}:${text}`;
    }
    case "integer":
      return `integer:${storedInteger(value.text)}`;
    case "real":
      return `real:${property.type === "real32" ? Math.fround(value.number) : value.number}`;
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
    case "array": {
      const items = value.items.map((item) => signature(item, property, fold));
      return `array:${items.length}:${items.join(" ")}`;
    }
    default:
      return assertNever(value);
  }
}

/** The 64 bits of an integer: -1 and 18446744073709551615 are the same ones (lcm-rules 4.2). */
function storedInteger(digits: string): string {
  return digits.length < 19 ? digits : BigInt.asIntN(64, BigInt(digits)).toString();
}

/** An LCM keeps the offset as a number, which has no negative zero. */
function storedDatetime(text: string): string {
  return text.replace(/-000$/, "+000");
}

/** Embedded instances are equal when class and content are: their aliases, which always differ, do not exist yet. */
function instanceSignature({ cimClass, properties }: DraftInstance, fold: boolean): string {
  const values = cimClass.properties.map((property, index) => {
    const set = properties[index];
    return set === undefined ? "" : signature(set.value, property, fold);
  });
  return `instance:${cimClass.name}:${values.length}:${values.join(" ")}`;
}
