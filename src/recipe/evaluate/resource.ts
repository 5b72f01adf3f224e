import {
  attributeTwice,
  attributeValue,
  nestedResource,
  propertyName,
  propertyWithoutValue,
  resourceName,
  unknownAttribute,
} from "../../diagnostics/catalogue/recipe-resource.js";
import { argumentCount } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { nearest } from "../../diagnostics/suggest.js";
import type { Origin } from "../../source/source.js";
import type { Block, Call } from "../tree.js";
import { placedArguments } from "./arguments.js";
import { attributeNames, attributeRow } from "./attribute-table.js";
import type { AttributeRow } from "./attribute-table.js";
import { callBlock } from "./blocks.js";
import { fail, originOf, report } from "./machine.js";
import type { Machine } from "./machine.js";
import { joined } from "./operators.js";
import { newContext } from "./pending.js";
import type { PlacedValue, ResourceContext } from "./pending.js";
import { textOfValue } from "./text.js";
import { describe, classNameOf, nilObject, stringObject, unknownIn } from "./value.js";
import type { RuntimeValue } from "./value.js";

/** `dsc_resource 'name' do … end` and its kin: evaluates the block and keeps what it gathers. */
export function declare(machine: Machine, call: Call, kind: "resource" | "script"): RuntimeValue {
  const origin = originOf(machine, call);
  const keywordOrigin = { source: machine.source, start: call.nameStart, end: call.nameEnd };
  if (machine.resource !== undefined) {
    machine.resource.incomplete = true;
    const parameters = { keyword: call.name, outer: machine.resource.keyword };
    return fail(machine, origin, "a nested block", nestedResource(keywordOrigin, parameters));
  }
  const name = evaluateName(machine, call, keywordOrigin);
  if (name === undefined) return nilObject(origin);
  const context = newContext(call.name, kind);
  if (call.block !== undefined) runBody(machine, context, call.block);
  // A `return` in the block leaves it before Chef has the resource in its list.
  if (machine.exit !== undefined) return nilObject(origin);
  const conditional = machine.conditional ?? machine.mayHaveEnded;
  machine.pending.push({ context, name, conditional, origin, keywordOrigin });
  return nilObject(origin);
}

/** Evaluates a block with `context` as the resource it is asked of. */
export function runBody(machine: Machine, context: ResourceContext, block: Block): void {
  const { resource, within } = machine;
  machine.resource = context;
  machine.within = undefined;
  if (block.broken) context.incomplete = true;
  machine.statement = block.statements[0];
  callBlock(machine, block, []);
  machine.resource = resource;
  machine.within = within;
}

/** The name as Chef makes it: an array's elements joined by ", ", anything else by `to_s`. */
function evaluateName(machine: Machine, call: Call, place: Origin): PlacedValue | undefined {
  const placed = placedArguments(machine, call);
  if (!Array.isArray(placed)) return { value: placed, place };
  const [name] = placed;
  if (name === undefined || placed.length > 1) {
    const problem = name === undefined ? "has no name" : "has more than one name";
    report(machine, resourceName(place, { keyword: call.name, problem }));
    return undefined;
  }
  const { value } = name;
  if (value.kind === "nil") {
    report(machine, resourceName(name.place, { keyword: call.name, problem: "has nil as its name" }));
    return undefined;
  }
  const doubt = unknownIn(value);
  if (doubt !== undefined) return { value: doubt, place: name.place };
  // A copy, since the recipe may change its own string later.
  if (value.kind === "string") {
    return { value: stringObject(value.text, value.origin, value.segments), place: name.place };
  }
  const origin = value.origin ?? name.place;
  if (value.kind === "array") return { value: joined(machine, value, ", ", origin), place: name.place };
  const text = textOfValue(machine, value, name.place);
  return { value: typeof text === "string" ? stringObject(text, origin) : text, place: name.place };
}

/** A call without receiver inside a DSC block; undefined when the word is none of the block's own. */
export function callInBody(machine: Machine, context: ResourceContext, call: Call): RuntimeValue | undefined {
  if (context.kind === "other") return undefined;
  if (call.name === "property" && context.kind === "resource") return setProperty(machine, context, call);
  const row = attributeRow(call.name, context.kind);
  return row === undefined ? undefined : setAttribute(machine, context, row, call);
}

/** Reports a word that starts a line in a DSC block and means nothing there. */
export function refuseAttribute(machine: Machine, context: ResourceContext, call: Call): RuntimeValue {
  const place = { source: machine.source, start: call.nameStart, end: call.nameEnd };
  context.incomplete = true;
  const names = context.kind === "other" ? [] : attributeNames(context.kind);
  const parameters = { name: call.name, keyword: context.keyword, suggestions: nearest(call.name, names) };
  return fail(machine, place, `the attribute "${call.name}"`, unknownAttribute(place, parameters));
}

