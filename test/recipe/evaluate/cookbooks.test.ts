import { expect, test } from "vitest";
import { json } from "../../support/json.js";
import { nodeOf, planOfCookbooks } from "../../support/plan.js";
import type { CookbookTexts } from "../../support/plan.js";
import { names, properties, runPlan } from "./kit.js";
import type { Outcome } from "./kit.js";

function runBooks(
  books: Readonly<Record<string, CookbookTexts>>,
  runList: readonly string[] = ["web"],
): Outcome {
  return runPlan(planOfCookbooks(books, runList), nodeOf({}));
}

const block = (name: string): string => `dsc_resource('${name}') { }`;

test("include_recipe runs the other recipe where it stands, once, with locals of its own", () => {
  const outcome = runBooks({
    web: {
      recipes: {
        default: `x = 1\ninclude_recipe 'web::iis'\n${block("own")}\ninclude_recipe '::iis', 'db'`,
        iis: `${block("iis")}\nx = 2`,
      },
    },
    db: { recipes: { default: block("db") } },
  });
  expect(outcome.problems).toEqual([]);
  expect(names(outcome)).toEqual(["iis", "own", "db"]);
});

test("recipes that include one another end", () => {
  const outcome = runBooks({
    web: {
      recipes: {
        default: `include_recipe 'web::b'\n${block("a")}`,
        b: `include_recipe 'web'\n${block("b")}`,
      },
    },
  });
  expect(names(outcome)).toEqual(["b", "a"]);
});

test("a recipe that may have been included is included again where that is certain", () => {
  const outcome = runBooks({
    web: {
      recipes: { default: "include_recipe '::b' if node['fqdn']\ninclude_recipe '::b'", b: block("b") },
    },
  });
  expect(outcome.declarations.map(({ conditional }) => conditional?.reason)).toEqual([
    'node["fqdn"]',
    undefined,
  ]);
});

test.each([
  ["include_recipe 'wep::x'", "error no-such-cookbook 1:16"],
  ["include_recipe '::nix'", "error no-such-recipe 1:16"],
  ["node.include_attribute 'web::nix'", "error no-such-attribute-file 1:24"],
  ["node.include_attribute '::nix'", "error no-such-cookbook 1:24"],
  ["include_attribute 'web::nix'", "warning unknown-method 1:1"],
  ["include_recipe 'web::' + node['fqdn']", "error unknown-inclusion 1:16"],
  ["include_recipe 3", "error wrong-argument 1:16"],
])("%s", (recipe, problem) => {
  expect(runBooks({ web: { recipes: { default: recipe } } }).problems).toEqual([problem]);
});

test("a cookbook that no metadata names is included with a warning, its attribute files unread", () => {
  const plan = planOfCookbooks(
    { web: { recipes: { default: "include_recipe 'db'" } }, db: { recipes: { default: block("db") } } },
    ["web"],
  );
  const web = plan.cookbooks.filter(({ name }) => name === "web");
  const outcome = runPlan({ ...plan, cookbooks: web }, nodeOf({}));
  expect(outcome.problems).toEqual(["warning missing-dependency 1:16"]);
  expect(names(outcome)).toEqual(["db"]);
});

const site = `
property :port, [Integer, String], default: 80, coerce: proc { |p| p.to_i }
property :site_name, String, name_property: true, coerce: proc { |name| name.downcase }
property :bindings, Array, default: []
property :protocol, equal_to: %w(http https), default: lazy { port == 443 ? 'https' : 'http' }
property :owner, String, required: [:create]
default_action :create

action :create do
  new_resource.bindings << "#{new_resource.protocol}:#{new_resource.port}"
  dsc_resource "site #{new_resource.site_name}" do
    resource :xWebSite
    property :Name, new_resource.name
    property :Port, new_resource.port
    property :Bindings, new_resource.bindings
    property :Owner, owner
  end
end

action :remove do
  dsc_resource("no #{new_resource.site_name}") { property :Ensure, 'Absent' }
end
`;

const web = (recipe: string): Readonly<Record<string, CookbookTexts>> => ({
  web: { recipes: { default: recipe }, resources: { site } },
});

test("a custom resource stands for what its action declares, with defaults, coercion and lazy values", () => {
  const outcome = runBooks(
    web("web_site('Shop') { port '443'; owner 'me' }\nweb_site('blog') { owner 'you' }"),
  );
  expect(outcome.problems).toEqual([]);
  expect(names(outcome)).toEqual(["site shop", "site blog"]);
  expect(properties(outcome)).toEqual({ Name: "Shop", Port: 443n, Bindings: ["https:443"], Owner: "me" });
});

