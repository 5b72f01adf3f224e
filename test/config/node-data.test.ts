import fc from "fast-check";
import { expect, test } from "vitest";
import { loadNodes } from "../../src/config/node-data.js";
import type { NodeRequest } from "../../src/config/node-data.js";
import { noLevels } from "../../src/model/node.js";
import { selects } from "../../src/config/node-name.js";
import { nodeNameProblem } from "../../src/model/node-name.js";
import { memoryHost } from "../support/memory-host.js";
import { jsonObject } from "../support/json.js";
import { places } from "./places.js";

const nothing: NodeRequest = {
  nodes: undefined,
  attributes: [],
  names: [],
  roles: [],
  environment: new Map(),
  givenEnvironment: new Map(),
  chefEnvironment: { given: undefined, fallback: undefined },
};

function load(files: Record<string, string>, request: Partial<NodeRequest>) {
  return loadNodes(memoryHost(files), { ...nothing, ...request });
}

test("without any data there is one node, of which nothing is known", async () => {
  const { value, diagnostics } = await load({}, {});
  expect(diagnostics).toEqual([]);
  expect(value).toEqual([
    {
      node: {
        ...{ name: "localhost", levels: noLevels, given: false, files: [], environment: new Map() },
        ...{ chefEnvironment: "_default", runList: undefined },
      },
      runList: undefined,
    },
  ]);
});

test("--node names nodes, each once", async () => {
  const { value } = await load({}, { names: ["web01", "db01", "WEB01"] });
  expect(value.map(({ node }) => node.name.toLowerCase())).toEqual(["web01", "db01"]);
});

test("attribute files are merged in order: objects key by key, arrays replaced", async () => {
  const files = {
    "a.json": '{ "web": { "port": 80, "hosts": ["a", "b"] }, "x": 1 }',
    "b.yml": "web: {hosts: [c], tls: true}\nx: {y: 2}\n",
  };
  const { value, diagnostics } = await load(files, { attributes: ["a.json", "b.yml"] });
  expect(diagnostics).toEqual([]);
  expect(value[0]?.node).toMatchObject({
    given: true,
    files: ["a.json", "b.yml"],
    levels: { normal: jsonObject({ web: { port: 80n, hosts: ["c"], tls: true }, x: { y: 2n } }) },
  });
});

test("configuration data: the entry * is the default level, the node's own the normal one, with attribute files over it", async () => {
  const nodes = `{ "AllNodes": [
    { "NodeName": "web01", "role": "web", "app": { "size": 2 } },
    { "NodeName": "*", "app": { "size": 1, "path": "/srv" }, "PSDscAllowPlainTextPassword": true, "env": { "A": "*", "B": "*" } },
    { "NodeName": "db01", "CertificateFile": "x.cer", "env": { "B": "own", "C": "own" } }
  ], "NonNodeData": {} }`;
  const { value, diagnostics } = await load(
    { "n.json": nodes, "a.json": '{ "app": { "path": "/opt" } }' },
    {
      nodes: "n.json",
      attributes: ["a.json"],
      environment: new Map([
        ["A", "settings"],
        ["Z", "settings"],
      ]),
      givenEnvironment: new Map([["C", "given"]]),
    },
  );
  expect(diagnostics).toEqual([]);
  const common = jsonObject({ app: { size: 1n, path: "/srv" } });
  expect(value.map(({ node }) => [node.name, node.levels.default, node.levels.normal])).toEqual([
    ["web01", common, jsonObject({ NodeName: "web01", role: "web", app: { size: 2n, path: "/opt" } })],
    ["db01", common, jsonObject({ NodeName: "db01", app: { path: "/opt" } })],
  ]);
  expect(Object.fromEntries(value[1]?.node.environment ?? [])).toEqual({
    A: "*",
    B: "own",
    C: "given",
    Z: "settings",
  });
  expect(value[0]?.node.files).toEqual(["n.json", "a.json"]);
});

