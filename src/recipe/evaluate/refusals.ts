import {
  changedKey,
  nilReceiver,
  readOnlyValue,
  wrongOperands,
} from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import { missingAttributeAt } from "./attribute-errors.js";
import { fail } from "./machine.js";
import type { Machine } from "./machine.js";
import { refuseSecret } from "./secrets.js";
import { classNameOf, describe } from "./value.js";
import type { MutableObject, RuntimeValue, UnknownObject, Vivid } from "./value.js";
import { forgetAll } from "./vivid.js";

/** The error of an operator that its operands do not take; a missing attribute is named instead. */
export function refuse(
  machine: Machine,
  operator: string,
  left: RuntimeValue,
  right: RuntimeValue,
  origin: Origin,
): UnknownObject {
  const reason = `the result of "${operator}"`;
  for (const side of [left, right]) {
    if (side.kind === "nil" && side.missing !== undefined) {
      return missingAttributeAt(machine, side.missing, origin);
    }
  }
  if (left.kind === "secret" || right.kind === "secret")
    return refuseSecret(machine, `an operand of "${operator}"`, origin);
  if (left.kind === "nil") return fail(machine, origin, reason, nilReceiver(origin, { name: operator }));
  const negative = operator === "*" && right.kind === "integer" && right.value < 0n;
  const parameters = {
    ...{ operator, left: describe(left) },
    right: negative ? "a negative Integer" : describe(right),
  };
  return fail(machine, origin, reason, wrongOperands(origin, parameters));
}

/**
 * The error of changing what is read-only; undefined when it may be changed, which is to follow. What was merged of
 * the levels of node attributes is forgotten as Chef does, by `change` where that is none of all.
 */
export function refuseChange(
  machine: Machine,
  target: MutableObject,
  origin: Origin,
  change: (machine: Machine, vivid: Vivid) => void = forgetAll,
): UnknownObject | undefined {
  if (target.vivid !== undefined) change(machine, target.vivid);
  if (machine.heldKeys.has(target)) {
    const problem = changedKey(origin, { what: classNameOf(target) });
    return fail(machine, origin, "a value that was changed", problem);
  }
  if (target.attribute === undefined && !target.frozen) return undefined;
  const what = target.attribute ?? `This ${classNameOf(target)} is frozen and`;
  return fail(machine, origin, "a value that was changed", readOnlyValue(origin, { what }));
}
