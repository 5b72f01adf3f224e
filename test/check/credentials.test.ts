import { expect, test } from "vitest";
import type { CredentialRules, PasswordRule } from "../../src/model/credentials.js";
import { newPasswords } from "../../src/model/passwords.js";
import { Secret } from "../../src/model/secret.js";
import {
  all,
  cimInstance,
  hashOf,
  instanceOf,
  psCredential,
  resourcesOf,
  run,
  secret,
  symbol,
  valueOf,
  type Short,
} from "./kit.js";

const plain: PasswordRule = { kind: "plain" };

const rules = (passwords: PasswordRule, domainUsers = false): { readonly credentials: CredentialRules } => ({
  credentials: { passwords, domainUsers },
});

/** The credentials of a document as user and password, or what is reported. */
function credentials(property: string, value: Short, passwords: PasswordRule = plain): unknown {
  const { document, brief } = run([all("a", { [property]: value })], rules(passwords));
  if (brief.length > 0) return brief;
  return resourcesOf(document)
    .filter(({ className }) => className === "MSFT_Credential")
    .map((one) => [valueOf(one, "UserName"), valueOf(one, "Password")]);
}

test.each<readonly [string, Short, unknown]>([
  ["Cred", psCredential("u", "p"), [["u", "p"]]],
  ["Cred", hashOf({ Password: "p", username: symbol("u") }), [["u", "p"]]],
  ["Cred", cimInstance("MSFT_CREDENTIAL", { UserName: "u", Password: secret }), [["u", "hidden"]]],
  ["Cred", hashOf({ UserName: "u", Password: null }), [["u", null]]],
  ["Cred", hashOf({ UserName: "u", Password: symbol("p") }), [["u", "p"]]],
  ["Cred", null, []],
  [
    "Creds",
    [psCredential("u", "p"), hashOf({ UserName: "v", Password: "q" })],
    [
      ["u", "p"],
      ["v", "q"],
    ],
  ],
  ["Creds", psCredential("u", "p"), [["u", "p"]]],
  ["Sub", hashOf({ Id: "i", Need: "n", Login: psCredential("u", "p") }), [["u", "p"]]],
  ["PsDscRunAsCredential", psCredential("u", "p"), [["u", "p"]]],
])("%s takes a credential (row %#)", (property, value, expected) => {
  expect(credentials(property, value)).toEqual(expected);
});

test.each<readonly [string, Short, readonly string[]]>([
  ["Cred", "u", ["credential-expected@'u'"]],
  ["Cred", secret, ["credential-expected@secret('x')"]],
  ["Cred", instanceOf("T_Other"), ["wrong-embedded-class@T_Other()"]],
  ["Cred", hashOf({ UserName: "u" }), ["missing-property@{'UserName' => 'u', }"]],
  ["Cred", hashOf({ Password: "p" }), ["missing-property@{'Password' => 'p', }"]],
  ["Cred", hashOf({ UserName: null, Password: "p" }), ["null-mandatory@nil"]],
  ["Cred", hashOf({ UserName: 5, Password: "p" }), ["number-for-string@5"]],
  ["Cred", hashOf({ UserName: "u", Password: 5 }), ["wrong-type@5"]],
  ["Cred", hashOf({ UserName: secret, Password: "p" }), ["secret-not-allowed@secret('x')"]],
  ["Cred", hashOf({ UserName: "u", Password: "p", Domain: "d" }), ["unknown-property@'Domain'"]],
  ["Creds", [psCredential("u", "p"), null], ["null-in-array@nil"]],
  ["Cred", psCredential("u", "p\0"), ["unwritable-character@'…'"]],
  [
    "S",
    psCredential("u", "p"),
    ["secret-not-allowed@cim_instance('MSFT_Credential', 'UserName' => 'u', 'Password' => '…', )"],
  ],
  [
    "Sub",
    psCredential("u", "p"),
    ["secret-not-allowed@cim_instance('MSFT_Credential', 'UserName' => 'u', 'Password' => '…', )"],
  ],
])("%s refuses what is no credential (row %#)", (property, value, expected) => {
  expect(credentials(property, value)).toEqual(expected);
});

test("without a certificate and leave a password is refused wherever it stands", () => {
  const written = hashOf({ UserName: "u", Password: "p" });
  const place = "plain-text-password@{'UserName' => 'u', 'Password' => 'p', }";
  const refused: PasswordRule = { kind: "refused" };
  for (const property of ["Cred", "Creds", "PsDscRunAsCredential"]) {
    expect(credentials(property, written, refused)).toEqual([place]);
  }
  expect(credentials("Creds", [written, written], refused)).toEqual([place, place]);
  expect(credentials("Sub", hashOf({ Id: "i", Need: "n", Login: written }), refused)).toEqual([place]);
  expect(credentials("Cred", hashOf({ UserName: "u", Password: null }), refused)).toEqual([["u", null]]);
});

test("what inherits from a credential has a password too", () => {
  const written = cimInstance("T_Login", { UserName: "u", Password: "p", Realm: "r" });
  const [told, ...others] = run([all("a", { Cred: written })], rules({ kind: "refused" })).brief;
  expect([told?.replace(/@.*/, ""), others]).toEqual(["plain-text-password", []]);
  const encrypted: PasswordRule = { kind: "encrypted", protect: () => "envelope" };
  const { document, brief } = run([all("a", { Cred: written })], rules(encrypted));
  expect(brief).toEqual([]);
  expect(valueOf(document.instances[0], "Password")).toBe("envelope");
});

