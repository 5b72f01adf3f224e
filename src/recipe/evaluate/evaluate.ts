import { otherResources } from "../../diagnostics/catalogue/recipe-resource.js";
import type { Staged } from "../../diagnostics/diagnostic.js";
import type { Declaration } from "../../model/declaration.js";
import type { NodeData } from "../../model/node.js";
import type { Recipe } from "../tree.js";
import { runStatements } from "./blocks.js";
import { bounded } from "./branches.js";
import { evaluateExpression } from "./expression.js";
import { evaluationLimits } from "./limits.js";
import type { EvaluationLimits } from "./limits.js";
import { openScope, report } from "./machine.js";
import type { Machine } from "./machine.js";
import { readOff } from "./read-off.js";
import { nilObject } from "./value.js";

/** What the evaluation of a run list depends on besides the recipes and the node. */
export interface EvaluateSettings {
  readonly target: "windows" | "linux";
  /** What `Chef::Config[:file_cache_path]` is; the usual place of the target when absent. */
  readonly fileCachePath?: string;
  /** The weight of what is missing or not evaluated, where it is needed; an error when absent. */
  readonly missing?: "error" | "warning";
  readonly limits?: Partial<EvaluationLimits>;
}

/**
 * Evaluates one run list for one node: recipes in order, each with locals of its own, constants shared. Gives
 * what they declare, in order of execution, also when there are errors. All diagnostics are `recipe/…`.
 */
export function evaluate(
  recipes: readonly Recipe[],
  node: NodeData,
  settings: EvaluateSettings,
): Staged<readonly Declaration[]> {
  const [first] = recipes;
  if (first === undefined) return { value: [], diagnostics: [] };
  const machine = newMachine(first, node, settings);
  for (const recipe of recipes) {
    runRecipe(machine, recipe);
    if (machine.exit !== undefined) break;
  }
  // Reading off has a budget of its own, so that what was declared before a limit is returned in full.
  machine.steps = 0;
  machine.exit = undefined;
  const value = machine.pending.map((pending) => readOff(machine, pending));
  return { value, diagnostics: machine.diagnostics };
}

function runRecipe(machine: Machine, recipe: Recipe): void {
  machine.source = recipe.source;
  machine.dscWords = recipe.dscWords;
  machine.frozenLiterals = freezesLiterals(recipe);
  machine.scope = openScope(undefined);
  machine.leftOut.clear();
  machine.firstLeftOut = undefined;
  machine.statement = recipe.statements[0];
  machine.running = { start: 0, end: 0 };
  bounded(machine, "return", () => runStatements(machine, recipe.statements, undefined));
  if (machine.firstLeftOut === undefined) return;
  report(machine, otherResources(machine.firstLeftOut, { names: [...machine.leftOut].sort() }));
}

const magicComment = /^#\s*(?:-\*-\s*)?frozen[_-]string[_-]literal\s*:\s*true\b/i;

/** A comment in front of all code makes string literals frozen (Ruby, doc/syntax/comments.rdoc, "Magic Comments"). */
function freezesLiterals({ source, comments, statements }: Recipe): boolean {
  const code = statements[0]?.start ?? source.text.length;
  return comments.some(({ start, end }) => start < code && magicComment.test(source.text.slice(start, end)));
}

function newMachine(first: Recipe, node: NodeData, settings: EvaluateSettings): Machine {
  const { target } = settings;
  return {
    node,
    target,
    fileCachePath: settings.fileCachePath ?? (target === "windows" ? "C:\\chef\\cache" : "/var/chef/cache"),
    missing: settings.missing ?? "error",
    limits: { ...evaluationLimits, ...settings.limits },
    diagnostics: [],
    pending: [],
    constants: new Map(),
    attributes: new Map(),
    changedEnvironment: undefined,
    told: new Map(),
    evaluate: evaluateExpression,
    source: first.source,
    dscWords: first.dscWords,
    frozenLiterals: false,
    scope: openScope(undefined),
    statement: undefined,
    running: { start: 0, end: 0 },
    steps: 0,
    depth: 0,
    exit: undefined,
    exitValue: nilObject(undefined),
    mayHaveLeft: { next: undefined, break: undefined, return: undefined },
    conditional: undefined,
    within: undefined,
    unsettled: undefined,
    journal: undefined,
    blockCalls: 0,
    resource: undefined,
    leftOut: new Set(),
    firstLeftOut: undefined,
  };
}
