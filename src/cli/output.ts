import {
  accessSync,
  chmodSync,
  constants,
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
import type { Stats } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { foldedName } from "../config/node-name.js";
import { unwritableFile } from "../diagnostics/catalogue/source.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { reasonOf } from "../source/host.node.js";

/**
 * Files on their way to a folder, all or none: each is written beside its place under another name, and all
 * are renamed when the last is there. One file is in memory at a time, however many there are.
 */
export interface Output {
  /** As messages name it. */
  readonly name: string;
  readonly folder: string;
  readonly pending: Pending[];
  /** Places taken so far, folded as some file systems do. */
  readonly places: Set<string>;
  /** Folders in which files of runs that were killed have been looked for. */
  readonly searched: Set<string>;
  /** Folders made for this run, outermost first. */
  readonly folders: string[];
  unchanged: number;
  failed: boolean;
}

interface Pending {
  readonly place: string;
  readonly temporary: string;
  /** The file that stood there, kept until all are renamed; undefined when there was none. */
  backup: string | undefined;
}

export interface Written {
  readonly written: number;
  /** Files left alone because their bytes would not have changed. */
  readonly unchanged: number;
}

/** Starts a set of files for a folder, which is made when the first file needs it. */
export function beginOutput(folder: string, name: string = folder): Output {
  const empty = { pending: [], places: new Set<string>(), searched: new Set<string>(), folders: [] };
  return { name, folder: resolve(folder), ...empty, unchanged: 0, failed: false };
}

/**
 * Adds a file, its path relative to the folder. Gives `source/unwritable-file` when it cannot be written; the
 * whole set is then given up: later files are not written, and to commit it does nothing.
 */
export function addFile(output: Output, path: string, bytes: Uint8Array): readonly Diagnostic[] {
  if (output.failed) return [];
  const place = resolve(output.folder, path);
  try {
    const obstacle = obstacleTo(output, place);
    if (obstacle !== undefined) return refuse(output, path, obstacle);
    output.places.add(foldedName(place));
    const existing = lstatSync(place, { throwIfNoEntry: false });
    if (existing !== undefined) accessSync(place, constants.W_OK);
    if (existing?.size === bytes.length && readFileSync(place).equals(bytes)) {
      output.unchanged += 1;
      return [];
    }
    makeFolder(output, dirname(place));
    removeStale(output, dirname(place));
    const temporary = join(dirname(place), `.mofsmith-${process.pid}-${output.pending.length}.tmp`);
    output.pending.push({ place, temporary, backup: undefined });
    // One of a run that was killed may be left there.
    rmSync(temporary, { force: true });
    const mode = existing === undefined ? undefined : existing.mode & 0o777;
    // Who may not read the file may not read what will be in its place; what the mask of the process takes off is put back.
    writeFileSync(temporary, bytes, { flag: "wx", ...(mode === undefined ? {} : { mode }) });
    if (mode !== undefined) chmodSync(temporary, mode);
    return [];
  } catch (error) {
    return refuse(output, path, reasonOf(error));
  }
}

/** Puts all files in their places. When one cannot be put there, what stood before is put back. */
export function commitOutput(output: Output): Staged<Written> {
  if (output.failed) return { value: { written: 0, unchanged: 0 }, diagnostics: [] };
  let current: Pending | undefined;
  try {
    for (current of output.pending) putInPlace(current);
  } catch (error) {
    rollBack(output, current);
    const path = current === undefined ? "" : relative(output.folder, current.place);
    return { value: { written: 0, unchanged: 0 }, diagnostics: refuse(output, path, reasonOf(error)) };
  }
  for (const { backup } of output.pending) if (backup !== undefined) rmSync(backup, { force: true });
  return { value: { written: output.pending.length, unchanged: output.unchanged }, diagnostics: [] };
}

/** Leaves everything as it was before the set was begun. */
export function abortOutput(output: Output): void {
  for (const { temporary } of output.pending.splice(0)) rmSync(temporary, { force: true });
  for (const folder of output.folders.splice(0).reverse()) removeEmpty(folder);
}

/** What stands in the way of a file: a place outside of the folder, a link, or a thing of another kind. */
function obstacleTo(output: Output, place: string): string | undefined {
  const inside = relative(output.folder, place);
  if (inside === "" || isAbsolute(inside) || inside === ".." || inside.startsWith(`..${sep}`)) {
    return "it would stand outside of the folder for documents";
  }
  if (output.places.has(foldedName(place))) return "two documents of this run would have this place";
  const steps = inside.split(sep);
  let here = output.folder;
  for (const [index, step] of steps.entries()) {
    here = join(here, step);
    const found = lstatSync(here, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    const obstacle = obstacleAt(found, index === steps.length - 1);
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
}

function obstacleAt(found: Stats, last: boolean): string | undefined {
  if (found.isSymbolicLink())
    return "a link stands in its way, which could lead out of the folder for documents";
  if (last && found.isDirectory()) return "a folder stands in its place";
  if (last && !found.isFile()) return "something that is no file stands in its place";
  if (!last && !found.isDirectory()) return "a file stands where its folder should be";
  return undefined;
}

function makeFolder(output: Output, folder: string): void {
  const missing: string[] = [];
  for (let here = folder; lstatSync(here, { throwIfNoEntry: false }) === undefined; here = dirname(here)) {
    missing.push(here);
  }
  for (const next of missing.reverse()) {
    mkdirSync(next);
    output.folders.push(next);
  }
}

const temporaryName = /^\.mofsmith-(\d+)-\d+\.tmp(?:\.old)?$/;

/** Removes what a run left in a folder that was killed before it could: its process is no more. */
function removeStale(output: Output, folder: string): void {
  if (output.searched.has(folder)) return;
  output.searched.add(folder);
  for (const name of readdirSync(folder)) {
    const pid = Number(temporaryName.exec(name)?.[1]);
    if (pid > 0 && !isRunning(pid)) rmSync(join(folder, name), { force: true });
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

function putInPlace(file: Pending): void {
  if (lstatSync(file.place, { throwIfNoEntry: false })?.isFile() === true) {
    const backup = `${file.temporary}.old`;
    rmSync(backup, { force: true });
    keep(file.place, backup);
    file.backup = backup;
  }
  renameSync(file.temporary, file.place);
}

/** A link costs nothing and keeps times and rights; some file systems have none. */
function keep(place: string, backup: string): void {
  try {
    linkSync(place, backup);
  } catch {
    copyFileSync(place, backup);
  }
}

function rollBack(output: Output, failed: Pending | undefined): void {
  const last = failed === undefined ? 0 : output.pending.indexOf(failed);
  for (const [index, { place, backup }] of output.pending.entries()) {
    if (backup !== undefined && index < last) renameSync(backup, place);
    else if (backup !== undefined) rmSync(backup, { force: true });
    else if (index < last) rmSync(place, { force: true });
  }
}

function refuse(output: Output, path: string, reason: string): readonly Diagnostic[] {
  output.failed = true;
  abortOutput(output);
  return [unwritableFile({ file: join(output.name, path) }, { reason })];
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else has put something into it meanwhile: it stays.
  }
}
