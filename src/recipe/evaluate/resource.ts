import {
  nestedResource,
  resourceName,
  unknownAttribute,
} from "../../diagnostics/catalogue/recipe-resource.js";
import { nearest } from "../../diagnostics/suggest.js";
import type { Origin } from "../../source/source.js";
import type { Block, Call } from "../tree.js";
import { placedArguments } from "./arguments.js";
import { setAttribute } from "./attribute.js";
import { attributeNames, attributeRow } from "./attribute-table.js";
import { callBlock } from "./blocks.js";
import { bounded } from "./branches.js";
import { fail, originOf } from "./machine.js";
import type { Machine } from "./machine.js";
import { joined } from "./list-operators.js";
import { newContext } from "./pending.js";
import type { PlacedValue, ResourceContext } from "./pending.js";
import { setProperty, textOfArgument } from "./property.js";
import { textOfValue } from "./text.js";
import { nilObject, stringObject, unknownIn } from "./value.js";
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
  const context = newContext(call.name, kind);
  if (machine.exit !== undefined) return nilObject(origin);
  return bounded(machine, "break", () => {
    if (call.block !== undefined) runBody(machine, context, call.block);
    // A `return` or `break` in the block leaves it before Chef has the resource in its list.
    if (machine.exit !== undefined) return nilObject(origin);
    const { conditional } = machine;
    machine.pending.push({ context, name, conditional, origin, keywordOrigin });
    return nilObject(origin);
  });
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
function evaluateName(machine: Machine, call: Call, keyword: Origin): PlacedValue {
  const placed = placedArguments(machine, call);
  if (!Array.isArray(placed)) return { value: placed, place: keyword };
  const [name] = placed;
  if (name === undefined || placed.length > 1) {
    return refuseName(machine, call, keyword, name === undefined ? "has no name" : "has more than one name");
  }
  const { value, place } = name;
  if (value.kind === "nil") return refuseName(machine, call, place, "has nil as its name");
  const doubt = unknownIn(value);
  if (doubt !== undefined) return { value: doubt, place };
  // A copy, since the recipe may change its own string later.
  if (value.kind === "string")
    return { value: stringObject(value.text, value.origin, value.segments), place };
  const origin = value.origin ?? place;
  if (value.kind === "array") return { value: joined(machine, value, ", ", origin), place };
  const text = textOfValue(machine, value, place);
  return { value: typeof text === "string" ? stringObject(text, origin) : text, place };
}

function refuseName(machine: Machine, call: Call, place: Origin, problem: string): PlacedValue {
  const wrong = resourceName(place, { keyword: call.name, problem });
  return { value: fail(machine, place, "the name of this block", wrong), place };
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
  const dependsOn =
    context.kind === "resource" && call.name.replaceAll("_", "").toLowerCase() === "dependson";
  const suggestions = dependsOn ? ["property :DependsOn"] : nearest(call.name, names);
  const [only] = suggestions;
  const comma = dependsOn && call.arguments.length > 0 ? "," : "";
  const edits = [{ origin: place, text: `${only}${comma}` }];
  const fixes = suggestions.length === 1 ? [{ title: `Change to ${only}`, safe: false, edits }] : [];
  const value = call.arguments.length === 1 ? textOfArgument(machine, call.arguments[0]) : "value";
  const parameters = { name: call.name, value, keyword: context.keyword, suggestions };
  return fail(machine, place, `the attribute "${call.name}"`, unknownAttribute(place, parameters, { fixes }));
}
