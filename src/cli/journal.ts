import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { reasonOf } from "../source/host.node.js";
import { wayTo } from "./way.js";

/*
 * How a set of files comes to its places. All of them are first written into a folder of the run's own inside of the
 * output folder, where each has the number of its change for a name; files that will be replaced are kept there as
 * `<number>.old`. Then a list of the changes is put beside them, by renaming it to `commit`: that moment decides.
 *
 * Killed before it, a run has changed nothing, and the next run removes what it left. Killed after it, a run has put
 * some files in their places and others not; the next run puts the others there, from the list. Each step may be done
 * again when it has been done: also a run that is still at it is only helped.
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
export interface Staged extends Journal {
  readonly folder: string;
  readonly staging: string;
}

/** The files that a run makes: documents, their checksums, and the passwords that it keeps. */
const ours = /\.mof(?:\.checksum|\.passwords\.json)?$/i;

const stagingName = /^\.mofsmith-(\d+)$/;

/** Whether a folder of this name is a run's own. */
export function isStaging(name: string): boolean {
  return stagingName.test(name);
}

/** The folder of this process, which is not there yet. */
export function stagingOf(folder: string): string {
  return join(folder, `.mofsmith-${process.pid}`);
}

export function stagedFile(staging: string, index: number): string {
  return join(staging, String(index));
}

function keptFile(staging: string, index: number): string {
  return join(staging, `${index}.old`);
}

/** A file could not be changed; why, as the end of a sentence. */
export class ChangeError extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path}: ${reason}`);
  }
}

/**
 * Makes all changes, or none: throws a ChangeError when one cannot be made, and what stood before is then back in its
 * place.
 */
export function commit(staged: Staged): void {
  const { staging } = staged;
  try {
    decide(staged);
  } catch (error) {
    discard(staging);
    throw error;
  }
  try {
    goForward(staged);
  } catch (error) {
    renameSync(join(staging, "commit"), join(staging, "undo"));
    goBack(staged);
    discard(staging);
    throw error;
  }
  discard(staging);
}

/** Keeps what will be replaced, and puts the list of the changes there. */
function decide({ folder, staging, folders, changes }: Staged): void {
  for (const [index, { kind, path }] of changes.entries())
    if (kind === "replace") step(path, () => keep(join(folder, path), keptFile(staging, index)));
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

function step(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw error instanceof ChangeError ? error : new ChangeError(path, reasonOf(error));
  }
}

function goForward({ folder, staging, folders, changes }: Staged): void {
  for (const path of folders) step(path, () => void mkdirSync(join(folder, path), { recursive: true }));
  for (const [index, { kind, path }] of changes.entries()) {
    const place = join(folder, path);
    if (kind !== "remove") step(path, () => moveOnce(stagedFile(staging, index), place, path));
    // Into the run's folder, so that nothing happens once another run has finished this one.
    else step(path, () => void move(place, keptFile(staging, index)));
  }
  for (const { kind, path } of changes)
    if (kind === "remove" && dirname(path) !== ".") removeEmpty(join(folder, dirname(path)));
}

/** Moves a file that may have been moved there already. */
function moveOnce(from: string, to: string, path: string): void {
  if (!move(from, to) && lstatSync(to, { throwIfNoEntry: false }) === undefined)
    throw new ChangeError(path, "it was written, and is gone");
}

/** Moves a file; false when it is not there. */
function move(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (!isNotThere(error)) throw error;
    return false;
  }
}

function isNotThere(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function goBack({ folder, staging, folders, changes }: Staged): void {
  for (const [index, { kind, path }] of changes.entries()) {
    const place = join(folder, path);
    const isStaged = lstatSync(stagedFile(staging, index), { throwIfNoEntry: false }) !== undefined;
    if (kind !== "make") move(keptFile(staging, index), place);
    else if (!isStaged) rmSync(place, { force: true });
  }
  for (const path of folders.toReversed()) removeEmpty(join(folder, path));
}

/** Removes a folder that holds nothing; what somebody else has put into it meanwhile stays. */
export function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not empty, or another program has it open.
  }
}

/** Removes a run's folder, its list first: without one, all the rest is nobody's any more. */
function discard(staging: string): void {
  for (const name of ["commit", "undo"]) rmSync(join(staging, name), { force: true });
  rmSync(staging, { recursive: true, force: true });
}

/**
 * Finishes what runs have left in a folder that were killed: their changes are made where they were decided, and
 * forgotten where not. Throws when that is not possible, with a ChangeError for a file.
 */
export function recover(folder: string): void {
  for (const entry of entriesOf(folder)) {
    const pid = Number(stagingName.exec(entry.name)?.[1] ?? 0);
    if (pid === 0 || !entry.isDirectory()) continue;
    const staging = join(folder, entry.name);
    const names = readdirSync(staging);
    const isOver = pid === process.pid || !isRunning(pid);
    // Its process, if that number is not another's by now, is only helped.
    if (names.includes("commit"))
      goForward({ folder, staging, ...readJournal(folder, join(staging, "commit")) });
    else if (names.includes("undo") && isOver)
      goBack({ folder, staging, ...readJournal(folder, join(staging, "undo")) });
    else if (!isOver) continue;
    discard(staging);
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isNotThere(error)) return [];
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Reads a list of changes. A folder may come from anywhere: nothing outside of it is touched, nor anything but what runs make. */
function readJournal(folder: string, file: string): Journal {
  const read = parsed(readFileSync(file, "utf8"));
  const { folders, changes } = isRecord(read) ? read : {};
  if (!isList(folders) || !isList(changes)) throw notOurs("");
  return {
    folders: folders.map((path) => {
      if (typeof path !== "string" || wayTo(folder, resolve(folder, path, "in")).obstacle !== undefined)
        throw notOurs(path);
      return path;
    }),
    changes: changes.map((change): Change => {
      const { kind, path } = isRecord(change) ? change : {};
      const isChange = kind === "make" || kind === "replace" || kind === "remove";
      if (!isChange || typeof path !== "string" || !ours.test(path)) throw notOurs(path);
      if (wayTo(folder, resolve(folder, path)).obstacle !== undefined) throw notOurs(path);
      return { kind, path };
    }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function notOurs(path: unknown): ChangeError {
  const reason = "a folder .mofsmith-… stands here that no run of mofsmith has left";
  return new ChangeError(typeof path === "string" ? path : "", reason);
}
