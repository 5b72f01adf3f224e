import { absentDependency, unmetVersion } from "../../diagnostics/catalogue/cookbook.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { nearest } from "../../diagnostics/suggest.js";
import type { LoadedCookbook } from "./cookbook.js";
import type { Cookbooks } from "./cookbooks.js";
import type { Environment } from "./environments.js";
import type { Dependency } from "./metadata.js";
import { fulfils } from "./version.js";

/** The cookbooks of a run in the order in which Chef loads them. */
export interface CookbookOrder {
  readonly cookbooks: readonly LoadedCookbook[];
  /** Every dependency is known and was found. */
  readonly complete: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** A cookbook whose dependencies are being gone through. */
interface Visit {
  readonly cookbook: LoadedCookbook;
  readonly rest: Iterator<Dependency>;
}

/**
 * Orders cookbooks as Chef does (CookbookCompiler#cookbook_order): those of the run list in its order, each behind
 * its dependencies, these by name; one that leads back to itself in a circle is not gone through again. Diagnostics:
 * what is wrong in the cookbooks, `cookbook/absent-dependency` with the weight `missing`, `cookbook/unmet-version`.
 */
export function orderCookbooks(
  first: readonly LoadedCookbook[],
  all: Cookbooks,
  missing: "error" | "warning",
): CookbookOrder {
  const cookbooks: LoadedCookbook[] = [];
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  const open: Visit[] = [];
  let complete = true;
  const enter = (cookbook: LoadedCookbook): void => {
    if (seen.has(cookbook.name)) return;
    seen.add(cookbook.name);
    for (const problem of cookbook.problems) diagnostics.push(problem);
    complete &&= cookbook.metadata.complete;
    const byName = [...cookbook.metadata.dependencies].sort((a, b) => (a.name < b.name ? -1 : 1));
    open.push({ cookbook, rest: byName.values() });
  };
  for (const cookbook of first) {
    enter(cookbook);
    for (let visit = open.at(-1); visit !== undefined; visit = open.at(-1)) {
      const next = visit.rest.next();
      if (next.done === true) {
        cookbooks.push(visit.cookbook);
        open.pop();
        continue;
      }
      const { name, place } = next.value;
      const found = all.get(name);
      if (found === undefined) {
        complete = false;
        const problem = { name, by: visit.cookbook.name, near: nearest(name, all.keys()) };
        diagnostics.push(absentDependency(place, problem, { severity: missing }));
        continue;
      }
      const wanted = versionProblem(found, next.value, `the cookbook "${visit.cookbook.name}"`);
      if (wanted !== undefined) diagnostics.push(wanted);
      enter(found);
    }
  }
  return { cookbooks, complete, diagnostics };
}

/** `cookbook/unmet-version` for each cookbook that the environment does not allow in the version that it has. */
export function checkEnvironment(
  cookbooks: readonly LoadedCookbook[],
  { name, cookbookVersions }: Environment,
): readonly Diagnostic[] {
  return cookbooks.flatMap((cookbook) => {
    const rule = cookbookVersions.get(cookbook.name);
    return (rule && versionProblem(cookbook, rule, `the environment "${name}"`)) ?? [];
  });
}

/** Nothing is said of a cookbook whose version is not known. */
function versionProblem(
  { name, metadata: { version } }: LoadedCookbook,
  { constraint, place }: Pick<Dependency, "constraint" | "place">,
  by: string,
): Diagnostic | undefined {
  if (version === undefined || constraint === undefined || fulfils(version, constraint)) return undefined;
  const state = `is version ${version.join(".")}`;
  return unmetVersion(place, { cookbook: name, state, wanted: constraint.text, by });
}
