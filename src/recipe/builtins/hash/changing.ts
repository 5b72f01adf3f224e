import { argumentCount, changedWhileWalked } from "../../../diagnostics/catalogue/recipe-evaluate.js";
import { entryOf, keyIn } from "../../evaluate/collections.js";
import { hashKey } from "../../evaluate/equality.js";
import { writeEntry } from "../../evaluate/index-writing.js";
import { exceed, fail } from "../../evaluate/machine.js";
import { refuseChange } from "../../evaluate/refusals.js";
import { arrayObject, truthy, unknownIn } from "../../evaluate/value.js";
import type { HashObject, RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { duplicateOf } from "../attributes.js";
import { argument, hashGiven, pay } from "../given.js";
import { ask, changing, enumerator, iterating, nothing, tableOf } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";

type HashCall = Invocation<HashObject>;

/** Why the receiver's contents are not known from here on: it may not be reached, or a block has left it open. */
function doubtOf({ machine, receiver }: HashCall): UnknownObject | undefined {
  const doubt = receiver.taint ?? machine.conditional;
  if (doubt !== undefined) receiver.taint = doubt;
  return doubt;
}

/** Sets an entry, unless that is open. */
function write(call: HashCall, key: RuntimeValue, value: RuntimeValue): UnknownObject | undefined {
  const { machine, receiver, origin } = call;
  return (
    doubtOf(call) ??
    refuseChange(machine, receiver, origin) ??
    writeEntry(machine, receiver, key, value, origin)
  );
}

function store(call: HashCall): RuntimeValue | undefined {
  const value = argument(call, 1);
  const key = argument(call, 0);
  // `store` of a Mash knows nothing of symbols that stand for strings.
  if (call.receiver.mash && call.name === "store" && (key.kind === "symbol" || key.kind === "unknown"))
    return undefined;
  const doubt = unknownIn(key);
  if (doubt === undefined) return writeEntry(call.machine, call.receiver, key, value, call.origin) ?? value;
  call.receiver.taint = doubt;
  return value;
}

/** Puts the entries of other hashes in one; the block says what becomes of a key that is in both. */
function mergeInto(
  call: HashCall,
  target: HashObject,
  others: readonly HashObject[],
  set: (key: RuntimeValue, value: RuntimeValue) => UnknownObject | undefined,
): UnknownObject | undefined {
  for (const other of others) {
    const unpaid = pay(call, other.entries.size);
    if (unpaid !== undefined) return unpaid;
    for (const { key, value } of new Map(other.entries).values()) {
      const asks = call.block !== undefined && !call.receiver.mash;
      const known = asks ? entryOf(call.machine, target, key) : undefined;
      const merged = known === undefined ? value : ask(call, key, known.value, value);
      if (call.machine.exit !== undefined) return undefined;
      const problem = set(key, merged);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function hashesGiven(call: HashCall): HashObject[] | UnknownObject {
  const hashes: HashObject[] = [];
  for (const index of call.arguments.keys()) {
    const hash = hashGiven(call, index);
    if (hash.kind === "unknown") return hash;
    hashes.push(hash);
  }
  return hashes;
}

/** A Mash's own `merge` and `update` take one hash, and ask no block. */
function wrongMerge(call: HashCall): UnknownObject | undefined {
  const given = call.arguments.length;
  if (!call.receiver.mash || given === 1) return undefined;
  const problem = argumentCount(call.origin, { name: call.name, given, least: 1, most: 1 });
  return fail(call.machine, call.origin, `the result of "${call.name}"`, problem);
}

function update(call: HashCall): RuntimeValue {
  const refused = wrongMerge(call);
  if (refused !== undefined) return refused;
  const others = hashesGiven(call);
  if (!Array.isArray(others)) return others;
  return mergeInto(call, call.receiver, others, (key, value) => write(call, key, value)) ?? call.receiver;
}

function merge(call: HashCall): RuntimeValue {
  const refused = wrongMerge(call);
  if (refused !== undefined) return refused;
  const others = hashesGiven(call);
  if (!Array.isArray(others)) return others;
  const { machine, receiver, origin } = call;
  const start = duplicateOf(machine, receiver, origin);
  if (start.kind !== "hash") return start;
  const count = others.reduce((sum, { entries }) => sum + entries.size, receiver.entries.size);
  if (count > 2 * machine.limits.collection) return exceed(machine, origin, "collection");
  // What is changed is new and nobody else holds it, so that it does not matter whether this is reached.
  const set = (key: RuntimeValue, value: RuntimeValue): UnknownObject | undefined =>
    writeEntry(machine, start, key, value, origin) ?? start.taint;
  return mergeInto(call, start, others, set) ?? start;
}

function deleteKey(call: HashCall): RuntimeValue {
  const key = argument(call, 0);
  const id = hashKey(call.machine, keyIn(call.receiver, key));
  const entry = id === undefined ? undefined : call.receiver.entries.get(id);
  if (id === undefined || entry === undefined) return ask(call, key);
  call.receiver.entries.delete(id);
  return entry.value;
}

/**
 * `select!`, `reject!` and their kin: drops the entries that the block does not say so of, each at once. Nil from a
 * method that ends in `!` when nothing has changed.
 */
function sieved(call: HashCall, wanted: boolean): RuntimeValue {
  const { machine, receiver } = call;
  const { size } = receiver.entries;
  let doubt: UnknownObject | undefined;
  receiver.walks += 1;
  for (const [id, { key, value }] of receiver.entries) {
    const answer = ask(call, key, value);
    if (machine.exit !== undefined) break;
    if (answer.kind === "unknown") doubt ??= answer;
    else if (truthy(answer) !== wanted && doubt === undefined && doubtOf(call) === undefined)
      receiver.entries.delete(id);
  }
  receiver.walks -= 1;
  if (doubt !== undefined) receiver.taint = doubt;
  const left = doubtOf(call);
  if (left !== undefined) return left;
  return receiver.entries.size < size || !call.name.endsWith("!") ? receiver : nothing(call);
}

function compact(call: HashCall): RuntimeValue {
  const { entries } = call.receiver;
  const { size } = entries;
  for (const { value } of entries.values()) {
    if (value.kind !== "unknown") continue;
    call.receiver.taint = value;
    return value;
  }
  for (const [id, { value }] of entries) if (value.kind === "nil") entries.delete(id);
  return entries.size < size ? call.receiver : nothing(call);
}

function replace(call: HashCall): RuntimeValue {
  const { machine, receiver, origin } = call;
  const other = hashGiven(call, 0);
  if (other.kind === "unknown") return other;
  if (receiver === other) return receiver;
  if (receiver.walks > 0)
    return fail(machine, origin, "a hash that was changed", changedWhileWalked(origin, {}));
  receiver.entries = new Map(other.entries);
  receiver.missing = other.missing;
  return receiver;
}

/** `shift`: the first entry as a pair. Of an empty hash Ruby before 3.2 gives what a missing key gives. */
function shift(call: HashCall): RuntimeValue | undefined {
  const { receiver } = call;
  const [first] = receiver.entries;
  if (first === undefined) return receiver.missing === undefined ? nothing(call) : undefined;
  const [id, { key, value }] = first;
  receiver.entries.delete(id);
  return arrayObject([key, value], call.origin);
}

function transformValues(call: HashCall): RuntimeValue {
  const { machine, receiver } = call;
  for (const [id, { key, value }] of receiver.entries) {
    const answer = ask(call, value);
    if (machine.exit !== undefined) break;
    if (doubtOf(call) === undefined) receiver.entries.set(id, { key, value: answer });
  }
  return receiver.taint ?? receiver;
}

/** `transform_keys!`: key by key; one that was renamed already is not dropped any more. */
function transformKeys(call: HashCall): RuntimeValue | undefined {
  const { machine, receiver } = call;
  const [names] = call.arguments;
  if (names === undefined && call.block === undefined) return enumerator(call);
  if (names !== undefined && names.kind !== "hash") return undefined;
  const refused = refuseChange(machine, receiver, call.origin);
  if (refused !== undefined) return refused;
  const made = new Set<string>();
  for (const [id, { key, value }] of new Map(receiver.entries)) {
    const renamed = names && entryOf(machine, names, key)?.value;
    const changed = renamed ?? (call.block === undefined ? key : ask(call, key));
    if (machine.exit !== undefined) break;
    if (doubtOf(call) !== undefined) continue;
    if (!made.has(id)) receiver.entries.delete(id);
    const problem = write(call, changed, value);
    if (problem !== undefined) return problem;
    const changedId = hashKey(machine, changed);
    if (changedId !== undefined) made.add(changedId);
  }
  return receiver.taint ?? receiver;
}

const walks = { block: "walks" } as const;

/** Methods of hashes that change their receiver, and `merge`, which changes a copy. */
export const hashChanging: MethodTable<HashObject> = tableOf<HashObject>(
  [
    changing("store", 2, 2, store, { cheap: true, takesUnknown: true }),
    changing("[]=", 2, 2, store, { cheap: true, takesUnknown: true }),
    changing("update", 0, Infinity, update, { block: "optional", cheap: true }),
    iterating("merge", 0, Infinity, merge, { block: "optional" }),
    changing("delete", 1, 1, deleteKey, { block: "optional", cheap: true }),
    changing("select!", 0, 0, (call) => sieved(call, true), walks),
    changing("reject!", 0, 0, (call) => sieved(call, false), walks),
    changing("keep_if", 0, 0, (call) => sieved(call, true), walks),
    changing("delete_if", 0, 0, (call) => sieved(call, false), walks),
    changing("compact!", 0, 0, compact),
    changing("clear", 0, 0, (call) => {
      call.receiver.entries.clear();
      return call.receiver;
    }),
    changing("replace", 1, 1, replace),
    changing("shift", 0, 0, shift, { cheap: true }),
    changing("transform_values!", 0, 0, transformValues, walks),
    changing("transform_keys!", 0, 1, transformKeys, { block: "optional", changes: "perhaps" }),
  ],
  { "merge!": "update", "filter!": "select!" },
);
