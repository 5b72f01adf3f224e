import { ratioOf } from "../number/ratio.js";
import { inField, numberInField, signOf } from "./directive.js";
import type { Directive } from "./directive.js";

/** No float has more digits behind the point; further ones are zeros. */
const mostPlaces = 1100;

/** A quotient to the next integer, the even one of two that are as near. */
function nearest(numerator: bigint, denominator: bigint): bigint {
  const below = numerator / denominator;
  const twice = 2n * (numerator - below * denominator);
  return twice > denominator || (twice === denominator && below % 2n !== 0n) ? below + 1n : below;
}

/** A size with so many places behind the point, exactly rounded. */
function fixed(size: number, places: number): string {
  const kept = Math.min(places, mostPlaces);
  const { numerator, denominator } = ratioOf(size);
  return pointed(nearest(numerator * 10n ** BigInt(kept), denominator), kept) + "0".repeat(places - kept);
}

/** Digits with a point so many places from the end. */
function pointed(digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, "0");
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** The digits of a size from its first one on, and the power of ten of that. */
function scientific(size: number, count: number): { readonly digits: string; readonly exponent: number } {
  const kept = Math.min(count, mostPlaces);
  const zeros = "0".repeat(count - kept);
  if (size === 0) return { digits: "0".repeat(count), exponent: 0 };
  const { numerator, denominator } = ratioOf(size);
  let exponent = Number(size.toExponential().split("e")[1]);
  for (;;) {
    const shift = kept - 1 - exponent;
    const scale = 10n ** BigInt(Math.abs(shift));
    const digits = (
      shift >= 0 ? nearest(numerator * scale, denominator) : nearest(numerator, denominator * scale)
    ).toString();
    if (digits.length === kept) return { digits: digits + zeros, exponent };
    // Rounding has made one digit more, or the shortest text of the number was rounded up itself.
    exponent += digits.length - kept;
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
  const { digits, exponent } = scientific(size, count);
  const significant = digits.replace(/0+$/, "") || "0";
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

/** A float as `%f`, `%e` and `%g` write it; the value is rounded exactly. */
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
