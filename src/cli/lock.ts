import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { BusyError, ChangeError, isRefusal } from "./change-error.js";
import { isOver, isOwnedName } from "./owner.js";
import { namesIn, ownFolder, removeEmpty } from "./staging.js";

/*
 * Only one run at a time changes documents in a folder: the one after which the only file in the folder `.mofsmith-lock`
 * is called. Each way to get it is one renaming, which either happens or does not:
 *
 *   free  the folder comes to its place with the file in it: no folder is renamed to one that holds something
 *   over  the file of a run that is over gets the name of the next one: only one finds it under the old name
 */
const lockName = ".mofsmith-lock";

/** A run that has the lock and does nothing for so long does not let others wait. In milliseconds. */
const patience = 2000;

const pause = 20;

/**
 * Takes the lock for the run of a staging folder. Waits for another run as long as that goes on, and with `wait` false
 * not at all; throws a BusyError when it does not get the lock.
 */
export function takeLock(staging: string, wait: boolean): void {
  const folder = dirname(staging);
  const lock = join(folder, lockName);
  prepare(staging);
  let seen = "";
  let since = performance.now();
  for (;;) {
    if (placeLock(staging, lock)) return;
    const [holder, ...more] = namesIn(lock);
    // Windows renames no folder to one that is there, not even to an empty one.
    if (holder === undefined) removeEmpty(lock);
    else if (more.length > 0 || !isOwnedName(holder)) throw notALock();
    else if (isLeft(folder, holder) && inherit(join(lock, holder), join(lock, basename(staging)))) return;
    const progress = `${holder} ${touched(join(folder, holder ?? ""))}`;
    if (progress !== seen) since = performance.now();
    seen = progress;
    if (!wait || performance.now() - since > patience)
      throw new BusyError(lockName, "another run is putting its files in their places");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
  }
}

/** Gives the lock back; one that is another's by now is left alone. */
export function releaseLock(staging: string): void {
  const lock = join(dirname(staging), lockName);
  rmSync(join(lock, basename(staging)), { force: true });
  removeEmpty(lock);
}

/** Whether a run has the lock of a folder that is over. */
export function isLockLeft(folder: string): boolean {
  const [holder = ""] = namesIn(join(folder, lockName));
  return isOwnedName(holder) && isLeft(folder, holder);
}

function isLeft(folder: string, holder: string): boolean {
  const lock = ownFolder(join(folder, lockName));
  return lock !== undefined && isOver(holder, Math.max(lock.mtimeMs, touched(join(folder, holder))));
}

function touched(path: string): number {
  return lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function prepare(staging: string): void {
  mkdirSync(join(staging, "lock"), { recursive: true, mode: 0o700 });
  writeFileSync(join(staging, "lock", basename(staging)), "");
}

function placeLock(staging: string, lock: string): boolean {
  try {
    renameSync(join(staging, "lock"), lock);
    return true;
  } catch (error) {
    if (isRefusal(error, "EEXIST", "ENOTEMPTY")) return false;
    if (isRefusal(error, "ENOTDIR")) throw notALock();
    // What Windows says to a folder that is there.
    if (isRefusal(error, "EPERM", "EACCES") && ownFolder(lock) !== undefined) return false;
    throw error;
  }
}

function inherit(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (isRefusal(error, "ENOENT")) return false;
    throw error;
  }
}

function notALock(): ChangeError {
  return new ChangeError(lockName, "this stands here, and no run of mofsmith has left it");
}
