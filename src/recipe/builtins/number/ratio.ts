/** A number as a fraction, which every finite float is exactly; the denominator is a power of two. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function ratioOf(number: number): Ratio {
  let exponent = 0;
  let mantissa = number;
  // Scaling by a power of two loses nothing: a float has 53 bits, the least ones 1074 places behind the point.
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent += 1;
  }
  return { numerator: BigInt(mantissa), denominator: 1n << BigInt(exponent) };
}
