import {
  dangerousConstruct,
  refusedConstruct,
  unknownMethod,
} from "../../diagnostics/catalogue/recipe-evaluate.js";
import { misspeltResource } from "../../diagnostics/catalogue/recipe-resource.js";
import { nearest } from "../../diagnostics/suggest.js";
import type { Origin } from "../../source/source.js";
import { chefResources } from "../builtins/chef-resources.js";
import {
  attributeLevels,
  dangerousConstants,
  dangerousFunctions,
  dangerousMethods,
  ignoredFunctions,
} from "../builtins/names.js";
import type { Call } from "../tree.js";
import { evaluateArguments } from "./arguments.js";
import { dscKeywords } from "./attribute-table.js";
import { walkUnknownBlock } from "./blocks.js";
import { ignore, recipeFunctions } from "./functions.js";
import { fail, originOf, report, unknown, visibleLocals } from "./machine.js";
import type { Machine } from "./machine.js";
import { callMethod } from "./methods.js";
import { newContext } from "./pending.js";
import type { BlockLike } from "./pending.js";
import { callInBody, declare, refuseAttribute, runBody } from "./resource.js";
import { nilObject, unknownIn } from "./value.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

/** A call, with a receiver or without. */
export function evaluateCall(machine: Machine, call: Call): RuntimeValue {
  const alone = machine.statement === call;
  if (!alone) machine.statement = undefined;
  if (call.receiver === undefined) return callFunction(machine, call, alone);
  const origin = originOf(machine, call);
  if (dangerousMethods.has(call.name)) return refuseDanger(machine, call, origin);
  const receiver = machine.evaluate(machine, call.receiver);
  machine.statement = alone ? call : undefined;
  if (receiver.kind === "nil" && call.safe) return nilObject(origin);
  if (receiver.kind === "module") return callConstant(machine, receiver.name, receiver, call, origin);
  if (receiver.kind === "node" && attributeLevels.has(call.name)) {
    const parameters = { construct: `an assignment to "node.${call.name}"` };
    report(machine, refusedConstruct(origin, parameters));
    return unknown(origin, `node.${call.name}`, "Give the attribute's value with --attributes FILE.");
  }
  return callOn(machine, receiver, call, origin);
}

function callOn(machine: Machine, receiver: RuntimeValue, call: Call, origin: Origin): RuntimeValue {
  const alone = machine.statement === call;
  const values = evaluateArguments(machine, call.arguments);
  machine.statement = alone ? call : undefined;
  const doubt = unknownIn(receiver) ?? (Array.isArray(values) ? undefined : values);
  if (doubt !== undefined || !Array.isArray(values)) return walkOver(machine, call, doubt);
  const block = blockOf(machine, call);
  if (block?.kind === "unknown") return block;
  const { blockCalls } = machine;
  const result = callMethod(machine, receiver, { name: call.name, arguments: values, block, origin });
  if (result === undefined) return unknownResult(machine, call, origin);
  // A block that was never run because something is unknown may yet run: what it declares counts.
  if (result.kind === "unknown" && machine.blockCalls === blockCalls) return walkOver(machine, call, result);
  return result;
}

/** The block of a call on something unknown: walked once, since it may run any number of times. */
function walkOver(machine: Machine, call: Call, doubt: UnknownObject | undefined): RuntimeValue {
  if (doubt === undefined) return nilObject(undefined);
  if (call.block !== undefined) walkUnknownBlock(machine, call.block, doubt);
  return doubt;
}

/** `do … end`, or the method that `&:name` names. */
function blockOf(machine: Machine, call: Call): BlockLike | UnknownObject | undefined {
  if (call.block !== undefined) return call.block;
  if (call.blockArgument === undefined) return undefined;
  const value = machine.evaluate(machine, call.blockArgument);
  if (value.kind === "symbol") return { kind: "symbolBlock", method: value.text, call };
  const origin = originOf(machine, call.blockArgument);
  return unknownIn(value) ?? unknown(origin, "what this block does", "Write the block itself.");
}

