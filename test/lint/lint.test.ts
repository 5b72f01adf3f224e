import { expect, test } from "vitest";
import type { LintRun } from "../../src/lint/examine.js";
import {
  lintFiles,
  readLintFile,
  type LintFile,
  type LintRuns,
  type LintSettings,
} from "../../src/lint/lint.js";
import type { NodeData } from "../../src/model/node.js";
import { nodeOf, planOfCookbooks } from "../support/plan.js";
import { defaultLintSettings, lint, runsOn } from "./kit.js";

const file = (text: string, kind: "recipe" | "resource" = "recipe", name = "r.rb") =>
  readLintFile({ name, path: name, text }, kind);

const node = (name: string, feature: string) => ({ ...nodeOf({ normal: { feature } }), name });

/** What is told, piece by piece: the node's name and the codes. */
const tell = (
  files: readonly LintFile[],
  nodes: readonly NodeData[],
  alone: (node: NodeData) => Iterable<LintRun> = (one) => runsOn(one, files),
  settings: Partial<LintSettings> = {},
) =>
  [
    ...lintFiles(
      files,
      nodes,
      { whole: () => undefined, cookbooks: () => [], alone },
      { ...defaultLintSettings, ...settings },
    ),
  ]
    .filter(({ diagnostics }) => diagnostics.length > 0)
    .map(({ node: of, diagnostics }) => [of?.name, ...diagnostics.map(({ code }) => code)]);

test("every node's findings are its own, those of the text are nobody's", () => {
  const text =
    "x = 1\ndsc_resource 'a' do\n  resource :WindowsFeature\n  property node['feature'].to_sym, 'b'\nend\n";
  const nodes = [node("web01", "Name"), node("web02", "Nam")];
  const read = [file(text)];
  expect(tell(read, nodes)).toEqual([
    ["web02", "check/unknown-property"],
    [undefined, "lint/unused-local"],
  ]);
});

test("the other files are asked only when a dependency is missing", () => {
  const block = (name: string, id: string) =>
    `dsc_resource '${name}' do\n  resource :Service\n  property :Name, '${name}'\n  property :DependsOn, '${id}'\nend\n`;
  const asked = (...texts: readonly string[]) => {
    let count = 0;
    const read = texts.map((text, index) => file(text, "recipe", `${index}.rb`));
    const told = tell(read, [nodeOf({}, false)], (one) => {
      count += 1;
      return runsOn(one, read);
    });
    return [count, told];
  };
  const own = block("c", "[Service]a") + block("a", "[Service]b") + block("b", "[Service]A");
  expect(asked(own.replace("[Service]A", "[Service]b"))).toEqual([1, [["web01", "check/dependency-cycle"]]]);
  expect(asked(block("c", "[Service]d"))).toEqual([2, [["web01", "check/unknown-dependency"]]]);
  const other = "dsc_resource 'D' do\n  resource :Service\n  property :Name, 'd'\nend\n";
  expect(asked(block("c", "[Service]d"), other)).toEqual([2, []]);
  const loop =
    "node['x'].each do |y|\n  dsc_resource y do\n    resource :Service\n    property :Name, y\n  end\nend\n";
  expect(asked(block("c", "[Service]d"), loop)).toEqual([2, []]);
  expect(asked(block("c", "[File]d"), loop)).toEqual([2, [["web01", "check/unknown-dependency"]]]);
  expect(asked(block("c", "[File]d"), loop.replace(":Service", "y"))).toEqual([2, []]);
});

test("a recipe by itself does not know whom others notify, nor what they leave behind", () => {
  const waiting =
    "dsc_resource 'wait' do\n  resource :Service\n  property :Name, 'w'\n  action :nothing\nend\n";
  const notifier = (target: string) =>
    `dsc_resource 'tell' do\n  resource :Service\n  property :Name, node.run_state['x']['y']\n  notifies :run, '${target}'\nend\n`;
  const codes = (...texts: readonly string[]) => {
    const read = texts.map((text, index) => file(text, "recipe", `${index}.rb`));
    return tell(read, [node("n", "")]).flatMap(([, ...found]) => found);
  };
  expect(codes(waiting)).toEqual([]);
  expect(codes(notifier("dsc_resource[wait]"), waiting)).toEqual([]);
  expect(codes(notifier("dsc_resource[wait]"))).toEqual(["check/notification-ignored"]);
  expect(codes(notifier("service[wait]"), waiting)).toEqual(["check/notification-ignored"]);
  expect(codes("node.default['a']['b'] += ['x']\nnode.override['c']['d'] << 'y'\n")).toEqual([]);
});

