import { refusedConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { misspeltResource } from "../../diagnostics/catalogue/recipe-resource.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import { nearest } from "../../diagnostics/suggest.js";
import type { Origin } from "../../source/source.js";
import { chefResources } from "../builtins/chef-resources.js";
import {
  attributeChangers,
  blockFunctions,
  dangerousCalls,
  dangerousConstants,
  dangerousFunctions,
  dangerousMethods,
  ignoredFunctions,
  refusedFunctions,
} from "../builtins/names.js";
import type { Block, Call, Expression } from "../tree.js";
import { absentResource, isAbsentResource } from "./absent-resource.js";
import { endsInPairs, evaluateArguments } from "./arguments.js";
import { dscKeywords } from "./attribute-table.js";
import { actionClassOf, callDefinition } from "./custom-definition.js";
import { askInstance, callInstance } from "./custom-words.js";
import { walkUnknownBlock } from "./blocks.js";
import { bounded } from "./branches.js";
import { refuseDanger, stubName } from "./danger.js";
import { inside, madeOf, maybe } from "./candidates.js";
import { dataBagItem } from "./data-bags.js";
import { frameFunction, ignore, nodeFunctions, recipeFunctions } from "./functions.js";
import { callDoubtful, taintAll, textSources } from "./doubts.js";
import { reportLostBlocks, reportLostIn } from "./lost-blocks.js";
import { doubtLastMatch, forgetMatch } from "./last-match.js";
import { fail, mistake, originOf, report, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import { leftOutLine } from "./left-out.js";
import { callMethod, mayChange } from "./methods.js";
import { blockOf, procOfBlock } from "./passed-blocks.js";
import { mixinWord } from "./mixin.js";
import { newContext } from "./pending.js";
import { addLeftOut, callInBody, declare, declareCustom, refuseAttribute } from "./resource.js";
import { readConstant } from "./constants.js";
import { fromJson, loseAttributes } from "./levels.js";
import { asResult, nameOf, unknownResult, walkOver } from "./unknown-result.js";
import { refuseShown } from "./secrets.js";
import { nilObject, unknownIn } from "./value.js";
import type { NewResourceObject, RuntimeValue, UnknownObject } from "./value.js";

/** A call, with a receiver or without. */
export function evaluateCall(machine: Machine, call: Call): RuntimeValue {
  const alone = machine.statement === call;
  if (!alone) machine.statement = undefined;
  const origin = originOf(machine, call);
  const mixin = mixinWord(call, machine.defining !== undefined);
  if (mixin !== undefined) return ignore(machine, mixin, origin);
  if (call.receiver === undefined) return callFunction(machine, call, alone);
  const stub = machine.stubs.size > 0 ? stubOf(machine, call) : undefined;
  if (stub !== undefined) return stub;
  const actions = machine.defining === undefined ? undefined : actionClassOf(call);
  if (actions !== undefined && machine.defining !== undefined)
    return callDefinition(machine, machine.defining, actions) ?? nilObject(origin);
  if (dangerousMethods.has(call.name)) return refuseDanger(machine, call, origin);
  const path = stubName(call);
  if (path !== undefined && dangerousCalls.has(path)) return refuseDanger(machine, call, origin, path);
  const receiver =
    call.receiver.kind === "constant"
      ? readConstant(machine, call.receiver, call.name)
      : machine.evaluate(machine, call.receiver);
  if (machine.exit !== undefined) return receiver;
  machine.statement = alone ? call : undefined;
  if (receiver.kind === "nil" && call.safe) return nilObject(origin);
  if (receiver.kind === "module") return callConstant(machine, receiver.name, receiver, call, origin);
  if (receiver.kind === "new resource") return callNewResource(machine, receiver, call, origin);
  if (receiver.kind === "node" && nodeFunctions.has(call.name))
    return nodeFunctions.get(call.name)?.(machine, call, origin) ?? receiver;
  if (receiver.kind === "node" && attributeChangers.has(call.name)) {
    const construct = `\`node.${call.name}\``;
    const told = refusedConstruct(origin, { construct });
    evaluateArguments(machine, call.arguments);
    return loseAttributes(machine, warn(machine, origin, `what ${construct} changes`, told));
  }
  return callOn(machine, receiver, call, origin);
}

function callOn(machine: Machine, receiver: RuntimeValue, call: Call, origin: Origin): RuntimeValue {
  const alone = machine.statement === call;
  const values = evaluateArguments(machine, call.arguments);
  if (machine.exit !== undefined) return receiver;
  machine.statement = alone ? call : undefined;
  const given = Array.isArray(values) ? values : [values];
  const doubt = unknownIn(receiver) ?? (Array.isArray(values) ? undefined : values);
  if (doubt !== undefined) return callUnknown(machine, call, receiver, given, doubt);
  const block = blockOf(machine, call, receiver);
  if (block?.kind === "unknown") {
    forgetMatch(machine, block);
    taintAll(machine, [receiver, ...given], block);
    return callDoubtful(machine, receiver, call.name, given, block);
  }
  const { blockCalls } = machine;
  const asked = { name: call.name, arguments: given, bare: endsInPairs(call), block, origin };
  const result =
    block === undefined
      ? callMethod(machine, receiver, asked)
      : bounded(machine, "break", () => callMethod(machine, receiver, asked));
  if (result === undefined) return unknownResult(machine, call, origin, receiver, given, block);
  if (result.kind !== "unknown") return result;
  const doubtful = madeOf(result, textSources(receiver, call.name, given));
  // A block that was never run because something is unknown may yet run: what it declares counts.
  return machine.blockCalls === blockCalls ? walkOver(machine, call, block, doubtful) : doubtful;
}

/** A call whose receiver or arguments are unknown: what it may change is unknown too, and its block may be run. */
function callUnknown(
  machine: Machine,
  call: Call,
  receiver: RuntimeValue,
  given: readonly RuntimeValue[],
  doubt: UnknownObject,
): RuntimeValue {
  doubtLastMatch(machine, call.name, doubt);
  mayChange(machine, receiver, call.name, given, doubt);
  const result = callDoubtful(machine, receiver, call.name, given, doubt);
  if (receiver.kind === "unknown" && call.receiver?.kind === "constant") taintAll(machine, given, doubt);
  return walkOver(machine, call, blockOf(machine, call, receiver), result);
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
    refuseShown(machine, evaluateArguments(machine, call.arguments), origin);
    return ignore(machine, `Chef::Log.${call.name}`, origin);
  }
  // The older forms of data_bag_item; what is encrypted in an item is unknown either way.
  if (dataBagItemClasses.has(name) && call.name === "load") return dataBagItem(machine, call, origin);
  return callOn(machine, receiver, call, origin);
}

const dataBagItemClasses: ReadonlySet<string> = new Set(["Chef::DataBagItem", "Chef::EncryptedDataBagItem"]);

/** The result that the user has declared for `name` or `Module.name`; what it would do is not done. */
function stubOf(machine: Machine, call: Call): RuntimeValue | undefined {
  const json = machine.stubs.get(stubName(call) ?? "");
  if (json === undefined) return undefined;
  evaluateArguments(machine, call.arguments);
  return fromJson(machine, json, originOf(machine, call), false);
}

/** `new_resource.port` in an action of a custom resource. */
function callNewResource(
  machine: Machine,
  receiver: NewResourceObject,
  call: Call,
  origin: Origin,
): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  const { instance } = receiver;
  const own = instance === undefined ? undefined : askInstance(machine, instance, call, values, origin);
  return own ?? unknownResult(machine, call, origin, receiver, values);
}

