import { hashKey } from "../../evaluate/equality.js";
import { exceed } from "../../evaluate/machine.js";
import { operate } from "../../evaluate/operators.js";
import { arrayObject, unknownIn } from "../../evaluate/value.js";
import type { ArrayObject, RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { untold } from "../enumerable/choosing.js";
import { arrayGiven, given, integerGiven, pay } from "../given.js";
import { ask, enumerator, iterating, list, nothing, pure, tableOf, truth, wrong } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";

type ArrayCall = Invocation<ArrayObject>;

/** All arguments, which have to be arrays. */
export function arraysGiven(call: ArrayCall): ArrayObject[] | UnknownObject {
  const arrays: ArrayObject[] = [];
  for (const index of call.arguments.keys()) {
    const array = arrayGiven(call, index);
    if (array.kind === "unknown") return array;
    arrays.push(array);
  }
  return arrays;
}

/** `union` and `difference`: `|` and `-` with one list after the other. */
function combined(call: ArrayCall, operator: "|" | "-"): RuntimeValue {
  const others = arraysGiven(call);
  if (!Array.isArray(others)) return others;
  const { machine, receiver, origin } = call;
  const start = arrayObject([...receiver.items], origin);
  if (others.length === 0 && operator === "|")
    return operate(machine, "|", start, arrayObject([], origin), origin);
  return others.reduce<RuntimeValue>((all, other) => operate(machine, operator, all, other, origin), start);
}

function intersection(call: ArrayCall): RuntimeValue {
  const others = arraysGiven(call);
  if (!Array.isArray(others)) return others;
  const { machine, receiver, origin } = call;
  const start = arrayObject([...receiver.items], origin);
  return others.reduce<RuntimeValue>((all, other) => operate(machine, "&", all, other, origin), start);
}

function intersects(call: ArrayCall): RuntimeValue {
  const other = arrayGiven(call, 0);
  if (other.kind === "unknown") return other;
  const keys = new Set<string>();
  for (const item of call.receiver.items) {
    const key = hashKey(call.machine, item);
    if (key === undefined) return untold(call, item);
    keys.add(key);
  }
  let doubt: UnknownObject | undefined;
  for (const item of other.items) {
    const key = hashKey(call.machine, item);
    if (key === undefined) doubt ??= untold(call, item);
    else if (keys.has(key)) return truth(call, true);
  }
  return doubt ?? truth(call, false);
}

function transpose(call: ArrayCall): RuntimeValue {
  const { items } = call.receiver;
  const rows: ArrayObject[] = [];
  for (const item of items) {
    const doubt = item.kind === "string" ? undefined : unknownIn(item);
    if (doubt !== undefined) return doubt;
    if (item.kind !== "array") return wrong(call, item, "an Array of Arrays");
    if (item.items.length !== (rows[0]?.items.length ?? item.items.length))
      return wrong(call, item, "Arrays of one length");
    rows.push(item);
  }
  const width = rows[0]?.items.length ?? 0;
  const problem = pay(call, width * rows.length);
  if (problem !== undefined) return problem;
  const columns = Array.from({ length: width }, (_, at) =>
    arrayObject(
      rows.map((row) => row.items[at] ?? nothing(call)),
      call.origin,
    ),
  );
  return list(call, columns);
}

/** The elements of inner arrays in their place, so many levels deep; tells whether there were any. */
export function flattened(
  call: ArrayCall,
): { readonly items: RuntimeValue[]; readonly changed: boolean } | UnknownObject {
  const depth = given(call, 0) === undefined ? -1 : integerGiven(call, 0);
  if (typeof depth !== "number") return depth;
  const flat: Flat = { items: [], changed: false, holders: [] };
  return collectFlat(call, call.receiver, flat, depth < 0 ? Infinity : depth) ?? flat;
}

interface Flat {
  readonly items: RuntimeValue[];
  changed: boolean;
  readonly holders: ArrayObject[];
}

function collectFlat(
  call: ArrayCall,
  array: ArrayObject,
  flat: Flat,
  most: number,
): UnknownObject | undefined {
  const { machine, origin } = call;
  const { holders, items } = flat;
  if (array.taint !== undefined) return array.taint;
  if (most === Infinity && holders.includes(array))
    return wrong(call, array, "an Array that does not hold itself");
  if (holders.length > machine.limits.nesting) return exceed(machine, origin, "nesting");
  const problem = pay(call, 1);
  if (problem !== undefined) return problem;
  holders.push(array);
  for (const item of array.items) {
    if (item.kind === "unknown" && holders.length <= most) return item;
    if (item.kind === "array" && holders.length <= most) {
      flat.changed = true;
      const inner = collectFlat(call, item, flat, most);
      if (inner !== undefined) return inner;
    } else items.push(item);
    if (items.length > machine.limits.collection) return exceed(machine, origin, "collection");
  }
  holders.pop();
  return undefined;
}

/** Gives rows to the block one after the other, or makes a list of them when there is none. */
function* products(lists: readonly ArrayObject[]): Generator<RuntimeValue[]> {
  const sizes = lists.map(({ items }) => items.length);
  if (sizes.includes(0)) return;
  const at = sizes.map(() => 0);
  for (;;) {
    const row: RuntimeValue[] = [];
    for (const [index, { items }] of lists.entries()) {
      const item = items[at[index] ?? 0];
      if (item !== undefined) row.push(item);
    }
    yield row;
    let index = sizes.length - 1;
    while (index >= 0 && (at[index] ?? 0) + 1 === sizes[index]) at[index--] = 0;
    if (index < 0) return;
    at[index] = (at[index] ?? 0) + 1;
  }
}

function product(call: ArrayCall): RuntimeValue {
  const others = arraysGiven(call);
  if (!Array.isArray(others)) return others;
  const lists = [call.receiver, ...others];
  const count = lists.reduce((all, { items }) => all * items.length, 1);
  if (call.block !== undefined) return eachRow(call, products(lists));
  if (count > call.machine.limits.collection) return exceed(call.machine, call.origin, "collection");
  const rows: RuntimeValue[] = [];
  for (const row of products(lists)) {
    const problem = pay(call, row.length);
    if (problem !== undefined) return problem;
    rows.push(arrayObject(row, call.origin));
  }
  return list(call, rows);
}

function eachRow(call: ArrayCall, rows: Iterable<RuntimeValue[]>): RuntimeValue {
  for (const row of rows) {
    if (call.machine.exit !== undefined) break;
    const problem = pay(call, row.length);
    if (problem !== undefined) return problem;
    ask(call, arrayObject(row, call.origin));
  }
  return call.receiver;
}

/** Indices in order: each bigger than those before it, different from them, or any; `again` allows the same one. */
function* choices(
  size: number,
  count: number,
  ascending: boolean,
  again: boolean,
): Generator<readonly number[]> {
  if (count < 0 || (!again && count > size) || (size === 0 && count > 0)) return;
  const chosen: number[] = [];
  // Of different ones in order enough have to be left for those behind.
  const behindLast = (at: number): number => (ascending && !again ? size - count + 1 + at : size);
  let next = 0;
  for (;;) {
    while (chosen.length < count && next < behindLast(chosen.length)) {
      if (again || ascending || !chosen.includes(next)) {
        chosen.push(next);
        next = ascending ? next + (again ? 0 : 1) : 0;
      } else next += 1;
    }
    if (chosen.length === count) yield chosen;
    const last = chosen.pop();
    if (last === undefined) return;
    next = last + 1;
  }
}

/** `combination`, `permutation` and those with repetition. */
function arrangements(call: ArrayCall, ascending: boolean, again: boolean): RuntimeValue {
  const { items } = call.receiver;
  const count = given(call, 0) === undefined ? items.length : integerGiven(call, 0);
  if (typeof count !== "number") return count;
  if (call.block === undefined) return enumerator(call);
  if (again && count > call.machine.limits.collection && items.length > 0)
    return exceed(call.machine, call.origin, "collection");
  const copy = [...items];
  const choose = function* (): Generator<RuntimeValue[]> {
    for (const indices of choices(copy.length, count, ascending, again)) {
      const row: RuntimeValue[] = [];
      for (const index of indices) row.push(copy[index] ?? nothing(call));
      yield row;
    }
  };
  return eachRow(call, choose());
}

/** Methods of arrays that make combinations. */
export const arrayCombining: MethodTable<ArrayObject> = tableOf<ArrayObject>([
  pure("union", 0, Infinity, (call) => combined(call, "|")),
  pure("difference", 0, Infinity, (call) => combined(call, "-")),
  pure("intersection", 0, Infinity, intersection),
  pure("intersect?", 1, 1, intersects),
  pure("transpose", 0, 0, transpose),
  pure("flatten", 0, 1, (call) => {
    const flat = flattened(call);
    return "items" in flat ? list(call, flat.items) : flat;
  }),
  iterating("product", 0, Infinity, product, { block: "optional" }),
  iterating("combination", 1, 1, (call) => arrangements(call, true, false), { block: "optional" }),
  iterating("permutation", 0, 1, (call) => arrangements(call, false, false)),
  iterating("repeated_combination", 1, 1, (call) => arrangements(call, true, true)),
  iterating("repeated_permutation", 1, 1, (call) => arrangements(call, false, true)),
]);