function setProperty(machine: Machine, context: ResourceContext, call: Call): RuntimeValue {
  const placed = placedArguments(machine, call);
  if (!Array.isArray(placed)) {
    // Which property is set is not known, nor to what: the block as a whole is doubtful.
    context.doubt ??= placed;
    return placed;
  }
  const [name, value] = placed;
  if (name === undefined || placed.length > 2) {
    context.incomplete = true;
    const origin = originOf(machine, call);
    const parameters = { name: "property", given: placed.length, least: 2, most: 2 };
    return fail(machine, origin, "a property", argumentCount(origin, parameters));
  }
  const doubt = unknownIn(name.value);
  if (doubt !== undefined) {
    context.doubt ??= doubt;
    return doubt;
  }
  if (name.value.kind !== "symbol") return refuseName(machine, context, name);
  const property = name.value.text;
  const known = context.properties.get(property);
  if (value === undefined) {
    const origin = originOf(machine, call);
    report(machine, propertyWithoutValue(origin, { name: property }));
    return known?.value ?? nilObject(origin);
  }
  const doubtful = machine.within;
  // Of two ways that may both be taken, nobody knows which value stays.
  const either = known !== undefined && doubtful !== undefined;
  const pending = {
    name: property,
    nameOrigin: name.place,
    value: either ? doubtful : value.value,
    valueOrigin: value.place,
    conditional: either ? undefined : doubtful,
  };
  if (known !== undefined && !either) context.repeated.push(pending);
  else context.properties.set(property, pending);
  return value.value;
}

function reportTwice(
  machine: Machine,
  name: string,
  place: Origin,
  first: { readonly nameOrigin: Origin },
): void {
  const related = [{ message: "It is set first here.", origin: first.nameOrigin }];
  report(machine, attributeTwice(place, { name }, { related }));
}

function refuseName(machine: Machine, context: ResourceContext, name: PlacedValue): RuntimeValue {
  context.incomplete = true;
  const shown = textOfValue(machine, name.value, name.place);
  const parameters = { shown: typeof shown === "string" ? shown : "…", given: classNameOf(name.value) };
  return fail(machine, name.place, "a property's name", propertyName(name.place, parameters));
}

function setAttribute(
  machine: Machine,
  context: ResourceContext,
  row: AttributeRow,
  call: Call,
): RuntimeValue {
  const placed = placedArguments(machine, call);
  const values = Array.isArray(placed) ? placed : [{ value: placed, place: originOf(machine, call) }];
  if (row.block && call.block !== undefined) values.push(guardText(machine, call.block));
  const uses = context.attributes.get(row.name);
  const known = uses?.at(-1);
  // Without arguments it asks for the value, as every attribute of Chef's does.
  if (values.length === 0) return known?.values[0]?.value ?? nilObject(originOf(machine, call));
  if (values.length < row.least || values.length > row.most) {
    context.incomplete = true;
    const origin = originOf(machine, call);
    const parameters = { name: row.name, given: values.length, least: row.least, most: row.most };
    return fail(machine, origin, `the attribute "${row.name}"`, argumentCount(origin, parameters));
  }
  const [first] = values;
  if (first !== undefined && isWrong(row, first.value)) return refuseValue(machine, context, row, first);
  const conditional = machine.within;
  const nameOrigin = { source: machine.source, start: call.nameStart, end: call.nameEnd };
  if (known !== undefined && !row.repeats && conditional === undefined) {
    reportTwice(machine, row.name, nameOrigin, known);
  }
  const use = { name: row.name, nameOrigin, values, conditional };
  if (uses !== undefined && row.repeats) uses.push(use);
  else context.attributes.set(row.name, [use]);
  return first?.value ?? nilObject(undefined);
}

function isWrong(row: AttributeRow, value: RuntimeValue): boolean {
  return row.kinds !== undefined && value.kind !== "unknown" && !row.kinds.has(value.kind);
}

function refuseValue(
  machine: Machine,
  context: ResourceContext,
  row: AttributeRow,
  { value, place }: PlacedValue,
): RuntimeValue {
  context.incomplete = true;
  const parameters = { name: row.name, wanted: row.wanted ?? "another value", given: describe(value) };
  return fail(machine, place, `the attribute "${row.name}"`, attributeValue(place, parameters));
}

/** A guard's code as it is written between the block's delimiters. */
function guardText(machine: Machine, block: Block): PlacedValue {
  const first = block.statements[0]?.start ?? block.start;
  const last = block.statements.at(-1)?.end ?? block.start;
  const place = { source: machine.source, start: first, end: last };
  return {
    value: { kind: "scriptBlock", text: machine.source.text.slice(first, last), origin: place },
    place,
  };
}
