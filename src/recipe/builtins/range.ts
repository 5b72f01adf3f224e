import { caseEquals, compare } from "../evaluate/equality.js";
import { exceed } from "../evaluate/machine.js";
import { operate } from "../evaluate/operators.js";
import { inspect, textOfValue } from "../evaluate/text.js";
import { floatObject, integerObject } from "../evaluate/value.js";
import type { RangeObject, RuntimeValue } from "../evaluate/value.js";
import { enumerableMethods } from "./enumerable/table.js";
import { argument, countGiven, integerGiven } from "./given.js";
import {
  ask,
  enumerator,
  inherit,
  iterating,
  list,
  nothing,
  pure,
  tableOf,
  text,
  truth,
  wrong,
} from "./method.js";
import type { Invocation, MethodTable } from "./method.js";
import { isNumber, steps, walkSteps } from "./number/stepping.js";
import { elements, packed, walk } from "./walk.js";

type RangeCall = Invocation<RangeObject>;

/** What Enumerable does where a range knows nothing better. */
function generally(call: RangeCall, name: string): RuntimeValue | undefined {
  return enumerableMethods.get(name)?.run(call);
}

/** The last integer of a range of integers; undefined of any other or an open one. */
function lastInteger({ from, to, exclusive }: RangeObject): bigint | undefined {
  if (from.kind !== "integer" || to.kind !== "integer") return undefined;
  return exclusive ? to.value - 1n : to.value;
}

function sizeOfIntegers(range: RangeObject): bigint | undefined {
  const last = lastInteger(range);
  if (last === undefined || range.from.kind !== "integer") return undefined;
  return last < range.from.value ? 0n : last - range.from.value + 1n;
}

/** `size`: of integers; of texts nil, and of floats Rubies differ. */
function size(call: RangeCall): RuntimeValue | undefined {
  const { from, to, exclusive } = call.receiver;
  const count = sizeOfIntegers(call.receiver);
  if (count !== undefined) return integerObject(count, call.origin);
  if (from.kind === "integer" && to.kind === "nil") return floatObject(Infinity, call.origin);
  if (from.kind === "integer" && to.kind === "float") {
    if (!Number.isFinite(to.number)) return to.number > 0 ? floatObject(Infinity, call.origin) : undefined;
    const last = BigInt(Math.floor(to.number)) - (exclusive && Number.isInteger(to.number) ? 1n : 0n);
    return integerObject(last < from.value ? 0n : last - from.value + 1n, call.origin);
  }
  return from.kind === "float" || to.kind === "float" || from.kind === "nil" ? undefined : nothing(call);
}

function count(call: RangeCall): RuntimeValue | undefined {
  if (call.arguments.length > 0 || call.block !== undefined) return generally(call, "count");
  const { from, to } = call.receiver;
  if (from.kind === "nil" || to.kind === "nil") return floatObject(Infinity, call.origin);
  const number = sizeOfIntegers(call.receiver);
  return number === undefined ? generally(call, "count") : integerObject(number, call.origin);
}

/** `sum` of integers needs no walk. */
function sum(call: RangeCall): RuntimeValue | undefined {
  const { machine, receiver, origin } = call;
  const last = lastInteger(receiver);
  const start = call.arguments[0] ?? integerObject(0n, origin);
  if (
    call.block !== undefined ||
    last === undefined ||
    receiver.from.kind !== "integer" ||
    start.kind !== "integer"
  )
    return generally(call, "sum");
  const first = receiver.from.value;
  if (last < first) return start;
  const total = integerObject(((last - first + 1n) * (last + first)) / 2n, origin);
  return operate(machine, "+", total, start, origin);
}

function first(call: RangeCall): RuntimeValue | undefined {
  const { from } = call.receiver;
  if (from.kind === "nil") return wrong(call, call.receiver, "a range with a beginning");
  if (call.arguments.length === 0) return from;
  const counted = from.kind === "integer" || from.kind === "string" || from.kind === "symbol";
  return counted ? generally(call, "first") : wrong(call, call.receiver, "a range that can be counted");
}

