import { compare } from "../../evaluate/equality.js";
import { unknown } from "../../evaluate/machine.js";
import { refuse } from "../../evaluate/refusals.js";
import { isSame } from "../../evaluate/same.js";
import type { RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { countGiven, given, pay } from "../given.js";
import { ask, iterating, list, nothing, tableOf, wrong } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";
import { elements, packed, walk } from "../walk.js";
import type { Walkable } from "../walk.js";

type Call = Invocation<Walkable>;
type Order = (left: RuntimeValue, right: RuntimeValue) => number | UnknownObject;

/** The order that `<=>` gives, or the block in its place. */
export function orderFor(call: Invocation<RuntimeValue>, byBlock: boolean): Order {
  const { machine, origin } = call;
  return (left, right) => {
    if (byBlock) return orderOf(call, ask(call, left, right));
    const order = compare(machine, left, right, origin);
    return order ?? refuse(machine, "<=>", left, right, origin);
  };
}

/** What a block says of two elements: less, alike or greater than zero. */
function orderOf(call: Invocation<RuntimeValue>, answer: RuntimeValue): number | UnknownObject {
  if (answer.kind === "unknown" || call.machine.exit !== undefined)
    return answer.kind === "unknown" ? answer : 0;
  if (answer.kind === "integer") return answer.value < 0n ? -1 : answer.value > 0n ? 1 : 0;
  if (answer.kind === "float") return answer.number < 0 ? -1 : answer.number > 0 ? 1 : 0;
  return wrong(call, answer, "a block that gives an Integer");
}

/**
 * Sorts a list in place; gives why that cannot be done. Ruby leaves open in which order alike elements come; here
 * they keep theirs, as with the C library that Ruby asks on Linux.
 */
export function sortItems<T>(
  call: Invocation<RuntimeValue>,
  items: T[],
  order: (left: T, right: T) => number | UnknownObject,
): UnknownObject | undefined {
  const problem = pay(call, (items.length * Math.ceil(Math.log2(items.length + 1))) >>> 1);
  if (problem !== undefined) return problem;
  let doubt: UnknownObject | undefined;
  items.sort((left, right) => {
    if (doubt !== undefined) return 0;
    const outcome = order(left, right);
    if (typeof outcome === "number") return outcome;
    doubt = outcome;
    return 0;
  });
  return doubt;
}

function sort(call: Call): RuntimeValue {
  const items = elements(call);
  if (!Array.isArray(items)) return items;
  return sortItems(call, items, orderFor(call, call.block !== undefined)) ?? list(call, items);
}

interface Keyed {
  readonly item: RuntimeValue;
  readonly key: RuntimeValue;
}

/** The elements with what the block makes of each. */
function keyed(call: Call): Keyed[] | UnknownObject {
  const items: Keyed[] = [];
  let doubt: UnknownObject | undefined;
  const problem = walk(call, (values) => {
    const item = packed(values);
    const key = ask(call, item);
    if (key.kind === "unknown") doubt ??= key;
    items.push({ item, key });
    return items.length <= call.machine.limits.collection;
  });
  // What was left half-way is compared with nothing.
  return problem ?? doubt ?? (call.machine.exit === undefined ? items : []);
}

/** The elements in the order of what the block makes of them. */
export function sortedBy(call: Call): RuntimeValue[] | UnknownObject {
  const items = keyed(call);
  if (!Array.isArray(items)) return items;
  const order = orderFor(call, false);
  const problem = sortItems(call, items, (left, right) => order(left.key, right.key));
  return problem ?? items.map(({ item }) => item);
}

function sortBy(call: Call): RuntimeValue {
  const items = sortedBy(call);
  return Array.isArray(items) ? list(call, items) : items;
}

/** The first of the least or greatest elements; undefined of none. */
function extreme<T>(
  items: readonly T[],
  sign: -1 | 1,
  order: (left: T, right: T) => number | UnknownObject,
): T | UnknownObject | undefined {
  let best: T | undefined;
  for (const item of items) {
    if (best === undefined) {
      best = item;
      continue;
    }
    const outcome = order(item, best);
    if (typeof outcome === "object") return outcome;
    if (outcome * sign > 0) best = item;
  }
  return best;
}

/** `min` and `max`; with a number so many of them, in order. */
function extremes(call: Call, sign: -1 | 1): RuntimeValue {
  if (isZero(call)) return list(call, []);
  const items = elements(call);
  if (!Array.isArray(items)) return items;
  const order = orderFor(call, call.block !== undefined);
  if (given(call, 0) === undefined) return extreme(items, sign, order) ?? nothing(call);
  return several(call, items, sign, order, (item) => item);
}

/** None are asked for: then nothing is walked. */
function isZero(call: Call): boolean {
  const [count] = call.arguments;
  return count?.kind === "integer" && count.value === 0n;
}

/** So many of the least or greatest. */
function several<T>(
  call: Call,
  items: T[],
  sign: -1 | 1,
  order: (left: T, right: T) => number | UnknownObject,
  valueOf: (item: T) => RuntimeValue,
): RuntimeValue {
  const count = countGiven(call, 0);
  if (typeof count !== "number") return count;
  const problem = sortItems(call, items, order);
  if (problem !== undefined) return problem;
  if (sign > 0) items.reverse();
  for (let index = 1; index < items.length; index += 1) {
    const [left, right] = [items[index - 1], items[index]];
    if (left === undefined || right === undefined) continue;
    // Which of alike elements comes first is the affair of Ruby's algorithm.
    if (order(left, right) === 0 && index <= count && !isSame(valueOf(left), valueOf(right)))
      return unknown(call.origin, `the order of alike elements`, "Sort by something that tells them apart.");
  }
  return list(call, items.slice(0, count).map(valueOf));
}

function byKey(call: Call): (left: Keyed, right: Keyed) => number | UnknownObject {
  const order = orderFor(call, false);
  return (left, right) => order(left.key, right.key);
}

function extremesBy(call: Call, sign: -1 | 1): RuntimeValue {
  if (isZero(call)) return list(call, []);
  const items = keyed(call);
  if (!Array.isArray(items)) return items;
  if (given(call, 0) !== undefined) return several(call, items, sign, byKey(call), ({ item }) => item);
  return itemOf(call, extreme(items, sign, byKey(call)));
}

function itemOf(call: Call, found: Keyed | UnknownObject | undefined): RuntimeValue {
  if (found === undefined) return nothing(call);
  return "item" in found ? found.item : found;
}

function minmax(call: Call): RuntimeValue {
  const items = elements(call);
  if (!Array.isArray(items)) return items;
  const order = orderFor(call, call.block !== undefined);
  return pair(call, (sign) => extreme(items, sign, order) ?? nothing(call));
}

function minmaxBy(call: Call): RuntimeValue {
  const items = keyed(call);
  if (!Array.isArray(items)) return items;
  return pair(call, (sign) => itemOf(call, extreme(items, sign, byKey(call))));
}

function pair(call: Call, find: (sign: -1 | 1) => RuntimeValue): RuntimeValue {
  const least = find(-1);
  const greatest = least.kind === "unknown" ? least : find(1);
  return greatest.kind === "unknown" ? greatest : list(call, [least, greatest]);
}

/** Methods of Enumerable that compare the elements. */
export const orderingMethods: MethodTable<Walkable> = tableOf<Walkable>([
  iterating("sort", 0, 0, sort, { block: "optional" }),
  iterating("sort_by", 0, 0, sortBy),
  iterating("min", 0, 1, (call) => extremes(call, -1), { block: "optional" }),
  iterating("max", 0, 1, (call) => extremes(call, 1), { block: "optional" }),
  iterating("minmax", 0, 0, minmax, { block: "optional" }),
  iterating("min_by", 0, 1, (call) => extremesBy(call, -1)),
  iterating("max_by", 0, 1, (call) => extremesBy(call, 1)),
  iterating("minmax_by", 0, 0, minmaxBy),
]);
