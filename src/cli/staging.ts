import { lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import type { Stats } from "node:fs";
import { basename, join } from "node:path";
import { isRefusal } from "./change-error.js";
import { isOver, isOwnedName, newOwnedName } from "./owner.js";

/*
 * A run's own folder beside its documents. It holds, and whoever removes it removes:
 *
 *   <number>      what is to be the file of that change
 *   <number>.old  what was
 *   list          the changes, as long as they are not decided; then it is called `commit`, and `undo` when they are taken back
 *   lock/<name>   what is to be the lock of the output folder (lock.ts); named as the run's folder is
 */
const fileName = /^(?:\d{1,9}(?:\.old)?|list|commit|undo)$/;

/** What a list of changes is called that has been decided. */
export type Decision = "commit" | "undo";

/** A run's folder that has been found, and in which nothing is but what runs put there. */
export interface FoundStaging {
  readonly name: string;
  readonly path: string;
  readonly decision: Decision | undefined;
  /** How many files it holds that were to come to their places. */
  readonly files: number;
  readonly isOver: boolean;
}

/** A place for the folder of a run, which is not there yet. */
export function newStaging(folder: string): string {
  return join(folder, newOwnedName());
}

/** Nobody else may write into it, since what it holds decides what is changed. */
export function makeStaging(staging: string): void {
  mkdirSync(staging, { mode: 0o700 });
}

export function stagedFile(staging: string, index: number): string {
  return join(staging, String(index));
}

export function keptFile(staging: string, index: number): string {
  return join(staging, `${index}.old`);
}

/** The folders of runs in a folder, of this user; whatever else is called so is left alone. */
export function findStagings(folder: string): readonly FoundStaging[] {
  return namesIn(folder).flatMap((name) => (isOwnedName(name) ? (foundStaging(folder, name) ?? []) : []));
}

function foundStaging(folder: string, name: string): FoundStaging | undefined {
  const path = join(folder, name);
  const stats = ownFolder(path);
  if (stats === undefined) return undefined;
  const entries = readdirSync(path, { withFileTypes: true });
  const known = entries.every((entry) =>
    entry.isFile()
      ? fileName.test(entry.name)
      : entry.name === "lock" && entry.isDirectory() && isLockOf(join(path, "lock"), name),
  );
  if (!known) return undefined;
  const has = (file: string) => entries.some((entry) => entry.name === file);
  const decision = has("commit") ? "commit" : has("undo") ? "undo" : undefined;
  const files = entries.filter((entry) => /^\d+$/.test(entry.name)).length;
  return { name, path, decision, files, isOver: isOver(name, stats.mtimeMs) };
}

function isLockOf(path: string, name: string): boolean {
  return namesIn(path).every((one) => one === name);
}

/** What is known of a folder when it is one, no link to one, and belongs to this user. */
export function ownFolder(path: string): Stats | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) return undefined;
  // Windows has no such numbers.
  return process.getuid === undefined || stats.uid === process.getuid() ? stats : undefined;
}

/** The names in a folder; none when there is no folder. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isRefusal(error, "ENOENT", "ENOTDIR")) return [];
    throw error;
  }
}

/** Removes a run's folder, its decision first: without one, all the rest is nobody's any more. */
export function discardStaging(staging: string): void {
  for (const decision of ["commit", "undo"]) rmSync(join(staging, decision), { force: true });
  rmSync(join(staging, "lock", basename(staging)), { force: true });
  removeEmpty(join(staging, "lock"));
  for (const name of namesIn(staging)) if (fileName.test(name)) rmSync(join(staging, name), { force: true });
  removeEmpty(staging);
}

/** Removes a folder that holds nothing; what somebody else has put into it meanwhile stays. */
export function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not empty, or another program has it open.
  }
}
