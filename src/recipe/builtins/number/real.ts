import { zeroDivision } from "../../../diagnostics/catalogue/recipe-evaluate.js";
import { fail } from "../../evaluate/machine.js";
import { floatModulo, floorDivide, floorModulo } from "../../evaluate/numbers.js";
import { operate } from "../../evaluate/operators.js";
import { floatObject, integerObject } from "../../evaluate/value.js";
import type { FloatObject, IntegerObject, RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { argument } from "../given.js";
import { list, pure, tableOf, wrong } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";
import { isNumber, stepRow, unlessZero } from "./stepping.js";

type NumberObject = IntegerObject | FloatObject;
type NumberCall = Invocation<NumberObject>;

/** `div`, `divmod` and `remainder`: the quotient as an integer, and what is left. */
export function dividing(call: NumberCall): RuntimeValue | undefined {
  const { machine, receiver, origin, name } = call;
  const other = argument(call, 0);
  if (!isNumber(other)) return operate(machine, name === "div" ? "/" : "%", receiver, other, origin);
  if (receiver.kind === "integer" && other.kind === "integer")
    return divideIntegers(call, receiver.value, other.value);
  const left = Number(receiver.kind === "float" ? receiver.number : receiver.value);
  const right = Number(other.kind === "float" ? other.number : other.value);
  if (name === "remainder") return remainder(call, left, other, right);
  if (right === 0) return fail(machine, origin, "a division by zero", zeroDivision(origin, {}));
  // Of an integer beyond a machine word Ruby cuts the quotient off instead of rounding it down.
  const large = receiver.kind === "integer" && BigInt.asIntN(63, receiver.value) !== receiver.value;
  if (name === "div") return large ? undefined : wholeOf(call, Math.floor(left / right));
  const rest = floatModulo(left, right);
  const quotient = wholeOf(call, floatQuotient(left, right));
  return quotient.kind === "unknown" ? quotient : list(call, [quotient, floatObject(rest, origin)]);
}

/** The quotient that belongs to the remainder that `%` gives (Ruby, `flodivmod`). */
function floatQuotient(left: number, right: number): number {
  if (!Number.isFinite(left) && Number.isFinite(right)) return left;
  const rest = Math.abs(right) === Infinity && Number.isFinite(left) ? left : left % right;
  const quotient = (left - rest) / right;
  const whole = Math.trunc(quotient);
  const rounded = Math.abs(quotient - whole) >= 0.5 ? whole + Math.sign(quotient) : whole;
  return right * rest < 0 ? rounded - 1 : rounded;
}

/** What `%` gives, less the divisor where that has the other sign (Ruby, `num_remainder`). */
function remainder(call: NumberCall, left: number, other: NumberObject, right: number): RuntimeValue {
  const { machine, receiver, origin } = call;
  const rest = operate(machine, "%", receiver, other, origin);
  if (rest.kind !== "float" || rest.number === 0 || left < 0 === right < 0 || left === 0) return rest;
  if (Number.isNaN(left) || Number.isNaN(right)) return rest;
  return Math.abs(right) === Infinity ? receiver : operate(machine, "-", rest, other, origin);
}

function divideIntegers(call: NumberCall, left: bigint, right: bigint): RuntimeValue {
  const { machine, origin, name } = call;
  if (right === 0n) return fail(machine, origin, "a division by zero", zeroDivision(origin, {}));
  if (name === "remainder") return integerObject(left % right, origin);
  const quotient = integerObject(floorDivide(left, right), origin);
  return name === "div" ? quotient : list(call, [quotient, integerObject(floorModulo(left, right), origin)]);
}

/** A float that is a whole number as an integer. */
export function wholeOf(call: NumberCall, number: number): IntegerObject | UnknownObject {
  if (!Number.isFinite(number)) return wrong(call, call.receiver, "a finite number");
  return integerObject(BigInt(number), call.origin);
}

/** What integers and floats share. */
export const realMethods: MethodTable<NumberObject> = tableOf<NumberObject>([
  stepRow,
  pure("nonzero?", 0, 0, unlessZero),
]);
