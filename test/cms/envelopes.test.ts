import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCertificate } from "../../src/cms/certificate.js";
import { envelopesOver } from "../../src/cms/envelopes.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import type { NamedCertificate, PlacedText } from "../../src/model/credentials.js";
import { Secret } from "../../src/model/secret.js";
import type { Host } from "../../src/source/host.js";
import { memoryHost } from "../support/memory-host.js";
import {
  makeCertificates,
  openssl,
  withoutOpenssl,
  type Certificates,
  type Kind,
} from "../support/openssl.js";

const kinds = {
  good: { key: "rsa2048" },
  "no purpose": { key: "rsa2048", purposes: null },
  "other purposes": { key: "rsa2048", purposes: "serverAuth,1.3.6.1.4.1.311.80.2" },
  "several purposes": { key: "rsa2048", purposes: "serverAuth,1.3.6.1.4.1.311.80.1" },
  "no usage": { key: "rsa2048", keyUsage: null },
  "other usage": { key: "rsa2048", keyUsage: "digitalSignature,nonRepudiation,keyAgreement,keyCertSign" },
  "key encipherment": { key: "rsa2048", keyUsage: "keyEncipherment" },
  "data encipherment": { key: "rsa2048", keyUsage: "critical,digitalSignature,dataEncipherment" },
  short: { key: "rsa1024" },
  "too short": { key: "rsa512" },
  EC: { key: "ec" },
  PSS: { key: "pss" },
  DER: { key: "rsa2048", form: "DER" },
} as const satisfies Record<string, Kind>;

type Name = keyof typeof kinds;

const day = 24 * 60 * 60 * 1000;

describe.skipIf(withoutOpenssl)("a certificate", () => {
  let made: Certificates<Name>;
  beforeAll(async () => {
    made = await makeCertificates(kinds);
  }, 120_000);
  afterAll(() => made?.remove());

  /** The problems that encrypting for a file tells, so many days from now. */
  function problemsOf(bytes: Uint8Array | string, days = 1, ids: readonly string[] = [], key?: string) {
    const host = memoryHost({ "web01.cer": bytes });
    const envelope = envelopesOver(host, new Date(Date.now() + days * day))(named("web01.cer", ids, key));
    const message = envelope.protect(new Secret("canary"), "");
    const problems = envelope.problems();
    expect(message === "").toBe(problems.some(({ severity }) => severity === "error"));
    return problems;
  }

  const codes = (problems: readonly Diagnostic[]) =>
    problems.map(({ code, severity }) => `${severity} ${code}`);

  test.each<[Name, readonly string[]]>([
    ["good", []],
    ["DER", []],
    ["key encipherment", []],
    ["data encipherment", []],
    ["several purposes", []],
    ["no purpose", ["error cms/no-document-encryption"]],
    ["other purposes", ["error cms/no-document-encryption"]],
    ["no usage", ["error cms/key-usage"]],
    ["other usage", ["error cms/key-usage"]],
    ["short", ["warning cms/short-key"]],
    ["too short", ["error cms/unfit-key"]],
    ["EC", ["error cms/unfit-key"]],
    ["PSS", ["error cms/unfit-key"]],
  ])("%s", (name, expected) => {
    expect(codes(problemsOf(made.bytes(name)))).toEqual(expected);
  });

  test("has a time", () => {
    const bytes = made.bytes("good");
    expect(codes(problemsOf(bytes, -1))).toEqual(["error cms/not-yet-valid"]);
    expect(codes(problemsOf(bytes, 3650 - 30.5))).toEqual([]);
    expect(codes(problemsOf(bytes, 3650 - 29.5))).toEqual(["warning cms/expires-soon"]);
    expect(problemsOf(bytes, 3650 - 0.5)[0]?.message).toContain("in less than a day");
    expect(codes(problemsOf(bytes, 3651))).toEqual(["error cms/expired"]);
    const { validFrom, validTo } = new X509Certificate(bytes);
    const at = (date: string, more: number) => {
      const host = memoryHost({ "web01.cer": bytes });
      const envelope = envelopesOver(host, new Date(Date.parse(date) + more))(named("web01.cer"));
      envelope.protect(new Secret("canary"), "");
      return codes(envelope.problems());
    };
    expect([at(validFrom, -1), at(validFrom, 0)]).toEqual([["error cms/not-yet-valid"], []]);
    expect([at(validTo, 0), at(validTo, 1)]).toEqual([["warning cms/expires-soon"], ["error cms/expired"]]);
  });

  test("of another kind than RSA is called by its kind", () => {
    expect(problemsOf(made.bytes("PSS"))[0]?.message).toContain("RSA-PSS");
    expect(problemsOf(made.bytes("EC"))[0]?.message).toContain("EC");
    expect(problemsOf(made.bytes("too short"))[0]?.message).toContain("512");
  });

  test("has the thumbprint that openssl gives it, however people write it", async () => {
    const printed = await openssl(made.folder, [
      "x509",
      "-in",
      "good.cer",
      "-noout",
      "-fingerprint",
      "-sha1",
    ]);
    const [, colons = ""] = printed.toString().trim().split("=");
    const bytes = made.bytes("good");
    const spellings = [
      colons,
      colons.toLowerCase().replaceAll(":", " "),
      `\u200e${colons.replaceAll(":", "")}`,
    ];
    expect(codes(problemsOf(bytes, 1, spellings))).toEqual([]);
    const wrong = problemsOf(bytes, 1, [colons, "00".repeat(20)]);
    expect(codes(wrong)).toEqual(["error cms/other-thumbprint"]);
    expect(wrong[0]?.origin?.source.text).toBe("00".repeat(20));
    // PowerShell does not look at this one.
    expect(codes(problemsOf(bytes, 1, ["00".repeat(20)], "Thumbprint"))).toEqual([
      "warning cms/other-thumbprint",
    ]);
  });

  test("may stand anywhere in a text, in the encodings of Windows, as the first of several", () => {
    const text = Buffer.from(made.bytes("good")).toString();
    const other = Buffer.from(made.bytes("EC")).toString();
    const forms = [
      `Subject: web01\r\nIssuer: web01\r\n\r\n${text.replaceAll("\n", "\r\n")}`,
      `${text}${other}`,
      `\ufeff${text}`,
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]),
      text.replaceAll("BEGIN C", "BEGIN X509 C").replaceAll("END C", "END X509 C"),
      Buffer.from(text.replaceAll("BEGIN C", "BEGIN X509 C").replaceAll("END C", "END X509 C"), "utf16le"),
      text.replace(/^/gm, "  "),
      text.trimEnd(),
    ];
    for (const form of forms) expect(codes(problemsOf(form))).toEqual([]);
    expect(codes(problemsOf(`${other}${text}`))).toEqual(["error cms/unfit-key"]);
  });

  test("stands alone: what is beside it is refused when it is a private key, and is not shown", async () => {
    const text = Buffer.from(made.bytes("good")).toString();
    const key = readFileSync(join(made.folder, "rsa2048.pem"), "utf8");
    const older = await openssl(made.folder, ["rsa", "-in", "rsa2048.pem", "-traditional"]);
    for (const form of [`${text}${key}`, `${key}${text}`, key, `${text}${older.toString()}`]) {
      const problems = problemsOf(form);
      expect(codes(problems)).toEqual(["error cms/private-key"]);
      for (const line of form.split("\n").filter((one) => one.length > 20 && !one.startsWith("-----"))) {
        expect(JSON.stringify(problems)).not.toContain(line);
      }
    }
  });

  test("is whole", () => {
    const der = made.bytes("DER");
    const pem = Buffer.from(made.bytes("good")).toString();
    const texts = [
      "",
      "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
      pem.slice(0, 400),
      "web01",
    ];
    for (const text of texts) expect(codes(problemsOf(text))).toEqual(["error cms/no-certificate"]);
    for (let length = 0; length < der.length; length += 7) {
      expect(readCertificate(der.subarray(0, length))).toEqual({ kind: "other" });
    }
    // A certificate with any byte changed is read, or it is not: never an exception.
    for (let at = 0; at < der.length; at += 1) {
      const bytes = Buffer.from(der);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      problemsOf(bytes);
    }
  });

  test("is read once a run, when the first password is encrypted for it", () => {
    let reads = 0;
    const host: Host = {
      ...memoryHost({}),
      read: () => ({ ok: true, bytes: made.bytes("good"), count: ++reads }),
    };
    const openEnvelope = envelopesOver(host, new Date(Date.now() + day));
    const [one, other] = [openEnvelope(named("web01.cer")), openEnvelope(named("web01.cer"))];
    expect([reads, one.problems()]).toEqual([0, []]);
    for (const envelope of [one, one, other]) {
      expect(envelope.protect(new Secret("canary"), "")).toMatch(/^-----BEGIN CMS-----\n/);
    }
    expect(reads).toBe(1);
  });
});

