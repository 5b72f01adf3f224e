import { isJsonObject } from "../../model/node.js";
import type { AttributeLevel, Json, JsonObject } from "../../model/node.js";
import type { Origin } from "../../source/source.js";
import { pathOf, unknownAttributeAt } from "./collections.js";
import { dataOf, foundEntry, isInLevel, keysOfLevel, levelKinds } from "./levels.js";
import { copyCost } from "./limits.js";
import { charge, exceed } from "./machine.js";
import type { Machine } from "./machine.js";
import { unique } from "./list-operators.js";
import { forced } from "./lazy.js";
import {
  arrayObject,
  booleanObject,
  floatObject,
  hashObject,
  integerObject,
  nilObject,
  stringObject,
  unknownIn,
} from "./value.js";
import type { HashItem, HashObject, RuntimeValue, UnknownObject } from "./value.js";

/**
 * `node['key']`: all levels merged, read-only. A key that is in none is nil when node data were given, as in Chef,
 * and unknown otherwise; so is what Ohai would have found on the machine.
 */
export function readAttribute(machine: Machine, key: string, place: Origin): RuntimeValue {
  const known = machine.lostAttributes ?? machine.attributes.get(key);
  if (known !== undefined) return forced(machine, known);
  const path = pathOf("node", stringObject(key, undefined));
  const value = mergedAttribute(machine, key, path, place) ?? computedAttribute(machine, key, place);
  if (value !== undefined) {
    machine.attributes.set(key, value);
    return forced(machine, value);
  }
  if (machine.node.given && !isOhais(machine, key)) return nilObject(place, path);
  return unknownAttributeAt(path, place);
}

/** Whether any level has a key; unknown for what Ohai would have found on the machine. */
export function hasAttribute(machine: Machine, key: string, place: Origin): boolean | UnknownObject {
  if (machine.lostAttributes !== undefined) return machine.lostAttributes;
  if (levelKinds.flat().some((level) => keysOfLevel(machine, level).includes(key))) return true;
  const value = computedAttribute(machine, key, place) ?? readAttribute(machine, key, place);
  return unknownIn(value) ?? value.kind !== "nil";
}

/** `node['key']` of the levels of one kind alone (Chef::Node::Attribute#combined_default). */
export function readCombined(
  machine: Machine,
  kind: readonly AttributeLevel[],
  key: string,
  place: Origin,
): RuntimeValue {
  const path = pathOf("node", stringObject(key, undefined));
  if (machine.lostAttributes !== undefined) return machine.lostAttributes;
  return mergedAttribute(machine, key, path, place, [kind]) ?? nilObject(place);
}

/** Undefined when no level has the key. */
function mergedAttribute(
  machine: Machine,
  key: string,
  path: string,
  place: Origin,
  kinds = levelKinds,
): RuntimeValue | undefined {
  const present = kinds.flat().filter((level) => isInLevel(machine, level, key));
  const [only] = present;
  if (only === undefined) return undefined;
  // Nearly always one level has a key, and no recipe has touched it there.
  if (present.length === 1 && machine.levels.get(only)?.entries.has(`"${key}`) !== true)
    return attributeOfJson(machine, dataOf(machine, only, key) ?? null, path, place, 0);
  let merged: RuntimeValue | undefined;
  for (const kind of kinds) {
    let level: RuntimeValue | undefined;
    for (const one of kind.filter((name) => present.includes(name)))
      level = merge(machine, level, foundEntry(machine, one, key, place), true, place);
    merged = merge(machine, merged, level, false, place);
  }
  return merged === undefined ? undefined : readOnly(machine, merged, path, place, 0);
}

/**
 * One level over another: hashes entry by entry; arrays are united within default and within override, else anything
 * higher replaces what is lower (`deep_merge!` and `hash_only_merge!` of Chef::Node::Attribute).
 */
