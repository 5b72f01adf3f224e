import { isJsonObject } from "../model/node.js";
import type { AttributeLevels, Json, JsonObject } from "../model/node.js";

/**
 * Merges a level of node attributes over a lower one, as Chef's deep merge does: objects key by key, anything
 * else (arrays too) is replaced. Neither argument is changed; parts that stay as they are are shared.
 */
export function mergeAttributes(lower: JsonObject, higher: JsonObject): JsonObject {
  if (higher.size === 0) return lower;
  if (lower.size === 0) return higher;
  const merged = new Map(lower);
  for (const [key, value] of higher) merged.set(key, mergeValues(lower.get(key), value));
  return merged;
}

/** Merges attributes level by level, the second ones over the first. */
export function mergeLevels(lower: AttributeLevels, higher: AttributeLevels): AttributeLevels {
  return {
    default: mergeAttributes(lower.default, higher.default),
    environmentDefault: mergeAttributes(lower.environmentDefault, higher.environmentDefault),
    roleDefault: mergeAttributes(lower.roleDefault, higher.roleDefault),
    forceDefault: mergeAttributes(lower.forceDefault, higher.forceDefault),
    normal: mergeAttributes(lower.normal, higher.normal),
    override: mergeAttributes(lower.override, higher.override),
    roleOverride: mergeAttributes(lower.roleOverride, higher.roleOverride),
    environmentOverride: mergeAttributes(lower.environmentOverride, higher.environmentOverride),
    forceOverride: mergeAttributes(lower.forceOverride, higher.forceOverride),
    automatic: mergeAttributes(lower.automatic, higher.automatic),
  };
}

function mergeValues(lower: Json | undefined, higher: Json): Json {
  return isJsonObject(lower) && isJsonObject(higher) ? mergeAttributes(lower, higher) : higher;
}

/**
 * Merges attributes of one level as Chef does it for roles (Chef::Mixin::DeepMerge.merge): objects key by key,
 * arrays united, anything else replaced, null too. Neither argument is changed; parts that stay are shared.
 */
export function deepMerge(lower: JsonObject, higher: JsonObject): JsonObject {
  if (higher.size === 0) return lower;
  const merged = new Map(lower);
  for (const [key, value] of higher) {
    const below = lower.get(key);
    merged.set(key, below === undefined ? value : uniteValues(below, value));
  }
  return merged;
}

function uniteValues(lower: Json, higher: Json): Json {
  if (isJsonObject(lower) && isJsonObject(higher)) return deepMerge(lower, higher);
  return Array.isArray(lower) && Array.isArray(higher) ? union(lower, higher) : higher;
}

/** Ruby's `Array#|`: each value once, where it first stands. */
function union(one: readonly Json[], other: readonly Json[]): readonly Json[] {
  const known = new Map<string, Json>();
  for (const item of [...one, ...other]) {
    const identity = identityOf(item);
    if (!known.has(identity)) known.set(identity, item);
  }
  return [...known.values()];
}

/** A text that two values share exactly when Ruby calls them `eql?`: 1 is not 1.0, and the order of keys is nothing. */
export function identityOf(value: Json): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return `f${value}`;
  if (Array.isArray(value)) return `[${value.map(identityOf).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const fields = [...value].map(([key, item]) => `${JSON.stringify(key)}:${identityOf(item)}`);
  return `{${fields.sort().join(",")}}`;
}
