import { boundsOf, smallInteger } from "../../evaluate/collections.js";
import type { Stretch } from "../../evaluate/collections.js";
import { equals } from "../../evaluate/equality.js";
import { stretchFor } from "../../evaluate/indexing.js";
import { spliceItems, writeIndex } from "../../evaluate/index-writing.js";
import { exceed } from "../../evaluate/machine.js";
import { refuseChange } from "../../evaluate/refusals.js";
import { arrayObject, integerObject, nilObject, truthy, unknownIn } from "../../evaluate/value.js";
import type { ArrayObject, RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { uniq } from "../enumerable/choosing.js";
import { orderFor, sortItems, sortedBy } from "../enumerable/ordering.js";
import { argument, arrayGiven, countGiven, integerGiven } from "../given.js";
import { ask, changing, list, nothing, tableOf, wrong } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";
import { arraysGiven, flattened } from "./combining.js";
import { rotated } from "./reading.js";

type ArrayCall = Invocation<ArrayObject>;

/** Why the receiver's contents are not known from here on: it may not be reached, or a block has left it open. */
function doubtOf({ machine, receiver }: ArrayCall): UnknownObject | undefined {
  const doubt = receiver.taint ?? machine.conditional;
  if (doubt !== undefined) receiver.taint = doubt;
  return doubt;
}

/** Gives the receiver other elements; gives why that cannot be done. */
function replaceItems(call: ArrayCall, items: RuntimeValue[]): UnknownObject | undefined {
  const problem = doubtOf(call) ?? refuseChange(call.machine, call.receiver, call.origin);
  if (problem !== undefined) return problem;
  if (items.length > call.machine.limits.collection) return exceed(call.machine, call.origin, "collection");
  call.receiver.items = items;
  return undefined;
}

/** Puts elements in the place of others. */
function splice(
  call: ArrayCall,
  start: number,
  count: number,
  items: readonly RuntimeValue[],
): UnknownObject | undefined {
  return spliceItems(call.machine, call.receiver, { start, count }, items, call.origin);
}

function push(call: ArrayCall): RuntimeValue {
  const { items } = call.receiver;
  return splice(call, items.length, 0, call.arguments) ?? call.receiver;
}

/** `pop` and `shift`: one element, or an array of so many. */
function remove(call: ArrayCall, fromEnd: boolean): RuntimeValue {
  const { items } = call.receiver;
  const count = call.arguments.length === 0 ? 1 : countGiven(call, 0);
  if (typeof count !== "number") return count;
  const size = Math.min(count, items.length);
  const start = fromEnd ? items.length - size : 0;
  const removed = items.slice(start, start + size);
  const problem = splice(call, start, size, []);
  if (problem !== undefined) return problem;
  return call.arguments.length === 0 ? (removed[0] ?? nothing(call)) : list(call, removed);
}

function insert(call: ArrayCall): RuntimeValue {
  const [index, ...values] = call.arguments;
  const doubt = index && unknownIn(index);
  if (doubt !== undefined) {
    call.receiver.taint = doubt;
    return doubt;
  }
  const at = integerGiven(call, 0);
  if (typeof at !== "number") return at;
  if (values.length === 0) return call.receiver;
  const size = call.receiver.items.length;
  const start = at < 0 ? at + size + 1 : at;
  if (start < 0) return wrong(call, index, "an index inside of the array");
  return splice(call, start, 0, values) ?? call.receiver;
}

function concat(call: ArrayCall): RuntimeValue {
  const others = arraysGiven(call);
  if (!Array.isArray(others)) return others;
  const added = others.flatMap(({ items }) => items);
  return splice(call, call.receiver.items.length, 0, added) ?? call.receiver;
}

/** `delete`: all elements that are equal; gives the last of them, else what the block says, or nil. */
function deleteItem(call: ArrayCall): RuntimeValue {
  const wanted = argument(call, 0);
  const kept: RuntimeValue[] = [];
  let last: RuntimeValue | undefined;
  for (const item of call.receiver.items) {
    const same = equals(call.machine, item, wanted, call.origin);
    if (typeof same === "object") {
      call.receiver.taint = same;
      return same;
    }
    if (same) last = item;
    else kept.push(item);
  }
  if (last === undefined) return ask(call, wanted);
  return replaceItems(call, kept) ?? last;
}

function deleteAt(call: ArrayCall): RuntimeValue {
  const index = integerGiven(call, 0);
  if (typeof index !== "number") return index;
  const { items } = call.receiver;
  const at = index < 0 ? index + items.length : index;
  const found = at < 0 ? undefined : items[at];
  if (found === undefined) return nothing(call);
  return refuseChange(call.machine, call.receiver, call.origin) ?? splice(call, at, 1, []) ?? found;
}

function sliceOut(call: ArrayCall): RuntimeValue {
  const [key, count] = call.arguments;
  if (key === undefined) return nothing(call);
  if (key.kind !== "range" && count === undefined) return deleteAt(call);
  const stretch = stretchFor(key, count, call.receiver.items.length);
  if (stretch === "wrong") return wrong(call, count ?? key, "an Integer or a Range");
  if (stretch === undefined) return nothing(call);
  const { start, count: size } = stretch;
  const removed = call.receiver.items.slice(start, start + size);
  return splice(call, start, size, []) ?? list(call, removed);
}

/**
 * `select!`, `reject!` and their kin: keeps the elements that the block says so of. As in Ruby each moves up as soon
 * as it is kept, and a block that is left half-way leaves the rest as it was.
 */
function sieve(call: ArrayCall, wanted: boolean): { readonly changed: boolean } | UnknownObject {
  const { machine, receiver } = call;
  let doubt: UnknownObject | undefined;
  let kept = 0;
  let at = 0;
  for (; at < receiver.items.length && machine.exit === undefined; at += 1) {
    const item = receiver.items[at] ?? nothing(call);
    const answer = ask(call, item);
    if (machine.exit !== undefined) break;
    if (answer.kind === "unknown") doubt ??= answer;
    if (doubt !== undefined || answer.kind === "unknown" || truthy(answer) !== wanted) continue;
    doubt ??= doubtOf(call);
    receiver.items[kept] = item;
    kept += 1;
  }
  if (doubt !== undefined) receiver.taint = doubt;
  const left = doubtOf(call);
  if (left !== undefined) return left;
  const changed = kept < at;
  if (changed) receiver.items.splice(kept, at - kept);
  return { changed };
}

/** A change by a block: the receiver, or nil from a method that ends in `!` when nothing has changed. */
function sieved(call: ArrayCall, wanted: boolean): RuntimeValue {
  const outcome = sieve(call, wanted);
  if (!("changed" in outcome)) return outcome;
  return outcome.changed || !call.name.endsWith("!") ? call.receiver : nothing(call);
}

function mapInPlace(call: ArrayCall): RuntimeValue {
  const { machine, receiver } = call;
  for (let at = 0; at < receiver.items.length && machine.exit === undefined; at += 1) {
    const answer = ask(call, receiver.items[at] ?? nothing(call));
    if (machine.exit !== undefined) break;
    if (doubtOf(call) === undefined) receiver.items[at] = answer;
  }
  return receiver.taint ?? receiver;
}

/** Takes over what the same method without `!` gives; nil when that is as long as before and `nil` is asked for. */
function replaced(call: ArrayCall, made: RuntimeValue, unchanged: "nil" | "self"): RuntimeValue {
  if (call.machine.exit !== undefined) return made;
  if (made.kind !== "array") {
    if (made.kind === "unknown") call.receiver.taint = made;
    return made;
  }
  if (unchanged === "nil" && made.items.length === call.receiver.items.length)
    return doubtOf(call) ?? nothing(call);
  return replaceItems(call, made.items) ?? call.receiver;
}

function sortInPlace(call: ArrayCall): RuntimeValue {
  const items = [...call.receiver.items];
  const problem = sortItems(call, items, orderFor(call, call.block !== undefined));
  return replaced(call, problem ?? arrayObject(items, call.origin), "self");
}

function sortByInPlace(call: ArrayCall): RuntimeValue {
  const items = sortedBy(call);
  return replaced(call, Array.isArray(items) ? arrayObject(items, call.origin) : items, "self");
}

function compactInPlace(call: ArrayCall): RuntimeValue {
  const kept: RuntimeValue[] = [];
  for (const item of call.receiver.items) {
    if (item.kind === "unknown") return replaced(call, item, "nil");
    if (item.kind !== "nil") kept.push(item);
  }
  return replaced(call, arrayObject(kept, call.origin), "nil");
}

function flattenInPlace(call: ArrayCall): RuntimeValue {
  const flat = flattened(call);
  if (!("items" in flat)) return replaced(call, flat, "self");
  if (!flat.changed) return nothing(call);
  return replaced(call, arrayObject(flat.items, call.origin), "self");
}

/** Where `fill` starts and how many elements it sets; undefined when an argument is none it takes. */
function filledStretch(
  call: ArrayCall,
  from: RuntimeValue | undefined,
  count: RuntimeValue | undefined,
): Stretch | undefined {
  const size = call.receiver.items.length;
  if (from?.kind === "range" && count === undefined) {
    const bounds = boundsOf(from, size);
    return typeof bounds === "object" ? bounds : undefined;
  }
  const first = from === undefined || from.kind === "nil" ? 0 : smallInteger(from);
  if (first === undefined) return undefined;
  const start = Math.max(0, first < 0 ? first + size : first);
  const length = count === undefined || count.kind === "nil" ? size - start : smallInteger(count);
  return length === undefined ? undefined : { start, count: length };
}

/** `fill`: one value, or what the block makes of each index, over a stretch that may reach behind the end. */
function fill(call: ArrayCall): RuntimeValue {
  const [value, ...rest] = call.block === undefined ? call.arguments : [undefined, ...call.arguments];
  if ((call.block === undefined && value === undefined) || rest.length > 2)
    return wrong(call, undefined, "a value or a block, a start and a length");
  for (const one of rest) {
    const doubt = one && unknownIn(one);
    if (doubt === undefined) continue;
    call.receiver.taint = doubt;
    return doubt;
  }
  const stretch = filledStretch(call, rest[0], rest[1]);
  if (stretch === undefined) return wrong(call, rest[1] ?? rest[0], "an Integer or a Range");
  const { machine, receiver, origin } = call;
  const { start, count } = stretch;
  if (count < 0) return receiver;
  const { length } = receiver.items;
  const missing = Math.max(0, start + count - length);
  if (missing > machine.limits.collection) return exceed(machine, origin, "collection");
  const padding = Array.from({ length: missing }, () => nilObject(undefined));
  const problem = splice(call, length, 0, padding);
  if (problem !== undefined) return problem;
  for (let at = start; at < start + count && machine.exit === undefined; at += 1) {
    const item = value ?? ask(call, integerObject(BigInt(at), origin));
    if (machine.exit !== undefined || at >= receiver.items.length) break;
    if (doubtOf(call) === undefined) receiver.items[at] = item;
  }
  return receiver.taint ?? receiver;
}

const walks = { block: "walks" } as const;
const moves = { cheap: true, takesUnknown: true } as const;

/** Methods of arrays that change their receiver. */
export const arrayChanging: MethodTable<ArrayObject> = tableOf<ArrayObject>(
  [
    changing("push", 0, Infinity, push, moves),
    changing("pop", 0, 1, (call) => remove(call, true), { cheap: true }),
    changing("shift", 0, 1, (call) => remove(call, false), { cheap: true }),
    changing("unshift", 0, Infinity, (call) => splice(call, 0, 0, call.arguments) ?? call.receiver, moves),
    changing("insert", 1, Infinity, insert, moves),
    changing("concat", 0, Infinity, concat),
    changing("delete", 1, 1, deleteItem, { changes: "perhaps", block: "optional" }),
    changing("delete_at", 1, 1, deleteAt, { changes: "perhaps", cheap: true }),
    changing("slice!", 1, 2, sliceOut, { cheap: true }),
    changing("select!", 0, 0, (call) => sieved(call, true), walks),
    changing("reject!", 0, 0, (call) => sieved(call, false), walks),
    changing("keep_if", 0, 0, (call) => sieved(call, true), walks),
    changing("delete_if", 0, 0, (call) => sieved(call, false), walks),
    changing("map!", 0, 0, mapInPlace, walks),
    changing("sort!", 0, 0, sortInPlace, { block: "optional" }),
    changing("sort_by!", 0, 0, sortByInPlace, walks),
    changing("uniq!", 0, 0, (call) => replaced(call, uniq(call), "nil"), { block: "optional" }),
    changing("compact!", 0, 0, compactInPlace),
    changing("flatten!", 0, 1, flattenInPlace),
    changing(
      "reverse!",
      0,
      0,
      (call) => replaceItems(call, call.receiver.items.toReversed()) ?? call.receiver,
    ),
    changing("rotate!", 0, 1, (call) => {
      const items = rotated(call);
      return Array.isArray(items) ? (replaceItems(call, items) ?? call.receiver) : items;
    }),
    changing("clear", 0, 0, (call) => replaceItems(call, []) ?? call.receiver, { cheap: true }),
    changing("replace", 1, 1, (call) => {
      const other = arrayGiven(call, 0);
      return other.kind === "unknown" ? other : (replaceItems(call, [...other.items]) ?? call.receiver);
    }),
    changing("fill", 0, 3, fill, { block: "optional", takesUnknown: true }),
    changing(
      "[]=",
      2,
      3,
      (call) => {
        const value = call.arguments.at(-1) ?? nothing(call);
        return writeIndex(call.machine, call.receiver, call.arguments.slice(0, -1), value, call.origin);
      },
      moves,
    ),
  ],
  { append: "push", prepend: "unshift", "filter!": "select!", "collect!": "map!" },
);
