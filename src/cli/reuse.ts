import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { encryptKeeping, keyName, type Keeping, type KeptMessage, type KeptMessages } from "../cms/kept.js";
import type { Encrypt } from "../cms/envelopes.js";
import {
  changedReuse,
  otherReuseKey,
  unfitReuseKey,
  unreadableReuse,
} from "../diagnostics/catalogue/reuse.js";
import { Secret } from "../model/secret.js";
import { decodeText } from "../source/decode.js";
import { reasonOf } from "../source/host.node.js";
import { report, type Context } from "./context.js";
import { addFile, beginOutput, type Output } from "./output.js";
import type { World } from "./world.js";

/** The passwords that a run keeps, `--reuse DIR`, and where. */
export interface Reuse {
  /** DIR, as it was given. */
  readonly name: string;
  readonly keeping: Keeping;
  /** All that an earlier run has left, whatever its key. */
  readonly keyFile: { readonly path: string; readonly isNew: boolean };
}

/** In DIR. */
const keptFile = "mofsmith-passwords.json";

/** So many characters of base64 have 192 bits. */
const leastKey = 32;

/** In bytes. A message has about a thousand: enough for some hundred thousand passwords. */
const largest = { key: 64 * 1024, kept: 256 * 1024 * 1024 };

/**
 * Opens what earlier runs have kept. Undefined when it cannot be: `cli/unfit-reuse-key`, `cli/unreadable-reuse`,
 * `cli/other-reuse-key`.
 */
export function openReuse(context: Context, name: string, reuseKey: string | undefined): Reuse | undefined {
  const found = findKey(context.world, name, reuseKey);
  if (found.reason !== undefined) {
    report(context, [unfitReuseKey({ file: "--reuse-key" }, { path: found.path, reason: found.reason })]);
    return undefined;
  }
  const { key, path, isNew } = found;
  const earlier = readKept(context, name, { key, path });
  if (earlier === undefined) return undefined;
  return {
    name,
    keeping: { key, earlier, written: new Map(), changed: new Set() },
    keyFile: { path, isNew },
  };
}

/** Encrypts the passwords of a document, named by its path in the folder of documents; new ones by `encryptNew`, if given. */
export function encryptFor({ keeping }: Reuse, document: string, encryptNew?: Encrypt): Encrypt {
  return encryptKeeping(keeping, document.replaceAll("\\", "/"), encryptNew);
}

type FoundKey =
  | { readonly path: string; readonly reason: string }
  | { readonly path: string; readonly key: Secret; readonly isNew: boolean; readonly reason?: undefined };

/** The key that is named, which has to be there, or the user's own, which is made when it is first needed. */
function findKey(world: World, folder: string, named: string | undefined): FoundKey {
  const path = named ?? ownKeyFile(world);
  if (path === undefined) return { path: "", reason: "the environment names no folder of the user's for it" };
  const inside = relative(realPath(world, folder), realPath(world, path));
  if (!inside.startsWith("..") && !isAbsolute(inside)) {
    return { path, reason: "it is in the folder of --reuse, and whoever had that would have it too" };
  }
  if (named === undefined && world.host.kind(path) === undefined) {
    return { path, key: new Secret(randomBytes(32).toString("base64")), isNew: true };
  }
  const read = world.host.read(path, largest.key);
  if (!read.ok) return { path, reason: read.reason };
  const decoded = decodeText(read.bytes);
  const text = decoded.ok ? decoded.text.trim() : "";
  if (text.length < leastKey) return { path, reason: `it has fewer than ${leastKey} characters` };
  return { path, key: new Secret(text), isNew: false };
}

/** Where programs keep a user's state (XDG Base Directory Specification; %LOCALAPPDATA% on Windows). */
function ownKeyFile({ environment }: World): string | undefined {
  const { LOCALAPPDATA: local, XDG_STATE_HOME: state, HOME: home } = environment;
  const folder = [local, state, home && join(home, ".local", "state")].find(
    (one) => one !== undefined && isAbsolute(one),
  );
  return folder === undefined ? undefined : join(folder, "mofsmith", "reuse.key");
}

