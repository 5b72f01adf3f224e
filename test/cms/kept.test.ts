import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { protect } from "../../src/cms/envelope.js";
import type { Encrypt, Reader } from "../../src/cms/envelopes.js";
import { encryptKeeping, withUsed, type KeptMessage, type KeptMessages } from "../../src/cms/kept.js";
import { Secret } from "../../src/model/secret.js";

const { publicKey: key } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const name = Uint8Array.of(0x30, 0);

function readerOf(thumbprint: string): Reader {
  return { key, issuer: name, serialNumber: Uint8Array.of(2, 1, 1), thumbprint };
}

const [own, other] = [readerOf("A".repeat(40)), readerOf("B".repeat(40))];
const place = "[User]svc Password.Password";

/** A run for a document that encrypts some passwords; gives its messages, and what is kept from then on. */
function runOver(
  earlier: KeptMessages,
  work: (encrypt: Encrypt) => readonly string[],
  { document = "web01.mof", secret = "key" } = {},
) {
  const used = new Map<string, KeptMessage>();
  let changes = 0;
  const onChanged = () => void changes++;
  const rest = { key: new Secret(secret), document, earlier: () => earlier, used, onChanged };
  const keeping = { ...rest, encryptNew: protect };
  const made = work(encryptKeeping(keeping));
  return { made, used, kept: withUsed(earlier, used), changes };
}

const password = (text = "a password") => new Secret(text);
const one = (text?: string, reader = own) => runOneAt(place, text, reader);

function runOneAt(at: string, text?: string, reader = own): (encrypt: Encrypt) => readonly string[] {
  return (encrypt) => [encrypt(password(text), reader, at)];
}

test("a message is taken for the same password, certificate, document, place in it and key only", () => {
  const first = runOver(new Map(), one());
  expect(runOver(first.kept, one())).toMatchObject({ made: first.made, changes: 0 });
  const others = [
    runOver(first.kept, one("another")),
    runOver(first.kept, one(undefined, other)),
    runOver(first.kept, runOneAt("[User]other Password.Password")),
    runOver(first.kept, one(), { document: "web02.mof" }),
    runOver(first.kept, one(), { secret: "other key" }),
  ];
  for (const { made, changes } of others) {
    expect(made).not.toEqual(first.made);
    expect(changes).toBe(0);
  }
});

test("a password that is put before another leaves it as it is, though both are the same", () => {
  const first = runOver(new Map(), one());
  const second = runOver(first.kept, (encrypt) => [
    encrypt(password(), own, "[User]before Password.Password"),
    encrypt(password(), own, place),
  ]);
  expect(second.made[1]).toBe(first.made[0]);
  expect(second.made[0]).not.toBe(first.made[0]);
  expect([...second.used.keys()]).toEqual(["[User]before Password.Password"]);
});

test("two environments with one folder have each its own message, and nothing is kept anew", () => {
  const first = runOver(new Map(), one("of one"));
  const second = runOver(first.kept, one("of the other"));
  const again = runOver(second.kept, one("of one"));
  expect(again.made).toEqual(first.made);
  expect(again.used.size).toBe(0);
  expect(runOver(again.kept, one("of the other"))).toMatchObject({ made: second.made });
});

test("of a place the eight messages stay that were last used", () => {
  let kept: KeptMessages = new Map();
  const stable = runOver(kept, one("stable"));
  kept = stable.kept;
  for (let index = 0; index < 20; index++) {
    kept = runOver(kept, one(`password ${index}`)).kept;
    const again = runOver(kept, one("stable"));
    expect(again.made).toEqual(stable.made);
    kept = again.kept;
    expect(kept.get(place)?.length).toBeLessThanOrEqual(8);
  }
  const gone = runOver(kept, one("password 0"));
  expect(gone.used.size).toBe(1);
});

test("a message whose seal is not right is not taken, and is gone from then on", () => {
  const first = runOver(new Map(), one());
  const [entry] = first.kept.get(place) ?? [];
  if (entry === undefined) throw new Error("nothing was kept");
  const changed = new Map([[place, [{ ...entry, message: "of somebody else" }]]]);
  const second = runOver(changed, one());
  expect(second.made).not.toEqual(["of somebody else"]);
  expect(second.changes).toBe(1);
  expect(second.kept.get(place)?.map(({ message }) => message)).toEqual(second.made);
});
