import { hasAttribute, readAttribute } from "../evaluate/node.js";
import { existsPath, readPath } from "../evaluate/paths.js";
import { levelNames } from "../evaluate/levels.js";
import { tagsOf } from "../evaluate/tags.js";
import { booleanObject, stringObject, unknownIn } from "../evaluate/value.js";
import type { NodeObject, RuntimeValue } from "../evaluate/value.js";
import type { Machine } from "../evaluate/machine.js";
import type { Origin } from "../../source/source.js";
import { pure, tableOf, truth, wrong } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";
import { platformWords } from "./platform-words.js";
import type { PlatformQuestion } from "./platform-words.js";

type NodeCall = Invocation<NodeObject>;

/** Methods that follow a path of node attributes; of the node, of a level, and of a hash in them. */
export const pathMethods: MethodTable<RuntimeValue> = tableOf(
  [
    pure<RuntimeValue>("read", 1, Infinity, (call) =>
      readPath(call.machine, call.receiver, call.arguments, call.origin),
    ),
    pure<RuntimeValue>("exist?", 1, Infinity, (call) => {
      const exists = existsPath(call.machine, call.receiver, call.arguments, call.origin);
      return typeof exists === "boolean" ? truth(call, exists) : exists;
    }),
  ],
  { dig: "read" },
);

function hasKey(call: NodeCall): RuntimeValue {
  const [key] = call.arguments;
  if (key?.kind !== "string" && key?.kind !== "symbol") return wrong(call, key, "a String or a Symbol");
  const has = hasAttribute(call.machine, key.text, call.origin);
  return typeof has === "boolean" ? truth(call, has) : has;
}

/** `windows?` and its like. */
export function answerOf(
  machine: Machine,
  { attribute, values }: PlatformQuestion,
  origin: Origin,
): RuntimeValue {
  const names = values.map((value) => stringObject(value, origin));
  const answer = isPlatform(machine, attribute, names, origin);
  return typeof answer === "boolean" ? booleanObject(answer, origin) : answer;
}

/** `platform?` and `platform_family?`: asked of the node's attributes. */
export function isPlatform(
  machine: Machine,
  attribute: PlatformQuestion["attribute"],
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

export const nodeMethods: MethodTable<NodeObject> = tableOf<NodeObject>(
  [
    ...pathMethods,
    ...[...levelNames].map(([name, level]) =>
      pure<NodeObject>(name, 0, 0, ({ origin }) => ({ kind: "level", ...level, origin })),
    ),
    pure("run_state", 0, 0, (call) => call.machine.runState),
    pure("chef_environment", 0, 0, (call) => call.machine.environmentName),
    pure("role?", 1, 1, isRole),
    pure("tags", 0, 0, ({ machine, origin }) => tagsOf(machine, origin)),
    pure("name", 0, 0, (call) => call.machine.nodeName),
    pure("key?", 1, 1, hasKey),
    ...Array.from(platformWords, ([name, question]) =>
      pure<NodeObject>(name, 0, 0, ({ machine, origin }) => answerOf(machine, question, origin)),
    ),
    pure("platform?", 1, Infinity, (call) => platform(call, "platform")),
    pure("platform_family?", 1, Infinity, (call) => platform(call, "platform_family")),
  ],
  { "attribute?": "key?", "has_key?": "key?", environment: "chef_environment" },
);
