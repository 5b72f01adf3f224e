import { unknownCondition, unknownValue } from "../diagnostics/catalogue/check.js";
import type { UnknownValue } from "../model/declaration.js";
import type { Origin } from "../source/source.js";
import type { Context } from "./context.js";

/**
 * Reports a value that is not known, at the place where it is needed; `subject` begins the sentence. Nothing is said
 * when its cause has been told as an error. `check/unknown-value`.
 */
export function reportUnknown(context: Context, place: Origin, subject: string, unknown: UnknownValue): void {
  const { reason, remedy, told } = unknown;
  if (told) return;
  context.diagnostics.push(unknownValue(place, { subject, reason, remedy }, weight(context, place, unknown)));
}

/** As `reportUnknown`, of a condition that cannot be decided round a block or property. `check/unknown-condition`. */
export function reportCondition(
  context: Context,
  place: Origin,
  subject: string,
  unknown: UnknownValue,
): void {
  const { reason, remedy, told } = unknown;
  if (told) return;
  context.diagnostics.push(
    unknownCondition(place, { subject, reason, remedy }, weight(context, place, unknown)),
  );
}

/** Two values are unknown for the same reason: what makes the one known makes the other known too. */
export function haveOneCause({ cause: one }: UnknownValue, { cause: other }: UnknownValue): boolean {
  return one.source === other.source && one.start === other.start && one.end === other.end;
}

function weight(context: Context, place: Origin, unknown: UnknownValue) {
  const { cause } = unknown;
  const elsewhere = cause.source !== place.source || cause.start !== place.start || cause.end !== place.end;
  return {
    severity: context.settings.unknown,
    related: elsewhere ? [{ message: "It is not known from here on.", origin: cause }] : [],
  };
}