/** An absolute path without links, as far as there is something. */
function realPath(world: World, path: string): string {
  const place = resolve(world.folder, path);
  const above = dirname(place);
  return (
    world.host.realPath(place) ?? (above === place ? place : join(realPath(world, above), basename(place)))
  );
}

function readKept(
  context: Context,
  folder: string,
  { key, path }: { readonly key: Secret; readonly path: string },
): KeptMessages | undefined {
  const { host } = context;
  const file = join(folder, keptFile);
  if (host.kind(file) === undefined) return new Map();
  const read = host.read(file, largest.kept);
  const kept = read.ok ? keptIn(read.bytes) : undefined;
  if (kept === undefined) {
    const reason = read.ok ? "it is not what mofsmith has written" : read.reason;
    report(context, [unreadableReuse({ file }, { reason })]);
    return undefined;
  }
  if (kept.key === keyName(key)) return kept.documents;
  report(context, [otherReuseKey({ file }, { path })]);
  return undefined;
}

interface Kept {
  readonly key: string;
  readonly documents: KeptMessages;
}

/** `{"key": …, "documents": {path: {mark: {"message": …, "seal": …}}}}` */
function keptIn(bytes: Uint8Array): Kept | undefined {
  const root = parsed(new TextDecoder().decode(bytes));
  const { key, documents: listed } = isRecord(root) ? root : {};
  if (typeof key !== "string" || !isRecord(listed)) return undefined;
  const documents = new Map<string, ReadonlyMap<string, KeptMessage>>();
  for (const [path, marks] of Object.entries(listed)) {
    if (!isRecord(marks)) return undefined;
    const messages = new Map<string, KeptMessage>();
    for (const [mark, entry] of Object.entries(marks)) {
      const { message, seal } = isRecord(entry) ? entry : {};
      if (typeof message !== "string" || typeof seal !== "string") return undefined;
      messages.set(mark, { message, seal });
    }
    documents.set(path, messages);
  }
  return { key, documents };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Adds what is to be kept for the next run, when nothing is wrong with this one: the messages of this one, and those of other documents as long as these
 * `mayStand`. Gives the set of files that it is in, unless that is the set of the documents, which have the same folder
 * then. Diagnostics: `cli/changed-reuse`, those of `addFile`, `cli/unfit-reuse-key`.
 */
export function addKept(
  context: Context,
  { keeping, keyFile, name }: Reuse,
  documents: Output,
  mayStand: (document: string) => boolean,
): Output | undefined {
  const { earlier, written, changed, key } = keeping;
  const file = join(name, keptFile);
  if (changed.size > 0) report(context, [changedReuse({ file }, { documents: [...changed].sort() })]);
  if (context.findings.errors.size > 0) return undefined;
  const others = [...earlier].filter(([path]) => mayStand(path));
  const messages = [...new Map([...others, ...written])].filter(([, marks]) => marks.size > 0);
  if (messages.length === 0 && earlier.size === 0) return undefined;
  // Without the key, the file would be of no use.
  const reason = keyFile.isNew ? makeKey(keyFile.path, key) : undefined;
  if (reason !== undefined) {
    report(context, [unfitReuseKey({ file: "--reuse-key" }, { path: keyFile.path, reason })]);
    return undefined;
  }
  const content = {
    key: keyName(key),
    documents: asObject(messages.map(([path, marks]) => [path, asObject([...marks])])),
  };
  const { world } = context;
  const isSame = realPath(world, name) === realPath(world, documents.folder);
  const output = isSame ? documents : beginOutput(resolve(world.folder, name), name);
  const bytes = new TextEncoder().encode(`${JSON.stringify(content, undefined, 2)}\n`);
  report(context, addFile(output, keptFile, bytes));
  return isSame ? undefined : output;
}

/** In the order of the names, so that what did not change stays where it was. */
function asObject<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Nobody but the user may read it. Why it cannot be made, as the end of a sentence. */
function makeKey(path: string, key: Secret): string | undefined {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${Secret.reveal(key)}\n`, { flag: "wx", mode: 0o600 });
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}
