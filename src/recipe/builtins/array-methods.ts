import { keyNotFound } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { setEntry } from "../evaluate/collections.js";
import { compare, equals, hashKey } from "../evaluate/equality.js";
import { readIndex } from "../evaluate/indexing.js";
import { exceed, fail, unknown } from "../evaluate/machine.js";
import { append, joined, refuse, unique } from "../evaluate/operators.js";
import { inspect } from "../evaluate/text.js";
import { arrayObject, hashObject, integerObject, nilObject, unknownIn } from "../evaluate/value.js";
import type { ArrayObject, RuntimeValue, UnknownObject } from "../evaluate/value.js";
import { eachItem, findItem, mapItems, partitionItems, quantify } from "./enumeration.js";
import { alias, copied, iterating, list, pure, text, textArgument, truth, whole, wrong } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";

type ArrayCall = Invocation<ArrayObject>;

function join(call: ArrayCall): RuntimeValue {
  const [separator] = call.arguments;
  const between = separator === undefined || separator.kind === "nil" ? "" : textArgument(call, 0);
  return typeof between === "string" ? joined(call.machine, call.receiver, between, call.origin) : between;
}

function include(call: ArrayCall): RuntimeValue {
  const [wanted] = call.arguments;
  let doubt: UnknownObject | undefined;
  for (const item of call.receiver.items) {
    const same = wanted !== undefined && equals(call.machine, item, wanted, call.origin);
    if (same === true) return truth(call, true);
    if (same !== false) doubt ??= same;
  }
  return doubt ?? truth(call, false);
}

/** `first`, `last`, `take`: one element, or an array of so many. */
function ends(call: ArrayCall, fromEnd: boolean): RuntimeValue {
  const { items } = call.receiver;
  const [count] = call.arguments;
  if (count === undefined) return items.at(fromEnd ? -1 : 0) ?? nilObject(call.origin);
  if (count.kind !== "integer" || count.value < 0n)
    return wrong(call, count, "an Integer that is not negative");
  const size = Math.min(items.length, Number(count.value));
  return list(call, fromEnd ? items.slice(items.length - size) : items.slice(0, size));
}

function drop(call: ArrayCall): RuntimeValue {
  const [count] = call.arguments;
  if (count?.kind !== "integer" || count.value < 0n)
    return wrong(call, count, "an Integer that is not negative");
  return list(call, call.receiver.items.slice(Math.min(Number(count.value), call.receiver.items.length)));
}

function fetch(call: ArrayCall): RuntimeValue {
  const [index, fallback] = call.arguments;
  if (index?.kind !== "integer") return wrong(call, index, "an Integer");
  const found = call.receiver.items.at(Number(index.value));
  if (found !== undefined) return found;
  if (fallback !== undefined) return fallback;
  if (call.block !== undefined) return call.yield(call.machine, call.block, [index]);
  const parameters = { key: `element ${index.value}`, suggestions: [] };
  return fail(call.machine, call.origin, 'the result of "fetch"', keyNotFound(call.origin, parameters));
}

/** `dig`: index after index, nil as soon as one finds nothing. */
export function dig<R extends RuntimeValue>(call: Invocation<R>): RuntimeValue {
  let value: RuntimeValue = call.receiver;
  for (const key of call.arguments) {
    if (value.kind === "nil") return value;
    value = readIndex(call.machine, value, [key], call.origin);
  }
  return value;
}

function flatten(call: ArrayCall): RuntimeValue {
  const [depth] = call.arguments;
  if (depth !== undefined && depth.kind !== "integer") return wrong(call, depth, "an Integer");
  const most = depth === undefined || depth.value < 0n ? Infinity : Number(depth.value);
  const flat: RuntimeValue[] = [];
  return collectFlat(call, call.receiver, flat, 0, most) ?? list(call, flat);
}

function collectFlat(
  call: ArrayCall,
  array: ArrayObject,
  flat: RuntimeValue[],
  depth: number,
  most: number,
): UnknownObject | undefined {
  if (array.taint !== undefined) return array.taint;
  if (depth > call.machine.limits.nesting) return exceed(call.machine, call.origin, "nesting");
  for (const item of array.items) {
    if (item.kind === "array" && depth < most) {
      const problem = collectFlat(call, item, flat, depth + 1, most);
      if (problem !== undefined) return problem;
    } else flat.push(item);
    if (flat.length > call.machine.limits.collection) return exceed(call.machine, call.origin, "collection");
  }
  return undefined;
}

/** `sort` and `sort_by`: by the items, or by what a block makes of them; all must be comparable. */
function sort(call: ArrayCall): RuntimeValue {
  const keyed: { readonly item: RuntimeValue; readonly key: RuntimeValue }[] = [];
  if (call.name === "sort" && call.block !== undefined) {
    return unknown(call.origin, "the result of sorting with a block", 'Use "sort_by" instead.');
  }
  for (const item of call.receiver.items) {
    const key = call.block === undefined ? item : call.yield(call.machine, call.block, [item]);
    if (call.machine.exit !== undefined) return key;
    const doubt = unknownIn(key);
    if (doubt !== undefined) return doubt;
    keyed.push({ item, key });
  }
  let problem: UnknownObject | undefined;
  keyed.sort((left, right) => {
    if (problem !== undefined) return 0;
    const order = compare(call.machine, left.key, right.key, call.origin);
    if (typeof order === "number") return order;
    problem = order ?? refuse(call.machine, "<=>", left.key, right.key, call.origin);
    return 0;
  });
  return (
    problem ??
    list(
      call,
      keyed.map(({ item }) => item),
    )
  );
}