test("another action, several, and one that there is not", () => {
  const own = "owner 'x'";
  expect(names(runBooks(web(`web_site('a') { action :remove }`)))).toEqual(["no a"]);
  expect(names(runBooks(web(`web_site('a') { ${own}; action [:remove, :create] }`)))).toEqual([
    "no a",
    "site a",
  ]);
  expect(runBooks(web("web_site('a') { action :remov }")).problems).toEqual([
    "error unknown-custom-action 1:24",
  ]);
});

test("what a custom resource's definition does not allow is refused where it stands", () => {
  expect(runBooks(web("web_site('a') { owner 3 }")).problems).toEqual(["error custom-value 1:23"]);
  expect(runBooks(web("web_site('a') { owner 'x'; protocol 'ftp' }")).problems).toEqual([
    "error custom-value 1:37",
  ]);
  expect(runBooks(web("web_site('a') { }")).problems).toEqual(["error custom-required 1:1"]);
  expect(runBooks(web("web_site('a') { owner 'x'; prot 3 }")).problems).toEqual([
    "error unknown-attribute 1:28",
  ]);
});

test("an action runs when the recipes have ended: it sees what they left", () => {
  const outcome = runBooks({
    web: {
      recipes: {
        default:
          "web_log 'x'\nnode.default['dir'] = 'D:'\nlevel = 'late'\nweb_log('y') { text lazy { level } }\nlevel = 'last'",
      },
      resources: {
        log: "property :text, String, default: 'none'\naction(:write) { dsc_resource(new_resource.name) { property :M, [node['dir'], new_resource.text] } }",
      },
    },
  });
  expect(outcome.problems).toEqual([]);
  expect(outcome.declarations.map((one) => properties({ ...outcome, declarations: [one] })["M"])).toEqual([
    ["D:", "none"],
    ["D:", "last"],
  ]);
});

test("custom resources within custom resources, and one that never ends", () => {
  const inner = {
    thing: "action(:a) { web_part('p') { } }",
    part: "action(:b) { dsc_resource(new_resource.name) { } }",
  };
  expect(names(runBooks({ web: { recipes: { default: "web_thing 't'" }, resources: inner } }))).toEqual([
    "p",
  ]);
  const endless = { thing: "action(:a) { web_thing('t') { } }" };
  expect(runBooks({ web: { recipes: { default: "web_thing 't'" }, resources: endless } }).problems).toEqual([
    "error limit 1:24",
  ]);
});

test("a condition round a custom resource holds for what it declares", () => {
  const outcome = runBooks(web("web_site('a') { owner 'x' } if node['fqdn']"));
  expect(outcome.declarations[0]?.conditional?.reason).toBe('node["fqdn"]');
  const command = runBooks(web("web_site('a') { owner 'x'; not_if 'iis?' }"));
  expect(command.declarations[0]?.attributes.map(({ name, verdict }) => [name, verdict])).toEqual([
    ["not_if", undefined],
  ]);
});

test("resource_name and provides give a resource other words; a default.rb has the cookbook's", () => {
  const resources = {
    default: "provides :web_server\nresource_name :other\naction(:a) { dsc_resource(new_resource.name) { } }",
  };
  const recipe = "web 'a'\nweb_server 'b'\nother 'c'";
  expect(names(runBooks({ web: { recipes: { default: recipe }, resources } }))).toEqual(["a", "b", "c"]);
});

test("guards of a block are asked when the recipes have ended", () => {
  const guarded = (guard: string): Outcome =>
    runBooks({ web: { recipes: { default: `on = false\ndsc_resource('a') { ${guard} }\non = true` } } });
  expect(names(guarded("only_if { on }"))).toEqual(["a"]);
  expect(names(guarded("not_if { on }"))).toEqual([]);
  expect(names(guarded("only_if { node['x'] }; not_if { false }"))).toEqual([]);
  const open = guarded("only_if { ::File.exist?('C:\\x') }");
  expect(open.problems).toEqual([]);
  expect(open.declarations[0]?.attributes[0]?.verdict).toMatchObject({
    reason: 'the result of "File.exist?"',
  });
});

test("a guard that depends on a mistake is not told again; on what is only warned of, it is an error of its own", () => {
  const told = (value: string) => {
    const recipe = `x = ${value}\ndsc_resource('a') { not_if { x == 1 } }`;
    const { declarations } = runBooks({ web: { recipes: { default: recipe } } });
    const verdict = declarations[0]?.attributes[0]?.verdict;
    return verdict === undefined || verdict === "passes" ? verdict : verdict.told;
  };
  expect(told("data_bag_item('users', 'nobody')['x']")).toBe(true);
  expect(told("search(:node, 'x')")).toBe(false);
  expect(told("1")).toBeUndefined();
  expect(told("2")).toBe("passes");
});

