import { setEntry } from "../../evaluate/collections.js";
import { forgetBehind } from "../../evaluate/last-match.js";
import { caseEquals, caseMatches, equals, hashKey } from "../../evaluate/equality.js";
import { exceed, unknown } from "../../evaluate/machine.js";
import { arrayObject, hashObject, integerObject, truthy, unknownIn } from "../../evaluate/value.js";
import type { RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { argument, countGiven, pay } from "../given.js";
import { ask, enumerator, iterating, list, nothing, pure, tableOf, whole, wrong } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";
import { askToEnd, packed, walk } from "../walk.js";
import type { Walkable } from "../walk.js";

type Call = Invocation<Walkable>;

/**
 * An array of what `pick` puts in for each element. It gives whether it wants more, or an unknown when what it would
 * put in depends on that: then so does the result.
 */
function gather(
  call: Call,
  pick: (values: readonly RuntimeValue[], items: RuntimeValue[]) => boolean | UnknownObject,
): RuntimeValue {
  const { machine, origin } = call;
  const items: RuntimeValue[] = [];
  let doubt: UnknownObject | undefined;
  let full = false;
  const problem = walk(call, (values) => {
    const outcome = pick(values, items);
    if (typeof outcome === "object") doubt ??= outcome;
    full = items.length > machine.limits.collection;
    return outcome !== false && !full;
  });
  if (full) return exceed(machine, origin, "collection");
  return problem ?? doubt ?? list(call, items);
}

/** `select` and `reject`. */
function chosen(call: Call, wanted: boolean): RuntimeValue {
  return gather(call, (values, items) => {
    const item = packed(values);
    const answer = ask(call, item);
    if (answer.kind === "unknown") return answer;
    if (truthy(answer) === wanted) items.push(item);
    return true;
  });
}

function map(call: Call): RuntimeValue {
  return gather(call, (values, items) => {
    items.push(ask(call, ...values));
    return true;
  });
}

function flatMap(call: Call): RuntimeValue {
  return gather(call, (values, items) => {
    const answer = ask(call, ...values);
    if (answer.kind === "unknown") return answer;
    if (answer.kind !== "array") items.push(answer);
    else if (answer.taint !== undefined) return answer.taint;
    else for (const item of answer.items) items.push(item);
    return true;
  });
}

function filterMap(call: Call): RuntimeValue {
  return gather(call, (values, items) => {
    const answer = ask(call, ...values);
    if (answer.kind === "unknown") return answer;
    if (truthy(answer)) items.push(answer);
    return true;
  });
}

function partition(call: Call): RuntimeValue {
  const others: RuntimeValue[] = [];
  const first = gather(call, (values, items) => {
    const item = packed(values);
    const answer = ask(call, item);
    if (answer.kind === "unknown") return answer;
    (truthy(answer) ? items : others).push(item);
    return true;
  });
  return first.kind === "unknown" ? first : list(call, [first, arrayObject(others, call.origin)]);
}

/** `find`, whose argument, which few know of, is what to call when there is none. */
function find(call: Call): RuntimeValue {
  let found: RuntimeValue | undefined;
  let doubt: UnknownObject | undefined;
  const problem = walk(call, (values) => {
    const item = packed(values);
    const answer = askToEnd(call, [item]);
    if (typeof answer === "object") doubt ??= answer;
    else if (answer) found = item;
    return found === undefined;
  });
  const missing = argument(call, 0);
  if (problem !== undefined || doubt !== undefined || found !== undefined)
    return problem ?? doubt ?? found ?? missing;
  return missing.kind === "nil" ? nothing(call) : wrong(call, missing, "something that can be called");
}

/** `find_index`: of what is equal to the argument, or of what the block is true for. */
export function findIndex(call: Call): RuntimeValue {
  const [wanted] = call.arguments;
  if (wanted === undefined && call.block === undefined) return enumerator(call);
  let index = 0;
  let found = false;
  let doubt: UnknownObject | undefined;
  const problem = walk(call, (values) => {
    const fits =
      wanted === undefined
        ? askToEnd(call, values)
        : equals(call.machine, packed(values), wanted, call.origin);
    if (typeof fits === "object") doubt ??= fits;
    found = fits === true;
    if (!found) index += 1;
    return !found && (wanted === undefined || doubt === undefined);
  });
  return problem ?? doubt ?? (found ? whole(call, index) : nothing(call));
}

function takeWhile(call: Call): RuntimeValue {
  return gather(call, (values, items) => {
    const answer = askToEnd(call, values);
    if (answer === true) items.push(packed(values));
    return answer;
  });
}

function dropWhile(call: Call): RuntimeValue {
  let dropping = true;
  return gather(call, (values, items) => {
    const item = packed(values);
    const answer = dropping ? askToEnd(call, [item]) : false;
    if (typeof answer === "object") return answer;
    if (!answer) {
      dropping = false;
      items.push(item);
    }
    return true;
  });
}

/** `first` with a number, and `take`. */
function take(call: Call): RuntimeValue {
  const count = countGiven(call, 0);
  if (typeof count !== "number") return count;
  if (count === 0) return list(call, []);
  return gather(call, (values, items) => {
    items.push(packed(values));
    return items.length < count;
  });
}

function first(call: Call): RuntimeValue {
  if (call.arguments.length > 0) return take(call);
  let found: RuntimeValue | undefined;
  const problem = walk(call, (values) => {
    found = packed(values);
    return false;
  });
  return found ?? problem ?? nothing(call);
}

function drop(call: Call): RuntimeValue {
  const count = countGiven(call, 0);
  if (typeof count !== "number") return count;
  let index = 0;
  return gather(call, (values, items) => {
    if (index >= count) items.push(packed(values));
    index += 1;
    return true;
  });
}

/** `grep` and `grep_v`: what `===` of the pattern is true for; with a block what it makes of those. */
function grep(call: Call, wanted: boolean): RuntimeValue {
  const pattern = argument(call, 0);
  const { block, machine, origin } = call;
  const asks = block === undefined ? caseEquals : caseMatches;
  if (pattern.kind === "regexp" && block === undefined) forgetBehind(machine, call.name, origin);
  return gather(call, (values, items) => {
    const item = packed(values);
    const fits = asks(machine, pattern, item, origin);
    if (typeof fits === "object") return fits;
    if (fits === wanted) items.push(block === undefined ? item : ask(call, item));
    return true;
  });
}

function compact(call: Call): RuntimeValue {
  return gather(call, (values, items) => {
    const item = packed(values);
    if (item.kind === "unknown") return item;
    if (item.kind !== "nil") items.push(item);
    return true;
  });
}

/** The unknown of a value that cannot be told from others. */
export function untold(call: Invocation<RuntimeValue>, value: RuntimeValue): UnknownObject {
  const reason = "which of these values are equal";
  return unknownIn(value) ?? unknown(call.origin, reason, "Compare strings, symbols or numbers.");
}

/** `uniq`: the first of elements that are the same, or that the block makes the same of. */
export function uniq(call: Call): RuntimeValue {
  const known = new Set<string>();
  return gather(call, (values, items) => {
    const item = packed(values);
    const value = call.block === undefined ? item : ask(call, ...values);
    const problem = pay(call, 1);
    if (problem !== undefined) return problem;
    const key = hashKey(call.machine, value);
    if (key === undefined) return untold(call, value);
    if (!known.has(key)) items.push(item);
    known.add(key);
    return true;
  });
}

/** A hash that is made of the elements: `add` puts one in, or gives why it cannot. */
export function hashOf(
  call: Call,
  add: (values: readonly RuntimeValue[], entry: (key: RuntimeValue) => Slot) => UnknownObject | undefined,
): RuntimeValue {
  const { machine, origin } = call;
  const hash = hashObject(new Map(), origin);
  let doubt: UnknownObject | undefined;
  const problem = walk(call, (values) => {
    const problem =
      pay(call, 3) ??
      add(values, (key) => ({
        get: () => {
          const id = hashKey(machine, key);
          return id === undefined ? undefined : hash.entries.get(id)?.value;
        },
        set: (value) => (setEntry(machine, hash, key, value) ? undefined : untold(call, key)),
      }));
    doubt ??= problem;
    return hash.entries.size <= machine.limits.collection;
  });
  if (hash.entries.size > machine.limits.collection) return exceed(machine, origin, "collection");
  return problem ?? doubt ?? hash;
}

/** The place of a key in a hash that is being made. */
interface Slot {
  readonly get: () => RuntimeValue | undefined;
  readonly set: (value: RuntimeValue) => UnknownObject | undefined;
}

function groupBy(call: Call): RuntimeValue {
  return hashOf(call, (values, entry) => {
    const item = packed(values);
    const slot = entry(ask(call, item));
    const group = slot.get();
    if (group?.kind !== "array") return slot.set(arrayObject([item], call.origin));
    group.items.push(item);
    return undefined;
  });
}

/** `tally`; into a hash that is given, which few know of, it is not evaluated. */
function tally(call: Call): RuntimeValue | undefined {
  if (call.arguments.length > 0) return undefined;
  return hashOf(call, (values, entry) => {
    const slot = entry(packed(values));
    const count = slot.get();
    return slot.set(integerObject(count?.kind === "integer" ? count.value + 1n : 1n, call.origin));
  });
}

/** Methods of Enumerable that choose among the elements. */
export const choosingMethods: MethodTable<Walkable> = tableOf<Walkable>(
  [
    iterating("map", 0, 0, map),
    iterating("flat_map", 0, 0, flatMap),
    iterating("filter_map", 0, 0, filterMap),
    iterating("select", 0, 0, (call) => chosen(call, true)),
    iterating("reject", 0, 0, (call) => chosen(call, false)),
    iterating("partition", 0, 0, partition),
    iterating("find", 0, 1, find),
    iterating("find_index", 0, 1, findIndex, { block: "optional" }),
    iterating("take_while", 0, 0, takeWhile),
    iterating("drop_while", 0, 0, dropWhile),
    pure("first", 0, 1, first, { cheap: true }),
    pure("take", 1, 1, take, { cheap: true }),
    pure("drop", 1, 1, drop),
    iterating("grep", 1, 1, (call) => grep(call, true), { block: "optional" }),
    iterating("grep_v", 1, 1, (call) => grep(call, false), { block: "optional" }),
    pure("compact", 0, 0, compact),
    iterating("uniq", 0, 0, uniq, { block: "optional" }),
    iterating("group_by", 0, 0, groupBy),
    pure("tally", 0, 1, tally),
  ],
  {
    collect: "map",
    collect_concat: "flat_map",
    find_all: "select",
    filter: "select",
    detect: "find",
  },
);