function extreme(call: ArrayCall, wanted: -1 | 1): RuntimeValue {
  let best: RuntimeValue | undefined;
  for (const item of call.receiver.items) {
    if (best === undefined) {
      best = item;
      continue;
    }
    const order = compare(call.machine, item, best, call.origin);
    if (typeof order === "object") return order;
    if (order === undefined) return refuse(call.machine, "<=>", item, best, call.origin);
    if (order === wanted) best = item;
  }
  return best ?? nilObject(call.origin);
}

function toHash(call: ArrayCall): RuntimeValue {
  const hash = hashObject(new Map(), call.origin);
  for (const item of call.receiver.items) {
    const pair = call.block === undefined ? item : call.yield(call.machine, call.block, [item]);
    if (call.machine.exit !== undefined) return pair;
    const [key, value] = pair.kind === "array" ? pair.items : [];
    if (key === undefined || value === undefined) return unknownIn(pair) ?? wrong(call, pair, "pairs");
    if (!setEntry(call.machine, hash, key, value)) return unknownIn(key) ?? wrong(call, key, "simple keys");
  }
  return hash;
}

function indexOf(call: ArrayCall): RuntimeValue {
  const [wanted] = call.arguments;
  if (wanted === undefined) return wrong(call, wanted, "a value");
  const key = hashKey(call.machine, wanted);
  for (const [index, item] of call.receiver.items.entries()) {
    if (item.kind === "unknown") return item;
    if (key !== undefined && hashKey(call.machine, item) === key) return whole(call, index);
  }
  return nilObject(call.origin);
}

/** Methods of arrays; those that change their receiver stand at the end. */
export const arrayMethods: MethodTable<ArrayObject> = alias(
  [
    pure("to_a", 0, 0, (call) => call.receiver),
    iterating("to_h", 0, 0, toHash, "optional"),
    pure("inspect", 0, 0, (call) => {
      const shown = inspect(call.machine, call.receiver, call.origin);
      return typeof shown === "string" ? text(call, shown) : shown;
    }),
    pure("join", 0, 1, join),
    pure("length", 0, 0, (call) => whole(call, call.receiver.items.length)),
    pure("empty?", 0, 0, (call) => truth(call, call.receiver.items.length === 0)),
    pure("include?", 1, 1, include),
    pure("first", 0, 1, (call) => ends(call, false)),
    pure("last", 0, 1, (call) => ends(call, true)),
    pure("take", 1, 1, (call) => ends(call, false)),
    pure("drop", 1, 1, drop),
    iterating("fetch", 1, 2, fetch, "optional"),
    pure("dig", 1, Infinity, dig),
    pure("slice", 1, 2, (call) => readIndex(call.machine, call.receiver, call.arguments, call.origin)),
    pure("index", 1, 1, indexOf),
    pure("compact", 0, 0, (call) =>
      list(
        call,
        call.receiver.items.filter((item) => item.kind !== "nil"),
      ),
    ),
    pure("flatten", 0, 1, flatten),
    pure("reverse", 0, 0, (call) => list(call, call.receiver.items.toReversed())),
    pure("uniq", 0, 0, (call) => unique(call.machine, call.receiver, call.origin)),
    iterating("sort", 0, 0, sort, "optional"),
    iterating("sort_by", 0, 0, sort),
    pure("min", 0, 0, (call) => extreme(call, -1)),
    pure("max", 0, 0, (call) => extreme(call, 1)),
    iterating("each", 0, 0, (call) => eachItem(call, () => call.receiver.items)),
    iterating("each_with_index", 0, 0, (call) =>
      eachItem(
        call,
        () => call.receiver.items,
        (index) => [integerObject(BigInt(index), call.origin)],
      ),
    ),
    iterating("map", 0, 0, (call) => mapItems(call, call.receiver.items)),
    iterating("flat_map", 0, 0, (call) => {
      const mapped = mapItems(call, call.receiver.items);
      if (mapped.kind !== "array") return mapped;
      return list(
        call,
        mapped.items.flatMap((item) => (item.kind === "array" ? item.items : [item])),
      );
    }),
    iterating("select", 0, 0, (call) => partitionItems(call, call.receiver.items, true)),
    iterating("reject", 0, 0, (call) => partitionItems(call, call.receiver.items, false)),
    iterating("find", 0, 0, (call) => findItem(call, call.receiver.items)),
    iterating("any?", 0, 0, (call) => quantify(call, call.receiver.items, "any"), "optional"),
    iterating("all?", 0, 0, (call) => quantify(call, call.receiver.items, "all"), "optional"),
    iterating("none?", 0, 0, (call) => quantify(call, call.receiver.items, "none"), "optional"),
    pure("dup", 0, 0, (call) => copied(call, arrayObject([...call.receiver.items], call.origin))),
    pure("push", 0, Infinity, (call) => {
      let result: RuntimeValue = call.receiver;
      for (const item of call.arguments) result = append(call.machine, call.receiver, item, call.origin);
      return result;
    }),
  ],
  {
    to_s: "inspect",
    size: "length",
    count: "length",
    collect: "map",
    filter: "select",
    detect: "find",
    append: "push",
    clone: "dup",
    to_ary: "to_a",
    "member?": "include?",
  },
);
