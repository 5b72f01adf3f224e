import { charge } from "./machine.js";
import type { Machine } from "./machine.js";
import type { MethodCall } from "../builtins/method.js";
import { bitsOf } from "./numbers.js";
import type { RuntimeValue } from "./value.js";

/** Charges what a built-in does inside, by the size of what it is given: a loop must not hide its work in one call. */
export function chargeWork(machine: Machine, receiver: RuntimeValue, call: MethodCall): boolean {
  let steps = sizeOf(receiver);
  for (const argument of call.arguments) steps += sizeOf(argument);
  return steps === 0 || charge(machine, steps, call.origin);
}

/** Sixty-four units of a text, or bits of a number, four elements and two entries are about as cheap as a step. */
function sizeOf(value: RuntimeValue): number {
  switch (value.kind) {
    case "string":
      return value.text.length >>> 6;
    case "array":
      return value.items.length >>> 2;
    case "hash":
      return value.entries.size >>> 1;
    case "integer":
      return bitsOf(value.value) >>> 6;
    default:
      return 0;
  }
}
