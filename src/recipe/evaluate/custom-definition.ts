import {
  argumentCount,
  refusedConstruct,
  wrongArgument,
} from "../../diagnostics/catalogue/recipe-evaluate.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import type { Origin } from "../../source/source.js";
import type { Cookbook, CookbookFile } from "../library.js";
import type { Call } from "../tree.js";
import { qualifiedName } from "./absent-resource.js";
import { evaluateArguments } from "./arguments.js";
import { frameOf, inFrame, readFile } from "./files.js";
import { runStatements } from "./blocks.js";
import { bounded } from "./branches.js";
import { isCheck } from "./custom-check.js";
import { checkDefault } from "./custom-property.js";
import { fail, openScope, report, unknown, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import { booleanObject, describe, isMutable, nilObject } from "./value.js";
import type { CustomProperty, CustomResource, HashObject, RuntimeValue, UnknownObject } from "./value.js";

/** The custom resources of all cookbooks of the run, in Chef's order. Each file is evaluated for what it defines. */
export function loadResources(machine: Machine): void {
  for (const cookbook of machine.plan.cookbooks) {
    for (const file of cookbook.resources.values()) {
      // A partial, which others take in by `use`.
      if (file.name.startsWith("_")) continue;
      const resource = machine.exit === undefined ? readResource(machine, cookbook, file) : undefined;
      for (const word of resource?.words ?? [])
        if (resource !== undefined) machine.customResources.set(word, resource);
    }
  }
}

function readResource(machine: Machine, cookbook: Cookbook, file: CookbookFile): CustomResource | undefined {
  const recipe = readFile(machine, file);
  if (recipe === undefined) return undefined;
  const frame = frameOf(recipe, "resource", cookbook);
  const resource: CustomResource = {
    words: [qualifiedName(cookbook, file)],
    properties: new Map(),
    actions: new Map(),
    defaultActions: ["nothing"],
    unified: true,
    used: false,
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

/** A word of a resource file that defines something; undefined for one that does not. */
export function callDefinition(
  machine: Machine,
  resource: CustomResource,
  call: Call,
): RuntimeValue | undefined {
  const define = definitions.get(call.name);
  return define?.(machine, resource, call) ?? undefined;
}

/** `action_class.class_eval do … end`, as it was written before `action_class` took a block itself. */
export function actionClassOf({ receiver, name, arguments: given, block }: Call): Call | undefined {
  const isOpened = (name === "class_eval" || name === "class_exec") && given.length === 0;
  if (!isOpened || block === undefined || receiver?.kind !== "call") return undefined;
  const isClass = receiver.name === "action_class" && receiver.receiver === undefined;
  return isClass && receiver.arguments.length === 0 ? { ...receiver, block } : undefined;
}

type DefinitionWord = (machine: Machine, resource: CustomResource, call: Call) => RuntimeValue;

/** `property :port, Integer, default: 80`; also LWRP's `attribute :port, kind_of: Integer`. */
const defineProperty: DefinitionWord = (machine, resource, call) => {
  const values = evaluateArguments(machine, call.arguments);
  const origin = placeOfName(machine, call);
  if (!Array.isArray(values)) return values;
  const [name, ...rest] = values;
  const last = rest.at(-1);
  const given = last?.kind === "hash" ? optionsOf(last) : new Map<string, RuntimeValue>();
  if (last?.kind === "hash") rest.pop();
  if (name?.kind !== "symbol" && name?.kind !== "string") {
    const described = name === undefined ? "nothing" : describe(name);
    return refuseDefinition(machine, call, { given: described, wanted: "the property's name as a Symbol" });
  }
  if (rest.length > 1) {
    const parameters = { name: call.name, given: values.length, least: 1, most: 2 };
    return fail(machine, origin, "a property", argumentCount(origin, parameters));
  }
  const [type] = rest;
  const known = type === undefined ? resource.properties.get(name.text) : undefined;
  const property = { name: name.text, origin: name.origin ?? origin, ...joined(known, type, given) };
  const problem = mistakeIn(property.options);
  if (problem !== undefined) return refuseDefinition(machine, call, problem);
  resource.properties.set(name.text, property);
  if (!freezeDefault(property.options.get("default"))) {
    const wanted = "a value of its own; read attributes with `node[…]`, or in `lazy { … }`";
    return refuseDefinition(machine, call, { given: "a level of node attributes as default", wanted });
  }
  const doubt = checkDefault(machine, property, resource.words[0] ?? "");
  if (doubt !== undefined) resource.properties.set(name.text, doubted(machine, property, doubt));
  return name;
};

/** A property whose default Chef may refuse, and end the run: it is not known. */
function doubted(machine: Machine, property: CustomProperty, doubt: UnknownObject): CustomProperty {
  const place = property.options.get("default")?.origin ?? property.origin;
  const construct = "a check that asks the default";
  const told =
    doubt.diagnostic === undefined
      ? warn(machine, place, doubt.reason, refusedConstruct(place, { construct }))
      : doubt;
  return { ...property, options: new Map([...property.options, ["default", told]]) };
}

function optionsOf(hash: HashObject): ReadonlyMap<string, RuntimeValue> {
  const options = new Map<string, RuntimeValue>();
  for (const { key, value } of hash.entries.values()) {
    if (key.kind === "symbol" || key.kind === "string")
      options.set(key.text === "name_attribute" ? "name_property" : key.text, value);
  }
  return options;
}

/** A type is one more of what `is` allows. Without one a property that is there already gets other options. */
function joined(
  known: CustomProperty | undefined,
  type: RuntimeValue | undefined,
  given: ReadonlyMap<string, RuntimeValue>,
): Pick<CustomProperty, "types" | "options"> {
  const options = new Map(given);
  const also = options.get("is");
  options.delete("is");
  const items = [type, also].flatMap((one) => (one?.kind === "array" ? one.items : (one ?? [])));
  const types = type === undefined && also === undefined ? undefined : items;
  if (known === undefined) return { types, options };
  const replaced = options.has("default") || options.has("name_property");
  const kept = [...known.options].filter(
    ([option]) => !replaced || !(option === "default" || option === "name_property"),
  );
  return { types: types ?? known.types, options: new Map([...kept, ...options]) };
}

/** Options that say nothing about a value (Chef::Property#validation_options). */
const silentOptions: ReadonlySet<string> = new Set([
  ...["coerce", "default", "default_description", "deprecated", "description", "desired_state", "identity"],
  ...["introduced", "name_property", "nillable", "required", "sensitive", "skip_docs", "validation_message"],
]);

function mistakeIn(
  options: CustomProperty["options"],
): { readonly given: string; readonly wanted: string } | undefined {
  if (options.has("default") && options.has("name_property"))
    return { given: "`default` with `name_property`", wanted: "one of the two" };
  for (const option of options.keys()) {
    if (silentOptions.has(option) || isCheck(option)) continue;
    return {
      given: `the option "${excerpt(option)}"`,
      wanted: "options of Chef::Property, such as `default`",
    };
  }
  return undefined;
}

function refuseDefinition(
  machine: Machine,
  call: Call,
  { given, wanted }: { readonly given: string; readonly wanted: string },
): RuntimeValue {
  const origin = placeOfName(machine, call);
  return fail(machine, origin, "a property", wrongArgument(origin, { name: call.name, given, wanted }));
}

/**
 * A default belongs to all resources, so that Chef freezes it, and what is in it. False for a part of a level of node
 * attributes: frozen, it ends the recipe as soon as it is read again.
 */
function freezeDefault(value: RuntimeValue | undefined): boolean {
  if (value === undefined || !isMutable(value) || value.frozen) return true;
  if (value.vivid !== undefined) return false;
  value.frozen = true;
  if (value.kind === "array") return value.items.every(freezeDefault);
  return value.kind !== "hash" || [...value.entries.values()].every((entry) => freezeDefault(entry.value));
}

/** `action :create do … end`: the first is what a block asks for when it names none. */
const defineAction: DefinitionWord = (machine, resource, call) => {
  const values = evaluateArguments(machine, call.arguments);
  const [name] = Array.isArray(values) ? values : [];
  const origin = placeOfName(machine, call);
  if (call.block === undefined || (name?.kind !== "symbol" && name?.kind !== "string"))
    return nilObject(origin);
  const { frame, scope } = machine;
  resource.actions.set(name.text, {
    kind: "proc",
    lazy: false,
    lambda: true,
    block: call.block,
    frame,
    scope,
    origin,
  });
  const [only] = resource.defaultActions;
  if (resource.defaultActions.length === 1 && only === "nothing") resource.defaultActions = [name.text];
  return name;
};

const setDefaultAction: DefinitionWord = (machine, resource, call) => {
  const values = evaluateArguments(machine, call.arguments);
  const [first] = Array.isArray(values) ? values : [];
  const names = first?.kind === "array" ? first.items : first === undefined ? [] : [first];
  const texts = names.flatMap((name) =>
    name.kind === "symbol" || name.kind === "string" ? [name.text] : [],
  );
  if (texts.length > 0) resource.defaultActions = texts;
  return nilObject(placeOfName(machine, call));
};

/** `unified_mode false`: what an action declares is applied when the action has ended (Chef before 18). */
const setUnifiedMode: DefinitionWord = (machine, resource, call) => {
  const values = evaluateArguments(machine, call.arguments);
  const [flag] = Array.isArray(values) ? values : [];
  if (flag?.kind === "boolean") resource.unified = flag.value;
  return nilObject(placeOfName(machine, call));
};

/** `provides :word` and, as before Chef 16, `resource_name :word`: another word that calls the resource. */
const addWord: DefinitionWord = (machine, resource, call) => {
  const values = evaluateArguments(machine, call.arguments);
  for (const name of Array.isArray(values) ? values : [])
    if (name.kind === "symbol" || name.kind === "string") resource.words.push(name.text);
  return nilObject(placeOfName(machine, call));
};

/** `unified_mode true if respond_to?(:unified_mode)`: the words are all there. */
const respondsTo: DefinitionWord = (machine, _resource, call) => {
  const values = evaluateArguments(machine, call.arguments);
  const origin = placeOfName(machine, call);
  const [name] = Array.isArray(values) ? values : [];
  return (name?.kind === "symbol" || name?.kind === "string") && definitions.has(name.text)
    ? booleanObject(true, origin)
    : unknown(origin, "what the resource responds to", "Write the line without the condition.");
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
  ["actions", ignoreWord],
  ["allowed_actions", ignoreWord],
  ["unified_mode", setUnifiedMode],
  ["respond_to?", respondsTo],
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
    "use_inline_resources",
  ].map((word): [string, DefinitionWord] => [word, ignoreWord]),
  ["action_class", refuseWord],
  ["use", refuseWord],
]);

function placeOfName(machine: Machine, call: Call): Origin {
  return { source: machine.frame.source, start: call.nameStart, end: call.nameEnd };
}
