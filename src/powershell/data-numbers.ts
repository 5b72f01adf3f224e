/** A number as PowerShell reads it, or why it is not one that every version reads alike. */
export type ReadNumber =
  { readonly ok: true; readonly value: bigint | number } | { readonly ok: false; readonly problem: string };

/** about_Numeric_Literals: digits, a suffix for the type, a multiplier. */
const whole = /^(?:0x([0-9a-f]+)|(\d+))(ul|us|uy|u|l|s|y|n|d)?(kb|mb|gb|tb|pb)?$/i;
const real = /^(?:\d+\.\d*|\.\d+|\d+(?=e))(?:e[-+]?\d+)?d?(kb|mb|gb|tb|pb)?$/i;

const sixtyFourBits = [-(2n ** 63n), 2n ** 63n - 1n] as const;

/** What a whole number without a suffix holds exactly: behind 64 bits it becomes a System.Decimal, then a double. */
const decimals = [1n - 2n ** 96n, 2n ** 96n - 1n] as const;

/** What a suffix's type holds: the least and the largest value. */
const ranges: ReadonlyMap<string, readonly [bigint, bigint]> = new Map([
  ["y", [-128n, 127n]],
  ["uy", [0n, 255n]],
  ["s", [-32_768n, 32_767n]],
  ["us", [0n, 65_535n]],
  ["l", sixtyFourBits],
  ["u", [0n, 2n ** 64n - 1n]],
  ["ul", [0n, 2n ** 64n - 1n]],
]);

const multipliers: ReadonlyMap<string, bigint> = new Map([
  ["kb", 2n ** 10n],
  ["mb", 2n ** 20n],
  ["gb", 2n ** 30n],
  ["tb", 2n ** 40n],
  ["pb", 2n ** 50n],
]);

/**
 * Reads a word that starts with a digit, or a dot and a digit, with its sign in front. Whole numbers are bigints, a
 * decimal (`d`) is a real number here. Undefined when the word is no number at all.
 */
export function readNumber(text: string, negative: boolean): ReadNumber | undefined {
  const digits = whole.exec(text);
  const isDecimal = digits?.[3]?.toLowerCase() === "d";
  if (digits !== null && !isDecimal) return wholeNumber(digits, negative);
  const multiplier = digits === null ? real.exec(text)?.[1] : digits[4];
  if (digits === null && !real.test(text)) return undefined;
  const value = Number(text.replace(/d?(?:[kmgtp]b)?$/i, "")) * Number(multiplierOf(multiplier));
  return Number.isFinite(value)
    ? { ok: true, value: negative ? -value : value }
    : { ok: false, problem: "this number is too large" };
}

function wholeNumber(
  [, hex, decimal = "", suffix = "", multiplier]: RegExpExecArray,
  negative: boolean,
): ReadNumber {
  const type = suffix.toLowerCase();
  const isPlain = type === "" && multiplier === undefined && !negative;
  const magnitude =
    hex === undefined || type.startsWith("u")
      ? BigInt(hex === undefined ? decimal : `0x${hex}`)
      : signed(hex, isPlain);
  if (magnitude === undefined)
    return { ok: false, problem: "versions of PowerShell take this number for different ones" };
  const value = magnitude * multiplierOf(multiplier) * (negative ? -1n : 1n);
  const [least, largest] = ranges.get(type) ?? (multiplier === undefined ? decimals : sixtyFourBits);
  if (type !== "n" && (value < least || value > largest))
    return { ok: false, problem: "this number is too large" };
  return { ok: true, value };
}

/**
 * A hexadecimal number without a word about its sign: of exactly 8 or 16 digits with the highest bit set it is
 * negative (0xFFFFFFFF is -1). Undefined where Windows PowerShell 5.1 and PowerShell 7 differ.
 */
function signed(hex: string, isPlain: boolean): bigint | undefined {
  const value = BigInt(`0x${hex}`);
  const bits = value < 2n ** 32n ? 32n : 64n;
  if (value < 2n ** (bits - 1n)) return value;
  return isPlain && hex.length === Number(bits) / 4 && value < 2n ** bits ? value - 2n ** bits : undefined;
}

function multiplierOf(name: string | undefined): bigint {
  return multipliers.get((name ?? "").toLowerCase()) ?? 1n;
}
