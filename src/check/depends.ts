import * as report from "../diagnostics/catalogue/check.js";
import { nearest } from "../diagnostics/suggest.js";
import type { Collector } from "../diagnostics/collector.js";
import type { Origin } from "../source/source.js";
import { excerpt } from "./describe.js";
import { findCycles } from "./graph.js";

/** A resource of a document, as far as dependencies go. */
export interface Dependent {
  readonly id: string;
  readonly dependsOn: readonly Dependency[];
  /** What an LCM says when an entry names nothing (lcm-rules D13), and to a circle that starts here (D14). */
  readonly says?: (rule: "D13" | "D14", target: string) => { readonly lcm?: string };
}

export interface Dependency {
  /** A ResourceID, in any case. */
  readonly text: string;
  readonly origin: Origin;
  /** The resource, where it is known already: a notification is no text to be looked up. */
  readonly target?: number;
}

/** Why a ResourceID cannot be found, or cannot be used, in a document that is being compiled. */
type Obstacle =
  | { readonly kind: "ambiguous"; readonly ids: readonly string[] }
  | { readonly kind: "left-out" }
  /** A diagnostic has been given for what the ResourceID could mean. */
  | { readonly kind: "reported" };

/** Asked for every entry by its text in lower case, before the entry is looked up. */
export type FindObstacle = (id: string) => Obstacle | undefined;

interface Search {
  readonly ids: ReadonlyMap<string, number>;
  readonly dependents: readonly Dependent[];
  readonly findObstacle: FindObstacle;
  readonly elsewhere: (id: string) => boolean;
  readonly found: Collector;
}

/**
 * Looks up every DependsOn entry (lcm-rules D13, ignoring case) and refuses cycles (D14); gives for each dependent
 * the indexes of those it depends on, each once. What is declared elsewhere is looked for no further. `check/malformed-dependency`, `check/unknown-dependency`,
 * `check/ambiguous-dependency`, `check/dependency-cycle`.
 */
export function resolveDependencies(
  dependents: readonly Dependent[],
  found: Collector,
  findObstacle: FindObstacle = () => undefined,
  elsewhere: (id: string) => boolean = () => false,
): readonly (readonly number[])[] {
  if (dependents.every(({ dependsOn }) => dependsOn.length === 0)) return dependents.map(() => none);
  const ids = new Map<string, number>();
  for (const [index, { id }] of dependents.entries()) {
    const lower = id.toLowerCase();
    if (!ids.has(lower)) ids.set(lower, index);
  }
  const search: Search = { ids, dependents, findObstacle, elsewhere, found };
  const edges = dependents.map((dependent) => {
    if (dependent.dependsOn.length === 0) return none;
    const targets = new Set<number>();
    for (const dependency of dependent.dependsOn) {
      const target = dependency.target ?? lookUp(dependency, dependent, search);
      if (target !== undefined) targets.add(target);
    }
    return [...targets];
  });
  reportCycles(dependents, edges, ids, found);
  return edges;
}

const none: readonly number[] = [];

function lookUp(dependency: Dependency, dependent: Dependent, search: Search): number | undefined {
  const { text, origin } = dependency;
  const lower = text.toLowerCase();
  const target = search.ids.get(lower);
  const obstacle = search.findObstacle(lower);
  if (obstacle?.kind === "ambiguous") {
    search.found.add(report.ambiguousDependency(origin, { text: excerpt(text), ids: obstacle.ids }));
    return undefined;
  }
  if (target !== undefined) return target;
  if (obstacle?.kind === "reported" || search.elsewhere(lower)) return undefined;
  reportMissing(dependency, dependent, obstacle?.kind === "left-out", search);
  return undefined;
}

/** The form is asked for only where nothing is found: an LCM takes a ResourceID of any form. */
function reportMissing(
  { text, origin }: Dependency,
  { says }: Dependent,
  leftOut: boolean,
  { dependents, found }: Search,
): void {
  const suggestions = found.suggest(() => suggest(text, dependents));
  const parameters = { text: excerpt(text), suggestions };
  const extra = says?.("D13", text);
  found.add(
    isResourceId(text)
      ? report.unknownDependency(origin, { ...parameters, leftOut }, extra)
      : report.malformedDependency(origin, parameters, extra),
  );
}

/** `[Type]Name` */
function isResourceId(text: string): boolean {
  return /^\[[A-Za-z_]\w*\]\P{Cc}+$/u.test(text);
}

function suggest(text: string, dependents: readonly Dependent[]): readonly string[] {
  const ids = dependents.map(({ id }) => id);
  const ending = `]${meantName(text)}`.toLowerCase();
  const sameName = ids.filter((id) => id.toLowerCase().endsWith(ending));
  return sameName.length > 0 ? sameName.slice(0, 3) : nearest(text, ids);
}

/** The name in `[Type]name`, in Chef's own way to name a block, `dsc_resource[name]`, or in a text that is the name. */
function meantName(text: string): string {
  const [, inId, inChef] = /^\[[^\]]*\](.*)$|^\w+\[([^\]]*)\]$/s.exec(text) ?? [];
  return inId ?? inChef ?? text;
}

function reportCycles(
  dependents: readonly Dependent[],
  edges: readonly (readonly number[])[],
  ids: ReadonlyMap<string, number>,
  found: Collector,
): void {
  for (const cycle of findCycles(edges)) {
    const [first = 0, second = first] = cycle;
    const start = dependents[first];
    const dependency = start?.dependsOn.find(
      ({ text, target }) => (target ?? ids.get(text.toLowerCase())) === second,
    );
    if (dependency === undefined) continue;
    const shown = [...cycle, first].map((index) => dependents[index]?.id ?? "");
    const extra = start?.says?.("D14", dependency.text);
    found.add(report.dependencyCycle(dependency.origin, { ids: shown }, extra));
  }
}
