import { arityOf } from "../evaluate/arity.js";
import type { ProcObject } from "../evaluate/value.js";
import { pure, tableOf, truth, whole } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";

/** Methods of blocks that were kept. */
export const procMethods: MethodTable<ProcObject> = tableOf<ProcObject>(
  [
    pure("call", 0, Infinity, callIt, { cheap: true, takesUnknown: true }),
    pure("arity", 0, 0, (call) => whole(call, arityOf(call.receiver)), { cheap: true }),
    pure("lambda?", 0, 0, (call) => truth(call, call.receiver.lambda), { cheap: true }),
    pure("to_proc", 0, 0, (call) => call.receiver, { cheap: true }),
  ],
  { "[]": "call", "===": "call", yield: "call" },
);

function callIt({ machine, receiver, arguments: values, origin }: Invocation<ProcObject>) {
  return machine.callProc(machine, receiver, values, undefined, origin);
}
