import { keyNotFound } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { nearest } from "../../diagnostics/suggest.js";
import { entryOf, setEntry } from "../evaluate/collections.js";
import { equals } from "../evaluate/equality.js";
import { fail } from "../evaluate/machine.js";
import { inspect } from "../evaluate/text.js";
import { arrayObject, hashObject, nilObject, truthy } from "../evaluate/value.js";
import type { HashItem, HashObject, RuntimeValue, UnknownObject } from "../evaluate/value.js";
import { dig } from "./array-methods.js";
import { eachItem, findItem, mapItems, quantify } from "./enumeration.js";
import { alias, copied, iterating, list, pure, text, truth, whole, wrong } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";

type HashCall = Invocation<HashObject>;

function pairs(call: HashCall): RuntimeValue[] {
  return Array.from(call.receiver.entries.values(), ({ key, value }) => arrayObject([key, value], undefined));
}

function fetch(call: HashCall): RuntimeValue {
  const { machine, receiver, origin } = call;
  const [key, fallback] = call.arguments;
  if (key === undefined) return nilObject(origin);
  const entry = entryOf(machine, receiver, key);
  if (entry !== undefined) return entry.value;
  if (fallback !== undefined) return fallback;
  if (call.block !== undefined) return call.yield(machine, call.block, [key]);
  const shown = inspect(machine, key, origin);
  const name = key.kind === "string" || key.kind === "symbol" ? key.text : "";
  const known = Array.from(receiver.entries.values(), (item) =>
    item.key.kind === "string" || item.key.kind === "symbol" ? item.key.text : "",
  );
  const parameters = {
    key: typeof shown === "string" ? `key ${shown}` : "such key",
    suggestions: nearest(name, known),
  };
  return fail(machine, origin, 'the result of "fetch"', keyNotFound(origin, parameters));
}

function hasValue(call: HashCall): RuntimeValue {
  const [wanted] = call.arguments;
  for (const { value } of call.receiver.entries.values()) {
    const same = wanted !== undefined && equals(call.machine, value, wanted, call.origin);
    if (same !== false) return same === true ? truth(call, true) : same;
  }
  return truth(call, false);
}

function merge(call: HashCall): RuntimeValue {
  const merged = hashObject(new Map(call.receiver.entries), call.origin);
  for (const other of call.arguments) {
    if (other.kind !== "hash") return wrong(call, other, "a Hash");
    for (const { key, value } of other.entries.values()) setEntry(call.machine, merged, key, value);
  }
  return { ...merged, mash: call.receiver.mash };
}

/** `select` and `reject` of a hash give a hash. */
function chosen(call: HashCall, wanted: boolean): RuntimeValue {
  const kept = new Map<string, HashItem>();
  for (const [id, entry] of call.receiver.entries) {
    if (call.block === undefined || call.machine.exit !== undefined) break;
    const answer = call.yield(call.machine, call.block, [entry.key, entry.value]);
    if (answer.kind === "unknown") return answer;
    if (truthy(answer) === wanted) kept.set(id, entry);
  }
  return { ...hashObject(kept, call.origin), mash: call.receiver.mash };
}

function transform(call: HashCall, part: "key" | "value"): RuntimeValue {
  const made = hashObject(new Map(), call.origin);
  for (const { key, value } of call.receiver.entries.values()) {
    if (call.block === undefined || call.machine.exit !== undefined) break;
    const result = call.yield(call.machine, call.block, [part === "key" ? key : value]);
    const problem = part === "key" ? put(call, made, result, value) : put(call, made, key, result);
    if (problem !== undefined) return problem;
  }
  return made;
}

function put(
  call: HashCall,
  hash: HashObject,
  key: RuntimeValue,
  value: RuntimeValue,
): UnknownObject | undefined {
  if (setEntry(call.machine, hash, key, value)) return undefined;
  return key.kind === "unknown" ? key : wrong(call, key, "simple keys");
}

function compact(call: HashCall): RuntimeValue {
  const kept = new Map<string, HashItem>();
  for (const [id, entry] of call.receiver.entries) if (entry.value.kind !== "nil") kept.set(id, entry);
  return { ...hashObject(kept, call.origin), mash: call.receiver.mash };
}

function eachPair(call: HashCall): RuntimeValue {
  const items = pairs(call);
  return eachItem(call, () => items);
}

function eachOf(call: HashCall, part: (entry: HashItem) => RuntimeValue): RuntimeValue {
  const items = Array.from(call.receiver.entries.values(), part);
  return eachItem(call, () => items);
}

/** Methods of hashes; of node attributes too, which are hashes that take symbols for strings. */
export const hashMethods: MethodTable<HashObject> = alias(
  [
    pure("to_h", 0, 0, (call) => ({ ...hashObject(new Map(call.receiver.entries), call.origin) })),
    pure("to_a", 0, 0, (call) => list(call, pairs(call))),
    pure("inspect", 0, 0, (call) => {
      const shown = inspect(call.machine, call.receiver, call.origin);
      return typeof shown === "string" ? text(call, shown) : shown;
    }),
    pure("length", 0, 0, (call) => whole(call, call.receiver.entries.size)),
    pure("empty?", 0, 0, (call) => truth(call, call.receiver.entries.size === 0)),
    pure("keys", 0, 0, (call) =>
      list(
        call,
        Array.from(call.receiver.entries.values(), ({ key }) => key),
      ),
    ),
    pure("values", 0, 0, (call) =>
      list(
        call,
        Array.from(call.receiver.entries.values(), ({ value }) => value),
      ),
    ),
    pure("key?", 1, 1, (call) => {
      const [key] = call.arguments;
      return truth(call, key !== undefined && entryOf(call.machine, call.receiver, key) !== undefined);
    }),
    pure("value?", 1, 1, hasValue),
    iterating("fetch", 1, 2, fetch, "optional"),
    pure("dig", 1, Infinity, dig),
    pure("merge", 0, Infinity, merge),
    pure("compact", 0, 0, compact),
    iterating("each", 0, 0, eachPair),
    iterating("each_key", 0, 0, (call) => eachOf(call, ({ key }) => key)),
    iterating("each_value", 0, 0, (call) => eachOf(call, ({ value }) => value)),
    iterating("map", 0, 0, (call) => mapItems(call, pairs(call))),
    iterating("select", 0, 0, (call) => chosen(call, true)),
    iterating("reject", 0, 0, (call) => chosen(call, false)),
    iterating("find", 0, 0, (call) => findItem(call, pairs(call))),
    iterating("any?", 0, 0, (call) => quantify(call, pairs(call), "any"), "optional"),
    iterating("all?", 0, 0, (call) => quantify(call, pairs(call), "all"), "optional"),
    iterating("none?", 0, 0, (call) => quantify(call, pairs(call), "none"), "optional"),
    iterating("transform_values", 0, 0, (call) => transform(call, "value")),
    iterating("transform_keys", 0, 0, (call) => transform(call, "key")),
    pure("dup", 0, 0, (call) => {
      const { entries, mash } = call.receiver;
      return copied(call, { ...hashObject(new Map(entries), call.origin), mash });
    }),
  ],
  {
    to_s: "inspect",
    to_hash: "to_h",
    size: "length",
    count: "length",
    "has_key?": "key?",
    "include?": "key?",
    "member?": "key?",
    "has_value?": "value?",
    each_pair: "each",
    collect: "map",
    filter: "select",
    detect: "find",
    clone: "dup",
  },
);
