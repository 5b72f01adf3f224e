/** Where the rounding of a float ends: behind so many places of its fraction, or after so many digits. */
export interface Cut {
  readonly places?: number;
  readonly digits?: number;
}

/** What David Gay's `dtoa` tries with floats alone: so many digits, powers of ten that floats hold, and further ones. */
const mostDigits = 14;
const exactPower = 22;
const bigPowers = [1e16, 1e32, 1e64, 1e128, 1e256];

/** Read from its digits: what `**` gives need not be the nearest float. */
function ten(power: number): number {
  return Number(`1e${power}`);
}

interface Scaled {
  /** About the number over its power of ten, with so many errors of half a last place. */
  readonly size: number;
  readonly errors: number;
  /** How many digits stay. */
  readonly digits: number;
}

/**
 * Whether Ruby takes what it cuts off for one half: `dtoa` as Ruby has it (missing/dtoa.c) scales with floats first,
 * and where that cannot tell on which side of the middle the rest lies, the even digit wins, wherever the rest lies
 * really. The steps are those of `dtoa`, since its doubt is what its own errors of rounding make it.
 */
export function isTakenForTie(number: number, cut: Cut): boolean {
  const scaled = scale(number, cut);
  if (scaled === undefined) return false;
  const { size, errors, digits } = scaled;
  const doubt = (errors * size + 7) * 2 ** -52 * ten(digits - 1);
  let rest = size;
  for (let digit = 1; digit <= digits; digit += 1) {
    if (digit > 1) rest *= 10;
    rest -= Math.trunc(rest);
    if (rest === 0) return false;
  }
  return rest <= 0.5 + doubt && rest >= 0.5 - doubt;
}

/** A number between 1 and 10, and how many digits of it are asked for; undefined when `dtoa` does not try it so. */
function scale(number: number, { places, digits }: Cut): Scaled | undefined {
  const { power, sure } = powerOf(number);
  let kept = places === undefined ? (digits ?? 1) : places + power + 1;
  if (kept <= 0 || kept > mostDigits) return undefined;
  let { size, errors } = overPower(number, power);
  if (!sure && size < 1) {
    if (places !== undefined) kept -= 1;
    if (kept <= 0) return undefined;
    size *= 10;
    errors += 1;
  }
  return { size, errors, digits: kept };
}

/** The power of ten of a number's first digit; or, where that is not sure, perhaps the next one. */
export function powerOf(number: number): { readonly power: number; readonly sure: boolean } {
  let exponent = Math.floor(Math.log2(number));
  if (number / 2 ** exponent >= 2) exponent += 1;
  else if (number / 2 ** exponent < 1) exponent -= 1;
  const mantissa = number / 2 ** exponent;
  const power = Math.floor(
    (mantissa - 1.5) * 0.289529654602168 + 0.1760912590558 + exponent * 0.301029995663981,
  );
  const sure = power >= 0 && power <= exactPower;
  return { power: sure && number < ten(power) ? power - 1 : power, sure };
}

function overPower(number: number, power: number): { readonly size: number; readonly errors: number } {
  const low = Math.abs(power) & 15;
  let high = Math.abs(power) >> 4;
  let errors = 2;
  let size = number;
  let divisor = ten(low);
  if (power > 0 && high & 16) {
    high &= 15;
    size /= 1e256;
    errors += 1;
  }
  if (power < 0) size *= divisor;
  for (const big of bigPowers) {
    if (high & 1) {
      errors += 1;
      if (power < 0) size *= big;
      else divisor *= big;
    }
    high >>= 1;
  }
  if (power > 0) size /= divisor;
  return { size, errors };
}