function callFunction(machine: Machine, call: Call, alone: boolean): RuntimeValue {
  const { resource } = machine;
  if (call.blockArgument !== undefined)
    return call.name === "proc" || call.name === "lambda"
      ? procOfBlock(machine, call)
      : refuseBlockArgument(machine, call, call.blockArgument);
  const defined =
    machine.defining === undefined ? undefined : callDefinition(machine, machine.defining, call);
  if (defined !== undefined) return defined;
  const line = resource === undefined ? undefined : callInBody(machine, resource, call);
  if (line !== undefined) return line;
  const keyword = dscKeywords.get(call.name);
  if (keyword !== undefined) return declare(machine, call, keyword, alone);
  const origin = originOf(machine, call);
  const stub = machine.stubs.size > 0 ? stubOf(machine, call) : undefined;
  if (stub !== undefined) return stub;
  const known = recipeFunctions.get(call.name) ?? frameFunction(machine, call.name);
  if (known !== undefined) return asResult(known(machine, call, origin));
  if (resource !== undefined && resource.kind === "other" && alone)
    return leftOutLine(machine, resource, call);
  if (dangerousFunctions.has(call.name)) return refuseDanger(machine, call, origin);
  if (blockFunctions.has(call.name) && call.block !== undefined)
    return refuseBlock(machine, call.block, call, origin);
  if (refusedFunctions.has(call.name)) return refuseFunction(machine, call, origin);
  if (ignoredFunctions.has(call.name)) {
    refuseShown(machine, evaluateArguments(machine, call.arguments), origin);
    return ignore(machine, call.name, origin);
  }
  const custom = chefResources.has(call.name) ? undefined : machine.customResources.get(call.name);
  if (custom !== undefined && (resource === undefined || resource.kind === "other"))
    return declareCustom(machine, call, custom);
  const own = callInstance(machine, call, origin);
  if (own !== undefined) return own;
  if (resource !== undefined) return callHelper(machine, call, origin, alone);
  return looksLikeResource(machine, call, alone)
    ? leaveOut(machine, call)
    : callHelper(machine, call, origin, false);
}

/** `loop do … end` and its like: the block is walked, since what it declares must not be lost unseen. */
function refuseBlock(machine: Machine, block: Block, call: Call, origin: Origin): RuntimeValue {
  const construct = `\`${call.name}\``;
  const place = nameOf(machine, call);
  const doubt = warn(machine, origin, `the result of ${construct}`, refusedConstruct(place, { construct }));
  walkUnknownBlock(machine, block, doubt);
  return doubt;
}