function callConstant(
  machine: Machine,
  name: string,
  receiver: RuntimeValue,
  call: Call,
  origin: Origin,
): RuntimeValue {
  if (dangerousConstants.has(name)) return refuseDanger(machine, call, origin, `${name}.${call.name}`);
  if (name === "Chef::Log") {
    evaluateArguments(machine, call.arguments);
    return ignore(machine, { ...call, name: `Chef::Log.${call.name}` }, origin);
  }
  return callOn(machine, receiver, call, origin);
}

function refuseDanger(machine: Machine, call: Call, origin: Origin, name = call.name): RuntimeValue {
  if (machine.resource !== undefined) machine.resource.incomplete = true;
  const problem = dangerousConstruct(origin, { construct: `"${name}"` });
  return fail(machine, origin, `the result of "${name}"`, problem);
}

/** A method that mofsmith does not have; a block of it is walked once, as its fate is not known. */
function unknownResult(machine: Machine, call: Call, origin: Origin): UnknownObject {
  const { name } = call;
  const place = { source: machine.source, start: call.nameStart, end: call.nameEnd };
  const doubt = unknown(origin, `the result of "${name}"`, "Write the value itself.");
  if (machine.resource?.kind !== "other") {
    const candidates =
      call.receiver === undefined ? [...visibleLocals(machine), ...recipeFunctions.keys()] : [];
    report(machine, unknownMethod(place, { name, suggestions: nearest(name, candidates) }));
  }
  if (call.block !== undefined && call.receiver !== undefined) walkUnknownBlock(machine, call.block, doubt);
  return doubt;
}

function callFunction(machine: Machine, call: Call, alone: boolean): RuntimeValue {
  const { resource } = machine;
  const own = resource === undefined ? undefined : callInBody(machine, resource, call);
  if (own !== undefined) return own;
  const keyword = dscKeywords.get(call.name);
  if (keyword !== undefined) return declare(machine, call, keyword);
  const origin = originOf(machine, call);
  const known = recipeFunctions.get(call.name);
  if (known !== undefined) return known(machine, call, origin);
  if (resource !== undefined && resource.kind === "other" && alone) {
    evaluateArguments(machine, call.arguments);
    return nilObject(origin);
  }
  if (dangerousFunctions.has(call.name)) return refuseDanger(machine, call, origin);
  if (ignoredFunctions.has(call.name)) {
    evaluateArguments(machine, call.arguments);
    return ignore(machine, call, origin);
  }
  if (resource !== undefined) return callHelper(machine, call, origin, alone);
  return looksLikeResource(call, alone) ? leaveOut(machine, call) : callHelper(machine, call, origin, false);
}

/** A word that mofsmith does not know: alone on a line of a DSC block a mistake, in a value unknown. */
function callHelper(machine: Machine, call: Call, origin: Origin, alone: boolean): RuntimeValue {
  const { resource } = machine;
  const given = call.arguments.length > 0 || call.block !== undefined;
  evaluateArguments(machine, call.arguments);
  if (resource !== undefined && alone && given) return refuseAttribute(machine, resource, call);
  return unknownResult(machine, call, origin);
}

/** One of Chef's own resources, or a cookbook's: a word with a name, or with nothing but a block. */
function looksLikeResource(call: Call, alone: boolean): boolean {
  const used = call.arguments.length > 0 || call.block !== undefined;
  if (chefResources.has(call.name)) return used;
  return alone && call.block !== undefined && call.arguments.length <= 1;
}

/** Evaluates another resource's block for what it assigns, and notes that it is left out. */
function leaveOut(machine: Machine, call: Call): RuntimeValue {
  const place = { source: machine.source, start: call.nameStart, end: call.nameEnd };
  const suggestions = chefResources.has(call.name) ? [] : nearest(call.name, dscKeywords.keys());
  if (suggestions.length > 0) {
    const problem = misspeltResource(place, { name: call.name, suggestions });
    return fail(machine, place, `the block "${call.name}"`, problem);
  }
  evaluateArguments(machine, call.arguments);
  const names = machine.leftOut;
  if (names.size === 0) machine.firstLeftOut = place;
  names.add(call.name);
  if (call.block !== undefined) runBody(machine, newContext(call.name, "other"), call.block);
  return nilObject(place);
}
