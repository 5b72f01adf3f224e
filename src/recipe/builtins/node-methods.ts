import { hasAttribute, readAttribute } from "../evaluate/node.js";
import { existsPath, readPath, writePath } from "../evaluate/paths.js";
import { levelNames, levelsByName, loseAttributes } from "../evaluate/levels.js";
import {
  remove,
  unlink,
  unlinkStrictly,
  writeStrictly,
  writeUnchained,
} from "../evaluate/attribute-changes.js";
import type { Removal } from "../evaluate/attribute-changes.js";
import { tagsOf } from "../evaluate/tags.js";
import { booleanObject, stringObject, unknownIn } from "../evaluate/value.js";
import type { LevelObject, NodeObject, RuntimeValue } from "../evaluate/value.js";
import type { Machine } from "../evaluate/machine.js";
import type { Origin } from "../../source/source.js";
import { ask, pure, tableOf, truth, wrong } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";
import { platformWords } from "./platform-words.js";
import type { PlatformQuestion } from "./platform-words.js";

type NodeCall = Invocation<NodeObject>;

/** Changes what is at a path below `start`. */
type Change = typeof writePath;

/** `write('a', 'b', value)`, `write('a', 'b') { value }`; of the node the level's name comes first. */
function writes<R extends RuntimeValue>(
  call: Invocation<R>,
  start: RuntimeValue,
  path: readonly RuntimeValue[],
  change: Change,
): RuntimeValue {
  const value = call.block === undefined ? path.at(-1) : ask(call);
  const keys = call.block === undefined ? path.slice(0, -1) : path;
  if (value === undefined || keys.length === 0) return wrong(call, undefined, "a path and a value");
  return change(call.machine, start, keys, value, call.origin);
}

/** The level that `node.write(:default, …)` names. */
function levelGiven(call: NodeCall): LevelObject | undefined {
  const [name] = call.arguments;
  const level = name?.kind === "symbol" || name?.kind === "string" ? levelsByName.get(name.text) : undefined;
  return level === undefined ? undefined : { kind: "level", level, unchain: undefined, origin: call.origin };
}

/** A method of a level, asked of the node with the level's name in front. */
function ofLevel(run: (call: NodeCall, level: LevelObject, path: readonly RuntimeValue[]) => RuntimeValue) {
  return (call: NodeCall): RuntimeValue => {
    const level = levelGiven(call);
    if (level !== undefined) return run(call, level, call.arguments.slice(1));
    const [name] = call.arguments;
    const doubt = name === undefined ? undefined : unknownIn(name);
    if (doubt !== undefined) return loseAttributes(call.machine, doubt);
    return wrong(call, name, "the name of a level, such as :default");
  };
}

/** A call may be of something unknown: what it changes is then unknown too. */
const changes = { takesUnknown: true, cheap: true } as const;
const writing = { ...changes, block: "optional" } as const;

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
    pure("write", 1, Infinity, (call) => writes(call, call.receiver, call.arguments, writePath), writing),
    pure(
      "write!",
      1,
      Infinity,
      (call) => writes(call, call.receiver, call.arguments, writeStrictly),
      writing,
    ),
    pure(
      "unlink",
      1,
      Infinity,
      (call) => unlink(call.machine, call.receiver, call.arguments, call.origin),
      changes,
    ),
    pure(
      "unlink!",
      1,
      Infinity,
      (call) => unlinkStrictly(call.machine, call.receiver, call.arguments, call.origin),
      changes,
    ),
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

const removals: readonly (readonly [string, Removal])[] = [
  ["rm", "all"],
  ["rm_default", "default"],
  ["rm_normal", "normal"],
  ["rm_override", "override"],
];

/** What changes attributes, which an attribute file calls without a receiver. */
export const attributeWords: ReadonlySet<string> = new Set([
  ...[...levelNames.keys(), ...removals.map(([name]) => name)],
  ...["write", "write!", "unlink", "unlink!"],
]);

export const nodeMethods: MethodTable<NodeObject> = tableOf<NodeObject>(
  [
    ...pathMethods,
    ...[...levelNames].map(([name, { level, unchain }]) =>
      pure<NodeObject>(
        name,
        0,
        unchain === undefined ? 0 : Infinity,
        (call) => {
          const whole: LevelObject = { kind: "level", level, unchain, origin: call.origin };
          if (unchain === undefined || call.arguments.length === 0) return whole;
          return writes(call, whole, call.arguments, (machine, _start, keys, value, place) =>
            writeUnchained(machine, level, { ...unchain, keys }, value, place),
          );
        },
        changes,
      ),
    ),
    pure(
      "write",
      2,
      Infinity,
      ofLevel((call, level, path) => writes(call, level, path, writePath)),
      writing,
    ),
    pure(
      "write!",
      2,
      Infinity,
      ofLevel((call, level, path) => writes(call, level, path, writeStrictly)),
      writing,
    ),
    pure(
      "unlink",
      2,
      Infinity,
      ofLevel((call, level, path) => unlink(call.machine, level, path, call.origin)),
      changes,
    ),
    pure(
      "unlink!",
      2,
      Infinity,
      ofLevel((call, level, path) => unlinkStrictly(call.machine, level, path, call.origin)),
      changes,
    ),
    ...removals.map(([name, what]) =>
      pure<NodeObject>(
        name,
        1,
        Infinity,
        (call) => remove(call.machine, what, call.arguments, call.origin),
        changes,
      ),
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
