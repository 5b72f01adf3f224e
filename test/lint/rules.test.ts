import { expect, test } from "vitest";
import { rules } from "../../src/lint/rules/index.js";
import { applied, lint } from "./kit.js";

// The examples of every rule, which `mofsmith explain` shows, are what they say they are.

for (const { entry, examples } of rules) {
  test(`${entry.code} has examples that are right`, () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const { bad, good, fixed, kind } of examples) {
      const given = kind === undefined ? { on: entry.code } : { on: entry.code, kind };
      const found = rulesIn(lint(bad, given));
      expect([...new Set(found.map(({ code }) => code))], bad).toEqual([entry.code]);
      expect(new Set(found.map(({ origin }) => origin?.start)).size, bad).toBe(1);
      const [fix] = found[0]?.fixes ?? [];
      expect(fix === undefined ? undefined : applied(bad, fix), bad).toBe(fixed);
      expect(good ?? fixed).toBeDefined();
      for (const text of [good, fixed])
        if (text !== undefined) expect(rulesIn(lint(text, given)), text).toEqual([]);
      for (const text of [bad, good, fixed])
        if (text !== undefined) expect(mistakesIn(lint(text, given)), text).toEqual([]);
    }
  });
}

/** The findings of rules alone. */
function rulesIn(diagnostics: ReturnType<typeof lint>): ReturnType<typeof lint> {
  return diagnostics.filter(({ code }) => code.startsWith("lint/"));
}

/** Errors that an example has nothing to do with; what this version cannot compile yet is none of the example's. */
function mistakesIn(diagnostics: ReturnType<typeof lint>): readonly string[] {
  const later = /-not-(?:compiled|evaluated|supported)$|^check\/(?:unknown-module|unknown-resource)$/;
  return diagnostics
    .filter(({ severity, code }) => severity === "error" && !later.test(code))
    .map(({ code }) => code);
}

test("rules are in order and have one id each, of the room lint", () => {
  const codes = rules.map(({ entry }) => entry.code);
  expect(codes).toEqual([...new Set(codes)].sort());
  for (const code of codes) expect(code).toMatch(/^lint\/[a-z]+(-[a-z]+)*$/);
});
