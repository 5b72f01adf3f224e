import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { foldedName } from "../config/node-name.js";
import { busyFolder, killedRun } from "../diagnostics/catalogue/output.js";
import { unwritableFile } from "../diagnostics/catalogue/source.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { reasonOf } from "../source/host.node.js";
import { BusyError, ChangeError, isRefusal } from "./change-error.js";
import { commit, recover, type Change, type Recovered } from "./journal.js";
import { isLockLeft } from "./lock.js";
import { madeFile } from "./made-files.js";
import { discardStaging, findStagings, makeStaging, newStaging, removeEmpty, stagedFile } from "./staging.js";
import { isAsSeen, wayTo, type Seen } from "./way.js";

/**
 * Files on their way to a folder, all or none: each is written into a folder of the run's own inside of it, and all
 * are moved to their places when the last is there (journal.ts). One file is in memory at a time, however many there
 * are.
 */
export interface Output {
  /** As messages name it. */
  readonly name: string;
  readonly folder: string;
  readonly staging: string;
  readonly changes: Change[];
  /** The places of the run's files, by their path in the folder, folded as some file systems do. */
  readonly places: Map<string, string>;
  /** What stood in the places that the run has looked at; it may not be replaced by what another run writes meanwhile. */
  readonly seen: Map<string, Seen | undefined>;
  /** Folders to make, outermost first, relative to the folder. */
  readonly folders: Set<string>;
  /** Folders made for the run's own, outermost first. */
  readonly made: string[];
  unchanged: number;
  /** A file could not be written, so none will be. */
  isGivenUp: boolean;
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
  return {
    ...{ name, folder: place, staging: newStaging(place), changes: [], made: [] },
    ...{ places: new Map<string, string>(), seen: new Map<string, Seen | undefined>() },
    ...{ folders: new Set<string>(), unchanged: 0, isGivenUp: false },
  };
}

/**
 * Finishes what runs have left in the folder that were killed, and tells of it: `output/killed-run`. It is for the start
 * of a command, which may come to nothing, and which reads what stands there.
 */
export function recoverOutput(output: Output): readonly Diagnostic[] {
  const { folder, staging } = output;
  return whileWritable(output, "", () => {
    if (!isLockLeft(folder) && !findStagings(folder).some(({ isOver }) => isOver)) return [];
    makeStaging(staging);
    return tellRecovered(output, recover(staging));
  });
}

function tellRecovered({ name: folder }: Output, recovered: readonly Recovered[]): readonly Diagnostic[] {
  return recovered.map(({ name, outcome, count }) => {
    const severity = outcome === "removed" ? "note" : "warning";
    return killedRun({ file: join(folder, name) }, { outcome, count }, { severity });
  });
}

/**
 * Adds a file, its path relative to the folder. Gives `source/unwritable-file` when it cannot be written; the
 * whole set is then given up: later files are not written, and to commit it does nothing.
 */
export function addFile(output: Output, path: string, bytes: Uint8Array): readonly Diagnostic[] {
  return whileWritable(output, path, () => {
    const { folder, places, folders } = output;
    const place = resolve(folder, path);
    const inside = relative(folder, place);
    const { obstacle, missing, existing } = wayTo(folder, place);
    const taken = places.has(foldedName(inside)) ? "two documents of this run would have this place" : "";
    if (obstacle !== undefined || taken !== "") throw new ChangeError(path, obstacle ?? taken);
    const made = madeFile(path);
    if (made === undefined) throw new Error(`runs make no such file: ${path}`);
    places.set(foldedName(inside), inside);
    if (!output.seen.has(inside)) output.seen.set(inside, existing);
    if (existing !== undefined) accessSync(place, constants.W_OK);
    if (existing?.size === bytes.length && readFileSync(place).equals(bytes)) {
      if (made === "document" || made === "recipe") output.unchanged += 1;
      return [];
    }
    for (const one of missing) folders.add(one);
    const staged = stageChange(output, { kind: existing === undefined ? "make" : "replace", path: inside });
    const mode = existing === undefined ? undefined : existing.mode & 0o777;
    // Who may not read the file may not read what will be in its place; what the mask of the process takes off is put back.
    writeFileSync(staged, bytes, { flag: "wx", ...(mode === undefined ? {} : { mode }) });
    if (mode !== undefined) chmodSync(staged, mode);
    return [];
  });
}

/**
 * Notes what stands in a place before it is read: a file that is made of what was read is only put there when nobody has
 * changed it since.
 */
