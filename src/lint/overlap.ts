import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin, Source } from "../source/source.js";
import type { Rule } from "./rule.js";

/** A diagnostic's code and place: of two with the same, one is told. */
export function keyOf({ code, origin }: Diagnostic): string {
  return keyAt(code, origin);
}

/** The same of a code at a place. */
export function keyAt(code: string, origin: Origin | undefined): string {
  return `${code} ${origin?.start} ${origin?.end} ${origin?.source.name}`;
}

/** The codes of other rooms for which rules are silent. */
export function yieldedTo(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(rules.flatMap(({ yieldsTo }) => yieldsTo ?? []));
}

/** Findings without those whose place another room's diagnostic speaks of in the rule's stead (`told`, by `keyOf`). */
export function withoutRepeats(
  found: readonly Diagnostic[],
  told: ReadonlySet<string>,
  rules: readonly Rule[],
): readonly Diagnostic[] {
  const yielding = new Map(rules.map(({ entry, yieldsTo }) => [entry.code, yieldsTo ?? []]));
  return found.filter(({ code, origin }) => {
    return !(yielding.get(code) ?? []).some((other) => told.has(keyAt(other, origin)));
  });
}

/** Diagnostics without those that a finding of a rule tells better. */
export function withoutReplaced(
  diagnostics: readonly Diagnostic[],
  foundIn: (source: Source) => Iterable<Diagnostic>,
  rules: readonly Rule[],
): readonly Diagnostic[] {
  const replaced = new Map(rules.map(({ entry, replaces }) => [entry.code, replaces ?? []]));
  const better = new Map<string, readonly Origin[]>();
  const placesOf = (code: string, source: Source): readonly Origin[] => {
    const key = `${code} ${source.name}`;
    const known =
      better.get(key) ??
      [...foundIn(source)].flatMap((one) =>
        one.origin !== undefined && (replaced.get(one.code) ?? []).includes(code) ? [one.origin] : [],
      );
    better.set(key, known);
    return known;
  };
  const replaceable = new Set([...replaced.values()].flat());
  return diagnostics.filter(({ code, origin, severity }) => {
    if (origin === undefined || severity === "error" || !replaceable.has(code)) return true;
    return !placesOf(code, origin.source).some((place) => covers(place, origin));
  });
}

/** Whether one place holds the other, or the other way round. */
function covers(one: Origin, other: Origin): boolean {
  const inside = one.start <= other.start && other.end <= one.end;
  return inside || (other.start <= one.start && one.end <= other.end);
}
