import { join, resolve } from "node:path";
import { protect } from "../cms/envelope.js";
import { encryptKeeping, keyName, withUsed, type KeptMessage, type KeptMessages } from "../cms/kept.js";
import type { Encrypt } from "../cms/envelopes.js";
import {
  changedReuse,
  otherReuseKey,
  unfitReuseKey,
  unreadableReuse,
} from "../diagnostics/catalogue/reuse.js";
import type { Secret } from "../model/secret.js";
import { reasonOf } from "../source/host.node.js";
import type { ReadResult } from "../source/host.js";
import { report, type Context } from "./context.js";
import { addFile, beginOutput, lookAt, removeFile, type Output } from "./output.js";
import { asRecord, isList, recordIn } from "./records.js";
import { findKey, makeKey, realPath } from "./reuse-key.js";
import { wayTo } from "./way.js";

/** The passwords that a run keeps, `--reuse DIR`, and where. */
export interface Reuse {
  /** DIR, as it was given. */
  readonly name: string;
  readonly key: Secret;
  readonly keyFile: { readonly path: string; readonly isNew: boolean };
  /** What is to be kept, by documents. */
  readonly used: Map<string, ReadonlyMap<string, KeptMessage>>;
  /** The documents of which somebody has changed what is kept. */
  readonly changed: Set<string>;
}

/** Opens the folder of kept passwords. Undefined when its key is of no use: `cli/unfit-reuse-key`. */
export function openReuse(context: Context, name: string, reuseKey: string | undefined): Reuse | undefined {
  const found = findKey(context.world, name, reuseKey);
  if (found.reason !== undefined) {
    report(context, [unfitReuseKey({ file: "--reuse-key" }, { path: found.path, reason: found.reason })]);
    return undefined;
  }
  const { key, path, isNew } = found;
  return { name, key, keyFile: { path, isNew }, used: new Map(), changed: new Set() };
}

/**
 * Encrypts the passwords of a document, named by its path in the folder of documents. What is kept of it is read when
 * its first password is, and let go with it: a run holds no more than what changes. New ones are for `encryptNew`.
 * Diagnostics: those of `readKept`.
 */
export function encryptFor(
  context: Context,
  reuse: Reuse,
  path: string,
  encryptNew: Encrypt = protect,
): Encrypt {
  const document = path.replaceAll("\\", "/");
  const used = new Map<string, KeptMessage>();
  let known: KeptMessages | undefined;
  const earlier = (): KeptMessages => {
    if (known === undefined) reuse.used.set(document, used);
    return (known ??= readKept(context, reuse, document) ?? new Map());
  };
  const onChanged = () => void reuse.changed.add(document);
  return encryptKeeping({ key: reuse.key, document, earlier, used, onChanged, encryptNew });
}

/** A file a document, so that runs for other nodes, and changes of other people, have other files. */
function keptFile(document: string): string {
  return `${document}.passwords.json`;
}

/** What is kept of a document; undefined when it cannot be used: `cli/unreadable-reuse`, `cli/other-reuse-key`. */
function readKept(
  context: Context,
  { name, key, keyFile }: Reuse,
  document: string,
): KeptMessages | undefined {
  const file = join(name, keptFile(document));
  const read = readPlainFile(context, name, keptFile(document));
  if (read === undefined) return new Map();
  const kept = read.ok ? keptIn(read.bytes) : undefined;
  if (kept === undefined) {
    const reason = read.ok ? "it is not what mofsmith has written" : read.reason;
    report(context, [unreadableReuse({ file }, { reason })]);
    return undefined;
  }
  if (kept.key === keyName(key)) return kept.passwords;
  // What holds for all of the files is told of one.
  if (!context.findings.errors.has(otherReuseKey.code))
    report(context, [otherReuseKey({ file }, { path: keyFile.path })]);
  return undefined;
}

