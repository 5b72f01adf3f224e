import { expect, test } from "vitest";
import { expandRunList } from "../../../src/recipe/cookbook/expand.js";
import { openRoles } from "../../../src/recipe/cookbook/roles.js";
import { memoryHost } from "../../support/memory-host.js";
import { jsonObject } from "../../support/json.js";
import { items, rootIn, told } from "./kit.js";
import type { Files } from "./kit.js";

function expand(list: string, files: Files, environment = "_default") {
  const roles = openRoles(rootIn(memoryHost(files), "roles"));
  const { value, diagnostics } = expandRunList(items(list), environment, roles);
  return {
    recipes: value.recipes.map(({ text }) => text),
    roles: value.roles.map(({ name }) => name),
    default: value.defaultAttributes,
    override: value.overrideAttributes,
    problems: told(diagnostics),
  };
}

function role(name: string, more: object): Files {
  return { [`roles/${name}.json`]: JSON.stringify({ name, ...more }) };
}

test("a role stands for its run list, where it first stands, and counts once", () => {
  const files = {
    ...role("base", { run_list: ["recipe[ntp]", "role[security]"] }),
    ...role("security", { run_list: ["firewall", "role[base]", "ntp"] }),
    ...role("web", { run_list: ["role[base]", "recipe[web]"] }),
  };
  expect(expand("first,role[web],role[base],last", files)).toMatchObject({
    recipes: ["recipe[first]", "recipe[ntp]", "recipe[firewall]", "recipe[web]", "recipe[last]"],
    roles: ["web", "base", "security"],
    problems: [],
  });
});

test("attributes of a role are laid over those of the roles in it, arrays united", () => {
  const files = {
    ...role("inner", { default_attributes: { a: 1, l: [1, 2], h: { x: 1 } }, override_attributes: { o: 1 } }),
    ...role("outer", {
      run_list: ["role[inner]"],
      default_attributes: { a: 2, l: [2, 3], h: { y: 2 } },
      override_attributes: null,
    }),
    ...role("next", { default_attributes: { a: 3, h: null } }),
  };
  expect(expand("role[outer],role[next]", files)).toMatchObject({
    default: jsonObject({ a: 3n, l: [1n, 2n, 3n], h: null }),
    override: jsonObject({ o: 1n }),
    problems: [],
  });
});

test("an environment may have a run list of its own", () => {
  const files = {
    ...role("web", { run_list: ["a"], env_run_lists: { prod: ["b"], none: null, _other: [] } }),
    ...role("old", { recipes: ["c"] }),
    ...role("both", { run_list: ["d"], env_run_lists: { _default: ["e"] } }),
  };
  const recipes = (environment: string) =>
    expand("role[web],role[old],role[both]", files, environment).recipes;
  expect(recipes("_default")).toEqual(["recipe[a]", "recipe[c]", "recipe[e]"]);
  expect(recipes("prod")).toEqual(["recipe[b]", "recipe[c]", "recipe[e]"]);
  expect(recipes("none")).toEqual(["recipe[c]", "recipe[e]"]);
});

test("roles may lie in folders", () => {
  expect(expand("role[web]", { "roles/a/b/web.json": '{"name":"web","run_list":"w"}' })).toMatchObject({
    ...{ recipes: ["recipe[w]"], problems: [] },
  });
});

test("roles that are missing are told, each where it is named", () => {
  const files = { ...role("web", { run_list: ["role[bsae]", "role[base]"] }), ...role("base", {}) };
  expect(expand("role[web],role[none],role[none]", files)).toMatchObject({
    ...{
      roles: ["web", "base"],
      problems: ['config/unknown-role roles/web.json "role[bsae]"', "config/unknown-role list role[none]"],
    },
  });
  const none = openRoles(undefined);
  const { diagnostics } = expandRunList(items("role[a]"), "_default", none);
  expect(diagnostics.map(({ code, help }) => [code, help])).toEqual([
    ...[["config/unknown-role", "Give the folder that holds it as JSON with --roles DIR."]],
  ]);
});

test("a role in Ruby is refused with the way out, and JSON goes before it", () => {
  const files = { "roles/web.rb": "", ...role("db", {}), "roles/db.rb": "" };
  expect(expand("role[web],role[db]", files)).toMatchObject({
    ...{ roles: ["db"], problems: ["config/ruby-object list role[web]"] },
  });
});

test("what is wrong in a role is told at its place", () => {
  const files = {
    ...{ "roles/a.json": "[]", "roles/b.json": "{", "roles/c.json": '{"name":"d"}' },
    "roles/e.json": '{"run_list":[1,"Recipe[x]"],"default_attributes":[],"env_run_lists":7}',
    ...{ "roles/f.json": "{}", "roles/deeper/f.json": "{}" },
  };
  expect(expand("role[a],role[b],role[c],role[e],role[f]", files).problems).toEqual([
    ...["config/no-object roles/a.json []", "config/bad-data roles/b.json"],
    'config/bad-chef-data roles/c.json "d"',
    ...["config/no-object roles/e.json 7", "config/no-object roles/e.json []"],
    ...["config/bad-chef-data roles/e.json 1", 'config/bad-run-list-item roles/e.json "Recipe[x]"'],
    "config/bad-chef-data roles/f.json",
  ]);
});

test("ten thousand roles in a row are expanded", () => {
  const count = 10_000;
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `roles/r${index}.json`,
      `{"run_list":["${index + 1 < count ? `role[r${index + 1}]` : "end"}"]}`,
    ]),
  );
  expect(expand("role[r0]", files)).toMatchObject({ recipes: ["recipe[end]"], problems: [] });
});
