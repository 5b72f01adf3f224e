import { inspect, isArithmetic } from "../evaluate/text.js";
import { integerObject } from "../evaluate/value.js";
import type { EnumeratorObject, RuntimeValue } from "../evaluate/value.js";
import { argument, countGiven, given, integerGiven } from "./given.js";
import { ask, iterating, list, nothing, pure, tableOf, text, whole } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";
import { elements, packed, runEnumerator } from "./walk.js";

type EnumeratorCall = Invocation<EnumeratorObject>;

/** `each`: what the method that made the enumerator gives with this block. */
function each(call: EnumeratorCall): RuntimeValue {
  if (call.block === undefined) return call.receiver;
  return runEnumerator(call, call.receiver, (values) => ask(call, ...values));
}

/** `with_index`: the method that made the enumerator, with the index as one more parameter of its block. */
function withIndex(call: EnumeratorCall, start: number): RuntimeValue {
  let index = BigInt(start);
  return runEnumerator(call, call.receiver, (values) => {
    const at = integerObject(index, call.origin);
    index += 1n;
    return ask(call, packed(values), at);
  });
}

function withOffset(call: EnumeratorCall): RuntimeValue {
  const start = given(call, 0) === undefined ? 0 : integerGiven(call, 0);
  return typeof start === "number" ? withIndex(call, start) : start;
}

function withObject(call: EnumeratorCall): RuntimeValue {
  const memo = argument(call, 0);
  const result = runEnumerator(call, call.receiver, (values) => ask(call, packed(values), memo));
  return result.kind === "unknown" ? result : memo;
}

/** Of an arithmetic sequence `last` is known without walking; no other enumerator has it. */
function last(call: EnumeratorCall): RuntimeValue | undefined {
  if (!isArithmetic(call.receiver)) return undefined;
  const items = elements(call);
  if (!Array.isArray(items)) return items;
  if (call.arguments.length === 0) return items.at(-1) ?? nothing(call);
  const count = countGiven(call, 0);
  if (typeof count !== "number") return count;
  return list(call, items.slice(Math.max(0, items.length - count)));
}

/** The walks that give each element of what they walk once. */
const full: ReadonlySet<string> = new Set(
  "each each_with_index each_entry map collect flat_map select filter reject".split(" "),
);

function size(call: EnumeratorCall): RuntimeValue | undefined {
  const { receiver, method } = call.receiver;
  if (!full.has(method)) return undefined;
  if (receiver.kind === "array") return whole(call, receiver.items.length);
  return receiver.kind === "hash" ? whole(call, receiver.entries.size) : undefined;
}

/** Methods of Enumerator besides those of Enumerable. */
export const enumeratorMethods: MethodTable<EnumeratorObject> = tableOf<EnumeratorObject>(
  [
    iterating("each", 0, 0, each, { block: "optional" }),
    iterating("with_index", 0, 1, withOffset),
    iterating("each_with_index", 0, 0, (call) => withIndex(call, 0)),
    iterating("with_object", 1, 1, withObject, { takesUnknown: true }),
    pure("last", 0, 1, last),
    pure("size", 0, 0, size),
    pure("inspect", 0, 0, (call) => {
      const shown = inspect(call.machine, call.receiver, call.origin);
      return typeof shown === "string" ? text(call, shown) : shown;
    }),
  ],
  { each_with_object: "with_object" },
);
