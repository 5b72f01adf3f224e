import { expect, test } from "vitest";
import { isPasswordHolder, isSecretName, secrecyOf } from "../../src/check/secret-properties.js";
import type { Instance } from "../../src/model/document.js";
import type { CimClass, CimProperty } from "../../src/schema/resource-class.js";

const property = (name: string, more: Partial<CimProperty> = {}): CimProperty => ({
  ...{ name, type: "string", array: false, key: false, required: false, readOnly: false },
  ...more,
});

const classOf = (name: string, properties: readonly CimProperty[], superClass?: string): CimClass => ({
  ...{ name, properties },
  ...(superClass === undefined ? {} : { superClass }),
});

const instanceOf = (className: string, texts: Readonly<Record<string, string>>): Instance => ({
  className,
  properties: Object.entries(texts).map(([name, text]) => ({ name, value: { kind: "string", text } })),
});

test("the end of a name says whether it is a secret's, and what is chosen from a list is none", () => {
  for (const name of [
    "Password",
    "AdminPassphrase",
    "PasswordHash",
    "ClientSecret",
    "RegistrationKey",
    "Pwd",
  ])
    expect(isSecretName(name), name).toBe(true);
  const settings = [
    "PasswordNeverExpires",
    "Store_passwords_using_reversible_encryption",
    "RegistrationKeyPath",
    "Name",
  ];
  for (const name of settings) expect(isSecretName(name), name).toBe(false);
  const chosen = ["Enabled", "Disabled"];
  expect(isSecretName("BlankPassword", property("BlankPassword"))).toBe(true);
  const lists: readonly Partial<CimProperty>[] = [
    { valueMap: chosen, values: chosen },
    { loneValueMap: chosen },
    { type: "boolean" },
  ];
  for (const more of lists)
    expect(isSecretName("BlankPassword", property("BlankPassword", more))).toBe(false);
});

test("a credential's password is one wherever it stands; what is only called so is one in its place", () => {
  const user = instanceOf("X", { Name: "a", Password: "b" });
  const account = instanceOf("X", { UserName: "a", Password: "b" });
  const unknown = undefined;
  expect(secrecyOf("Password", user, unknown)).toBe("named");
  expect(secrecyOf("Password", account, unknown)).toBe("password");
  expect(secrecyOf("UserName", account, unknown)).toBe(undefined);
  expect([user, account].map((one) => isPasswordHolder(one, unknown))).toEqual([false, true]);
  const own = classOf("X", [property("UserName"), property("Password")]);
  expect(secrecyOf("Password", account, own)).toBe("named");
  expect(secrecyOf("Password", account, classOf("X", own.properties, "MSFT_Credential"))).toBe("password");
  expect(secrecyOf("PASSWORD", instanceOf("msft_credential", { Password: "b" }), unknown)).toBe("password");
  const manager = instanceOf("MSFT_WebDownloadManager", { RegistrationKey: "b" });
  expect(secrecyOf("RegistrationKey", manager, unknown)).toBe("password");
  const chosen = classOf("Y", [property("Password", { valueMap: ["Enabled"], values: ["Enabled"] })]);
  expect(secrecyOf("Password", instanceOf("Y", { Password: "Enabled" }), chosen)).toBe(undefined);
});

test("the value of a pair is what its key is called", () => {
  const pair = (Key: string) => instanceOf("MSFT_KeyValuePair", { Key, Value: "b" });
  expect(secrecyOf("Value", pair("DbPassword"), undefined)).toBe("named");
  expect(secrecyOf("Value", pair("Port"), undefined)).toBe(undefined);
});
