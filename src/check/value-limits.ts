import type { DeclaredValue } from "../model/declaration.js";
import * as report from "../diagnostics/catalogue/check.js";
import { outsideLimits } from "../schema/value-limits.js";
import type { ScalarValue } from "./draft.js";
import { fail, type Slot } from "./slot.js";

/** A value as it is when the limits of its property allow it; else it is refused. */
export function withinLimits(
  converted: ScalarValue | undefined,
  { origin }: DeclaredValue,
  slot: Slot,
): ScalarValue | undefined {
  const outside = converted && outsideLimits(converted, slot.property);
  if (outside === undefined) return converted;
  return fail(slot, report.outsideLimits(origin, { property: slot.property.name, ...outside }));
}
