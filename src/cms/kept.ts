import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { Secret } from "../model/secret.js";
import { protect } from "./envelope.js";
import type { Encrypt } from "./envelopes.js";

/** An encrypted password, and what only somebody with the key could have written beside it. */
export interface KeptMessage {
  readonly message: string;
  readonly seal: string;
}

/**
 * Encrypted passwords by the paths of documents, and there by their marks: a keyed hash of the document, certificate
 * and password. Without the key, marks tell neither what a password is nor whether two are the same.
 */
export type KeptMessages = ReadonlyMap<string, ReadonlyMap<string, KeptMessage>>;

/** The messages that a run may take from earlier ones, and those that it has written. */
export interface Keeping {
  readonly key: Secret;
  readonly earlier: KeptMessages;
  readonly written: Map<string, Map<string, KeptMessage>>;
  /** Messages of earlier runs whose seals are not right, by documents: they are not taken. */
  readonly changed: Set<string>;
}

/**
 * Encrypts the passwords of one document, taking an earlier message for the same password and certificate: encrypted
 * anew, it would be other bytes each time (RFC 5652 §6: its content key is made at random). What no message is kept of is
 * for `encryptNew`.
 */
export function encryptKeeping(keeping: Keeping, document: string, encryptNew: Encrypt = protect): Encrypt {
  const { key, earlier, written, changed } = keeping;
  const messages = new Map<string, KeptMessage>();
  written.set(document, messages);
  const counts = new Map<string, number>();
  return (password, reader) => {
    const what = [document, reader.thumbprint, Secret.reveal(password)];
    // A password that stands twice in a document has two messages: else whoever reads it would see that they are one.
    const same = hash(key, "password", what);
    const count = (counts.get(same) ?? 0) + 1;
    counts.set(same, count);
    const mark = hash(key, "mark", [...what, String(count)]);
    const known = earlier.get(document)?.get(mark);
    const isOurs = known !== undefined && isEqual(known.seal, sealOf(key, mark, known.message));
    if (known !== undefined && !isOurs) changed.add(document);
    const message = isOurs ? known.message : encryptNew(password, reader);
    messages.set(mark, { message, seal: sealOf(key, mark, message) });
    return message;
  };
}

/** Gives texts that are equal for the same password and certificate, and that tell nothing of them: their key is not kept. */
export function passwordIdentities(): Encrypt {
  const key = new Secret(randomBytes(32).toString("base64"));
  return (password, { thumbprint }) => hash(key, "identity", [thumbprint, Secret.reveal(password)]);
}

/** The name of a key, which tells nothing of it. */
export function keyName(key: Secret): string {
  return hash(key, "key", []);
}

/** Anybody may encrypt a password of his own for a certificate, and put it there: only a message with its seal is taken. */
function sealOf(key: Secret, mark: string, message: string): string {
  return hash(key, "seal", [mark, message]);
}

/** HMAC-SHA-256 (RFC 2104) of a purpose and texts, which are held apart by JSON. */
function hash(key: Secret, purpose: string, texts: readonly string[]): string {
  const text = JSON.stringify([purpose, ...texts]);
  return createHmac("sha256", Secret.reveal(key)).update(text).digest("base64url");
}

function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
