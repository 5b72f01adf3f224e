import { mayLeave } from "../evaluate/branches.js";
import { inside, maybe } from "../evaluate/candidates.js";
import { walkAnyTimes } from "../evaluate/rounds.js";
import { charge, exceed, unknown } from "../evaluate/machine.js";
import { arrayObject, nilObject, truthy } from "../evaluate/value.js";
import type {
  ArrayObject,
  EnumeratorObject,
  HashObject,
  RangeObject,
  RuntimeValue,
  UnknownObject,
} from "../evaluate/value.js";
import { ask, wrong } from "./method.js";
import type { Invocation } from "./method.js";
import { successors } from "./string/successor.js";

/** What Ruby's Enumerable is mixed into. */
export type Walkable = ArrayObject | HashObject | RangeObject | EnumeratorObject;

/**
 * What is done with an element, as it is given to a block: one value, or several of an enumerator such as that of
 * `each_with_index`. False ends the walk.
 */
type Visit = (values: readonly RuntimeValue[]) => boolean | void;

/**
 * Walks the elements of the receiver, each as it is when its turn comes, as long as `visit` wants more and nothing
 * leaves the code. Gives the unknown that kept it from reaching all.
 */
export function walk(call: Invocation<Walkable>, visit: Visit): UnknownObject | undefined {
  return walkOver(call, call.receiver, visit);
}

/** The same of something that need not be the receiver. */
function walkOver(call: Invocation<RuntimeValue>, value: Walkable, visit: Visit): UnknownObject | undefined {
  switch (value.kind) {
    case "array":
      return walkArray(call, value, visit);
    case "hash":
      return walkHash(call, value, visit);
    case "range":
      return walkRange(call, value, visit);
    case "enumerator":
      return walkEnumerator(call, value, visit);
  }
}

/** Elements that the visit itself adds are reached too. */
function walkArray(
  call: Invocation<RuntimeValue>,
  array: ArrayObject,
  visit: Visit,
): UnknownObject | undefined {
  const { machine } = call;
  for (let index = 0; index < array.items.length && array.taint === undefined; index += 1) {
    const item = array.items[index];
    if (item === undefined || visit([item]) === false || machine.exit !== undefined) return undefined;
  }
  return array.taint === undefined ? undefined : walkRest(call, maybe(array.taint, [array]), visit);
}

function walkHash(call: Invocation<RuntimeValue>, hash: HashObject, visit: Visit): UnknownObject | undefined {
  hash.walks += 1;
  for (const { key, value } of hash.entries.values()) {
    if (visit([arrayObject([key, value], undefined)]) === false) break;
    if (call.machine.exit !== undefined || hash.taint !== undefined) break;
  }
  hash.walks -= 1;
  return hash.taint === undefined ? undefined : walkRest(call, maybe(hash.taint, [hash]), visit);
}

/** Something is walked that changed on the way in nobody knows what: there may be any number of elements more. */
export function walkRest(call: Invocation<RuntimeValue>, taint: UnknownObject, visit: Visit): UnknownObject {
  const element = inside(taint);
  if (call.machine.exit === undefined) {
    walkAnyTimes(call.machine, taint, () => {
      visit([element]);
      return nilObject(undefined);
    });
  }
  return taint;
}

/** Integers from the first on, texts and symbols by `succ`; nothing else can be counted. */
function walkRange(
  call: Invocation<RuntimeValue>,
  range: RangeObject,
  visit: Visit,
): UnknownObject | undefined {
  const { machine, origin } = call;
  for (const item of itemsOfRange(call, range)) {
    if (item.kind === "unknown") return item;
    if (!charge(machine, 1, origin)) return exceed(machine, origin, "steps");
    if (visit([item]) === false || machine.exit !== undefined) break;
  }
  return undefined;
}

function* itemsOfRange(call: Invocation<RuntimeValue>, range: RangeObject): Generator<RuntimeValue> {
  const { from, to, exclusive } = range;
  const { origin } = call;
  if (from.kind === "integer" && (to.kind === "integer" || to.kind === "float" || to.kind === "nil")) {
    const last = to.kind === "nil" ? Infinity : to.kind === "float" ? to.number : to.value;
    for (let value = from.value; exclusive ? value < last : value <= last; value += 1n)
      yield { kind: "integer", value, origin };
  } else if (
    (from.kind === "string" || from.kind === "symbol") &&
    (to.kind === from.kind || to.kind === "nil")
  ) {
    const symbols = from.kind === "symbol";
    for (const text of successors(call, from.text, to.kind === "nil" ? undefined : to.text, exclusive)) {
      if (typeof text !== "string") yield text;
      else if (symbols) yield { kind: "symbol", text, origin };
      else
        yield {
          kind: "string",
          text,
          origin,
          segments: undefined,
          attribute: undefined,
          vivid: undefined,
          frozen: false,
          taint: undefined,
        };
    }
  } else yield wrong(call, range, "a range that can be counted");
}

