import { keyNotFound } from "../../../diagnostics/catalogue/recipe-evaluate.js";
import { boundsOf } from "../../evaluate/collections.js";
import { equals } from "../../evaluate/equality.js";
import { readIndex } from "../../evaluate/indexing.js";
import { exceed, fail } from "../../evaluate/machine.js";
import { joined } from "../../evaluate/list-operators.js";
import { inspect } from "../../evaluate/text.js";
import { arrayObject, integerObject, nilObject, unknownIn } from "../../evaluate/value.js";
import type { ArrayObject, RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { duplicateOf, thawed } from "../attributes.js";
import { findIndex } from "../enumerable/choosing.js";
import { argument, countGiven, given, integerGiven, textGiven } from "../given.js";
import {
  ask,
  copied,
  enumerator,
  iterating,
  list,
  nothing,
  pure,
  tableOf,
  text,
  truth,
  whole,
  wrong,
} from "../method.js";
import type { Invocation, MethodTable } from "../method.js";
import { askToEnd, walk } from "../walk.js";

type ArrayCall = Invocation<ArrayObject>;

function join(call: ArrayCall): RuntimeValue {
  if (call.receiver.items.length === 0) return text(call, "");
  const between = given(call, 0) === undefined ? "" : textGiven(call, 0);
  return typeof between === "string" ? joined(call.machine, call.receiver, between, call.origin) : between;
}

function last(call: ArrayCall): RuntimeValue {
  const { items } = call.receiver;
  if (call.arguments.length === 0) return items.at(-1) ?? nothing(call);
  const count = countGiven(call, 0);
  return typeof count === "number" ? list(call, items.slice(Math.max(0, items.length - count))) : count;
}

function fetch(call: ArrayCall): RuntimeValue {
  const [index, fallback] = call.arguments;
  const doubt = index && unknownIn(index);
  if (doubt !== undefined) return doubt;
  const at = integerGiven(call, 0);
  if (typeof at !== "number") return at;
  const found = call.receiver.items.at(at);
  if (found !== undefined) return found;
  if (call.block !== undefined) return ask(call, argument(call, 0));
  if (fallback !== undefined) return fallback;
  const parameters = { key: `element ${at}`, suggestions: [] };
  return fail(call.machine, call.origin, 'the result of "fetch"', keyNotFound(call.origin, parameters));
}

/** `dig`: index after index, nil as soon as one finds nothing. */
export function dig<R extends RuntimeValue>(call: Invocation<R>): RuntimeValue {
  let value: RuntimeValue = call.receiver;
  for (const key of call.arguments) {
    if (value.kind === "nil") return value;
    const digs = value.kind === "array" || value.kind === "hash" || value.kind === "unknown";
    if (!digs) return wrong(call, value, "a way through arrays and hashes alone");
    if (value.kind === "array" && key.kind === "range") return wrong(call, key, "an Integer for an array");
    value = readIndex(call.machine, value, [key], call.origin);
  }
  return value;
}

/** `values_at`: one element for each index, nil outside; a range may reach over the end. */
function valuesAt(call: ArrayCall): RuntimeValue {
  const { items } = call.receiver;
  const found: RuntimeValue[] = [];
  for (const [position, key] of call.arguments.entries()) {
    if (key.kind !== "range") {
      const index = integerGiven(call, position);
      if (typeof index !== "number") return index;
      found.push(items.at(index) ?? nothing(call));
      continue;
    }
    const bounds = boundsOf(key, items.length);
    if (typeof bounds !== "object") return wrong(call, key, "ranges that start inside");
    const { start, count } = bounds;
    if (count > call.machine.limits.collection) return exceed(call.machine, call.origin, "collection");
    for (let index = start; index < start + count; index += 1) found.push(items[index] ?? nothing(call));
  }
  return list(call, found);
}

function rightIndex(call: ArrayCall): RuntimeValue {
  const [wanted] = call.arguments;
  if (wanted === undefined && call.block === undefined) return enumerator(call);
  let doubt: UnknownObject | undefined;
  for (
    let index = call.receiver.items.length - 1;
    index >= 0 && call.machine.exit === undefined;
    index -= 1
  ) {
    const item = call.receiver.items[index] ?? nothing(call);
    const fits =
      wanted === undefined ? askToEnd(call, [item]) : equals(call.machine, item, wanted, call.origin);
    if (fits === true) return doubt ?? whole(call, index);
    if (typeof fits === "object") doubt ??= fits;
  }
  return doubt ?? nothing(call);
}

/** `assoc` and `rassoc`: the first pair whose first or second element is equal. */
function pairWith(call: ArrayCall, at: 0 | 1): RuntimeValue {
  const wanted = argument(call, 0);
  for (const item of call.receiver.items) {
    const doubt = item.kind === "unknown" ? item : item.kind === "array" ? item.taint : undefined;
    if (doubt !== undefined) return doubt;
    const part = item.kind === "array" ? item.items[at] : undefined;
    if (part === undefined) continue;
    const same = equals(call.machine, part, wanted, call.origin);
    if (same !== false) return same === true ? item : same;
  }
  return nothing(call);
}

/** The elements turned round so many places to the left. */
export function rotated(call: ArrayCall): RuntimeValue[] | UnknownObject {
  const { items } = call.receiver;
  const by = call.arguments.length === 0 ? 1 : integerGiven(call, 0);
  if (typeof by !== "number") return by;
  const start = items.length === 0 ? 0 : ((by % items.length) + items.length) % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

function each(call: ArrayCall): RuntimeValue {
  return walk(call, ([item]) => void ask(call, item ?? nothing(call))) ?? call.receiver;
}

function eachIndex(call: ArrayCall): RuntimeValue {
  let index = 0n;
  const problem = walk(call, () => {
    ask(call, integerObject(index, call.origin));
    index += 1n;
  });
  return problem ?? call.receiver;
}

/** A copy; of node data one that can be changed. */
function duplicate(call: ArrayCall): RuntimeValue | undefined {
  const { machine, receiver, origin } = call;
  if (call.name === "dup") return duplicateOf(machine, receiver, origin);
  if (receiver.attribute !== undefined || receiver.vivid !== undefined) return undefined;
  return copied(call, arrayObject([...receiver.items], origin));
}

/** Methods of arrays that change nothing, besides those of Enumerable. */
export const arrayReading: MethodTable<ArrayObject> = tableOf<ArrayObject>(
  [
    pure("to_a", 0, 0, (call) =>
      call.receiver.attribute === undefined
        ? call.receiver
        : thawed(call.machine, call.receiver, "hash", call.origin),
    ),
    pure("to_ary", 0, 0, (call) => call.receiver, { cheap: true }),
    pure("entries", 0, 0, (call) => list(call, [...call.receiver.items])),
    pure("inspect", 0, 0, (call) => {
      const shown = inspect(call.machine, call.receiver, call.origin);
      return typeof shown === "string" ? text(call, shown) : shown;
    }),
    pure("join", 0, 1, join),
    pure("length", 0, 0, (call) => whole(call, call.receiver.items.length), { cheap: true }),
    pure("empty?", 0, 0, (call) => truth(call, call.receiver.items.length === 0), { cheap: true }),
    pure("last", 0, 1, last, { cheap: true }),
    pure(
      "at",
      1,
      1,
      (call) => {
        const at = integerGiven(call, 0);
        return typeof at === "number" ? (call.receiver.items.at(at) ?? nilObject(call.origin)) : at;
      },
      { cheap: true },
    ),
    iterating("fetch", 1, 2, fetch, { block: "optional", cheap: true, takesUnknown: true }),
    pure("dig", 1, Infinity, dig, { cheap: true }),
    pure("values_at", 0, Infinity, valuesAt, { cheap: true }),
    pure("slice", 1, 2, (call) => readIndex(call.machine, call.receiver, call.arguments, call.origin), {
      cheap: true,
    }),
    iterating("index", 0, 1, findIndex, { block: "optional" }),
    iterating("rindex", 0, 1, rightIndex, { block: "optional" }),
    pure("assoc", 1, 1, (call) => pairWith(call, 0)),
    pure("rassoc", 1, 1, (call) => pairWith(call, 1)),
    pure("reverse", 0, 0, (call) => list(call, call.receiver.items.toReversed())),
    pure("rotate", 0, 1, (call) => {
      const items = rotated(call);
      return Array.isArray(items) ? list(call, items) : items;
    }),
    iterating("each", 0, 0, each),
    iterating("each_index", 0, 0, eachIndex),
    pure("dup", 0, 0, duplicate),
    pure("clone", 0, 0, duplicate, { keywords: ["freeze"] }),
  ],
  { to_s: "inspect", size: "length", find_index: "index" },
);
