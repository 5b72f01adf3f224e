import type { NodeCredentials } from "./credentials.js";
import type { LcmSettings } from "./lcm-settings.js";

/**
 * Data as JSON and YAML files hold it. A whole number is a bigint, so that 64 bits stay exact; any other
 * number is a number.
 */
export type Json = string | boolean | null | number | bigint | readonly Json[] | JsonObject;

/**
 * Keys stay in the order of the text, as in a Hash of Ruby, which recipes see when they go through one. A record of
 * JavaScript would put 443 before 8080 and take `__proto__` for something else than a key.
 */
export type JsonObject = ReadonlyMap<string, Json>;

/**
 * Node attributes by precedence, lowest first (Chef::Node::Attribute, COMPONENTS): within default and within override
 * arrays are united, between the four kinds of level a higher one replaces them.
 */
export interface AttributeLevels {
  readonly default: JsonObject;
  readonly environmentDefault: JsonObject;
  readonly roleDefault: JsonObject;
  readonly forceDefault: JsonObject;
  readonly normal: JsonObject;
  readonly override: JsonObject;
  readonly roleOverride: JsonObject;
  readonly environmentOverride: JsonObject;
  readonly forceOverride: JsonObject;
  readonly automatic: JsonObject;
}

export type AttributeLevel = keyof AttributeLevels;

/** An object without keys. */
export const noAttributes: JsonObject = new Map();

/** Every level without attributes: what others are laid over. */
export const noLevels: AttributeLevels = {
  default: noAttributes,
  environmentDefault: noAttributes,
  roleDefault: noAttributes,
  forceDefault: noAttributes,
  normal: noAttributes,
  override: noAttributes,
  roleOverride: noAttributes,
  environmentOverride: noAttributes,
  forceOverride: noAttributes,
  automatic: noAttributes,
};

/** One machine to compile for, with all that is known about it. */
export interface NodeData {
  readonly name: string;
  readonly levels: AttributeLevels;
  /** Any node data was given: it is complete, and a missing key is nil. Otherwise a missing key is unknown. */
  readonly given: boolean;
  /** The files the attributes came from, as the user named them; for messages. */
  readonly files: readonly string[];
  /** The declared environment: what `ENV` can see. */
  readonly environment: ReadonlyMap<string, string>;
  /** `node.chef_environment`; `_default` when none is named. */
  readonly chefEnvironment: string;
  /** The node's own run list, as Chef writes it (`recipe[web::iis]`, `role[base]`); undefined when it names none. */
  readonly runList: readonly string[] | undefined;
  /** What configuration data say of credentials; absent without any: no password is written. */
  readonly credentials?: NodeCredentials;
  /** What configuration data say of its Local Configuration Manager; absent where they say nothing. */
  readonly lcm?: LcmSettings;
}

/** True for an object; `instanceof Map` alone does not narrow a ReadonlyMap. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return value instanceof Map;
}
