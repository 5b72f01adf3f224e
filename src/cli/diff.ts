import { reuseKeyAlone } from "../diagnostics/catalogue/reuse.js";
import { diffDocuments } from "../diff/diff.js";
import { classesFrom, type ClassOf } from "../diff/keys.js";
import { toldChanges } from "../diff/told.js";
import type { Document } from "../model/document.js";
import { concealerOf } from "../report/conceal.js";
import { jsonDiff } from "../report/diff-json.js";
import { diffMarkdown } from "../report/diff-markdown.js";
import { kindOf, type DocumentDiff } from "../report/diff-summary.js";
import { diffText } from "../report/diff-text.js";
import type { Hide } from "../report/diff-values.js";
import { counted } from "../report/text.js";
import { interrupted, isMisused, report, say, type Context } from "./context.js";
import { pairsOf, type Pair } from "./diff-pairs.js";
import { openSides } from "./diff-sides.js";
import type { DiffOptions } from "./options.js";
import { openCatalogue } from "./schemas.js";
import { printJson, wantsColor } from "./tell.js";

/**
 * `diff OLD NEW`: what changes on machines that have the one and get the other. Gives the exit code: 1 when something
 * differs and `--exit-code` asks. Diagnostics: those of `openSides` and `pairsOf`, `cli/reuse-key-alone`.
 */
export async function diff(
  context: Context,
  paths: readonly [string, string],
  options: DiffOptions,
): Promise<number> {
  if (options.reuseKey !== undefined && options.reuse === undefined)
    report(context, [reuseKeyAlone({ file: "" }, undefined)]);
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return 0;
  const [before, after] = await openSides(context, catalogue, paths, options);
  // Where a side is not known in full, what seems to be gone may be there.
  const pairs = context.findings.errors.size === 0 ? pairsOf(context, before, after) : [];
  const classOf = classesFrom(catalogue, context.settings.target);
  const found = await compareAll(context, pairs, classOf);
  const differing = await tellAll(context, found, classOf);
  report(context, catalogue.diagnostics());
  if (context.json) printJson(context, { documents: differing.told });
  else if (context.findings.errors.size === 0) say(context, summary(differing.count, pairs.length));
  return differing.count > 0 && options.exitCode === true ? 1 : 0;
}

/** Of documents that differ so many instances are held until they are told; the others are compared again then. */
const mostHeld = 50_000;

/** Two documents that differ, and how, unless that is too much to be held. */
interface Found {
  readonly pair: Pair;
  readonly diff: DocumentDiff | undefined;
}

/**
 * Compares all, before any of it is told: a password that stands in the text of one document may be known as one only
 * from the next.
 */
async function compareAll(
  context: Context,
  pairs: readonly Pair[],
  classOf: ClassOf,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  let held = 0;
  for (const pair of pairs) {
    if (await interrupted(context.world)) break;
    const compared = comparePair(context, pair, classOf);
    if (compared === undefined) continue;
    const { diff, instances } = compared;
    held += instances;
    found.push({ pair, diff: held > mostHeld ? undefined : diff });
  }
  return found;
}

/** Prints what differs, or gives it to be printed as JSON. */
async function tellAll(
  context: Context,
  found: readonly Found[],
  classOf: ClassOf,
): Promise<{ readonly count: number; readonly told: readonly unknown[] }> {
  const conceal = concealerOf(context.findings.passwords);
  const hide: Hide = (text) => conceal?.inText(text) ?? text;
  const told: unknown[] = [];
  let count = 0;
  for (const { pair, diff: held } of found) {
    if (await interrupted(context.world)) break;
    const diff = held ?? comparePair(context, pair, classOf)?.diff;
    if (diff === undefined) continue;
    if (context.json) told.push(jsonDiff(diff, hide));
    else print(context, diff, hide, count > 0);
    count += 1;
  }
  return { count, told };
}

const nothing: Document = { header: {}, instances: [] };

interface Compared {
  readonly diff: DocumentDiff;
  /** How many both documents have. */
  readonly instances: number;
}

/** Undefined when nothing differs, and when one of the two is not right. */
function comparePair(context: Context, pair: Pair, classOf: ClassOf): Compared | undefined {
  const isSplit = pair.old?.isSplit === true || pair.new?.isSplit === true;
  const old = pair.old === undefined ? nothing : pair.old.open(isSplit);
  const next = pair.new === undefined ? nothing : pair.new.open(isSplit);
  if (old === undefined || next === undefined) return undefined;
  const changes = context.measure("compare", () => toldChanges(diffDocuments(old, next, classOf)));
  const diff: DocumentDiff = { old: pair.old?.name, new: pair.new?.name, changes };
  if (changes.length === 0 && kindOf(diff) === "changed") return undefined;
  return { diff, instances: old.instances.length + next.instances.length };
}

function print(context: Context, found: DocumentDiff, hide: Hide, isNext: boolean): void {
  const { world, markdown, color } = context;
  const text = markdown
    ? diffMarkdown(found, hide)
    : diffText(found, hide, wantsColor(world, world.stdout, color));
  world.stdout.write(isNext && (markdown || kindOf(found) === "changed") ? `\n${text}` : text);
}

function summary(differing: number, all: number): string {
  if (differing === 0) return all === 1 ? "No difference." : `No difference in ${counted(all, "document")}.`;
  return all === 1 ? "The document differs." : `${differing} of ${counted(all, "document")} differ.`;
}
