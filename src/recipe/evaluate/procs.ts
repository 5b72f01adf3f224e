import { callBlock } from "./blocks.js";
import { bounded } from "./branches.js";
import { inFrame } from "./files.js";
import type { Machine } from "./machine.js";
import type { CustomInstance, ProcObject, RuntimeValue } from "./value.js";

/** Calls a block that was kept, with what it saw where it was written; for a property of a custom resource as it. */
export function callProc(
  machine: Machine,
  { block, frame, scope }: ProcObject,
  values: readonly RuntimeValue[],
  instance: CustomInstance | undefined = frame.instance,
): RuntimeValue {
  return inFrame(machine, { ...frame, instance }, scope, () =>
    bounded(machine, "return", () => {
      machine.statement = undefined;
      return callBlock(machine, block, values);
    }),
  );
}

/** The value of a `lazy` block, which may give another; of anything else the value itself. */
export function forced(machine: Machine, value: RuntimeValue): RuntimeValue {
  let result = value;
  while (result.kind === "proc" && result.lazy && machine.exit === undefined)
    result = callProc(machine, result, []);
  return result;
}
