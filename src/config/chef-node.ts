import type { Data, DataPath } from "../data/data.js";
import { badChefData, badEnvironmentName, twoRunLists } from "../diagnostics/catalogue/chef-data.js";
import { badNodeName, noObject } from "../diagnostics/catalogue/config.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { isJsonObject, noLevels } from "../model/node.js";
import type { AttributeLevel, AttributeLevels, Json, JsonObject } from "../model/node.js";
import { itemsOf, runListOf } from "../recipe/cookbook/run-list-data.js";
import type { RunListItem } from "../recipe/cookbook/run-list.js";
import type { Origin } from "../source/source.js";
import { nodeNameProblem } from "../model/node-name.js";

/** What a file of node attributes says of a node. */
export interface NodeFacts {
  readonly levels: AttributeLevels;
  readonly chefEnvironment: PlacedName | undefined;
  readonly runList: readonly RunListItem[] | undefined;
  /** The name that a node object gives, and where. */
  readonly name: PlacedName | undefined;
}

/** A name in node data, and where it stands. */
export interface PlacedName {
  readonly text: string;
  readonly place: Origin;
}

const objectLevels = [
  "default",
  "normal",
  "override",
  "automatic",
] as const satisfies readonly AttributeLevel[];

/** What `Chef::Node#for_json` and `knife node show` write. */
const objectKeys: ReadonlySet<string> = new Set([
  ...["name", "chef_environment", "run_list", "recipes", "chef_type", "json_class"],
  ...["policy_name", "policy_group", ...objectLevels],
]);

/**
 * Reads node data as Chef does: a node object (`knife node show NAME -l -F json`) by its levels, any other object
 * as the file of `chef-client -j`, whose attributes are normal ones. Diagnostics: `config/bad-chef-data`,
 * `config/two-run-lists`, `config/bad-environment-name`, `config/bad-node-name`, `config/no-object`, and those of
 * run list items.
 */
export function readNodeFacts(data: Data, object: JsonObject): Staged<NodeFacts> {
  const diagnostics: Diagnostic[] = [];
  const read = isNodeObject(object) ? fromNodeObject : fromAttributes;
  return { value: read(data, object, diagnostics), diagnostics };
}

/** It says so itself, or has no other keys than a node object, and a level among them. */
function isNodeObject(object: JsonObject): boolean {
  if (object.get("chef_type") === "node" || object.get("json_class") === "Chef::Node") return true;
  return (
    [...object.keys()].every((key) => objectKeys.has(key)) &&
    objectLevels.some((level) => isJsonObject(object.get(level)))
  );
}

/** Chef::Node.from_hash; a node of a policy group has that for its environment. */
function fromNodeObject(data: Data, object: JsonObject, diagnostics: Diagnostic[]): NodeFacts {
  const level = (name: AttributeLevel): JsonObject => {
    const value = object.get(name) ?? null;
    if (isJsonObject(value)) return value;
    if (value !== null) diagnostics.push(noObject(data.valueAt([name]), { what: `The level "${name}"` }));
    return noLevels[name];
  };
  const [normal, automatic] = [level("normal"), level("automatic")];
  const levels = { ...noLevels, normal, automatic, default: level("default"), override: level("override") };
  const key = (object.get("policy_group") ?? null) === null ? "chef_environment" : "policy_group";
  const hasRunList = object.has("run_list") || object.has("recipes");
  return {
    levels,
    chefEnvironment: environmentName(data, [key], object.get(key), diagnostics),
    runList: hasRunList ? runListOf(data, object, diagnostics) : undefined,
    name: nameOf(data, object.get("name"), diagnostics),
  };
}

function fromAttributes(data: Data, object: JsonObject, diagnostics: Diagnostic[]): NodeFacts {
  const { attributes, chefEnvironment, runList } = consumeAttributes(data, [], object, diagnostics);
  return { levels: { ...noLevels, normal: attributes }, chefEnvironment, runList, name: undefined };
}

/** A node's attributes, and what stands among them of the node itself. */
export interface Consumed {
  readonly attributes: JsonObject;
  readonly chefEnvironment: PlacedName | undefined;
  readonly runList: readonly RunListItem[] | undefined;
}

/**
 * Chef::Node#consume_attributes: run list and environment are taken out of an object at `path`, the rest are
 * attributes. Diagnostics: `config/bad-chef-data`, `config/two-run-lists`, `config/bad-environment-name`, and those of
 * run list items.
 */
export function consumeAttributes(
  data: Data,
  path: DataPath,
  object: JsonObject,
  diagnostics: Diagnostic[],
): Consumed {
  const attributes = new Map<string, Json>();
  for (const [key, value] of object) {
    if (!["recipes", "run_list", "chef_environment"].includes(key)) attributes.set(key, value);
  }
  return {
    attributes,
    chefEnvironment: environmentName(
      data,
      [...path, "chef_environment"],
      object.get("chef_environment"),
      diagnostics,
    ),
    runList: consumedRunList(data, path, object, diagnostics),
  };
}

/** Chef::Node#consume_run_list: `recipes` or `run_list`, but not both. */
function consumedRunList(
  data: Data,
  path: DataPath,
  object: JsonObject,
  diagnostics: Diagnostic[],
): readonly RunListItem[] | undefined {
  const given = ["recipes", "run_list"].filter((key) => (object.get(key) ?? false) !== false);
  const [key, second] = given;
  if (key === undefined) return undefined;
  if (second !== undefined) diagnostics.push(twoRunLists(data.keyAt([...path, key]), undefined));
  return itemsOf(data, [...path, key], object.get(key) ?? null, diagnostics);
}

/** Null and false leave the environment as it is, as in Ruby. */
function environmentName(
  data: Data,
  path: DataPath,
  value: Json | undefined,
  diagnostics: Diagnostic[],
): PlacedName | undefined {
  if (value === undefined || value === null || value === false) return undefined;
  const place = data.valueAt(path);
  if (typeof value !== "string") {
    diagnostics.push(badChefData(place, { problem: "The name of an environment is a text." }));
    return undefined;
  }
  if (!isEnvironmentName(value)) diagnostics.push(badEnvironmentName(place, { name: value }));
  return { text: value, place };
}

/** What Chef::Environment#name takes ([:alnum:] is Unicode's). */
export function isEnvironmentName(name: string): boolean {
  return /^[-\p{L}\p{M}\p{Nd}_]+$/u.test(name);
}

function nameOf(data: Data, value: Json | undefined, diagnostics: Diagnostic[]): NodeFacts["name"] {
  if (value === undefined || value === null) return undefined;
  const place = data.valueAt(["name"]);
  const text = typeof value === "string" ? value : "";
  const problem = typeof value === "string" ? nodeNameProblem(value) : "it is no text";
  if (problem !== undefined) diagnostics.push(badNodeName(place, { name: text, problem }));
  return { text, place };
}
