import { foldedName } from "../config/node-name.js";
import { noCounterpart } from "../diagnostics/catalogue/diff.js";
import { diffDocuments } from "../diff/diff.js";
import { classesFrom, type ClassOf } from "../diff/keys.js";
import { toldChanges } from "../diff/told.js";
import type { Document } from "../model/document.js";
import { concealerOf, type Conceal } from "../report/conceal.js";
import { jsonDiff } from "../report/diff-json.js";
import { diffMarkdown } from "../report/diff-markdown.js";
import { kindOf, type DocumentDiff } from "../report/diff-summary.js";
import { diffText } from "../report/diff-text.js";
import type { Hide } from "../report/diff-values.js";
import { counted } from "../report/text.js";
import { interrupted, isMisused, report, say, type Context } from "./context.js";
import { openSides, type Side, type SideDocument } from "./diff-sides.js";
import type { DiffOptions } from "./options.js";
import { openCatalogue } from "./schemas.js";
import { printJson, wantsColor } from "./tell.js";

/** A document that both sides have, or one of them. */
interface Pair {
  readonly old: SideDocument | undefined;
  readonly new: SideDocument | undefined;
}

/**
 * `diff OLD NEW`: what changes on machines that have the one and get the other. Gives the exit code: 1 when something
 * differs and `--exit-code` asks. Diagnostics: those of `openSides`, and `diff/no-counterpart`.
 */
export async function diff(
  context: Context,
  paths: readonly [string, string],
  options: DiffOptions,
): Promise<number> {
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return 0;
  const [before, after] = await openSides(context, catalogue, paths, options);
  // Where a side is not known in full, what seems to be gone may be there.
  const pairs = context.findings.errors.size === 0 ? pairsOf(context, before, after) : [];
  const classOf = classesFrom(catalogue, context.settings.target);
  const hide = hiding(context);
  const told: unknown[] = [];
  let differing = 0;
  for (const pair of pairs) {
    if (await interrupted(context.world)) break;
    const found = comparePair(context, pair, classOf);
    if (found === undefined || (found.changes.length === 0 && kindOf(found) === "changed")) continue;
    if (context.json) told.push(jsonDiff(found, hide));
    else print(context, found, hide, differing > 0);
    differing += 1;
  }
  report(context, catalogue.diagnostics());
  if (context.json) printJson(context, { documents: told });
  else if (context.findings.errors.size === 0) say(context, summary(differing, pairs.length));
  return differing > 0 && options.exitCode === true ? 1 : 0;
}

/** The documents of both sides by name; a single file is compared with the only document of the other side. */
function pairsOf(context: Context, before: Side, after: Side): readonly Pair[] {
  const isEmpty = before.documents.size === 0 || after.documents.size === 0;
  if (!isEmpty && (before.isFile || after.isFile)) {
    const old = counterpart(before, after);
    const next = counterpart(after, before);
    if (old !== undefined && next !== undefined) return [{ old, new: next }];
    const [file, others] = before.isFile ? [before, after] : [after, before];
    const [name = ""] = namesIn(file);
    report(context, [noCounterpart({ file: others.path }, { name, others: namesIn(others) })]);
    return [];
  }
  const keys = [...new Set([...before.documents.keys(), ...after.documents.keys()])].sort();
  return keys.map((key) => ({ old: before.documents.get(key), new: after.documents.get(key) }));
}

/** The document of a side that a file of the other side is compared with, or the file's own. */
function counterpart(side: Side, other: Side): SideDocument | undefined {
  const [only, second] = side.documents.values();
  if (second === undefined) return only;
  const [name = ""] = namesIn(other);
  return side.documents.get(foldedName(name));
}

function namesIn({ documents }: Side): readonly string[] {
  return [...documents.values()].map(({ name }) => name);
}

const nothing: Document = { header: {}, instances: [] };

/** Undefined when one of the two is not right. */
function comparePair(context: Context, pair: Pair, classOf: ClassOf): DocumentDiff | undefined {
  const old = pair.old === undefined ? nothing : pair.old.open();
  const next = pair.new === undefined ? nothing : pair.new.open();
  if (old === undefined || next === undefined) return undefined;
  const changes = context.measure("compare", () => toldChanges(diffDocuments(old, next, classOf)));
  return { old: pair.old?.name, new: pair.new?.name, changes };
}

function print(context: Context, found: DocumentDiff, hide: Hide, isNext: boolean): void {
  const { world, markdown, color } = context;
  const text = markdown
    ? diffMarkdown(found, hide)
    : diffText(found, hide, wantsColor(world, world.stdout, color));
  world.stdout.write(isNext && (markdown || kindOf(found) === "changed") ? `\n${text}` : text);
}

/** Hides the passwords that are known when a text is told, also where they stand in other texts, such as scripts. */
function hiding({ findings: { passwords } }: Context): Hide {
  let known = 0;
  let conceal: Conceal | undefined;
  return (text) => {
    // Documents of recipes are made one by one, and each may bring more.
    if (passwords.texts.size !== known) conceal = concealerOf(passwords);
    known = passwords.texts.size;
    return conceal?.inText(text) ?? text;
  };
}

function summary(differing: number, all: number): string {
  if (differing === 0) return all === 1 ? "No difference." : `No difference in ${counted(all, "document")}.`;
  return all === 1 ? "The document differs." : `${differing} of ${counted(all, "document")} differ.`;
}
