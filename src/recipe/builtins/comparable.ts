import { compare } from "../evaluate/equality.js";
import { refuse } from "../evaluate/refusals.js";
import type { RuntimeValue, UnknownObject } from "../evaluate/value.js";
import { argument } from "./given.js";
import { pure, tableOf, truth, wrong } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";

type Call = Invocation<RuntimeValue>;

function order(call: Call, left: RuntimeValue, right: RuntimeValue): number | UnknownObject {
  const result = compare(call.machine, left, right, call.origin);
  return result ?? refuse(call.machine, "<=>", left, right, call.origin);
}

function between(call: Call): RuntimeValue {
  const low = order(call, call.receiver, argument(call, 0));
  if (typeof low !== "number") return low;
  if (low < 0) return truth(call, false);
  const high = order(call, call.receiver, argument(call, 1));
  return typeof high === "number" ? truth(call, high <= 0) : high;
}

/** `clamp`: the nearest value between two, or in a range; nil leaves a side open. */
function clamp(call: Call): RuntimeValue {
  const [first, second] = call.arguments;
  const range = second === undefined ? first : undefined;
  if (second === undefined && range?.kind !== "range") return wrong(call, first, "a Range");
  if (range?.kind === "range" && range.exclusive && range.to.kind !== "nil")
    return wrong(call, range, "a Range that holds its end");
  const low = range?.kind === "range" ? range.from : argument(call, 0);
  const high = range?.kind === "range" ? range.to : argument(call, 1);
  if (low.kind !== "nil" && high.kind !== "nil") {
    const sides = order(call, low, high);
    if (typeof sides !== "number") return sides;
    if (sides > 0) return wrong(call, low, "a least value that is not above the greatest");
  }
  return clampTo(call, low, -1) ?? clampTo(call, high, 1) ?? call.receiver;
}

/** A side, when the receiver lies beyond it. */
function clampTo(call: Call, side: RuntimeValue, beyond: -1 | 1): RuntimeValue | undefined {
  if (side.kind === "nil") return undefined;
  const result = order(call, call.receiver, side);
  if (typeof result !== "number") return result;
  return result * beyond > 0 ? side : undefined;
}

/** Ruby's Comparable. */
export const comparableMethods: MethodTable<RuntimeValue> = tableOf<RuntimeValue>([
  pure("between?", 2, 2, between),
  pure("clamp", 1, 2, clamp),
]);