export function lookAt({ folder, seen }: Output, path: string): void {
  seen.set(path, wayTo(folder, resolve(folder, path)).existing);
}

/** Has a file removed when the others are put in their places. Diagnostics: those of `addFile`. */
export function removeFile(output: Output, path: string): readonly Diagnostic[] {
  return whileWritable(output, path, () => {
    const { obstacle, existing } = wayTo(output.folder, resolve(output.folder, path));
    if (obstacle !== undefined) throw new ChangeError(path, obstacle);
    output.seen.set(path, existing);
    stageChange(output, { kind: "remove", path });
    return [];
  });
}

/**
 * Whether the file of this path, relative to the folder, is one of the run's. Of two names that differ in case only,
 * where these are two files, only one is.
 */
export function hasPlace({ folder, places, seen }: Output, path: string): boolean {
  const placed = places.get(foldedName(path));
  if (placed === undefined || placed === path) return placed !== undefined;
  const was = seen.get(placed);
  return was !== undefined && isAsSeen(was, statSync(join(folder, path), { throwIfNoEntry: false }));
}

/**
 * Puts all files in their places. When one cannot be put there, what stood before is put back. Diagnostics: those of
 * `addFile`, `output/busy-folder` when another run was at the same files, `output/killed-run`.
 */
export function commitOutput(output: Output): Staged<Written> {
  if (output.isGivenUp) return { value: nothing, diagnostics: [] };
  const { folder, staging, unchanged, folders } = output;
  // From now on the run's folder is not for `abortOutput` to remove.
  const changes = output.changes.splice(0);
  const check = () => refuseChanged(output);
  const diagnostics = whileWritable(output, "", () => {
    if (changes.length === 0) return check();
    return tellRecovered(output, commit({ folder, staging, changes, folders: [...folders] }, check));
  });
  if (output.isGivenUp) return { value: nothing, diagnostics };
  const removed = changes.filter(({ kind }) => kind === "remove").length;
  return { value: { written: changes.length - removed, unchanged, removed }, diagnostics };
}

/** What the run has not changed, it has left alone because it is as it should be. */
function refuseChanged({ folder, seen }: Output): readonly [] {
  for (const [path, was] of seen) {
    const { obstacle, existing } = wayTo(folder, resolve(folder, path));
    if (obstacle !== undefined) throw new ChangeError(path, obstacle);
    if (!isAsSeen(was, existing)) throw new BusyError(path, "another run has changed it meanwhile");
  }
  return [];
}

/** Leaves everything as it was before the set was begun. */
export function abortOutput(output: Output): void {
  if (output.changes.splice(0).length > 0) discardStaging(output.staging);
  for (const folder of output.made.splice(0).reverse()) removeEmpty(folder);
}

/** Does a piece of work on a set that is not given up; what cannot be done gives it up. */
function whileWritable(
  output: Output,
  path: string,
  work: () => readonly Diagnostic[],
): readonly Diagnostic[] {
  if (output.isGivenUp) return [];
  try {
    return work();
  } catch (error) {
    output.isGivenUp = true;
    const problem = error instanceof ChangeError ? error : new ChangeError(path, reasonOf(error));
    abortOutput(output);
    const place = { file: join(output.name, problem.path) };
    const { reason } = problem;
    return [problem instanceof BusyError ? busyFolder(place, { reason }) : unwritableFile(place, { reason })];
  }
}

/** Notes a change; gives the place of the file that is to be written for it. */
function stageChange(output: Output, change: Change): string {
  if (output.changes.length === 0) makeFolder(output);
  return stagedFile(output.staging, output.changes.push(change) - 1);
}

/** Another run may make the same folders, and remove them again when it is given up. */
function makeFolder({ folder, staging, made }: Output): void {
  for (let attempts = 10; ; attempts -= 1) {
    const missing: string[] = [];
    for (let here = folder; lstatSync(here, { throwIfNoEntry: false }) === undefined; here = dirname(here)) {
      missing.push(here);
    }
    try {
      for (const next of missing.reverse()) if (makeOnce(next)) made.push(next);
      return makeStaging(staging);
    } catch (error) {
      if (attempts === 0 || !isRefusal(error, "ENOENT")) throw error;
    }
  }
}

/** Makes a folder; false when there is one. */
function makeOnce(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (isRefusal(error, "EEXIST") && statSync(folder).isDirectory()) return false;
    throw error;
  }
}
