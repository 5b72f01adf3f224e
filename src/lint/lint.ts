import { allWell, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { Declaration } from "../model/declaration.js";
import type { NodeData } from "../model/node.js";
import type { Catalogue } from "../schema/catalogue.js";
import { parseRecipe } from "../recipe/parse.js";
import type { Recipe } from "../recipe/tree.js";
import type { Source } from "../source/source.js";
import { declaredIds, examine, type Examined, type ExamineSettings, type LintRun } from "./examine.js";
import { keyOf, withoutRepeats, withoutReplaced, yieldedTo } from "./overlap.js";
import type { FileKind, Rule } from "./rule.js";
import { runDeclaredRules, runRules } from "./run.js";
import { rulesFor, weighed, type LintSeverities } from "./severities.js";

/** What holds for a run of lint. */
export interface LintSettings extends ExamineSettings {
  readonly severities: LintSeverities;
}

/** A file that has been read, with what its reading found. */
export interface LintFile {
  readonly recipe: Recipe;
  readonly kind: FileKind;
  readonly syntax: readonly Diagnostic[];
}

/** Something that is told; `node` is the node it is told of, if it is one's own. */
export interface Told {
  readonly node: NodeData | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a file of a cookbook. */
export function readLintFile(source: Source, kind: FileKind): LintFile {
  const { value, diagnostics } = parseRecipe(source);
  return { recipe: value, kind, syntax: diagnostics };
}

/** What is looked at on a node. */
export interface LintRuns {
  /** All that the node runs; undefined when nobody says what that is. */
  readonly whole: (node: NodeData) => LintRun | undefined;
  /** Every cookbook with attribute files or custom resources, without its recipes. */
  readonly cookbooks: (node: NodeData) => Iterable<LintRun>;
  /** Every recipe by itself. */
  readonly alone: (node: NodeData) => Iterable<LintRun>;
}

/** A file that could be read in full, with what rules find in it, each finding once however many runs have it. */
interface Looked {
  readonly file: LintFile;
  readonly found: Map<string, Diagnostic>;
}

/**
 * All that can be told of files without making documents: what the rules find in them, and what the compiler says of
 * the runs on every node: of all that it runs, of each cookbook without its recipes, and of each of these recipes by itself that no node runs. A value that is
 * not known says nothing. Of a file that cannot be read in full nothing but that is told, and of a whole run nothing
 * that stands in other recipes. It is told piece by piece, and equal things more than once.
 */
export function* lintFiles(
  files: readonly LintFile[],
  nodes: readonly NodeData[],
  { whole, cookbooks, alone }: LintRuns,
  settings: LintSettings,
): Generator<Told> {
  const { severities } = settings;
  const rules = rulesFor(severities);
  const looked = new Map<Source, Looked>();
  for (const file of files) {
    const { recipe, kind, syntax } = file;
    yield { node: undefined, diagnostics: weighed(syntax, severities) };
    if (!allWell(syntax)) continue;
    const found = new Map(
      runRules({ recipe, kind, catalogue: settings.catalogue }, rules).map((one) => [keyOf(one), one]),
    );
    looked.set(recipe.source, { file, found });
  }
  const foundIn = (source: Source): Iterable<Diagnostic> => looked.get(source)?.found.values() ?? [];
  const yielded = yieldedTo(rules);
  const told = new Set<string>();
  const loaded = new Set<string>();
  function* tell(
    { node, cookbook }: LintRun,
    { declarations, planning, diagnostics }: Examined,
  ): Generator<Told> {
    for (const one of diagnostics) if (yielded.has(one.code)) told.add(keyOf(one));
    findInDeclarations(declarations, rules, looked, settings.catalogue);
    yield { node: undefined, diagnostics: weighed(planning, severities) };
    // What no recipe of the node may ask for is no node's own.
    const owner = cookbook === undefined ? node : undefined;
    yield { node: owner, diagnostics: weighed(withoutReplaced(diagnostics, foundIn, rules), severities) };
  }
  for (const node of nodes) {
    const run = whole(node);
    const examined = run && examine(run, settings, () => false);
    for (const name of examined?.loaded ?? []) loaded.add(name);
    if (run !== undefined && examined !== undefined) yield* tell(run, ofThese(examined, looked));
    // Who asks for an action may declare what it depends on and notifies.
    const isDeclared = () => true;
    for (const one of cookbooks(node)) yield* tell(one, ofThese(examine(one, settings, isDeclared), looked));
  }
  for (const node of nodes) {
    const runs = function* (): Generator<LintRun> {
      for (const run of alone(node)) if (isToLook(run, looked, loaded)) yield run;
    };
    const elsewhere = declarer(runs, settings);
    for (const run of runs()) yield* tell(run, examine(run, settings, elsewhere));
  }
  for (const { found } of looked.values()) {
    const kept = withoutRepeats([...found.values()], told, rules);
    yield { node: undefined, diagnostics: weighed(kept, severities) };
  }
}

function isToLook(
  { recipe, name }: LintRun,
  looked: ReadonlyMap<Source, Looked>,
  loaded: ReadonlySet<string>,
): boolean {
  return recipe !== undefined && looked.has(recipe.source) && (name === undefined || !loaded.has(name));
}

/** What is told of these files, or of data; a file that could not be read has told of itself. */
function ofThese(examined: Examined, looked: ReadonlyMap<Source, Looked>): Examined {
  const isOfThese = ({ origin }: Diagnostic): boolean =>
    origin === undefined || looked.has(origin.source) || !origin.source.name.endsWith(".rb");
  const { planning, diagnostics } = examined;
  return {
    ...examined,
    planning: planning.filter(isOfThese),
    diagnostics: diagnostics.filter(isOfThese),
  };
}

/** Adds what rules find in declarations, in whichever of the files these stand. */
function findInDeclarations(
  declarations: readonly Declaration[],
  rules: readonly Rule[],
  looked: ReadonlyMap<Source, Looked>,
  catalogue: Catalogue,
): void {
  const bySource = new Map<Source, Declaration[]>();
  for (const declaration of declarations) {
    const { source } = declaration.origin;
    const others = bySource.get(source);
    if (others === undefined) bySource.set(source, [declaration]);
    else others.push(declaration);
  }
  for (const [source, own] of bySource) {
    const one = looked.get(source);
    if (one === undefined) continue;
    const { recipe, kind } = one.file;
    for (const finding of runDeclaredRules({ recipe, kind, catalogue }, own, rules))
      one.found.set(keyOf(finding), finding);
  }
}

/** Whether any of the runs may declare an ID; worked out when it is first asked. */
function declarer(runs: () => Iterable<LintRun>, settings: LintSettings): (id: string) => boolean {
  let ids: ReadonlySet<string> | undefined;
  return (id) => {
    ids ??= new Set([...runs()].flatMap((run) => declaredIds(run, settings)));
    const [nameless = ""] = /^\[[^\]]*\]|^[^[]*\[/.exec(id) ?? [];
    return ids.has(id) || ids.has(nameless) || (id.startsWith("[") && ids.has("["));
  };
}
