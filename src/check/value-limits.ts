import type { DeclaredValue } from "../model/declaration.js";
import type { Value } from "../model/value.js";
import * as report from "../diagnostics/catalogue/check.js";
import type { CimProperty } from "../schema/resource-class.js";
import type { ScalarValue } from "./draft.js";
import { fail, type Slot } from "./slot.js";

/** What a value of a property may not be, in the words of its schema. */
export interface Outside {
  /** `has 300 characters`, `is 12`. */
  readonly found: string;
  /** `at most 256 characters`, `from 1 to 10`. */
  readonly allowed: string;
}

/** What is wrong with a single value where MinLen, MaxLen, MinValue or MaxValue limit its property. */
export function outsideLimits(value: Value, { limits }: CimProperty): Outside | undefined {
  if (limits === undefined) return undefined;
  if (value.kind === "string") {
    const { minLength, maxLength } = limits;
    if (minLength === undefined && maxLength === undefined) return undefined;
    const count = charactersIn(value.text);
    if ((minLength ?? 0) <= count && count <= (maxLength ?? Infinity)) return undefined;
    return { found: `has ${counted(count)}`, allowed: between(minLength, maxLength, " characters") };
  }
  if (value.kind !== "integer" && value.kind !== "real") return undefined;
  const { minValue, maxValue } = limits;
  // A bigint and a number compare exactly.
  const number = value.kind === "integer" ? BigInt(value.text) : value.number;
  const low = minValue === undefined || number >= BigInt(minValue);
  const high = maxValue === undefined || number <= BigInt(maxValue);
  return low && high ? undefined : { found: `is ${number}`, allowed: between(minValue, maxValue, "") };
}

/** Half a surrogate pair counts as a character. */
function charactersIn(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function counted(count: number): string {
  return `${count} ${count === 1 ? "character" : "characters"}`;
}

function between(low: number | string | undefined, high: number | string | undefined, unit: string): string {
  if (low === undefined) return `at most ${high ?? ""}${unit}`;
  return high === undefined ? `at least ${low}${unit}` : `from ${low} to ${high}${unit}`;
}

/** A value as it is when the limits of its property allow it; else it is refused. */
export function withinLimits(
  converted: ScalarValue | undefined,
  { origin }: DeclaredValue,
  slot: Slot,
): ScalarValue | undefined {
  const outside = converted && outsideLimits(converted, slot.property);
  if (outside === undefined) return converted;
  return fail(slot, report.outsideLimits(origin, { property: slot.property.name, ...outside }));
}
