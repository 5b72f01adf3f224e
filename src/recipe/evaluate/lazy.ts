import type { Machine } from "./machine.js";
import type { RuntimeValue } from "./value.js";

/** The value of a `lazy` block, which may give another; of anything else the value itself. */
export function forced(machine: Machine, value: RuntimeValue): RuntimeValue {
  let result = value;
  while (result.kind === "proc" && result.lazy && machine.exit === undefined)
    result = machine.callProc(machine, result, []);
  return result;
}
