import { twoNodes } from "../diagnostics/catalogue/chef-data.js";
import {
  badNodeName,
  noObject,
  nodesAsAttributes,
  roleWithoutNodes,
} from "../diagnostics/catalogue/config.js";
import { allWell, type Diagnostic, type Place, type Staged } from "../diagnostics/diagnostic.js";
import { isJsonObject, noLevels } from "../model/node.js";
import type { NodeData } from "../model/node.js";
import type { RunListItem } from "../recipe/cookbook/run-list.js";
import type { Origin } from "../source/source.js";
import type { Host } from "../source/host.js";
import { readNodeFacts } from "./chef-node.js";
import type { NodeFacts, PlacedName } from "./chef-node.js";
import { isConfigurationData, readConfigurationData } from "./configuration-data.js";
import type { NodeEntry } from "./configuration-data.js";
import { readDataFile } from "./data-file.js";
import { mergeLevels } from "../data/merge.js";
import { nodeNameProblem } from "../model/node-name.js";
import { selectNodes } from "./select-nodes.js";

/** What the command line and the settings say of the nodes to compile for. */
export interface NodeRequest {
  /** The configuration data file. */
  readonly nodes: string | undefined;
  /** Node attribute files; a later one wins. */
  readonly attributes: readonly string[];
  /** `--node`: names; with configuration data, selectors. */
  readonly names: readonly string[];
  /** `--role`: selectors of the roles that configuration data give nodes. */
  readonly roles: readonly string[];
  /** The environment for all nodes; that of configuration data is laid over it. */
  readonly environment: ReadonlyMap<string, string>;
  /** `--env`: laid over everything. */
  readonly givenEnvironment: ReadonlyMap<string, string>;
  /** Chef's environment: `given` goes before what node data says, `fallback` behind it. */
  readonly chefEnvironment: { readonly given: string | undefined; readonly fallback: string | undefined };
}

/** A node of the run before its run list is expanded, and the run list of its own. */
export interface NodeInput {
  readonly node: NodeData;
  readonly runList: readonly RunListItem[] | undefined;
  /** Where node data give its name; undefined for one that only the command line names. */
  readonly place: Origin | undefined;
  /** The ConfigurationID that configuration data give it. */
  readonly configurationId: PlacedName | undefined;
  /** Where its Chef environment is named; undefined where nothing or the settings name it. */
  readonly environmentPlace: Place | undefined;
}

/** The nodes of a run. */
export interface LoadedNodes extends Staged<readonly NodeInput[]> {
  /** The names of all nodes that there are, also of those that were not chosen. */
  readonly names: readonly string[];
}

/**
 * Makes the nodes of a run, in the order of the configuration data or of the names; without either it is the node
 * whose object is among the attribute files, else `localhost`. Attribute files are laid over a node's own levels,
 * level by level; a run list or an environment in them goes before the node's own. The value is empty when a diagnostic is an error: those of `readDataFile`, `readNodeFacts`,
 * `readConfigurationData` and `selectNodes`, `config/no-object`, `config/nodes-as-attributes`, `config/bad-node-name`,
 * `config/two-nodes`, `config/role-without-nodes`.
 */
