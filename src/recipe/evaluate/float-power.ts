import { ratioOf } from "../builtins/number/ratio.js";

/** Bits that a power is calculated with: enough for all but the last digits of any exponent that leaves a float. */
const precision = 256;

/** `mantissa * 2 ** exponent` */
interface Scaled {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/**
 * `base ** exponent` as C's `pow` gives it, which Ruby calls. JavaScript's is another one, and no `pow` promises the
 * nearest float: the good ones (glibc says half a last place and a fiftieth) give it unless the power lies near the
 * middle of two floats. Undefined there, and where the exponent is broken, since nobody has calculated that exactly.
 */
export function floatPower(base: number, exponent: number): number | undefined {
  // C gives 1 here; JavaScript gives NaN.
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  const limits = exponent === 0 || base === 0 || !Number.isFinite(base) || !Number.isFinite(exponent);
  if (limits) return base ** exponent;
  if (!Number.isInteger(exponent)) return rootOf(base, exponent);
  const power = powerOf(Math.abs(base), BigInt(Math.abs(exponent)));
  const size = nearestFloat(exponent < 0 ? inverse(power) : power);
  return size !== undefined && base < 0 && exponent % 2 !== 0 ? -size : size;
}

/** A square root that is as short as its square is exact in every `pow`. */
function rootOf(base: number, exponent: number): number | undefined {
  const root = Math.sqrt(base);
  return exponent === 0.5 && Math.fround(root) === root && root * root === base ? root : undefined;
}

/** By the bits of the exponent, the highest first, so that what is too big for a float is seen soon. */
function powerOf(base: number, exponent: bigint): Scaled {
  const { numerator, denominator } = ratioOf(base);
  const once = { mantissa: numerator, exponent: 1 - denominator.toString(2).length };
  let power: Scaled = once;
  for (const bit of exponent.toString(2).slice(1)) {
    power = times(power, power);
    if (bit === "1") power = times(power, once);
    if (Math.abs(topBit(power)) > 4096) break;
  }
  return power;
}

function times(left: Scaled, right: Scaled): Scaled {
  const mantissa = left.mantissa * right.mantissa;
  const excess = BigInt(Math.max(0, mantissa.toString(16).length * 4 - precision));
  return { mantissa: mantissa >> excess, exponent: left.exponent + right.exponent + Number(excess) };
}

function inverse({ mantissa, exponent }: Scaled): Scaled {
  const shift = mantissa.toString(2).length + precision;
  return { mantissa: (1n << BigInt(shift)) / mantissa, exponent: -exponent - shift };
}

/** The power of two of the highest bit. */
function topBit({ mantissa, exponent }: Scaled): number {
  return mantissa.toString(2).length - 1 + exponent;
}

/** The float next to a number; undefined near the middle of two, and where floats have fewer digits. */
function nearestFloat(number: Scaled): number | undefined {
  const top = topBit(number);
  if (top > 1023) return Infinity;
  if (top < -1080) return 0;
  if (top < -1022) return undefined;
  const { mantissa, exponent } = number;
  const cut = mantissa.toString(2).length - 53;
  if (cut <= 0) return Number(mantissa) * 2 ** exponent;
  const rest = mantissa & ((1n << BigInt(cut)) - 1n);
  const half = 1n << BigInt(cut - 1);
  const distance = rest < half ? half - rest : rest - half;
  // A thirty-second of the last place.
  if (distance << 4n <= half) return undefined;
  const kept = (mantissa >> BigInt(cut)) + (rest > half ? 1n : 0n);
  return Number(kept) * 2 ** (exponent + cut);
}
