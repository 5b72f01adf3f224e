import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { Secret } from "../../src/model/secret.js";
import { concealed } from "../../src/report/conceal.js";

const source = { name: "r.rb", path: "r.rb", text: "a\npw = 'Pa55\"word'\nb\n" };
const password = new Secret('Pa55"word');

function told(message: string, more: Partial<Diagnostic> = {}): Diagnostic {
  return { ...{ code: "x/y", severity: "error", message, help: "", related: [], fixes: [] }, ...more };
}

test.each([
  ['No "Pa55"word" here.', 'No "•••••••••" here.'],
  ['No {"a"=>"Pa55\\"word"} here.', 'No {"a"=>"••••••••••"} here.'],
  ['no pa55"WORD', "no •••••••••"],
  ['cut off: Pa55"w…', "cut off: ••••••…"],
  ["nothing of it", "nothing of it"],
])("%s is told as %s", (message, shown) => {
  expect(concealed(told(message), [password]).diagnostic.message).toBe(shown);
});

test("the lines of a place that hold a password are known, and no others", () => {
  const at = (start: number) =>
    concealed(told("x", { origin: { source, start, end: start + 1 } }), [password]);
  expect(at(2).hidden).toEqual([password]);
  expect(at(0).hidden).toEqual([]);
});

test("a fix that would write a password is left out, and one of few characters is no password to look for", () => {
  const fix = {
    title: "Write it",
    safe: true,
    edits: [{ origin: { source, start: 0, end: 1 }, text: "'Pa55\"word'" }],
  };
  expect(concealed(told("x", { fixes: [fix] }), [password]).diagnostic.fixes).toEqual([]);
  expect(concealed(told("a File"), [new Secret("a")]).diagnostic.message).toBe("a File");
});
