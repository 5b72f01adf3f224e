import { tooManyWarnings } from "../diagnostics/catalogue/lint.js";
import type { NodeInput } from "../config/node-data.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { suppressionProblems } from "../diagnostics/suppressions.js";
import { allDiagnostics } from "../lint/catalogue.js";
import type { LintRun } from "../lint/examine.js";
import { lintFiles, type LintFile } from "../lint/lint.js";
import { weighed } from "../lint/severities.js";
import type { NodeData } from "../model/node.js";
import type { LoadedCookbook } from "../recipe/cookbook/cookbook.js";
import { nodeOfPlan, planRun, type Planned, type Start } from "../recipe/cookbook/plan.js";
import type { Repository } from "../recipe/cookbook/repository.js";
import { addSuppressions } from "../report/findings.js";
import { counted } from "../report/text.js";
import { interrupted, isMisused, nodesOf, report, say, type Context } from "./context.js";
import { filesToLint, type FilesToLint, type FileToLint } from "./lint-files.js";
import type { LintOptions } from "./options.js";
import { declareSettings } from "./runs.js";
import { openCatalogue } from "./schemas.js";
import { printJson } from "./tell.js";

/**
 * `lint PATH…`: what the compiler and the rules say of every file: in what the nodes run, and where none runs it by
 * itself. What is found is the result of the command.
 */
export async function lint(context: Context, paths: readonly string[], options: LintOptions): Promise<void> {
  const nodes = await nodesOf(context, options.environment);
  const found = filesToLint(context, paths, options);
  const evaluation = declareSettings(context, options);
  if (isMisused(context.findings)) return;
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return;
  const { settings, findings } = context;
  const cookbooksGiven = areGiven(found.repository);
  const rolesGiven = (options.roles ?? settings.roles) !== undefined;
  const { severities, maxWarnings } = settings.lint;
  const read = context.measure("read", () => found.files.flatMap((file) => readFile(context, file)));
  for (const { recipe } of read) addSuppressions(findings, recipe);
  const runs = (): Generator<LintRun> => runsOf(found, nodes, settings.runList);
  const telling = lintFiles(read, runs, {
    ...{ ...evaluation, catalogue, severities, cookbooksGiven, rolesGiven },
  });
  const next = () => context.measure("lint", () => telling.next());
  for (let told = next(); told.done !== true; told = next()) {
    if (await interrupted(context.world)) return say(context, "Interrupted: not all files were looked at.");
    const { node, diagnostics } = told.value;
    report(context, diagnostics, nodes.length > 1 ? node?.name : undefined);
  }
  tell(context, catalogue.diagnostics());
  tell(context, problemsOfSuppressions(context));
  limitWarnings(context, options.maxWarnings ?? maxWarnings);
  const { length } = found.files;
  if (context.json) return printJson(context, { files: length });
  if (findings.open.size === 0 && length > 0) say(context, `${counted(length, "file")}, no problem.`);
}

/** Reads a file. Diagnostics: those of `readRuby`; what is wrong in the text is the file's own. */
function readFile(context: Context, { file, kind }: FileToLint): readonly LintFile[] {
  const { value: recipe, diagnostics } = file.read();
  if (recipe !== undefined) return [{ recipe, kind, syntax: diagnostics }];
  report(context, diagnostics);
  return [];
}

/**
 * What each node runs that has a run list, and every recipe by itself as that of every node: the one place where lint
 * plans runs.
 */
function* runsOf(
  found: FilesToLint,
  nodes: readonly NodeInput[],
  fallback: NodeInput["runList"],
): Generator<LintRun> {
  const whole = planner(found);
  for (const { node, runList: items = fallback } of nodes) {
    if (items === undefined) continue;
    const { value, diagnostics } = whole({ kind: "run list", items }, node.chefEnvironment);
    yield { recipe: undefined, node: nodeIn(node, value), plan: value?.plan, diagnostics };
  }
  for (const { kind, file, cookbook } of found.files) {
    const recipe = kind === "recipe" ? file.read().value : undefined;
    if (recipe === undefined) continue;
    const own = planner(found);
    const name = cookbook && `${cookbook.name}::${file.name}`;
    const start: Start = { kind: "recipes", recipes: [{ file, cookbook }] };
    for (const { node, runList = fallback } of nodes) {
      const { value, diagnostics } = own(start, node.chefEnvironment, cookbook);
      // What nobody runs has no node whose data were complete for it: roles bring attributes too.
      const data = runList === undefined ? nodeIn(node, value) : { ...nodeIn(node, value), given: false };
      yield { recipe, ...(name === undefined ? {} : { name }), node: data, plan: value?.plan, diagnostics };
    }
  }
}

type Plan = (start: Start, environment: string, cookbook?: LoadedCookbook) => Staged<Planned | undefined>;

/** Makes plans; nodes of one environment with one start share theirs. */
function planner(found: FilesToLint): Plan {
  const plans = new Map<string, Staged<Planned | undefined>>();
  return (start, environment, cookbook) => {
    const items = start.kind === "run list" ? start.items.map(({ text }) => text) : [];
    const key = JSON.stringify([environment, ...items]);
    const plan = plans.get(key) ?? planOf(found, start, environment, cookbook);
    plans.set(key, plan);
    return plan;
  };
}

/**
 * The plan of a run, or of a recipe of a cookbook. Where no cookbooks were given, those that are linted with it stand
 * for them; unless they do not fit together, in which case nobody meant them to.
 */
function planOf(
  { repository, neighbours }: FilesToLint,
  start: Start,
  environment: string,
  cookbook: LoadedCookbook | undefined,
): Staged<Planned | undefined> {
  const own = cookbook === undefined ? [] : [[cookbook.name, cookbook] as const];
  const planWith = (others: Repository["cookbooks"]): Staged<Planned | undefined> => {
    const cookbooks = new Map([...others, ...own]);
    return planRun({ ...repository, cookbooks }, start, { environment, missing: "warning" });
  };
  const given = repository.cookbooks;
  const tried = areGiven(repository) ? undefined : planWith(new Map([...neighbours, ...given]));
  return tried?.value === undefined ? planWith(given) : tried;
}

function areGiven({ cookbookFolders }: Repository): boolean {
  return cookbookFolders.length > 0;
}

/** A node in a run. Attribute files alone do not make node data complete: nobody has said that there is no more. */
function nodeIn(node: NodeData, planned: Planned | undefined): NodeData {
  if (planned === undefined) return node;
  return { ...nodeOfPlan(node, planned), given: node.given && planned.complete };
}

/** Reports diagnostics with the weight that settings give them. */
function tell(context: Context, diagnostics: readonly Diagnostic[]): void {
  report(context, weighed(diagnostics, context.settings.lint.severities));
}

function problemsOfSuppressions({ findings }: Context): readonly Diagnostic[] {
  const codes = new Set(allDiagnostics.keys());
  return [...findings.suppressions.values()].flatMap((file) =>
    file === undefined ? [] : suppressionProblems(file, codes),
  );
}

function limitWarnings(context: Context, most: number | undefined): void {
  const { warnings: count } = context.findings;
  if (most !== undefined && count > most) report(context, [tooManyWarnings({ file: "" }, { count, most })]);
}