test("a lazy value is what it is in the end", () => {
  const recipe =
    "x = 1\ndsc_resource('a') { property :V, lazy { [x, node['late']] } }\nx = 2\nnode.default['late'] = 3";
  expect(properties(runBooks({ web: { recipes: { default: recipe } } }))).toEqual({ V: [2n, 3n] });
});

test("data bags", () => {
  const bags = {
    users: { alice: { id: "alice", roles: ["a"], secret: { encrypted_data: "x", version: 1n } } },
  };
  const outcome = (expression: string): Outcome =>
    runPlan(
      planOfCookbooks(
        { web: { recipes: { default: `dsc_resource('r') { property :v, ${expression} }` } } },
        ["web"],
        bags,
      ),
      nodeOf({}),
    );
  expect(properties(outcome("data_bag('users')"))).toEqual({ v: ["alice"] });
  expect(properties(outcome("data_bag_item('users', 'alice')[:roles]"))).toEqual({ v: ["a"] });
  expect(outcome("data_bag_item('users', 'alice')['secret']").problems).toEqual([
    "error encrypted-value 1:34",
  ]);
  expect(properties(outcome("Chef::EncryptedDataBagItem.load('users', 'alice')['id']"))).toEqual({
    v: "alice",
  });
  expect(outcome("data_bag_item('users', 'alise')").problems).toEqual(["error no-such-data-bag-item 1:34"]);
  expect(outcome("data_bag('user')").problems).toEqual(["error no-such-data-bag 1:34"]);
});

test("stubs stand for functions and methods of modules that nothing runs", () => {
  const stubs = new Map([
    ["search", json([{ name: "db1" }])],
    ["Company::Ports.of", 8080n],
  ]);
  const recipe =
    "dsc_resource('r') { property :v, [search(:node, 'x').first['name'], Company::Ports.of('web')] }";
  const plan = planOfCookbooks({ web: { recipes: { default: recipe } } }, ["web"]);
  const outcome = runPlan(plan, nodeOf({}), { target: "windows", stubs });
  expect(outcome.problems).toEqual([]);
  expect(properties(outcome)).toEqual({ v: ["db1", 8080n] });
});

test("embedded instances and module specifications, by the helpers of dsc_contrib", () => {
  const recipe = [
    "dsc_resource 'r' do",
    "  module_name ps_module_spec('xWeb', '1.2')",
    "  property :A, cim_instance('MSFT_B', Protocol: 'http', Port: 80)",
    "  property :B, cim_instance_array('MSFT_B', [{ Port: 1 }, { Port: 2 }])",
    "end",
  ].join("\n");
  const outcome = runBooks({ web: { recipes: { default: recipe } } });
  expect(outcome.problems).toEqual([]);
  const [one] = outcome.declarations;
  expect(one?.kind === "resource" && [one.moduleName, one.moduleVersion]).toMatchObject([
    { text: "xWeb" },
    { text: "1.2" },
  ]);
  expect(properties(outcome)).toEqual({
    A: {
      MSFT_B: [
        ["Protocol", "http"],
        ["Port", 80n],
      ],
    },
    B: [{ MSFT_B: [["Port", 1n]] }, { MSFT_B: [["Port", 2n]] }],
  });
});

test("a custom resource with action :nothing stands next to what notifies it, else it is left out", () => {
  const silent = "web_site('a') { owner 'x'; action :nothing }";
  expect(runBooks(web(silent)).problems).toEqual(["note check/left-out 1:1"]);
  const notified = (timer: string): Outcome =>
    runBooks(
      web(`${silent}\ndsc_resource('b') { notifies :create, 'web_site[a]'${timer} }\ndsc_resource('c') { }`),
    );
  expect(notified("").problems).toEqual(["warning check/now-unconditional 2:21"]);
  expect(names(notified(""))).toEqual(["b", "site a", "c"]);
  expect(names(notified(", :before"))).toEqual(["site a", "b", "c"]);
});

test("what a custom resource notifies is notified by the last block that it stands for", () => {
  const recipe = "web_site('a') { owner 'x'; action [:remove, :create]; notifies :run, 'dsc_resource[b]' }";
  const { declarations } = runBooks(web(recipe));
  expect(declarations.map(({ attributes }) => attributes.map(({ name }) => name))).toEqual([
    [],
    ["notifies"],
  ]);
});

test("the actions of a resource whose provider lies elsewhere are not there", () => {
  const resources = { old: "actions :create, :remove\nattribute :port, kind_of: Integer" };
  expect(runBooks({ web: { recipes: { default: "web_old('a') { port 3 }" }, resources } }).problems).toEqual([
    "error no-custom-actions 1:1",
  ]);
});
