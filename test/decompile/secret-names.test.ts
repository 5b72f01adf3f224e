import { expect, test } from "vitest";
import { Secret } from "../../src/model/secret.js";
import { nameSecret, newSecretNames } from "../../src/decompile/secret-names.js";

test("a user has a name for each password, and equal ones have one", () => {
  const names = newSecretNames("web01");
  const named = ["one", "two", "one", "two", "three"].map((text) => nameSecret(names, "CONTOSO\\bob", text));
  expect(named).toEqual([
    "CONTOSO-bob-on-web01",
    "CONTOSO-bob-on-web01-2",
    "CONTOSO-bob-on-web01",
    "CONTOSO-bob-on-web01-2",
    "CONTOSO-bob-on-web01-3",
  ]);
  expect([...names.known.values()].map(({ secret }) => Secret.reveal(secret))).toEqual([
    "one",
    "two",
    "three",
  ]);
});

test("names of users that a shell would obey, or that look alike, are told apart", () => {
  const names = newSecretNames("web 01");
  const named = ["a b", "a;b", "A-B", "é", ""].map((user) => nameSecret(names, user, "x"));
  expect(named).toEqual([
    "a-b-on-web-01",
    "a-b-on-web-01-2",
    "A-B-on-web-01-3",
    "user-on-web-01",
    "user-on-web-01-2",
  ]);
});
