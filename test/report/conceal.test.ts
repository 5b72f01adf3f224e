import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { Secret } from "../../src/model/secret.js";
import { concealed, concealerOf, type Conceal } from "../../src/report/conceal.js";
import { shownLine } from "../../src/report/shown-line.js";

const source = { name: "r.rb", path: "r.rb", text: "a\npw = 'Pa55\"word'\r\nb\n" };

function concealing(...passwords: readonly string[]): Conceal {
  const conceal = concealerOf(passwords.map((password) => new Secret(password)));
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
  expect(lines("a first line, a second line")).toBe("a ••••••••••, a •••••••••••");
  expect(lines("first line\nsecond line")).toBe("••••••••••\n•••••••••••");
  const alike = concealing("password", "password1", "password of many characters", "password of many people");
  expect(alike("password1 password of many people! passwords")).toBe(
    "••••••••• •••••••••••••••••••••••! ••••••••s",
  );
  expect(alike("password of many ch…")).toBe("•••••••••••••••••••…");
});

test("a line that is shown has neither passwords nor what stands at a secret place", () => {
  const at = { source, start: 2, end: 4 };
  expect(shownLine(at, 2, { conceal })).toBe("pw = '•••••••••'");
  expect(shownLine(at, 2, { secret: true, conceal })).toBe("•• = '•••••••••'");
  expect(shownLine(at, 1, { secret: true, conceal })).toBe("a");
  expect(shownLine(at, 3)).toBe("b");
});

test("a fix that would write a password is left out, and one of few characters is no password to look for", () => {
  const fix = {
    title: "Write it",
    safe: true,
    edits: [{ origin: { source, start: 0, end: 1 }, text: "'Pa55\"word'" }],
  };
  expect(concealed(told("x", { fixes: [fix] }), conceal).fixes).toEqual([]);
  expect(concealerOf([new Secret("abc")])).toBeUndefined();
});
