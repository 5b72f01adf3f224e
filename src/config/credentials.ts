import { dirname, isAbsolute, join } from "node:path";
import type { Data, DataPath } from "../data/data.js";
import { badCredentialKey, duplicateKey, unknownCredentialKey } from "../diagnostics/catalogue/config.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/suggest.js";
import type { NamedCertificate, NodeCredentials, PlacedText } from "../model/credentials.js";
import type { Json, JsonObject } from "../model/node.js";
import type { Origin } from "../source/source.js";

/** The keys of an entry that say how credentials are written, by their names in lower case. */
export type CredentialKeys = ReadonlyMap<string, GivenKey>;

interface GivenKey {
  readonly value: Json;
  readonly place: Origin;
}

/**
 * What the reserved keys hold (powershell-configuration.md §1.11). `Thumbprint` is no reserved one: configurations
 * read it as `$Node.Thumbprint`, so it is an attribute, which has to fit where it stands beside a certificate.
 */
const kinds: ReadonlyMap<string, "text" | "flag"> = new Map([
  ["CertificateFile", "text"],
  ["CertificateID", "text"],
  ["PSDscAllowPlainTextPassword", "flag"],
  ["PSDscAllowDomainUser", "flag"],
]);

/** Their names, and that one, by their lower case. */
const names = new Map([...kinds.keys(), "Thumbprint"].map((name) => [name.toLowerCase(), name]));

/** Whether a key is for the compiler, and thus no attribute: any PSDsc… and Certificate…. */
export function isCredentialKey(key: string): boolean {
  return /^(psdsc|certificate)/i.test(key);
}

/**
 * Reads the keys of an entry of AllNodes, ignoring case as PowerShell does; null is a key that says "none", also
 * against the entry `*`. Diagnostics: `config/bad-credential-key`, `config/unknown-credential-key`,
 * `config/duplicate-key`.
 */
export function readCredentialKeys(
  data: Data,
  entry: JsonObject,
  path: DataPath,
  diagnostics: Diagnostic[],
): CredentialKeys {
  const keys = new Map<string, GivenKey>();
  for (const [written, value] of entry) {
    const key = written.toLowerCase();
    const name = names.get(key);
    if (name === undefined) {
      if (isCredentialKey(written)) reportUnknownKey(data, [...path, written], written, diagnostics);
      continue;
    }
    const place = data.valueAt([...path, written]);
    const kind = kinds.get(name);
    if (keys.has(key)) {
      diagnostics.push(duplicateKey(data.keyAt([...path, written]), { key: written }));
    } else if (kind !== undefined && !isOfKind(value, kind)) {
      diagnostics.push(badCredentialKey(place, { key: name, kind }));
    } else keys.set(key, { value, place });
  }
  return keys;
}

function reportUnknownKey(data: Data, path: DataPath, key: string, diagnostics: Diagnostic[]): void {
  const suggestions = nearest(key, kinds.keys());
  diagnostics.push(unknownCredentialKey(data.keyAt(path), { key, suggestions }));
}

function isOfKind(value: Json, kind: "text" | "flag"): boolean {
  if (value === null) return true;
  return kind === "flag" ? typeof value === "boolean" : typeof value === "string" && value !== "";
}

/** What a node's keys come to, those of the entry `*` among them; paths are relative to the folder of the nodes file. */
export function credentialsOf(keys: CredentialKeys, file: string): NodeCredentials {
  return {
    certificate: certificateOf(keys, dirname(file)),
    plainText: keys.get("psdscallowplaintextpassword")?.value === true,
    domainUsers: keys.get("psdscallowdomainuser")?.value === true,
  };
}

function certificateOf(keys: CredentialKeys, folder: string): NamedCertificate | undefined {
  const given = textOf(keys, "CertificateFile");
  const id = textOf(keys, "CertificateID");
  if (given === undefined && id === undefined) return undefined;
  const file = given && { ...given, text: isAbsolute(given.text) ? given.text : join(folder, given.text) };
  const thumbprint = textOf(keys, "Thumbprint");
  return { file, thumbprints: [id, thumbprint].flatMap((one) => one ?? []) };
}

function textOf(keys: CredentialKeys, key: string): PlacedText | undefined {
  const given = keys.get(key.toLowerCase());
  return typeof given?.value === "string" ? { key, text: given.value, place: given.place } : undefined;
}
