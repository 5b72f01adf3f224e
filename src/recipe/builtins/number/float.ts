import { floatText } from "../../evaluate/numbers.js";
import { operate } from "../../evaluate/operators.js";
import { floatObject } from "../../evaluate/value.js";
import type { FloatObject, RuntimeValue } from "../../evaluate/value.js";
import { comparableMethods } from "../comparable.js";
import { argument } from "../given.js";
import { inherit, list, nothing, pure, tableOf, text, truth, whole, wrong } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";
import { dividing, realMethods, wholeOf } from "./real.js";
import { floatRounding } from "./rounding.js";
import { isNumber } from "./stepping.js";

type FloatCall = Invocation<FloatObject>;

function infinite(call: FloatCall): RuntimeValue {
  const { number } = call.receiver;
  return Number.isFinite(number) || Number.isNaN(number) ? nothing(call) : whole(call, Math.sign(number));
}

function coerce(call: FloatCall): RuntimeValue | undefined {
  const other = argument(call, 0);
  if (!isNumber(other)) return other.kind === "string" ? undefined : wrong(call, other, "a number");
  const number = other.kind === "float" ? other.number : Number(other.value);
  return list(call, [floatObject(number, call.origin), call.receiver]);
}

/** Methods of floats. */
export const floatMethods: MethodTable<FloatObject> = inherit<FloatObject>(
  tableOf<FloatObject>(
    [
      pure("to_s", 0, 0, (call) => text(call, floatText(call.receiver.number))),
      pure("to_f", 0, 0, (call) => call.receiver),
      pure("to_i", 0, 0, (call) => wholeOf(call, Math.trunc(call.receiver.number))),
      pure("abs", 0, 0, (call) => floatObject(Math.abs(call.receiver.number), call.origin)),
      pure("zero?", 0, 0, (call) => truth(call, call.receiver.number === 0)),
      pure("nan?", 0, 0, (call) => truth(call, Number.isNaN(call.receiver.number))),
      pure("finite?", 0, 0, (call) => truth(call, Number.isFinite(call.receiver.number))),
      pure("infinite?", 0, 0, infinite),
      pure("integer?", 0, 0, (call) => truth(call, false)),
      pure("positive?", 0, 0, (call) => truth(call, call.receiver.number > 0)),
      pure("negative?", 0, 0, (call) => truth(call, call.receiver.number < 0)),
      pure("fdiv", 1, 1, (call) => operate(call.machine, "/", call.receiver, argument(call, 0), call.origin)),
      pure("modulo", 1, 1, (call) =>
        operate(call.machine, "%", call.receiver, argument(call, 0), call.origin),
      ),
      pure("div", 1, 1, dividing),
      pure("divmod", 1, 1, dividing),
      pure("remainder", 1, 1, dividing),
      pure("coerce", 1, 1, coerce),
      ...floatRounding,
    ],
    { inspect: "to_s", to_int: "to_i", magnitude: "abs", quo: "fdiv" },
  ),
  realMethods,
  comparableMethods,
);
