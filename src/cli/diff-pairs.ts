import { noCounterpart } from "../diagnostics/catalogue/diff.js";
import type { Document } from "../model/document.js";
import { report, type Context } from "./context.js";

/** OLD or NEW: its documents, none of which has been read or compiled yet. */
export interface Side {
  readonly path: string;
  /** It is one document's file, whatever its name. */
  readonly isFile: boolean;
  /** By what they are paired by: the name that `compile` gives one, folded as file systems do that ignore case. */
  readonly documents: ReadonlyMap<string, SideDocument>;
}

export interface SideDocument {
  /** The path in the side's folder; `<node>.mof` of a recipe and of what stands in a folder of the node's. */
  readonly name: string;
  /** It stands in a folder, a file for each resource. */
  readonly isSplit: boolean;
  /** Reads or compiles it, for each resource by itself if asked to; undefined when it is not right, which is then told. */
  readonly open: (isSplit: boolean) => Document | undefined;
}

/** A document that both sides have, or one of them. */
export interface Pair {
  readonly old: SideDocument | undefined;
  readonly new: SideDocument | undefined;
}

/**
 * The documents of both sides by name; a single file is compared with the only document of the other side.
 * Diagnostic: `diff/no-counterpart`.
 */
export function pairsOf(context: Context, before: Side, after: Side): readonly Pair[] {
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

/**
 * The document of a side that a file of the other side is compared with, or the file's own. Settings of an LCM are the
 * counterpart of such only, where there is anything else.
 */
function counterpart(side: Side, other: Side): SideDocument | undefined {
  const [key = ""] = other.documents.keys();
  const all = [...side.documents];
  const alike = all.filter(([name]) => isMeta(name) === isMeta(key));
  const [only, second] = all.length === 1 ? all : alike;
  return second === undefined ? only?.[1] : side.documents.get(key);
}

function isMeta(name: string): boolean {
  return /\.meta\.mof$/i.test(name);
}

function namesIn({ documents }: Side): readonly string[] {
  return [...documents.values()].map(({ name }) => name);
}
