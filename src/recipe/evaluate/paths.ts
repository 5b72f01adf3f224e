import type { Origin } from "../../source/source.js";
import { entryOf, unknownAttributeAt, pathOf } from "./collections.js";
import { writeIndex } from "./index-writing.js";
import { readIndex } from "./indexing.js";
import { startsInLevel } from "./levels.js";
import type { Machine } from "./machine.js";
import { hashObject, nilObject, unknownIn } from "./value.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

/**
 * Where a path of node attributes leads (`exist?` and `read` of Chef::Node::CommonAPI): as far as there is a hash with
 * the key, or an array with the index; undefined when it leads nowhere.
 */
function follow(
  machine: Machine,
  start: RuntimeValue,
  keys: readonly RuntimeValue[],
  place: Origin,
): RuntimeValue | undefined {
  let value = start;
  for (const key of keys) {
    const doubt = unknownIn(value) ?? unknownIn(key);
    if (doubt !== undefined)
      return value.kind === "unknown" ? readIndex(machine, value, [key], place) : doubt;
    const there = hasKey(machine, value, key, place);
    if (there !== true) return there === false ? undefined : there;
    value = readIndex(machine, value, [key], place);
  }
  return value;
}

function hasKey(
  machine: Machine,
  holder: RuntimeValue,
  key: RuntimeValue,
  place: Origin,
): boolean | UnknownObject {
  switch (holder.kind) {
    case "node":
      // What was merged has each first key that it was asked for, if only with nil.
      return true;
    case "level":
      return machine.lostAttributes ?? startsInLevel(machine, holder.level, key);
    case "hash":
      if (entryOf(machine, holder, key) !== undefined) return true;
      return holder.attribute === undefined || machine.node.given
        ? false
        : unknownAttributeAt(pathOf(holder.attribute, key), place);
    case "array":
      return key.kind === "integer" && BigInt(holder.items.length) > key.value;
    default:
      return false;
  }
}

/** `node.read('a', 'b')`: nil as soon as the path leads nowhere. */
export function readPath(
  machine: Machine,
  start: RuntimeValue,
  keys: readonly RuntimeValue[],
  place: Origin,
): RuntimeValue {
  const value = follow(machine, start, keys, place);
  if (value !== undefined) return value;
  const root = start.kind === "node" ? "node" : start.kind === "hash" ? start.attribute : undefined;
  return nilObject(place, root === undefined ? undefined : keys.reduce(pathOf, root));
}

/** `node.exist?('a', 'b')` */
export function existsPath(
  machine: Machine,
  start: RuntimeValue,
  keys: readonly RuntimeValue[],
  place: Origin,
): boolean | UnknownObject {
  const value = follow(machine, start, keys, place);
  return value === undefined ? false : (unknownIn(value) ?? true);
}

/** Writes along a path: what stands in the way and holds nothing is replaced (`write` of Chef::Node::CommonAPI). */
export function writePath(
  machine: Machine,
  start: RuntimeValue,
  keys: readonly RuntimeValue[],
  value: RuntimeValue,
  place: Origin,
): RuntimeValue {
  let holder = start;
  let above: { readonly holder: RuntimeValue; readonly key: RuntimeValue } | undefined;
  for (const [at, key] of keys.entries()) {
    const doubt = unknownIn(holder);
    if (doubt !== undefined) return doubt;
    if (above !== undefined && !holds(holder, key)) {
      writeIndex(machine, above.holder, [above.key], hashObject(new Map(), place), place);
      holder = readIndex(machine, above.holder, [above.key], place);
    }
    if (at === keys.length - 1 || unknownIn(key) !== undefined)
      return writeIndex(machine, holder, [key], value, place);
    above = { holder, key };
    holder = readIndex(machine, holder, [key], place);
  }
  return value;
}

/** Whether a path can go on from a value with a key (`valid_container?` of Chef::Node::CommonAPI). */
export function holds(value: RuntimeValue, key: RuntimeValue): boolean {
  return value.kind === "hash" || (value.kind === "array" && key.kind === "integer");
}
