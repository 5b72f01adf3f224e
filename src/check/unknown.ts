import { unknownCondition, unknownValue } from "../diagnostics/catalogue/check.js";
import type { Related } from "../diagnostics/diagnostic.js";
import type { UnknownValue } from "../model/declaration.js";
import type { Origin } from "../source/source.js";
import type { Context } from "./context.js";

/**
 * Reports a value that is not known, at the place where it is needed; `subject` begins the sentence. Nothing is said
 * when its cause has been told, or when the settings want silence. `check/unknown-value`.
 */
export function reportUnknown(context: Context, place: Origin, subject: string, unknown: UnknownValue): void {
  const { reason, remedy, told } = unknown;
  if (told || context.settings.unknown === "silent") return;
  const extra = { related: relatedOf(place, unknown) };
  context.diagnostics.push(unknownValue(place, { subject, reason, remedy }, extra));
}

/** As `reportUnknown`, of a condition that cannot be decided round a block or property. `check/unknown-condition`. */
export function reportCondition(
  context: Context,
  place: Origin,
  subject: string,
  unknown: UnknownValue,
): void {
  const { reason, remedy, told } = unknown;
  if (told || context.settings.unknown === "silent") return;
  const extra = { related: relatedOf(place, unknown) };
  context.diagnostics.push(unknownCondition(place, { subject, reason, remedy }, extra));
}

/** Two values are unknown for the same reason: what makes the one known makes the other known too. */
export function haveOneCause({ cause: one }: UnknownValue, { cause: other }: UnknownValue): boolean {
  return one.source === other.source && one.start === other.start && one.end === other.end;
}

function relatedOf(place: Origin, { cause }: UnknownValue): readonly Related[] {
  const same = cause.source === place.source && cause.start === place.start && cause.end === place.end;
  return same ? [] : [{ message: "It is not known from here on.", origin: cause }];
}
