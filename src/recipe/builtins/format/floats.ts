import { ratioOf } from "../number/ratio.js";
import { inField, numberInField, signOf } from "./directive.js";
import type { Directive } from "./directive.js";
import { isTakenForTie, powerOf } from "./near-ties.js";
import type { Cut } from "./near-ties.js";

/** No float has more digits behind the point; further ones are zeros. */
const mostPlaces = 1100;

/** The power of ten up to which `dtoa` reads off the digits of a whole number exactly. */
const mostWhole = 14;

/** A quotient to the next integer, the even one of two that are as near. */
function nearest(numerator: bigint, denominator: bigint): bigint {
  const below = numerator / denominator;
  const twice = 2n * (numerator - below * denominator);
  return twice > denominator || (twice === denominator && below % 2n !== 0n) ? below + 1n : below;
}

/** Digits where a size is cut; `dtoa` forgets to take the zeros off their end where it comes to an even digit late. */
interface Rounded {
  readonly digits: bigint;
  readonly zerosStay: boolean;
}

function exactly(_size: number, _cut: Cut, numerator: bigint, denominator: bigint): Rounded {
  return { digits: nearest(numerator, denominator), zerosStay: false };
}

/** As Ruby rounds a size that is cut there: a whole number that is even there is looked at exactly. */
function rounded(size: number, cut: Cut, numerator: bigint, denominator: bigint): Rounded {
  if (size === 0 || !isTakenForTie(size, cut)) return exactly(size, cut, numerator, denominator);
  const below = numerator / denominator;
  if (below % 2n !== 0n) return { digits: below + 1n, zerosStay: false };
  if (Number.isInteger(size) && powerOf(size).power <= mostWhole)
    return { digits: nearest(numerator, denominator), zerosStay: true };
  return { digits: below, zerosStay: 2n * (numerator - below * denominator) > denominator };
}

/** A size with so many places behind the point. */
function fixed(size: number, places: number): string {
  const kept = Math.min(places, mostPlaces);
  const { numerator, denominator } = ratioOf(size);
  const { digits } = rounded(size, { places }, numerator * 10n ** BigInt(kept), denominator);
  return pointed(digits, kept) + "0".repeat(places - kept);
}

/** Digits with a point so many places from the end. */
function pointed(digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, "0");
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** The digits of a size from its first one on, and the power of ten of that. */
interface Scientific {
  readonly digits: string;
  readonly exponent: number;
  readonly zerosStay: boolean;
}

function scientific(size: number, count: number): Scientific {
  const kept = Math.min(count, mostPlaces);
  const zeros = "0".repeat(count - kept);
  if (size === 0) return { digits: "0".repeat(count), exponent: 0, zerosStay: false };
  const { numerator, denominator } = ratioOf(size);
  let exponent = Number(size.toExponential().split("e")[1]);
  for (let round = rounded; ; round = exactly) {
    const shift = kept - 1 - exponent;
    const scale = 10n ** BigInt(Math.abs(shift));
    const [above, below] = shift >= 0 ? [scale, 1n] : [1n, scale];
    const { digits, zerosStay } = round(size, { digits: kept }, numerator * above, denominator * below);
    const text = digits.toString();
    if (text.length === kept) return { digits: text + zeros, exponent, zerosStay };
    // Rounding has made one digit more, or the shortest text of the number was rounded up itself.
    exponent += text.length - kept;
  }
}

function exponential(size: number, precision: number): string {
  const { digits, exponent } = scientific(size, precision + 1);
  return withExponent(digits, exponent);
}

function withExponent(digits: string, exponent: number): string {
  const rest = digits.slice(1);
  const power = String(Math.abs(exponent)).padStart(2, "0");
  return `${digits.charAt(0)}${rest === "" ? "" : `.${rest}`}e${exponent < 0 ? "-" : "+"}${power}`;
}

/** `%g`: the shorter of both ways for so many digits, without zeros at the end. */
function general(size: number, precision: number): string {
  const count = Math.max(1, precision);
  const { digits, exponent, zerosStay } = scientific(size, count);
  const significant = zerosStay ? digits : digits.replace(/0+$/, "") || "0";
  if (exponent < -4 || exponent >= count) return withExponent(significant, exponent);
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${significant}`;
  const whole = significant.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const behind = significant.slice(exponent + 1);
  return behind === "" ? whole : `${whole}.${behind}`;
}

/** Whether a letter is that of a float. */
export function isFloatKind(kind: string): boolean {
  return kind.length === 1 && "feEgG".includes(kind);
}

/** A float as `%f`, `%e` and `%g` write it. */
export function formatFloat(number: number, directive: Directive): string {
  const negative = number < 0 || Object.is(number, -0);
  const sign = signOf(negative && !Number.isNaN(number), directive);
  if (!Number.isFinite(number)) {
    const shown = sign + (Number.isNaN(number) ? "NaN" : "Inf");
    return inField(shown, shown.length, directive);
  }
  const { kind, precision = 6 } = directive;
  const size = Math.abs(number);
  const digits =
    kind === "f"
      ? fixed(size, precision)
      : kind.toLowerCase() === "e"
        ? exponential(size, precision)
        : general(size, precision);
  return numberInField(sign, kind === "E" || kind === "G" ? digits.toUpperCase() : digits, directive, true);
}

/** An integer as `%f` writes it: all its digits, however many. */
export function formatWholeFloat(value: bigint, directive: Directive): string {
  const { precision = 6 } = directive;
  const digits =
    (value < 0n ? -value : value).toString() + (precision === 0 ? "" : `.${"0".repeat(precision)}`);
  return numberInField(signOf(value < 0n, directive), digits, directive, true);
}
