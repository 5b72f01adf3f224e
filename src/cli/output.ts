import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { foldedName } from "../config/node-name.js";
import { unwritableFile } from "../diagnostics/catalogue/source.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { reasonOf } from "../source/host.node.js";
import { ChangeError, commit, recover, removeEmpty, stagedFile, stagingOf, type Change } from "./journal.js";
import { wayTo } from "./way.js";

/**
 * Files on their way to a folder, all or none: each is written into a folder of the run's own inside of it, and all
 * are moved to their places when the last is there (journal.ts). One file is in memory at a time, however many there
 * are. What a run that was killed has left in the folder is put right when the first file is added.
 */
export interface Output {
  /** As messages name it. */
  readonly name: string;
  readonly folder: string;
  readonly staging: string;
  readonly changes: Change[];
  /** Places taken so far, folded as some file systems do. */
  readonly places: Set<string>;
  /** Folders to make, outermost first, relative to the folder. */
  readonly folders: Set<string>;
  /** Folders made for the run's own, outermost first. */
  readonly made: string[];
  state: "new" | "open" | "failed";
  unchanged: number;
}

export interface Written {
  readonly written: number;
  /** Documents left alone because their bytes would not have changed. */
  readonly unchanged: number;
  readonly removed: number;
}

const nothing: Written = { written: 0, unchanged: 0, removed: 0 };

/** Starts a set of files for a folder, which is made when the first file needs it. */
export function beginOutput(folder: string, name: string = folder): Output {
  const place = resolve(folder);
  const empty = { changes: [], places: new Set<string>(), folders: new Set<string>(), made: [] };
  return { name, folder: place, staging: stagingOf(place), ...empty, state: "new", unchanged: 0 };
}

/**
 * Adds a file, its path relative to the folder. Gives `source/unwritable-file` when it cannot be written; the
 * whole set is then given up: later files are not written, and to commit it does nothing.
 */
export function addFile(output: Output, path: string, bytes: Uint8Array): readonly Diagnostic[] {
  return whileOpen(output, path, () => {
    const place = resolve(output.folder, path);
    const { obstacle, missing, existing } = wayTo(output.folder, place);
    const taken = output.places.has(foldedName(place))
      ? "two documents of this run would have this place"
      : undefined;
    if (obstacle !== undefined || taken !== undefined) throw new ChangeError(path, obstacle ?? taken ?? "");
    output.places.add(foldedName(place));
    if (existing !== undefined) accessSync(place, constants.W_OK);
    if (existing?.size === bytes.length && readFileSync(place).equals(bytes)) {
      if (isDocument(path)) output.unchanged += 1;
      return;
    }
    for (const folder of missing) output.folders.add(folder);
    const kind = existing === undefined ? "make" : "replace";
    const staged = stageChange(output, { kind, path: relative(output.folder, place) });
    const mode = existing === undefined ? undefined : existing.mode & 0o777;
    // Who may not read the file may not read what will be in its place; what the mask of the process takes off is put back.
    writeFileSync(staged, bytes, { flag: "wx", ...(mode === undefined ? {} : { mode }) });
    if (mode !== undefined) chmodSync(staged, mode);
  });
}

/** Has a file removed when the others are put in their places. Diagnostics: those of `addFile`. */
export function removeFile(output: Output, path: string): readonly Diagnostic[] {
  return whileOpen(output, path, () => {
    const { obstacle } = wayTo(output.folder, resolve(output.folder, path));
    if (obstacle !== undefined) throw new ChangeError(path, obstacle);
    stageChange(output, { kind: "remove", path });
  });
}

/** Whether a file of the run has this place, relative to the folder. */
export function hasPlace(output: Output, path: string): boolean {
  return output.places.has(foldedName(resolve(output.folder, path)));
}

/** Puts all files in their places. When one cannot be put there, what stood before is put back. */
export function commitOutput(output: Output): Staged<Written> {
  if (output.state === "failed") return { value: nothing, diagnostics: [] };
  const { folder, staging, unchanged } = output;
  // From now on the run's folder is not for `abortOutput` to remove.
  const changes = output.changes.splice(0);
  const diagnostics = whileOpen(output, "", () => {
    if (changes.length > 0) commit({ folder, staging, changes, folders: [...output.folders] });
  });
  if (diagnostics.length > 0) return { value: nothing, diagnostics };
  const removed = changes.filter(({ kind }) => kind === "remove").length;
  return { value: { written: changes.length - removed, unchanged, removed }, diagnostics };
}

/** Neither a checksum nor the passwords that are kept for the next run. */
function isDocument(path: string): boolean {
  return /\.(?:mof|rb)$/i.test(path);
}

/** Leaves everything as it was before the set was begun. */
export function abortOutput(output: Output): void {
  if (output.changes.splice(0).length > 0) rmSync(output.staging, { recursive: true, force: true });
  for (const folder of output.made.splice(0).reverse()) removeEmpty(folder);
}

/** Does a piece of work on a set that is not given up; what cannot be done gives it up. */
function whileOpen(output: Output, path: string, work: () => void): readonly Diagnostic[] {
  if (output.state === "failed") return [];
  try {
    if (output.state === "new") recover(output.folder);
    output.state = "open";
    work();
    return [];
  } catch (error) {
    output.state = "failed";
    const problem = error instanceof ChangeError ? error : new ChangeError(path, reasonOf(error));
    abortOutput(output);
    return [unwritableFile({ file: join(output.name, problem.path) }, { reason: problem.reason })];
  }
}

/** Notes a change; gives the place of the file that is to be written for it. */
function stageChange(output: Output, change: Change): string {
  if (output.changes.length === 0) makeFolder(output);
  return stagedFile(output.staging, output.changes.push(change) - 1);
}

function makeFolder({ folder, staging, made }: Output): void {
  const missing: string[] = [];
  for (let here = folder; lstatSync(here, { throwIfNoEntry: false }) === undefined; here = dirname(here)) {
    missing.push(here);
  }
  for (const next of missing.reverse()) {
    mkdirSync(next);
    made.push(next);
  }
  mkdirSync(staging);
}
