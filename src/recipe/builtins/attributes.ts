import type { Origin } from "../../source/source.js";
import { setEntry } from "../evaluate/collections.js";
import { charge, exceed } from "../evaluate/machine.js";
import type { Machine } from "../evaluate/machine.js";
import { arrayObject, hashObject, stringObject } from "../evaluate/value.js";
import type { RuntimeValue } from "../evaluate/value.js";

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
