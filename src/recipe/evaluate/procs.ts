import { argumentCount, raised } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import { countsOf } from "./arity.js";
import { callBlock } from "./blocks.js";
import { bounded } from "./branches.js";
import { inFrame } from "./files.js";
import { fail, originOf } from "./machine.js";
import type { Exit, Machine } from "./machine.js";
import { yieldTo } from "./methods.js";
import type { CustomInstance, ProcObject, RuntimeValue } from "./value.js";

/** Calls a block that was kept, with what it saw where it was written, and as the custom resource that it is run as. */
export function callProc(
  machine: Machine,
  proc: ProcObject,
  values: readonly RuntimeValue[],
  self: CustomInstance | undefined = proc.frame.self,
  place = proc.origin,
): RuntimeValue {
  const { block, frame, scope, lambda } = proc;
  const refused = lambda ? wrongCount(machine, proc, values.length, place) : undefined;
  if (refused !== undefined) return refused;
  return inFrame(machine, { ...frame, self }, scope, () => {
    if (block.kind === "symbolBlock") return yieldTo(machine, block, values);
    // A resource that it calls stands as a statement.
    machine.statement = proc.lazy ? undefined : block.statements[0];
    let left: Exit | undefined;
    const value = bounded(machine, "return", () =>
      bounded(machine, "break", () => {
        const result = callBlock(machine, block, values, lambda);
        left = machine.exit;
        return result;
      }),
    );
    if (lambda || (left !== "return" && left !== "break")) return value;
    // What it would leave has ended: Ruby raises a LocalJumpError.
    const start = proc.origin ?? originOf(machine, block);
    const text = `a \`${left}\` in a block that is called later`;
    return fail(machine, start, "the value of this block", raised(start, { text }));
  });
}

function wrongCount(
  machine: Machine,
  proc: ProcObject,
  given: number,
  place: Origin | undefined,
): RuntimeValue | undefined {
  const { least, most } = countsOf(proc);
  if (given >= least && given <= most) return undefined;
  const origin = place ?? originOf(machine, machine.running);
  const problem = argumentCount(origin, { name: "call", given, least, most });
  return fail(machine, origin, 'the result of "call"', problem);
}
