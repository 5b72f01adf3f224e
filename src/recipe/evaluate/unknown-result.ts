import { attributeMethod, unknownMethod } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import { nearest } from "../../diagnostics/suggest.js";
import type { Origin } from "../../source/source.js";
import { arrayMethods } from "../builtins/array/table.js";
import { makingMethods } from "../builtins/changing.js";
import { foreignLiteral } from "../builtins/names.js";
import { nodeMethodNames } from "../builtins/node-names.js";
import { stringMethods } from "../builtins/string/table.js";
import type { Call } from "../tree.js";
import { walkUnknown, walkUnknownBlock } from "./blocks.js";
import { holding, maybe } from "./candidates.js";
import { stubName } from "./danger.js";
import { isHarmless, resultOf, taintAll } from "./doubts.js";
import { recipeFunctions } from "./functions.js";
import { readIndex } from "./indexing.js";
import { originOf, report, unknown, visibleLocals, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import { yieldTo } from "./methods.js";
import type { BlockLike } from "./pending.js";
import { stringObject } from "./value.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

/** A method that mofsmith does not have; a block of it is walked, as its fate is not known. */
export function unknownResult(
  machine: Machine,
  call: Call,
  origin: Origin,
  receiver: RuntimeValue | undefined,
  given: readonly RuntimeValue[],
  block: BlockLike | undefined = call.block,
): RuntimeValue {
  const { name } = call;
  const place = nameOf(machine, call);
  const read = receiver === undefined ? undefined : attributeByMethod(machine, call, receiver);
  if (read !== undefined) return read;
  const reason = `the result of "${excerpt(name)}"`;
  const locals = receiver === undefined ? visibleLocals(machine).filter((local) => local !== name) : [];
  const candidates = receiver === undefined ? [...locals, ...recipeFunctions.keys()] : [];
  const instead = receiver?.kind === "node" ? attributePath(call, place) : foreignLiteral(name);
  const bare = call.receiver === undefined && call.end === call.nameEnd;
  const parameters = { name, suggestions: nearest(name, candidates), instead, bare, stub: stubName(call) };
  const doubt =
    machine.resource?.kind === "other"
      ? unknown(origin, reason, "Write the value itself.")
      : warn(machine, origin, reason, unknownMethod(place, parameters));
  const values = receiver === undefined ? given : [receiver, ...given];
  // What Ruby has of that name changes nothing; anything else may change all that it gets at.
  const answers = receiver === undefined || !isHarmless(name) ? taintAll(machine, values, doubt) : [];
  return walkOver(machine, call, block, resultOf(name, doubt, [...values, ...answers]));
}

/**
 * `node.web.port`, as Chef before 13 took it where there is such an attribute (Chef::Node::Attribute#method_missing);
 * undefined for anything else.
 */
function attributeByMethod(machine: Machine, call: Call, receiver: RuntimeValue): RuntimeValue | undefined {
  if (call.arguments.length > 0 || call.block !== undefined) return undefined;
  const isAttribute =
    (receiver.kind === "node" && !nodeMethodNames.has(call.name)) ||
    (receiver.kind === "hash" && receiver.attribute !== undefined);
  if (!isAttribute) return undefined;
  const key = stringObject(call.name, undefined);
  const value = readIndex(machine, receiver, [key], originOf(machine, call));
  if (value.kind === "nil" && value.missing !== undefined) return undefined;
  const place = nameOf(machine, call);
  // Of a path the first word is told, with the whole path as it should be.
  const instead = receiver.kind === "node" ? attributePath(call, place) : undefined;
  if (instead !== undefined) report(machine, attributeMethod(place, { path: instead, name: call.name }));
  return value;
}

/** `node['web']['port']` for what was written `node.web.port`, as old versions of Chef took it. */
function attributePath(call: Call, { source, end }: Origin): string | undefined {
  const isWord = /[?!]$/.test(call.name) || nodeMethodNames.has(call.name);
  if (call.arguments.length > 0 || call.block !== undefined || isWord) return undefined;
  const [behind = ""] = /^(?:\.[a-z_]\w*(?![\w?!(]))*/.exec(source.text.slice(end, end + 200)) ?? [];
  const words = behind.split(".").slice(1);
  const method = words.findIndex((word) => stringMethods.has(word) || arrayMethods.has(word));
  const keys = [call.name, ...(method < 0 ? words : words.slice(0, method))];
  return `node${keys.map((key) => `['${key}']`).join("")}`;
}

/** Where the name of a call stands. */
export function nameOf(machine: Machine, call: Call): Origin {
  return { source: machine.frame.source, start: call.nameStart, end: call.nameEnd };
}

function answerOf(machine: Machine, block: BlockLike | UnknownObject, doubt: UnknownObject): RuntimeValue {
  if (block.kind === "block") return walkUnknownBlock(machine, block, doubt);
  if (block.kind === "nativeBlock" && block.kept !== undefined)
    return machine.mayCall(machine, block.kept, doubt) ?? doubt;
  if (block.kind !== "unknown")
    return walkUnknown(machine, (element) => yieldTo(machine, block, [element]), doubt);
  taintAll(machine, [doubt], block);
  return maybe(block, [doubt]);
}

/** The block of a call whose result is unknown, and which may run any number of times, with nobody knows what. */
export function walkOver(
  machine: Machine,
  call: Call,
  block: BlockLike | UnknownObject | undefined,
  doubt: UnknownObject,
): RuntimeValue {
  const answer = block === undefined ? doubt : answerOf(machine, block, doubt);
  return asResult(makingMethods.has(call.name) ? holding(doubt, [answer]) : maybe(doubt, [answer]));
}

/** What a function makes of a node attribute is no longer one. */
export function asResult(value: RuntimeValue): RuntimeValue {
  return value.kind === "unknown" && value.attribute !== undefined
    ? { ...value, attribute: undefined }
    : value;
}
