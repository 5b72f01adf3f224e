import { badNodeName, noObject, noSuchNode } from "../diagnostics/catalogue/config.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/suggest.js";
import { isJsonObject } from "../model/node.js";
import type { AttributeLevels, JsonObject, NodeData } from "../model/node.js";
import type { Host } from "../source/host.js";
import { readConfigurationData } from "./configuration-data.js";
import type { NodeEntry } from "./configuration-data.js";
import { emptyObject } from "./data.js";
import { readDataFile } from "./data-file.js";
import { mergeAttributes } from "./merge.js";
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
}

/**
 * Makes the nodes of a run, in the order of the configuration data or of the names; without either it is
 * `localhost`. Attribute levels, lowest first: the entry `*`, the node's own entry, the attribute files.
 * The value is empty when a diagnostic is an error: those of `readDataFile` and `readConfigurationData`,
 * `config/no-object`, `config/bad-node-name`, `config/no-such-node`.
 */
export async function loadNodes(host: Host, request: NodeRequest): Promise<Staged<readonly NodeData[]>> {
  const overlay = await readAttributes(host, request.attributes);
  const entries =
    request.nodes === undefined
      ? namedNodes(request.names)
      : selected(await readConfigurationData(host, request.nodes), request.names);
  const diagnostics = [...overlay.diagnostics, ...entries.diagnostics];
  if (diagnostics.length > 0) return { value: [], diagnostics };
  const files = [...(request.nodes === undefined ? [] : [request.nodes]), ...request.attributes];
  const value = entries.value.map((entry) => ({
    name: entry.name,
    levels: { ...noLevels, normal: mergeAttributes(entry.attributes, overlay.value) },
    chefEnvironment: "_default",
    runList: undefined,
    given: files.length > 0,
    files,
    environment: new Map([...request.environment, ...entry.environment, ...request.givenEnvironment]),
  }));
  return { value, diagnostics };
}

const noLevels: AttributeLevels = {
  default: {},
  environmentDefault: {},
  roleDefault: {},
  forceDefault: {},
  normal: {},
  override: {},
  roleOverride: {},
  environmentOverride: {},
  forceOverride: {},
  automatic: {},
};

async function readAttributes(host: Host, files: readonly string[]): Promise<Staged<JsonObject>> {
  const diagnostics: Diagnostic[] = [];
  let value: JsonObject = emptyObject();
  for (const file of files) {
    const data = await readDataFile(host, file);
    for (const diagnostic of data.diagnostics) diagnostics.push(diagnostic);
    if (data.value === undefined) continue;
    if (isJsonObject(data.value.value)) value = mergeAttributes(value, data.value.value);
    else diagnostics.push(noObject(data.value.valueAt([]), { what: "A file of node attributes" }));
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
    value.push({ name, attributes: emptyObject(), environment: new Map() });
  }
  return { value, diagnostics };
}

function selected(
  { value: entries, diagnostics }: Staged<readonly NodeEntry[]>,
  selectors: readonly string[],
): Staged<readonly NodeEntry[]> {
  if (selectors.length === 0 || diagnostics.length > 0) return { value: entries, diagnostics };
  const names = entries.map(({ name }) => name);
  const missing = selectors.filter((selector) => !names.some((name) => selects(selector, name)));
  return {
    value: entries.filter(({ name }) => selectors.some((selector) => selects(selector, name))),
    diagnostics: missing.map((selector) =>
      noSuchNode({ file: "--node" }, { selector, near: nearest(selector, names) }),
    ),
  };
}
