import {
  badEnvironment,
  badNodeName,
  duplicateKey,
  duplicateNode,
  noAllNodes,
  noNodes,
  noObject,
} from "../diagnostics/catalogue/config.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { isJsonObject, noLevels } from "../model/node.js";
import type { AttributeLevels, Json, JsonObject } from "../model/node.js";
import type { RunListItem } from "../recipe/cookbook/run-list.js";
import type { Origin } from "../source/source.js";
import type { Host } from "../source/host.js";
import type { Data, DataPath } from "../data/data.js";
import type { NodeCredentials } from "../model/credentials.js";
import type { LcmSettings } from "../model/lcm-settings.js";
import { consumeAttributes } from "./chef-node.js";
import type { Consumed, PlacedName } from "./chef-node.js";
import { credentialsOf, isCredentialKey, readCredentialKeys, type CredentialKeys } from "./credentials.js";
import { readDataFile } from "./data-file.js";
import { isLcmKey, lcmSettingsOf, readLcmSection, type LcmSection } from "./lcm-settings.js";
import { nodeNameProblem } from "../model/node-name.js";
import { foldedName } from "./node-name.js";

/** One node of configuration data: its own entry is Chef's `normal` level, the entry `*` its `default` level. */
export interface NodeEntry {
  readonly name: string;
  readonly levels: AttributeLevels;
  readonly environment: ReadonlyMap<string, string>;
  readonly chefEnvironment: PlacedName | undefined;
  readonly runList: readonly RunListItem[] | undefined;
  /** What its keys `Role` and `Roles` name; they are attributes like any other, and what `--role` chooses by. */
  readonly roles: readonly string[];
  /** Its key `ConfigurationID`, an attribute like any other: what a pull server knows the node by. */
  readonly configurationId: PlacedName | undefined;
  readonly credentials?: NodeCredentials;
  readonly lcm?: LcmSettings | undefined;
  /** Where its name stands; undefined for one that only the command line names. */
  readonly place: Origin | undefined;
}

/** What an entry of AllNodes says, by itself. */
interface RawEntry extends Consumed {
  readonly name: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly credentialKeys: CredentialKeys;
  /** Undefined without any key for them, which leaves those of the entry `*`. */
  readonly roles: readonly string[] | undefined;
  readonly configurationId: PlacedName | undefined;
  readonly lcm: LcmSection | null | undefined;
  readonly path: DataPath;
  readonly place: Origin;
}

/**
 * Reads a file of configuration data, as PowerShell's `Configuration -ConfigurationData` takes it: AllNodes is a
 * list of objects with a NodeName each, unique ignoring case; the entry `*` holds what the others have in common. As
 * in the JSON that Chef takes for a node, `run_list` and `chef_environment` are no attributes. Diagnostics: those of
 * `readDataFile` and `consumeAttributes`, `config/no-all-nodes`, `config/no-nodes`, `config/no-object`, `config/bad-node-name`,
 * `config/duplicate-node`, `config/duplicate-key`, `config/bad-environment`, and those of `readCredentialKeys` and
 * `readLcmSection`.
 */
export async function readConfigurationData(host: Host, file: string): Promise<Staged<readonly NodeEntry[]>> {
  const { value: data, diagnostics: problems } = await readDataFile(host, file);
  if (data === undefined) return { value: [], diagnostics: problems };
  const list = fieldOf(data.value, "AllNodes");
  if (list === undefined || !isList(list.value)) {
    return { value: [], diagnostics: [noAllNodes(data.valueAt(list === undefined ? [] : [list.key]), {})] };
  }
  const diagnostics: Diagnostic[] = [];
  reportTwice(data, data.value, [], ["AllNodes"], diagnostics);
  const entries = list.value.flatMap((item, index) => readEntry(data, item, [list.key, index], diagnostics));
  reportDuplicates(data, entries, diagnostics);
  const common = entries.find(({ name }) => name === "*");
  const value = entries.filter(({ name }) => name !== "*").map((entry) => over(common, entry, file));
  if (value.length === 0 && diagnostics.length === 0) diagnostics.push(noNodes(data.valueAt([list.key]), {}));
  return { value, diagnostics };
}

/** Whether an object is such a file's: what it says is of many nodes. */
export function isConfigurationData(object: JsonObject): boolean {
  return isList(fieldOf(object, "AllNodes")?.value ?? null);
}

function over(common: RawEntry | undefined, own: RawEntry, file: string): NodeEntry {
  return {
    name: own.name,
    levels: { ...noLevels, default: common?.attributes ?? noLevels.default, normal: own.attributes },
    environment: new Map([...(common?.environment ?? []), ...own.environment]),
    chefEnvironment: own.chefEnvironment ?? common?.chefEnvironment,
    runList: own.runList ?? common?.runList,
    roles: own.roles ?? common?.roles ?? [],
    configurationId: own.configurationId ?? common?.configurationId,
    credentials: credentialsOf(new Map([...(common?.credentialKeys ?? []), ...own.credentialKeys]), file),
    lcm: lcmSettingsOf(common?.lcm, own.lcm),
    place: own.place,
  };
}