function last(call: RangeCall): RuntimeValue | undefined {
  const { to } = call.receiver;
  if (to.kind === "nil") return wrong(call, call.receiver, "a range with an end");
  if (call.arguments.length === 0) return to;
  const end = lastInteger(call.receiver);
  const size = sizeOfIntegers(call.receiver);
  if (size === 0n) return list(call, []);
  // Ruby 3.1 and 3.2 forget the one element.
  if (size === 1n && !call.receiver.exclusive) return undefined;
  const count = countGiven(call, 0);
  if (typeof count !== "number") return count;
  if (end !== undefined && size !== undefined) return lastIntegers(call, end, size, count);
  const items = elements(call);
  return Array.isArray(items) ? list(call, items.slice(Math.max(0, items.length - count))) : items;
}

function lastIntegers(call: RangeCall, end: bigint, size: bigint, count: number): RuntimeValue {
  const number = size < BigInt(count) ? Number(size) : count;
  if (number > call.machine.limits.collection) return exceed(call.machine, call.origin, "collection");
  const items = Array.from({ length: number }, (_, index) =>
    integerObject(end - BigInt(number - 1 - index), call.origin),
  );
  return list(call, items);
}

/** `min` is the first end, unless a block is given. */
function min(call: RangeCall): RuntimeValue | undefined {
  const { from, to } = call.receiver;
  if (from.kind === "nil") return wrong(call, call.receiver, "a range with a beginning");
  if (call.block !== undefined)
    return to.kind === "nil" ? wrong(call, call.receiver, "a range with an end") : generally(call, "min");
  if (call.arguments.length > 0) return generally(call, "first");
  if (to.kind === "nil") return from;
  const order = compare(call.machine, from, to, call.origin) ?? 1;
  if (typeof order === "object") return order;
  return order > 0 || (order === 0 && call.receiver.exclusive) ? nothing(call) : from;
}

/** `max` is the last end; of texts without it, with a block or a number all have to be walked. */
function max(call: RangeCall): RuntimeValue | undefined {
  const { from, to, exclusive } = call.receiver;
  if (to.kind === "nil") return wrong(call, call.receiver, "a range with an end");
  if (call.block !== undefined || call.arguments.length > 0 || (exclusive && !isNumber(to)))
    return generally(call, "max");
  const order = from.kind === "nil" ? -1 : (compare(call.machine, from, to, call.origin) ?? 1);
  if (typeof order === "object") return order;
  if (order > 0) return nothing(call);
  if (!exclusive) return to;
  if (to.kind !== "integer" || (order !== 0 && from.kind !== "integer"))
    return wrong(call, call.receiver, "a range that holds its end, or one of integers");
  return order === 0 ? nothing(call) : integerObject(to.value - 1n, call.origin);
}

function minmax(call: RangeCall): RuntimeValue | undefined {
  if (call.block !== undefined) return generally(call, "minmax");
  const least = min(call);
  if (least === undefined || least.kind === "unknown") return least;
  const most = max(call);
  if (most === undefined || most.kind === "unknown") return most;
  return list(call, [least, most]);
}

/** `include?` of numbers lies between the ends; of texts it has to be among those that `succ` gives. */
function includes(call: RangeCall): RuntimeValue | undefined {
  const { from, to } = call.receiver;
  const value = argument(call, 0);
  if (isNumber(from) || isNumber(to)) return covers(call, value);
  if (from.kind !== "string" && to.kind !== "string") return generally(call, "include?");
  if (value.kind !== "string") return truth(call, false);
  if (from.kind !== "string" || to.kind !== "string") return undefined;
  return generally(call, "include?");
}

/** `cover?` and `===`: whether a value lies between the ends; of another range both its ends. */
function covers(call: RangeCall, value: RuntimeValue): RuntimeValue {
  const inside = caseEquals(call.machine, call.receiver, value, call.origin);
  return typeof inside === "boolean" ? truth(call, inside) : inside;
}

function cover(call: RangeCall): RuntimeValue | undefined {
  const value = argument(call, 0);
  if (value.kind !== "range") return covers(call, value);
  const { from, to, exclusive } = call.receiver;
  const ends = [from, to, value.from, value.to];
  if (!ends.every((one) => one.kind === "integer")) return undefined;
  const [low, high, first, last] = ends.map((one) => (one.kind === "integer" ? one.value : 0n));
  if (low === undefined || high === undefined || first === undefined || last === undefined) return undefined;
  const end = exclusive ? high - 1n : high;
  const inner = value.exclusive ? last - 1n : last;
  return truth(call, first <= inner && low <= first && inner <= end);
}

