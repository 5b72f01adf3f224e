import * as report from "../diagnostics/catalogue/check.js";
import type { DeclaredArray, DeclaredValue, Located } from "../model/declaration.js";
import type { NullValue, Value } from "../model/value.js";
import { assertNever } from "../source/assert-never.js";
import { textOf, type Origin } from "../source/source.js";
import { conversionTables } from "./conversions.js";
import { describeKind, describeProperty, describeType, familyOf } from "./describe.js";
import { replaceLiteral } from "./fixes.js";
import { limits } from "./limits.js";
import { fail, failType, type Slot } from "./slot.js";
import { reportUnknown } from "./unknown.js";
import { withinLimits } from "./value-limits.js";

export interface Converted {
  readonly value: Value;
  /** Of an array's elements. */
  readonly items?: readonly Origin[];
}

/**
 * The value of a property as a document holds it: converted by the declaration's own rules, arrays element by
 * element, a single value wrapped where the property is an array. Undefined when it cannot be written; the
 * diagnostics `check/…` of the catalogue's part "values" and `check/unknown-value` then tell why.
 */
export function convert(value: DeclaredValue, slot: Slot): Converted | undefined {
  const { property } = slot;
  if (value.kind === "unknown") return unknownValue(value, slot);
  if (value.kind === "null") return convertNull(value, slot);
  if (property.embeddedClass !== undefined) return embedded(value, property.embeddedClass, slot);
  if (value.kind === "array") return property.array ? convertItems(value, slot) : arrayForScalar(value, slot);
  const converted = convertOne(value, slot);
  if (converted === undefined) return undefined;
  if (!property.array) return { value: converted };
  return { value: { kind: "array", items: [converted] }, items: [value.origin] };
}

/** Whether a class is that of credentials. */
function isCredentialClass(className: string): boolean {
  return className.toLowerCase() === "msft_credential";
}

function unknownValue(value: DeclaredValue & { readonly kind: "unknown" }, slot: Slot): undefined {
  reportUnknown(slot.context, value.origin, `The value of "${slot.property.name}"`, value);
  return undefined;
}

function convertNull(value: NullValue & Located, slot: Slot): Converted | undefined {
  const { name, key, required } = slot.property;
  if (!key && !required) return { value: { kind: "null" } };
  return fail(slot, report.nullMandatory(value.origin, { property: name, key }));
}

function convertItems(array: DeclaredArray, slot: Slot): Converted | undefined {
  const { name } = slot.property;
  const items: Value[] = [];
  const origins: Origin[] = [];
  for (const item of array.items) {
    const converted = convertOne(item, slot);
    if (converted === undefined) continue;
    items.push(converted);
    origins.push(item.origin);
  }
  if (items.length < array.items.length) return undefined;
  if (items.length > limits.arrayElements) {
    const size = { property: name, count: items.length, limit: limits.arrayElements };
    slot.context.diagnostics.push(report.longArray(array.origin, size));
  }
  return { value: { kind: "array", items }, items: origins };
}

function arrayForScalar(array: DeclaredArray, slot: Slot): undefined {
  const { name, type } = slot.property;
  const [only] = array.items;
  const fixes =
    only !== undefined && array.items.length === 1
      ? replaceLiteral(
          slot,
          array.origin,
          (written) => written.startsWith("[") && written.includes(textOf(only.origin)),
          textOf(only.origin),
          "Remove the brackets",
        )
      : [];
  const parameters = { property: name, expected: describeType(type), count: array.items.length };
  return fail(slot, report.arrayForScalar(array.origin, parameters, { fixes }));
}

/** One value that is neither an array nor embedded: a scalar property's, or an element of an array. */
function convertOne(value: DeclaredValue, slot: Slot): Value | undefined {
  return withinLimits(convertByKind(value, slot), value, slot);
}

function convertByKind(value: DeclaredValue, slot: Slot): Value | undefined {
  const table = conversionTables[slot.coercion];
  const family = familyOf(slot.property.type);
  switch (value.kind) {
    case "string":
      return table.string[family](value, slot);
    case "symbol":
      return table.symbol[family](value, slot);
    case "integer":
      return table.integer[family](value, slot);
    case "real":
      return table.real[family](value, slot);
    case "boolean":
      return table.boolean[family](value, slot);
    case "secret":
      return fail(slot, report.secretNotAllowed(value.origin, { property: slot.property.name }));
    case "instance":
      return isCredentialClass(value.className)
        ? fail(slot, report.secretNotAllowed(value.origin, { property: slot.property.name }))
        : failType(value, slot);
    case "hash":
    case "scriptBlock":
      return failType(value, slot);
    case "array":
      return fail(slot, report.nestedArray(value.origin, { property: slot.property.name }));
    case "null":
      return fail(slot, report.nullInArray(value.origin, { property: slot.property.name }));
    case "unknown":
      return unknownValue(value, slot);
    default:
      return assertNever(value);
  }
}

/** Nothing embedded is written by this version; what could never be right is told apart from what will be. */
function embedded(value: DeclaredValue, className: string, slot: Slot): Converted | undefined {
  const { property } = slot;
  if (value.kind === "array" && property.array) {
    if (value.items.length === 0) return { value: { kind: "array", items: [] }, items: [] };
    for (const item of value.items) {
      if (item.kind === "unknown") unknownValue(item, slot);
      else if (item.kind === "null") fail(slot, report.nullInArray(item.origin, { property: property.name }));
      else embeddedOne(item, className, slot);
    }
    return undefined;
  }
  return embeddedOne(value, className, slot);
}

function embeddedOne(value: DeclaredValue, className: string, slot: Slot): undefined {
  const { property } = slot;
  const name = property.name;
  if (isCredentialClass(className)) {
    const given = value.kind === "instance" && isCredentialClass(value.className);
    const found = describeKind(value.kind);
    return fail(
      slot,
      given
        ? report.credentialNotSupported(value.origin, { property: name })
        : report.credentialExpected(value.origin, { property: name, found }),
    );
  }
  if (value.kind === "secret" || (value.kind === "instance" && isCredentialClass(value.className))) {
    return fail(slot, report.secretNotAllowed(value.origin, { property: name }));
  }
  if (value.kind === "hash" || value.kind === "instance" || value.kind === "array") {
    return fail(slot, report.embeddedNotSupported(value.origin, { property: name, className }));
  }
  const wrong = { property: name, expected: describeProperty(property), found: describeKind(value.kind) };
  return fail(slot, report.wrongType(value.origin, wrong));
}
