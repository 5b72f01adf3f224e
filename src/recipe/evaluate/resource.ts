import { argumentCount } from "../../diagnostics/catalogue/recipe-evaluate.js";
import {
  nestedResource,
  resourceName,
  unknownAttribute,
} from "../../diagnostics/catalogue/recipe-resource.js";
import { nearest } from "../../diagnostics/suggest.js";
import type { Origin } from "../../source/source.js";
import type { Block, Call } from "../tree.js";
import { placedArguments } from "./arguments.js";
import { commonValue, setAttribute } from "./attribute.js";
import { attributeNames, attributeRow } from "./attribute-table.js";
import { callBlock } from "./blocks.js";
import { bounded } from "./branches.js";
import { convergeNow } from "./converge.js";
import { getCustom, setCustom } from "./custom-property.js";
import { charge, fail, originOf } from "./machine.js";
import type { Machine } from "./machine.js";
import { joined } from "./list-operators.js";
import { newContext } from "./pending.js";
import type { PendingDeclaration, PlacedValue, ResourceContext } from "./pending.js";
import { refuseSecret } from "./secrets.js";
import { setProperty, textOfArgument } from "./property.js";
import { textOfValue } from "./text.js";
import { nilObject, stringObject, unknownIn } from "./value.js";
import type { CustomInstance, CustomProperty, CustomResource, RuntimeValue } from "./value.js";

/** `dsc_resource 'name' do … end` and its kin: evaluates the block and keeps what it gathers. */
export function declare(
  machine: Machine,
  call: Call,
  kind: "resource" | "script",
  alone: boolean,
): RuntimeValue {
  const origin = originOf(machine, call);
  const keywordOrigin = { source: machine.frame.source, start: call.nameStart, end: call.nameEnd };
  const { resource } = machine;
  const isValue = kind === "resource" && resource?.kind !== "other" && !alone;
  if (resource !== undefined && !isValue) {
    resource.incomplete = true;
    const parameters = { keyword: call.name, outer: resource.keyword };
    return fail(machine, origin, "a nested block", nestedResource(keywordOrigin, parameters));
  }
  const name = evaluateName(machine, call, keywordOrigin);
  if (machine.exit !== undefined) return nilObject(origin);
  const block = addBlock(machine, call, newContext(call.name, kind, name?.value), name);
  const reference: RuntimeValue = { kind: "new resource", instance: undefined, origin };
  if (block !== undefined) machine.blocks.set(reference, block);
  return reference;
}

/** What a block costs besides what is evaluated in it: some twenty objects, which stay until the end. */
const blockCost = 100;

/** Runs a block and adds what it gathers to what is declared, or to the values of the block that it stands in. */
function addBlock(
  machine: Machine,
  call: Call,
  context: ResourceContext,
  given: PlacedValue | undefined,
): PendingDeclaration | undefined {
  const origin = originOf(machine, call);
  const keywordOrigin = { source: machine.frame.source, start: call.nameStart, end: call.nameEnd };
  if (!charge(machine, blockCost, keywordOrigin)) return undefined;
  let added: PendingDeclaration | undefined;
  bounded(machine, "break", () => {
    if (call.block !== undefined) runBody(machine, context, call.block);
    // A `return` or `break` in the block leaves it before Chef has the resource in its list.
    if (machine.exit !== undefined) return nilObject(origin);
    const { nested } = machine;
    // In the block of another one the conditions round that are its own.
    const inBlock = nested !== undefined && machine.resource !== undefined;
    const conditional = inBlock ? machine.within : machine.conditional;
    const value = context.name ?? standardName(machine, context, keywordOrigin);
    const name = {
      value: value ?? refuseName(machine, call, keywordOrigin),
      place: given?.place ?? keywordOrigin,
    };
    const block = { context, name, conditional, origin, keywordOrigin, declared: undefined };
    added = block;
    (nested ?? machine.pending).push(block);
    if (nested === undefined) convergeNow(machine, block);
    return nilObject(origin);
  });
  return added;
}

