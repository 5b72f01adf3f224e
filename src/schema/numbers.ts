import type { CimType } from "./resource-class.js";

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

/** Whether the integer that an LCM makes of one fits a type. */
export function fitsStored(text: string, type: CimType): boolean {
  const range = integerRanges.get(type);
  const stored = storedInteger(text, type);
  return range === undefined || (stored !== undefined && range.low <= stored && stored <= range.high);
}

/**
 * What an LCM makes of an integer: it reads 64 bits, takes them without a sign for uint64 and with one for any other
 * type, and only then looks at the range (lcm-rules 4.2). Undefined when the integer has more bits.
 */
export function storedInteger(text: string, type: CimType): bigint | undefined {
  if (!inRange(text, { low: -(1n << 63n), high: (1n << 64n) - 1n })) return undefined;
  const integer = BigInt(text);
  return type === "uint64" ? BigInt.asUintN(64, integer) : BigInt.asIntN(64, integer);
}

/** Whether a number can be written for a type: finite, and for real32 also after rounding to 32 bits. */
export function fitsReal(number: number, type: CimType): boolean {
  return Number.isFinite(type === "real32" ? Math.fround(number) : number);
}

/**
 * The number that a document holds for a type: for real32 one of the shortest text that reads back as the nearest 32
 * bits, so that 0.1 stays 0.1; the number itself when its text is no longer. Zero when it is too small for the type.
 */
export function nearestReal(number: number, type: CimType): number {
  if (type !== "real32") return number;
  const held = Math.fround(number);
  if (held === 0 || !Number.isFinite(held)) return held;
  const most = digitsOf(number).length;
  for (let precision = 1; precision < Math.min(most, mostDigits); precision++) {
    const [mantissa = "", exponent = ""] = held.toExponential(precision - 1).split("e");
    const digits = BigInt(mantissa.replace(/[-.]/g, ""));
    const scale = Number(exponent) - precision + 1;
    // Above a power of two the gaps are twice as wide as below: the next number up may read back where the nearest does not.
    for (const candidate of [digits, digits + 1n]) {
      const found = Math.sign(held) * Number(`${candidate}e${scale}`);
      if (Math.fround(found) === held) return found;
    }
  }
  return most <= mostDigits ? number : Number(held.toPrecision(mostDigits));
}

/** So many digits always read back as the same 32 bits. */
const mostDigits = 9;

/** The digits of a number's shortest text that count. */
function digitsOf(number: number): string {
  return number.toExponential().replace(/e.*|[-.]/g, "");
}
