import { expect, test } from "vitest";
import { noAttributes, noLevels } from "../../../src/model/node.js";
import type { NodeData } from "../../../src/model/node.js";
import { nodeOfPlan, planRun } from "../../../src/recipe/cookbook/plan.js";
import { items, plan, recipesOf, repositoryIn, told } from "./kit.js";
import { jsonLevels, jsonObject } from "../../support/json.js";

const web = {
  "cookbooks/web/metadata.rb": "name 'web'\nversion '1.2.0'\ndepends 'iis'\n",
  "cookbooks/web/recipes/default.rb": "",
  "cookbooks/web/recipes/sites.rb": "",
  "cookbooks/iis/metadata.rb": "name 'iis'\nversion '4.0.0'\n",
  "cookbooks/iis/recipes/default.rb": "",
};

test("a run list becomes recipes in its order, each once", () => {
  const { value, problems } = plan(web, "web::sites,recipe[iis],web,web::default,iis::default");
  expect(problems).toEqual([]);
  expect(recipesOf(value)).toEqual(["web::sites", "iis::default", "web::default"]);
});

test("a recipe that is not there is told where the run list names it, with what was meant", () => {
  const { value, problems } = plan(web, "recipe[wep],web::site");
  expect(value).toBeUndefined();
  expect(problems).toEqual([
    ...["cookbook/unknown-cookbook list recipe[wep]", "cookbook/unknown-recipe list web::site"],
  ]);
});

test("a recipe without its cookbook is told with the cookbook that has it", () => {
  const places = { folders: ["cookbooks"] };
  const start = { kind: "run list", items: items("sites") } as const;
  const { value } = repositoryIn(web, places);
  const { diagnostics } = planRun(value, start, { environment: "_default", missing: "error" });
  expect(diagnostics.map(({ message, help }) => `${message} ${help}`)).toEqual([
    ...['There is no cookbook "sites" in cookbooks. Did you mean "web::sites"?'],
  ]);
});

test("names of a run list are never paths", () => {
  const files = { ...web, "secret/recipes/default.rb": "", "cookbooks/web/secret.rb": "" };
  for (const name of [
    "../secret",
    "cookbooks/web",
    "web::../secret",
    "web::../recipes/default",
    "web::a/b",
  ]) {
    const { value, problems } = plan(files, `recipe[${name}]`);
    expect([name, value, problems.length]).toEqual([name, undefined, 1]);
  }
});

test("cookbooks stand behind those they depend on, these by name, in the order of the run list", () => {
  const depends = (name: string, ...on: readonly string[]) => ({
    [`cookbooks/${name}/metadata.rb`]: `name '${name}'\n${on.map((one) => `depends '${one}'\n`).join("")}`,
    [`cookbooks/${name}/recipes/default.rb`]: "",
  });
  const files = {
    ...{ ...depends("a", "z", "m"), ...depends("m", "n"), ...depends("z"), ...depends("n") },
    ...{ ...depends("b", "a"), ...depends("unused", "gone") },
  };
  const { value, problems } = plan(files, "b,z");
  expect(problems).toEqual([]);
  expect(value?.plan.cookbooks.map(({ name }) => name)).toEqual(["n", "m", "z", "a", "b"]);
  const circle = { ...depends("a", "b"), ...depends("b", "c"), ...depends("c", "a", "c2"), ...depends("c2") };
  expect(plan(circle, "a").value?.plan.cookbooks.map(({ name }) => name)).toEqual(["c2", "c", "b", "a"]);
});

test("ten thousand cookbooks in a row are ordered", () => {
  const count = 10_000;
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `cookbooks/c${index}/metadata.json`,
      `{"name":"c${index}"${index + 1 < count ? `,"dependencies":{"c${index + 1}":[]}` : ""}}`,
    ]),
  );
  const { value, problems } = plan({ ...files, "cookbooks/c0/recipes/default.rb": "" }, "c0");
  expect(problems).toEqual([]);
  expect(value?.plan.cookbooks).toHaveLength(count);
});