test("an entry says its run list and its environment as Chef's JSON for a node does; they are no attributes", async () => {
  const nodes = `AllNodes:
- { NodeName: '*', run_list: ['role[base]'], chef_environment: test }
- { NodeName: web01, run_list: ['role[base]', 'web::sites'], chef_environment: production, size: 2 }
- { NodeName: db01, recipes: db }
- { NodeName: fs01 }
`;
  const request = { nodes: "n.yaml", chefEnvironment: { given: undefined, fallback: "dev" } };
  const { value, diagnostics } = await load({ "n.yaml": nodes, "a.json": '{ "run_list": [] }' }, request);
  expect(diagnostics).toEqual([]);
  expect(value.map(({ node }) => [node.name, node.chefEnvironment, node.runList])).toEqual([
    ["web01", "production", ["role[base]", "recipe[web::sites]"]],
    ["db01", "test", ["recipe[db]"]],
    ["fs01", "test", ["role[base]"]],
  ]);
  expect(value[0]?.node.levels).toEqual({ ...noLevels, normal: jsonObject({ NodeName: "web01", size: 2n }) });
  expect(value[0]?.runList?.[1]?.place.source.name).toBe("n.yaml");
  const given = await load(
    { "n.yaml": nodes, "a.json": '{ "run_list": ["all"], "chef_environment": "dev" }' },
    { ...request, attributes: ["a.json"], names: ["web01"] },
  );
  expect(given.value[0]?.node).toMatchObject({ runList: ["recipe[all]"], chefEnvironment: "dev" });
});

test("selectors pick nodes of the data in its order, ignoring case", async () => {
  const nodes = "AllNodes:\n- NodeName: web01\n- NodeName: db01\n- NodeName: Web02\n";
  const picked = await load({ "n.yaml": nodes }, { nodes: "n.yaml", names: ["WEB*"] });
  expect(picked.value.map(({ node }) => node.name)).toEqual(["web01", "Web02"]);
  const missed = await load({ "n.yaml": nodes }, { nodes: "n.yaml", names: ["db01", "wab01"] });
  expect(missed.value).toEqual([]);
  expect(places(missed.diagnostics)).toEqual(["config/no-such-node --node"]);
  expect(missed.diagnostics[0]?.help).toContain('"web01"');
});

test("names that differ in case only are refused, with the first place", async () => {
  const nodes = '{ "AllNodes": [\n{ "NodeName": "web" },\n{ "NodeName": "WEB" } ] }';
  const { value, diagnostics } = await load({ "n.json": nodes }, { nodes: "n.json" });
  expect(value).toEqual([]);
  expect(places(diagnostics)).toEqual(['config/duplicate-node n.json:3:1 "{ \\"NodeName\\": \\"WEB\\" }"']);
  expect(diagnostics[0]?.related[0]?.origin.start).toBe(nodes.indexOf('{ "NodeName": "web"'));
});

test("what is wrong in configuration data is told where it stands", async () => {
  const cases: readonly (readonly [string, string])[] = [
    ["[]", 'config/no-all-nodes n.json:1:1 "[]"'],
    ['{ "AllNodes": {} }', 'config/no-all-nodes n.json:1:15 "{}"'],
    ['{ "AllNodes": [1] }', 'config/no-object n.json:1:16 "1"'],
    ['{ "AllNodes": [{}] }', 'config/bad-node-name n.json:1:16 "{}"'],
    ['{ "AllNodes": [{"NodeName":7}] }', 'config/bad-node-name n.json:1:28 "7"'],
    ['{ "AllNodes": [{"NodeName":"a/b"}] }', 'config/bad-node-name n.json:1:28 "\\"a/b\\""'],
    ['{ "AllNodes": [{"NodeName":"a","env":[]}] }', 'config/no-object n.json:1:38 "[]"'],
    ['{ "AllNodes": [{"NodeName":"a","env":{"B":1}}] }', 'config/bad-environment n.json:1:43 "1"'],
    ['{ "AllNodes": [{"NodeName":"a","run_list":[1]}] }', 'config/bad-chef-data n.json:1:44 "1"'],
    [
      '{ "AllNodes": [{"NodeName":"a","run_list":"role(x)"}] }',
      'config/bad-run-list-item n.json:1:43 "\\"role(x)\\""',
    ],
    [
      '{ "AllNodes": [{"NodeName":"*","chef_environment":"a b"}] }',
      'config/bad-environment-name n.json:1:51 "\\"a b\\""',
    ],
    [
      '{ "AllNodes": [{"NodeName":"a","recipes":"b","run_list":"c"}] }',
      'config/two-run-lists n.json:1:32 "\\"recipes\\""',
    ],
  ];
  for (const [text, place] of cases) {
    const { value, diagnostics } = await load({ "n.json": text }, { nodes: "n.json" });
    expect(value).toEqual([]);
    expect(places(diagnostics)).toEqual([place]);
  }
});

test("attribute files must be objects in a language that is read", async () => {
  const files = { "a.json": "[1]", "a.ini": "", "a.toml": "" };
  const { value, diagnostics } = await load(files, {
    attributes: ["a.json", "a.ini", "a.toml", "none.json"],
  });
  expect(value).toEqual([]);
  expect(places(diagnostics)).toEqual([
    'config/no-object a.json:1:1 "[1]"',
    "config/unknown-data-format a.ini",
    "config/unknown-data-format a.toml",
    "config/unreadable-file none.json",
  ]);
});

