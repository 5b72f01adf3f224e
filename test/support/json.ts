import type { AttributeLevel, AttributeLevels, Json, JsonObject } from "../../src/model/node.js";

/** Data as a test writes them: records where the order of keys is nothing, or those keep it themselves. */
export type Plain = string | boolean | null | number | bigint | readonly Plain[] | PlainObject;

export type PlainObject = JsonObject | { readonly [key: string]: Plain };

export type PlainLevels = Partial<Readonly<Record<AttributeLevel, PlainObject>>>;

export function json(value: Plain): Json {
  if (typeof value !== "object" || value === null) return value;
  return isList(value) ? value.map(json) : jsonObject(value);
}

export function jsonObject(value: PlainObject): JsonObject {
  if (isMap(value)) return value;
  return new Map(Object.entries(value).map(([key, item]) => [key, json(item)]));
}

export function jsonLevels(levels: PlainLevels): Partial<AttributeLevels> {
  return Object.fromEntries(Object.entries(levels).map(([level, value]) => [level, jsonObject(value)]));
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

function isMap(value: PlainObject): value is JsonObject {
  return value instanceof Map;
}

/** JSON on one line, in which a Map is an object whose keys keep their order. */
export function flatJson(
  value: unknown,
  scalar: (value: unknown) => string | undefined = JSON.stringify,
): string {
  if (Array.isArray(value)) return `[${value.map((item) => flatJson(item, scalar)).join(",")}]`;
  if (typeof value !== "object" || value === null || "toJSON" in value) return scalar(value) ?? "null";
  const fields = [...(value instanceof Map ? value : Object.entries(value))].flatMap(([key, item]) =>
    item === undefined ? [] : [`${JSON.stringify(key)}:${flatJson(item, scalar)}`],
  );
  return `{${fields.join(",")}}`;
}
