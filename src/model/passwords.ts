import { textOf } from "../source/source.js";
import type { PasswordText } from "./declaration.js";
import { Secret } from "./secret.js";

/** The passwords of a run: what they are, and where recipes write them. No report shows either. */
export interface Passwords {
  /** By their texts. */
  readonly texts: Map<string, Secret>;
  /** By the names of sources. */
  readonly places: Map<string, PasswordPlaces>;
}

/** Each by its start, with its end: an offset in the source. */
export interface PasswordPlaces {
  /** All that stands there is a password, however it is spelled. */
  readonly literals: Map<number, number>;
  /** The password is made there: the literals are parts of it. */
  readonly makings: Map<number, number>;
}

export function newPasswords(): Passwords {
  return { texts: new Map(), places: new Map() };
}

/** Makes passwords known that no recipe has written: they come from a document, or from outside. */
export function rememberSecrets(passwords: Passwords, secrets: Iterable<Secret>): void {
  for (const secret of secrets) {
    const text = Secret.reveal(secret);
    if (text !== "") passwords.texts.set(text, secret);
  }
}

/** Makes a password known, and where it stands: spelled with escapes, its literal does not show its text. */
export function rememberPassword(passwords: Passwords, { text, origin, segments }: PasswordText): void {
  if (text === "") return;
  passwords.texts.set(text, new Secret(text));
  if (origin === undefined) return;
  const { name } = origin.source;
  const places: PasswordPlaces = passwords.places.get(name) ?? { literals: new Map(), makings: new Map() };
  passwords.places.set(name, places);
  // A symbol and a number have no segments and are written as they are.
  const isPlain = segments !== undefined || /^[-+:\d]/.test(textOf(origin));
  const known = isPlain ? places.literals : places.makings;
  for (const { start, end } of segments ?? [origin]) known.set(start, Math.max(end, known.get(start) ?? end));
}