test("findings in a file that another recipe includes are told once, and better where a rule knows better", () => {
  const book = {
    attributes: { default: "default['web']['feature'] = 'Nam'\n" },
    recipes: {
      default: "include_recipe 'web::part'\ninclude_recipe 'iis'\nweb_site 'a'\n",
      part: "dsc_resource 'a' do\n  resource :File\n  property :DestinationPath, 'C:\\\\a'\n  property :DependsOn, '[File]b'\n  notifies :run, resources(:log => 'x')\nend\n",
    },
    resources: {
      site: "resource_name :web_site\nprovides :web_site\naction :run do\n  dsc_resource 'b' do\n    resource :User\n    property :UserName, 'u'\n    property :Password, ps_credential('u', 'geheim')\n    property :Ensure, 'there'\n    sensitive true\n  end\nend\n",
    },
  };
  const runsFor = (recipes: readonly string[]) =>
    recipes.map((item): LintRun => {
      const plan = planOfCookbooks({ web: book }, [item]);
      const [first] = plan.recipes;
      if (first === undefined) throw new Error(item);
      return { recipe: first.recipe, node: nodeOf({}, false), plan, diagnostics: [] };
    });
  const runs = runsFor(["web"]);
  const [run] = runs;
  const plan = run?.plan;
  const read = [
    ...(plan?.cookbooks[0]?.recipes.values() ?? []),
    ...(plan?.cookbooks[0]?.resources.values() ?? []),
  ].flatMap(({ name, read: readIt }): readonly LintFile[] => {
    const { value, diagnostics } = readIt();
    return value === undefined
      ? []
      : [{ recipe: value, kind: name === "site" ? "resource" : "recipe", syntax: diagnostics }];
  });
  const told = tell(read, [nodeOf({}, false)], () => runs);
  const ofRules = [undefined, "lint/legacy-notify", undefined, "lint/literal-password"];
  expect(told.flat()).toEqual(["web01", "check/value-not-allowed", ...ofRules]);
  // Once all cookbooks are given, one that is not there is missing, and so is what may not stand in it.
  expect(tell(read, [nodeOf({}, false)], () => runs, { cookbooksGiven: true }).flat()).toEqual([
    ...["web01", "recipe/no-such-cookbook", "check/value-not-allowed", "check/unknown-dependency"],
    ...ofRules,
  ]);
});

test("what nodes run is looked at as a whole, and by itself only what none of them runs", () => {
  const block = (name: string, property: string) =>
    `dsc_resource '${name}' do\n  resource :Service\n  property :Name, 'a'\n  property ${property}\nend\n`;
  const plan = planOfCookbooks(
    {
      web: {
        recipes: {
          default: "node.run_state['on'] = true\ninclude_recipe 'web::part'\n",
          part: `if node.run_state['on'] == true\n${block("a", ":StartupType, 'Manuel'")}end\n`,
          other: block("b", ":State, node.run_state['state']") + block("c", ":Stat, 'x'"),
        },
      },
    },
    ["web"],
  );
  const web = plan.library.cookbooks.get("web");
  const recipes = [...(web?.recipes.values() ?? [])].flatMap(({ name, read }) => {
    const recipe = read().value;
    return recipe === undefined ? [] : [{ name, recipe, cookbook: web }];
  });
  const told = (...linted: readonly string[]) => {
    const these = recipes.filter(({ name }) => linted.includes(name));
    const runs: LintRuns = {
      whole: (one) => ({ recipe: undefined, node: one, plan, diagnostics: [] }),
      cookbooks: () => [],
      alone: (one) =>
        these.map(({ name, ...rest }) => {
          const own = { ...plan, recipes: [{ name, ...rest }] };
          return { recipe: rest.recipe, name: `web::${name}`, node: one, plan: own, diagnostics: [] };
        }),
    };
    const files = these.map(({ recipe }): LintFile => ({ recipe, kind: "recipe", syntax: [] }));
    const nodes = ["n1", "n2"].map((name) => node(name, ""));
    return [...lintFiles(files, nodes, runs, defaultLintSettings)].flatMap(({ node: of, diagnostics }) =>
      diagnostics.map(({ code }) => `${of?.name} ${code}`),
    );
  };
  const part = ["n1 check/value-not-allowed", "n2 check/value-not-allowed"];
  const other = ["n1 check/unknown-property", "n2 check/unknown-property"];
  expect(told("default", "part", "other")).toEqual([...part, ...other]);
  // Of what the nodes run, too, only what stands in these files is told.
  expect(told("default", "other")).toEqual(other);
});

test("a mandatory property whose attribute is not set is one mistake", () => {
  const text = "dsc_resource 'a' do\n  resource :Log\n  property :Message, node['x']\nend\n";
  expect(lint(text, { nodes: [nodeOf({})] }).map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    "error check/missing-attribute",
  ]);
});

test("other files than recipes declare nothing, and are looked at as text", () => {
  const text = "x = 1\ndsc_resource 'a' do\n  resource :Flie\nend\n";
  const codes = (kind: "recipe" | "resource") => lint(text, { kind }).map(({ code }) => code);
  expect(codes("recipe")).toEqual(["check/unknown-resource", "lint/unused-local"]);
  expect(codes("resource")).toEqual(["lint/unused-local"]);
});

test("severities: off is not told, the rest weighs what settings say, and an error stays one", () => {
  const text = "x = 1\ndsc_resource 'a' do\n  resource :Flie\n  retries 3\nend\n";
  const severities: LintSettings["severities"] = new Map([
    ["lint/unused-local", "error"],
    ["check/attribute-ignored", "off"],
    ["check/unknown-resource", "off"],
  ]);
  const told = (given: Partial<LintSettings>) =>
    lint(text, { settings: given }).map(({ severity, code }) => `${severity} ${code}`);
  expect(told({ severities })).toEqual(["error check/unknown-resource", "error lint/unused-local"]);
  expect(told({})).toContain("warning check/attribute-ignored");
});

test("so many findings of a rule are kept in a file", () => {
  const text = Array.from({ length: 1500 }, (_, index) => `x${index} = 1\n`).join("");
  expect(lint(text)).toHaveLength(1000);
});

test("a deep tree is walked without recursion", () => {
  const text = `x = ${"a + ".repeat(50_000)}a\nputs x\ny${".z".repeat(50_000)}\n`;
  expect(lint(text, { kind: "resource" })).toEqual([]);
});
