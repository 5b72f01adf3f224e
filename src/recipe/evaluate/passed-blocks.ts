import { refusedConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { dangerousMethods } from "../builtins/names.js";
import type { Call } from "../tree.js";
import { countsOf } from "./arity.js";
import { refuseDanger } from "./danger.js";
import { originOf, unknown, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import type { BlockLike } from "./pending.js";
import { unknownIn } from "./value.js";
import type { ProcObject, RuntimeValue, UnknownObject } from "./value.js";

/** The block of a call: `do … end`, the method that `&:name` names, or the block that was kept; `&nil` passes none. */
export function blockOf(
  machine: Machine,
  call: Call,
  receiver: RuntimeValue,
): BlockLike | UnknownObject | undefined {
  if (call.block !== undefined) return call.block;
  const value = passedOf(machine, call);
  return value?.kind === "proc" ? blockOfProc(machine, call, value, receiver) : value;
}

/** What `&` passes. */
function passedOf(
  machine: Machine,
  call: Call,
): Exclude<BlockLike, { kind: "block" }> | ProcObject | UnknownObject | undefined {
  if (call.blockArgument === undefined) return undefined;
  const value = machine.evaluate(machine, call.blockArgument);
  if (value.kind === "nil") return undefined;
  if (value.kind === "proc") return value;
  const origin = originOf(machine, call.blockArgument);
  if (value.kind !== "symbol")
    return unknownIn(value) ?? unknown(origin, "what this block does", "Write the block itself.");
  const { text } = value;
  return dangerousMethods.has(text)
    ? refuseDanger(machine, call, origin, text)
    : { kind: "symbolBlock", method: text, call };
}

/**
 * A lambda stays one when it is passed, and takes as many values as it is given. What an enumerator gives it is not
 * known so exactly, nor that `map` and `to_h` take an array apart for it (`rb_yield_force_blockarg`).
 */
function blockOfProc(
  machine: Machine,
  call: Call,
  proc: ProcObject,
  receiver: RuntimeValue,
): BlockLike | UnknownObject {
  const origin = originOf(machine, call.blockArgument ?? call);
  const refuse = (): UnknownObject => {
    const construct = "a lambda as a block of other values";
    const doubt = warn(machine, origin, "what this lambda gives", refusedConstruct(origin, { construct }));
    machine.mayCall(machine, proc, doubt);
    return doubt;
  };
  if (proc.lambda && receiver.kind === "enumerator") return refuse();
  const { least, most } = countsOf(proc);
  return {
    kind: "nativeBlock",
    kept: proc,
    run: (values) =>
      proc.lambda && (values.length < least || values.length > most)
        ? refuse()
        : machine.callProc(machine, proc, values),
  };
}

/** `proc(&:name)` and `lambda(&:name)`: the method as a lambda; of a block that was kept the same one. */
export function procOfBlock(machine: Machine, call: Call): RuntimeValue {
  const passed = passedOf(machine, call);
  const origin = originOf(machine, call);
  if (passed?.kind === "symbolBlock") {
    const { frame, scope } = machine;
    return { kind: "proc", lazy: false, lambda: true, block: passed, frame, scope, origin };
  }
  return passed === undefined || passed.kind === "nativeBlock"
    ? unknown(origin, `the result of "${call.name}"`, "Write the block in braces.")
    : passed;
}
