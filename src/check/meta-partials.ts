import * as report from "../diagnostics/catalogue/check.js";
import { collector } from "../diagnostics/collector.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/suggest.js";
import type { Target } from "../mof/literal.js";
import { resolveDependencies } from "./depends.js";
import { excerpt } from "./describe.js";
import type { WrittenDependency } from "./draft.js";
import { entriesOf, propertyOf, textOf, type MetaPart } from "./meta-parts.js";

/** The blocks that a property of a partial configuration can name, by their keywords' beginning. */
const sources = [
  ["ConfigurationSource", "ConfigurationRepository"],
  ["ResourceModuleSource", "ResourceRepository"],
] as const;

/**
 * What partial configurations must be beside one another (powershell-configuration.md §1.12, lcm-rules M3).
 * Diagnostics: `check/disabled-partial`, `check/partial-source`, `check/unknown-manager`, `check/exclusive-form`,
 * `check/exclusive-overlap`, `check/partial-configuration`, those of `resolveDependencies`.
 */
export function checkPartials(parts: readonly MetaPart[], target: Target, diagnostics: Diagnostic[]): void {
  const partials = parts.filter(({ keyword }) => keyword.keyword === "PartialConfiguration");
  for (const partial of partials) {
    checkRefresh(partial, diagnostics);
    for (const [property, kind] of sources) {
      const known = parts.filter(({ keyword }) => keyword.keyword.startsWith(kind)).map(({ id }) => id);
      for (const entry of entriesOf(partial, property)) checkSource(entry, property, known, diagnostics);
    }
    if (target === "linux") checkForLinux(partial, diagnostics);
  }
  checkExclusive(partials, target, diagnostics);
  const dependents = partials.map((one) => ({ id: one.id, dependsOn: entriesOf(one, "DependsOn") }));
  const found = collector(Infinity);
  resolveDependencies(dependents, found);
  for (const diagnostic of found.found({ file: "" })) diagnostics.push(diagnostic);
}

/** CDP:3855-3900 */
function checkRefresh(partial: MetaPart, diagnostics: Diagnostic[]): void {
  const { id, place, certain } = partial;
  const mode = textOf(partial, "RefreshMode");
  const at = propertyOf(partial, "RefreshMode")?.origins.value ?? place;
  if (mode === "Disabled") diagnostics.push(report.disabledPartial(at, { id }));
  const sourced = entriesOf(partial, "ConfigurationSource").length > 0;
  if (mode === "Pull" && !sourced && certain) diagnostics.push(report.partialSource(at, { id }));
}

/** PSM:3123-3160 */
function checkSource(
  { text, origin }: WrittenDependency,
  property: string,
  known: readonly string[],
  diagnostics: Diagnostic[],
): void {
  if (known.some((id) => id.toLowerCase() === text.toLowerCase())) return;
  const sameName = known.filter((id) => id.slice(id.indexOf("]") + 1).toLowerCase() === text.toLowerCase());
  const suggestions = sameName.length > 0 ? sameName.slice(0, 3) : nearest(text, known);
  diagnostics.push(report.unknownManager(origin, { text: excerpt(text), property, suggestions, known }));
}

/** What the LCM of Linux does not support (lcm-rules, "Meta configuration"). */
function checkForLinux(partial: MetaPart, diagnostics: Diagnostic[]): void {
  const [, second] = entriesOf(partial, "ConfigurationSource");
  if (second !== undefined) {
    const problem = "On Linux a partial configuration has one ConfigurationSource.";
    diagnostics.push(report.partialConfiguration(second.origin, { problem }));
  }
  const [module] = entriesOf(partial, "ResourceModuleSource");
  if (module !== undefined) {
    const problem = "On Linux a partial configuration has no ResourceModuleSource.";
    diagnostics.push(report.partialConfiguration(module.origin, { problem }));
  }
}

interface Claim extends WrittenDependency {
  readonly id: string;
  /** In lower case; undefined where the resource is named alone. */
  readonly module: string | undefined;
  /** In lower case; `*` for all of a module. */
  readonly resource: string;
}

/** PSM:3165-3303. Two entries of one partial configuration may say the same; Linux looks at each by itself. */
function checkExclusive(partials: readonly MetaPart[], target: Target, diagnostics: Diagnostic[]): void {
  const claims: Claim[] = [];
  for (const partial of partials) {
    for (const entry of entriesOf(partial, "ExclusiveResources")) {
      const claim = readClaim(entry, partial.id);
      if (claim === undefined) {
        diagnostics.push(report.exclusiveForm(entry.origin, { text: excerpt(entry.text) }));
        continue;
      }
      const same = (one: Claim) => target === "linux" && one.text.toLowerCase() === claim.text.toLowerCase();
      const other = claims.find((one) => (one.id !== claim.id || same(one)) && overlap(one, claim));
      if (other === undefined) claims.push(claim);
      else diagnostics.push(overlapping(claim, other));
    }
  }
}

function readClaim(entry: WrittenDependency, id: string): Claim | undefined {
  const [, module, resource] = /^(?:([a-z]\w*)\\(?=.))?([a-z]\w*|(?<=\\)\*)$/i.exec(entry.text) ?? [];
  if (resource === undefined) return undefined;
  return { ...entry, id, module: module?.toLowerCase(), resource: resource.toLowerCase() };
}

function overlap(one: Claim, other: Claim): boolean {
  const together = one.module === undefined || other.module === undefined || one.module === other.module;
  if (!together) return false;
  if (one.resource === other.resource) return true;
  return one.module === other.module && (one.resource === "*" || other.resource === "*");
}

function overlapping({ text, origin }: Claim, other: Claim): Diagnostic {
  const related = [{ message: "It is claimed here first.", origin: other.origin }];
  return report.exclusiveOverlap(origin, { text, other: other.text, id: other.id }, { related });
}
