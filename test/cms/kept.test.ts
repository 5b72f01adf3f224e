import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import type { Reader } from "../../src/cms/envelopes.js";
import { encryptKeeping, type Keeping, type KeptMessages } from "../../src/cms/kept.js";
import { Secret } from "../../src/model/secret.js";

const { publicKey: key } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const name = Uint8Array.of(0x30, 0);

function readerOf(thumbprint: string): Reader {
  return { key, issuer: name, serialNumber: Uint8Array.of(2, 1, 1), thumbprint };
}

function keepingOf(secret: string, earlier: KeptMessages): Keeping {
  return { key: new Secret(secret), earlier, written: new Map(), changed: new Set() };
}

const [own, other] = [readerOf("A".repeat(40)), readerOf("B".repeat(40))];
const password = new Secret("a password");

test("a message is taken for the same password, certificate, document, place in it and key only", () => {
  const first = keepingOf("key", new Map());
  const encrypt = encryptKeeping(first, "web01.mof");
  const made = [encrypt(password, own), encrypt(password, own), encrypt(password, other)];
  expect(new Set(made).size).toBe(3);

  const second = keepingOf("key", first.written);
  const again = encryptKeeping(second, "web01.mof");
  expect([again(password, other), again(password, own), again(password, own)]).toEqual([
    made[2],
    made[0],
    made[1],
  ]);
  expect(made).not.toContain(again(password, own));
  expect(made).not.toContain(again(new Secret("another"), own));
  expect(made).not.toContain(encryptKeeping(second, "web02.mof")(password, own));
  expect(made).not.toContain(
    encryptKeeping(keepingOf("other key", first.written), "web01.mof")(password, own),
  );
  expect(second.changed).toEqual(new Set());
});
