import { isInstance } from "../evaluate/equality.js";
import { inspect, textOfValue } from "../evaluate/text.js";
import { isMutable } from "../evaluate/value.js";
import type { RuntimeValue } from "../evaluate/value.js";
import { pure, text, truth, wrong } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";

function isA(call: Invocation<RuntimeValue>): RuntimeValue {
  const [className] = call.arguments;
  if (className?.kind !== "module") return wrong(call, className, "a class");
  return truth(call, isInstance(call.receiver, className.name));
}

/** Under a condition that cannot be decided the value stays as it is: a recipe that changes it then would end. */
function freeze(call: Invocation<RuntimeValue>): RuntimeValue {
  const { machine, receiver } = call;
  if (isMutable(receiver) && machine.conditional === undefined) receiver.frozen = true;
  return receiver;
}

function isFrozen(value: RuntimeValue): boolean {
  return isMutable(value) ? value.frozen || value.attribute !== undefined : value.kind !== "module";
}

/** Methods that every value has; a kind's own table comes first. */
export const objectMethods: MethodTable<RuntimeValue> = new Map([
  pure<RuntimeValue>("nil?", 0, 0, (call) => truth(call, call.receiver.kind === "nil")),
  pure<RuntimeValue>("is_a?", 1, 1, isA),
  pure<RuntimeValue>("kind_of?", 1, 1, isA),
  pure<RuntimeValue>("freeze", 0, 0, freeze),
  pure<RuntimeValue>("frozen?", 0, 0, (call) => truth(call, isFrozen(call.receiver))),
  pure<RuntimeValue>("itself", 0, 0, (call) => call.receiver),
  pure<RuntimeValue>("dup", 0, 0, (call) => call.receiver),
  pure<RuntimeValue>("clone", 0, 0, (call) => call.receiver),
  pure<RuntimeValue>("to_s", 0, 0, (call) => {
    const shown = textOfValue(call.machine, call.receiver, call.origin);
    return typeof shown === "string" ? text(call, shown) : shown;
  }),
  pure<RuntimeValue>("inspect", 0, 0, (call) => {
    const shown = inspect(call.machine, call.receiver, call.origin);
    return typeof shown === "string" ? text(call, shown) : shown;
  }),
]);
