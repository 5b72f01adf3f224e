import {
  badSecret,
  emptySecret,
  standardInputTwice,
  unreadableSecret,
} from "../diagnostics/catalogue/secrets.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { Secret } from "../model/secret.js";
import { decodeText } from "../source/decode.js";
import type { ReadResult } from "../source/host.js";

/** Where the texts of secrets come from. */
export interface SecretSources {
  /** The bytes of a file, or why they cannot be had. */
  readonly file: (path: string) => ReadResult;
  /** All of standard input. */
  readonly input: () => ReadResult;
}

/** `NAME=@FILE` or `NAME=-`; a name may hold `=@`, as nobody can choose another, so that it ends at the last one. */
const form = /^(?:(?<name>.+)=@(?<path>.+)|(?<piped>.+)=-)$/s;

/**
 * The secrets that `--secret` names, a later one in place of an earlier one of the same name. No diagnostic shows a word that has not
 * the form, as it may hold the secret itself. Diagnostics: `cli/bad-secret`, `cli/secret-unreadable`,
 * `cli/secret-empty`, `cli/secret-input-twice`.
 */
export function readSecrets(
  words: readonly string[],
  sources: SecretSources,
): Staged<ReadonlyMap<string, Secret>> {
  const secrets = new Map<string, Secret>();
  const diagnostics: Diagnostic[] = [];
  const place = { file: "--secret" };
  let piped: string | undefined;
  for (const [index, word] of words.entries()) {
    const { name: ofFile, path, piped: ofInput } = form.exec(word)?.groups ?? {};
    const name = ofFile ?? ofInput;
    if (name === undefined) {
      diagnostics.push(badSecret(place, { index, count: words.length }));
      continue;
    }
    if (path === undefined && piped !== undefined) {
      diagnostics.push(standardInputTwice(place, { first: piped, second: name }));
      continue;
    }
    if (path === undefined) piped = name;
    const read = path === undefined ? sources.input() : sources.file(path);
    const text = textOf(read);
    if (typeof text !== "string")
      diagnostics.push(unreadableSecret(place, { name, path, reason: text.reason }));
    else if (text === "") diagnostics.push(emptySecret(place, { name, path }));
    else secrets.set(name, new Secret(text));
  }
  return { value: secrets, diagnostics };
}

/**
 * The text without one line end at its end, which editors and `echo` put there, as `docker login --password-stdin`
 * reads it. UTF-8, or what PowerShell's `>` writes: UTF-16 with its mark.
 */
function textOf(read: ReadResult): string | { readonly reason: string } {
  if (!read.ok) return read;
  const decoded = decodeText(read.bytes);
  const known = decoded.ok && (decoded.bom || decoded.encoding === "utf-8");
  return known
    ? decoded.text.replace(/\r?\n$/, "")
    : { reason: "it is neither UTF-8 nor UTF-16 with its mark" };
}
