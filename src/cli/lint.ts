import { tooManyWarnings } from "../diagnostics/catalogue/lint.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { suppressionProblems } from "../diagnostics/suppressions.js";
import { allDiagnostics } from "../lint/catalogue.js";
import { lintFiles, type LintFile } from "../lint/lint.js";
import { weighed } from "../lint/severities.js";
import { addSuppressions, isQuiet } from "../report/findings.js";
import { counted } from "../report/text.js";
import { interrupted, isMisused, nodesOf, report, say, type Context } from "./context.js";
import { filesToLint, type FileToLint } from "./lint-files.js";
import { areGiven, lintRuns } from "./lint-runs.js";
import type { LintOptions } from "./options.js";
import { declareSettings } from "./runs.js";
import { openCatalogue } from "./schemas.js";
import { printJson } from "./tell.js";

/**
 * `lint PATH…`: what the compiler and the rules say of every file: in what the nodes run, and where none runs it by
 * itself. What is found is the result of the command.
 */
export async function lint(context: Context, paths: readonly string[], options: LintOptions): Promise<void> {
  const { value: inputs } = await nodesOf(context, options.environment);
  const nodes = inputs.map(({ node }) => node);
  const found = filesToLint(context, paths, options);
  const evaluation = declareSettings(context, options);
  if (isMisused(context.findings)) return;
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return;
  const { settings, findings } = context;
  const cookbooksGiven = areGiven(found);
  const rolesGiven = (options.roles ?? settings.roles) !== undefined;
  const { severities, maxWarnings } = settings.lint;
  const read = context.measure("read", () => found.files.flatMap((file) => readFile(context, file)));
  for (const { recipe } of read) addSuppressions(findings, recipe);
  const telling = lintFiles(read, nodes, lintRuns(found, inputs, settings.runList), {
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
  if (isQuiet(findings) && length > 0) say(context, `${counted(length, "file")}, no problem.`);
}

/** Reads a file. Diagnostics: those of `readRuby`; what is wrong in the text is the file's own. */
function readFile(context: Context, { file, kind }: FileToLint): readonly LintFile[] {
  const { value: recipe, diagnostics } = file.read();
  if (recipe !== undefined) return [{ recipe, kind, syntax: diagnostics }];
  report(context, diagnostics);
  return [];
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
