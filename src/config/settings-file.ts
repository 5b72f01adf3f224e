import { dirname, isAbsolute, join } from "node:path";
import * as z from "zod/mini";
import { badEnvironmentName } from "../diagnostics/catalogue/chef-data.js";
import { badStub } from "../diagnostics/catalogue/cli.js";
import { badSetting, fixedSeverity, unknownRule, unknownSetting } from "../diagnostics/catalogue/config.js";
import { allWell, type Diagnostic, type Staged } from "../diagnostics/diagnostic.js";
import { nearest, nearestCodes } from "../diagnostics/suggest.js";
import { allDiagnostics } from "../lint/catalogue.js";
import { isAdjustable } from "../lint/severities.js";
import { isJsonObject, noAttributes, type Json, type JsonObject } from "../model/node.js";
import { itemsOf } from "../recipe/cookbook/run-list-data.js";
import type { Host } from "../source/host.js";
import type { Data, DataPath } from "../data/data.js";
import { readJson } from "../data/json.js";
import { readText } from "../data/read.js";
import { isEnvironmentName } from "./chef-node.js";
import { defaultSettings } from "./settings.js";
import type { Settings } from "./settings.js";
import { isStubName } from "./stub.js";

const text = z.string().check(z.minLength(1));

const chefConfig = z.strictObject({
  file_cache_path: z.optional(
    text.check(
      z.describe("What Chef::Config[:file_cache_path] gives; by default the target's own cache folder."),
    ),
  ),
});

const lintSchema = z.strictObject({
  rules: z.optional(
    z
      .record(z.string(), z.enum(["error", "warning", "info", "off"]))
      .check(
        z.describe("How heavily lint takes a finding, by its id: a rule's, or that of another warning."),
      ),
  ),
  maxWarnings: z.optional(
    z.int().check(z.gte(0), z.describe("So many warnings a run of lint may have; any number by default.")),
  ),
});

/** The settings file; grammar/config.schema.json is made from it. */
export const settingsSchema = z.strictObject({
  $schema: z.optional(z.string().check(z.describe("The JSON schema of this file, for editors."))),
  name: z.optional(
    text.check(z.describe("The configuration's name; by default that of the cookbook or the first recipe.")),
  ),
  target: z.optional(
    z
      .enum(["windows", "linux"])
      .check(z.describe("The Local Configuration Manager the documents are for; windows by default.")),
  ),
  schemas: z.optional(
    z.array(text).check(z.describe("Folders with resource schemas, relative to this file.")),
  ),
  out: z.optional(text.check(z.describe("The folder for documents, relative to this file; mof by default."))),
  encoding: z.optional(
    z
      .enum(["ascii", "utf8", "utf16le"])
      .check(z.describe("The encoding of documents; by default the one that every LCM of the target reads.")),
  ),
  layout: z.optional(
    z
      .enum(["node", "resource", "pull"])
      .check(
        z.describe(
          "One document a node; one a resource in a folder of the node's; or one a node with its checksum, as a pull server serves them. node by default.",
        ),
      ),
  ),
  order: z.optional(
    z
      .enum(["recipe", "strict"])
      .check(
        z.describe("strict: each resource depends on the one before it, as in Chef; recipe by default."),
      ),
  ),
  nodes: z.optional(
    text.check(z.describe("The file of configuration data (AllNodes), relative to this file.")),
  ),
  attributes: z.optional(
    z.array(text).check(z.describe("Files of node attributes, relative to this file; a later one wins.")),
  ),
  env: z.optional(
    z.record(z.string(), z.string()).check(z.describe("The environment that recipes see through ENV.")),
  ),
  cookbooks: z.optional(
    z.array(text).check(z.describe("Folders that hold cookbooks, relative to this file.")),
  ),
  dataBags: z.optional(
    z.array(text).check(z.describe("Folders that hold data bags, relative to this file.")),
  ),
  roles: z.optional(
    text.check(z.describe("The folder that holds roles, each as <name>.json, relative to this file.")),
  ),
  environments: z.optional(
    text.check(z.describe("The folder that holds environments, each as <name>.json, relative to this file.")),
  ),
  environment: z.optional(
    text.check(z.describe("The Chef environment of nodes that name none; _default by default.")),
  ),
  runList: z.optional(
    z
      .array(text)
      .check(
        z.describe(
          "What is compiled for nodes without a run list of their own when no path is given: recipe[web], role[base].",
        ),
      ),
  ),
  stubs: z.optional(
    z
      .record(z.string(), z.unknown())
      .check(
        z.describe(
          "Results, by name, of functions that recipes call and that mofsmith cannot run, such as search.",
        ),
      ),
  ),
  strict: z.optional(
    z.boolean().check(z.describe("Makes what would be left out with a warning an error; false by default.")),
  ),
  coerce: z.optional(
    z
      .boolean()
      .check(
        z.describe("Writes whole numbers as strings where a property takes a string; false by default."),
      ),
  ),
  chefConfig: z.optional(chefConfig.check(z.describe("What recipes see through Chef::Config."))),
  lint: z.optional(lintSchema.check(z.describe("What holds for the command lint."))),
});

/** What is not made of the checked settings alone, but of their data. */
type DataSettings = "environment" | "runList" | "stubs" | "env";

/** The keys that there are at each path. */
const keysAt: ReadonlyMap<string, readonly string[]> = new Map([
  ["", Object.keys(settingsSchema.shape)],
  ["chefConfig", Object.keys(chefConfig.shape)],
  ["lint", Object.keys(lintSchema.shape)],
]);

/**
 * Reads a settings file. Paths in it are relative to it and come back relative to the working folder.
 * Diagnostics: those of `readText` and `readJson`, `config/unknown-setting`, `config/bad-setting`,
 * `config/unknown-rule`, `config/fixed-severity`; the value is then undefined.
 */
