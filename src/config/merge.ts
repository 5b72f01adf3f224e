import { isJsonObject } from "../model/node.js";
import type { Json, JsonObject } from "../model/node.js";
import { emptyObject } from "./data.js";

/**
 * Merges a level of node attributes over a lower one, as Chef's deep merge does: objects key by key, anything
 * else (arrays too) is replaced. Neither argument is changed; parts that stay as they are are shared.
 */
export function mergeAttributes(lower: JsonObject, higher: JsonObject): JsonObject {
  if (Object.keys(higher).length === 0) return lower;
  const merged = Object.assign(emptyObject(), lower);
  for (const [key, value] of Object.entries(higher)) merged[key] = mergeValues(lower[key], value);
  return merged;
}

function mergeValues(lower: Json | undefined, higher: Json): Json {
  return isJsonObject(lower) && isJsonObject(higher) ? mergeAttributes(lower, higher) : higher;
}
