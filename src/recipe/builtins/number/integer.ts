import { zeroDivision } from "../../../diagnostics/catalogue/recipe-evaluate.js";
import { fail, unknown } from "../../evaluate/machine.js";
import { bitsOf, digitsCost, floorModulo } from "../../evaluate/numbers.js";
import { operate } from "../../evaluate/operators.js";
import { floatObject, integerObject } from "../../evaluate/value.js";
import type { IntegerObject, RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { comparableMethods } from "../comparable.js";
import { argument, integerGiven, pay } from "../given.js";
import { inherit, list, nothing, pure, tableOf, text, truth, whole, wrong } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";
import { dividing, realMethods } from "./real.js";
import { integerRounding } from "./rounding.js";
import { integerWalks } from "./stepping.js";

type IntegerCall = Invocation<IntegerObject>;

function made(call: IntegerCall, value: bigint): RuntimeValue {
  return integerObject(value, call.origin);
}

function shown(call: IntegerCall): RuntimeValue {
  const base = call.arguments.length === 0 ? 10 : integerGiven(call, 0);
  if (typeof base !== "number") return base;
  if (base < 2 || base > 36) return wrong(call, call.arguments[0], "a base from 2 to 36");
  const problem = pay(call, digitsCost(call.receiver.value));
  return problem ?? text(call, call.receiver.value.toString(base));
}

/** An argument that has to be an integer, and nothing that can be made one. */
function exactGiven(call: IntegerCall, index: number): bigint | UnknownObject {
  const value = argument(call, index);
  return value.kind === "integer" ? value.value : wrong(call, value, "an Integer");
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function greatestDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [absolute(left), absolute(right)];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** `gcd`, `lcm` and both. */
function divisors(call: IntegerCall): RuntimeValue {
  const other = exactGiven(call, 0);
  if (typeof other !== "bigint") return other;
  const { value } = call.receiver;
  const words = (bitsOf(value) + bitsOf(other)) >>> 6;
  const problem = pay(call, (words * words) >>> 1);
  if (problem !== undefined) return problem;
  const gcd = greatestDivisor(value, other);
  if (call.name === "gcd") return made(call, gcd);
  const lcm = gcd === 0n ? 0n : absolute((value / gcd) * other);
  return call.name === "lcm" ? made(call, lcm) : list(call, [made(call, gcd), made(call, lcm)]);
}

/** `digits`: the least first. */
function digits(call: IntegerCall): RuntimeValue {
  const base = call.arguments.length === 0 ? 10n : baseGiven(call);
  if (typeof base !== "bigint") return base;
  const { value } = call.receiver;
  if (base < 2n) return wrong(call, call.arguments[0], "a base of 2 or more");
  if (value < 0n) return wrong(call, call.receiver, "an Integer that is not negative");
  const words = bitsOf(value) >>> 6;
  const problem = pay(call, (words * words) >>> 2);
  if (problem !== undefined) return problem;
  const parts: RuntimeValue[] = [];
  let rest = value;
  do {
    parts.push(made(call, rest % base));
    rest /= base;
  } while (rest > 0n);
  return list(call, parts);
}

function baseGiven(call: IntegerCall): bigint | UnknownObject {
  const given = argument(call, 0);
  if (given.kind === "integer") return given.value;
  const number = integerGiven(call, 0);
  return typeof number === "number" ? BigInt(number) : number;
}

/** `pow`: as `**`, or the remainder of the power by a third number. */
function power(call: IntegerCall): RuntimeValue | undefined {
  const { machine, receiver, origin } = call;
  if (call.arguments.length === 1) return operate(machine, "**", receiver, argument(call, 0), origin);
  const exponent = exactGiven(call, 0);
  if (typeof exponent !== "bigint") return exponent;
  const modulus = exactGiven(call, 1);
  if (typeof modulus !== "bigint") return modulus;
  if (exponent < 0n) return wrong(call, argument(call, 0), "an exponent that is not negative");
  // Of such a modulus Ruby forgets the sign where the base is zero.
  if (modulus < 0n && bitsOf(modulus) > 0) return undefined;
  if (modulus === 0n) return fail(machine, origin, "a division by zero", zeroDivision(origin, {}));
  const words = 1 + (bitsOf(modulus) >>> 6);
  const problem = pay(call, bitLength(exponent) * (1 + ((words * words) >>> 8)));
  if (problem !== undefined) return problem;
  let result = 1n;
  let square = floorModulo(receiver.value, absolute(modulus));
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return made(call, floorModulo(result, modulus));
}

/** `chr`: a character of ASCII, of Unicode with its encoding named; other encodings are not evaluated. */
function character(call: IntegerCall): RuntimeValue | undefined {
  const { value } = call.receiver;
  const [encoding] = call.arguments;
  if (encoding !== undefined) {
    if (encoding.kind !== "string" || !/^utf-8$/i.test(encoding.text)) return undefined;
    const surrogate = value >= 0xd800n && value <= 0xdfffn;
    if (value < 0n || value > 0x10ffffn || surrogate)
      return wrong(call, call.receiver, "the code of a character");
    return text(call, String.fromCodePoint(Number(value)));
  }
  if (value < 0n || value > 255n) return wrong(call, call.receiver, "a number from 0 to 255");
  // What is no printable ASCII shows in another way than in a text that is written.
  return value >= 32n && value < 127n ? text(call, String.fromCharCode(Number(value))) : undefined;
}

function bitLength(value: bigint): number {
  const size = value < 0n ? ~value : value;
  return size === 0n ? 0 : size.toString(2).length;
}

/** `allbits?`, `anybits?`, `nobits?`. */
function bits(call: IntegerCall, test: (common: bigint, mask: bigint) => boolean): RuntimeValue {
  const mask = exactGiven(call, 0);
  return typeof mask === "bigint" ? truth(call, test(call.receiver.value & mask, mask)) : mask;
}

/** `fdiv`: the quotient as a float; of integers that no float holds exactly it is left to Ruby. */
function floatQuotient(call: IntegerCall): RuntimeValue {
  const { machine, receiver, origin } = call;
  const other = argument(call, 0);
  if (other.kind === "integer") {
    const exact = [receiver.value, other.value].every(
      (value) => bitsOf(value) < 1024 && BigInt(Number(value)) === value,
    );
    if (!exact) return unknown(origin, "the quotient of such integers", "Write the number itself.");
    return floatObject(Number(receiver.value) / Number(other.value), origin);
  }
  return operate(machine, "/", floatObject(Number(receiver.value), origin), other, origin);
}

function coerce(call: IntegerCall): RuntimeValue | undefined {
  const other = argument(call, 0);
  if (other.kind === "integer") return list(call, [other, call.receiver]);
  if (other.kind !== "float") return other.kind === "string" ? undefined : wrong(call, other, "a number");
  return list(call, [other, floatObject(Number(call.receiver.value), call.origin)]);
}

/** Methods of integers. */
export const integerMethods: MethodTable<IntegerObject> = inherit<IntegerObject>(
  tableOf<IntegerObject>(
    [
      pure("to_s", 0, 1, shown),
      pure("to_i", 0, 0, (call) => call.receiver, { cheap: true }),
      pure("to_f", 0, 0, (call) => floatObject(Number(call.receiver.value), call.origin)),
      pure("abs", 0, 0, (call) => made(call, absolute(call.receiver.value))),
      pure("zero?", 0, 0, (call) => truth(call, call.receiver.value === 0n)),
      pure("even?", 0, 0, (call) => truth(call, call.receiver.value % 2n === 0n)),
      pure("odd?", 0, 0, (call) => truth(call, call.receiver.value % 2n !== 0n)),
      pure("positive?", 0, 0, (call) => truth(call, call.receiver.value > 0n)),
      pure("negative?", 0, 0, (call) => truth(call, call.receiver.value < 0n)),
      pure("integer?", 0, 0, (call) => truth(call, true)),
      pure("finite?", 0, 0, (call) => truth(call, true)),
      pure("infinite?", 0, 0, nothing),
      pure("succ", 0, 0, (call) => made(call, call.receiver.value + 1n)),
      pure("pred", 0, 0, (call) => made(call, call.receiver.value - 1n)),
      pure("ord", 0, 0, (call) => call.receiver),
      pure("chr", 0, 1, character),
      pure("gcd", 1, 1, divisors),
      pure("lcm", 1, 1, divisors),
      pure("gcdlcm", 1, 1, divisors),
      pure("digits", 0, 1, digits),
      pure("bit_length", 0, 0, (call) => whole(call, bitLength(call.receiver.value))),
      pure("allbits?", 1, 1, (call) => bits(call, (common, mask) => common === mask)),
      pure("anybits?", 1, 1, (call) => bits(call, (common) => common !== 0n)),
      pure("nobits?", 1, 1, (call) => bits(call, (common) => common === 0n)),
      pure("pow", 1, 2, power),
      pure("fdiv", 1, 1, floatQuotient),
      pure("div", 1, 1, dividing),
      pure("divmod", 1, 1, dividing),
      pure("remainder", 1, 1, dividing),
      pure("modulo", 1, 1, (call) =>
        operate(call.machine, "%", call.receiver, argument(call, 0), call.origin),
      ),
      pure("coerce", 1, 1, coerce),
      ...integerRounding,
      ...integerWalks,
    ],
    { inspect: "to_s", to_int: "to_i", next: "succ", magnitude: "abs" },
  ),
  realMethods,
  comparableMethods,
);
