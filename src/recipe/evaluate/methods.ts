import { argumentCount, nilReceiver } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { assertNever } from "../../source/assert-never.js";
import type { Origin } from "../../source/source.js";
import { arrayMethods } from "../builtins/array-methods.js";
import { hashMethods } from "../builtins/hash-methods.js";
import type { Invocation, Method, MethodTable } from "../builtins/method.js";
import { callModule } from "../builtins/module-methods.js";
import { nodeMethods, pathMethods } from "../builtins/node-methods.js";
import { objectMethods } from "../builtins/object-methods.js";
import { rangeItems } from "../builtins/range-items.js";
import {
  floatMethods,
  integerMethods,
  nilMethods,
  rangeMethods,
  symbolMethods,
} from "../builtins/scalar-methods.js";
import { stringMethods } from "../builtins/string-methods.js";
import { missingAttributeAt } from "./attribute-errors.js";
import { callBlock } from "./blocks.js";
import { wholeLevel } from "./levels.js";
import { charge, exceed, fail, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { bitsOf } from "./numbers.js";
import type { BlockLike } from "./pending.js";
import { callProc } from "./procs.js";
import { arrayObject, nilObject, unknownIn } from "./value.js";
import type { HashObject, RuntimeValue } from "./value.js";

/** A call of a method as its receiver sees it. */
export interface MethodCall {
  readonly name: string;
  readonly arguments: readonly RuntimeValue[];
  readonly block: BlockLike | undefined;
  readonly origin: Origin;
}

/** Calls a built-in method; undefined when mofsmith has none of that name for such a receiver. */
export function callMethod(
  machine: Machine,
  receiver: RuntimeValue,
  call: MethodCall,
): RuntimeValue | undefined {
  switch (receiver.kind) {
    case "unknown":
      return receiver;
    case "string":
      return receiver.taint ?? dispatch(machine, stringMethods, receiver, call);
    case "array":
      return receiver.taint ?? dispatch(machine, arrayMethods, receiver, call);
    case "hash":
      return receiver.taint ?? dispatch(machine, tableOfHash(receiver, call), receiver, call);
    case "symbol":
      return dispatch(machine, symbolMethods, receiver, call);
    case "integer":
      return dispatch(machine, integerMethods, receiver, call);
    case "float":
      return dispatch(machine, floatMethods, receiver, call);
    case "nil":
      return dispatch(machine, nilMethods, receiver, call) ?? noMethodOfNil(machine, receiver.missing, call);
    case "range": {
      const own = dispatch(machine, rangeMethods, receiver, call);
      if (own !== undefined || !enumerable.has(call.name)) return own;
      const items = rangeItems({ machine, receiver, origin: call.origin });
      return Array.isArray(items)
        ? dispatch(machine, arrayMethods, arrayObject(items, call.origin), call)
        : items;
    }
    case "node":
      return dispatch(machine, nodeMethods, receiver, call);
    case "level": {
      if (receiver.unlessAt !== undefined) return dispatch(machine, noMethods, receiver, call);
      if (pathMethods.has(call.name)) return dispatch(machine, pathMethods, receiver, call);
      const whole = wholeLevel(machine, receiver.level, call.origin);
      return whole.taint ?? dispatch(machine, hashMethods, whole, call);
    }
    case "proc":
      return call.name === "call" && call.block === undefined
        ? callProc(machine, receiver, call.arguments)
        : dispatch(machine, noMethods, receiver, call);
    case "module":
      return (
        callModule({ machine, receiver, yield: yieldTo, ...call }) ??
        dispatch(machine, noMethods, receiver, call)
      );
    case "boolean":
    case "credential":
    case "instance":
    case "new resource":
    case "scriptBlock":
      return dispatch(machine, noMethods, receiver, call);
    default:
      return assertNever(receiver);
  }
}

const noMethods: MethodTable<RuntimeValue> = new Map();

/** Hashes of node attributes follow paths as Chef does. */
function tableOfHash({ attribute, vivid }: HashObject, { name }: MethodCall): MethodTable<HashObject> {
  return (attribute !== undefined || vivid !== undefined) && pathMethods.has(name)
    ? pathMethods
    : hashMethods;
}

/** What ranges have from Ruby's Enumerable: the same as arrays. */
const enumerable: ReadonlySet<string> = new Set([
  "all?",
  "any?",
  "collect",
  "each_with_index",
  "find",
  "first",
  "flat_map",
  "include?",
  "last",
  "length",
  "map",
  "max",
  "min",
  "none?",
  "reject",
  "select",
  "size",
  "sort",
]);

/** Calls a block or the method that `&:name` stands for. */
function yieldTo(machine: Machine, block: BlockLike, values: readonly RuntimeValue[]): RuntimeValue {
  if (block.kind === "block") return callBlock(machine, block, values);
  const [receiver = nilObject(undefined), ...rest] = values;
  const origin = { source: machine.frame.source, start: block.call.start, end: block.call.end };
  const call = { name: block.method, arguments: rest, block: undefined, origin };
  return (
    callMethod(machine, receiver, call) ??
    unknown(origin, `the result of "${block.method}"`, "Write the value itself.")
  );
}

function dispatch<R extends RuntimeValue>(
  machine: Machine,
  table: MethodTable<R>,
  receiver: R,
  call: MethodCall,
): RuntimeValue | undefined {
  const own = table.get(call.name);
  if (own !== undefined) return invoke(machine, own, receiver, call);
  const common = objectMethods.get(call.name);
  return common === undefined ? undefined : invoke(machine, common, receiver, call);
}

const mutators: ReadonlySet<string> = new Set(["push", "append"]);

function invoke<R extends RuntimeValue>(
  machine: Machine,
  method: Method<R>,
  receiver: R,
  call: MethodCall,
): RuntimeValue | undefined {
  if (!mutators.has(call.name)) {
    for (const argument of call.arguments) {
      const doubt = unknownIn(argument);
      if (doubt !== undefined) return doubt;
    }
  }
  const given = call.arguments.length;
  if (given < method.least || given > method.most) {
    const { least, most } = method;
    const problem = argumentCount(call.origin, { name: call.name, given, least, most });
    return fail(machine, call.origin, `the result of "${call.name}"`, problem);
  }
  // Without its block such a method makes an enumerator; with one, another a different result.
  if (method.block === "required" && call.block === undefined) return undefined;
  if (method.block === "none" && call.block !== undefined) return undefined;
  if (!constantTime.has(call.name) && !chargeWork(machine, receiver, call)) {
    return exceed(machine, call.origin, "steps");
  }
  const invocation: Invocation<R> = { machine, receiver, yield: yieldTo, ...call };
  return method.run(invocation);
}

/** Methods whose work does not grow with their receiver, and that loops call on growing lists. */
const constantTime: ReadonlySet<string> = new Set([
  ...[
    "length",
    "size",
    "empty?",
    "nil?",
    "frozen?",
    "freeze",
    "push",
    "append",
    "<<",
    "at",
    "key?",
    "has_key?",
  ],
  ...["fetch", "dig", "store", "itself", "is_a?", "kind_of?", "respond_to?", "class"],
]);

/** Charges what a built-in does inside, by the size of what it is given: a loop must not hide its work in one call. */
function chargeWork(machine: Machine, receiver: RuntimeValue, call: MethodCall): boolean {
  let steps = sizeOf(receiver);
  for (const argument of call.arguments) steps += sizeOf(argument);
  return steps === 0 || charge(machine, steps, call.origin);
}

/** Sixty-four units of a text, or bits of a number, and four elements, are about as cheap as a step. */
function sizeOf(value: RuntimeValue): number {
  switch (value.kind) {
    case "string":
      return value.text.length >>> 6;
    case "array":
      return value.items.length >>> 2;
    case "hash":
      return value.entries.size >>> 2;
    case "integer":
      return bitsOf(value.value) >>> 6;
    default:
      return 0;
  }
}

function noMethodOfNil(machine: Machine, missing: string | undefined, call: MethodCall): RuntimeValue {
  if (missing !== undefined) return missingAttributeAt(machine, missing, call.origin);
  const problem = nilReceiver(call.origin, { name: call.name });
  return fail(machine, call.origin, `the result of "${call.name}"`, problem);
}
