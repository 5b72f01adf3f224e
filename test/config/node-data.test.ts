import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeAttributes } from "../../src/config/merge.js";
import { loadNodes } from "../../src/config/node-data.js";
import type { NodeRequest } from "../../src/config/node-data.js";
import { nodeNameProblem, selects } from "../../src/config/node-name.js";
import { memoryHost } from "../support/memory-host.js";
import { places } from "./places.js";

const nothing: NodeRequest = {
  nodes: undefined,
  attributes: [],
  names: [],
  environment: new Map(),
  givenEnvironment: new Map(),
};

function load(files: Record<string, string>, request: Partial<NodeRequest>) {
  return loadNodes(memoryHost(files), { ...nothing, ...request });
}

test("without any data there is one node, of which nothing is known", async () => {
  const { value, diagnostics } = await load({}, {});
  expect(diagnostics).toEqual([]);
  expect(value).toEqual([
    { name: "localhost", attributes: {}, given: false, files: [], environment: new Map() },
  ]);
});

test("--node names nodes, each once", async () => {
  const { value } = await load({}, { names: ["web01", "db01", "WEB01"] });
  expect(value.map(({ name }) => name.toLowerCase())).toEqual(["web01", "db01"]);
});

test("attribute files are merged in order: objects key by key, arrays replaced", async () => {
  const files = {
    "a.json": '{ "web": { "port": 80, "hosts": ["a", "b"] }, "x": 1 }',
    "b.yml": "web: {hosts: [c], tls: true}\nx: {y: 2}\n",
  };
  const { value, diagnostics } = await load(files, { attributes: ["a.json", "b.yml"] });
  expect(diagnostics).toEqual([]);
  expect(value[0]).toMatchObject({
    given: true,
    files: ["a.json", "b.yml"],
    attributes: { web: { port: 80n, hosts: ["c"], tls: true }, x: { y: 2n } },
  });
});

test("configuration data: the entry * below the node's own, attribute files above both", async () => {
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
  expect(value.map(({ name, levels }) => ({ name, attributes: levels.normal }))).toEqual([
    { name: "web01", attributes: { NodeName: "web01", role: "web", app: { size: 2n, path: "/opt" } } },
    { name: "db01", attributes: { NodeName: "db01", app: { size: 1n, path: "/opt" } } },
  ]);
  expect(Object.fromEntries(value[1]?.environment ?? [])).toEqual({
    A: "*",
    B: "own",
    C: "given",
    Z: "settings",
  });
  expect(value[0]?.files).toEqual(["n.json", "a.json"]);
});

test("selectors pick nodes of the data in its order, ignoring case", async () => {
  const nodes = "AllNodes:\n- NodeName: web01\n- NodeName: db01\n- NodeName: Web02\n";
  const picked = await load({ "n.yaml": nodes }, { nodes: "n.yaml", names: ["WEB*"] });
  expect(picked.value.map(({ name }) => name)).toEqual(["web01", "Web02"]);
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
  ];
  for (const [text, place] of cases) {
    const { value, diagnostics } = await load({ "n.json": text }, { nodes: "n.json" });
    expect(value).toEqual([]);
    expect(places(diagnostics)).toEqual([place]);
  }
});

test("attribute files must be objects in a language that is read", async () => {
  const files = { "a.json": "[1]", "a.rb": "", "a.toml": "" };
  const { value, diagnostics } = await load(files, { attributes: ["a.json", "a.rb", "a.toml", "none.json"] });
  expect(value).toEqual([]);
  expect(places(diagnostics)).toEqual([
    'config/no-object a.json:1:1 "[1]"',
    "config/unknown-data-format a.rb",
    "config/unknown-data-format a.toml",
    "config/unreadable-file none.json",
  ]);
  expect(diagnostics[1]?.message).toContain("later version");
  expect(diagnostics[2]?.message).not.toContain("later version");
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

test("merging keeps __proto__ a key and changes neither side", () => {
  const lower = Object.freeze({ a: Object.freeze({ x: 1n }), b: true });
  const higher = JSON.parse('{"__proto__":{"p":true},"a":{"y":"2"}}');
  const merged = mergeAttributes(lower, higher);
  expect(Object.entries(merged)).toEqual([
    ["a", { x: 1n, y: "2" }],
    ["b", true],
    ["__proto__", { p: true }],
  ]);
  expect("p" in merged).toBe(false);
});