/** Runs the block of a resource that is left out; what it runs when the recipes have ended waits for that. */
export function addLeftOut(machine: Machine, call: Call, context: ResourceContext, body: Block): void {
  const origin = originOf(machine, call);
  const keywordOrigin = { source: machine.frame.source, start: call.nameStart, end: call.nameEnd };
  bounded(machine, "break", () => {
    runBody(machine, context, body);
    const isRuby = context.keyword === "ruby_block";
    if (machine.exit !== undefined || (!isRuby && context.repeated.length === 0)) return nilObject(origin);
    const { conditional } = machine;
    const name = { value: context.name ?? nilObject(origin), place: keywordOrigin };
    const block = { context, name, conditional, origin, keywordOrigin, declared: undefined };
    machine.pending.push(block);
    if (isRuby) machine.rubyBlocks.push(block);
    convergeNow(machine, block);
    return nilObject(origin);
  });
}

/** A custom resource may give itself a name: `property :name, String, default: ''`. */
function standardName(
  machine: Machine,
  { instance }: ResourceContext,
  place: Origin,
): RuntimeValue | undefined {
  const property = instance?.resource.properties.get("name");
  if (instance === undefined || property?.options.has("default") !== true) return undefined;
  instance.name = getCustom(machine, instance, property, place);
  return instance.name;
}

/** `web_site 'intranet' do … end`, a custom resource of a cookbook: its action runs when the recipes have ended. */
export function declareCustom(machine: Machine, call: Call, resource: CustomResource): RuntimeValue {
  const origin = originOf(machine, call);
  const place = { source: machine.frame.source, start: call.nameStart, end: call.nameEnd };
  const name = evaluateName(machine, call, place);
  if (machine.exit !== undefined) return nilObject(origin);
  const instance: CustomInstance = {
    ...{ resource, keyword: call.name, name: name?.value, values: new Map(), place },
    actions: resource.defaultActions,
    common: (asked, from) => commonValue(context, asked, from),
  };
  const context: ResourceContext = newContext(call.name, "custom", name?.value, instance);
  resource.used = true;
  addBlock(machine, call, context, name);
  return { kind: "new resource", instance, origin };
}

/** Evaluates a block with `context` as the resource it is asked of; in an action the block is given `new_resource`. */
function runBody(machine: Machine, context: ResourceContext, block: Block): void {
  const { resource, within, frame, nested } = machine;
  machine.resource = context;
  machine.nested = context.kind === "other" ? undefined : context.nested;
  machine.within = undefined;
  if (block.broken) context.incomplete = true;
  machine.statement = block.statements[0];
  const { instance } = frame;
  callBlock(
    machine,
    block,
    instance === undefined ? [] : [{ kind: "new resource", instance, origin: undefined }],
  );
  machine.resource = resource;
  machine.nested = nested;
  machine.within = within;
}

/**
 * The name as Chef makes it: an array's elements joined by ", ", anything else by `to_s`, which gives a string itself;
 * undefined when there is none, or nil.
 */
function evaluateName(machine: Machine, call: Call, keyword: Origin): PlacedValue | undefined {
  const placed = placedArguments(machine, call);
  if (!Array.isArray(placed)) return { value: placed, place: keyword };
  const [name] = placed;
  if (placed.length > 1)
    return { value: refuseName(machine, call, keyword, "has more than one name"), place: keyword };
  if (name === undefined) return undefined;
  const { value, place } = name;
  if (value.kind === "nil") return { value: refuseName(machine, call, place, "has nil as its name"), place };
  const doubt = unknownIn(value);
  if (doubt !== undefined) return { value: doubt, place };
  if (value.kind === "string") return name;
  if (value.kind === "secret") return { value: refuseSecret(machine, "the name of a block", place), place };
  const origin = value.origin ?? place;
  if (value.kind === "array") return { value: joined(machine, value, ", ", origin), place };
  const text = textOfValue(machine, value, place);
  return { value: typeof text === "string" ? stringObject(text, origin) : text, place };
}