test("a dependency that is not given is told in the metadata, as an error or as a warning", () => {
  const files = { ...web, "cookbooks/web/metadata.rb": "name 'web'\ndepends 'isi'\n" };
  const { value, problems } = plan(files, "web");
  expect([value, problems]).toEqual([
    ...[undefined, ["cookbook/absent-dependency cookbooks/web/metadata.rb depends 'isi'"]],
  ]);
  const lenient = plan(files, "web", { missing: "warning" });
  expect(recipesOf(lenient.value)).toEqual(["web::default"]);
  expect(lenient.value?.complete).toBe(false);
});

test("versions are held against constraints where they are known", () => {
  const wanting = (constraint: string) => ({
    ...web,
    "cookbooks/web/metadata.rb": `name 'web'\ndepends 'iis', '${constraint}'\n`,
  });
  expect(plan(wanting("~> 4.0"), "web").problems).toEqual([]);
  expect(plan(wanting("< 4"), "web").problems).toEqual([
    ...["cookbook/unmet-version cookbooks/web/metadata.rb depends 'iis', '< 4'"],
  ]);
  const unversioned = { ...wanting("< 4"), "cookbooks/iis/metadata.rb": "name 'iis'\n" };
  expect(plan(unversioned, "web").problems).toEqual([]);
  expect(plan(web, "iis@4.0,web@1.2.0").problems).toEqual([]);
  expect(plan(web, "recipe[iis@4.0.1]").problems).toEqual(["cookbook/unmet-version list recipe[iis@4.0.1]"]);
  expect(plan(web, "iis@4.0,recipe[iis@4.0.0]").problems).toEqual([]);
  expect(plan(web, "iis@4.0,recipe[iis@5.0]").problems).toEqual([
    ...["cookbook/unmet-version list recipe[iis@5.0]"],
  ]);
});

test("what is wrong in a cookbook matters only to a run that uses it", () => {
  const files = { ...web, "cookbooks/bad/metadata.rb": "depends 'bad'\nname 'bad'\nversion 'x'\n" };
  expect(plan(files, "web").problems).toEqual([]);
  expect(plan({ ...files, "cookbooks/bad/recipes/default.rb": "" }, "bad").problems).toEqual([
    ...["cookbook/bad-metadata cookbooks/bad/metadata.rb version 'x'"],
  ]);
});

test("a recipe with errors is kept, one that cannot be read is not", () => {
  const files = {
    ...web,
    "cookbooks/web/recipes/broken.rb": "x = [1\n",
    "cookbooks/web/recipes/latin.rb": new Uint8Array([0xe9]),
    "cookbooks/web/recipes/data.yml": "",
  };
  const { value, problems } = plan(files, "web,web::broken,web::latin,web::data");
  expect(recipesOf(value)).toEqual(["web::default", "web::broken"]);
  expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
    ...["recipe/missing-closing-bracket", "recipe/invalid-utf8", "cookbook/data-recipe"],
  ]);
});

test("an environment brings attributes, and allows some versions of cookbooks", () => {
  const files = {
    ...web,
    "environments/prod.json":
      '{"name":"prod","default_attributes":{"a":1},"override_attributes":{"b":2},"cookbook_versions":{"iis":"< 4.0","other":"= 1.0"}}',
    "environments/test.json": '{"name":"test","default_attributes":{"a":1},"cookbook_versions":null}',
    "environments/wrong.json": '{"name":"wrongly","cookbook_versions":{"iis":"1"},"override_attributes":[]}',
    "environments/old.rb": "name 'old'",
  };
  const inEnvironment = (environment: string) => plan(files, "web", { environment });
  expect(inEnvironment("_default")).toMatchObject({
    value: { environmentDefault: noAttributes },
    problems: [],
  });
  expect(inEnvironment("test")).toMatchObject({
    value: { environmentDefault: jsonObject({ a: 1n }), environmentOverride: noAttributes },
    problems: [],
  });
  expect(inEnvironment("prod").problems).toEqual(['cookbook/unmet-version environments/prod.json "< 4.0"']);
  expect(inEnvironment("wrong").problems).toEqual([
    ...['config/bad-chef-data environments/wrong.json "wrongly"'],
    ...["config/no-object environments/wrong.json []"],
    ...['config/bad-chef-data environments/wrong.json "1"'],
  ]);
  expect(inEnvironment("old").problems).toEqual(["config/ruby-object environments/old.rb"]);
  expect(inEnvironment("tset").problems).toEqual(["config/unknown-environment environments"]);
  expect(inEnvironment("../x").problems).toEqual(["config/unknown-environment environments"]);
  const unread = plan(web, "web", { environment: "prod" });
  expect(unread.problems).toEqual(["config/unread-environment"]);
  expect(recipesOf(unread.value)).toEqual(["web::default"]);
});

