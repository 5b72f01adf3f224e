import { unwritableCharacter, wrongType } from "../diagnostics/catalogue/check.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { DeclaredString, DeclaredValue } from "../model/declaration.js";
import { unwritable, type Target } from "../mof/literal.js";
import type { CimClass, CimProperty, Module } from "../schema/resource-class.js";
import type { Origin } from "../source/source.js";
import { allowedValues } from "./allowed-values.js";
import type { Context } from "./context.js";
import { describeKind, describeType, oneOf } from "./describe.js";

/** A property that is being set, of a block or of an instance inside its values: where, and by which rules. */
export interface Slot {
  readonly property: CimProperty;
  /** The class of the embedded instance that has the property; undefined for a property of the block itself. */
  readonly within?: CimClass;
  /** The name of the block's property. */
  readonly nameOrigin: Origin;
  /** The whole value of the block's property, of which the converted value may be a part. */
  readonly valueOrigin: Origin;
  /** Where the class of the resource comes from, and embedded classes are looked for first. */
  readonly module: Module;
  readonly coercion: "chef" | "powershell";
  readonly context: Context;
}

/** Adds a diagnostic and gives the value of a failed conversion. */
export function fail(slot: Slot, diagnostic: Diagnostic): undefined {
  slot.context.diagnostics.push(diagnostic);
  return undefined;
}

/** `check/wrong-type` for one value (an element, in an array). */
export function failType(value: DeclaredValue, slot: Slot): undefined {
  const { property } = slot;
  const names = allowedValues(property)?.names ?? [];
  const expected = names.length > 0 ? oneOf(names) : describeType(property.type);
  const found = value.kind === "boolean" ? String(value.value) : describeKind(value.kind);
  return fail(slot, wrongType(value.origin, { property: property.name, expected, found }));
}

/** `check/unwritable-character` when a text cannot be written for the target, located at the character. */
export function unwritableIn(
  text: string,
  value: DeclaredValue,
  target: Target,
  subject: string,
): Diagnostic | undefined {
  const at = unwritable(text, target);
  if (at === undefined) return undefined;
  const place = value.kind === "string" ? placeIn(value, at) : value.origin;
  const code = (text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return unwritableCharacter(place, { subject, character: `U+${code}` });
}

/** Where a character of a string stands in the source, by the string's segments. */
function placeIn(value: DeclaredString, at: number): Origin {
  const segments = value.segments ?? [];
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const segment = segments[low - 1];
  if (segment === undefined) return value.origin;
  const { source } = value.origin;
  const { start, end } = segment;
  const length = (segments[low]?.at ?? value.text.length) - segment.at;
  if (length !== end - start) return { source, start, end };
  return { source, start: start + (at - segment.at), end: start + (at - segment.at) + 1 };
}
