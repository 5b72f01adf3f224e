import { wrongOperands } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import { compare } from "./equality.js";
import { fail, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { describe } from "./value.js";
import type { RuntimeValue } from "./value.js";

/** `from..to`: the ends have an order, `from <=> to`, or one of them is open (Ruby, range.c, `range_init`). */
export function rangeOf(
  machine: Machine,
  from: RuntimeValue,
  to: RuntimeValue,
  exclusive: boolean,
  origin: Origin,
): RuntimeValue {
  const order = compare(machine, from, to, origin);
  if (typeof order === "object") return order;
  if (order !== undefined || from.kind === "nil" || to.kind === "nil")
    return { kind: "range", from, to, exclusive, origin };
  if (from.kind === "module" && to.kind === "module")
    return unknown(origin, "a range of classes", "Name the classes themselves.");
  const operands = { operator: exclusive ? "..." : "..", left: describe(from), right: describe(to) };
  return fail(machine, origin, "this range", wrongOperands(origin, operands));
}