function refuseName(machine: Machine, call: Call, place: Origin, problem = "has no name"): RuntimeValue {
  const wrong = resourceName(place, { keyword: call.name, problem });
  return fail(machine, place, "the name of this block", wrong);
}

/** A call without receiver inside a DSC block; undefined when the word is none of the block's own. */
export function callInBody(machine: Machine, context: ResourceContext, call: Call): RuntimeValue | undefined {
  if (context.kind === "other") return undefined;
  if (call.name === "name" && call.block === undefined) return ownName(machine, context, call);
  if (context.instance !== undefined) {
    const property = context.instance.resource.properties.get(call.name);
    if (property !== undefined) return customLine(machine, context.instance, property, call);
  }
  if (call.name === "property" && context.kind === "resource") return setProperty(machine, context, call);
  const row = attributeRow(call.name, context.kind);
  return row === undefined ? undefined : setAttribute(machine, context, row, call);
}

/** `name` asks for the block's name, `name 'other'` changes it (Chef::Resource, property :name). */
function ownName(machine: Machine, context: ResourceContext, call: Call): RuntimeValue {
  const origin = originOf(machine, call);
  if (call.arguments.length === 0) return context.name ?? nilObject(origin);
  const name = evaluateName(machine, call, origin)?.value ?? nilObject(origin);
  context.name = machine.within ?? name;
  if (context.instance !== undefined) context.instance.name = context.name;
  return name;
}

/** `port 80` in the block of a custom resource; without a value it asks for what is set. */
function customLine(
  machine: Machine,
  instance: CustomInstance,
  property: CustomProperty,
  call: Call,
): RuntimeValue {
  const origin = originOf(machine, call);
  const placed = placedArguments(machine, call);
  if (!Array.isArray(placed)) {
    instance.values.set(property.name, placed);
    return placed;
  }
  const [first] = placed;
  if (first === undefined) return getCustom(machine, instance, property, origin);
  if (placed.length > 1) {
    const parameters = { name: property.name, given: placed.length, least: 1, most: 1 };
    return fail(machine, origin, `the property "${property.name}"`, argumentCount(origin, parameters));
  }
  const doubt = machine.within;
  return setCustom(machine, instance, property, doubt ?? first.value, first.place);
}

/** The kind of DSC block that has an attribute which this one has not. */
function otherBlock({ kind }: ResourceContext, name: string): string | undefined {
  if (kind === "script")
    return name === "property" || attributeRow(name, "resource") !== undefined ? "dsc_resource" : undefined;
  return kind === "resource" && attributeRow(name, "script") !== undefined ? "dsc_script" : undefined;
}

/** Reports a word that starts a line in a DSC block and means nothing there. */
export function refuseAttribute(machine: Machine, context: ResourceContext, call: Call): RuntimeValue {
  const place = { source: machine.frame.source, start: call.nameStart, end: call.nameEnd };
  context.incomplete = true;
  const own = context.instance?.resource.properties.keys() ?? [];
  const names = context.kind === "other" ? [] : [...own, ...attributeNames(context.kind)];
  const dependsOn =
    context.kind === "resource" && call.name.replaceAll("_", "").toLowerCase() === "dependson";
  const suggestions = dependsOn ? ["property :DependsOn"] : nearest(call.name, names);
  const [only] = suggestions;
  const comma = dependsOn && call.arguments.length > 0 ? "," : "";
  const edits = [{ origin: place, text: `${only}${comma}` }];
  const fixes = suggestions.length === 1 ? [{ title: `Change to ${only}`, safe: false, edits }] : [];
  const value = call.arguments.length === 1 ? textOfArgument(machine, call.arguments[0]) : "value";
  const parameters = {
    ...{ name: call.name, value, keyword: context.keyword, suggestions },
    elsewhere: otherBlock(context, call.name),
    properties: context.instance === undefined ? undefined : [...context.instance.resource.properties.keys()],
  };
  return fail(machine, place, `the attribute "${call.name}"`, unknownAttribute(place, parameters, { fixes }));
}
