/**
 * Data as JSON and YAML files hold it. A whole number is a bigint, so that 64 bits stay exact; any other
 * number is a number. Objects have no prototype: `__proto__` and `constructor` are keys like any other.
 */
export type Json = string | boolean | null | number | bigint | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** One machine to compile for, with all that is known about it. */
export interface NodeData {
  readonly name: string;
  /** All levels merged: `*` entry (default), the node's own entry (normal), `--attributes` in order. */
  readonly attributes: JsonObject;
  /** Any node data was given: it is complete, and a missing key is nil. Otherwise a missing key is unknown. */
  readonly given: boolean;
  /** The files the attributes came from, as the user named them; for messages. */
  readonly files: readonly string[];
  /** The declared environment: what `ENV` can see. */
  readonly environment: ReadonlyMap<string, string>;
}

/** True for an object, false for null and arrays; `Array.isArray` alone does not narrow readonly arrays. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
