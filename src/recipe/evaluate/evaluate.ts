import { otherResources } from "../../diagnostics/catalogue/recipe-resource.js";
import type { Diagnostic, Staged } from "../../diagnostics/diagnostic.js";
import type { Declaration } from "../../model/declaration.js";
import type { Json, NodeData } from "../../model/node.js";
import { newPasswords, type Passwords } from "../../model/passwords.js";
import type { Secret } from "../../model/secret.js";
import type { Source } from "../../source/source.js";
import { chefResources } from "../builtins/chef-resources.js";
import type { Cookbook, RunPlan } from "../library.js";
import { prepareTarget } from "./assignment.js";
import { converge, rehearse } from "./converge.js";
import { evaluateExpression } from "./expression.js";
import { loadResources } from "./custom-definition.js";
import { frameOf, loadAttributes, runRecipe } from "./files.js";
import { emptyLevels } from "./levels.js";
import { evaluationLimits } from "./limits.js";
import type { EvaluationLimits } from "./limits.js";
import { openScope, report, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { callProc, mayCall } from "./procs.js";
import { hashObject, nilObject, stringObject } from "./value.js";
import type { Frame } from "./value.js";

/** What the evaluation of a run list depends on besides the recipes and the node. */
export interface EvaluateSettings {
  readonly target: "windows" | "linux";
  /** What `Chef::Config[:file_cache_path]` is; the usual place of the target when absent. */
  readonly fileCachePath?: string;
  /** The weight of what is missing or not evaluated, where it is needed; an error when absent. */
  readonly missing?: "error" | "warning";
  /** Results of functions by name, as the user declares them. */
  readonly stubs?: ReadonlyMap<string, Json>;
  /** Secrets by name, or as `name@version`. */
  readonly secrets?: ReadonlyMap<string, Secret>;
  /** Where the passwords go that credentials take, so that nothing shows them. */
  readonly passwords?: Passwords;
  /** Leaving out Chef's own resources is an error. */
  readonly strict?: boolean;
  /** Other recipes may have run before these: what they leave behind, as in `node.run_state`, is not known. */
  readonly afterOthers?: boolean;
  /** Every action of this cookbook's custom resources is run too, each as if the values of all properties were unknown. */
  readonly rehearsed?: Cookbook;
  readonly limits?: Partial<EvaluationLimits>;
}

/** What the recipes of a run declare. */
export interface Evaluated extends Staged<readonly Declaration[]> {
  /** The recipes of cookbooks that have certainly run, included ones too, each as `cookbook::recipe`. */
  readonly loaded: ReadonlySet<string>;
}

/**
 * Evaluates one node's run list as Chef does: attribute files, then recipes in order, each with locals and
 * constants of its own; then, when all have run, what they declared is read off, and custom resources are expanded. Gives
 * the declarations in the order of the document, also when there are errors. All diagnostics are `recipe/…` or
 * `check/missing-attribute`.
 */
export function evaluate(plan: RunPlan, node: NodeData, settings: EvaluateSettings): Evaluated {
  const { rehearsed } = settings;
  const [first] = plan.recipes;
  if (first === undefined && rehearsed === undefined)
    return { value: [], diagnostics: [], loaded: new Set() };
  const machine = newMachine(plan, node, settings);
  if (first !== undefined) machine.frame = frameOf(first.recipe, "recipe", first.cookbook);
  loadAttributes(machine);
  // What is rehearsed is so whatever attribute files come to.
  if (rehearsed !== undefined) machine.exit = undefined;
  loadResources(machine);
  for (const planned of plan.recipes) {
    if (machine.exit !== undefined) break;
    runRecipe(machine, planned);
  }
  // Reading off has a budget of its own, so that what was declared before a limit is returned in full.
  machine.steps = 0;
  machine.exit = undefined;
  machine.converging = true;
  const declared = converge(machine, machine.pending);
  const value = rehearsed === undefined ? declared : [...declared, ...rehearse(machine, rehearsed)];
  reportLeftOut(machine);
  return { value, diagnostics: withoutUnused(machine), loaded: machine.loaded };
}

/** A file of `resources/` that nothing calls is loaded all the same; what is only doubtful in it matters to nobody. */
function withoutUnused({ diagnostics, customResources }: Machine): readonly Diagnostic[] {
  const unused = new Set<Source>();
  for (const { used, origin } of customResources.values()) if (!used) unused.add(origin.source);
  if (unused.size === 0) return diagnostics;
  return diagnostics.filter(
    ({ severity, origin }) => severity === "error" || origin === undefined || !unused.has(origin.source),
  );
}

function reportLeftOut(machine: Machine): void {
  const severity = machine.strict ? ({ severity: "error" } as const) : {};
  for (const { first, names } of machine.leftOut.values()) {
    const all = [...names].sort();
    const own = all.filter((name) => chefResources.has(name));
    const foreign = all.filter((name) => !chefResources.has(name));
    report(machine, otherResources(first, { names: own, foreign }, severity));
  }
}

function newMachine(plan: RunPlan, node: NodeData, settings: EvaluateSettings): Machine {
  const { target } = settings;
  const none = { name: "", path: "", text: "" };
  const start = { source: none, start: 0, end: 0 };
  const earlier =
    settings.afterOthers === true
      ? unknown(start, "recipes that run before", "Evaluate them too.")
      : undefined;
  return {
    ...{ node, plan, target },
    fileCachePath: settings.fileCachePath ?? (target === "windows" ? "C:\\chef\\cache" : "/var/chef/cache"),
    missing: settings.missing ?? "error",
    strict: settings.strict === true,
    limits: { ...evaluationLimits, ...settings.limits },
    diagnostics: [],
    pending: [],
    ...{ nested: undefined, blocks: new WeakMap(), embedded: new Set() },
    ...{ converging: false, unified: false },
    attributes: new Map(),
    lostAttributes: undefined,
    levels: emptyLevels(),
    wholeLevels: new Set(),
    nodeName: stringObject(node.name, undefined),
    environmentName: stringObject(node.chefEnvironment, undefined),
    ...{ runState: { ...hashObject(new Map(), undefined), taint: earlier }, earlier },
    stubs: settings.stubs ?? new Map(),
    secrets: settings.secrets ?? new Map(),
    passwords: settings.passwords ?? newPasswords(),
    loaded: new Set(),
    customResources: new Map(),
    nodeConstants: new Map(),
    changedEnvironment: undefined,
    told: new Map(),
    evaluate: evaluateExpression,
    ...{ callProc, mayCall },
    prepareTarget,
    frame: frameOutside(none),
    defining: undefined,
    scope: openScope(undefined),
    statement: undefined,
    running: { start: 0, end: 0 },
    ...{ steps: 0, depth: 0 },
    exit: undefined,
    exitValue: nilObject(undefined),
    mayHaveLeft: { next: undefined, break: undefined, return: undefined },
    conditional: undefined,
    within: undefined,
    unsettled: undefined,
    journal: undefined,
    ...{ walking: new Set(), taints: 0, oldestDoubt: Infinity, blockCalls: 0 },
    resource: undefined,
    ...{ quiet: false, rubyBlocks: [], notified: new Set<string>() },
    heldKeys: new WeakSet(),
    leftOut: new Map(),
  };
}

/** Where evaluation stands before the first file. */
function frameOutside(source: Source): Frame {
  return {
    source,
    resourceWords: [],
    frozenLiterals: false,
    kind: "recipe",
    cookbook: undefined,
    constants: new Map(),
    instance: undefined,
    self: undefined,
  };
}