function readEntry(data: Data, item: Json, path: DataPath, diagnostics: Diagnostic[]): readonly RawEntry[] {
  if (!isJsonObject(item)) {
    diagnostics.push(noObject(data.valueAt(path), { what: "Each entry of AllNodes" }));
    return [];
  }
  reportTwice(data, item, path, ["NodeName", "Role", "Roles", "ConfigurationID"], diagnostics);
  const named = fieldOf(item, "NodeName");
  const name = typeof named?.value === "string" ? named.value : "";
  const problem = name === "*" ? undefined : nodeNameProblem(name);
  const place = data.valueAt(named === undefined ? path : [...path, named.key]);
  if (problem !== undefined) {
    diagnostics.push(badNodeName(place, { name, problem }));
    return [];
  }
  const environment = readEnvironment(data, item, path, diagnostics);
  const consumed = consumeAttributes(data, path, attributesOf(item, name), diagnostics);
  const credentialKeys = readCredentialKeys(data, item, path, diagnostics);
  const configurationId = configurationIdOf(data, item, path);
  const roles = rolesOf(item);
  const lcm = readLcmSection(data, item, path, diagnostics);
  return [{ ...consumed, name, environment, credentialKeys, roles, configurationId, lcm, path, place }];
}

function configurationIdOf(data: Data, item: JsonObject, path: DataPath): PlacedName | undefined {
  const given = fieldOf(item, "ConfigurationID");
  if (typeof given?.value !== "string") return undefined;
  return { text: given.value, place: data.valueAt([...path, given.key]) };
}

/** A text or a list of texts; anything else is an attribute of another meaning. */
function rolesOf(item: JsonObject): readonly string[] | undefined {
  const given = ["Role", "Roles"].flatMap((name) => fieldOf(item, name)?.value ?? []);
  const roles = given.filter((role) => typeof role === "string");
  return given.length === 0 ? undefined : roles;
}

/** PSDsc…, Certificate… and Lcm are for the compiler and `env` is the environment: none of them is an attribute. */
function attributesOf(item: JsonObject, name: string): JsonObject {
  const attributes = new Map<string, Json>();
  for (const [key, value] of item) {
    const shared = name === "*" && key.toLowerCase() === "nodename";
    const reserved = key === "env" || isCredentialKey(key) || isLcmKey(key);
    if (!shared && !reserved) attributes.set(key, value);
  }
  return attributes;
}

function readEnvironment(
  data: Data,
  item: JsonObject,
  path: DataPath,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, string> {
  const environment = new Map<string, string>();
  const given = item.get("env");
  if (given === undefined) return environment;
  if (!isJsonObject(given)) {
    diagnostics.push(noObject(data.valueAt([...path, "env"]), { what: 'The environment "env" of a node' }));
    return environment;
  }
  for (const [key, value] of given) {
    if (typeof value === "string") environment.set(key, value);
    else diagnostics.push(badEnvironment(data.valueAt([...path, "env", key]), { what: key }));
  }
  return environment;
}

function reportDuplicates(data: Data, entries: readonly RawEntry[], diagnostics: Diagnostic[]): void {
  const first = new Map<string, RawEntry>();
  for (const entry of entries) {
    // Documents are files of these names.
    const folded = foldedName(entry.name);
    const earlier = first.get(folded);
    if (earlier === undefined) {
      first.set(folded, entry);
      continue;
    }
    const related = [{ message: "The other one stands here.", origin: data.valueAt(earlier.path) }];
    diagnostics.push(duplicateNode(data.valueAt(entry.path), { name: entry.name }, { related }));
  }
}

/** One key in two spellings: which of the two values counts, nobody could tell. */
function reportTwice(
  data: Data,
  object: Json,
  path: DataPath,
  names: readonly string[],
  diagnostics: Diagnostic[],
): void {
  for (const name of names) {
    const [first, ...more] = fieldsOf(object, name);
    for (const { key } of more) {
      const origin = data.keyAt([...path, first?.key ?? key]);
      const related = [{ message: "This is the same key, whatever the case of its letters.", origin }];
      diagnostics.push(duplicateKey(data.keyAt([...path, key]), { key }, { related }));
    }
  }
}

interface Field {
  readonly key: string;
  readonly value: Json;
}

/** A field of configuration data by name. */
function fieldOf(value: Json, name: string): Field | undefined {
  return fieldsOf(value, name)[0];
}

/** The fields of one name, ignoring case as PowerShell does. */
function fieldsOf(value: Json, name: string): readonly Field[] {
  const fields: Field[] = [];
  if (!isJsonObject(value)) return fields;
  for (const [key, field] of value) {
    if (key.toLowerCase() === name.toLowerCase()) fields.push({ key, value: field });
  }
  return fields;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
