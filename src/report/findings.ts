import { moreProblems } from "../diagnostics/catalogue/cli.js";
import type { Diagnostic, Severity } from "../diagnostics/diagnostic.js";
import { silencedBy, type FileSuppressions } from "../diagnostics/suppressions.js";
import { recipeSuppressions, sourceSuppressions } from "../recipe/suppressions.js";
import type { Recipe } from "../recipe/tree.js";
import { newPasswords, type Passwords } from "../model/passwords.js";
import type { Source } from "../source/source.js";
import { concealed, concealerOf, type Conceal } from "./conceal.js";
import { showsNoSecret } from "./mask.js";
import { addNumber, newNumberSet, type NumberSet } from "./number-set.js";

/** A diagnostic as a report tells it: once, however many nodes have it. */
export interface Finding {
  readonly diagnostic: Diagnostic;
  /** The nodes that have it; undefined for a problem that is no node's own. */
  readonly nodes: NodeCount | undefined;
  /** Takes the run's passwords out of the lines that a report shows. */
  readonly conceal?: Conceal | undefined;
  /** The reason that a comment gives for silencing it; only reports that keep a record tell such a finding. */
  readonly silenced?: string;
}

export interface NodeCount {
  readonly count: number;
  /** The first of them, in the order of the run. */
  readonly first: string;
}

/** Gathers the diagnostics of a run. Its size grows with the number of different problems, and by a bit for each node. */
export interface Findings {
  /** The numbers of the nodes that have been named, in their order. */
  readonly nodes: Map<string, number>;
  readonly open: Map<string, Gathered>;
  /** The codes of all errors, also of those that have been taken out. */
  readonly errors: Set<string>;
  /** How many warnings there are, told or not. */
  warnings: number;
  /** What comments silence, by the file's name; read when something is first found in it. */
  readonly suppressions: Map<string, FileSuppressions | undefined>;
  /** How many findings of each code are kept. */
  readonly byCode: Map<string, number>;
  /** The passwords that credentials took: no report shows them. */
  readonly passwords: Passwords;
  /** How many more there were. */
  untold: number;
}

/** So many findings of one code are told, and so many in all: behind that people and editors drown. */
const mostOfCode = 200;
const mostOfAll = 2000;

interface Gathered {
  readonly diagnostic: Diagnostic;
  readonly silenced: string | undefined;
  readonly first: string | undefined;
  readonly nodes: NumberSet;
}

export function createFindings(): Findings {
  return {
    nodes: new Map(),
    open: new Map(),
    errors: new Set(),
    warnings: 0,
    suppressions: new Map(),
    byCode: new Map(),
    passwords: newPasswords(),
    untold: 0,
  };
}

/** Adds diagnostics, of a node when one is named; equal ones (code, severity, message, place) are one finding. */
export function addFindings(findings: Findings, diagnostics: readonly Diagnostic[], node?: string): void {
  for (const diagnostic of diagnostics) {
    const key = identityOf(diagnostic);
    const known = findings.open.get(key) ?? addFinding(findings, key, diagnostic, node);
    if (known !== undefined && node !== undefined) addNumber(known.nodes, numberOf(findings, node));
  }
}

function numberOf({ nodes }: Findings, node: string): number {
  const number = nodes.get(node) ?? nodes.size;
  nodes.set(node, number);
  return number;
}

/** Undefined when there are too many of its kind to keep it. */
function addFinding(
  findings: Findings,
  key: string,
  diagnostic: Diagnostic,
  node: string | undefined,
): Gathered | undefined {
  const silenced = silencedBy((source) => suppressionsIn(findings, source), diagnostic)?.reason;
  const told = silenced === undefined;
  if (told && diagnostic.severity === "error") findings.errors.add(diagnostic.code);
  if (told && diagnostic.severity === "warning") findings.warnings += 1;
  const counted = told ? diagnostic.code : `${diagnostic.code} silenced`;
  const kept = findings.byCode.get(counted) ?? 0;
  if (kept >= mostOfCode || findings.open.size >= mostOfAll) {
    if (told) findings.untold += 1;
    return undefined;
  }
  findings.byCode.set(counted, kept + 1);
  const gathered = { diagnostic, silenced, first: node, nodes: newNumberSet() };
  findings.open.set(key, gathered);
  return gathered;
}

function suppressionsIn({ suppressions }: Findings, source: Source): FileSuppressions | undefined {
  const { name } = source;
  if (!suppressions.has(name)) suppressions.set(name, sourceSuppressions(source));
  return suppressions.get(name);
}

/** Makes known what the comments of a recipe silence, whether or not anything will be found in it. */
export function addSuppressions({ suppressions }: Findings, recipe: Recipe): void {
  suppressions.set(recipe.source.name, recipeSuppressions(recipe));
}

/** Whether nothing has been found but what comments silence. */
export function isQuiet({ open }: Findings): boolean {
  return [...open.values()].every(({ silenced }) => silenced !== undefined);
}

/**
 * Takes the findings out, sorted by file, place and severity; problems of a whole file stand before those in it.
 * The last one says how many were not kept, if any (`cli/more-problems`). What comments silence is among them only
 * when it is asked for.
 */
export function takeFindings(findings: Findings, alsoSilenced = false): readonly Finding[] {
  const conceal = concealerOf(findings.passwords);
  const taken = [...findings.open.values()].flatMap((gathered): Finding[] => {
    const { silenced, first } = gathered;
    if (silenced !== undefined && !alsoSilenced) return [];
    const fixes = gathered.diagnostic.fixes.filter(showsNoSecret);
    const told = { ...gathered.diagnostic, fixes };
    const diagnostic = conceal === undefined ? told : concealed(told, conceal);
    const nodes = first === undefined ? undefined : { count: gathered.nodes.size, first };
    return [{ diagnostic, nodes, conceal, ...(silenced === undefined ? {} : { silenced }) }];
  });
  findings.open.clear();
  findings.byCode.clear();
  const sorted = taken.sort((a, b) => compare(a.diagnostic, b.diagnostic));
  if (findings.untold === 0) return sorted;
  const more = moreProblems({ file: "" }, { count: findings.untold });
  findings.untold = 0;
  return [...sorted, { diagnostic: more, nodes: undefined }];
}

/** How messages name the file of a diagnostic; empty for a problem of the whole run. */
export function fileOf({ origin, file }: Diagnostic): string {
  return origin?.source.name ?? file ?? "";
}

/** A file's name as programs compare it: with `/`, and without a needless `./` in front. */
export function plainName(name: string): string {
  return name.replaceAll("\\", "/").replace(/^(?:\.\/+)+/, "");
}

const weights: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, note: 3 };

function compare(a: Diagnostic, b: Diagnostic): number {
  const [fileA, fileB] = [fileOf(a), fileOf(b)];
  if (fileA !== fileB) return fileA < fileB ? -1 : 1;
  const place = (a.origin?.start ?? -1) - (b.origin?.start ?? -1);
  return place || (a.origin?.end ?? -1) - (b.origin?.end ?? -1) || weights[a.severity] - weights[b.severity];
}

function identityOf(diagnostic: Diagnostic): string {
  const { code, severity, message, origin } = diagnostic;
  return JSON.stringify([code, severity, message, fileOf(diagnostic), origin?.start, origin?.end]);
}
