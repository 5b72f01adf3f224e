import { check } from "../check/check.js";
import { unknownRole } from "../diagnostics/catalogue/chef-data.js";
import { nullMandatory } from "../diagnostics/catalogue/check-values.js";
import { absentDependency, unknownCookbook } from "../diagnostics/catalogue/cookbook.js";
import { noSuchCookbook, noSuchDataBag } from "../diagnostics/catalogue/recipe-include.js";
import { missingAttribute, unknownMethod } from "../diagnostics/catalogue/recipe-evaluate.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Declaration } from "../model/declaration.js";
import type { NodeData } from "../model/node.js";
import { evaluate, type Evaluated, type EvaluateSettings } from "../recipe/evaluate/evaluate.js";
import type { Cookbook, RunPlan } from "../recipe/library.js";
import type { Recipe } from "../recipe/tree.js";
import type { Catalogue } from "../schema/catalogue.js";
import type { Origin } from "../source/source.js";
import { keyAt } from "./overlap.js";
import { isUnwritten } from "./severities.js";

/**
 * What a node runs, a recipe by itself as if it were all that it runs, or a cookbook without any recipe.
 */
export interface LintRun {
  /** The recipe by itself; undefined for the whole run of a node, which says all that there is, and for a cookbook. */
  readonly recipe: Recipe | undefined;
  /** The cookbook whose attribute files and custom resources are looked at, whether or not a recipe calls these. */
  readonly cookbook?: Cookbook;
  /** `cookbook::recipe` for a recipe of a cookbook. */
  readonly name?: string;
  readonly node: NodeData;
  /** Undefined when there is no way to tell what would run. */
  readonly plan: RunPlan | undefined;
  /** What the making of the plan found. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What the examination of a run depends on. */
export interface ExamineSettings extends EvaluateSettings {
  readonly catalogue: Catalogue;
  /** Guards that only the machine can answer are warnings. */
  readonly ignoreGuards?: boolean;
  readonly coerce?: boolean;
  /** Whether folders of cookbooks were given, so that one that is in none of them is missing. */
  readonly cookbooksGiven: boolean;
  /** The same of the folder of roles. */
  readonly rolesGiven: boolean;
}

/** What a run declares on a node, and what the compiler says of it. */
export interface Examined {
  readonly declarations: readonly Declaration[];
  /** Recipes of cookbooks that have run, each as `cookbook::recipe`. */
  readonly loaded: ReadonlySet<string>;
  /** What is said of no node in particular. */
  readonly planning: readonly Diagnostic[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What the compiler says of a run, but for what was not given: a value that is not known says nothing. `elsewhere`
 * tells whether another recipe declares a `[type]name` or `keyword[name]`.
 */
export function examine(
  run: LintRun,
  settings: ExamineSettings,
  elsewhere: (id: string) => boolean,
): Examined {
  const { node, recipe } = run;
  const { value: declarations, diagnostics, loaded } = declareRun(run, settings);
  const planning = run.diagnostics.flatMap((one) => ofGiven(one, run, settings));
  const evaluation = diagnostics.flatMap((one) => ofGiven(one, run, settings));
  const left = planning.length + evaluation.length;
  const isWhole = left === run.diagnostics.length + diagnostics.length;
  const { catalogue, target, ignoreGuards, coerce } = settings;
  const checked = check(declarations, catalogue, {
    ...{
      node: node.name,
      target,
      configurationName: "Lint",
      start: startOf(recipe ?? run.plan?.recipes[0]?.recipe),
    },
    ...{ layout: "node", order: "recipe", coerce: coerce === true },
    ...{ unknown: "silent", ignoreGuards: ignoreGuards === true },
    credentials: { passwords: { kind: "withheld" }, domainUsers: true },
    passwords: settings.passwords,
    // What is missing may stand in a cookbook that was not given.
    elsewhere: isWhole ? elsewhere : () => true,
    // A recipe may declare nothing: it is linted by itself, whatever run list it will be part of.
    failed: true,
  });
  const ofDocument = checked.diagnostics.map(advised);
  return { declarations, loaded, planning, diagnostics: joined(evaluation, ofDocument) };
}

/** A diagnostic, as advice where the recipe is right and only this version of mofsmith is not enough for it. */
function advised(diagnostic: Diagnostic): Diagnostic {
  return isUnwritten(diagnostic.code) ? { ...diagnostic, severity: "info" } : diagnostic;
}

/**
 * A property that must have a value, and has nil since an attribute is not set, is one mistake: it is told as that of
 * the attribute, and as the error that it is.
 */
function joined(evaluation: readonly Diagnostic[], checked: readonly Diagnostic[]): readonly Diagnostic[] {
  const placesOf = (wanted: string, diagnostics: readonly Diagnostic[]): ReadonlySet<string> =>
    new Set(diagnostics.flatMap(({ code, origin }) => (code === wanted ? [keyAt("", origin)] : [])));
  const unset = placesOf(missingAttribute.code, evaluation);
  const needed = placesOf(nullMandatory.code, checked);
  return [
    ...evaluation.map((one) =>
      one.code === missingAttribute.code && needed.has(keyAt("", one.origin))
        ? { ...one, severity: "error" as const }
        : one,
    ),
    ...checked.filter(({ code, origin }) => code !== nullMandatory.code || !unset.has(keyAt("", origin))),
  ];
}

function startOf(recipe: Recipe | undefined): Origin {
  return { source: recipe?.source ?? { name: "", path: "", text: "" }, start: 0, end: 0 };
}

/**
 * What a run declares as `[type]name` and as `keyword[name]`, in lower case; `[type]` and `keyword[` alone where the
 * name is not known, and `[` where the type is not either.
 */
export function declaredIds(run: LintRun, settings: ExamineSettings): readonly string[] {
  return declareRun(run, settings).value.flatMap((declaration) => {
    const { keyword, name } = declaration;
    const called = "text" in name ? `${keyword}[${name.text}]` : `${keyword}[`;
    if (declaration.kind === "script") return [called.toLowerCase()];
    const { resource } = declaration;
    const type = resource !== undefined && "text" in resource ? `[${resource.text}]` : "[";
    const id = "text" in name && type !== "[" ? `${type}${name.text}` : type;
    return [called.toLowerCase(), id.toLowerCase()];
  });
}

/** The one place where lint has recipes evaluated. */
function declareRun({ plan, node, recipe, cookbook }: LintRun, settings: ExamineSettings): Evaluated {
  if (plan === undefined) return { value: [], diagnostics: [], loaded: new Set() };
  const rehearsed = cookbook === undefined ? {} : { rehearsed: cookbook };
  const afterOthers = recipe !== undefined || cookbook !== undefined;
  return evaluate(plan, node, { ...settings, ...rehearsed, missing: "warning", afterOthers });
}

/** A diagnostic, unless it is of something that nobody gave: what has not been given is not known to be missing. */
function ofGiven(
  diagnostic: Diagnostic,
  run: LintRun,
  { cookbooksGiven, rolesGiven }: ExamineSettings,
): readonly Diagnostic[] {
  const { code } = diagnostic;
  if (code === unknownRole.code) return rolesGiven ? [diagnostic] : [];
  if (code === noSuchDataBag.code) return run.plan?.library.dataBags.folders.length === 0 ? [] : [diagnostic];
  if (code === absentDependency.code) return cookbooksGiven ? [{ ...diagnostic, severity: "error" }] : [];
  if (cookbooksGiven) return [diagnostic];
  if (code === noSuchCookbook.code || code === unknownCookbook.code) return [];
  // Its custom resources and helpers are words that nobody else knows.
  const isOfAbsent = code === unknownMethod.code && isBare(diagnostic) && lacksCookbook(run);
  return isOfAbsent ? [] : [diagnostic];
}

function lacksCookbook({ diagnostics }: LintRun): boolean {
  return diagnostics.some(({ code }) => code === absentDependency.code);
}

/** Whether a word stands without a receiver. */
function isBare({ origin }: Diagnostic): boolean {
  return (
    origin !== undefined &&
    !/[.:]\s*$/.test(origin.source.text.slice(Math.max(0, origin.start - 20), origin.start))
  );
}
