import { zeroDivision } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import { floatPower } from "./float-power.js";
import { charge, exceed, fail, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { bitsOf, fitsBits, floatModulo, floorDivide, floorModulo } from "./numbers.js";
import { floatObject, integerObject } from "./value.js";
import type { FloatObject, IntegerObject, RuntimeValue } from "./value.js";

type Arithmetic = "+" | "-" | "*" | "/" | "%" | "**";
type NumberObject = IntegerObject | FloatObject;

export function isArithmetic(operator: string): operator is Arithmetic {
  return ["+", "-", "*", "/", "%", "**"].includes(operator);
}

/** Ruby's arithmetic: integers stay integers (division rounds down), a float on either side makes a float. */
export function arithmetic(
  machine: Machine,
  operator: Arithmetic,
  left: NumberObject,
  right: NumberObject,
  origin: Origin,
): RuntimeValue {
  if (left.kind === "integer" && right.kind === "integer") {
    return integerArithmetic(machine, operator, left.value, right.value, origin);
  }
  const first = left.kind === "float" ? left.number : Number(left.value);
  const second = right.kind === "float" ? right.number : Number(right.value);
  switch (operator) {
    case "+":
      return floatObject(first + second, origin);
    case "-":
      return floatObject(first - second, origin);
    case "*":
      return floatObject(first * second, origin);
    case "/":
      return floatObject(first / second, origin);
    case "%":
      if (second === 0) return fail(machine, origin, "a division by zero", zeroDivision(origin, {}));
      return floatObject(floatModulo(first, second), origin);
    case "**":
      return powerOfFloats(machine, first, second, origin);
  }
}

// A negative base with a broken exponent gives a complex number in Ruby.
function powerOfFloats(machine: Machine, base: number, exponent: number, origin: Origin): RuntimeValue {
  if (base < 0 && Number.isFinite(base) && Number.isFinite(exponent) && !Number.isInteger(exponent))
    return unknown(origin, "a complex number", "Write the number itself.");
  const work = 8 + 4 * Math.ceil(Math.log2(1 + Math.min(Math.abs(exponent), Number.MAX_VALUE)));
  if (!charge(machine, work, origin)) return exceed(machine, origin, "steps");
  const power = floatPower(base, exponent);
  if (power !== undefined) return floatObject(power, origin);
  return unknown(
    origin,
    "the last digit of this power, which each C library has its own way with",
    "Write the number itself.",
  );
}

function integerArithmetic(
  machine: Machine,
  operator: Arithmetic,
  left: bigint,
  right: bigint,
  origin: Origin,
): RuntimeValue {
  const words = (bitsOf(left) + bitsOf(right)) >>> 6;
  // Long division and multiplication take the square of the length.
  const work = operator === "+" || operator === "-" ? words : (words * words) >>> 8;
  if (work > 0 && !charge(machine, work, origin)) return exceed(machine, origin, "steps");
  switch (operator) {
    case "+":
      return makeInteger(machine, left + right, origin);
    case "-":
      return makeInteger(machine, left - right, origin);
    case "*":
      return makeInteger(machine, left * right, origin);
    case "/":
    case "%":
      if (right === 0n) return fail(machine, origin, "a division by zero", zeroDivision(origin, {}));
      return integerObject((operator === "/" ? floorDivide : floorModulo)(left, right), origin);
    case "**":
      return power(machine, left, right, origin);
  }
}

function power(machine: Machine, base: bigint, exponent: bigint, origin: Origin): RuntimeValue {
  const size = base < 0n ? -base : base;
  if (exponent < 0n && size === 0n)
    return fail(machine, origin, "a division by zero", zeroDivision(origin, {}));
  if (exponent < 0n && size > 1n) return unknown(origin, "a fraction", "Write a float, such as 2.0 ** -1.");
  if (size > 1n) {
    const bits = BigInt((size.toString(16).length - 1) * 4 + 1);
    if (
      exponent > BigInt(machine.limits.integerBits) ||
      bits * exponent > BigInt(machine.limits.integerBits * 2)
    ) {
      return exceed(machine, origin, "integerBits");
    }
  } else if (exponent > 1n || exponent < 0n) {
    return integerObject(size === 0n ? 0n : base === 1n || exponent % 2n === 0n ? 1n : -1n, origin);
  }
  return makeInteger(machine, base ** exponent, origin);
}

function makeInteger(machine: Machine, value: bigint, origin: Origin): RuntimeValue {
  if (!fitsBits(value, machine.limits.integerBits)) return exceed(machine, origin, "integerBits");
  return integerObject(value, origin);
}

/** `& | ^ << >>` of integers; undefined for anything else. */
export function bitwise(
  machine: Machine,
  operator: string,
  left: NumberObject,
  right: NumberObject,
  origin: Origin,
): RuntimeValue | undefined {
  if (left.kind !== "integer" || right.kind !== "integer") return undefined;
  const words = (bitsOf(left.value) + bitsOf(right.value)) >>> 6;
  if (words > 0 && !charge(machine, words, origin)) return exceed(machine, origin, "steps");
  switch (operator) {
    case "&":
      return integerObject(left.value & right.value, origin);
    case "|":
      return integerObject(left.value | right.value, origin);
    case "^":
      return integerObject(left.value ^ right.value, origin);
    case "<<":
      return shift(machine, left.value, right.value, origin);
    case ">>":
      return shift(machine, left.value, -right.value, origin);
    default:
      return undefined;
  }
}

function shift(machine: Machine, value: bigint, by: bigint, origin: Origin): RuntimeValue {
  if (by > BigInt(machine.limits.integerBits)) {
    return value === 0n ? integerObject(0n, origin) : exceed(machine, origin, "integerBits");
  }
  return makeInteger(machine, by < 0n ? value >> -by : value << by, origin);
}

/** `-`, `+` and `~` of a number; undefined for anything else. */
export function negate(operator: string, operand: RuntimeValue, origin: Origin): RuntimeValue | undefined {
  if (operand.kind === "integer") {
    if (operator === "-") return integerObject(-operand.value, origin);
    return integerObject(operator === "~" ? ~operand.value : operand.value, origin);
  }
  if (operand.kind !== "float" || operator === "~") return undefined;
  return floatObject(operator === "-" ? -operand.number : operand.number, origin);
}
