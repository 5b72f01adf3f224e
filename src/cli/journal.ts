import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { BusyError, ChangeError, isRefusal, onFile } from "./change-error.js";
import { releaseLock, takeLock } from "./lock.js";
import { madeFile } from "./made-files.js";
import { asRecord, isList, recordIn } from "./records.js";
import { discardStaging, findStagings, keptFile, removeEmpty, stagedFile } from "./staging.js";
import type { FoundStaging } from "./staging.js";
import { wayTo } from "./way.js";

/*
 * How a set of files comes to its places. All of them are first written into a folder of the run's own inside of the
 * output folder, where each has the number of its change for a name (staging.ts). Then, with the lock of the output
 * folder (lock.ts), what will be replaced is kept beside them, and a list of the changes is put there by renaming it
 * to `commit`: that moment decides.
 *
 * Killed before it, a run has changed nothing, and the next run removes what it left. Killed after it, a run has put
 * some files in their places and others not; the next run puts the others there, from the list. Each step may be done
 * again when it has been done. Who has the lock finishes what others have decided before it decides on anything.
 */

/** What is to happen to a file. */
export interface Change {
  readonly kind: "make" | "replace" | "remove";
  /** Relative to the output folder. */
  readonly path: string;
}

/** The changes of a run. */
interface Journal {
  /** Folders that are made for them, outermost first. */
  readonly folders: readonly string[];
  readonly changes: readonly Change[];
}

/** A run's folder beside its documents, and what it changes. */
export interface StagedChanges extends Journal {
  readonly folder: string;
  readonly staging: string;
}

/** What has become of what a run left that was killed. */
export interface Recovered {
  /** Of its folder. */
  readonly name: string;
  readonly outcome: "finished" | "taken back" | "removed";
  /** Changes, or where it is removed, files. */
  readonly count: number;
}

/**
 * Makes all changes, or none: throws a ChangeError when one cannot be made, and what stood before is then back in its
 * place. `check` is called when nobody else changes the folder any more, and throws when that has been done before.
 * Gives what was first done for runs that were killed.
 */
export function commit(staged: StagedChanges, check: () => void): readonly Recovered[] {
  const { staging } = staged;
  return withLock(staging, true, () => {
    const recovered = finishOthers(staging);
    check();
    decide(staged);
    makeChanges(staged);
    return recovered;
  });
}

/** Finishes what runs have left in a folder that were killed, unless another run is just at it; `staging` is this run's. */
export function recover(staging: string): readonly Recovered[] {
  try {
    return withLock(staging, false, () => finishOthers(staging));
  } catch (error) {
    if (error instanceof BusyError) return [];
    throw error;
  }
}

/** Does a piece of work with the lock, and leaves nothing of the run's folder. */
function withLock<T>(staging: string, wait: boolean, work: () => T): T {
  let isHeld = false;
  try {
    takeLock(staging, wait);
    isHeld = true;
    return work();
  } finally {
    // A decision that could neither be carried out nor be taken back stays for the next run.
    if (!["commit", "undo"].some((decision) => isThere(join(staging, decision)))) discardStaging(staging);
    if (isHeld) releaseLock(staging);
  }
}

/** Keeps what will be replaced, and puts the list of the changes there. */
function decide({ folder, staging, folders, changes }: StagedChanges): void {
  for (const [index, { kind, path }] of changes.entries())
    if (kind === "replace") onFile(path, () => keep(join(folder, path), keptFile(staging, index)));
  writeFileSync(join(staging, "list"), JSON.stringify({ folders, changes }), { flag: "wx" });
  renameSync(join(staging, "list"), join(staging, "commit"));
}

/** A link costs nothing and keeps times and rights; some file systems have none. */
function keep(place: string, kept: string): void {
  try {
    linkSync(place, kept);
  } catch {
    copyFileSync(place, kept);
  }
}

function makeChanges(staged: StagedChanges): void {
  const { staging } = staged;
  try {
    goForward(staged, moveNew);
    rmSync(join(staging, "commit"), { force: true });
  } catch (error) {
    renameSync(join(staging, "commit"), join(staging, "undo"));
    goBack(staged);
    rmSync(join(staging, "undo"), { force: true });
    throw error;
  }
}

