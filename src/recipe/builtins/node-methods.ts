import { nodeAttributeKeys, readAttribute } from "../evaluate/node.js";
import { readIndex } from "../evaluate/indexing.js";
import { levelNames } from "../evaluate/levels.js";
import { nilObject, stringObject, unknownIn } from "../evaluate/value.js";
import type { NodeObject, RuntimeValue } from "../evaluate/value.js";
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

/** `platform?` and `platform_family?`: asked of the node's attributes. */
export function isPlatform(
  machine: Machine,
  attribute: "platform" | "platform_family",
  names: readonly RuntimeValue[],
  origin: Origin,
): boolean | RuntimeValue {
  const platform = readAttribute(machine, attribute, origin);
  const wanted = names.flatMap((name) => (name.kind === "array" ? name.items : [name]));
  const doubt = unknownIn(platform) ?? wanted.map(unknownIn).find((name) => name !== undefined);
  if (doubt !== undefined) return doubt;
  const own = platform.kind === "string" ? platform.text : undefined;
  return wanted.some((name) => (name.kind === "string" || name.kind === "symbol") && name.text === own);
}

/** `node.role?('base')`, of the run list expanded. */
function isRole(call: NodeCall): RuntimeValue {
  const [name] = call.arguments;
  if (name?.kind !== "string" && name?.kind !== "symbol") return wrong(call, name, "a String");
  return truth(call, call.machine.plan.roles.includes(name.text));
}

function platform(call: NodeCall, attribute: "platform" | "platform_family"): RuntimeValue {
  const result = isPlatform(call.machine, attribute, call.arguments, call.origin);
  return typeof result === "boolean" ? truth(call, result) : result;
}

export const nodeMethods: MethodTable<NodeObject> = tableOf(
  [
    ...[...levelNames].map(([name, level]) =>
      pure<NodeObject>(name, 0, 0, ({ origin }) => ({ kind: "level", ...level, origin })),
    ),
    pure("run_state", 0, 0, (call) => call.machine.runState),
    pure("chef_environment", 0, 0, (call) => stringObject(call.machine.node.chefEnvironment, call.origin)),
    pure("environment", 0, 0, (call) => stringObject(call.machine.node.chefEnvironment, call.origin)),
    pure("role?", 1, 1, isRole),
    pure("name", 0, 0, (call) => stringObject(call.machine.node.name, call.origin)),
    pure("read", 1, Infinity, along),
    pure("key?", 1, 1, hasKey),
    pure("platform?", 1, Infinity, (call) => platform(call, "platform")),
    pure("platform_family?", 1, Infinity, (call) => platform(call, "platform_family")),
  ],
  { dig: "read", "attribute?": "key?", "has_key?": "key?" },
);
