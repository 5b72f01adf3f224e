import { expect, test } from "vitest";
import { knownPasswords, passwordIn } from "../../src/decompile/exposed.js";
import { Secret } from "../../src/model/secret.js";

const long = "x".repeat(100);

const known = knownPasswords(
  ["ab", "sesame", "sesame street", `${long}1`, "", "two\nlines"].map((text) => ({
    ...{ name: text.slice(0, 8), user: "bob", secret: new Secret(text) },
  })),
);

test.each([
  ["ab", "ab"],
  ["cab", undefined],
  ["", undefined],
  ["open sesame!", "sesame"],
  ["Sesame", undefined],
  ["sesam", undefined],
  ["the two\nlines", "two\nline"],
  // So much of a long password shows it, whatever follows.
  [`y${long.slice(0, 64)}`, "xxxxxxxx"],
  [`y${long.slice(0, 63)}`, undefined],
])("%j holds the password %j", (text, name) => {
  expect(passwordIn(text, known)?.name).toBe(name);
});

test("where there are no passwords none is found", () => {
  expect(passwordIn("anything", knownPasswords([]))).toBeUndefined();
});
