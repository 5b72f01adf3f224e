import { arrayObject, floatObject, integerObject, unknownIn } from "../../evaluate/value.js";
import type { RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { argument, given, integerGiven, pay } from "../given.js";
import { ask, enumerator, iterating, list, nothing, pure, send, tableOf, wrong } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";
import { elements, elementsOf, isWalkable, packed, walk } from "../walk.js";
import type { Walkable } from "../walk.js";
import { hashOf } from "./choosing.js";

type Call = Invocation<Walkable>;

/** `inject`: with a block or the name of a method, from a first value or the first element on. */
function inject(call: Call): RuntimeValue {
  const values = [...call.arguments];
  if (values.length === 0 && call.block === undefined) return onlyElement(call);
  const byName = values.length === 2 || call.block === undefined;
  const method = byName ? values.pop() : undefined;
  if (byName && method?.kind !== "symbol" && method?.kind !== "string") {
    return (method && unknownIn(method)) ?? wrong(call, method, "a block, or the name of a method");
  }
  const name = method?.kind === "symbol" || method?.kind === "string" ? method.text : "";
  let [memo] = values;
  const problem = walk(call, (each) => {
    const item = packed(each);
    if (memo === undefined) memo = item;
    else memo = byName ? send(call, memo, name, item) : ask(call, memo, item);
  });
  return problem ?? memo ?? nothing(call);
}

/** Without anything to do `inject` gives the one element; of several it has no way to join them. */
function onlyElement(call: Call): RuntimeValue {
  const items = elements(call);
  if (!Array.isArray(items)) return items;
  return items.length > 1
    ? wrong(call, undefined, "a block, or the name of a method")
    : (items[0] ?? nothing(call));
}

/** A sum under way. Floats are added as Ruby adds them, with what each addition loses kept apart (Kahan and Babuska). */
interface Sum {
  value: RuntimeValue;
  float: { total: number; lost: number } | undefined;
  /** A list keeps integers apart up to the first other element, and adds them to the first value then. */
  exact: bigint | undefined;
}

function addFloat(float: { total: number; lost: number }, number: number): void {
  const { total } = float;
  if (Number.isNaN(total)) return;
  if (Number.isNaN(number)) float.total = number;
  else if (!Number.isFinite(number)) float.total = Number.isFinite(total) || total === number ? number : NaN;
  else if (Number.isFinite(total)) {
    const added = total + number;
    float.lost += Math.abs(total) >= Math.abs(number) ? total - added + number : number - added + total;
    float.total = added;
  }
}

function isNumber(value: RuntimeValue): boolean {
  return value.kind === "integer" || value.kind === "float";
}

function startSum(call: Call): Sum {
  const start = call.arguments[0] ?? integerObject(0n, call.origin);
  const list = call.receiver.kind === "array";
  const float = start.kind === "float" && !list ? { total: start.number, lost: 0 } : undefined;
  return { value: start, float, exact: isNumber(start) && float === undefined ? 0n : undefined };
}

function settleExact(call: Call, sum: Sum): void {
  if (sum.exact !== undefined && sum.exact !== 0n)
    sum.value = send(call, sum.value, "+", integerObject(sum.exact, call.origin));
  sum.exact = undefined;
}

function addTo(call: Call, sum: Sum, item: RuntimeValue): void {
  if (sum.exact !== undefined) {
    if (item.kind === "integer") {
      sum.exact += item.value;
      return;
    }
    settleExact(call, sum);
    if (item.kind === "float" && isNumber(sum.value)) sum.float = { total: numberOf(sum.value), lost: 0 };
  }
  if (sum.float === undefined) sum.value = send(call, sum.value, "+", item);
  else if (isNumber(item)) addFloat(sum.float, numberOf(item));
  else {
    sum.value = send(call, floatObject(sum.float.total, call.origin), "+", item);
    sum.float = undefined;
  }
}

function numberOf(value: RuntimeValue): number {
  return value.kind === "integer" ? Number(value.value) : value.kind === "float" ? value.number : NaN;
}

function sum(call: Call): RuntimeValue {
  const sum = startSum(call);
  const problem = walk(call, (values) => {
    const item = packed(values);
    const added = call.block === undefined ? item : ask(call, item);
    if (call.machine.exit === undefined) addTo(call, sum, added);
    return sum.value.kind !== "unknown" || call.block !== undefined;
  });
  if (problem !== undefined) return problem;
  settleExact(call, sum);
  return sum.float === undefined ? sum.value : floatObject(sum.float.total + sum.float.lost, call.origin);
}

function eachWithObject(call: Call): RuntimeValue {
  const memo = argument(call, 0);
  const problem = walk(call, (values) => {
    ask(call, packed(values), memo);
  });
  return problem ?? memo;
}

function eachWithIndex(call: Call): RuntimeValue {
  let index = 0n;
  const problem = walk(call, (values) => {
    ask(call, packed(values), integerObject(index, call.origin));
    index += 1n;
  });
  return problem ?? call.receiver;
}

function eachEntry(call: Call): RuntimeValue {
  const problem = walk(call, (values) => {
    ask(call, packed(values));
  });
  return problem ?? call.receiver;
}

function reverseEach(call: Call): RuntimeValue {
  const items = elements(call);
  if (!Array.isArray(items)) return items;
  for (let index = items.length - 1; index >= 0 && call.machine.exit === undefined; index -= 1) {
    const item = items[index];
    if (item !== undefined) ask(call, item);
  }
  return call.receiver;
}

/** How many elements each stretch has; or what the method gives instead of walking. */
function stretchGiven(call: Call): number | RuntimeValue {
  const size = integerGiven(call, 0);
  if (typeof size !== "number") return size;
  if (size <= 0) return wrong(call, call.arguments[0], "an Integer greater than zero");
  return call.block === undefined ? enumerator(call) : size;
}

/** `each_slice`: so many elements at a time, the last time what is left. */
function eachSlice(call: Call): RuntimeValue {
  const size = stretchGiven(call);
  if (typeof size !== "number") return size;
  let slice: RuntimeValue[] = [];
  const problem = walk(call, (values) => {
    slice.push(packed(values));
    if (slice.length < size) return;
    const full = arrayObject(slice, call.origin);
    slice = [];
    ask(call, full);
  });
  if (problem !== undefined) return problem;
  if (slice.length > 0 && call.machine.exit === undefined) ask(call, arrayObject(slice, call.origin));
  return call.receiver;
}

/** `each_cons`: every stretch of so many elements. */
function eachCons(call: Call): RuntimeValue {
  const size = stretchGiven(call);
  if (typeof size !== "number") return size;
  const window: RuntimeValue[] = [];
  const problem = walk(call, (values) => {
    if (window.length === size) window.shift();
    window.push(packed(values));
    if (window.length < size) return true;
    if (pay(call, size) !== undefined) return false;
    ask(call, arrayObject([...window], call.origin));
    return true;
  });
  return problem ?? call.receiver;
}

/** `cycle`: all elements again and again, or so many times. */
function cycle(call: Call): RuntimeValue {
  const count = given(call, 0) === undefined ? Infinity : integerGiven(call, 0);
  if (typeof count !== "number") return count;
  if (count <= 0) return nothing(call);
  const items = elements(call);
  if (!Array.isArray(items)) return items;
  for (let round = 0; round < count && items.length > 0; round += 1) {
    for (const item of items) {
      if (call.machine.exit !== undefined) return nothing(call);
      ask(call, item);
    }
  }
  return nothing(call);
}

/** A pair of a key and a value that `to_h` takes. */
export function pairIn(
  call: Call,
  value: RuntimeValue,
): readonly [RuntimeValue, RuntimeValue] | UnknownObject {
  const doubt = value.kind === "unknown" ? value : value.kind === "array" ? value.taint : undefined;
  if (doubt !== undefined) return doubt;
  const [key, item] = value.kind === "array" && value.items.length === 2 ? value.items : [];
  return key === undefined || item === undefined
    ? wrong(call, value, "pairs of a key and a value")
    : [key, item];
}

function toHash(call: Call): RuntimeValue {
  let failed: UnknownObject | undefined;
  return hashOf(call, (values, entry) => {
    const answer = call.block === undefined ? packed(values) : ask(call, ...values);
    if (call.machine.exit !== undefined) return undefined;
    const pair = failed ?? pairIn(call, answer);
    if (!("kind" in pair)) return entry(pair[0]).set(pair[1]);
    failed ??= pair;
    return pair;
  });
}

/** `zip`: element by element with those of other lists, nil where one is shorter. */
function zip(call: Call): RuntimeValue {
  const own = elements(call);
  if (!Array.isArray(own)) return own;
  const others: RuntimeValue[][] = [];
  // An empty array does not look at its arguments.
  for (const other of own.length === 0 && call.receiver.kind === "array" ? [] : call.arguments) {
    if (!isWalkable(other)) return wrong(call, other, "an Array");
    const items = elementsOf(call, other, own.length);
    if (!Array.isArray(items)) return items;
    others.push(items);
  }
  const problem = pay(call, own.length * (others.length + 1));
  if (problem !== undefined) return problem;
  const rows = own.map((item, at) =>
    arrayObject([item, ...others.map((items) => items[at] ?? nothing(call))], call.origin),
  );
  if (call.block === undefined) return list(call, rows);
  for (const row of rows) {
    if (call.machine.exit !== undefined) break;
    ask(call, row);
  }
  return nothing(call);
}

/** Methods of Enumerable that walk all elements to make one thing of them, or nothing. */
export const foldingMethods: MethodTable<Walkable> = tableOf<Walkable>(
  [
    iterating("inject", 0, 2, inject, { block: "optional", takesUnknown: true }),
    iterating("sum", 0, 1, sum, { block: "optional", takesUnknown: true }),
    iterating("each_with_object", 1, 1, eachWithObject, { takesUnknown: true }),
    iterating("each_with_index", 0, 0, eachWithIndex),
    iterating("each_entry", 0, 0, eachEntry),
    iterating("reverse_each", 0, 0, reverseEach),
    iterating("each_slice", 1, 1, eachSlice, { block: "optional" }),
    iterating("each_cons", 1, 1, eachCons, { block: "optional" }),
    iterating("cycle", 0, 1, cycle),
    iterating("to_h", 0, 0, toHash, { block: "optional" }),
    iterating("zip", 0, Infinity, zip, { block: "optional" }),
    pure("to_a", 0, 0, (call) => {
      const items = elements(call);
      return Array.isArray(items) ? list(call, items) : items;
    }),
  ],
  { reduce: "inject", entries: "to_a" },
);
