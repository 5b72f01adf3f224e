import { refusedConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import type { Cookbook, CookbookFile } from "../library.js";
import type { Call } from "../tree.js";
import { evaluateArguments } from "./arguments.js";
import { frameOf, inFrame, readFile } from "./files.js";
import { runStatements } from "./blocks.js";
import { bounded } from "./branches.js";
import { openScope, report } from "./machine.js";
import type { Machine } from "./machine.js";
import { nilObject } from "./value.js";
import type { CustomResource, RuntimeValue } from "./value.js";

/** The custom resource that a word calls; undefined when no cookbook of the run defines it. */
export function customResource(machine: Machine, word: string): CustomResource | undefined {
  machine.customResources ??= readResources(machine);
  return machine.customResources.get(word);
}

/** The custom resources of all cookbooks of the run. Each file is evaluated for what it defines. */
function readResources(machine: Machine): ReadonlyMap<string, CustomResource> {
  const byWord = new Map<string, CustomResource>();
  // Nothing of a file may call the resources while they are being read.
  machine.customResources = byWord;
  for (const cookbook of machine.plan.cookbooks) {
    for (const file of cookbook.resources.values()) {
      const resource = readResource(machine, cookbook, file);
      for (const word of resource?.words ?? []) if (resource !== undefined) byWord.set(word, resource);
    }
  }
  return byWord;
}

function readResource(machine: Machine, cookbook: Cookbook, file: CookbookFile): CustomResource | undefined {
  const recipe = readFile(machine, file);
  if (recipe === undefined) return undefined;
  const frame = frameOf(recipe, "resource", cookbook);
  const resource: CustomResource = {
    words: [qualifiedName(cookbook, file)],
    properties: new Map(),
    actions: new Map(),
    defaultAction: undefined,
    origin: { source: recipe.source, start: 0, end: 0 },
  };
  const { conditional, defining } = machine;
  machine.conditional = undefined;
  machine.defining = resource;
  inFrame(machine, frame, openScope(undefined), () => {
    machine.statement = recipe.statements[0];
    bounded(machine, "return", () => runStatements(machine, recipe.statements, undefined));
  });
  machine.defining = defining;
  machine.conditional = conditional;
  return resource;
}

/** `web_site` for `resources/site.rb` of the cookbook web, `web` for its `default.rb` (filename_to_qualified_string). */
function qualifiedName({ name }: Cookbook, file: CookbookFile): string {
  const word = file.name === "default" ? name : `${name}_${file.name}`;
  return word.replaceAll("-", "_");
}

/** A word of a resource file that defines something; undefined for one that does not. */
export function callDefinition(
  machine: Machine,
  resource: CustomResource,
  call: Call,
): RuntimeValue | undefined {
  const define = definitions.get(call.name);
  return define?.(machine, resource, call) ?? undefined;
}

type DefinitionWord = (machine: Machine, resource: CustomResource, call: Call) => RuntimeValue;

/** `property :port, Integer, default: 80`; also LWRP's `attribute :port, kind_of: Integer`. */
const defineProperty: DefinitionWord = (machine, resource, call) => {
  const values = evaluateArguments(machine, call.arguments);
  const origin = placeOfName(machine, call);
  if (!Array.isArray(values)) return values;
  const [name, ...rest] = values;
  const options = new Map<string, RuntimeValue>();
  const last = rest.at(-1);
  if (last?.kind === "hash") {
    rest.pop();
    for (const { key, value } of last.entries.values())
      if (key.kind === "symbol") options.set(key.text, value);
  }
  if (name?.kind !== "symbol" && name?.kind !== "string") return nilObject(origin);
  const [type] = rest;
  const types = type ?? options.get("is") ?? options.get("kind_of");
  resource.properties.set(name.text, {
    name: name.text,
    origin: name.origin ?? origin,
    types: types === undefined ? undefined : types.kind === "array" ? types.items : [types],
    options,
  });
  return name;
};

/** `action :create do … end`: the first is what a block asks for when it names none. */
const defineAction: DefinitionWord = (machine, resource, call) => {
  const values = evaluateArguments(machine, call.arguments);
  const [name] = Array.isArray(values) ? values : [];
  const origin = placeOfName(machine, call);
  if (call.block === undefined || (name?.kind !== "symbol" && name?.kind !== "string"))
    return nilObject(origin);
  resource.actions.set(name.text, { block: call.block, frame: machine.frame, scope: machine.scope });
  return name;
};

const setDefaultAction: DefinitionWord = (machine, resource, call) => {
  const values = evaluateArguments(machine, call.arguments);
  const [first] = Array.isArray(values) ? values : [];
  const name = first?.kind === "array" ? first.items[0] : first;
  if (name?.kind === "symbol" || name?.kind === "string") resource.defaultAction = name.text;
  return nilObject(placeOfName(machine, call));
};

/** LWRP's `actions :create, :remove`: without `default_action` the first of them is asked for. */
const nameActions: DefinitionWord = (machine, resource, call) => {
  const standard = resource.defaultAction;
  const value = setDefaultAction(machine, resource, call);
  resource.defaultAction = standard ?? resource.defaultAction;
  return value;
};

/** `provides :word` and, as before Chef 16, `resource_name :word`: another word that calls the resource. */
const addWord: DefinitionWord = (machine, resource, call) => {
  const values = evaluateArguments(machine, call.arguments);
  for (const name of Array.isArray(values) ? values : [])
    if (name.kind === "symbol" || name.kind === "string") resource.words.push(name.text);
  return nilObject(placeOfName(machine, call));
};

/** Words about the resource that change nothing of what it declares. */
const ignoreWord: DefinitionWord = (machine, _resource, call) => nilObject(placeOfName(machine, call));

/** Words whose code asks the machine, or helps the actions in Ruby that is not evaluated. */
const refuseWord: DefinitionWord = (machine, _resource, call) => {
  const place = placeOfName(machine, call);
  report(machine, refusedConstruct(place, { construct: `\`${call.name}\`` }));
  return nilObject(place);
};

const definitions: ReadonlyMap<string, DefinitionWord> = new Map([
  ["property", defineProperty],
  ["attribute", defineProperty],
  ["action", defineAction],
  ["default_action", setDefaultAction],
  ["actions", nameActions],
  ["allowed_actions", nameActions],
  ["resource_name", addWord],
  ["provides", addWord],
  ...[
    ...["chef_version_for_provides", "deprecated", "description", "examples"],
    ...[
      "identity_attr",
      "introduced",
      "load_current_value",
      "preview_resource",
      "state_attrs",
      "target_mode",
    ],
    ...["unified_mode", "use_inline_resources"],
  ].map((word): [string, DefinitionWord] => [word, ignoreWord]),
  ["action_class", refuseWord],
  ["use", refuseWord],
]);

function placeOfName(machine: Machine, call: Call): Origin {
  return { source: machine.frame.source, start: call.nameStart, end: call.nameEnd };
}