type Mover = (from: string, to: string, path: string) => void;

function goForward({ folder, staging, folders, changes }: StagedChanges, mover: Mover): void {
  for (const path of folders) onFile(path, () => void mkdirSync(join(folder, path), { recursive: true }));
  for (const [index, { kind, path }] of changes.entries()) {
    const place = join(folder, path);
    if (kind !== "remove") onFile(path, () => mover(stagedFile(staging, index), place, path));
    // Into the run's folder, so that nothing happens once another run has finished this one.
    else onFile(path, () => void move(place, keptFile(staging, index)));
  }
  for (const { kind, path } of changes)
    if (kind === "remove" && dirname(path) !== ".") removeEmpty(join(folder, dirname(path)));
}

/** Another run, for which an hour was too long, may have moved it. */
const moveNew: Mover = (from, to, path) => {
  if (!move(from, to) && !isThere(to)) throw new ChangeError(path, "it was written, and is gone");
};

/** Moves a file; false when it is not there. */
function move(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (!isRefusal(error, "ENOENT")) throw error;
    return false;
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** What is still staged was never put in its place: what stands there need not be put back, and perhaps cannot be. */
function goBack({ folder, staging, folders, changes }: StagedChanges): void {
  for (const [index, { kind, path }] of changes.entries()) {
    const place = join(folder, path);
    if (isThere(stagedFile(staging, index))) continue;
    onFile(path, () => {
      if (kind === "make") rmSync(place, { force: true });
      else move(keptFile(staging, index), place);
    });
  }
  for (const path of folders.toReversed()) removeEmpty(join(folder, path));
}

/** With the lock: carries out what runs have decided that were killed, or takes it back, and forgets the rest of them. */
function finishOthers(own: string): readonly Recovered[] {
  const recovered: Recovered[] = [];
  for (const found of findStagings(dirname(own))) {
    if (found.name === basename(own)) continue;
    if (found.isOver) recovered.push(finish(found));
    else if (found.decision !== undefined)
      throw new BusyError(found.name, "a run has left this, and it cannot be told yet whether it is over");
  }
  return recovered;
}

function finish({ name, path: staging, decision, files }: FoundStaging): Recovered {
  const folder = dirname(staging);
  const journal = decision && readJournal(folder, name, join(staging, decision));
  if (journal !== undefined && decision === "commit") goForward({ folder, staging, ...journal }, move);
  else if (journal !== undefined) goBack({ folder, staging, ...journal });
  discardStaging(staging);
  if (journal === undefined) return { name, outcome: "removed", count: files };
  const outcome = decision === "commit" ? "finished" : "taken back";
  return { name, outcome, count: journal.changes.length };
}

/** Reads a list of changes. A folder may come from anywhere: nothing outside of it is touched, nor anything but what runs make. */
function readJournal(folder: string, name: string, file: string): Journal {
  const { folders, changes } = recordIn(readFileSync(file, "utf8"));
  if (!isList(folders) || !isList(changes)) throw notOurs(name);
  return {
    folders: folders.map((path) => {
      if (typeof path !== "string") throw notOurs(name);
      refuseObstacle(folder, name, join(path, "in"));
      return path;
    }),
    changes: changes.map((change): Change => {
      const { kind, path } = asRecord(change);
      const isChange = kind === "make" || kind === "replace" || kind === "remove";
      if (!isChange || typeof path !== "string" || madeFile(path) === undefined) throw notOurs(name);
      refuseObstacle(folder, name, path);
      return { kind, path };
    }),
  };
}

function refuseObstacle(folder: string, name: string, path: string): void {
  const { obstacle } = wayTo(folder, join(folder, path));
  if (obstacle !== undefined)
    throw new ChangeError(name, `the list of changes in it has one of ${path}, but ${obstacle}`);
}

function notOurs(name: string): ChangeError {
  return new ChangeError(name, "no run of mofsmith has left the list of changes in it");
}