test("names that cannot be file names are refused", async () => {
  for (const name of [
    "",
    ".",
    "..",
    "a/b",
    "a\\b",
    "a:b",
    "con",
    "COM1",
    "nul.web",
    "a\u0007",
    "a.",
    " a",
    "x".repeat(201),
    "*",
    "web.meta",
    "web.META",
  ]) {
    expect([name, nodeNameProblem(name)]).not.toEqual([name, undefined]);
  }
  for (const name of [
    "localhost",
    "web01.example.com",
    "10.0.0.1",
    "bücher",
    "console",
    "a b",
    "x".repeat(200),
  ]) {
    expect([name, nodeNameProblem(name)]).toEqual([name, undefined]);
  }
  const { diagnostics } = await load({}, { names: ["../up"] });
  expect(places(diagnostics)).toEqual(["config/bad-node-name --node"]);
});

test("a selector matches as the pattern it stands for", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "."), maxLength: 8 });
  const selector = fc.string({ unit: fc.constantFrom("a", "b", "*", "."), maxLength: 6 });
  fc.assert(
    fc.property(selector, text, (pattern, name) => {
      const parts = pattern.split("*").map((part) => part.replaceAll(".", "\\."));
      expect(selects(pattern, name)).toBe(new RegExp(`^${parts.join(".*")}$`).test(name));
    }),
    { numRuns: 1000 },
  );
});

test("a Chef attributes file is no data: it is evaluated, and makes node data complete", async () => {
  const { value } = await load({}, { attributes: ["site.rb"] });
  expect(value[0]?.node).toMatchObject({ given: true, files: ["site.rb"], levels: noLevels });
});

test("the environment of the command line goes before that of node data, and this before the settings'", async () => {
  const files = { "a.json": '{ "chef_environment": "prod" }' };
  const environment = async (attributes: string[], given?: string, fallback?: string) => {
    const { value } = await load(files, { attributes, chefEnvironment: { given, fallback } });
    return value[0]?.node.chefEnvironment;
  };
  expect(await environment([])).toBe("_default");
  expect(await environment([], undefined, "dev")).toBe("dev");
  expect(await environment(["a.json"], undefined, "dev")).toBe("prod");
  expect(await environment(["a.json"], "test", "dev")).toBe("test");
});

test("a node object names the node, unless the command line does", async () => {
  const files = {
    "web.json": '{ "name": "web01", "chef_type": "node", "run_list": ["recipe[web]", "role[base]"] }',
    "db.json": '{ "name": "db01", "chef_type": "node" }',
    "n.json": '{ "AllNodes": [{ "NodeName": "app01" }] }',
  };
  const one = await load(files, { attributes: ["web.json"] });
  expect(one.value[0]?.node).toMatchObject({ name: "web01", runList: ["recipe[web]", "role[base]"] });
  expect(one.value[0]?.runList?.map(({ kind, name }) => [kind, name])).toEqual([
    ["recipe", "web"],
    ["role", "base"],
  ]);
  const names = async (request: Partial<NodeRequest>) => {
    const { value } = await load(files, { attributes: ["web.json", "db.json"], ...request });
    return value.map(({ node }) => node.name);
  };
  expect(await names({ names: ["x"] })).toEqual(["x"]);
  expect(await names({ nodes: "n.json" })).toEqual(["app01"]);
  const two = await load(files, { attributes: ["web.json", "db.json"] });
  expect([two.value, places(two.diagnostics)]).toEqual([[], ['config/two-nodes db.json:1:11 "\\"db01\\""']]);
});

test("--role takes what Role and Roles name, ignoring case, also from the entry *", async () => {
  const nodes = `AllNodes:
  - {NodeName: "*", Role: Base}
  - {NodeName: a}
  - {NodeName: b, ROLE: Web}
  - {NodeName: c, roles: [db, WEB-admin], Role: {not: a name}}
  - {NodeName: d, Roles: []}
`;
  const names = async (roles: readonly string[], given: readonly string[] = []) => {
    const { value, diagnostics } = await load({ "n.yaml": nodes }, { nodes: "n.yaml", roles, names: given });
    expect(diagnostics).toEqual([]);
    return value.map(({ node }) => node.name);
  };
  expect(await names(["base"])).toEqual(["a", "d"]);
  expect(await names(["web*"])).toEqual(["b", "c"]);
  expect(await names(["DB", "web"])).toEqual(["b", "c"]);
  expect(await names(["web*"], ["C"])).toEqual(["c"]);
});