export function readSettings(host: Host, file: string): Staged<Settings | undefined> {
  const source = readText(host, file);
  if (source.value === undefined) return { value: undefined, diagnostics: source.diagnostics };
  const data = readJson(source.value);
  if (data.value === undefined) return { value: undefined, diagnostics: data.diagnostics };
  const located = data.value;
  const parsed = z.safeParse(settingsSchema, withNumbers(located.value));
  if (!parsed.success) {
    return {
      value: undefined,
      diagnostics: parsed.error.issues.flatMap((issue) => problemsOf(issue, located)),
    };
  }
  const chef = chefSettings(located, parsed.data);
  const diagnostics = [
    ...ruleProblems(Object.keys(parsed.data.lint?.rules ?? {}), located),
    ...chef.diagnostics,
  ];
  return {
    value: allWell(diagnostics) ? { ...toSettings(file, parsed.data), ...chef.value } : undefined,
    diagnostics,
  };
}

/** Settings have no numbers that need all digits of a bigint, but for stubs. */
function withNumbers(value: Json): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(withNumbers);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Array.from(value, ([key, item]) => [key, withNumbers(item)]));
}

/** Ids of findings that do not exist, or that are errors whatever the settings say. */
function ruleProblems(codes: readonly string[], data: Data): readonly Diagnostic[] {
  return codes.flatMap((code) => {
    const place = data.keyAt(["lint", "rules", code]);
    const entry = allDiagnostics.get(code);
    if (entry !== undefined) return isAdjustable(entry) ? [] : [fixedSeverity(place, { code })];
    const adjustable = [...allDiagnostics.values()].filter(isAdjustable).map((one) => one.code);
    return [unknownRule(place, { code, near: nearestCodes(code, adjustable) })];
  });
}

/** An object among the settings as the reader made it: keys in their order, whole numbers exact. */
function objectAt({ value }: Data, key: string): JsonObject {
  const given = isJsonObject(value) ? value.get(key) : undefined;
  return isJsonObject(given) ? given : noAttributes;
}

/**
 * The settings that are more than their kind: names and run list items have a syntax, stubs are data, and recipes see
 * the order of the environment.
 */
function chefSettings(
  data: Data,
  { environment, runList }: z.infer<typeof settingsSchema>,
): Staged<Pick<Settings, DataSettings>> {
  const diagnostics: Diagnostic[] = [];
  if (environment !== undefined && !isEnvironmentName(environment)) {
    diagnostics.push(badEnvironmentName(data.valueAt(["environment"]), { name: environment }));
  }
  const items = runList === undefined ? undefined : itemsOf(data, ["runList"], runList, diagnostics);
  const stubs = objectAt(data, "stubs");
  for (const name of stubs.keys()) {
    if (!isStubName(name)) diagnostics.push(badStub(data.keyAt(["stubs", name]), { name }));
  }
  const env = new Map<string, string>();
  for (const [name, given] of objectAt(data, "env")) if (typeof given === "string") env.set(name, given);
  return { value: { environment, runList: items, stubs, env }, diagnostics };
}

function toSettings(file: string, given: z.infer<typeof settingsSchema>): Omit<Settings, DataSettings> {
  const root = dirname(file);
  const fromHere = (path: string): string => (isAbsolute(path) ? path : join(root, path));
  return {
    file,
    root,
    name: given.name,
    schemas: (given.schemas ?? []).map(fromHere),
    target: given.target ?? defaultSettings.target,
    out: fromHere(given.out ?? defaultSettings.out),
    encoding: given.encoding,
    layout: given.layout ?? defaultSettings.layout,
    order: given.order ?? defaultSettings.order,
    nodes: given.nodes === undefined ? undefined : fromHere(given.nodes),
    attributes: (given.attributes ?? []).map(fromHere),
    cookbooks: (given.cookbooks ?? []).map(fromHere),
    dataBags: (given.dataBags ?? []).map(fromHere),
    roles: given.roles === undefined ? undefined : fromHere(given.roles),
    environments: given.environments === undefined ? undefined : fromHere(given.environments),
    strict: given.strict ?? defaultSettings.strict,
    coerce: given.coerce ?? defaultSettings.coerce,
    fileCachePath: given.chefConfig?.file_cache_path,
    lint: {
      severities: new Map(Object.entries(given.lint?.rules ?? {})),
      maxWarnings: given.lint?.maxWarnings,
    },
  };
}

function problemsOf(issue: z.core.$ZodIssue, data: Data): readonly Diagnostic[] {
  const path: DataPath = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  if (issue.code === "unrecognized_keys") {
    const known = keysAt.get(path.join(".")) ?? [];
    return issue.keys.map((key) =>
      unknownSetting(data.keyAt([...path, key]), {
        key: [...path, key].join("."),
        near: nearest(key, known),
      }),
    );
  }
  const named = path.length === 0 ? "file" : path.join(".");
  return [badSetting(data.valueAt(path), { path: named, expected: expectationOf(issue) })];
}

function expectationOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return issue.values.map((value) => `"${String(value)}"`).join(" or ");
  if (issue.code === "too_small" && issue.origin === "string") return "a text that is not empty";
  if (issue.code === "too_small" || issue.code === "too_big") return "a whole number, 0 or more";
  if (issue.code === "invalid_type" && /^(?:int|number)$/.test(issue.expected))
    return "a whole number, 0 or more";
  if (issue.code === "invalid_type" && issue.expected === "string") return "a text in quotation marks";
  if (issue.code === "invalid_type" && issue.expected === "array") return "a list in square brackets";
  if (issue.code === "invalid_type" && issue.expected === "boolean") return "true or false";
  return "an object in braces";
}
