import { secretInText, secretUsed } from "../../diagnostics/catalogue/recipe-secrets.js";
import type { Origin } from "../../source/source.js";
import { partsOf } from "./candidates.js";
import { charge, fail, originOf, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import type { SecretObject } from "./opaque-values.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

// A secret may be handed round, and kept in locals, lists, hashes and properties of custom resources. Whatever would
// look at its text is an error, since the text could then be told from what it does.

/** The error of a use that would look at a secret's text: `use` goes on from "A secret cannot be". */
export function refuseSecret(machine: Machine, use: string, place?: Origin): UnknownObject {
  const origin = place ?? originOf(machine, machine.running);
  return fail(machine, origin, "what comes of a secret", secretUsed(origin, { use }));
}

/** What `[]`, `fetch` and `dig` give: of a secret that nobody has given, which may be a Hash, it is not known. */
export function valueInSecret(
  machine: Machine,
  value: RuntimeValue,
  use: string,
  place: Origin,
): UnknownObject {
  return value.kind === "secret" && value.secret === undefined && value.interpolation === undefined
    ? unknown(place, "a value in a secret", "Give it with --secret 'NAME:key=@FILE'.")
    : refuseSecret(machine, use, place);
}

/** The error of a text with a secret in it that is needed elsewhere than as the body of a script. */
export function refuseText(machine: Machine, interpolation: Origin): UnknownObject {
  return fail(machine, interpolation, "a text with a secret in it", secretInText(interpolation, {}));
}

/** Methods that tell nothing of a secret's text. */
export const harmlessMethods: ReadonlySet<string> = new Set(
  "! class clone dup equal? freeze instance_of? is_a? itself kind_of? nil? tap then yield_self".split(" "),
);

const operators: ReadonlySet<string> = new Set(["==", "!=", "==="]);

/** Whether a method or operator that a secret is asked for is evaluated as of any value: what it asks in turn is not. */
export function isOfAnyValue(name: string): boolean {
  return harmlessMethods.has(name) || operators.has(name);
}

/** What keeps what it is given, or passes it on, and does not look into it. */
const holders: ReadonlySet<RuntimeValue["kind"]> = new Set([
  ...(["array", "credential", "enumerator", "hash", "instance", "new resource", "proc", "secret"] as const),
]);

/** The secret among the arguments of a method that would look at it. */
export function secretGiven(
  receiver: RuntimeValue,
  name: string,
  values: readonly RuntimeValue[],
): SecretObject | undefined {
  // Most calls have none, and this is asked of all.
  const secret = values.find((value) => value.kind === "secret");
  if (secret === undefined || holders.has(receiver.kind)) return undefined;
  return isOfAnyValue(name) || name === "Array" ? undefined : secret;
}

/** Whether a value is a secret or has one in it that would be written out with it. */
function showsSecret(machine: Machine, value: RuntimeValue): boolean {
  const seen = new Set<RuntimeValue>([value]);
  // What is added while it is walked is walked too.
  for (const one of seen) {
    if (one.kind === "secret") return true;
    const parts = one.kind === "array" || one.kind === "hash" ? partsOf(one) : [];
    if (!charge(machine, parts.length)) return false;
    for (const part of parts) seen.add(part);
  }
  return false;
}

/** Reports the secrets in what a recipe writes to its log, which no document holds. */
export function refuseShown(
  machine: Machine,
  given: readonly RuntimeValue[] | UnknownObject,
  place: Origin,
): void {
  for (const value of "kind" in given ? [given] : given) {
    if (value.kind === "secret" && value.interpolation !== undefined)
      refuseText(machine, value.interpolation);
    else if (showsSecret(machine, value)) refuseSecret(machine, "written to the log", place);
  }
}
