import { hashKey, isInstance } from "../evaluate/equality.js";
import { unknown } from "../evaluate/machine.js";
import { inspect, textOfValue } from "../evaluate/text.js";
import { classNameOf, isMutable } from "../evaluate/value.js";
import type { RuntimeValue } from "../evaluate/value.js";
import { argument } from "./given.js";
import { ask, iterating, pure, tableOf, text, truth, wrong } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";

type Call = Invocation<RuntimeValue>;

function isA(call: Call): RuntimeValue | undefined {
  const className = argument(call, 0);
  if (className.kind !== "module") return wrong(call, className, "a class");
  const { name } = className;
  if (call.name !== "instance_of?") return truth(call, isInstance(call.receiver, name));
  if (!hasPlainClass(call.receiver)) return name === "Mash" ? undefined : truth(call, false);
  return truth(call, classNameOf(call.receiver) === name);
}

/** Lists and hashes of node attributes, and a Mash, are of classes of Chef's that inherit from Ruby's. */
function hasPlainClass(value: RuntimeValue): boolean {
  if (value.kind === "array") return value.attribute === undefined && value.vivid === undefined;
  return value.kind !== "hash" || (value.attribute === undefined && !value.mash);
}

/** Under a condition that cannot be decided the value stays as it is: a recipe that changes it then would end. */
function freeze(call: Call): RuntimeValue {
  const { machine, receiver } = call;
  if (isMutable(receiver) && machine.conditional === undefined) receiver.frozen = true;
  return receiver;
}

const unfrozen: ReadonlySet<RuntimeValue["kind"]> = new Set(["module", "enumerator", "match"]);

/** The texts of node data are frozen; its lists and hashes only refuse to be changed. */
function isFrozen(value: RuntimeValue): boolean {
  if (!isMutable(value)) return !unfrozen.has(value.kind);
  return value.frozen || (value.kind === "string" && value.attribute !== undefined);
}

/** `eql?`: alike and of one class, as keys of a hash are. */
function eql(call: Call): RuntimeValue {
  if (call.receiver.kind !== argument(call, 0).kind) return truth(call, false);
  const [left, right] = [call.receiver, argument(call, 0)].map((value) => hashKey(call.machine, value));
  if (left !== undefined && right !== undefined) return truth(call, left === right);
  return unknown(call.origin, "whether these values are the same", "Compare strings, symbols or numbers.");
}

/** `equal?`: the same object. Which numbers and symbols are that, is the affair of a Ruby; those of equal value mostly. */
function same(call: Call): RuntimeValue | undefined {
  const other = argument(call, 0);
  if (call.receiver === other) return truth(call, true);
  const single = [call.receiver, other].some(
    ({ kind }) => kind === "nil" || kind === "boolean" || kind === "symbol",
  );
  if (single) return truth(call, hashKey(call.machine, call.receiver) === hashKey(call.machine, other));
  return isMutable(call.receiver) && isMutable(other) && call.receiver.attribute === undefined
    ? truth(call, false)
    : undefined;
}

function shown(call: Call, show: typeof inspect): RuntimeValue {
  const made = show(call.machine, call.receiver, call.origin);
  return typeof made === "string" ? text(call, made) : made;
}

function className(call: Call): RuntimeValue | undefined {
  const { receiver, origin } = call;
  const known = receiver.kind !== "node" && receiver.kind !== "credential" && receiver.kind !== "module";
  if (!known || !hasPlainClass(receiver)) return undefined;
  return { kind: "module", name: classNameOf(receiver), origin };
}

/** Methods that every value has; a kind's own table comes first. */
export const objectMethods: MethodTable<RuntimeValue> = tableOf<RuntimeValue>(
  [
    pure("nil?", 0, 0, (call) => truth(call, call.receiver.kind === "nil"), { cheap: true }),
    pure("is_a?", 1, 1, isA, { cheap: true }),
    pure("instance_of?", 1, 1, isA, { cheap: true }),
    pure("class", 0, 0, className, { cheap: true }),
    pure("freeze", 0, 0, freeze, { cheap: true }),
    pure(
      "frozen?",
      0,
      0,
      // A literal is, what Regexp.new makes is not in every version.
      (call) => (call.receiver.kind === "regexp" ? undefined : truth(call, isFrozen(call.receiver))),
      { cheap: true },
    ),
    pure("itself", 0, 0, (call) => call.receiver, { cheap: true }),
    pure("dup", 0, 0, (call) => call.receiver, { cheap: true }),
    pure("clone", 0, 0, (call) => call.receiver, { cheap: true, keywords: ["freeze"] }),
    pure("eql?", 1, 1, eql),
    pure("equal?", 1, 1, same, { cheap: true }),
    iterating("then", 0, 0, (call) => ask(call, call.receiver), { cheap: true }),
    iterating(
      "tap",
      0,
      0,
      (call) => {
        ask(call, call.receiver);
        return call.receiver;
      },
      { block: "required", cheap: true },
    ),
    pure("to_s", 0, 0, (call) => shown(call, textOfValue)),
    pure("inspect", 0, 0, (call) => shown(call, inspect)),
  ],
  { "kind_of?": "is_a?", yield_self: "then" },
);
