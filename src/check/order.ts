import * as report from "../diagnostics/catalogue/check.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Dependency, Dependent } from "./depends.js";

/**
 * The dependencies of `--order strict`: `edges`, and for each resource the one before it. A machine then goes on to a
 * resource only when all before it succeeded, as Chef does. What depends on a resource behind it contradicts that:
 * `check/order-conflict`, unless a cycle has been told, of which it is a part.
 */
export function inStrictOrder(
  dependents: readonly Dependent[],
  edges: readonly (readonly number[])[],
  diagnostics: Diagnostic[],
): readonly (readonly number[])[] {
  if (!diagnostics.some(({ code }) => code === "check/dependency-cycle")) {
    reportForward(dependents, edges, diagnostics);
  }
  return edges.map((targets, index) => {
    return index === 0 || targets.includes(index - 1) ? targets : [...targets, index - 1];
  });
}

function reportForward(
  dependents: readonly Dependent[],
  edges: readonly (readonly number[])[],
  diagnostics: Diagnostic[],
): void {
  for (const [index, targets] of edges.entries()) {
    const forward = targets.filter((target) => target > index);
    if (forward.length === 0) continue;
    const id = dependents[index]?.id ?? "";
    const ids = new Set(forward.map((target) => dependents[target]?.id ?? ""));
    const lower = new Set(Array.from(ids, (one) => one.toLowerCase()));
    const place = writtenIn(dependents[index])?.find(({ text }) => lower.has(text.toLowerCase()));
    if (place !== undefined) diagnostics.push(report.orderConflict(place.origin, { id, later: [...ids] }));
  }
}

/**
 * With the layout `resource` every resource has a document of its own, in which no other can be depended on:
 * `check/dependency-across-documents`. What a notification implies is no dependency then: the order tells it.
 */
export function reportDependencies(dependents: readonly Dependent[], diagnostics: Diagnostic[]): void {
  for (const dependent of dependents) {
    const [first] = writtenIn(dependent) ?? [];
    if (first !== undefined) diagnostics.push(report.dependencyAcrossDocuments(first.origin, undefined));
  }
}

/** The entries of DependsOn, without what a notification implies. */
function writtenIn(dependent: Dependent | undefined): readonly Dependency[] | undefined {
  return dependent?.dependsOn.filter(({ target }) => target === undefined);
}
