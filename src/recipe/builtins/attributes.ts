import type { Origin } from "../../source/source.js";
import { mashValue, setEntry } from "../evaluate/collections.js";
import { charge, exceed } from "../evaluate/machine.js";
import type { Machine } from "../evaluate/machine.js";
import { arrayObject, hashObject, stringObject } from "../evaluate/value.js";
import type { HashItem, RuntimeValue } from "../evaluate/value.js";

/**
 * A copy of node data that can be changed, at any depth: with hashes that take symbols for strings (`dup`,
 * `merge`) or plain ones (`to_h`, `to_a`). chef, lib/chef/node/immutable_collections.rb.
 */
export function thawed(
  machine: Machine,
  value: RuntimeValue,
  hashes: "mash" | "hash",
  origin: Origin,
  depth = 0,
): RuntimeValue {
  if (depth > machine.limits.nesting) return exceed(machine, origin, "nesting");
  if (!charge(machine, 1, origin)) return exceed(machine, origin, "steps");
  switch (value.kind) {
    case "string":
      return stringObject(value.text, value.origin);
    case "array":
      return arrayObject(
        value.items.map((item) => thawed(machine, item, hashes, origin, depth + 1)),
        origin,
      );
    case "hash": {
      const hash = { ...hashObject(new Map(), origin), mash: hashes === "mash" };
      for (const { key, value: item } of value.entries.values())
        setEntry(machine, hash, key, thawed(machine, item, hashes, origin, depth + 1));
      return hash;
    }
    default:
      return value;
  }
}

/**
 * A copy as `dup` makes it: in one of a node attribute all is copied, in an array of a level its elements
 * (AttrArray#dup), in a Mash the Mashes and arrays (Mash#initialize_copy), and in one of a level the arrays alone
 * (VividMash#dup).
 */
export function duplicateOf(machine: Machine, value: RuntimeValue, origin: Origin, depth = 0): RuntimeValue {
  if (depth > machine.limits.nesting) return exceed(machine, origin, "nesting");
  if (!charge(machine, 1, origin)) return exceed(machine, origin, "steps");
  if (value.kind === "string") return stringObject(value.text, value.origin);
  if (value.kind !== "array" && value.kind !== "hash") return value;
  if (value.attribute !== undefined) return thawed(machine, value, "mash", origin);
  const { vivid, taint } = value;
  const copy = (item: RuntimeValue): RuntimeValue => duplicateOf(machine, item, origin, depth + 1);
  if (value.kind === "array")
    return { ...arrayObject(vivid === undefined ? [...value.items] : value.items.map(copy), origin), taint };
  const { entries, mash, missing } = value;
  if (!mash) return { ...hashObject(new Map(entries), origin), missing, taint };
  if (vivid !== undefined) return mashValue(machine, { ...value, mash: false }, undefined);
  const made = new Map<string, HashItem>();
  for (const [id, { key, value: item }] of entries) {
    const copied = item.kind === "array" || (item.kind === "hash" && item.mash) ? copy(item) : item;
    made.set(id, { key, value: mashValue(machine, copied, undefined) });
  }
  return { ...hashObject(made, origin), mash, missing, taint };
}