/** Undefined where there is no such file. Nothing but a plain one is opened: a pipe would never end. */
function readPlainFile({ host, world }: Context, name: string, path: string): ReadResult | undefined {
  try {
    const folder = resolve(world.folder, name);
    const { obstacle, existing } = wayTo(folder, resolve(folder, path));
    if (obstacle !== undefined) return { ok: false, reason: obstacle };
    return existing && host.read(join(name, path));
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

interface Kept {
  readonly key: string;
  readonly passwords: KeptMessages;
}

/** `{"key": …, "passwords": {place: [{"mark": …, "message": …, "seal": …}]}}` */
function keptIn(bytes: Uint8Array): Kept | undefined {
  const { key, passwords: listed } = recordIn(new TextDecoder().decode(bytes));
  if (typeof key !== "string" || typeof listed !== "object") return undefined;
  const passwords = new Map<string, readonly KeptMessage[]>();
  for (const [place, entries] of Object.entries(asRecord(listed))) {
    if (!isList(entries)) return undefined;
    const messages: KeptMessage[] = [];
    for (const entry of entries) {
      const { mark, message, seal } = asRecord(entry);
      if (typeof mark !== "string" || typeof message !== "string" || typeof seal !== "string")
        return undefined;
      messages.push({ mark, message, seal });
    }
    passwords.set(place, messages);
  }
  return { key, passwords };
}

/** In the order of the places, so that what did not change stays where it was. */
function bytesOf({ key, passwords }: Kept): Uint8Array {
  const sorted = [...passwords].sort(([one], [other]) => (one < other ? -1 : 1));
  const content = { key, passwords: Object.fromEntries(sorted) };
  return new TextEncoder().encode(`${JSON.stringify(content, undefined, 2)}\n`);
}

/**
 * Adds what is to be kept for the next run, when nothing is wrong with this one, and removes what was kept of documents
 * that the run removes. Gives the set of files that it is in, unless that is the set of the documents, which have the
 * same folder then. Diagnostics: `cli/changed-reuse`, those of `addFile` and `readKept`, `cli/unfit-reuse-key`.
 */
export function addKept(context: Context, reuse: Reuse, documents: Output): Output | undefined {
  const { key, keyFile, name, changed } = reuse;
  const [first] = [...changed].sort();
  if (first !== undefined) {
    const file = join(name, keptFile(first));
    report(context, [changedReuse({ file }, { documents: [...changed].sort() })]);
  }
  if (context.findings.errors.size > 0) return undefined;
  const used = [...reuse.used].filter(([, messages]) => messages.size > 0);
  const removed = removedFiles(context, reuse, documents);
  if (used.length + removed.length === 0) return undefined;
  // Without the key, the files would be of no use.
  const reason = keyFile.isNew && used.length > 0 ? makeKey(keyFile.path, key) : undefined;
  if (reason !== undefined) {
    report(context, [unfitReuseKey({ file: "--reuse-key" }, { path: keyFile.path, reason })]);
    return undefined;
  }
  const { world } = context;
  const isSame = realPath(world, name) === realPath(world, documents.folder);
  const output = isSame ? documents : beginOutput(resolve(world.folder, name), name);
  for (const [document, messages] of used) {
    // Read again: another run may have kept something of the same document meanwhile.
    lookAt(output, keptFile(document));
    const earlier = readKept(context, reuse, document);
    if (earlier === undefined) break;
    const bytes = bytesOf({ key: keyName(key), passwords: withUsed(earlier, messages) });
    report(context, addFile(output, keptFile(document), bytes));
  }
  for (const path of removed) report(context, removeFile(output, path));
  return isSame ? undefined : output;
}

/** Documents of other runs with the same folder have theirs: only what this run removes is taken along. */
function removedFiles({ host }: Context, { name }: Reuse, { changes }: Output): readonly string[] {
  return changes
    .filter(({ kind }) => kind === "remove")
    .map(({ path }) => keptFile(path))
    .filter((path) => host.kind(join(name, path)) === "file");
}
