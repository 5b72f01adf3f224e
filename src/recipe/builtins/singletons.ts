import { arrayObject, floatObject, hashObject, integerObject, stringObject } from "../evaluate/value.js";
import type { BooleanObject, NilObject } from "../evaluate/value.js";
import { pure, tableOf } from "./method.js";
import type { MethodTable } from "./method.js";

/** Methods of nil. */
export const nilMethods: MethodTable<NilObject> = tableOf<NilObject>([
  pure("to_s", 0, 0, (call) => ({ ...stringObject("", call.origin), frozen: true })),
  pure("to_a", 0, 0, (call) => arrayObject([], call.origin)),
  pure("to_h", 0, 0, (call) => hashObject(new Map(), call.origin)),
  pure("to_i", 0, 0, (call) => integerObject(0n, call.origin)),
  pure("to_f", 0, 0, (call) => floatObject(0, call.origin)),
]);

/** Methods of true and false. */
export const booleanMethods: MethodTable<BooleanObject> = tableOf<BooleanObject>(
  [
    pure("to_s", 0, 0, (call) => ({
      ...stringObject(String(call.receiver.value), call.origin),
      frozen: true,
    })),
  ],
  { inspect: "to_s" },
);
