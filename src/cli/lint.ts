import { fileCachePathOf } from "../config/settings.js";
import { tooManyWarnings } from "../diagnostics/catalogue/lint.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { suppressionProblems } from "../diagnostics/suppressions.js";
import { allDiagnostics } from "../lint/catalogue.js";
import { declaredIds, lintFile, readLintFile, type LintFile, type LintSettings } from "../lint/lint.js";
import { weighed } from "../lint/severities.js";
import type { NodeData } from "../model/node.js";
import { counted } from "../report/text.js";
import { interrupted, isMisused, nodesOf, report, say, silence, type Context } from "./context.js";
import { filesToLint, type FileToLint } from "./lint-files.js";
import type { LintOptions } from "./options.js";
import { openCatalogue } from "./schemas.js";
import { printJson } from "./tell.js";

/**
 * `lint PATH…`: what the compiler and the rules say of every file by itself. What is found is the result of the
 * command.
 */
export async function lint(context: Context, paths: readonly string[], options: LintOptions): Promise<void> {
  const nodes = await nodesOf(context);
  if (isMisused(context.findings)) return;
  const files = filesToLint(context, paths, nodes);
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return;
  const { settings } = context;
  const { severities } = settings.lint;
  const fileCachePath = fileCachePathOf(settings);
  const lintSettings: LintSettings = { catalogue, target: settings.target, fileCachePath, severities };
  const read = context.measure("read", () =>
    files.map((file) => ({ ...file, lintFile: readLintFile(file.source, file.kind) })),
  );
  const elsewhere = idsOf(read, lintSettings);
  for (const file of read) {
    if (await interrupted(context.world)) return say(context, "Interrupted: not all files were looked at.");
    silence(context, [file.lintFile.recipe]);
    const told = context.measure("lint", () => lintFile(file.lintFile, file.nodes, lintSettings, elsewhere));
    const many = file.nodes.length > 1;
    for (const { node, diagnostics } of told) report(context, diagnostics, many ? node?.name : undefined);
  }
  tell(context, catalogue.diagnostics());
  tell(context, problemsOfSuppressions(context));
  limitWarnings(context, options.maxWarnings ?? settings.lint.maxWarnings);
  if (context.json) return printJson(context, { files: files.length });
  if (context.findings.open.size === 0 && files.length > 0)
    say(context, `${counted(files.length, "file")}, no problem.`);
}

/** Reports diagnostics with the weight that settings give them. */
function tell(context: Context, diagnostics: readonly Diagnostic[]): void {
  report(context, weighed(diagnostics, context.settings.lint.severities));
}

function problemsOfSuppressions({ findings }: Context): readonly Diagnostic[] {
  const codes = new Set(allDiagnostics.keys());
  return [...findings.suppressions.values()].flatMap((file) => suppressionProblems(file, codes));
}

function limitWarnings(context: Context, most: number | undefined): void {
  const { warnings: count } = context.findings;
  if (most !== undefined && count > most) report(context, [tooManyWarnings({ file: "" }, { count, most })]);
}

/** Whether any of the files declares a ResourceID on a node; worked out when it is first asked of that node. */
function idsOf(
  files: readonly (FileToLint & { readonly lintFile: LintFile })[],
  settings: LintSettings,
): (id: string, node: NodeData) => boolean {
  const known = new Map<string, ReadonlySet<string>>();
  return (id, { name }) => {
    let ids = known.get(name);
    if (ids === undefined) {
      ids = new Set(
        files.flatMap(({ lintFile: file, nodes }) =>
          nodes.filter((node) => node.name === name).flatMap((node) => declaredIds(file, node, settings)),
        ),
      );
      known.set(name, ids);
    }
    return ids.has(id);
  };
}
