import { nodeNameProblem } from "../config/node-name.js";
import { invalidName, sameFolder, unfitFolder } from "../diagnostics/catalogue/cli.js";
import { allWell, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { NodeData } from "../model/node.js";
import { readRunList, type RunList } from "../recipe/cookbook/run-list.js";
import { nodesOf, report, take, type Context } from "./context.js";

/** What is compiled to a document a node: the whole run list, or with `--each` one file. */
export interface Unit {
  /** Folder of its documents below the output folder; empty for the whole run list. */
  readonly folder: string;
  readonly runList: RunList;
  /** False when a path of it could not be read. */
  readonly complete: boolean;
  readonly configurationName: string;
}

/** The units that the paths of a command line make. */
export function unitsOf(
  context: Context,
  paths: readonly string[],
  options: { readonly each?: boolean; readonly name?: string },
): readonly Unit[] {
  const given = options.name ?? context.settings.name;
  if (given !== undefined && !/^[A-Za-z][A-Za-z0-9_]*$/.test(given)) {
    report(context, [invalidName({ file: "" }, { name: given })]);
  }
  const groups = options.each === true ? paths.map((path) => [path]) : [paths];
  return groups.map((group) => {
    const read = readRunList(context.host, group, context.settings.root);
    const runList = take(context, read);
    const folder = options.each === true ? runList.baseName : "";
    const configurationName = given ?? configurationNameOf(runList.name);
    return { folder, runList, complete: allWell(read.diagnostics), configurationName };
  });
}

/** With `--each` a file's base name is the folder of its documents: it must be fit for that, and no other file's. */
export function sharedFolders(units: readonly Unit[]): readonly Diagnostic[] {
  const byFolder = new Map<string, Unit>();
  const problems: Diagnostic[] = [];
  for (const unit of units) {
    const first = byFolder.get(unit.folder.toLowerCase());
    byFolder.set(unit.folder.toLowerCase(), first ?? unit);
    const unfit = unit.folder === "" ? undefined : nodeNameProblem(unit.folder);
    const file = unit.runList.recipes[0]?.name ?? "";
    if (unfit !== undefined) problems.push(unfitFolder({ file }, { folder: unit.folder, problem: unfit }));
    const [one, other] = [first?.runList.recipes[0]?.name, unit.runList.recipes[0]?.name];
    if (one !== undefined && other !== undefined) {
      problems.push(sameFolder({ file: other }, { folder: unit.folder, first: one }));
    }
  }
  return problems;
}

/** A name that Microsoft's compiler would take: a letter, then letters, digits and underscores. */
function configurationNameOf(name: string): string {
  const made = name.replace(/[^A-Za-z0-9_]/g, "_");
  return /^[A-Za-z]/.test(made) ? made : `C${made}`;
}

/** The nodes of the run; a unit whose attribute files are not read has no complete node data. */
export async function nodesFor(context: Context): Promise<(unit: Unit) => readonly NodeData[]> {
  const nodes = await nodesOf(context);
  return ({ runList }) =>
    runList.attributesMissing ? nodes.map((node) => ({ ...node, given: false })) : nodes;
}