test("the node gets what the plan adds, and its data is complete with a cookbook", () => {
  const files = {
    ...web,
    "cookbooks/web/attributes/default.rb": "",
    "roles/all.json":
      '{"name":"all","run_list":["web"],"default_attributes":{"r":1},"override_attributes":{"r":2}}',
    "environments/prod.json": '{"name":"prod","default_attributes":{"e":1},"override_attributes":{"e":2}}',
  };
  const { value } = plan(files, "role[all]", { environment: "prod" });
  const node: NodeData = {
    ...{
      name: "web01",
      levels: { ...noLevels, normal: jsonObject({ n: 1n }) },
      given: false,
      files: ["n.json"],
    },
    ...{ environment: new Map(), chefEnvironment: "prod", runList: undefined },
  };
  if (value === undefined) throw new Error("there is a plan");
  expect(nodeOfPlan(node, value)).toMatchObject({
    levels: {
      ...jsonLevels({ normal: { n: 1n }, environmentDefault: { e: 1n }, environmentOverride: { e: 2n } }),
      ...jsonLevels({ roleDefault: { r: 1n }, roleOverride: { r: 2n } }),
    },
    given: true,
    files: [...["n.json", "environments/prod.json", "roles/all.json", "cookbooks/web/attributes/default.rb"]],
    runList: ["role[all]"],
  });
  expect(value.plan.roles).toEqual(["all"]);
  expect(nodeOfPlan(node, { ...value, complete: false }).given).toBe(false);
});

test("cookbooks of the same name are refused, the same folder twice is one", () => {
  const two = {
    "a/web/metadata.rb": "name 'web'",
    "b/other/metadata.rb": "name 'web'",
    "a/web/recipes/x.rb": "",
  };
  expect(repositoryIn(two, { folders: ["a", "a/"] }).diagnostics).toEqual([]);
  expect(told(repositoryIn(two, { folders: ["a", "b"] }).diagnostics)).toEqual([
    "cookbook/same-name b/other",
  ]);
});

test("folders that are not there, and files in their place, are told", () => {
  const files = { "x.json": "" };
  const places = { folders: ["none", "x.json"], dataBags: ["none"], roles: "none", environments: "x.json" };
  const { diagnostics } = repositoryIn(files, places);
  expect(told(diagnostics)).toEqual([
    ...["config/no-such-folder none", "config/no-such-folder x.json", "config/no-such-folder none"],
    ...["config/no-such-folder none", "config/no-such-folder x.json"],
  ]);
  expect(diagnostics.map(({ message }) => message.includes("is a file"))).toEqual([
    ...[false, true, false, false, true],
  ]);
});

test("a Chef attributes file is part of every plan", () => {
  const files = { ...web, "site.rb": "default['a'] = 1\n", "latin.rb": new Uint8Array([0xe9]) };
  const repository = repositoryIn(files, { folders: ["cookbooks"], attributeFiles: ["site.rb"] });
  const start = { kind: "run list", items: items("web") } as const;
  const planned = planRun(repository.value, start, { environment: "_default", missing: "error" });
  expect(planned.value?.plan.attributeFiles.map(({ source }) => source.name)).toEqual(["site.rb"]);
  const broken = repositoryIn(files, { attributeFiles: ["none.rb", "latin.rb"] });
  expect(told(broken.diagnostics).map((one) => one.split(" ")[0])).toEqual([
    ...["config/unreadable-file", "recipe/invalid-utf8"],
  ]);
});
