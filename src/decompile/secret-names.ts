import { Secret } from "../model/secret.js";

/** A password that a document holds, by the name that the recipe gives it. */
export interface NamedSecret {
  readonly name: string;
  readonly user: string;
  readonly secret: Secret;
}

/** The names of a document's passwords, which are made as they are met. */
export interface SecretNames {
  readonly node: string;
  /** By user and password. */
  readonly known: Map<string, NamedSecret>;
  readonly taken: Set<string>;
}

/** Begins the names of a document's passwords. */
export function newSecretNames(node: string): SecretNames {
  return { node, known: new Map(), taken: new Set() };
}

/**
 * `user-on-node`, of what a shell takes as it is. A user with two passwords has two names, numbered as they are met. So
 * has one with two encrypted passwords: nobody can see whether they are equal.
 */
export function nameSecret(names: SecretNames, user: string, password: string): string {
  const { node, known, taken } = names;
  const key = JSON.stringify([user, password]);
  const before = known.get(key);
  if (before !== undefined) return before.name;
  const stem = `${readable(user, "user")}-on-${readable(node, "node")}`;
  let name = stem;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${stem}-${count}`;
  taken.add(name.toLowerCase());
  known.set(key, { name, user, secret: new Secret(password) });
  return name;
}

function readable(text: string, otherwise: string): string {
  const word = text.replace(/[^A-Za-z0-9._]+/g, "-").replace(/^[-.]+|[-.]+$/g, "");
  return word.slice(0, 60) || otherwise;
}
