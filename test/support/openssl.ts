import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const found = spawnSync("openssl", ["version"]).status === 0;
if (!found) process.stderr.write("openssl is not installed: tests that ask it are left out.\n");

/** Without openssl its tests are left out, unless the run has to be complete. */
export const withoutOpenssl = !found && process.env["MOFSMITH_SHARED"] !== "required";

/** Runs openssl in a folder; `input` goes in, what it prints comes back. Throws when it fails. */
export function openssl(folder: string, words: readonly string[], input = ""): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn("openssl", words, { cwd: folder });
    const printed: Buffer[] = [];
    const said: Buffer[] = [];
    child.stdout.on("data", (bytes: Buffer) => printed.push(bytes));
    child.stderr.on("data", (bytes: Buffer) => said.push(bytes));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(printed));
      else reject(new Error(`openssl ${words.join(" ")}: ${Buffer.concat(said).toString()}`));
    });
    // It may have seen enough before it has read everything.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** What a certificate is made of. */
export interface Kind {
  /** The name of a key, of which several certificates may share one. */
  readonly key: string;
  /** Its subject in openssl's form. */
  readonly subject?: string;
  /** The subject of an authority that issues it; without one it is self-signed. */
  readonly issuer?: string;
  readonly serial?: string;
  /** Undefined: both uses that encrypt. */
  readonly keyUsage?: string | null;
  readonly purposes?: string | null;
  readonly form?: "DER" | "PEM";
}

/** How each key is made. */
const keys: ReadonlyMap<string, readonly string[]> = new Map([
  ["rsa512", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:512"]],
  ["rsa1024", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"]],
  ["rsa2048", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]],
  ["rsa3072", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"]],
  ["rsa4096", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:4096"]],
  ["pss", ["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"]],
  ["ec", ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]],
]);

/** A folder with certificates (`<name>.cer`) and their keys (`<key>.pem`). */
export interface Certificates<Name extends string> {
  readonly folder: string;
  readonly bytes: (name: Name) => Uint8Array;
  readonly remove: () => void;
}

/** Makes a certificate of each kind, valid from now for 3650 days. */
export async function makeCertificates<Name extends string>(
  kinds: Readonly<Record<Name, Kind>>,
): Promise<Certificates<Name>> {
  const folder = mkdtempSync(join(tmpdir(), "mofsmith-certificates-"));
  const all = Object.entries<Kind>(kinds);
  const used = new Set([...all.map(([, { key }]) => key), "ec"]);
  await Promise.all(
    [...used].map((key) => openssl(folder, ["genpkey", ...(keys.get(key) ?? []), "-out", `${key}.pem`])),
  );
  await Promise.all(all.map(([name, kind]) => makeCertificate(folder, name, kind)));
  return {
    folder,
    bytes: (name) => readFileSync(join(folder, `${name}.cer`)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function makeCertificate(folder: string, name: string, kind: Kind): Promise<void> {
  const { keyUsage = "critical,keyEncipherment,dataEncipherment", purposes = "1.3.6.1.4.1.311.80.1" } = kind;
  const extensions = [
    ...(keyUsage === null ? [] : [`keyUsage = ${keyUsage}`]),
    ...(purposes === null ? [] : [`extendedKeyUsage = ${purposes}`]),
    "subjectKeyIdentifier = hash",
  ];
  const settings = [
    "[req]",
    "distinguished_name = name",
    "string_mask = utf8only",
    "[name]",
    "[own]",
    ...extensions,
  ];
  writeFileSync(join(folder, `${name}.cnf`), `${settings.join("\n")}\n`);
  const { key, subject = "/CN=web01", issuer, serial = "0x2a", form = "PEM" } = kind;
  const request = ["req", "-new", "-config", `${name}.cnf`, "-utf8", "-sha256"];
  const signed = ["-x509", "-days", "3650", "-set_serial", serial];
  const own = [...request, ...signed, "-extensions", "own", "-key", `${key}.pem`, "-subj", subject];
  const out = ["-outform", form, "-out", `${name}.cer`];
  if (issuer === undefined) return void (await openssl(folder, [...own, ...out]));
  const authority = ["-key", "ec.pem", "-subj", issuer, "-out", `${name}-ca.cer`];
  await openssl(folder, [...request, ...signed, ...authority]);
  await openssl(folder, [...request, "-key", `${key}.pem`, "-subj", subject, "-out", `${name}.csr`]);
  const issued = ["-CA", `${name}-ca.cer`, "-CAkey", "ec.pem", "-days", "3650", "-set_serial", serial];
  const extended = ["-extfile", `${name}.cnf`, "-extensions", "own"];
  await openssl(folder, ["x509", "-req", "-in", `${name}.csr`, ...issued, ...extended, ...out]);
}
