import { keyNotFound } from "../../../diagnostics/catalogue/recipe-evaluate.js";
import { nearest } from "../../../diagnostics/suggest.js";
import { entryOf, missingEntry, setEntry } from "../../evaluate/collections.js";
import { equals, hashKey } from "../../evaluate/equality.js";
import { fail } from "../../evaluate/machine.js";
import { inspect } from "../../evaluate/text.js";
import { hashObject, truthy, unknownIn } from "../../evaluate/value.js";
import type { HashItem, HashObject, RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { dig } from "../array/reading.js";
import { duplicateOf, thawed } from "../attributes.js";
import { pairIn } from "../enumerable/folding.js";
import { untold } from "../enumerable/choosing.js";
import { argument, pairsOf, pay } from "../given.js";
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
} from "../method.js";
import type { Invocation, MethodTable } from "../method.js";
import { walk, walkRest } from "../walk.js";

type HashCall = Invocation<HashObject>;

/** The entry of a key as it stands there, though the hash may take symbols for strings. */
function rawEntryOf(call: HashCall, key: RuntimeValue): HashItem | undefined {
  const id = hashKey(call.machine, key);
  return id === undefined ? undefined : call.receiver.entries.get(id);
}

/** Puts an entry in a hash that is being made; gives why that cannot be done. */
function put(
  call: HashCall,
  hash: HashObject,
  key: RuntimeValue,
  value: RuntimeValue,
): UnknownObject | undefined {
  return setEntry(call.machine, hash, key, value) ? undefined : untold(call, key);
}

function notFound(call: HashCall, key: RuntimeValue): UnknownObject {
  const { machine, receiver, origin } = call;
  const shown = inspect(machine, key, origin);
  const name = key.kind === "string" || key.kind === "symbol" ? key.text : "";
  const known = Array.from(receiver.entries.values(), (item) =>
    item.key.kind === "string" || item.key.kind === "symbol" ? item.key.text : "",
  );
  const parameters = {
    key: typeof shown === "string" ? `key ${shown}` : "such key",
    suggestions: nearest(name, known),
  };
  return fail(machine, origin, `the result of "${call.name}"`, keyNotFound(origin, parameters));
}

function fetch(call: HashCall): RuntimeValue {
  const [, fallback] = call.arguments;
  const key = argument(call, 0);
  const doubt = unknownIn(key);
  if (doubt !== undefined) return doubt;
  const entry = entryOf(call.machine, call.receiver, key);
  if (entry !== undefined) return entry.value;
  if (call.block !== undefined) return ask(call, key);
  return fallback ?? notFound(call, key);
}

function fetchValues(call: HashCall): RuntimeValue {
  const found: RuntimeValue[] = [];
  for (const key of call.arguments) {
    const entry = rawEntryOf(call, key);
    const value = entry?.value ?? (call.block === undefined ? notFound(call, key) : ask(call, key));
    if (entry === undefined && call.block === undefined) return value;
    found.push(value);
  }
  return list(call, found);
}

function valuesAt(call: HashCall): RuntimeValue {
  const found = call.arguments.map(
    (key) =>
      entryOf(call.machine, call.receiver, key)?.value ??
      missingEntry(call.machine, call.receiver, key, call.origin),
  );
  return list(call, found);
}

/** The first entry whose value is equal. */
function entryWith(call: HashCall, wanted: RuntimeValue): HashItem | UnknownObject | undefined {
  for (const entry of call.receiver.entries.values()) {
    const same = equals(call.machine, entry.value, wanted, call.origin);
    if (same !== false) return same === true ? entry : same;
  }
  return undefined;
}

function hasValue(call: HashCall): RuntimeValue {
  const wanted = argument(call, 0);
  let doubt: UnknownObject | undefined;
  for (const { value } of call.receiver.entries.values()) {
    const same = equals(call.machine, value, wanted, call.origin);
    if (same === true) return truth(call, true);
    if (same !== false) doubt ??= same;
  }
  return doubt ?? truth(call, false);
}

/** `key` and `rassoc`: the key of the first equal value, or both. */
function keyOfValue(call: HashCall): RuntimeValue {
  const entry = entryWith(call, argument(call, 0));
  if (entry === undefined) return nothing(call);
  if ("kind" in entry) return entry;
  return call.name === "key" ? entry.key : list(call, [entry.key, entry.value]);
}

