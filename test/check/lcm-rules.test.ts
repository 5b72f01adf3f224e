import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lcmRules, type LcmRule } from "../../src/check/lcm-rules.js";
import { catalogue } from "../../src/diagnostics/catalogue/index.js";
import { findScenarios, fixturesFolder, sharedFolder } from "../support/scenario.js";

const reference = join(sharedFolder, "reference/lcm-rules.md");
const required = process.env["MOFSMITH_SHARED"] === "required";

/** The rules without an id in the reference have those of the independent checker. */
const withoutId = [...numbered("M", 5), ...numbered("S", 15)];

/** A recipe that breaks a rule, where that is possible: the scenario that tells it. */
const recipes: Readonly<Record<string, string>> = {
  P1: "errors/check/unknown-resource",
  P2: "errors/check/unknown-property",
  P3: "errors/check/duplicate-property",
  P4: "errors/check/wrong-type",
  P5: "errors/check/out-of-range",
  P6: "errors/check/null-in-array",
  P9: "errors/check/wrong-embedded-class-recipe",
  P10: "errors/check/not-a-datetime",
  P11: "errors/check/document-size-escaped",
  D2: "errors/check/missing-property",
  D4: "errors/check/renamed-resources",
  D11: "errors/check/no-resources",
  D12: "errors/check/same-key",
  D13: "errors/check/unknown-dependency",
  D14: "errors/check/dependency-cycle",
};

function numbered(letter: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
}

test.skipIf(!existsSync(reference) && !required)(
  "every rule of the reference stands in the table, in its words",
  () => {
    const [, section = ""] = /\n## 3\. [^]*?\n([^]*?)\n## 4\. /.exec(readFileSync(reference, "utf8")) ?? [];
    const rows = [...section.matchAll(/^\| ([LPD]\d+) \| (.*)$/gm)];
    expect(rows.length).toBeGreaterThan(30);
    expect(lcmRules.map(({ id }) => id)).toEqual([...rows.map(([, id]) => id), ...withoutId]);
    for (const [, id = "", row = ""] of rows) {
      const { words = "" } = ruleOf(id);
      // The reference writes X, A, B, P or N where a rule of the parser is filled in.
      const parts = words.split(/%\d/).filter((part) => part.trim() !== "");
      for (const part of parts)
        expect(
          row.replaceAll("Could not find mandatory property Version", "Could not find mandatory property "),
          id,
        ).toContain(part.trim());
    }
    for (const { id, words } of lcmRules.filter(({ id: one }) => withoutId.includes(one))) {
      if (words !== undefined) expect(section, id).toContain(words);
    }
  },
);

function ruleOf(id: string): LcmRule {
  const rule = lcmRules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

test("every code exists, and a rule without codes says why no document can break it", () => {
  for (const { id, codes, places, reason } of lcmRules) {
    expect(
      codes.filter((code) => !catalogue.has(code)),
      id,
    ).toEqual([]);
    expect([codes.length === 0, places.length === 0], id).toEqual([
      reason !== undefined,
      reason !== undefined,
    ]);
  }
});

const scenarios = findScenarios();

const toldIn = (name: string): string => {
  const paths = ["stderr.txt", "stdout.txt"].map((file) => join(fixturesFolder, name, "expected", file));
  return paths.map((path) => (existsSync(path) ? readFileSync(path, "utf8") : "")).join("");
};

test.each(lcmRules.filter(({ reason }) => reason === undefined).map((rule) => [rule.id, rule] as const))(
  "a document or schema that breaks %s is told so",
  (id, { codes, words, places }) => {
    const name = `lcm/${id.toLowerCase()}`;
    const scenario = scenarios.find((one) => one.name === name);
    const inDocument = places.includes("document");
    // What a machine refuses of a schema is told wherever the schema is read.
    expect(inDocument ? ["verify"] : ["compile", "schema"]).toContain(scenario?.args[0]);
    const told = toldIn(name);
    const severity = inDocument ? "error" : "(?:error|warning)";
    expect(codes.filter((code) => new RegExp(`^${severity} ${code}: `, "m").test(told))).not.toEqual([]);
    if (!inDocument || words === undefined) return;
    const said = [...told.matchAll(/^ {2}the LCM says: (.*)$/gm)].map(([, sentence]) => sentence);
    const first = id === "P11" ? "Value of parameter" : (words.split("%")[0] ?? "").trim();
    expect(said.some((sentence) => sentence?.startsWith(first))).toBe(true);
  },
);

test.each(Object.entries(recipes))("a recipe that breaks %s is told so", (id, name) => {
  expect(scenarios.find((one) => one.name === name)?.args[0]).toBe("compile");
  const told = toldIn(name);
  expect(ruleOf(id).codes.filter((code) => told.includes(`${code}: `))).not.toEqual([]);
});

test("each rule that a recipe can break has a recipe that does", () => {
  expect(lcmRules.filter(({ places }) => places.includes("recipe")).map(({ id }) => id)).toEqual(
    Object.keys(recipes),
  );
});

const headings: readonly (readonly [string, string])[] = [
  ["L", "Before a document is read"],
  ["P", "While it is parsed"],
  ["D", "A configuration as a whole"],
  ["M", "The settings of an LCM (`.meta.mof`)"],
  ["S", "Classes in documents, and schema files"],
];

function pageOf(rules: readonly LcmRule[]): string {
  const sections = headings.map(([letter, heading]) => {
    const rows = rules.filter(({ id }) => id.startsWith(letter)).map(rowOf);
    return `## ${heading}\n\n| | What is asked | The LCM's words | mofsmith tells | Where | Shown by |\n| --- | --- | --- | --- | --- | --- |\n${rows.join("\n")}\n`;
  });
  return `# The rules of the Local Configuration Manager

Everything that an LCM asks of a document before it applies it, with what it says when a rule is broken and what mofsmith
says first: \`mofsmith verify\` of documents, \`mofsmith compile\` and \`mofsmith lint\` of recipes and schemas. \`%1\` is what
the LCM fills in; where nothing stands, nobody has seen its words. \`mofsmith explain CODE\` tells more. This page is made
from the table in \`src/check/lcm-rules.ts\`; a test compares them.

${sections.join("\n")}`;
}

/** The scenarios of the tests above, as links from the page. */
function scenariosOf(id: string, reason: string | undefined): readonly string[] {
  if (reason !== undefined) return [];
  const names = [`lcm/${id.toLowerCase()}`, ...(recipes[id] === undefined ? [] : [recipes[id]])];
  return names.map((name) => `[${name.split("/").at(-1) ?? ""}](../fixtures/${name})`);
}

function rowOf({ id, rule, words = "", codes, places, reason }: LcmRule): string {
  const told = reason ?? codes.map((code) => `\`${code}\``).join(", ");
  const cells = [id, rule, words.trim(), told, places.join(", "), scenariosOf(id, reason).join(", ")];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`.replaceAll("  |", " |");
}

test("grammar/lcm-rules.md is made from the table", () => {
  const page = pageOf(lcmRules);
  const path = new URL("../../grammar/lcm-rules.md", import.meta.url);
  if (process.env["MOFSMITH_GOLDEN"] === "write") writeFileSync(path, page);
  expect(readFileSync(path, "utf8")).toBe(page);
});