/** `step` and `%`: every so many-th element; of numbers an arithmetic sequence. */
function step(call: RangeCall): RuntimeValue | undefined {
  const { from, to, exclusive } = call.receiver;
  const by = call.arguments[0] ?? integerObject(1n, call.origin);
  if (!isNumber(by)) return wrong(call, by, "a number as step");
  const size = by.kind === "integer" ? Number(by.value) : by.number;
  if (size === 0) return wrong(call, by, "a step that is not zero");
  const numbers = isNumber(from) && (isNumber(to) || to.kind === "nil");
  if (!numbers && by.kind === "float") return undefined;
  if (call.block === undefined) return enumerator(call);
  if (size < 0) {
    if (!numbers || call.block?.kind !== "nativeBlock") return wrong(call, by, "a step that is not negative");
  }
  if (!numbers) return stepOver(call);
  const limit = isNumber(to) ? to : undefined;
  return walkSteps(call, steps(from, limit, by, exclusive)) ?? call.receiver;
}

/** Every so many-th text. */
function stepOver(call: RangeCall): RuntimeValue {
  const every = call.arguments.length === 0 ? 1 : integerGiven(call, 0);
  if (typeof every !== "number") return every;
  let index = 0;
  const problem = walk(call, (values) => {
    if (index % every === 0) ask(call, packed(values));
    index += 1;
  });
  return problem ?? call.receiver;
}

function reverseEach(call: RangeCall): RuntimeValue | undefined {
  const last = lastInteger(call.receiver);
  const { from } = call.receiver;
  if (last === undefined || from.kind !== "integer") return generally(call, "reverse_each");
  for (let value = last; value >= from.value && call.machine.exit === undefined; value -= 1n)
    ask(call, integerObject(value, call.origin));
  return call.receiver;
}

function each(call: RangeCall): RuntimeValue {
  return walk(call, (values) => void ask(call, packed(values))) ?? call.receiver;
}

/** A list of all elements; of a range without end there is none. */
function toArray(call: RangeCall): RuntimeValue {
  if (call.receiver.to.kind === "nil") return wrong(call, call.receiver, "a range with an end");
  const count = sizeOfIntegers(call.receiver);
  if (count !== undefined && count > BigInt(call.machine.limits.collection))
    return exceed(call.machine, call.origin, "collection");
  const items = elements(call);
  return Array.isArray(items) ? list(call, items) : items;
}

const optional = { block: "optional" } as const;

const own: MethodTable<RangeObject> = tableOf<RangeObject>(
  [
    pure("to_s", 0, 0, (call) => {
      const shown = textOfValue(call.machine, call.receiver, call.origin);
      return typeof shown === "string" ? text(call, shown) : shown;
    }),
    pure("inspect", 0, 0, (call) => {
      const shown = inspect(call.machine, call.receiver, call.origin);
      return typeof shown === "string" ? text(call, shown) : shown;
    }),
    pure("to_a", 0, 0, toArray),
    iterating("each", 0, 0, each),
    iterating("reverse_each", 0, 0, reverseEach),
    pure("begin", 0, 0, (call) => call.receiver.from),
    pure("end", 0, 0, (call) => call.receiver.to),
    pure("exclude_end?", 0, 0, (call) => truth(call, call.receiver.exclusive)),
    pure("first", 0, 1, first),
    pure("last", 0, 1, last),
    iterating("min", 0, 1, min, optional),
    iterating("max", 0, 1, max, optional),
    iterating("minmax", 0, 0, minmax, optional),
    pure("size", 0, 0, size),
    iterating("count", 0, 1, count, optional),
    iterating("sum", 0, 1, sum, optional),
    pure("include?", 1, 1, includes),
    pure("cover?", 1, 1, cover),
    iterating("step", 0, 1, step, optional),
    iterating("%", 1, 1, step, optional),
  ],
  { entries: "to_a", "member?": "include?" },
);

/** Methods of ranges; a range of integers however large is asked for its size, sum and ends without a walk. */
export const rangeMethods: MethodTable<RangeObject> = inherit<RangeObject>(own, enumerableMethods);
