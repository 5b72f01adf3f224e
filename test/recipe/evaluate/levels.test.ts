import { expect, test } from "vitest";
import type { PlainLevels, PlainObject } from "../../support/json.js";
import { nodeOf, planOfCookbooks } from "../../support/plan.js";
import { properties, runPlan } from "./kit.js";

/** What `expression` is at the end of a recipe, after attribute files and statements. */
function read(
  expression: string,
  given: {
    readonly attributes?: string;
    readonly more?: string;
    readonly before?: string;
    readonly levels?: PlainLevels;
  } = {},
): unknown {
  const { attributes = "", more = "", before = "", levels = {} } = given;
  const recipe = `${before}\ndsc_resource('r') { property :v, (${expression}) }`;
  const plan = planOfCookbooks(
    { web: { attributes: { default: attributes, more }, recipes: { default: recipe } } },
    ["web"],
  );
  const outcome = runPlan(plan, nodeOf(levels));
  const value = properties(outcome)["v"];
  return outcome.problems.length === 0 ? value : { value, problems: outcome.problems };
}

test("an attribute file sets defaults, which a recipe reads by strings and symbols alike", () => {
  const attributes = "default['web']['port'] = 80\ndefault[:web][:root] = 'C:\\web'";
  expect(read("[node['web'][:port], node[:web]['root']]", { attributes })).toEqual([80n, "C:\\web"]);
  expect(read("node['web']['none']", { attributes })).toMatchObject({
    problems: ["error check/missing-attribute 2:35"],
  });
});

test("levels in Chef's order, lowest first", () => {
  const order = [
    ...(["default", "environmentDefault", "roleDefault", "forceDefault", "normal", "override"] as const),
    ...(["roleOverride", "environmentOverride", "forceOverride", "automatic"] as const),
  ];
  const levels: Record<string, PlainObject> = {};
  for (const level of order) {
    levels[level] = { a: { own: { [level]: 1n }, all: level } };
    expect(read("node['a']['all']", { levels })).toBe(level);
  }
  expect(read("node['a']['own'].keys", { levels })).toEqual(order);
});

test("arrays are united within default and within override, and replaced between the kinds", () => {
  const levels = { default: { l: [1n, 2n] }, roleDefault: { l: [2n, 3n] }, environmentDefault: { l: [4n] } };
  expect(read("node['l']", { levels })).toEqual([1n, 2n, 4n, 3n]);
  expect(read("node['l']", { levels: { ...levels, normal: { l: [9n] } } })).toEqual([9n]);
  const both = { override: { l: [1n] }, roleOverride: { l: [1n, 5n] }, normal: { l: [7n] } };
  expect(read("node['l']", { levels: both })).toEqual([1n, 5n]);
});

test("nil of a higher level hides what is below", () => {
  expect(read("node['a'].nil?", { levels: { default: { a: 1n }, normal: { a: null } } })).toBe(true);
});

test("a level is read and changed by itself, and what is merged follows", () => {
  const levels = { normal: { a: { x: 1n } } };
  const before =
    "node.default['a']['y'] = 2\nnode.override['a']['x'] = 3\nfirst = node['a']['x']\nnode.override['a']['x'] += 1";
  expect(read("[first, node['a'], node.default['a'], node.normal['a']['x']]", { before, levels })).toEqual([
    3n,
    new Map([
      ["y", 2n],
      ["x", 4n],
    ]),
    new Map([["y", 2n]]),
    1n,
  ]);
});

test("a level that is asked for what it has not makes an empty mash there", () => {
  expect(read("node['a']", { before: "node.default['a']['b']" })).toEqual(new Map([["b", new Map()]]));
  expect(
    read("node['list']", { before: "node.default['list'] = []\nnode['list']\nnode.default['list'] << 1" }),
  ).toEqual([1n]);
});

test("default_unless and its kin leave what is there", () => {
  const attributes =
    "default['a']['x'] = 1\ndefault_unless['a']['x'] = 2\ndefault_unless['a']['y'] = 3\nnormal_unless['n'] = 4";
  expect(read("[node['a']['x'], node['a']['y'], node['n']]", { attributes })).toEqual([1n, 3n, 4n]);
});

