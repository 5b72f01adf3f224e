import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { Secret } from "../model/secret.js";
import { decodeText } from "../source/decode.js";
import { reasonOf } from "../source/host.node.js";
import type { World } from "./world.js";

/** The key to the passwords that `--reuse` keeps, or why there is none, as the end of a sentence. */
export type FoundKey =
  | { readonly path: string; readonly reason: string }
  | { readonly path: string; readonly key: Secret; readonly isNew: boolean; readonly reason?: undefined };

/** So many characters of base64 have 192 bits. */
const leastLength = 32;

/** Random hexadecimal digits, of which there are but 16, have fewer once in ten million keys. */
const leastVariety = 8;

/** In bytes. */
const largest = 64 * 1024;

/** The key that is named, which has to be there, or the user's own, which is made when it is first needed. */
export function findKey(world: World, folder: string, named: string | undefined): FoundKey {
  const path = named ?? ownKeyFile(world);
  if (path === undefined) return { path: "", reason: "the environment names no folder of the user's for it" };
  if (isInside(realPath(world, folder), realPath(world, path))) {
    return { path, reason: "it is in the folder of --reuse, and whoever had that would have it too" };
  }
  if (named === undefined && world.host.kind(path) === undefined) {
    return { path, key: new Secret(randomBytes(32).toString("base64")), isNew: true };
  }
  const read = world.host.read(path, largest);
  if (!read.ok) return { path, reason: read.reason };
  const decoded = decodeText(read.bytes);
  const text = decoded.ok ? decoded.text.trim() : "";
  const weakness = weaknessOf(text);
  return weakness === undefined ? { path, key: new Secret(text), isNew: false } : { path, reason: weakness };
}

/** What makes a key one that can be guessed. */
function weaknessOf(text: string): string | undefined {
  if (text.length < leastLength) return `it has fewer than ${leastLength} characters`;
  const variety = new Set(text).size;
  if (variety >= leastVariety) return undefined;
  return `it has fewer than ${leastVariety} different characters, where random letters and digits have more`;
}

/** Where programs keep a user's state (XDG Base Directory Specification; %LOCALAPPDATA% on Windows). */
function ownKeyFile({ environment }: World): string | undefined {
  const { LOCALAPPDATA: local, XDG_STATE_HOME: state, HOME: home } = environment;
  const folder = [local, state, home && join(home, ".local", "state")].find(
    (one) => one !== undefined && isAbsolute(one),
  );
  return folder === undefined ? undefined : join(folder, "mofsmith", "reuse.key");
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** An absolute path without links, as far as there is something. */
export function realPath(world: World, path: string): string {
  const place = resolve(world.folder, path);
  const above = dirname(place);
  return (
    world.host.realPath(place) ?? (above === place ? place : join(realPath(world, above), basename(place)))
  );
}

/** Nobody but the user may read it. Why it cannot be made, as the end of a sentence. */
export function makeKey(path: string, key: Secret): string | undefined {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${Secret.reveal(key)}\n`, { flag: "wx", mode: 0o600 });
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}
