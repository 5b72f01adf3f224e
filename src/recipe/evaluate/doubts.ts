import { makingMethods, passingMethods } from "../builtins/changing.js";
import { canChange, holding, inside, madeOf, maybe, partsOf, putInto } from "./candidates.js";
import { charge } from "./machine.js";
import type { Machine } from "./machine.js";
import { isMutable } from "./value.js";
import type { MutableObject, RuntimeValue, UnknownObject } from "./value.js";
import { forgetAll } from "./vivid.js";

/** Nothing in the target is known from here on; `added` may have been put into it. */
export function taint(
  machine: Machine,
  target: MutableObject,
  doubt: UnknownObject,
  added: readonly RuntimeValue[] = [],
): void {
  if (target.taint === undefined) machine.taints += 1;
  target.taint = holding(target.taint ?? doubt, added);
}

/** Several objects are made and looked at for each value that is tainted. */
const stepsOfTaint = 4;

/**
 * Something may have changed these values, and whatever is in them, and called the blocks that were kept: gives what
 * those may have answered.
 */
export function taintAll(
  machine: Machine,
  values: readonly RuntimeValue[],
  doubt: UnknownObject,
): readonly RuntimeValue[] {
  const answers: RuntimeValue[] = [];
  const seen = new Set<RuntimeValue>();
  const open = values.filter(canChange);
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (seen.has(value) || !charge(machine, stepsOfTaint)) continue;
    seen.add(value);
    for (const part of partsOf(value)) if (canChange(part)) open.push(part);
    if (value.kind === "level") {
      machine.lostAttributes ??= doubt;
      open.push(...machine.levels.values());
    } else if (value.kind === "proc") answers.push(machine.mayCall(machine, value, doubt) ?? doubt);
    else if (isMutable(value) && !value.frozen) {
      if (value.vivid !== undefined) forgetAll(machine, value.vivid);
      taint(machine, value, doubt);
    }
  }
  return answers;
}

/** A change of something unknown changes one of its candidates; `added` may be in it from here on. */
export function changeUnknown(
  machine: Machine,
  target: UnknownObject,
  added: readonly RuntimeValue[],
): readonly RuntimeValue[] {
  const answers = taintAll(machine, target.mayBe, holding(target, added));
  // Nobody knows where mofsmith does not know what it is put into.
  if (typeof target.diagnostic === "number" && target.mayBe.length === 0) taintAll(machine, added, target);
  else putInto(target, added);
  return answers;
}

/** Whether Ruby has a method of that name, and it changes nothing. */
export function isHarmless(name: string): boolean {
  return passingMethods.has(name) || makingMethods.has(name);
}

/**
 * A call that is not evaluated since something in it is unknown, of a method that does not change its receiver if that
 * is known: gives what its result may be.
 */
export function callDoubtful(
  machine: Machine,
  receiver: RuntimeValue,
  name: string,
  given: readonly RuntimeValue[],
  doubt: UnknownObject,
): UnknownObject {
  const values = [receiver, ...given];
  if (receiver.kind === "proc") values.push(...taintAll(machine, [receiver], doubt));
  if (receiver.kind === "unknown") {
    if (!isHarmless(name)) values.push(...changeUnknown(machine, receiver, given));
    // What mofsmith does not know may have methods of its own, which do anything with what they are given.
    const own = !isHarmless(name) && /^\w/.test(name);
    if (own && typeof receiver.diagnostic === "number") taintAll(machine, given, doubt);
  }
  const result = resultOf(name, doubt, values);
  if (result.parts.length === 0) return result;
  return madeOf({ ...result, parts: [] }, textSources(receiver, name, given));
}

/** Methods and operators whose result has nothing of the text that they were asked of. */
const tellingOnly = /\?$|^(?:[!=<>]=?|<=>|===?|[=!]~|count|hash|length|ord|size)$/;

/** Methods that look for what they are given, or for the first of it, and put none of that into what they give. */
const seekers: ReadonlySet<string> = new Set(
  "[] at chomp delete delete_prefix delete_suffix dig first last slice split squeeze values_at".split(" "),
);
const seekersOfFirst: ReadonlySet<string> = new Set("fetch gsub gsub! sub sub! tr tr_s".split(" "));

/** The values whose text may be in what a method or operator of that name gives. */
export function textSources(
  receiver: RuntimeValue,
  name: string,
  given: readonly RuntimeValue[],
): readonly RuntimeValue[] {
  if (tellingOnly.test(name)) return [];
  if (seekers.has(name)) return [receiver];
  return [receiver, ...given.slice(seekersOfFirst.has(name) ? 1 : 0)];
}

/** What a method of that name gives that is not evaluated: something new, or one of the values that it was called with. */
export function resultOf(name: string, doubt: UnknownObject, values: readonly RuntimeValue[]): UnknownObject {
  if (!makingMethods.has(name)) return inside(maybe(doubt, values));
  const made = doubt.mayBe.length === 0 ? doubt : { ...doubt, mayBe: [], mayHold: [] };
  return holding(made, [doubt, ...values]);
}
