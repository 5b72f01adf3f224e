import { fileURLToPath } from "node:url";
import type { Declaration, DeclaredProperty, DeclaredValue } from "../../src/model/declaration.js";
import type { AttributeLevel, Json, NodeData } from "../../src/model/node.js";
import { Secret } from "../../src/model/secret.js";
import { chefResources } from "../../src/recipe/builtins/chef-resources.js";
import type { EvaluateSettings } from "../../src/recipe/evaluate/evaluate.js";
import { windowsEnvironment } from "../../src/recipe/evaluate/windows-environment.js";
import type { Cookbook, CookbookFile, RunPlan } from "../../src/recipe/library.js";
import { assertNever } from "../../src/source/assert-never.js";
import { askRuby } from "./ruby.js";

type NamedPath = readonly [string, string];

/** One run for one node, as chef/run.rb takes it: plain data. */
export interface ChefJob {
  readonly node: string;
  readonly chefEnvironment: string;
  readonly target: string;
  readonly levels: Readonly<Record<string, Json>>;
  /** What the target tells of a node. */
  readonly automatic: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly cache: string | undefined;
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Files by kind, each as `[name, path]`, of the cookbooks by name. */
  readonly cookbooks: Readonly<Record<string, Readonly<Record<string, readonly NamedPath[]>>>>;
  /** Cookbooks in the order in which they are loaded. */
  readonly order: readonly string[];
  readonly attributeFiles: readonly string[];
  /** The cookbook, when it lies in one, the name and the path of each recipe. */
  readonly runList: readonly (readonly [string | null, string, string])[];
  /** Each recipe of the run list lies in a cookbook: Chef would know the run list. */
  readonly inCookbooks: boolean;
  readonly roles: readonly string[];
  readonly dataBags: Readonly<Record<string, Readonly<Record<string, Json | undefined>>>>;
  readonly stubs: Readonly<Record<string, Json>>;
  /** Texts by name, or `name@version`. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Words of resources that are run for their effects and left out. */
  readonly otherResources: readonly string[];
}

/** What a job declares; or the error that ended it, and where in Ruby. */
export type ChefAnswer =
  | { readonly declared: readonly unknown[]; readonly error?: undefined }
  | { readonly error: string; readonly at: readonly string[] };

/** Runs the jobs with Chef's language as chef/run.rb has it: one process for all of them. */
export function askChef(jobs: readonly ChefJob[]): readonly ChefAnswer[] {
  const script = fileURLToPath(new URL("chef/run.rb", import.meta.url));
  const answers = askRuby(script, jobs);
  return Array.isArray(answers) ? answers : [];
}

/** What Chef has to know to run the same. */
export function chefJob(plan: RunPlan, node: NodeData, settings: EvaluateSettings): ChefJob {
  const { target } = settings;
  const windows = target === "windows";
  const { cookbooks, dataBags } = plan.library;
  return {
    ...{ node: node.name, chefEnvironment: node.chefEnvironment, target, cache: settings.fileCachePath },
    levels: Object.fromEntries(levelNames.map(([ours, theirs]) => [theirs, node.levels[ours]])),
    automatic: windows ? { os: target, platform: target, platform_family: target } : { os: target },
    environment: {
      ...(windows ? Object.fromEntries(windowsEnvironment) : {}),
      ...Object.fromEntries(node.environment),
    },
    ...filesOf(plan),
    cookbooks: Object.fromEntries(Array.from(cookbooks, ([name, one]) => [name, namesIn(one)])),
    order: plan.cookbooks.map(({ name }) => name),
    attributeFiles: plan.attributeFiles.map(({ source }) => source.name),
    runList: plan.recipes.map(
      ({ recipe, cookbook, name }) => [...[cookbook?.name ?? null, name, recipe.source.name]] as const,
    ),
    inCookbooks: plan.recipes.every(({ cookbook }) => cookbook !== undefined),
    roles: plan.roles,
    dataBags: Object.fromEntries(
      Array.from(dataBags.bags, ([name, { ids, item }]) => [
        name,
        // What nobody has read while the scenario's folder was there can only be named.
        Object.fromEntries(ids.map((id) => [id, item(id).value ?? null])),
      ]),
    ),
    secrets: Object.fromEntries(
      Array.from(settings.secrets ?? [], ([name, one]) => [name, Secret.reveal(one)]),
    ),
    stubs: Object.fromEntries(settings.stubs ?? []),
    otherResources: [...chefResources],
  };
}

