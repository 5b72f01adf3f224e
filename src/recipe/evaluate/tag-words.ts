import type { Origin } from "../../source/source.js";
import type { Call } from "../tree.js";
import { evaluateArguments } from "./arguments.js";
import type { Machine } from "./machine.js";
import { callMethod } from "./methods.js";
import { tagsOf } from "./tags.js";
import { booleanObject, nilObject, unknownIn } from "./value.js";
import type { RuntimeValue } from "./value.js";

/**
 * `tag 'a', 'b'` and `untag 'a'`, of the node too: each text is put into the node's tags, where it is not among them
 * yet, or taken out (Chef::Node#tag).
 */
export function changeTags(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  const tags = tagsOf(machine, origin);
  for (const value of values) {
    const text = ask(machine, value, "to_s", [], origin);
    const has = ask(machine, tags, "include?", [text], origin);
    if (unknownIn(tags) !== undefined || has.kind !== "boolean") continue;
    if (call.name === "tag" && !has.value) ask(machine, tags, "push", [text], origin);
    if (call.name === "untag") ask(machine, tags, "delete", [text], origin);
  }
  return tags;
}

/** `tagged?('a', 'b')`: the node has all of these tags. */
export function isTagged(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  const tags = tagsOf(machine, origin);
  for (const value of values) {
    const has = ask(machine, tags, "include?", [value], origin);
    if (has.kind !== "boolean" || !has.value) return has;
  }
  return booleanObject(true, origin);
}

function ask(
  machine: Machine,
  receiver: RuntimeValue,
  name: string,
  values: readonly RuntimeValue[],
  origin: Origin,
): RuntimeValue {
  const doubt = unknownIn(receiver) ?? values.map(unknownIn).find((value) => value !== undefined);
  if (doubt !== undefined) return doubt;
  const call = { name, arguments: values, bare: false, block: undefined, origin };
  return callMethod(machine, receiver, call) ?? nilObject(origin);
}
