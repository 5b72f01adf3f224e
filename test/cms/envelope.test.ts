import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCertificate } from "../../src/cms/certificate.js";
import { protect, type Recipient } from "../../src/cms/envelope.js";
import { Secret } from "../../src/model/secret.js";
import {
  makeCertificates,
  openssl,
  withoutOpenssl,
  type Certificates,
  type Kind,
} from "../support/openssl.js";

const authority = "/C=NO/O=Fjøs & Låve/CN=Müller Zertifikate 認証";

const kinds = {
  rsa2048: { key: "rsa2048" },
  rsa3072: { key: "rsa3072" },
  rsa4096: { key: "rsa4096" },
  issued: { key: "rsa2048", issuer: "/DC=example/O=Example/CN=Issuing Authority 1" },
  "issuer of many letters": { key: "rsa2048", issuer: `${authority}+serialNumber=17+UID=b/OU=last` },
  "high serial number": { key: "rsa2048", serial: "0xffeeddccbbaa99887766554433221100a0b0c0d0" },
  DER: { key: "rsa2048", form: "DER" },
  "no key usage": { key: "rsa2048", keyUsage: null },
} as const satisfies Record<string, Kind>;

type Name = keyof typeof kinds;

const everyName: readonly Name[] = [
  ...(["rsa2048", "rsa3072", "rsa4096", "issued", "issuer of many letters"] as const),
  ...(["high serial number", "DER", "no key usage"] as const),
];

/** Passwords by what is hard about them. */
const classes = [
  fc.string({ minLength: 1, maxLength: 24 }),
  fc.constant(""),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
  fc.string({ unit: fc.constantFrom("😀", "𐍈", "\u{10FFFF}", "a"), minLength: 1, maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom("\r", "\n", "\0", "\t", "\x1b", "\x7f", "x"),
    minLength: 1,
    maxLength: 33,
  }),
  fc.string({ unit: "binary", minLength: 900, maxLength: 3000 }),
  fc.string({ unit: fc.constantFrom("'", '"', "\\", "$", "%", "-----END CMS-----", " "), maxLength: 31 }),
];

describe.skipIf(withoutOpenssl)("openssl reads", () => {
  let made: Certificates<Name>;
  beforeAll(async () => {
    made = await makeCertificates(kinds);
  }, 120_000);
  afterAll(() => made?.remove());

  /** What openssl decrypts a message to, for the key of one certificate. */
  function decrypted(name: Name, message: string): Promise<Buffer> {
    const form = name === "DER" ? [] : ["-recip", `${name}.cer`];
    const words = ["cms", "-decrypt", "-binary", "-inform", "PEM", "-inkey", `${kinds[name].key}.pem`];
    return openssl(made.folder, [...words, ...form], `${message}\n`);
  }

  test("200 random passwords, each for half of the kinds of certificate, byte for byte", async () => {
    const numRuns = Math.ceil(200 / classes.length);
    const passwords = classes.flatMap((arbitrary) => fc.sample(arbitrary, { numRuns, seed: 4 }));
    // Every other one, so that each kind of certificate still meets each class of password fourteen times.
    const jobs = everyName
      .flatMap((name, row) => {
        const to = recipientIn(made.bytes(name));
        const own = passwords.filter((_, column) => (row + column) % 2 === 0);
        return own.map((password) => ({ name, password, to }));
      })
      .values();
    const work = async (): Promise<void> => {
      for (const { name, password, to } of jobs) {
        const back = await decrypted(name, protect(new Secret(password), to));
        if (!back.equals(Buffer.from(password))) expect.fail(`${name}: ${JSON.stringify(password)}`);
      }
    };
    await Promise.all([work(), work(), work()]);
  }, 180_000);

  test("the structure of its own messages of that kind", async () => {
    writeFileSync(join(made.folder, "password"), "secret");
    const sealed = ["-encrypt", "-binary", "-aes256", "-in", "password", "-outform", "PEM"];
    for (const name of everyName.filter((one) => one !== "DER")) {
      const own = await openssl(made.folder, ["cms", ...sealed, `${name}.cer`]);
      const message = protect(new Secret("secret"), recipientIn(made.bytes(name)));
      expect(await structure(made.folder, message)).toEqual(await structure(made.folder, own.toString()));
    }
  });

  test("nothing for another certificate's key", async () => {
    const message = protect(new Secret("secret"), recipientIn(made.bytes("rsa2048")));
    const words = ["cms", "-decrypt", "-inform", "PEM", "-inkey", "rsa3072.pem", "-recip", "rsa3072.cer"];
    // openssl goes on with a random key, whose padding fits once in 256 times: it may give something, but not that.
    const found = await openssl(made.folder, words, message).catch(() => undefined);
    expect(found?.toString()).not.toBe("secret");
  });

  test("lines of 76 characters between the lines of the armour", () => {
    const recipient = recipientIn(made.bytes("rsa2048"));
    for (const length of [0, 15, 16, 40, 41, 200, 1000]) {
      const lines = protect(new Secret("x".repeat(length)), recipient).split("\n");
      expect([lines.at(0), lines.at(-1)]).toEqual(["-----BEGIN CMS-----", "-----END CMS-----"]);
      expect(lines.slice(1, -2).every((line) => /^[A-Za-z0-9+/]{76}$/.test(line))).toBe(true);
      expect(lines.at(-2)).toMatch(/^[A-Za-z0-9+/]{1,76}={0,2}$/);
    }
  });

  test("another message each time", () => {
    const recipient = recipientIn(made.bytes("rsa2048"));
    const messages = Array.from({ length: 20 }, () => protect(new Secret("secret"), recipient));
    expect(new Set(messages).size).toBe(20);
  });
});

function recipientIn(bytes: Uint8Array): Recipient {
  const read = readCertificate(bytes);
  if (read.kind !== "certificate") expect.fail(read.kind);
  const { issuer, serialNumber, key } = read.certificate;
  return { issuer, serialNumber, key: key ?? expect.fail("no key") };
}

/** What openssl prints of a message, without the bytes that are random. */
async function structure(folder: string, message: string): Promise<string> {
  const printed = await openssl(folder, ["cms", "-cmsout", "-print", "-noout", "-inform", "PEM"], message);
  return printed
    .toString()
    .replace(/^ +[0-9a-f]{4} - .*\n/gm, "")
    .replace(/(OCTET STRING:)[0-9A-F]+/gi, "$1");
}
