import { isJsonObject } from "../../model/node.js";
import type { AttributeLevel, Json } from "../../model/node.js";
import type { Origin } from "../../source/source.js";
import { mashValue, setEntry } from "./collections.js";
import { copyCost } from "./limits.js";
import { charge, exceed, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
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
import type { HashItem, HashObject, LevelObject, RuntimeValue, UnknownObject } from "./value.js";

/** The levels, lowest first, by the kind they are merged in (Chef::Node::Attribute, COMPONENTS). */
export const levelKinds: readonly (readonly AttributeLevel[])[] = [
  ["default", "environmentDefault", "roleDefault", "forceDefault"],
  ["normal"],
  ["override", "roleOverride", "environmentOverride", "forceOverride"],
  ["automatic"],
];

/** What `node.x` and, in an attribute file, `x` name of the levels. */
export const levelNames: ReadonlyMap<string, Pick<LevelObject, "level" | "unlessAt">> = new Map([
  ["default", { level: "default", unlessAt: undefined }],
  ["normal", { level: "normal", unlessAt: undefined }],
  ["set", { level: "normal", unlessAt: undefined }],
  ["override", { level: "override", unlessAt: undefined }],
  ["automatic", { level: "automatic", unlessAt: undefined }],
  ["force_default", { level: "forceDefault", unlessAt: undefined }],
  ["force_override", { level: "forceOverride", unlessAt: undefined }],
  ["default_unless", { level: "default", unlessAt: [] }],
  ["normal_unless", { level: "normal", unlessAt: [] }],
  ["set_unless", { level: "normal", unlessAt: [] }],
  ["override_unless", { level: "override", unlessAt: [] }],
]);

/** The hash of each level, empty: an entry is made of the node's data when it is first asked for. */
export function emptyLevels(): ReadonlyMap<AttributeLevel, HashObject> {
  return new Map(
    levelKinds
      .flat()
      .map((level) => [level, { ...hashObject(new Map(), undefined), mash: true, vivid: true }]),
  );
}

/** An entry of a level; undefined when there is none. */
export function levelEntry(
  machine: Machine,
  level: AttributeLevel,
  key: string,
  place: Origin,
): RuntimeValue | undefined {
  const hash = machine.levels.get(level);
  const id = `"${key}`;
  const known = hash?.entries.get(id);
  if (known !== undefined) return known.value;
  const data = machine.node.levels[level];
  if (hash === undefined || !Object.hasOwn(data, key)) return undefined;
  const value = fromJson(machine, data[key] ?? null, place, true);
  hash.entries.set(id, { key: stringObject(key, undefined), value });
  return value;
}

/** A level as one hash, for what is asked of it as a whole. */
export function wholeLevel(machine: Machine, level: AttributeLevel, place: Origin): HashObject {
  for (const key of Object.keys(machine.node.levels[level])) levelEntry(machine, level, key, place);
  return machine.levels.get(level) ?? hashObject(new Map(), place);
}

/** `node.default[key]`: an empty mash where there is nothing (VividMash#[]). */
export function readLevel(
  machine: Machine,
  level: LevelObject,
  key: RuntimeValue,
  place: Origin,
): RuntimeValue {
  if (level.unlessAt !== undefined) return { ...level, unlessAt: [...level.unlessAt, key], origin: place };
  const name = keyText(key);
  if (name === undefined) return unknown(place, "an attribute of this key", "Use a string as key.");
  const known = levelEntry(machine, level.level, name, place);
  if (known !== undefined) return known;
  const made = { ...hashObject(new Map(), place), mash: true, vivid: true, taint: machine.earlier };
  return writeLevel(machine, level, key, made, place);
}

/** `node.default[key] = value`. Under an undecided condition the attribute is unknown afterwards. */
export function writeLevel(
  machine: Machine,
  { level, unlessAt }: LevelObject,
  key: RuntimeValue,
  value: RuntimeValue,
  place: Origin,
): RuntimeValue {
  if (unlessAt !== undefined) return writeUnless(machine, level, [...unlessAt, key], value, place);
  const hash = machine.levels.get(level);
  const name = keyText(key);
  if (hash === undefined || name === undefined)
    return unknown(place, "an attribute of this key", "Use a string as key.");
  const doubt = machine.conditional ?? unknownIn(key);
  const kept = doubt ?? mashValue(machine, value, true);
  hash.entries.set(`"${name}`, { key: stringObject(name, undefined), value: kept });
  machine.attributes.delete(name);
  return kept;
}

/** `node.default_unless['a']['b'] = value`: only where the level has nothing, or nil. */
function writeUnless(
  machine: Machine,
  level: AttributeLevel,
  path: readonly RuntimeValue[],
  value: RuntimeValue,
  place: Origin,
): RuntimeValue {
  const [first, ...rest] = path;
  const last = rest.pop();
  const whole: LevelObject = { kind: "level", level, unlessAt: undefined, origin: place };
  const name = first === undefined ? undefined : keyText(first);
  if (first === undefined || name === undefined) return value;
  let at = levelEntry(machine, level, name, place);
  if (last === undefined) {
    return at === undefined || at.kind === "nil" ? writeLevel(machine, whole, first, value, place) : value;
  }
  at ??= readLevel(machine, whole, first, place);
  for (const key of [...rest, last]) {
    if (at === undefined || at.kind === "nil") break;
    const doubt: UnknownObject | undefined = unknownIn(at);
    if (doubt !== undefined || at.kind !== "hash") return doubt ?? value;
    const text = keyText(key) ?? "";
    const next: RuntimeValue | undefined = at.entries.get(`"${text}`)?.value;
    if (key === last) {
      if (next !== undefined && next.kind !== "nil") return value;
      if (machine.conditional !== undefined) at.taint = machine.conditional;
      else setEntry(machine, at, key, value);
      machine.attributes.clear();
      return value;
    }
    if (next === undefined)
      setEntry(machine, at, key, { ...hashObject(new Map(), place), mash: true, vivid: true });
    at = at.entries.get(`"${text}`)?.value;
  }
  return value;
}

function keyText(key: RuntimeValue): string | undefined {
  return key.kind === "string" || key.kind === "symbol" ? key.text : undefined;
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
    return { ...arrayObject(items, undefined), vivid };
  }
  const entries = new Map<string, HashItem>();
  for (const [name, item] of Object.entries(json)) {
    if (!charge(machine, copyCost, place)) return exceed(machine, place, "steps");
    entries.set(`"${name}`, {
      key: { ...stringObject(name, undefined), frozen: true },
      value: fromJson(machine, item, place, vivid, depth + 1),
    });
  }
  return { ...hashObject(entries, undefined), mash: true, vivid };
}
