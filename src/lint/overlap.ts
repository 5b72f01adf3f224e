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
  const replacing = new Map<string, Set<string>>();
  for (const { entry, replaces = [] } of rules)
    for (const code of replaces) replacing.set(code, (replacing.get(code) ?? new Set()).add(entry.code));
  return diagnostics.filter((diagnostic) => {
    const better = replacing.get(diagnostic.code);
    const { origin, severity } = diagnostic;
    if (better === undefined || origin === undefined || severity === "error") return true;
    return ![...foundIn(origin.source)].some(
      ({ code, origin: place }) => better.has(code) && place !== undefined && covers(place, origin),
    );
  });
}

/** Whether one place holds the other, or the other way round. */
function covers(one: Origin, other: Origin): boolean {
  const inside = one.start <= other.start && other.end <= one.end;
  return inside || (other.start <= one.start && one.end <= other.end);
}
