import { nodeAttributeKeys, readAttribute } from "../evaluate/node.js";
import { readIndex } from "../evaluate/indexing.js";
import { nilObject, stringObject, unknownIn } from "../evaluate/value.js";
import type { NodeObject, RuntimeValue } from "../evaluate/value.js";
import { unknown } from "../evaluate/machine.js";
import type { Machine } from "../evaluate/machine.js";
import type { Origin } from "../../source/source.js";
import { pure, tableOf, truth, wrong } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";

type NodeCall = Invocation<NodeObject>;

/** `node.read('a', 'b')` and `node.exist?('a', 'b')`: the value along a path, nil as soon as a key is missing. */
function along(call: NodeCall): RuntimeValue {
  let value: RuntimeValue = call.receiver;
  for (const key of call.arguments) {
    if (value.kind !== "node" && value.kind !== "hash" && value.kind !== "array") {
      return unknownIn(value) ?? nilObject(call.origin);
    }
    value = readIndex(call.machine, value, [key], call.origin);
  }
  return value;
}

function hasKey(call: NodeCall): RuntimeValue {
  const [key] = call.arguments;
  if (key?.kind !== "string" && key?.kind !== "symbol") return wrong(call, key, "a String or a Symbol");
  if (!call.machine.node.given) return readAttribute(call.machine, key.text, call.origin);
  return truth(call, nodeAttributeKeys(call.machine).includes(key.text));
}

/**
 * `platform?` and `platform_family?`: asked of the node's attributes; without them a document for Windows is
 * for a node whose platform and family are "windows".
 */
export function isPlatform(
  machine: Machine,
  attribute: "platform" | "platform_family",
  names: readonly RuntimeValue[],
  origin: Origin,
): boolean | RuntimeValue {
  const declared = machine.node.attributes[attribute];
  const platform =
    typeof declared === "string" ? declared : machine.target === "windows" ? "windows" : undefined;
  for (const name of names) {
    const doubt = unknownIn(name);
    if (doubt !== undefined) return doubt;
    if (platform !== undefined && name.kind === "string" && name.text === platform) return true;
  }
  if (platform !== undefined) return false;
  return unknown(origin, `node["${attribute}"]`, "Give node data with --attributes FILE.");
}

function platform(call: NodeCall, attribute: "platform" | "platform_family"): RuntimeValue {
  const result = isPlatform(call.machine, attribute, call.arguments, call.origin);
  return typeof result === "boolean" ? truth(call, result) : result;
}

export const nodeMethods: MethodTable<NodeObject> = tableOf(
  [
    pure("name", 0, 0, (call) => stringObject(call.machine.node.name, call.origin)),
    pure("read", 1, Infinity, along),
    pure("key?", 1, 1, hasKey),
    pure("platform?", 1, Infinity, (call) => platform(call, "platform")),
    pure("platform_family?", 1, Infinity, (call) => platform(call, "platform_family")),
  ],
  { dig: "read", "attribute?": "key?", "has_key?": "key?" },
);
