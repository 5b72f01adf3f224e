import * as report from "../diagnostics/catalogue/check.js";
import type { DeclaredArray, DeclaredHash, DeclaredValue, Located } from "../model/declaration.js";
import type { NullValue } from "../model/value.js";
import { assertNever } from "../source/assert-never.js";
import { textOf, type Origin } from "../source/source.js";
import { conversionTables } from "./conversions.js";
import { convertPassword, isCredential, isPassword, rememberPasswords } from "./credentials.js";
import { describeElement, familyOf } from "./describe.js";
import type { DraftInstance, DraftValue, ScalarValue } from "./draft.js";
import { convertInstance, convertObject, convertPairs, takesPairs, type Converted } from "./embedded.js";
import { replaceLiteral } from "./fixes.js";
import { limits } from "./limits.js";
import { fail, failType, type Slot } from "./slot.js";
import { reportUnknown } from "./unknown.js";
import { withinLimits } from "./value-limits.js";

/**
 * The value of a property as a document holds it: converted by the declaration's own rules, arrays element by
 * element, a single value wrapped where the property is an array, instances with all that they hold. How deep they go
 * is bounded by the front end that declared them. Undefined when it cannot be written; the diagnostics `check/…` of the
 * catalogue's part "values", those of `readMembers` and `check/unknown-value` then tell why.
 */
export function convert(value: DeclaredValue, slot: Slot): Converted | undefined {
  const { property } = slot;
  if (isCredential(property.embeddedClass) || isPassword(slot)) rememberPasswords(value, slot);
  if (value.kind === "unknown") return unknownValue(value, slot);
  if (value.kind === "null") return convertNull(value, slot);
  const { embeddedClass } = property;
  if (embeddedClass !== undefined) {
    if (value.kind === "hash" && takesPairs(slot)) return convertTable(value, embeddedClass, slot);
    return convertEmbedded(value, slot, (item) => convertInstance(item, embeddedClass, slot, convert));
  }
  if (property.embeddedObject === true)
    return convertEmbedded(value, slot, (item) => convertObject(item, slot, convert));
  if (value.kind === "array") {
    if (!property.array) return arrayForScalar(value, slot);
    return convertItems(value, slot, (item) => convertOne(item, slot));
  }
  if (isPassword(slot)) {
    const password = convertPassword(value, slot);
    return password && { value: password };
  }
  const converted = convertOne(value, slot);
  if (converted === undefined) return undefined;
  if (!property.array) return { value: converted };
  return { value: { kind: "array", items: [converted] }, items: [value.origin] };
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

function convertItems(
  array: DeclaredArray,
  slot: Slot,
  convertItem: (item: DeclaredValue) => DraftValue | undefined,
): Converted | undefined {
  const { name } = slot.property;
  const items: DraftValue[] = [];
  const origins: Origin[] = [];
  for (const item of array.items) {
    const converted = convertItem(item);
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
  const { property } = slot;
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
  const parameters = {
    property: property.name,
    expected: describeElement(property),
    count: array.items.length,
  };
  return fail(slot, report.arrayForScalar(array.origin, parameters, { fixes }));
}

/** One value that is neither an array nor embedded: a scalar property's, or an element of an array. */
function convertOne(value: DeclaredValue, slot: Slot): ScalarValue | undefined {
  return withinLimits(convertByKind(value, slot), value, slot);
}

function convertByKind(value: DeclaredValue, slot: Slot): ScalarValue | undefined {
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
      return isCredential(value.className)
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

/** A property that holds instances. */
function convertEmbedded(
  value: DeclaredValue,
  slot: Slot,
  convertItem: (item: DeclaredValue) => DraftInstance | undefined,
): Converted | undefined {
  const { property } = slot;
  if (value.kind === "array") {
    return property.array ? convertItems(value, slot, convertItem) : arrayForScalar(value, slot);
  }
  const only = convertItem(value);
  if (only === undefined || !property.array) return only && { value: only };
  return { value: { kind: "array", items: [only] }, items: [value.origin] };
}

/** A Hash for a table of strings. */
function convertTable(value: DeclaredHash, className: string, slot: Slot): Converted | undefined {
  const items = convertPairs(value, className, slot, convert);
  return items && { value: { kind: "array", items }, items: items.map(({ origin }) => origin) };
}
