import { raised } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { AttributeLevel } from "../../model/node.js";
import type { Origin } from "../../source/source.js";
import { entryOf, keyIn } from "./collections.js";
import { equals, hashKey } from "./equality.js";
import { writeIndex } from "./index-writing.js";
import { readIndex } from "./indexing.js";
import { doubtAll, levelKinds, loseAttributes, startsInLevel, wholeLevel, writeLevel } from "./levels.js";
import { charge, fail } from "./machine.js";
import type { Machine } from "./machine.js";
import { readCombined } from "./node.js";
import { existsPath, holds, readPath, writePath } from "./paths.js";
import { refuseChange } from "./refusals.js";
import { nilObject, unknownIn } from "./value.js";
import type { ArrayObject, HashObject, LevelObject, RuntimeValue, UnknownObject } from "./value.js";
import { forget } from "./vivid.js";

/** What Chef removes from, and the levels that belong to it (Chef::Node::Attribute#rm and its kin). */
export type Removal = "all" | "default" | "normal" | "override";

const [defaults = [], , overrides = []] = levelKinds;

/** A path that is written as a whole once `[…] = value` ends it. */
type Unchain = NonNullable<LevelObject["unchain"]>;

/** `node.default_unless['a']['b'] = value`, `node.force_default!('a', 'b', value)` (Chef::Decorator::Unchain). */
export function writeUnchained(
  machine: Machine,
  level: AttributeLevel,
  { when, keys }: Unchain,
  value: RuntimeValue,
  place: Origin,
): RuntimeValue {
  const doubtful = doubtfulKey(machine, keys);
  if (doubtful !== undefined) return doubtful;
  const whole: LevelObject = { kind: "level", level, unchain: undefined, origin: place };
  // Only where there is nothing or nil; else through whatever is in the way, once or as the only one of its kind.
  if (when === "missing") {
    const known = readPath(machine, whole, keys, place);
    const doubt = unknownIn(known);
    if (doubt !== undefined) return doubt;
    if (known.kind !== "nil") return value;
  }
  if (when === "alone") remove(machine, level === "forceDefault" ? "default" : "override", keys, place);
  writePath(machine, whole, keys, value, place);
  return value;
}

/** `node.default.write!('a', 'b', value)`: nothing that stands in the way is replaced. */
export function writeStrictly(
  machine: Machine,
  start: RuntimeValue,
  keys: readonly RuntimeValue[],
  value: RuntimeValue,
  place: Origin,
): RuntimeValue {
  const doubtful = doubtfulKey(machine, keys, start);
  if (doubtful !== undefined) return doubtful;
  let holder = start;
  for (const [at, key] of keys.entries()) {
    const doubt = unknownIn(holder);
    if (doubt !== undefined) return doubt;
    if (holder.kind !== "level" && !holds(holder, key))
      return refusePath(machine, "Chef::Exceptions::AttributeTypeMismatch", place);
    if (at === keys.length - 1) writeIndex(machine, holder, [key], value, place);
    else holder = readIndex(machine, holder, [key], place);
  }
  return value;
}

/** `node.default.unlink('a', 'b')`: removes what is there; nil where the path leads nowhere. */
export function unlink(
  machine: Machine,
  start: RuntimeValue,
  keys: readonly RuntimeValue[],
  place: Origin,
): RuntimeValue {
  const doubtful = doubtfulKey(machine, keys, start);
  if (doubtful !== undefined) return doubtful;
  if (start.kind === "hash" && start.attribute !== undefined)
    return refuseChange(machine, start, place) ?? nilObject(place);
  const last = keys.at(-1) ?? nilObject(place);
  const holder = keys.length > 1 ? readPath(machine, start, keys.slice(0, -1), place) : start;
  if (holder.kind === "level") return deleteFromLevel(machine, holder, last, place);
  const doubt = unknownIn(holder);
  if (doubt !== undefined) return doubt;
  if (holder.kind === "hash") return deleteEntry(machine, holder, last, place);
  return holder.kind === "array" ? deleteItems(machine, holder, last, place) : nilObject(place);
}

/** `node.default.unlink!('a', 'b')`: a path that leads nowhere ends the run. */
export function unlinkStrictly(
  machine: Machine,
  start: RuntimeValue,
  keys: readonly RuntimeValue[],
  place: Origin,
): RuntimeValue {
  const exists = existsPath(machine, start, keys, place);
  if (exists === false) return refusePath(machine, "Chef::Exceptions::NoSuchAttribute", place);
  return unlink(machine, start, keys, place);
}

/**
 * `node.rm_default('a', 'b')`: removes from all levels of a kind, where they lead to a hash when they are merged; gives
 * what that hash had (Chef::Node::Attribute#with_deep_merged_return_value). Of `normal` there is but one.
 */