function merge(
  machine: Machine,
  lower: RuntimeValue | undefined,
  higher: RuntimeValue | undefined,
  unite: boolean,
  place: Origin,
): RuntimeValue | undefined {
  if (lower === undefined || higher === undefined) return higher ?? lower;
  const joins = higher.kind === "hash" || (unite && higher.kind === "array");
  const doubt = unknownIn(higher) ?? (joins ? unknownIn(lower) : undefined);
  if (doubt !== undefined) return doubt;
  if (unite && lower.kind === "array" && higher.kind === "array")
    return unique(machine, arrayObject([...lower.items, ...higher.items], undefined), place);
  if (lower.kind !== "hash" || higher.kind !== "hash") return higher;
  if (!charge(machine, copyCost * (lower.entries.size + higher.entries.size), place))
    return exceed(machine, place, "steps");
  const entries = new Map(lower.entries);
  for (const [id, { key, value }] of higher.entries) {
    const merged = merge(machine, entries.get(id)?.value, value, unite, place);
    if (merged !== undefined) entries.set(id, { key: entries.get(id)?.key ?? key, value: merged });
  }
  return { ...hashObject(entries, undefined), mash: true };
}

/** A copy that nobody can change and that knows its path (ImmutableMash and ImmutableArray). */
function readOnly(
  machine: Machine,
  value: RuntimeValue,
  path: string,
  place: Origin,
  depth: number,
): RuntimeValue {
  if (depth > machine.limits.nesting) return exceed(machine, place, "nesting");
  if (!charge(machine, copyCost, place)) return exceed(machine, place, "steps");
  switch (value.kind) {
    case "string":
      return { ...value, attribute: path };
    case "array": {
      const items = value.items.map((item, index) =>
        readOnly(machine, item, `${path}[${index}]`, place, depth + 1),
      );
      return { ...arrayObject(items, undefined), attribute: path, taint: value.taint };
    }
    case "hash": {
      const entries = new Map<string, HashItem>();
      for (const [id, { key, value: item }] of value.entries)
        entries.set(id, { key, value: readOnly(machine, item, pathOf(path, key), place, depth + 1) });
      return attributeHash(entries, path, value.taint);
    }
    default:
      return value;
  }
}

function attributeHash(
  entries: Map<string, HashItem>,
  attribute: string,
  taint: HashObject["taint"],
): RuntimeValue {
  return { ...hashObject(entries, undefined), mash: true, attribute, taint };
}

function attributeOfJson(
  machine: Machine,
  json: Json,
  path: string,
  place: Origin,
  depth: number,
): RuntimeValue {
  if (depth > machine.limits.nesting) return exceed(machine, place, "nesting");
  if (!charge(machine, 1, place)) return exceed(machine, place, "steps");
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
  if (isJsonObject(json)) return attributeOfObject(machine, json, path, place, depth);
  const items = json.map((item, index) =>
    attributeOfJson(machine, item, `${path}[${index}]`, place, depth + 1),
  );
  return { ...arrayObject(items, undefined), attribute: path };
}

function attributeOfObject(
  machine: Machine,
  json: JsonObject,
  path: string,
  place: Origin,
  depth: number,
): RuntimeValue {
  const entries = new Map<string, HashItem>();
  for (const [name, item] of json) {
    const key = { ...stringObject(name, undefined), frozen: true };
    const value = attributeOfJson(machine, item, pathOf(path, key), place, depth + 1);
    entries.set(`"${name}`, { key, value });
  }
  return attributeHash(entries, path, undefined);
}

/** What the target tells of a node that its data do not. */
function computedAttribute({ target }: Machine, key: string, place: Origin): RuntimeValue | undefined {
  if (key === "os") return { ...stringObject(target, place), frozen: true };
  const named = key === "platform" || key === "platform_family";
  return named && target === "windows" ? { ...stringObject("windows", place), frozen: true } : undefined;
}

/** Attributes that Ohai sets on every machine; the node's data lack them unless an automatic level was given. */
const ohais: ReadonlySet<string> = new Set([
  ...["chef_packages", "cpu", "domain", "filesystem", "fqdn", "hostname", "idle", "ip6address", "ipaddress"],
  ...["kernel", "languages", "macaddress", "machine_id", "machinename", "memory", "network", "ohai_time"],
  ...["os", "os_version", "platform", "platform_build", "platform_family", "platform_version", "recipes"],
  ...[
    "expanded_run_list",
    "uptime",
    "uptime_seconds",
    "virtualization",
    "timezone",
    "time",
    "root_group",
    "shells",
    "init_package",
    "etc",
  ],
]);

function isOhais({ node }: Machine, key: string): boolean {
  return ohais.has(key) && node.levels.automatic.size === 0;
}
