import { unknown } from "../../evaluate/machine.js";
import { digitsCost, floorDivide } from "../../evaluate/numbers.js";
import { floatObject, integerObject } from "../../evaluate/value.js";
import type { FloatObject, IntegerObject, RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { integerGiven, pay } from "../given.js";
import { pure, wrong } from "../method.js";
import type { Invocation, Row } from "../method.js";
import { ratioOf } from "./ratio.js";

/** Where a number in the middle goes: away from zero, to the even neighbour, or towards zero. */
type Half = "up" | "even" | "down";

type Rounding = "floor" | "ceil" | "truncate" | Half;

/** The multiple of `unit` that is next to a number, both of the same denominator. */
function nextMultiple(value: bigint, unit: bigint, rounding: Rounding): bigint {
  const below = floorDivide(value, unit);
  const rest = value - below * unit;
  return rest === 0n || !goesUp(value, below, 2n * rest - unit, rounding) ? below : below + 1n;
}

/** Whether a number between two multiples goes to the upper one; `middle` tells on which side of the middle it is. */
function goesUp(value: bigint, below: bigint, middle: bigint, rounding: Rounding): boolean {
  switch (rounding) {
    case "floor":
      return false;
    case "ceil":
      return true;
    case "truncate":
      return value < 0n;
    case "up":
      return middle > 0n || (middle === 0n && value > 0n);
    case "down":
      return middle > 0n || (middle === 0n && value < 0n);
    case "even":
      return middle > 0n || (middle === 0n && below % 2n !== 0n);
  }
}

/** `half:` of `round`: `:up` when it is not given. */
function halfGiven(call: Invocation<RuntimeValue>): Half | UnknownObject {
  const half = call.keywords.get("half");
  if (half === undefined || half.kind === "nil") return "up";
  if (half.kind === "unknown") return half;
  const text = half.kind === "symbol" || half.kind === "string" ? half.text : "";
  return text === "up" || text === "even" || text === "down"
    ? text
    : wrong(call, half, ":up, :even or :down");
}

/** How a method of this name rounds. */
function roundingOf(call: Invocation<RuntimeValue>): Rounding | UnknownObject {
  const { name } = call;
  if (name === "round") return halfGiven(call);
  return name === "floor" || name === "ceil" ? name : "truncate";
}

/** The digits behind the point to keep; below zero those in front of it that become zeros. */
function digitsGiven(call: Invocation<RuntimeValue>): number | UnknownObject {
  if (call.arguments.length === 0) return 0;
  const digits = integerGiven(call, 0);
  if (typeof digits !== "number" || Math.abs(digits) < 2 ** 31) return digits;
  return wrong(call, call.arguments[0], "a number of digits");
}

function roundInteger(
  call: Invocation<RuntimeValue>,
  value: bigint,
  digits: number,
  rounding: Rounding,
): RuntimeValue {
  if (digits >= 0 || value === 0n) return integerObject(value, call.origin);
  const problem = pay(call, 2 * digitsCost(value));
  if (problem !== undefined) return problem;
  const size = value.toString().length;
  if (-digits > size + 1) {
    // Ruby before 3.4 forgets that the next multiple may be far away.
    const near = rounding !== "floor" && rounding !== "ceil";
    if (near || (rounding === "floor") === value > 0n) return integerObject(0n, call.origin);
    if (-digits > 18) return unknown(call.origin, "a number rounded so far", "Write the number itself.");
  }
  const unit = 10n ** BigInt(-digits);
  // Of an integer beyond a machine word Ruby 3.1 gives the next multiple even when it is one itself.
  if (rounding === "ceil" && value % unit === 0n && BigInt.asIntN(63, value) !== value)
    return unknown(call.origin, "a number rounded so far", "Write the number itself.");
  return integerObject(nextMultiple(value, unit, rounding) * unit, call.origin);
}

/** The exponent of a float's fraction between a half and one (C, `frexp`). */
function binaryExponent(number: number): number {
  const size = Math.abs(number);
  let exponent = Math.floor(Math.log2(size)) + 1;
  if (2 ** (exponent - 1) > size) exponent -= 1;
  if (2 ** exponent <= size) exponent += 1;
  return exponent;
}

/** Whether a float has no digits there, or all of them behind (Ruby, `float_round_overflow` and `…_underflow`). */
function outOfReach(number: number, digits: number): "all" | "none" | undefined {
  const exponent = binaryExponent(number);
  if (digits >= 17 - (exponent > 0 ? Math.trunc(exponent / 4) : Math.trunc(exponent / 3) - 1)) return "all";
  if (digits < -(exponent > 0 ? Math.trunc(exponent / 3) + 1 : Math.trunc(exponent / 4))) return "none";
  return undefined;
}

/** To the next integer, halves away from zero (C, `round`). */
function roundAway(number: number): number {
  const whole = Math.trunc(number);
  return Math.abs(number - whole) >= 0.5 ? whole + Math.sign(number) : whole;
}

/** A scaled float to an integer; what scaling has lost is mended by scaling back (Ruby, `round_half_up` and so on). */
function roundScaled(number: number, scale: number, half: Half): number {
  const scaled = number * scale;
  const sign = number > 0 ? 1 : -1;
  if (half === "even") {
    const whole = Math.trunc(scaled);
    const rest = Math.abs(scaled - whole);
    const beyond = rest > 0.5;
    const middle = rest === 0.5 || ((whole + sign * 0.5) / scale - number) * sign <= 0;
    return beyond || (middle && whole % 2 !== 0) ? whole + sign : whole;
  }
  const rounded = roundAway(scaled);
  if (half === "up") {
    if (scale === 1) return rounded;
    return ((rounded + sign * 0.5) / scale - number) * sign <= 0 ? rounded + sign : rounded;
  }
  return ((rounded - sign * 0.5) / scale - number) * sign >= 0 ? rounded - sign : rounded;
}

/** `floor` and `ceil` with digits (Ruby, `rb_float_floor`): undefined where Rubies calculate in different ways. */
function floorScaled(number: number, scale: number, rounding: "floor" | "ceil"): number | undefined {
  const scaled = number * scale;
  const whole = rounding === "floor" ? Math.floor(scaled) : Math.ceil(scaled);
  const step = rounding === "floor" ? 1 : -1;
  const next = (whole + step) / scale;
  if ((next - number) * step > 0) return whole / scale;
  return rounding === "floor" ? next : undefined;
}

function roundFloat(
  call: Invocation<FloatObject>,
  number: number,
  digits: number,
  rounding: Rounding,
): RuntimeValue {
  const { origin } = call;
  if (digits > 0) {
    if (number === 0 || !Number.isFinite(number)) return floatObject(number, origin);
    return roundBehindPoint(call, number, digits, rounding);
  }
  if (!Number.isFinite(number)) return wrong(call, call.receiver, "a finite number");
  const { numerator, denominator } = ratioOf(number);
  if (digits === 0) return integerObject(nextMultiple(numerator, denominator, rounding), origin);
  // Digits before the point are those of the integer in front of it.
  const cut = rounding === "floor" || rounding === "ceil" ? rounding : "truncate";
  return roundInteger(call, nextMultiple(numerator, denominator, cut), digits, rounding);
}

function roundBehindPoint(
  call: Invocation<FloatObject>,
  number: number,
  digits: number,
  rounding: Rounding,
): RuntimeValue {
  const { origin } = call;
  const reach = outOfReach(number, digits);
  if (reach === "all") return floatObject(number, origin);
  const scale = Number(`1e${digits}`);
  const towards = rounding === "truncate" ? (number > 0 ? "floor" : "ceil") : rounding;
  if (reach === "none" && (number > 0 ? towards !== "ceil" : towards !== "floor"))
    return floatObject(0, origin);
  if (towards === "floor" || towards === "ceil") {
    // Behind the fourteenth digit later Rubies calculate with fractions.
    const cut = digits > 14 ? undefined : floorScaled(number, scale, towards);
    if (cut !== undefined) return floatObject(cut, origin);
    return unknown(origin, "a number cut off so far behind the point", "Write the number itself.");
  }
  if (digits <= 14) return floatObject(roundScaled(number, scale, towards) / scale, origin);
  const { numerator, denominator } = ratioOf(number);
  const rounded = nextMultiple(numerator * 10n ** BigInt(digits), denominator, towards);
  return floatObject(Number(`${rounded}e-${digits}`), origin);
}

const names = ["floor", "ceil", "round", "truncate"] as const;

/** `floor`, `ceil`, `round` and `truncate` of integers. */
export const integerRounding: readonly Row<IntegerObject>[] = names.map((name) =>
  pure<IntegerObject>(
    name,
    0,
    1,
    (call) => {
      if (call.arguments.length === 0) return call.receiver;
      const digits = digitsGiven(call);
      const rounding = roundingOf(call);
      if (typeof digits !== "number") return digits;
      if (typeof rounding !== "string") return rounding;
      return roundInteger(call, call.receiver.value, digits, rounding);
    },
    { keywords: name === "round" ? ["half"] : [] },
  ),
);

/** The same of floats. */
export const floatRounding: readonly Row<FloatObject>[] = names.map((name) =>
  pure<FloatObject>(
    name,
    0,
    1,
    (call) => {
      const digits = digitsGiven(call);
      const rounding = roundingOf(call);
      if (typeof digits !== "number") return digits;
      if (typeof rounding !== "string") return rounding;
      return roundFloat(call, call.receiver.number, digits, rounding);
    },
    { keywords: name === "round" ? ["half"] : [] },
  ),
);