export async function loadNodes(host: Host, request: NodeRequest): Promise<LoadedNodes> {
  const read = await readAttributes(
    host,
    request.attributes.filter((file) => !isAttributesFile(file)),
  );
  const overlay = read.value;
  const diagnostics = [...read.diagnostics, ...otherNodes(request, overlay)];
  const name = overlay.findLast((facts) => facts.name !== undefined)?.name;
  const { value: known, diagnostics: problems } =
    request.nodes === undefined
      ? namedNodes(request.names.length === 0 && name !== undefined ? [name.text] : request.names)
      : await readConfigurationData(host, request.nodes);
  for (const diagnostic of problems) diagnostics.push(diagnostic);
  if (request.nodes === undefined && request.roles.length > 0)
    diagnostics.push(roleWithoutNodes({ file: "--role" }, {}));
  const names = known.map((entry) => entry.name);
  if (!allWell(diagnostics)) return { value: [], names, diagnostics };
  const entries =
    request.nodes === undefined ? { value: known, diagnostics: [] } : selectNodes(known, request);
  for (const diagnostic of entries.diagnostics) diagnostics.push(diagnostic);
  if (entries.diagnostics.length > 0) return { value: [], names, diagnostics };
  const files = [...(request.nodes === undefined ? [] : [request.nodes]), ...request.attributes];
  const givenList = overlay.findLast((facts) => facts.runList !== undefined)?.runList;
  const environment = overlay.findLast((facts) => facts.chefEnvironment !== undefined)?.chefEnvironment;
  const { given, fallback } = request.chefEnvironment;
  const value = entries.value.map((entry): NodeInput => {
    const runList = givenList ?? entry.runList;
    const own = environment ?? entry.chefEnvironment;
    const node: NodeData = {
      name: entry.name,
      levels: overlay.reduce((levels, facts) => mergeLevels(levels, facts.levels), entry.levels),
      ...{ given: files.length > 0, files },
      environment: new Map([...request.environment, ...entry.environment, ...request.givenEnvironment]),
      chefEnvironment: given ?? own?.text ?? fallback ?? "_default",
      runList: runList?.map(({ text }) => text),
      ...(entry.credentials === undefined ? {} : { credentials: entry.credentials }),
      ...(entry.lcm === undefined ? {} : { lcm: entry.lcm }),
    };
    const environmentPlace = given === undefined ? own?.place : { file: "--environment" };
    const { configurationId } = entry;
    return { node, runList, place: entry.place ?? name?.place, configurationId, environmentPlace };
  });
  return { value, names, diagnostics };
}

/** A Chef attributes file is Ruby: it is evaluated with those of the cookbooks. */
export function isAttributesFile(file: string): boolean {
  return /\.rb$/i.test(file);
}

/** Two node objects are two nodes, unless the command line says for whom their data is. */
function otherNodes({ names, nodes }: NodeRequest, overlay: readonly NodeFacts[]): readonly Diagnostic[] {
  const [first, ...more] = overlay.flatMap(({ name }) => name ?? []);
  if (first === undefined || names.length > 0 || nodes !== undefined) return [];
  const other = more.find(({ text }) => text.toLowerCase() !== first.text.toLowerCase());
  return other === undefined ? [] : [twoNodes(other.place, { one: first.text, other: other.text })];
}

async function readAttributes(host: Host, files: readonly string[]): Promise<Staged<readonly NodeFacts[]>> {
  const diagnostics: Diagnostic[] = [];
  const value: NodeFacts[] = [];
  for (const file of files) {
    const data = await readDataFile(host, file);
    for (const diagnostic of data.diagnostics) diagnostics.push(diagnostic);
    if (data.value === undefined) continue;
    const object = data.value.value;
    if (!isJsonObject(object)) {
      diagnostics.push(noObject(data.value.valueAt([]), { what: "A file of node attributes" }));
      continue;
    }
    if (isConfigurationData(object)) {
      diagnostics.push(nodesAsAttributes(data.value.keyAt(["AllNodes"]), { file }));
      continue;
    }
    const facts = readNodeFacts(data.value, object);
    for (const diagnostic of facts.diagnostics) diagnostics.push(diagnostic);
    value.push(facts.value);
  }
  return { value, diagnostics };
}

function namedNodes(names: readonly string[]): Staged<readonly NodeEntry[]> {
  const unique = new Map(
    (names.length === 0 ? ["localhost"] : names).map((name) => [name.toLowerCase(), name]),
  );
  const diagnostics: Diagnostic[] = [];
  const value: NodeEntry[] = [];
  for (const name of unique.values()) {
    const problem = name.includes("*")
      ? "it is a pattern, and only --nodes FILE gives nodes to choose from"
      : nodeNameProblem(name);
    if (problem !== undefined) diagnostics.push(badNodeName({ file: "--node" }, { name, problem }));
    value.push({
      ...{ name, levels: noLevels, environment: new Map() },
      ...{ chefEnvironment: undefined, runList: undefined, place: undefined, roles: [] },
      configurationId: undefined,
    });
  }
  return { value, diagnostics };
}
