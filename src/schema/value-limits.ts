import type { Value } from "../model/value.js";
import { fitsStored, storedInteger } from "./numbers.js";
import { integerOf, type Qualifiers } from "./qualifiers.js";
import type { CimProperty, CimType, ValueLimits } from "./resource-class.js";

/** The limits of a property's values, from MinLen, MaxLen, MinValue and MaxValue, where they fit its type. */
export function readLimits(type: CimType, qualifiers: Qualifiers): Pick<CimProperty, "limits"> {
  const length = (name: string): number | undefined => {
    const written = type === "string" ? integerOf(qualifiers, name) : undefined;
    return written === undefined || !fitsStored(written, "uint32") ? undefined : Number(written);
  };
  const value = (name: string): string | undefined => {
    const written = /int|real/.test(type) ? integerOf(qualifiers, name) : undefined;
    return written === undefined ? undefined : storedInteger(written, "sint64")?.toString();
  };
  const minLength = length("minlen");
  const maxLength = length("maxlen");
  const minValue = value("minvalue");
  const maxValue = value("maxvalue");
  const limits: ValueLimits = {
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(minValue !== undefined && { minValue }),
    ...(maxValue !== undefined && { maxValue }),
  };
  return Object.keys(limits).length === 0 ? {} : { limits };
}

/** What a value of a property may not be, in the words of its schema. */
export interface Outside {
  /** `has 300 characters`, `is 12`. */
  readonly found: string;
  /** `at most 256 characters`, `from 1 to 10`. */
  readonly allowed: string;
}

/** What is wrong with a single value where MinLen, MaxLen, MinValue or MaxValue limit its property. */
export function outsideLimits(value: Value, { limits }: Pick<CimProperty, "limits">): Outside | undefined {
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
