import { raised } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { callBlock, walkUnknown } from "./blocks.js";
import { bounded } from "./branches.js";
import { inFrame } from "./files.js";
import { fail, originOf } from "./machine.js";
import type { Exit, Machine } from "./machine.js";
import type { CustomInstance, ProcObject, RuntimeValue, UnknownObject } from "./value.js";

/** Calls a block that was kept, with what it saw where it was written, and as the custom resource that it is run as. */
export function callProc(
  machine: Machine,
  proc: ProcObject,
  values: readonly RuntimeValue[],
  self: CustomInstance | undefined = proc.frame.self,
): RuntimeValue {
  const { block, frame, scope, origin } = proc;
  return inFrame(machine, { ...frame, self }, scope, () => {
    machine.statement = undefined;
    let left: Exit | undefined;
    const value = bounded(machine, "return", () =>
      bounded(machine, "break", () => {
        const result = callBlock(machine, block, values);
        left = machine.exit;
        return result;
      }),
    );
    if (proc.lambda === true || (left !== "return" && left !== "break")) return value;
    // What it would leave has ended: Ruby raises a LocalJumpError.
    const place = origin ?? originOf(machine, block);
    const text = `a \`${left}\` in a block that is called later`;
    return fail(machine, place, "the value of this block", raised(place, { text }));
  });
}

/** A block that was kept may be called, any number of times and with anything, by what is not evaluated. */
export function mayCall(machine: Machine, proc: ProcObject, doubt: UnknownObject): void {
  const { mayBeCalled } = machine;
  if (mayBeCalled.has(proc)) return;
  mayBeCalled.add(proc);
  const { block, frame, scope } = proc;
  walkUnknown(
    machine,
    (element) =>
      inFrame(machine, frame, scope, () =>
        bounded(machine, "return", () => callBlock(machine, block, element)),
      ),
    doubt,
  );
  mayBeCalled.delete(proc);
}