test("attribute files see one another, default first", () => {
  const attributes =
    "default['dir'] = \"#{node['root']}\\\\logs\" if node['root']\ndefault['first'] = node['later'].nil?";
  const more = "include_attribute 'web'\ndefault['later'] = true\noverride['dir'] = \"D:#{node['later']}\"";
  const levels = { normal: { root: "C:" } };
  expect(read("[node['dir'], node['first']]", { attributes, more, levels })).toEqual(["D:true", true]);
});

test("what the node's data hold cannot be changed through node[…]", () => {
  expect(read("1", { before: "node['a']['x'] = 2", levels: { normal: { a: { x: 1n } } } })).toMatchObject({
    problems: ["error read-only 1:1"],
  });
  const shared = "s = 'x'\nnode.default['a'] = [s]";
  expect(read("node['a']", { before: `${shared}\ns << 'y'` })).toEqual(["xy"]);
  expect(read("node['a']", { before: `${shared}\nnode['a']\ns << 'y'` })).toEqual(["x"]);
});

test("under a condition that is not known, what it sets is not known, and what it leaves is", () => {
  const before = "if node['fqdn'] == 'x'\nnode.default['a']['b'] = 1\nnode.default['c'] = 2\nend";
  const levels = { default: { a: { b: 0n }, d: 1n } };
  expect(read("node['a']['b']", { before, levels })).toEqual({ unknown: 'node["fqdn"]' });
  expect(read("node['c']", { before, levels })).toEqual({ unknown: 'node["fqdn"]' });
  expect(read("node['d']", { before, levels })).toBe(1n);
});

test("what Ohai finds is unknown unless automatic attributes were given", () => {
  expect(read("node['fqdn']")).toEqual({ unknown: 'node["fqdn"]' });
  expect(read("node['fqdn'].nil?", { levels: { automatic: { os: "windows" } } })).toBe(true);
  expect(
    read("[node['platform'], node['os'], platform_family?('windows'), platform?(:linux, :windows)]"),
  ).toEqual([...["windows", "windows", true, true]]);
});

test("run_state is a hash of its own, where a symbol is no string", () => {
  expect(read("[node.run_state[:a], node.run_state['a']]", { before: "node.run_state[:a] = 1" })).toEqual([
    1n,
    null,
  ]);
});

test("the environment and the roles of the node", () => {
  expect(read("[node.chef_environment, node.role?('base'), node['roles']]")).toEqual(["_default", false, []]);
});

test("what is removed from the node's data stays removed, and its keys keep their order", () => {
  const levels = { default: { a: 1n, b: {}, c: 2n } };
  expect(
    read("[node['a'].nil?, node.default.keys]", {
      before: "node.default['c']\nnode.default.delete('a')",
      levels,
    }),
  ).toEqual([true, ["b", "c"]]);
  expect(read("node.default.keys", { before: "node.default['c']", levels })).toEqual(["a", "b", "c"]);
  expect(read("node['a'].nil?", { before: "node.default.clear", levels })).toBe(true);
});

test("under an undecided condition what would be removed is unknown, and nothing else", () => {
  const before =
    "node.default['s'] = { 'a' => 1 }\nnode.default['o'] = 1\nif search(:x).any?\nnode.rm_default('s')\nend";
  expect(read("[node['s'], node['o']]", { before })).toMatchObject({
    value: [{ unknown: 'the result of "search"' }, 1n],
  });
});

test("a change of attributes that is not evaluated leaves none known, nor what was read of a level", () => {
  for (const change of [
    "node.attributes.default['s']['a'] = 2",
    "node.default[search(:x)] = 1",
    "node.default[search(:x)]['a'] = 1",
    "node.default[1] = 2",
    "node.default['s'].write(search(:x), 1)",
    "node.rm('s', search(:x))",
    "node.default = search(:x)",
    "node.chef_environment = 'x'",
  ]) {
    const before = `t = node.default['s']\nt['a'] = 1\n${change}`;
    const shown = read("[t['a'], node['s'], node.default['s']]", { before });
    const values = Array.isArray(shown) ? { value: shown } : shown;
    const lost = { unknown: expect.stringMatching(/./) };
    expect({ change, ...Object(values) }).toMatchObject({ change, value: [lost, lost, lost] });
  }
});