test("a password is encrypted when the document is put together, and the document says so", () => {
  const seen: string[] = [];
  const encrypted: PasswordRule = {
    kind: "encrypted",
    protect(password, place) {
      seen.push(`${place}: ${Secret.reveal(password)}`);
      return `envelope ${seen.length}`;
    },
  };
  const login = hashOf({ Id: "i", Need: "n", Login: psCredential("u", "q") });
  const blocks = [
    all("a", { Cred: psCredential("u", "p") }),
    all("b", { Cred: psCredential("u", "p"), Creds: [psCredential("v", "p"), psCredential("w", "p")] }),
    all("c", { Sub: login }),
  ];
  const { document, brief } = run(blocks, rules(encrypted));
  expect(brief).toEqual([]);
  expect(seen).toEqual([
    "[All]a Cred.Password: p",
    "[All]b Cred.Password: p",
    "[All]b Creds[0].Password: p",
    "[All]b Creds[1].Password: p",
    "[All]c Sub.Login.Password: q",
  ]);
  expect(valueOf(document.instances[0], "Password")).toBe("envelope 1");
  expect(valueOf(document.instances[2], "Password")).toBe("envelope 2");
  const names = document.instances.at(-1)?.properties.map(({ name }) => name);
  expect(names?.slice(-2)).toEqual(["ContentType", "Name"]);
  expect(valueOf(document.instances.at(-1), "ContentType")).toBe("PasswordEncrypted");
  const without = run([all("a")], rules(encrypted)).document;
  expect(valueOf(without.instances.at(-1), "ContentType")).toBeUndefined();
});

test("where no document is written nothing is said and nothing is revealed", () => {
  const blocks = [all("a", { Cred: psCredential("u", "canary") })];
  const { document, brief } = run(blocks, rules({ kind: "withheld" }));
  expect(brief).toEqual([]);
  expect(JSON.stringify(document)).not.toContain("canary");
});

test("an account to run as needs a newer machine", () => {
  const { document } = run([all("a", { PsDscRunAsCredential: psCredential("u", "p") })], rules(plain));
  expect(valueOf(document.instances.at(-1), "MinimumCompatibleVersion")).toBe("2.0.0");
});

test("blocks with the same password are one", () => {
  const block = (password: string) => all("a", { Cred: psCredential("u", password) });
  expect(run([block("p"), block("p")], rules(plain)).brief).toEqual(["w identical-resources@'a'"]);
  expect(run([block("p"), block("q")], rules(plain)).brief).toEqual(["same-key@'a'"]);
});

test("an account of a domain is told once a node, unless that is allowed", () => {
  const block = (name: string, user: string) => all(name, { Cred: psCredential(user, "p") });
  const local = ["u", ".\\u", "localhost\\u", "127.0.0.1\\u", "::1\\u", "\\u", "u@", "@u"];
  expect(
    run(
      local.map((user, index) => block(`n${index}`, user)),
      rules(plain),
    ).brief,
  ).toEqual([]);
  const blocks = [block("a", "D\\u"), block("b", "u@d.example")];
  expect(run(blocks, rules(plain)).brief).toEqual(["w domain-user@'D\\u'"]);
  expect(run(blocks.slice(1), rules(plain)).brief).toEqual(["w domain-user@'u@d.example'"]);
  expect(run(blocks, rules(plain, true)).brief).toEqual([]);
});

test.each<readonly [PasswordRule["kind"], "windows" | "linux", string, readonly string[]]>([
  ["plain", "windows", "p\x01", []],
  ["plain", "linux", "p\x01", ["unwritable-character@'…'"]],
  ["encrypted", "windows", "p\x01", []],
  ["encrypted", "linux", "p\x01", []],
  ["encrypted", "linux", "p\0", ["unwritable-character@'…'"]],
])("what a password that goes %s to %s may hold (row %#)", (kind, target, password, expected) => {
  const passwords: PasswordRule = kind === "encrypted" ? { kind, protect: () => "envelope" } : plain;
  const blocks = [all("a", { Cred: psCredential("u", password) })];
  expect(run(blocks, { ...rules(passwords), target }).brief).toEqual(expected);
});

test.each<readonly [string, Short, readonly string[]]>([
  ["a text", "first", ["first"]],
  ["a symbol", symbol("second"), ["second"]],
  ["a number", 12345, ["12345"]],
  ["a list", ["third", "fourth"], ["third", "fourth"]],
  ["a hash", hashOf({ UserName: "u", PASSWORD: "fifth" }), ["fifth"]],
  ["a credential", cimInstance("MSFT_Credential", { UserName: "u", password: "sixth" }), ["sixth"]],
  ["another class", cimInstance("T_Other", { X: "x", Password: "seventh" }), ["seventh"]],
])("no report shows what %s gives for a credential, right or wrong", (_, value, expected) => {
  const passwords = newPasswords();
  run([all("a", { Cred: value })], { ...rules(plain), passwords });
  expect([...passwords.texts.keys()].toSorted()).toEqual([...expected].toSorted());
});

test("what else stands in a credential may be shown", () => {
  const passwords = newPasswords();
  const value = hashOf({ UserName: "user", Password: "canary", Domain: "domain" });
  run([all("a", { Cred: value })], { ...rules(plain), passwords });
  expect([...passwords.texts.keys()]).toEqual(["canary"]);
});