/** Methods whose walk, or receiver, depends on what their block gives. */
const answered: ReadonlySet<string> = new Set([
  ...["collect!", "delete_if", "detect", "drop_while", "filter!", "find", "find_index", "index", "keep_if"],
  ...[
    "map!",
    "reject!",
    "rindex",
    "select!",
    "sort_by!",
    "take_while",
    "transform_keys!",
    "transform_values!",
  ],
]);

/** Methods of Enumerable that give such a method more than nil: what that would make of it is not evaluated. */
const answering: ReadonlySet<string> = new Set(["each_cons", "each_entry", "each_slice", "to_h"]);

function isAnswered(value: RuntimeValue): boolean {
  return value.kind === "enumerator" && (answered.has(value.method) || isAnswered(value.receiver));
}

/** The method that made the enumerator runs with the visit as its block. */
function walkEnumerator(
  call: Invocation<RuntimeValue>,
  enumerator: EnumeratorObject,
  visit: Visit,
): UnknownObject | undefined {
  const { machine, origin } = call;
  if (answering.has(call.name) && isAnswered(enumerator))
    return unknown(origin, "a walk that its own answers end", 'Make a list of it first, with "to_a".');
  let stopped = false;
  const run = (values: readonly RuntimeValue[]): RuntimeValue => {
    if (visit(values) === false && machine.exit === undefined) {
      stopped = true;
      machine.exit = "break";
    }
    return nilObject(origin);
  };
  const result = runEnumerator(call, enumerator, run);
  if (stopped && machine.exit === "break") machine.exit = undefined;
  return result.kind === "unknown" && !stopped ? result : undefined;
}

/** What the method that made an enumerator gives with a block. */
export function runEnumerator(
  call: Invocation<RuntimeValue>,
  enumerator: EnumeratorObject,
  run: (values: readonly RuntimeValue[]) => RuntimeValue,
): RuntimeValue {
  const { method: name, bare } = enumerator;
  return call.call(call.machine, enumerator.receiver, {
    name,
    arguments: enumerator.arguments,
    bare,
    block: { kind: "nativeBlock", run },
    origin: call.origin,
  });
}

/** Several values as one, as Enumerable keeps them. */
export function packed(values: readonly RuntimeValue[]): RuntimeValue {
  const [only] = values;
  return only !== undefined && values.length === 1 ? only : arrayObject([...values], undefined);
}

/** All elements; undefined when the walk was left. */
export function elements(call: Invocation<Walkable>): RuntimeValue[] | UnknownObject {
  return elementsOf(call, call.receiver);
}

/** The elements of something that need not be the receiver, at most so many. */
export function elementsOf(
  call: Invocation<RuntimeValue>,
  value: Walkable,
  most = Infinity,
): RuntimeValue[] | UnknownObject {
  if (value.kind === "array" && value.taint === undefined) return value.items.slice(0, most);
  const { machine, origin } = call;
  const items: RuntimeValue[] = [];
  if (most === 0) return items;
  let full = false;
  const problem = walkOver(call, value, (values) => {
    items.push(packed(values));
    full = items.length > machine.limits.collection;
    return items.length < most && !full;
  });
  return full ? exceed(machine, origin, "collection") : (problem ?? items);
}

/** Whether something has elements to walk, which are known. */
export function isWalkable(value: RuntimeValue): value is Walkable {
  const { kind } = value;
  return kind === "array" || kind === "hash" || kind === "range" || kind === "enumerator";
}

/**
 * Asks the block about an element where an answer ends the walk. One that is unknown may have ended it: what is
 * walked behind it is as doubtful as what stands behind a doubtful `break`, and so is the result.
 */
export function askToEnd(
  call: Invocation<Walkable>,
  values: readonly RuntimeValue[],
): boolean | UnknownObject {
  const answer = ask(call, ...values);
  if (answer.kind !== "unknown") return truthy(answer);
  mayLeave(call.machine, "break", answer);
  return answer;
}
