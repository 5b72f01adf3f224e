/**
 * A float as Ruby 3 writes it (`flo_to_s` in numeric.c, measured on 3.1): the shortest digits that read back
 * equal, with an exponent below 0.0001 and where more than fifteen digits before the point leave none after it.
 */
export function floatText(number: number): string {
  if (Number.isNaN(number)) return "NaN";
  if (!Number.isFinite(number)) return number < 0 ? "-Infinity" : "Infinity";
  if (number === 0) return Object.is(number, -0) ? "-0.0" : "0.0";
  const [mantissa = "", exponentText = ""] = Math.abs(number).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const exponent = Number(exponentText);
  const sign = number < 0 ? "-" : "";
  if (exponent < -4 || (exponent > 14 && digits.length <= exponent + 1)) {
    const size = String(Math.abs(exponent)).padStart(2, "0");
    return `${sign}${digits.slice(0, 1)}.${digits.slice(1) || "0"}e${exponent < 0 ? "-" : "+"}${size}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}

/**
 * About how many bits an integer has, by a factor of two; 0 for one that fits a machine word, whose work costs
 * nothing worth counting.
 */
export function bitsOf(value: bigint): number {
  let bits = 64;
  while (BigInt.asIntN(bits, value) !== value) bits *= 2;
  return bits === 64 ? 0 : bits;
}

/** The steps that writing an integer in digits is worth: it takes the square of its length. */
export function digitsCost(value: bigint): number {
  const words = bitsOf(value) >>> 6;
  return words + ((words * words) >>> 8);
}

/** Integer division as Ruby does it: towards negative infinity. The divisor is not zero. */
export function floorDivide(left: bigint, right: bigint): bigint {
  const quotient = left / right;
  return left % right !== 0n && left < 0n !== right < 0n ? quotient - 1n : quotient;
}

/** Ruby's `%` of integers: the remainder has the divisor's sign. */
export function floorModulo(left: bigint, right: bigint): bigint {
  const remainder = left % right;
  return remainder !== 0n && remainder < 0n !== right < 0n ? remainder + right : remainder;
}

/** Ruby's `%` of floats (`flodivmod`): the remainder has the divisor's sign. */
export function floatModulo(left: number, right: number): number {
  if (Math.abs(right) === Infinity && Number.isFinite(left)) {
    return left === 0 || left < 0 === right < 0 ? left : right;
  }
  const remainder = left % right;
  // The product may underflow to zero, and then Ruby keeps the remainder's own sign.
  return remainder * right < 0 ? remainder + right : remainder;
}

/** Whether an integer has at most so many bits. */
export function fitsBits(value: bigint, bits: number): boolean {
  return BigInt.asIntN(bits + 1, value) === value;
}
