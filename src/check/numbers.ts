import type { CimType } from "../schema/resource-class.js";

export interface Range {
  readonly low: bigint;
  readonly high: bigint;
}

const signed = (bits: bigint): Range => ({ low: -(1n << (bits - 1n)), high: (1n << (bits - 1n)) - 1n });
const unsigned = (bits: bigint): Range => ({ low: 0n, high: (1n << bits) - 1n });

/** The integer types and what they hold (DSP0004 §5.1.1). */
export const integerRanges: ReadonlyMap<CimType, Range> = new Map<CimType, Range>([
  ["sint8", signed(8n)],
  ["sint16", signed(16n)],
  ["sint32", signed(32n)],
  ["sint64", signed(64n)],
  ["uint8", unsigned(8n)],
  ["uint16", unsigned(16n)],
  ["uint32", unsigned(32n)],
  ["uint64", unsigned(64n)],
]);

/** Digits and sign of the longest 64-bit integers, 18446744073709551615 and -9223372036854775808. */
const longest = 20;

/** Whether an integer, in decimal digits without leading zeros, lies in a range of at most 64 bits. */
export function inRange(text: string, range: Range): boolean {
  if (text.length > longest) return false;
  const integer = BigInt(text);
  return range.low <= integer && integer <= range.high;
}

/** Whether a number can be written for a type: finite, and for real32 also after rounding to 32 bits. */
export function fitsReal(number: number, type: CimType): boolean {
  return Number.isFinite(type === "real32" ? Math.fround(number) : number);
}

/** Whether a text is an integer in decimal digits. */
export function isInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text);
}
