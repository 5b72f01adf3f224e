import { isJsonObject } from "../../model/node.js";
import type { AttributeLevel, Json } from "../../model/node.js";
import type { Origin } from "../../source/source.js";
import { emptyMash, mashValue, setEntry } from "./collections.js";
import { copyCost } from "./limits.js";
import { charge, exceed, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { append } from "./appending.js";
import { taintAll } from "./doubts.js";
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
import type {
  HashItem,
  HashObject,
  LevelObject,
  RuntimeValue,
  StringObject,
  UnknownObject,
  Vivid,
} from "./value.js";
import { forget, learn, madeFor } from "./vivid.js";

/** The levels, lowest first, by the kind they are merged in (Chef::Node::Attribute, COMPONENTS). */
export const levelKinds: readonly (readonly AttributeLevel[])[] = [
  ["default", "environmentDefault", "roleDefault", "forceDefault"],
  ["normal"],
  ["override", "roleOverride", "environmentOverride", "forceOverride"],
  ["automatic"],
];

/** What `node.x` and, in an attribute file, `x` name of the levels. */
export const levelNames: ReadonlyMap<string, Pick<LevelObject, "level" | "unchain">> = new Map([
  ["default", { level: "default", unchain: undefined }],
  ["normal", { level: "normal", unchain: undefined }],
  ["set", { level: "normal", unchain: undefined }],
  ["override", { level: "override", unchain: undefined }],
  ["automatic", { level: "automatic", unchain: undefined }],
  ["force_default", { level: "forceDefault", unchain: undefined }],
  ["force_override", { level: "forceOverride", unchain: undefined }],
  ["default_unless", { level: "default", unchain: { when: "missing", keys: [] } }],
  ["normal_unless", { level: "normal", unchain: { when: "missing", keys: [] } }],
  ["set_unless", { level: "normal", unchain: { when: "missing", keys: [] } }],
  ["override_unless", { level: "override", unchain: { when: "missing", keys: [] } }],
  ["default!", { level: "default", unchain: { when: "always", keys: [] } }],
  ["normal!", { level: "normal", unchain: { when: "always", keys: [] } }],
  ["override!", { level: "override", unchain: { when: "always", keys: [] } }],
  ["force_default!", { level: "forceDefault", unchain: { when: "alone", keys: [] } }],
  ["force_override!", { level: "forceOverride", unchain: { when: "alone", keys: [] } }],
]);

/** What `node.write(:role_default, …)` names of the levels, as Chef::Node::Attribute calls each. */
export const levelsByName: ReadonlyMap<string, AttributeLevel> = new Map([
  ...[...levelNames].flatMap(([name, { level, unchain }]): [string, AttributeLevel][] =>
    unchain === undefined && name !== "set" ? [[name, level]] : [],
  ),
  ["role_default", "roleDefault"],
  ["env_default", "environmentDefault"],
  ["role_override", "roleOverride"],
  ["env_override", "environmentOverride"],
]);

/** The levels that `node.x = value` replaces. */
export const levelWriters: ReadonlyMap<string, AttributeLevel> = new Map([
  ...levelsByName,
  ["default_attrs", "default"],
  ["normal_attrs", "normal"],
  ["override_attrs", "override"],
  ["automatic_attrs", "automatic"],
]);

/** The hash of each level, empty: an entry is made of the node's data when it is first asked for. */
export function emptyLevels(): Map<AttributeLevel, HashObject> {
  const attached: Vivid = { attached: true, key: undefined };
  return new Map(levelKinds.flat().map((level) => [level, emptyMash(undefined, attached)]));
}

/** An entry of a level; undefined when there is none. */
function levelEntry(
  machine: Machine,
  level: AttributeLevel,
  key: string,
  place: Origin,
): RuntimeValue | undefined {
  const hash = machine.levels.get(level);
  const id = `"${key}`;
  const known = hash?.entries.get(id);
  if (known !== undefined) return known.value;
  const data = dataOf(machine, level, key);
  if (hash === undefined || data === undefined) return undefined;
  const value = fromJson(machine, data, place, true);
  hash.entries.set(id, { key: frozenText(key), value });
  return value;
}

/** The same, as `[]` leads to it. */
export function foundEntry(
  machine: Machine,
  level: AttributeLevel,
  key: string,
  place: Origin,
): RuntimeValue | undefined {
  const value = levelEntry(machine, level, key, place);
  const holder = machine.levels.get(level)?.vivid;
  if (value !== undefined && holder !== undefined) learn(value, holder, stringObject(key, undefined));
  return value;
}

/** The name of the attribute that a key of a level means; undefined for one that is no text. */
function nameOf(key: RuntimeValue): string | undefined {
  return key.kind === "string" || key.kind === "symbol" ? key.text : undefined;
}

/** Whether a level has what a path starts with. */
export function startsInLevel(machine: Machine, level: AttributeLevel, key: RuntimeValue): boolean {
  const name = nameOf(key);
  return name !== undefined && isInLevel(machine, level, name);
}

/** Whether a level has a key. */
export function isInLevel(machine: Machine, level: AttributeLevel, key: string): boolean {
  return (
    machine.levels.get(level)?.entries.has(`"${key}`) === true || dataOf(machine, level, key) !== undefined
  );
}

/** The keys of a level, those that were set last. */
export function keysOfLevel(machine: Machine, level: AttributeLevel): readonly string[] {
  const data = machine.wholeLevels.has(level)
    ? []
    : [...machine.node.levels[level].keys(), ...ownKeys(machine, level)];
  const keys = new Set(data);
  for (const { key } of machine.levels.get(level)?.entries.values() ?? [])
    if (key.kind === "string") keys.add(key.text);
  return [...keys];
}

/** A level as one hash, for what is asked of it as a whole. */
export function wholeLevel(machine: Machine, level: AttributeLevel, place: Origin): HashObject {
  const hash = machine.levels.get(level) ?? hashObject(new Map(), place);
  if (machine.wholeLevels.has(level)) return hash;
  const entries = new Map<string, HashItem>();
  for (const key of keysOfLevel(machine, level)) {
    const value = levelEntry(machine, level, key, place);
    if (value !== undefined) entries.set(`"${key}`, { key: frozenText(key), value });
  }
  hash.entries = entries;
  machine.wholeLevels.add(level);
  return hash;
}

/** What a level has from the start: the node's data, and what Chef puts there itself. */
export function dataOf(machine: Machine, level: AttributeLevel, key: string): Json | undefined {
  if (machine.wholeLevels.has(level)) return undefined;
  const given = machine.node.levels[level].get(key);
  return ownKeys(machine, level).includes(key) ? ownData(machine, key, given) : given;
}

/**
 * What Chef sets before the run (Chef::Node#expand!, #fix_automatic_attributes), whatever the data say; what follows
 * from a run list only where there is one. Without node data nobody knows the tags.
 */
function ownKeys({ node, plan }: Machine, level: AttributeLevel): readonly string[] {
  if (level === "normal") return node.given ? ["tags"] : [];
  if (level !== "automatic") return [];
  return plan.recipes.every(({ cookbook }) => cookbook !== undefined) ? runListKeys : nodeKeys;
}

const nodeKeys: readonly string[] = ["name", "chef_environment"];
const runListKeys: readonly string[] = [...nodeKeys, "recipes", "expanded_run_list", "roles"];

function ownData({ nodeName, environmentName, plan }: Machine, key: string, given: Json | undefined): Json {
  const recipes = plan.recipes.map(({ cookbook, name }) => `${cookbook?.name}::${name}`);
  switch (key) {
    case "name":
      return nodeName.text;
    case "chef_environment":
      return environmentName.text;
    case "roles":
      return plan.roles;
    case "expanded_run_list":
      return recipes;
    case "recipes":
      return recipes.flatMap((recipe) =>
        recipe.endsWith("::default") ? [recipe.slice(0, -"::default".length), recipe] : [recipe],
      );
    default:
      return given === undefined || given === null ? [] : [given].flat();
  }
}

/** Notes in `node['recipes']` that a recipe is run (Chef::Node#loaded_recipe). */
export function noteRecipe(machine: Machine, name: string, place: Origin): void {
  if (!ownKeys(machine, "automatic").includes("recipes")) return;
  const list = foundEntry(machine, "automatic", "recipes", place);
  if (list?.kind !== "array" || list.items.some((item) => item.kind === "string" && item.text === name))
    return;
  append(machine, list, stringObject(name, undefined), place, forget);
}

/** `node.default[key]`: an empty mash where there is nothing (VividMash#[]). */
export function readLevel(
  machine: Machine,
  level: LevelObject,
  key: RuntimeValue,
  place: Origin,
): RuntimeValue {
  const { unchain } = level;
  if (unchain !== undefined)
    return { ...level, unchain: { ...unchain, keys: [...unchain.keys, key] }, origin: place };
  if (machine.lostAttributes !== undefined) return machine.lostAttributes;
  const name = nameOf(key);
  if (name === undefined) return loseAttributes(machine, unknownIn(key) ?? wrongKey(place));
  const known = foundEntry(machine, level.level, name, place);
  if (known !== undefined) return known;
  const made = { ...emptyMash(place, machine.levels.get(level.level)?.vivid), taint: machine.earlier };
  return writeLevel(machine, level, key, made, place);
}

function wrongKey(place: Origin): UnknownObject {
  return unknown(place, "an attribute of this key", "Use a string as key.");
}

/** `node.default[key] = value`; gives what is kept. Under an undecided condition that is unknown. */
export function writeLevel(
  machine: Machine,
  { level }: LevelObject,
  key: RuntimeValue,
  value: RuntimeValue,
  place: Origin,
): RuntimeValue {
  const hash = machine.levels.get(level);
  const name = nameOf(key);
  if (hash?.vivid === undefined || name === undefined)
    return loseAttributes(machine, unknownIn(key) ?? wrongKey(place));
  const kept = machine.conditional ?? mashValue(machine, value, hash.vivid);
  if (kept.kind === "unknown" && hash.entries.get(`"${name}`)?.value.kind !== "unknown") machine.taints += 1;
  hash.entries.set(`"${name}`, { key: frozenText(name), value: kept });
  learn(kept, hash.vivid, key);
  forget(machine, hash.vivid, key);
  return kept;
}

/** `node.default = value` (Chef::Node::Attribute#default=): what the level had before is no longer in it. */
export function replaceLevel(
  machine: Machine,
  level: AttributeLevel,
  given: RuntimeValue,
  place: Origin,
): void {
  const value = given.kind === "level" ? wholeLevel(machine, given.level, place) : given;
  const doubt = machine.conditional ?? unknownIn(value);
  if (doubt !== undefined || (value.kind !== "hash" && value.kind !== "nil")) {
    loseAttributes(machine, doubt ?? unknown(place, "a level that is no Hash", "Write a Hash."));
    return;
  }
  // What it holds is made before it knows the node.
  const vivid: Vivid = { attached: false, key: undefined };
  const hash: HashObject = { ...hashObject(new Map(), place), mash: true, vivid };
  if (value.kind === "hash")
    for (const { key, value: item } of value.entries.values()) setEntry(machine, hash, key, item);
  vivid.attached = true;
  machine.levels.set(level, hash);
  machine.wholeLevels.add(level);
  machine.attributes.clear();
}

/** Nothing is known of node attributes from here on, nor of what has been read of their levels. */
export function loseAttributes(machine: Machine, doubt: UnknownObject): UnknownObject {
  machine.lostAttributes ??= doubt;
  taintAll(machine, [...machine.levels.values()], doubt);
  return doubt;
}

/** A key of a hash: Ruby freezes it. */
function frozenText(text: string): StringObject {
  return { ...stringObject(text, undefined), frozen: true };
}

/** Data as JSON has it, as values of a recipe; hashes take symbols for strings. */
export function fromJson(
  machine: Machine,
  json: Json,
  place: Origin,
  vivid: boolean,
  depth = 0,
): RuntimeValue {
  if (depth > machine.limits.nesting) return exceed(machine, place, "nesting");
  switch (typeof json) {
    case "string":
      return stringObject(json, undefined);
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
  if (!isJsonObject(json)) {
    if (!charge(machine, copyCost * json.length, place)) return exceed(machine, place, "steps");
    const items = json.map((item) => fromJson(machine, item, place, vivid, depth + 1));
    return { ...arrayObject(items, undefined), vivid: vivid ? madeFor(undefined) : undefined };
  }
  const entries = new Map<string, HashItem>();
  for (const [name, item] of json) {
    if (!charge(machine, copyCost, place)) return exceed(machine, place, "steps");
    entries.set(`"${name}`, {
      key: frozenText(name),
      value: fromJson(machine, item, place, vivid, depth + 1),
    });
  }
  return { ...hashObject(entries, undefined), mash: true, vivid: vivid ? madeFor(undefined) : undefined };
}
