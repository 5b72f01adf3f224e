import { check } from "../check/check.js";
import { allWell, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { Declaration } from "../model/declaration.js";
import type { NodeData } from "../model/node.js";
import type { Target } from "../mof/literal.js";
import { evaluate } from "../recipe/evaluate/evaluate.js";
import { parseRecipe } from "../recipe/parse.js";
import type { Recipe } from "../recipe/tree.js";
import type { Catalogue } from "../schema/catalogue.js";
import type { Origin, Source } from "../source/source.js";
import type { FileKind, Rule } from "./rule.js";
import { runDeclaredRules, runRules } from "./run.js";
import { rulesFor, weighed, type LintSeverities } from "./severities.js";

/** What holds for a run of lint. */
export interface LintSettings {
  readonly catalogue: Catalogue;
  readonly target: Target;
  /** `Chef::Config[:file_cache_path]`. */
  readonly fileCachePath: string;
  readonly severities: LintSeverities;
}

/** A file that has been read, with what its reading found. */
export interface LintFile {
  readonly recipe: Recipe;
  readonly kind: FileKind;
  readonly syntax: readonly Diagnostic[];
}

/** What is told of a file; `node` is the node it is told of, if it is one's own. */
export interface Told {
  readonly node: NodeData | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a file of a cookbook. */
export function readLintFile(source: Source, kind: FileKind): LintFile {
  const { value, diagnostics } = parseRecipe(source);
  return { recipe: value, kind, syntax: diagnostics };
}

/**
 * All that can be told of a file without making documents: what the compiler says of it on each of the nodes, and
 * what the rules find. A value that is not known says nothing. Of a file that cannot be read in full nothing but
 * that is told. `elsewhere` tells whether other recipes of the run declare a ResourceID (in lower case).
 */
export function lintFile(
  file: LintFile,
  nodes: readonly NodeData[],
  settings: LintSettings,
  elsewhere: (id: string, node: NodeData) => boolean,
): readonly Told[] {
  const { recipe, kind, syntax } = file;
  const { severities } = settings;
  if (!allWell(syntax)) return [{ node: undefined, diagnostics: syntax }];
  const rules = rulesFor(severities);
  const examined = (kind === "recipe" ? nodes : []).map((node) => ({
    node,
    ...examine(recipe, node, rules, settings, elsewhere),
  }));
  const found = [...runRules(recipe, kind, rules), ...examined.flatMap((one) => one.found)];
  const others = [...syntax, ...examined.flatMap(({ diagnostics }) => diagnostics)];
  const kept = withoutRepeats(found, others, rules);
  const told = examined.map(({ node, diagnostics }) => ({
    node,
    diagnostics: weighed(withoutReplaced(diagnostics, kept, rules), severities),
  }));
  return [{ node: undefined, diagnostics: weighed([...syntax, ...kept], severities) }, ...told];
}

/** What a recipe declares on a node, and what the compiler and the rules say of that. */
function examine(
  recipe: Recipe,
  node: NodeData,
  rules: readonly Rule[],
  { catalogue, target, fileCachePath }: LintSettings,
  elsewhere: (id: string, node: NodeData) => boolean,
) {
  const declared = declareOn(recipe, node, { target, fileCachePath });
  const checked = check(declared.value, catalogue, {
    ...{
      node: node.name,
      target,
      configurationName: "Lint",
      start: { source: recipe.source, start: 0, end: 0 },
    },
    ...{ coerce: false, unknown: "silent", elsewhere: (id: string) => elsewhere(id, node) },
    // A recipe may declare nothing: it is linted by itself, whatever run list it will be part of.
    failed: true,
  });
  return {
    diagnostics: [...declared.diagnostics, ...checked.diagnostics],
    found: runDeclaredRules(recipe, declared.value, rules),
  };
}

/** What a recipe declares by itself on a node; the one place where lint asks for it. */
function declareOn(
  recipe: Recipe,
  node: NodeData,
  settings: Pick<LintSettings, "target" | "fileCachePath">,
): { readonly value: readonly Declaration[]; readonly diagnostics: readonly Diagnostic[] } {
  return evaluate([recipe], node, { ...settings, missing: "warning" });
}

/** The ResourceIDs that a recipe declares on a node, in lower case, as its own words have them. */
export function declaredIds(
  { recipe, kind, syntax }: LintFile,
  node: NodeData,
  settings: LintSettings,
): readonly string[] {
  if (kind !== "recipe" || !allWell(syntax)) return [];
  return declareOn(recipe, node, settings).value.flatMap((declaration) => {
    if (declaration.kind !== "resource") return [];
    const { resource, name } = declaration;
    const [type, text] = [resource, name].map((value) =>
      value !== undefined && "text" in value ? value.text : "",
    );
    return [`[${type}]${text}`.toLowerCase()];
  });
}

/** Findings without those whose place another room's diagnostic speaks of in the rule's stead. */
function withoutRepeats(
  found: readonly Diagnostic[],
  others: readonly Diagnostic[],
  rules: readonly Rule[],
): readonly Diagnostic[] {
  const told = new Set(others.map(({ code, origin }) => `${code} ${placeOf(origin)}`));
  const yielding = new Map(rules.map(({ entry, yieldsTo }) => [entry.code, yieldsTo ?? []]));
  return found.filter(({ code, origin }) => {
    return !(yielding.get(code) ?? []).some((other) => told.has(`${other} ${placeOf(origin)}`));
  });
}

function placeOf(origin: Origin | undefined): string {
  return `${origin?.start} ${origin?.end} ${origin?.source.name}`;
}

/** Diagnostics without those that a finding of a rule tells better. */
function withoutReplaced(
  diagnostics: readonly Diagnostic[],
  found: readonly Diagnostic[],
  rules: readonly Rule[],
): readonly Diagnostic[] {
  const replacing = found.flatMap((finding) => {
    const replaces = rules.find(({ entry }) => entry.code === finding.code)?.replaces ?? [];
    return replaces.length === 0 ? [] : [{ finding, replaces }];
  });
  if (replacing.length === 0) return diagnostics;
  return diagnostics.filter(
    (diagnostic) =>
      diagnostic.severity === "error" ||
      !replacing.some(
        ({ finding, replaces }) => replaces.includes(diagnostic.code) && covers(finding, diagnostic),
      ),
  );
}

/** Whether the place of a finding holds that of a diagnostic, or the other way round. */
function covers({ origin: one }: Diagnostic, { origin: other }: Diagnostic): boolean {
  if (one === undefined || other === undefined || one.source !== other.source) return false;
  const inside = one.start <= other.start && other.end <= one.end;
  return inside || (other.start <= one.start && one.end <= other.end);
}