/** `select` and `reject` of a hash give a hash; the block may change the receiver, as it is not what they walk. */
function chosen(call: HashCall, wanted: boolean): RuntimeValue {
  const kept = new Map<string, HashItem>();
  let doubt: UnknownObject | undefined;
  for (const [id, entry] of new Map(call.receiver.entries)) {
    const answer = ask(call, entry.key, entry.value);
    if (call.machine.exit !== undefined) break;
    if (answer.kind === "unknown") doubt ??= answer;
    else if (truthy(answer) === wanted) kept.set(id, entry);
  }
  return doubt ?? hashObject(kept, call.origin);
}

function transformValues(call: HashCall): RuntimeValue {
  const made = new Map<string, HashItem>();
  for (const [id, { key, value }] of new Map(call.receiver.entries)) {
    const answer = ask(call, value);
    if (call.machine.exit !== undefined) break;
    made.set(id, { key, value: answer });
  }
  return hashObject(made, call.origin);
}

/** `transform_keys`: by a hash of new names, by the block where that has none. */
function transformKeys(call: HashCall): RuntimeValue | undefined {
  const [names] = call.arguments;
  if (names === undefined && call.block === undefined) return enumerator(call);
  if (names !== undefined && names.kind !== "hash") return undefined;
  const made = hashObject(new Map(), call.origin);
  let doubt: UnknownObject | undefined;
  const problem = walk(call, ([pair]) => {
    const [key, value] = pair?.kind === "array" ? pair.items : [];
    if (key === undefined || value === undefined) {
      ask(call, pair ?? nothing(call));
      return;
    }
    const renamed = names && entryOf(call.machine, names, key)?.value;
    const name = renamed ?? (call.block === undefined ? key : ask(call, key));
    if (call.machine.exit === undefined) doubt ??= put(call, made, name, value);
  });
  return problem ?? doubt ?? made;
}

function toHash(call: HashCall): RuntimeValue | undefined {
  const { machine, receiver, origin } = call;
  // Chef's own `to_h` of node attributes asks no block.
  if (call.block !== undefined) return receiver.attribute === undefined ? toHashByBlock(call) : undefined;
  if (receiver.attribute !== undefined) return thawed(machine, receiver, "hash", origin);
  if (!receiver.mash) return receiver;
  return { ...hashObject(new Map(receiver.entries), origin), missing: receiver.missing };
}

function toHashByBlock(call: HashCall): RuntimeValue {
  const hash = hashObject(new Map(), call.origin);
  let doubt: UnknownObject | undefined;
  const problem = eachEntry(call, ({ key, value }) => {
    const answer = ask(call, key, value);
    if (call.machine.exit !== undefined) return;
    const pair = doubt ?? pairIn(call, answer);
    doubt ??= "kind" in pair ? pair : put(call, hash, pair[0], pair[1]);
  });
  return problem ?? doubt ?? hash;
}

/** Walks the entries themselves. */
function eachEntry(call: HashCall, visit: (entry: HashItem) => void): UnknownObject | undefined {
  const { receiver, machine } = call;
  receiver.walks += 1;
  for (const entry of receiver.entries.values()) {
    visit(entry);
    if (machine.exit !== undefined || receiver.taint !== undefined) break;
  }
  receiver.walks -= 1;
  const { taint } = receiver;
  return taint && walkRest(call, taint, () => visit({ key: taint, value: taint }));
}

function each(call: HashCall): RuntimeValue {
  return walk(call, ([pair]) => void ask(call, pair ?? nothing(call))) ?? call.receiver;
}

function invert(call: HashCall): RuntimeValue {
  const inverted = hashObject(new Map(), call.origin);
  const unpaid = pay(call, call.receiver.entries.size);
  if (unpaid !== undefined) return unpaid;
  for (const { key, value } of call.receiver.entries.values()) {
    const problem = put(call, inverted, value, key);
    if (problem !== undefined) return problem;
  }
  return inverted;
}

/** `slice` and `except`: with the keys that are given, or without them. */
function slice(call: HashCall): RuntimeValue {
  const kept = new Map<string, HashItem>();
  for (const key of call.arguments) {
    const id = hashKey(call.machine, key);
    const entry = id === undefined ? undefined : call.receiver.entries.get(id);
    if (id !== undefined && entry !== undefined) kept.set(id, entry);
  }
  return hashObject(kept, call.origin);
}

