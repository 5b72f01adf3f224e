import { expect, test } from "vitest";
import { rubyParses } from "../../support/ruby.js";
import { cases, refused, unsupported } from "./cases.js";
import { askRubyToMatch, compile, find } from "./kit.js";
import type { Call, Found } from "./kit.js";

function show(found: Found): string {
  if (found === null) return "none";
  return typeof found === "string" ? found : found.map((span) => span?.join("-") ?? "nil").join(" ");
}

test.each(cases)("/%s/%s finds in %j: %s", (source, options, text, found) => {
  const program = compile(source, options);
  expect("kind" in program ? program.message : show(find(program, [text, "match", 0]))).toBe(found);
});

test.each(refused)("/%s/%s is refused at %d: %s", (source, options, offset, message) => {
  expect(compile(source, options)).toEqual({ kind: "invalid", offset, message });
});

test.each(unsupported)("/%s/%s is not matched, at %d: %s", (source, options, offset, message) => {
  expect(compile(source, options)).toEqual({ kind: "unsupported", offset, message });
});

test.skipIf(!rubyParses)("the tables are Ruby's", () => {
  const found = cases.map(([source, options, text]) => ({
    source,
    options,
    calls: [[text, "match", 0]] as const,
  }));
  const tables = [...refused, ...unsupported].map(([source, options]) => ({ source, options, calls: [] }));
  const answers = askRubyToMatch([...found, ...tables]);
  const shown = answers
    .slice(0, found.length)
    .map((answer) => (typeof answer === "string" ? answer : show(answer[0] ?? null)));
  expect(shown).toEqual(cases.map((row) => row[3]));
  const refusals = answers.slice(found.length, found.length + refused.length);
  refused.forEach(([, , , message], index) =>
    expect(refusals[index]).toEqual(expect.stringContaining(message)),
  );
});

/** Patterns whose answer Ruby makes depend on its version, on the text it matched before, or on its search. */
const undecided: readonly (readonly [source: string, options: string, call: Call])[] = [
  ["\\b.*x", "", ["  x", "match", 0]],
  ["(?=b).*", "m", ["aab", "match", 0]],
  [".+", "m", ["ab", "last", 2]],
  ["^.*b", "m", ["aa\nb", "match", 1]],
  ["[\\W]", "i", ["ss", "match", 0]],
  ["s{2}", "i", ["ß", "match", 0]],
  ["k", "i", ["\u212a", "match", 0]],
  ["(k)\\1", "i", ["k\u212a", "match", 0]],
  ["(?<=ss)x", "i", ["ßx", "match", 0]],
];

test.each(undecided)("/%s/%s is undecided", (source, options, call) => {
  const program = compile(source, options);
  const found = "kind" in program ? program.message : find(program, call);
  expect(found).toBe("undecided");
});
