import { argumentCount } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { closureOf } from "../evaluate/blocks.js";
import { setEntry } from "../evaluate/collections.js";
import { caseEquals } from "../evaluate/equality.js";
import { exceed, fail } from "../evaluate/machine.js";
import { arrayObject, hashObject, integerObject, stringObject, unknownIn } from "../evaluate/value.js";
import type {
  HashObject,
  MissingEntry,
  ModuleObject,
  RuntimeValue,
  UnknownObject,
} from "../evaluate/value.js";
import { untold } from "./enumerable/choosing.js";
import { argument, countGiven, textGiven } from "./given.js";
import { ask, iterating, list, nothing, pure, tableOf, text, truth, wrong } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";
import { regexpConstructors } from "./regexp/constructors.js";

type ModuleCall = Invocation<ModuleObject>;

/** `Array.new(size, value)`, with a block that makes each element, or a copy of an array. */
function newArray(call: ModuleCall): RuntimeValue {
  const [size, value] = call.arguments;
  if (size === undefined) return list(call, []);
  const doubt = unknownIn(size);
  if (doubt !== undefined) return doubt;
  if (size.kind === "array" && call.arguments.length === 1) return list(call, [...size.items]);
  const count = countGiven(call, 0);
  if (typeof count !== "number") return count;
  const { machine, origin } = call;
  if (count > machine.limits.collection) return exceed(machine, origin, "collection");
  const items: RuntimeValue[] = [];
  for (let index = 0; index < count && machine.exit === undefined; index += 1) {
    const made =
      call.block === undefined ? (value ?? nothing(call)) : ask(call, integerObject(BigInt(index), origin));
    items.push(made);
  }
  return list(call, items);
}

/** `Hash.new(default)` or with a block that is asked for each key that is missing. */
function newHash(call: ModuleCall): RuntimeValue | undefined {
  const { machine, origin, block } = call;
  const [value] = call.arguments;
  if (block === undefined)
    return withMissing(call, value === undefined ? undefined : { kind: "value", value });
  if (value !== undefined) {
    const problem = argumentCount(origin, { name: "new", given: 1, least: 0, most: 0 });
    return fail(machine, origin, "a new hash", problem);
  }
  if (block.kind !== "block") return undefined;
  const closure = closureOf(machine, block);
  return withMissing(call, { kind: "block", ask: (hash, key, place) => closure([hash, key], place) });
}

function withMissing(call: ModuleCall, missing: MissingEntry | undefined): HashObject {
  return { ...hashObject(new Map(), call.origin), missing };
}

function newString(call: ModuleCall): RuntimeValue {
  const value = call.arguments.length === 0 ? "" : textGiven(call, 0);
  return typeof value === "string" ? stringObject(value, call.origin) : value;
}

/** `Hash[…]`: of pairs, of a hash, or of keys and values in turn. */
function hashOf(call: ModuleCall): RuntimeValue {
  const [only, ...others] = call.arguments;
  const hash = hashObject(new Map(), call.origin);
  const put = (key: RuntimeValue, value: RuntimeValue): UnknownObject | undefined =>
    setEntry(call.machine, hash, key, value) ? undefined : untold(call, key);
  if (only?.kind === "hash" && others.length === 0)
    return { ...hashObject(new Map(only.entries), call.origin) };
  if (only?.kind === "array" && others.length === 0) {
    for (const item of only.items) {
      const doubt = item.kind === "unknown" ? item : undefined;
      if (doubt !== undefined) return doubt;
      const [key, value, ...rest] = item.kind === "array" ? item.items : [];
      if (key === undefined || rest.length > 0) return wrong(call, item, "pairs of a key and a value");
      const problem = put(key, value ?? nothing(call));
      if (problem !== undefined) return problem;
    }
    return hash;
  }
  if (call.arguments.length % 2 > 0) return wrong(call, call.arguments.at(-1), "keys and values in turn");
  for (let index = 0; index < call.arguments.length; index += 2) {
    const problem = put(argument(call, index), argument(call, index + 1));
    if (problem !== undefined) return problem;
  }
  return hash;
}

/** What each class makes, besides what all of them are asked. */
const constructors: ReadonlyMap<string, MethodTable<ModuleObject>> = new Map([
  [
    "Array",
    tableOf<ModuleObject>([
      iterating("new", 0, 2, newArray, { block: "optional", takesUnknown: true }),
      pure("[]", 0, Infinity, (call) => arrayObject([...call.arguments], call.origin), {
        takesUnknown: true,
      }),
    ]),
  ],
  [
    "Hash",
    tableOf<ModuleObject>([
      iterating("new", 0, 1, newHash, { block: "optional", takesUnknown: true }),
      pure("[]", 0, Infinity, hashOf),
    ]),
  ],
  ["String", tableOf<ModuleObject>([pure("new", 0, 1, newString)])],
  ["Regexp", regexpConstructors],
]);

/** What makes values of a class. */
export function constructorsOf({ name }: ModuleObject): MethodTable<ModuleObject> | undefined {
  return constructors.get(name);
}

/** Methods of all classes and modules. */
export const moduleMethods: MethodTable<ModuleObject> = tableOf<ModuleObject>(
  [
    pure("name", 0, 0, (call) => ({ ...stringObject(call.receiver.name, call.origin), frozen: true })),
    pure("to_s", 0, 0, (call) => text(call, call.receiver.name)),
    pure("===", 1, 1, (call) => {
      const fits = caseEquals(call.machine, call.receiver, argument(call, 0), call.origin);
      return typeof fits === "boolean" ? truth(call, fits) : fits;
    }),
  ],
  { inspect: "to_s" },
);
