import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { newPasswords, rememberPassword } from "../../src/model/passwords.js";
import { plainTextPassword } from "../../src/diagnostics/catalogue/check.js";
import { concealed, concealerOf, type Conceal } from "../../src/report/conceal.js";
import { shownLine } from "../../src/report/shown-line.js";

const source = { name: "r.rb", path: "r.rb", text: "a\npw = 'Pa55\"word'\r\nb\n" };

function concealing(...passwords: readonly string[]): Conceal {
  const known = newPasswords();
  for (const text of passwords) rememberPassword(known, { text, origin: undefined });
  const conceal = concealerOf(known);
  return conceal ?? expect.fail("nothing is concealed");
}

const conceal = concealing('Pa55"word', "other one");

function told(message: string, more: Partial<Diagnostic> = {}): Diagnostic {
  return { ...{ code: "x/y", severity: "error", message, help: "", related: [], fixes: [] }, ...more };
}

test.each([
  ['No "Pa55"word" here.', 'No "•••••••••" here.'],
  ['No {"a"=>"Pa55\\"word"} here.', 'No {"a"=>"••••••••••"} here.'],
  ['no pa55"WORD', "no •••••••••"],
  ['İ no pa55"WORD', "İ no •••••••••"],
  ['cut off: Pa55"w…', "cut off: ••••••…"],
  ["cut off: pa5…", "cut off: pa5…"],
  ["Other One and pa55", "••••••••• and pa55"],
  ["nothing of it", "nothing of it"],
])("%s is told as %s", (message, shown) => {
  expect(concealed(told(message), conceal).message).toBe(shown);
});

test("each line of a password is concealed, and of passwords that begin alike the longest", () => {
  const lines = concealing("first line\nsecond line");
  expect(lines.inText("a first line, a second line")).toBe("a ••••••••••, a •••••••••••");
  expect(lines.inText("first line\nsecond line")).toBe("••••••••••\n•••••••••••");
  const alike = concealing("password", "password1", "password of many characters", "password of many people");
  expect(alike.inText("password1 password of many people! passwords")).toBe(
    "••••••••• •••••••••••••••••••••••! ••••••••s",
  );
  expect(alike.inText("password of many ch…")).toBe("•••••••••••••••••••…");
});

test("a line that is shown has neither passwords nor what stands at a secret place", () => {
  const at = { source, start: 2, end: 4 };
  expect(shownLine(at, 2, { conceal })).toBe("pw = '•••••••••'");
  expect(shownLine(at, 2, { secret: true, conceal })).toBe("•• = '•••••••••'");
  expect(shownLine(at, 1, { secret: true, conceal })).toBe("a");
  expect(shownLine(at, 3)).toBe("b");
});

test("a fix that would write a password is left out", () => {
  const fix = {
    title: "Write it",
    safe: true,
    edits: [{ origin: { source, start: 0, end: 1 }, text: "'Pa55\"word'" }],
  };
  expect(concealed(told("x", { fixes: [fix] }), conceal).fixes).toEqual([]);
  expect(concealerOf(newPasswords())).toBeUndefined();
});

test("a password of few characters is hidden where it is all that a quotation says", () => {
  const short = concealing("q7~");
  expect(concealed(told('"q7~" is no value; "q7~x", q7~'), short).message).toBe(
    '"•••" is no value; "q7~x", q7~',
  );
});

test("mofsmith's own words and a recipe's names stay, though one of them is a password", () => {
  const own = concealing("password");
  const plain = plainTextPassword({ file: "x" }, { node: "web" });
  expect(concealed(plain, own)).toEqual(plain);
  expect(concealed(told('"password" is none, nor is password'), own).message).toBe(
    '"••••••••" is none, nor is ••••••••',
  );
  const text = "password = node\nx = 'password'\nproperty :Password, password # password\n";
  const at = { source: { name: "n.rb", path: "n.rb", text }, start: 0, end: 1 };
  const shown = [1, 2, 3].map((line) => shownLine(at, line, { conceal: own }));
  expect(shown).toEqual(["password = node", "x = '••••••••'", "property :Password, password # ••••••••"]);
});