test("a file that cannot be read is told of where it is named", () => {
  const envelope = envelopesOver(memoryHost({ "folder/x": "" }), new Date(0))(named("folder"));
  expect(envelope.protect(new Secret("canary"), "")).toBe("");
  const [problem] = envelope.problems();
  expect(problem).toMatchObject({
    code: "cms/unreadable-certificate",
    origin: { source: { text: "folder" } },
  });
  expect(problem?.message).toBe("The certificate folder cannot be read: it is a folder.");
});

test("a file that is far too large for a certificate is not read", () => {
  const large = new Uint8Array(1024 * 1024 + 1);
  const host: Host = {
    ...memoryHost({}),
    read: (_, most = Infinity) =>
      large.length > most ? { ok: false, reason: "it is too large" } : { ok: true, bytes: large },
  };
  const envelope = envelopesOver(host, new Date(0))(named("web01.cer"));
  envelope.protect(new Secret("canary"), "");
  expect(envelope.problems().map(({ code }) => code)).toEqual(["cms/unreadable-certificate"]);
});

test("a thumbprint alone names nothing that can be read", () => {
  const envelope = envelopesOver(
    memoryHost({}),
    new Date(0),
  )({ file: undefined, thumbprints: [placed("00", "CertificateID"), placed("11", "CertificateID")] });
  expect(envelope.protect(new Secret("canary"), "")).toBe("");
  expect(envelope.problems().map(({ code }) => code)).toEqual(["cms/thumbprint-only"]);
});

function named(file: string, ids: readonly string[] = [], key = "CertificateID"): NamedCertificate {
  return { file: placed(file, "CertificateFile"), thumbprints: ids.map((id) => placed(id, key)) };
}

function placed(text: string, key: string): PlacedText {
  const source = { name: "nodes.json", path: "nodes.json", text };
  return { key, text, place: { source, start: 0, end: text.length } };
}
