import { mergeAttributes } from "../../data/merge.js";
import { isJsonObject } from "../../model/node.js";
import type { Json, JsonObject, NodeData } from "../../model/node.js";
import type { Origin } from "../../source/source.js";
import { pathOf } from "./collections.js";
import { exceed, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import {
  arrayObject,
  booleanObject,
  floatObject,
  hashObject,
  integerObject,
  nilObject,
  stringObject,
} from "./value.js";
import type { HashItem, RuntimeValue, UnknownObject } from "./value.js";

/**
 * `node['key']`, converted on first use. A key that is not there is nil when node data were given, as in Chef,
 * and unknown otherwise.
 */
export function readAttribute(machine: Machine, key: string, place: Origin): RuntimeValue {
  const known = machine.attributes.get(key);
  if (known !== undefined) return known;
  const path = pathOf("node", stringObject(key, undefined));
  if (!Object.hasOwn(mergedAttributes(machine.node), key)) {
    return machine.node.given ? nilObject(place, path) : unknownAttributeAt(path, place);
  }
  const json = mergedAttributes(machine.node)[key];
  const value = json === undefined ? nilObject(place) : runtimeValue(machine, json, path, place, 0);
  machine.attributes.set(key, value);
  return value;
}

const mergedLevels = new WeakMap<NodeData["levels"], JsonObject>();

/** All levels of a node as one, a higher one over the lower ones. */
export function mergedAttributes({ levels }: NodeData): JsonObject {
  const known = mergedLevels.get(levels);
  if (known !== undefined) return known;
  const { default: first, environmentDefault, roleDefault, forceDefault, normal, override } = levels;
  const { roleOverride, environmentOverride, forceOverride, automatic } = levels;
  const lower = [first, environmentDefault, roleDefault, forceDefault, normal, override];
  const merged = [...lower, roleOverride, environmentOverride, forceOverride, automatic].reduce(
    mergeAttributes,
  );
  mergedLevels.set(levels, merged);
  return merged;
}

/** What a path of node data is when no node data were given. */
export function unknownAttributeAt(path: string, place: Origin): UnknownObject {
  return { ...unknown(place, path, "Give node data with --attributes FILE."), attribute: path };
}

/** All attributes as one hash, for `node.each`, `node.key?` and the like. */
export function nodeAttributeKeys(machine: Machine): readonly string[] {
  return Object.keys(mergedAttributes(machine.node));
}

function runtimeValue(
  machine: Machine,
  json: Json,
  path: string,
  place: Origin,
  depth: number,
): RuntimeValue {
  if (depth > machine.limits.nesting) return exceed(machine, place, "nesting");
  switch (typeof json) {
    case "string":
      return { ...stringObject(json, undefined), attribute: path };
    case "bigint":
      return integerObject(json, undefined);
    case "number":
      return floatObject(json, undefined);
    case "boolean":
      return booleanObject(json, undefined);
    default:
      break;
  }
  if (json === null) return nilObject(undefined);
  if (isJsonObject(json)) return runtimeHash(machine, json, path, place, depth);
  const items = json.map((item, index) => runtimeValue(machine, item, `${path}[${index}]`, place, depth + 1));
  return { ...arrayObject(items, undefined), attribute: path };
}

function runtimeHash(
  machine: Machine,
  json: JsonObject,
  path: string,
  place: Origin,
  depth: number,
): RuntimeValue {
  const entries = new Map<string, HashItem>();
  for (const [name, item] of Object.entries(json)) {
    const key = stringObject(name, undefined);
    entries.set(`"${name}`, { key, value: runtimeValue(machine, item, pathOf(path, key), place, depth + 1) });
  }
  return { ...hashObject(entries, undefined), mash: true, attribute: path };
}