export function remove(
  machine: Machine,
  what: Removal,
  keys: readonly RuntimeValue[],
  place: Origin,
): RuntimeValue {
  const doubtful = doubtfulKey(machine, keys);
  if (doubtful !== undefined) return doubtful;
  if (what === "normal") return unlinkAt(machine, ["normal"], keys, place);
  const holder = keys.length > 1 ? mergedAt(machine, what, keys.slice(0, -1), place) : undefined;
  const doubt = holder === undefined ? undefined : unknownIn(holder);
  if (doubt === undefined && holder !== undefined && holder.kind !== "hash") return nilObject(place);
  const removed = doubt ?? removedValue(machine, what, holder, keys, place);
  const { conditional } = machine;
  machine.conditional ??= doubt;
  if (what === "all") {
    for (const one of ["default", "normal", "override"] as const) remove(machine, one, keys, place);
  } else unlinkAt(machine, what === "default" ? defaults : overrides, keys, place);
  machine.conditional = conditional;
  return removed;
}

/** The value at the last key, as it is merged. */
function removedValue(
  machine: Machine,
  what: Removal,
  holder: RuntimeValue | undefined,
  keys: readonly RuntimeValue[],
  place: Origin,
): RuntimeValue {
  const last = keys.at(-1) ?? nilObject(place);
  if (holder === undefined) return mergedAt(machine, what, [last], place);
  const entry = holder.kind === "hash" ? entryOf(machine, holder, last) : undefined;
  return entry?.value ?? nilObject(place);
}

function mergedAt(
  machine: Machine,
  what: Removal,
  [first, ...others]: readonly RuntimeValue[],
  place: Origin,
): RuntimeValue {
  if (first?.kind !== "string" && first?.kind !== "symbol") return nilObject(place);
  if (what === "all") return readPath(machine, { kind: "node", origin: place }, [first, ...others], place);
  const whole = readCombined(machine, what === "default" ? defaults : overrides, first.text, place);
  return others.length === 0 ? whole : readPath(machine, whole, others, place);
}

/** Removes a path from levels; gives what the last of them had. */
function unlinkAt(
  machine: Machine,
  levels: readonly AttributeLevel[],
  keys: readonly RuntimeValue[],
  place: Origin,
): RuntimeValue {
  let removed: RuntimeValue = nilObject(place);
  for (const level of levels)
    removed = unlink(machine, { kind: "level", level, unchain: undefined, origin: place }, keys, place);
  return removed;
}

function deleteFromLevel(
  machine: Machine,
  holder: LevelObject,
  key: RuntimeValue,
  place: Origin,
): RuntimeValue {
  const { conditional } = machine;
  if (conditional === undefined)
    return deleteEntry(machine, wholeLevel(machine, holder.level, place), key, place);
  if (startsInLevel(machine, holder.level, key)) {
    const known = readIndex(machine, holder, [key], place);
    doubtAll(known, conditional);
    writeLevel(machine, holder, key, conditional, place);
  }
  return conditional;
}

/** Chef::Node::VividMash#delete forgets what was merged of the key alone. */
function deleteEntry(machine: Machine, hash: HashObject, key: RuntimeValue, place: Origin): RuntimeValue {
  const refused = refuseChange(machine, hash, place, (_, vivid) => {
    forget(machine, vivid, key);
  });
  const doubt = refused ?? hash.taint ?? machine.conditional;
  if (refused === undefined && doubt !== undefined) hash.taint = doubt;
  if (doubt !== undefined) return doubt;
  const id = hashKey(machine, keyIn(hash, key));
  const entry = id === undefined ? undefined : hash.entries.get(id);
  if (id === undefined || entry === undefined) return nilObject(place);
  hash.entries.delete(id);
  return entry.value;
}

/** What is removed from a list is what equals the key (Chef::Node::AttrArray#delete). */
function deleteItems(machine: Machine, list: ArrayObject, key: RuntimeValue, place: Origin): RuntimeValue {
  const refused = refuseChange(machine, list, place, (_, vivid) => {
    forget(machine, vivid, key);
  });
  if (refused !== undefined) return refused;
  charge(machine, list.items.length, place);
  const kept: RuntimeValue[] = [];
  let removed: RuntimeValue = nilObject(place);
  for (const item of list.items) {
    const same = machine.conditional ?? equals(machine, item, key, place);
    if (typeof same === "object") return (list.taint = same);
    if (same) removed = item;
    else kept.push(item);
  }
  list.items = kept;
  return removed;
}

/** A path with a key that nobody knows may lead anywhere. */
function doubtfulKey(
  machine: Machine,
  keys: readonly RuntimeValue[],
  start?: RuntimeValue,
): UnknownObject | undefined {
  const doubt = keys.map((key) => unknownIn(key)).find((one) => one !== undefined);
  if (doubt === undefined) return undefined;
  if (start !== undefined) doubtAll(start, doubt);
  return loseAttributes(machine, doubt);
}

function refusePath(machine: Machine, text: string, place: Origin): UnknownObject {
  return fail(machine, place, "a value at this path", raised(place, { text }));
}