const levelNames: readonly (readonly [AttributeLevel, string])[] = [
  ["default", "default"],
  ["environmentDefault", "env_default"],
  ["roleDefault", "role_default"],
  ["forceDefault", "force_default"],
  ["normal", "normal"],
  ["override", "override"],
  ["roleOverride", "role_override"],
  ["environmentOverride", "env_override"],
  ["forceOverride", "force_override"],
  ["automatic", "automatic"],
];

/** The texts of all files that the run can reach. */
function filesOf({ recipes, attributeFiles, library }: RunPlan): Pick<ChefJob, "files"> {
  const sources = [
    ...recipes.map(({ recipe }) => recipe.source),
    ...attributeFiles.map(({ source }) => source),
    ...[...library.cookbooks.values()]
      .flatMap(cookbookFiles)
      .flatMap((file) => file.read().value?.source ?? []),
  ];
  return { files: Object.fromEntries(sources.map(({ name, text }) => [name, text])) };
}

function cookbookFiles({ attributeFiles, recipes, resources }: Cookbook): readonly CookbookFile[] {
  return [...attributeFiles, ...recipes.values(), ...resources.values()];
}

function namesIn({
  attributeFiles,
  recipes,
  resources,
}: Cookbook): Readonly<Record<string, readonly NamedPath[]>> {
  const named = (files: Iterable<CookbookFile>): readonly NamedPath[] =>
    Array.from(files, (file) => [file.name, file.read().value?.source.name ?? ""] as const);
  return {
    attributes: named(attributeFiles),
    recipes: named(recipes.values()),
    resources: named(resources.values()),
  };
}

/** Declarations in the form of `ChefAnswer`; what is not known is `{ unknown: reason }`. */
export function outlined(declarations: readonly Declaration[]): readonly unknown[] {
  return declarations.map((one) => {
    const { attributes } = one;
    const condition = one.conditional === undefined ? {} : { unknown: one.conditional.reason };
    const sorted = attributes.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    const names = sorted.map(({ name, verdict }) => [
      name,
      verdict === undefined || verdict === "passes" ? (verdict ?? null) : { unknown: verdict.reason },
    ]);
    if (one.kind === "script") {
      const texts = attributes.filter(({ name }) => scriptWords.has(name));
      return {
        ...{ type: "dsc_script", name: plain(one.name) },
        texts: texts.map(({ name, values: [value] }) => [name, value === undefined ? null : plain(value)]),
        ...{ attributes: names, ...condition },
      };
    }
    const optional = (value: DeclaredValue | undefined) => (value === undefined ? null : plain(value));
    return {
      ...{ type: "dsc_resource", name: plain(one.name), resource: optional(one.resource) },
      ...{ module_name: optional(one.moduleName), module_version: optional(one.moduleVersion) },
      ...{
        action: one.actions,
        properties: plainProperties(one.properties),
        attributes: names,
        ...condition,
      },
    };
  });
}

const scriptWords: ReadonlySet<string> = new Set([
  ...["code", "configuration", "command", "path", "configuration_name", "configuration_data"],
  ...["configuration_data_script", "flags", "cwd", "environment", "timeout"],
]);

/** Of properties set twice the last value stands where the first one did, as in a Hash of Ruby. */
function plainProperties(properties: readonly DeclaredProperty[]): readonly unknown[] {
  const byName = new Map(
    properties.map(({ name, value, conditional }): [string, unknown] => [
      name,
      conditional === undefined ? plain(value) : { unknown: conditional.reason },
    ]),
  );
  return [...byName];
}

function plain(value: DeclaredValue): unknown {
  switch (value.kind) {
    case "string":
    case "scriptBlock":
      return value.text;
    case "symbol":
      return { symbol: value.text };
    case "integer":
      return { integer: value.text };
    case "real":
      return { float: value.number };
    case "boolean":
      return value.value;
    case "null":
      return null;
    case "array":
      return value.items.map(plain);
    case "hash":
      return { hash: value.entries.map(({ key, value: item }) => [plain(key), plain(item)]) };
    case "instance": {
      const properties = value.properties.map(({ name, value: item }) => [name, plain(item)]);
      return value.className === "MSFT_Credential"
        ? { credential: properties.map(([, item]) => item) }
        : { instance: value.className ?? null, properties };
    }
    case "secret":
      return Secret.reveal(value.secret);
    case "unknown":
      return { unknown: value.reason };
    default:
      return assertNever(value);
  }
}
