import { constants, createDecipheriv, privateDecrypt } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCertificate } from "../../src/cms/certificate.js";
import { decode, type Element } from "../../src/cms/der.js";
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
  "long issuer": { key: "rsa2048", issuer: `/CN=Authority${"/OU=Department of authorities".repeat(9)}` },
  "high serial number": { key: "rsa2048", serial: "0xffeeddccbbaa99887766554433221100a0b0c0d0" },
  DER: { key: "rsa2048", form: "DER" },
  "no key usage": { key: "rsa2048", keyUsage: null },
} as const satisfies Record<string, Kind>;

type Name = keyof typeof kinds;

const everyName: readonly Name[] = [
  ...(["rsa2048", "rsa3072", "rsa4096", "issued", "issuer of many letters"] as const),
  ...(["long issuer", "high serial number", "DER", "no key usage"] as const),
];

/** Passwords by what is hard about their characters. */
const classes = [
  fc.string({ minLength: 1, maxLength: 24 }),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
  fc.string({ unit: fc.constantFrom("😀", "𐍈", "\u{10FFFF}", "a"), minLength: 1, maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom("\r", "\n", "\0", "\t", "\x1b", "\x7f", "x"),
    minLength: 1,
    maxLength: 33,
  }),
  fc.string({ unit: "binary", minLength: 40, maxLength: 3000 }),
  fc.string({
    unit: fc.constantFrom("'", '"', "\\", "$", "%", "-----END CMS-----", " "),
    minLength: 1,
    maxLength: 31,
  }),
];

/**
 * Lengths around those at which something about a message changes: AES fills up to the next 16 octets, one more at
 * each multiple of them; a length in DER has no, one, two or three octets of its own from 128, 256 and 65536, and the
 * element of the content reaches these at other lengths of the password than those that it stands in.
 */
const lengths: readonly number[] = [
  ...[
    0, 1, 2, 7, 8, 14, 15, 16, 17, 30, 31, 32, 33, 47, 48, 63, 64, 65, 79, 80, 81, 94, 95, 96, 97, 110, 111,
  ],
  ...[
    112, 113, 126, 127, 128, 129, 143, 144, 191, 192, 207, 208, 223, 224, 238, 239, 240, 241, 254, 255, 256,
  ],
  ...[257, 511, 512, 1023, 65_200, 65_519, 65_520, 65_536],
];

/** Passwords of these lengths, and others of the classes; no two of them alike. */
const passwords: readonly string[] = [
  ...lengths.map((length, index) => sample(lettersOf(length), index)),
  ...sample(fc.uniqueArray(fc.oneof(...classes), { minLength: 144, maxLength: 144 })),
];

function lettersOf(length: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(..."QqZz7"), minLength: length, maxLength: length });
}

function sample<T>(arbitrary: fc.Arbitrary<T>, seed = 4): T {
  const [first] = fc.sample(arbitrary, { numRuns: 1, seed });
  return first ?? expect.fail("nothing was generated");
}

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

  test("200 random passwords, each for every kind of certificate, byte for byte", async () => {
    expect(new Set(passwords).size).toBe(200);
    const jobs = everyName
      .flatMap((name) => {
        const to = recipientIn(made.bytes(name));
        return passwords.map((password) => ({ name, password, to }));
      })
      .values();
    const met = new Map<Name, number>(everyName.map((name) => [name, 0]));
    const work = async (): Promise<void> => {
      for (const { name, password, to } of jobs) {
        const back = await decrypted(name, protect(new Secret(password), to));
        if (!back.equals(Buffer.from(password))) expect.fail(`${name}: ${JSON.stringify(password)}`);
        met.set(name, (met.get(name) ?? 0) + 1);
      }
    };
    await Promise.all([work(), work(), work()]);
    expect([...met]).toEqual(everyName.map((name) => [name, 200]));
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

  test.each(["", "secret", "x".repeat(100)])("nothing of one message in another (%#)", (password) => {
    const recipient = recipientIn(made.bytes("rsa2048"));
    const privateKey = readFileSync(join(made.folder, "rsa2048.pem"));
    const messages = Array.from({ length: 64 }, () => {
      return openedBy(privateKey, protect(new Secret(password), recipient));
    });
    for (const { contentKey, vector, content } of messages) {
      const decipher = createDecipheriv("aes-256-cbc", contentKey, vector);
      expect(Buffer.concat([decipher.update(content), decipher.final()]).toString()).toBe(password);
      expect(contentKey.includes(vector)).toBe(false);
    }
    for (const part of ["encryptedKey", "contentKey", "vector", "content"] as const) {
      const seen = messages.map((message) => message[part]);
      expect(new Set(seen.map((bytes) => bytes.toString("hex"))).size, part).toBe(messages.length);
      // An octet that is the same in all 64 would be so by chance once in 256 to the power of 63.
      const first = seen[0] ?? Buffer.alloc(0);
      const constant = [...first.keys()].filter((at) => seen.every((bytes) => bytes[at] === first[at]));
      expect(constant, part).toEqual([]);
    }
  });
});

/** The parts of a message that have to be other ones each time. */
interface Opened {
  readonly encryptedKey: Buffer;
  readonly contentKey: Buffer;
  readonly vector: Buffer;
  readonly content: Buffer;
}

/** Takes a message apart (RFC 5652 §6.1) with the private key that it is for. */
function openedBy(privateKey: Buffer, message: string): Opened {
  const der = Buffer.from(message.replace(/^-----.*-----$/gm, ""), "base64");
  const [info, encrypted] = at(der, 0, 1, 0).slice(1);
  const encryptedKey = Buffer.from(at(info?.content, 0).at(-1)?.content ?? []);
  const [, algorithm, content] = elements(encrypted?.content);
  const unwrapped = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, encryptedKey);
  // 00 02, no zero, 00 and the key (RFC 8017 §7.2.1).
  expect([unwrapped[0], unwrapped[1], unwrapped.indexOf(0, 2)]).toEqual([0, 2, unwrapped.length - 33]);
  return {
    encryptedKey,
    contentKey: unwrapped.subarray(-32),
    vector: Buffer.from(elements(algorithm?.content)[1]?.content ?? []),
    content: Buffer.from(content?.content ?? []),
  };
}

function elements(bytes: Uint8Array | undefined): readonly Element[] {
  return (bytes && decode(bytes)) ?? expect.fail("not DER");
}

/** The elements in the element that one comes to by these steps. */
function at(bytes: Uint8Array | undefined, ...steps: readonly number[]): readonly Element[] {
  return steps.reduce((found, step) => elements(found[step]?.content), elements(bytes));
}

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