/** `rand(10)`, `define :name do … end`: what is declared in a block that is not evaluated would be lost. */
function refuseFunction(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const construct = `\`${call.name}\``;
  const reason = `the result of ${construct}`;
  evaluateArguments(machine, call.arguments);
  if (call.block !== undefined && reportLostIn(machine, call.block, construct, call))
    return mistake(origin, reason);
  return warn(machine, origin, reason, refusedConstruct(nameOf(machine, call), { construct }));
}

/** `name(&block)`: what the block does is not known, and a DSC block that it would be is lost. */
function refuseBlockArgument(machine: Machine, call: Call, block: Expression): RuntimeValue {
  const construct = "a block argument `&`";
  const values = evaluateArguments(machine, call.arguments);
  const passed = machine.evaluate(machine, block);
  if (machine.resource !== undefined) machine.resource.incomplete = true;
  const place = nameOf(machine, call);
  const reason = `the result of "${excerpt(call.name)}"`;
  if (reportLostBlocks(machine, [place], construct, block)) return mistake(place, reason);
  const doubt = warn(machine, place, reason, refusedConstruct(originOf(machine, block), { construct }));
  const given = Array.isArray(values) ? values : [values];
  taintAll(machine, [...given, passed], doubt);
  return inside(maybe(doubt, given));
}

/** A word that mofsmith does not know: alone on a line of a DSC block a mistake, in a value unknown. */
function callHelper(machine: Machine, call: Call, origin: Origin, alone: boolean): RuntimeValue {
  const { resource } = machine;
  const given = call.arguments.length > 0 || call.block !== undefined;
  const values = evaluateArguments(machine, call.arguments);
  if (resource !== undefined && alone && given) return refuseAttribute(machine, resource, call);
  return unknownResult(machine, call, origin, undefined, Array.isArray(values) ? values : [values]);
}

/** One of Chef's own resources, or a cookbook's: a word with a name, or with nothing but a block. */
function looksLikeResource(machine: Machine, call: Call, alone: boolean): boolean {
  const used = call.arguments.length > 0 || call.block !== undefined;
  if (chefResources.has(call.name) || isAbsentResource(machine, call.name)) return used;
  return alone && call.block !== undefined && call.arguments.length <= 1;
}

/**
 * The words a block may have meant to start with: it is spelt almost like them, or sets what only those of DSC blocks
 * set.
 */
function meantKeywords(machine: Machine, call: Call): readonly string[] {
  const isKnown = chefResources.has(call.name);
  const near = isKnown ? [] : nearest(call.name, [...dscKeywords.keys(), ...machine.customResources.keys()]);
  if (near.length > 0) return near;
  return call.block?.statements.some(setsProperty) === true ? ["dsc_resource"] : [];
}

/** `property :Name, value` or `resource :Name`: no resource of Chef's has such lines. */
function setsProperty(statement: Expression): boolean {
  if (statement.kind !== "call" || statement.receiver !== undefined) return false;
  const { name, arguments: given } = statement;
  if (given[0]?.kind !== "symbol") return false;
  return name === "property" ? given.length === 2 : name === "resource" && given.length === 1;
}

/** Reports a block whose first word is wrong; what is in it is checked all the same where that is certain. */
function correct(machine: Machine, call: Call, suggestions: readonly string[]): RuntimeValue {
  const place = nameOf(machine, call);
  const [only] = suggestions;
  const edits = [{ origin: place, text: only ?? "" }];
  const fixes = suggestions.length === 1 ? [{ title: `Change to ${only}`, safe: false, edits }] : [];
  const custom = !suggestions.some((word) => dscKeywords.has(word));
  const problem = misspeltResource(place, { name: call.name, custom, suggestions }, { fixes });
  if (only === "dsc_resource") {
    report(machine, problem);
    return declare(machine, call, "resource", true);
  }
  return fail(machine, place, `the block "${call.name}"`, problem);
}

/** Evaluates another resource's block for what it assigns, and notes that it is left out. */
function leaveOut(machine: Machine, call: Call): RuntimeValue {
  const place = nameOf(machine, call);
  const absent = absentResource(machine, call.name, place);
  if (absent !== undefined) return fail(machine, place, `the block "${call.name}"`, absent);
  const meant = meantKeywords(machine, call);
  if (meant.length > 0) return correct(machine, call, meant);
  const values = evaluateArguments(machine, call.arguments);
  if (call.name === "log") refuseShown(machine, Array.isArray(values) ? values : [values], place);
  const { source } = machine.frame;
  const known = machine.leftOut.get(source);
  if (known === undefined) machine.leftOut.set(source, { first: place, names: new Set([call.name]) });
  else known.names.add(call.name);
  const { block } = call;
  const name = Array.isArray(values) ? values[0] : values;
  if (block !== undefined) addLeftOut(machine, call, newContext(call.name, "other", name), block);
  return nilObject(place);
}
