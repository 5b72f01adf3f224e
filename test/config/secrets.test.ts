import { expect, test } from "vitest";
import { readSecrets } from "../../src/config/secrets.js";
import { Secret } from "../../src/model/secret.js";

function read(words: readonly string[], bytes: Uint8Array | string = "text") {
  const asked: string[] = [];
  const give = (path: string) => {
    asked.push(path);
    return { ok: true as const, bytes: Buffer.from(bytes) };
  };
  const { value, diagnostics } = readSecrets(words, { file: give, input: () => give("-") });
  const texts = Array.from(value, ([name, secret]) => [name, Secret.reveal(secret)]);
  return { asked, texts, codes: diagnostics.map(({ code }) => code) };
}

test.each([
  ["db=@pw.txt", "db", "pw.txt"],
  ["db@2=@pw.txt", "db@2", "pw.txt"],
  ["vault/db=x=@a=@b", "vault/db=x=@a", "b"],
  ["db=-", "db", "-"],
])("%s names a secret and where it stands", (word, name, path) => {
  expect(read([word])).toEqual({ asked: [path], texts: [[name, "text"]], codes: [] });
});

test.each([
  ["a\n", "a"],
  ["a\r\n", "a"],
  ["a\n\n", "a\n"],
  ["a ", "a "],
  ["\ufeffa", "a"],
  [Buffer.from("\ufeffa€\r\n", "utf16le"), "a€"],
])("%j is read as %j", (bytes, text) => {
  expect(read(["db=@f"], bytes).texts).toEqual([["db", text]]);
});

test.each([
  [["db"], ["cli/bad-secret"]],
  [["db=text"], ["cli/bad-secret"]],
  [["=@f"], ["cli/bad-secret"]],
  [["db=@"], ["cli/bad-secret"]],
  [
    ["a=-", "b=-", "c=-"],
    ["cli/secret-input-twice", "cli/secret-input-twice"],
  ],
])("%j is refused", (words, codes) => {
  expect(read(words).codes).toEqual(codes);
});

test("a file without a text, or in no encoding that is certain, is refused", () => {
  expect(read(["a=@f"], "\n").codes).toEqual(["cli/secret-empty"]);
  expect(read(["a=@f"], Buffer.from([0xff, 0x41])).codes).toEqual(["cli/secret-unreadable"]);
});
