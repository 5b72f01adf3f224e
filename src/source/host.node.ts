import { closeSync, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Entry, EntryKind, Host, ReadResult } from "./host.js";

const mebibyte = 1024 * 1024;

/** The limit of a source file (check/limits): a larger one is a mistake, not a recipe. */
const largestFile = 16 * mebibyte;

/** The Host over the file system of this machine; all calls are synchronous. */
export function nodeHost(): Host {
  return { read, list, kind, realPath };
}

function read(path: string, most = largestFile): ReadResult {
  try {
    const file = openSync(path, "r");
    try {
      if (fstatSync(file).isDirectory()) return { ok: false, reason: "it is a folder" };
      return readUpTo(most, file, Math.min(fstatSync(file).size, most) + 1);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

/** All of standard input, up to the size of a large password or key. */
export function readInput(): ReadResult {
  try {
    return readUpTo(mebibyte, 0, 4096);
  } catch (error) {
    // Windows tells the end of a pipe as an error.
    if (error instanceof Error && "code" in error && error.code === "EOF")
      return { ok: true, bytes: new Uint8Array() };
    return { ok: false, reason: reasonOf(error) };
  }
}

/** Reads to the end and not to the announced size, since a pipe announces none and a device never ends. */
function readUpTo(most: number, file: number, expected: number): ReadResult {
  let buffer = new Uint8Array(expected);
  let length = 0;
  for (;;) {
    const count = readSync(file, buffer, length, buffer.length - length, null);
    if (count === 0) return { ok: true, bytes: buffer.subarray(0, length) };
    length += count;
    if (length > most) {
      return { ok: false, reason: `it is larger than ${most / mebibyte} MiB`, tooLarge: true };
    }
    if (length === buffer.length) {
      const larger = new Uint8Array(Math.min(Math.max(2 * length, 65_536), most + 1));
      larger.set(buffer);
      buffer = larger;
    }
  }
}

function list(path: string): readonly Entry[] | undefined {
  try {
    const entries: Entry[] = [];
    for (const found of readdirSync(path, { withFileTypes: true })) {
      if (found.isDirectory()) entries.push({ name: found.name, kind: "folder" });
      else if (found.isFile()) entries.push({ name: found.name, kind: "file" });
      else if (found.isSymbolicLink()) {
        const target = targetKind(join(path, found.name));
        if (target !== undefined) entries.push({ name: found.name, kind: target, link: true });
      }
    }
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return undefined;
  }
}

/** What a link leads to, unless that is a pipe or a device: whoever lists a folder means its files. */
function targetKind(link: string): EntryKind | undefined {
  try {
    const target = statSync(link);
    return target.isDirectory() ? "folder" : target.isFile() ? "file" : undefined;
  } catch {
    return undefined;
  }
}

function kind(path: string): EntryKind | undefined {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

const reasons: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file or folder"],
  ["EACCES", "permission was denied"],
  ["EPERM", "permission was denied"],
  ["EISDIR", "it is a folder"],
  ["ENOTDIR", "a part of its path is a file, not a folder"],
  ["ENOTEMPTY", "a folder that is not empty stands in its place"],
  ["EEXIST", "something of that name is there already"],
  ["ELOOP", "its links lead round in a circle"],
  ["ENAMETOOLONG", "its name is too long"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"],
  ["EBUSY", "another program is using it"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk quota is used up"],
  ["EROFS", "the disk may only be read"],
  ["EIO", "the disk reported an error"],
  ["ERR_INVALID_ARG_VALUE", "its name is no legal path"],
]);

/** Why the file system refused, as the end of a sentence: `permission was denied`. An error of another kind is thrown on. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") throw error;
  return reasons.get(error.code) ?? `the system answered ${error.code}`;
}