function except(call: HashCall): RuntimeValue {
  const kept = new Map(call.receiver.entries);
  for (const key of call.arguments) {
    const known = entryOf(call.machine, call.receiver, key);
    const id = known && hashKey(call.machine, known.key);
    if (id !== undefined) kept.delete(id);
  }
  return hashObject(kept, call.origin);
}

function compact(call: HashCall): RuntimeValue {
  const kept = new Map<string, HashItem>();
  for (const [id, entry] of call.receiver.entries) {
    if (entry.value.kind === "unknown") return entry.value;
    if (entry.value.kind !== "nil") kept.set(id, entry);
  }
  return hashObject(kept, call.origin);
}

function duplicate(call: HashCall): RuntimeValue | undefined {
  const { machine, receiver, origin } = call;
  // An item of a data bag is an object round a Mash.
  if (receiver.dataBagItem !== undefined) return undefined;
  if (call.name === "dup") return duplicateOf(machine, receiver, origin);
  if (receiver.attribute !== undefined || receiver.mash) return undefined;
  const { entries, missing } = receiver;
  return copied(call, { ...hashObject(new Map(entries), origin), missing });
}

/** Methods of hashes that change nothing, besides those of Enumerable; of node attributes too. */
export const hashReading: MethodTable<HashObject> = tableOf<HashObject>(
  [
    iterating("to_h", 0, 0, toHash, { block: "optional" }),
    pure("to_hash", 0, 0, toHash),
    pure("to_a", 0, 0, (call) => list(call, pairsOf(call.receiver))),
    pure("inspect", 0, 0, (call) => {
      const shown = inspect(call.machine, call.receiver, call.origin);
      return typeof shown === "string" ? text(call, shown) : shown;
    }),
    pure("length", 0, 0, (call) => whole(call, call.receiver.entries.size), { cheap: true }),
    pure("empty?", 0, 0, (call) => truth(call, call.receiver.entries.size === 0), { cheap: true }),
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
    pure(
      "key?",
      1,
      1,
      (call) => truth(call, entryOf(call.machine, call.receiver, argument(call, 0)) !== undefined),
      { cheap: true },
    ),
    pure("value?", 1, 1, hasValue),
    pure("key", 1, 1, keyOfValue),
    pure("rassoc", 1, 1, keyOfValue),
    pure("assoc", 1, 1, (call) => {
      const entry = rawEntryOf(call, argument(call, 0));
      return entry === undefined ? nothing(call) : list(call, [entry.key, entry.value]);
    }),
    iterating("fetch", 1, 2, fetch, { block: "optional", cheap: true, takesUnknown: true }),
    iterating("fetch_values", 0, Infinity, fetchValues, { block: "optional", cheap: true }),
    pure("values_at", 0, Infinity, valuesAt, { cheap: true }),
    pure("dig", 1, Infinity, dig, { cheap: true }),
    pure("slice", 0, Infinity, slice, { cheap: true }),
    pure("except", 0, Infinity, except),
    pure("compact", 0, 0, compact),
    pure("invert", 0, 0, invert),
    iterating("each", 0, 0, each),
    iterating("each_key", 0, 0, (call) => eachEntry(call, ({ key }) => void ask(call, key)) ?? call.receiver),
    iterating(
      "each_value",
      0,
      0,
      (call) => eachEntry(call, ({ value }) => void ask(call, value)) ?? call.receiver,
    ),
    iterating("select", 0, 0, (call) => chosen(call, true)),
    iterating("reject", 0, 0, (call) => chosen(call, false)),
    iterating("transform_values", 0, 0, transformValues),
    iterating("transform_keys", 0, 1, transformKeys, { block: "optional" }),
    pure("default", 0, 1, (call) => {
      const { missing, mash } = call.receiver;
      if (mash) return undefined;
      if (missing === undefined) return nothing(call);
      if (missing.kind === "value") return missing.value;
      return call.arguments.length === 0
        ? nothing(call)
        : missing.ask(call.receiver, argument(call, 0), call.origin);
    }),
    pure("dup", 0, 0, duplicate),
    pure("clone", 0, 0, duplicate, { keywords: ["freeze"] }),
  ],
  {
    to_s: "inspect",
    size: "length",
    "has_key?": "key?",
    "include?": "key?",
    "member?": "key?",
    "has_value?": "value?",
    each_pair: "each",
    filter: "select",
  },
);
