import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { Secret } from "../model/secret.js";
import type { Encrypt } from "./envelopes.js";

/** An encrypted password, and what only somebody with the key could have written beside it. */
export interface KeptMessage {
  /** A keyed hash of document, place, certificate and password: only with the key, it tells what the password is. */
  readonly mark: string;
  readonly message: string;
  readonly seal: string;
}

/** The messages of a document by the places of its passwords; of each the newest first. */
export type KeptMessages = ReadonlyMap<string, readonly KeptMessage[]>;

/** What is kept of one document. */
export interface Keeping {
  readonly key: Secret;
  /** The document, as others cannot be called. */
  readonly document: string;
  /** What earlier runs have left, which is asked for when the first password is encrypted. */
  readonly earlier: () => KeptMessages;
  /** Messages that have to be kept from now on, or longer than so far, by their places. */
  readonly used: Map<string, KeptMessage>;
  /** An earlier message whose seal is not right was not taken. */
  readonly onChanged: () => void;
  /** For what no message is kept of. */
  readonly encryptNew: Encrypt;
}

/** Of a place, so many messages stay: several environments, say, whose runs have one folder. */
const most = 8;

/**
 * Encrypts the passwords of one document, taking an earlier message for the same password and certificate at the same
 * place: encrypted anew, it would be other bytes each time (RFC 5652 §6: its content key is made at random). A password
 * that stands at two places has two messages: else whoever reads them would see that they are one.
 */
export function encryptKeeping(keeping: Keeping): Encrypt {
  const { key, document, earlier, used, onChanged, encryptNew } = keeping;
  return (password, reader, place) => {
    const mark = hash(key, "mark", [document, place, reader.thumbprint, Secret.reveal(password)]);
    const messages = earlier().get(place) ?? [];
    const index = messages.findIndex((one) => one.mark === mark);
    const known = messages[index];
    const isOurs = known !== undefined && isEqual(known.seal, sealOf(key, mark, known.message));
    if (known !== undefined && !isOurs) onChanged();
    const message = isOurs ? known.message : encryptNew(password, reader, place);
    // The newer half keeps its order, so that what several environments have in turn need not be written each time.
    if (!isOurs || index >= most / 2) used.set(place, { mark, message, seal: sealOf(key, mark, message) });
    return message;
  };
}

/** What is kept from now on: at each place the message that was used, before those that were there. */
export function withUsed(earlier: KeptMessages, used: ReadonlyMap<string, KeptMessage>): KeptMessages {
  const messages = new Map(earlier);
  for (const [place, own] of used) {
    const others = (earlier.get(place) ?? []).filter(({ mark }) => mark !== own.mark);
    messages.set(place, [own, ...others].slice(0, most));
  }
  return messages;
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
