import { expect, test } from "vitest";
import { isEnvironmentName, readNodeFacts } from "../../src/config/chef-node.js";
import { readJson } from "../../src/data/json.js";
import { isJsonObject, noLevels } from "../../src/model/node.js";
import { jsonLevels, jsonObject } from "../support/json.js";
import { places } from "./places.js";

function facts(text: string) {
  const data = readJson({ name: "n.json", path: "n.json", text }).value;
  if (data === undefined || !isJsonObject(data.value)) throw new Error(`${text} is no object`);
  const { value, diagnostics } = readNodeFacts(data, data.value);
  return {
    ...{ levels: value.levels, environment: value.chefEnvironment?.text, name: value.name?.text },
    ...{ runList: value.runList?.map((item) => item.text), problems: places(diagnostics) },
  };
}

test("an object is read as by chef-client -j: its attributes are normal, run list and environment are taken out", () => {
  const text = '{ "web": { "port": 80 }, "run_list": ["recipe[a]", "b"], "chef_environment": "prod" }';
  expect(facts(text)).toEqual({
    levels: { ...noLevels, normal: jsonObject({ web: { port: 80n } }) },
    ...{ environment: "prod", name: undefined, runList: ["recipe[a]", "recipe[b]"], problems: [] },
  });
  expect(facts('{ "recipes": "a" }').runList).toEqual(["recipe[a]"]);
  expect(facts('{ "recipes": null, "run_list": ["a"], "chef_environment": null }')).toMatchObject({
    ...{ runList: ["recipe[a]"], environment: undefined, levels: noLevels, problems: [] },
  });
});

test("a node object is read by its levels", () => {
  const text = `{ "name": "web01", "chef_environment": "prod", "json_class": "Chef::Node", "chef_type": "node",
    "automatic": { "platform": "windows" }, "normal": { "n": 1 }, "default": { "d": 1 }, "override": { "o": 1 },
    "run_list": ["role[web]"], "extra": 1 }`;
  expect(facts(text)).toEqual({
    levels: {
      ...{ ...noLevels, ...jsonLevels({ default: { d: 1n }, normal: { n: 1n } }) },
      ...jsonLevels({ override: { o: 1n }, automatic: { platform: "windows" } }),
    },
    ...{ environment: "prod", name: "web01", runList: ["role[web]"], problems: [] },
  });
});

test("a node object is known by what it says or by its keys", () => {
  const isNode = (text: string) => [...facts(text).levels.normal.keys()].join() === "x";
  const objects = [
    '{ "normal": { "x": 1 } }',
    '{ "name": "a", "chef_environment": "_default", "run_list": [], "normal": { "x": 1 } }',
    '{ "chef_type": "node", "normal": { "x": 1 }, "other": 1 }',
    '{ "json_class": "Chef::Node", "normal": { "x": 1 }, "other": 1 }',
  ];
  expect(objects.filter(isNode)).toEqual(objects);
  const plain = [
    '{ "normal": { "x": 1 }, "web": {} }',
    '{ "name": "x", "run_list": [] }',
    '{ "normal": "x" }',
  ];
  expect(plain.filter(isNode)).toEqual([]);
});

test("the environment of a node with a policy group is that", () => {
  expect(facts('{ "chef_type": "node", "policy_group": "blue", "chef_environment": "prod" }')).toMatchObject({
    ...{ environment: "blue", runList: undefined },
  });
  expect(facts('{ "chef_type": "node", "policy_group": null, "chef_environment": "prod" }').environment).toBe(
    "prod",
  );
});

test.each([
  ['{ "run_list": 1 }', 'config/bad-chef-data n.json:1:15 "1"'],
  ['{ "run_list": ["a", {}] }', 'config/bad-chef-data n.json:1:21 "{}"'],
  ['{ "run_list": ["role:a"] }', 'config/bad-run-list-item n.json:1:16 "\\"role:a\\""'],
  ['{ "recipes": ["a"], "run_list": [] }', 'config/two-run-lists n.json:1:3 "\\"recipes\\""'],
  ['{ "chef_environment": 1 }', 'config/bad-chef-data n.json:1:23 "1"'],
  ['{ "chef_environment": "a b" }', 'config/bad-environment-name n.json:1:23 "\\"a b\\""'],
  ['{ "chef_type": "node", "normal": [] }', 'config/no-object n.json:1:34 "[]"'],
  ['{ "chef_type": "node", "name": "a/b" }', 'config/bad-node-name n.json:1:32 "\\"a/b\\""'],
  ['{ "chef_type": "node", "name": 1 }', 'config/bad-node-name n.json:1:32 "1"'],
])("%s is told where it is wrong", (text, place) => {
  expect(facts(text).problems).toEqual([place]);
});

test("an environment's name has letters, digits, hyphens and underscores", () => {
  expect(["prod", "_default", "a-b_1", "Zürich"].filter(isEnvironmentName)).toHaveLength(4);
  expect(["", "a b", "a/b", "..", "a.b", "a\n"].filter(isEnvironmentName)).toEqual([]);
});
