import { twoNodes } from "../diagnostics/catalogue/chef-data.js";
import { badNodeName, noObject, nodesAsAttributes, noSuchNode } from "../diagnostics/catalogue/config.js";
import { allWell, type Diagnostic, type Place, type Staged } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/suggest.js";
import { isJsonObject, noLevels } from "../model/node.js";
import type { NodeData } from "../model/node.js";
import type { RunListItem } from "../recipe/cookbook/run-list.js";
import type { Origin } from "../source/source.js";
import type { Host } from "../source/host.js";
import { readNodeFacts } from "./chef-node.js";
import type { NodeFacts } from "./chef-node.js";
import { isConfigurationData, readConfigurationData } from "./configuration-data.js";
import type { NodeEntry } from "./configuration-data.js";
import { readDataFile } from "./data-file.js";
import { mergeLevels } from "../data/merge.js";
import { nodeNameProblem, selects } from "./node-name.js";

/** What the command line and the settings say of the nodes to compile for. */
export interface NodeRequest {
  /** The configuration data file. */
  readonly nodes: string | undefined;
  /** Node attribute files; a later one wins. */
  readonly attributes: readonly string[];
  /** `--node`: names; with configuration data, selectors. */
  readonly names: readonly string[];
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
  /** Where its Chef environment is named; undefined where nothing or the settings name it. */
  readonly environmentPlace: Place | undefined;
}

/**
 * Makes the nodes of a run, in the order of the configuration data or of the names; without either it is the node
 * whose object is among the attribute files, else `localhost`. Attribute files are laid over a node's own levels,
 * level by level; a run list or an environment in them goes before the node's own. The value is empty when a diagnostic is an error: those of `readDataFile`, `readNodeFacts` and
 * `readConfigurationData`, `config/no-object`, `config/nodes-as-attributes`, `config/bad-node-name`, `config/no-such-node`, `config/two-nodes`.
 */
export async function loadNodes(host: Host, request: NodeRequest): Promise<Staged<readonly NodeInput[]>> {
  const read = await readAttributes(
    host,
    request.attributes.filter((file) => !isAttributesFile(file)),
  );
  const overlay = read.value;
  const diagnostics = [...read.diagnostics, ...otherNodes(request, overlay)];
  const name = overlay.findLast((facts) => facts.name !== undefined)?.name;
  const entries =
    request.nodes === undefined
      ? namedNodes(request.names.length === 0 && name !== undefined ? [name.text] : request.names)
      : selected(await readConfigurationData(host, request.nodes), request.names);
  for (const diagnostic of entries.diagnostics) diagnostics.push(diagnostic);
  if (!allWell(diagnostics)) return { value: [], diagnostics };
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
    };
    const environmentPlace = given === undefined ? own?.place : { file: "--environment" };
    return { node, runList, place: entry.place ?? name?.place, environmentPlace };
  });
  return { value, diagnostics };
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
      ...{ chefEnvironment: undefined, runList: undefined, place: undefined },
    });
  }
  return { value, diagnostics };
}

function selected(
  { value: entries, diagnostics }: Staged<readonly NodeEntry[]>,
  selectors: readonly string[],
): Staged<readonly NodeEntry[]> {
  if (selectors.length === 0 || !allWell(diagnostics)) return { value: entries, diagnostics };
  const names = entries.map(({ name }) => name);
  const missing = selectors.filter((selector) => !names.some((name) => selects(selector, name)));
  return {
    value: entries.filter(({ name }) => selectors.some((selector) => selects(selector, name))),
    diagnostics: missing.map((selector) =>
      noSuchNode({ file: "--node" }, { selector, near: nearest(selector, names) }),
    ),
  };
}
