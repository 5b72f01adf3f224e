import { expect, test } from "vitest";
import { diffDocuments } from "../../src/diff/diff.js";
import type { Document } from "../../src/model/document.js";
import { jsonDiff } from "../../src/report/diff-json.js";
import { diffMarkdown } from "../../src/report/diff-markdown.js";
import type { DocumentDiff } from "../../src/report/diff-summary.js";
import { diffText } from "../../src/report/diff-text.js";
import { read } from "../mof/kit.js";

function documentOf(value: string, more = ""): Document {
  const text = `instance of A as $A1 { ResourceID = "[A]a"; X = ${value}; };\n${more}`;
  const found = read(text);
  expect(found.diagnostics).toEqual([]);
  return found.document;
}

/** The difference of two values, or of two documents. */
function diffOf(before: string | Document, after: string | Document): DocumentDiff {
  const [old, next] = [before, after].map((one) => (typeof one === "string" ? documentOf(one) : one));
  if (old === undefined || next === undefined) throw new Error("two are compared");
  return { old: "a.mof", new: "a.mof", changes: diffDocuments(old, next, () => undefined) };
}

function changesOf(told: unknown): readonly unknown[] {
  const changes = typeof told === "object" && told !== null && "changes" in told ? told.changes : undefined;
  return Array.isArray(changes) ? changes : [];
}

const asIs = (text: string) => text;
const linesOf = (diff: DocumentDiff, hide = asIs) => diffText(diff, hide, false).split("\n").slice(2, -1);

test("values of every kind are told", () => {
  const told = (before: string, after: string) => linesOf(diffOf(before, after));
  expect(told("1", "18446744073709551615")).toEqual(["    ~ X = 1 -> 18446744073709551615"]);
  expect(told("1.0", "-0.0")).toEqual(["    ~ X = 1.0 -> -0.0"]);
  expect(told("1", "1.0")).toEqual(["    ~ X = 1 -> 1.0"]);
  expect(told("true", "NULL")).toEqual(["    ~ X = True -> NULL"]);
  expect(told("'a'", '"a\\\\b"')).toEqual([`    ~ X = 'a' -> "a\\\\b"`]);
  expect(told("'a'", '"a"')).toEqual([`    ~ X = 'a' -> "a"`]);
  expect(told('"x"', "{}")).toEqual(['    ~ X = "x" -> {}']);
  expect(told('{"x"}', '{"x", "y"}')).toEqual(['    + X[1] = "y"']);
});

test("of long values what stands round the first difference is shown", () => {
  const long = "a".repeat(500);
  const [line = ""] = linesOf(diffOf(`"${long}b${long}"`, `"${long}c${long}"`));
  expect(line).toMatch(/^ {4}~ X = …a{20}ba{139}… -> …a{20}ca{139}…$/);
});

test("what a terminal would obey is shown instead", () => {
  expect(linesOf(diffOf('"\\x001b[2J"', '"a\nb\\x202e\n"'))).toEqual([
    "    ~ X =",
    "      - <U+001B>[2J",
    "      + a",
    "      + b<U+202E>",
    "      +",
  ]);
});

test("blanks at the end of a line are seen where they differ", () => {
  const diff = diffOf('"line1\\nline2 "', '"line1\\nline2"');
  expect(linesOf(diff)).toEqual(["    ~ X =", "        line1", "      - line2\u2420", "      + line2"]);
  expect(diffMarkdown(diff, asIs)).toContain("\n-     line2\u2420\n+     line2\n");
});

test("JSON tells the types of values that it writes alike", () => {
  const [change] = changesOf(jsonDiff(diffOf("1", "1.0"), asIs));
  expect(change).toMatchObject({
    properties: [{ path: "X", old: 1, new: 1, oldType: "integer", newType: "real" }],
  });
  const [other] = changesOf(jsonDiff(diffOf("'a'", '"a"'), asIs));
  expect(other).toMatchObject({ properties: [{ old: "a", new: "a", oldType: "char", newType: "string" }] });
});

test("two texts that differ in what is hidden say so, and show nothing of it", () => {
  const hide = (text: string) => text.replace(/pass\w/g, "•••••");
  expect(linesOf(diffOf('"use passA"', '"use passB"'), hide)).toEqual([
    '    ~ X = "use •••••" (changed in what is not shown)',
  ]);
  expect(linesOf(diffOf('"use\\npassA\\n"', '"use\\npassB\\n"'), hide)).toEqual([
    "    ~ X =",
    "        (changed in what is not shown)",
  ]);
});

test("a text of many lines is cut", () => {
  const lines = Array.from({ length: 1000 }, (_, index) => `line ${index}`).join("\\n");
  const told = linesOf(diffOf('"one\\ntwo"', `"${lines}"`));
  expect(told).toHaveLength(201);
  expect(told.at(-1)).toBe("      … 803 more lines");
});

test("Markdown cannot be broken out of, and is folded when it is long", () => {
  const diff = diffOf('"a\\n~~~~\\n</details>"', '"a\\n```\\n~~~~\\n</details>"');
  const text = diffMarkdown({ ...diff, old: "a`b.mof", new: "a`b.mof" }, asIs);
  expect(text).toContain("### ``a`b.mof``\n");
  expect(text).toContain("\n~~~~~diff\n");
  expect(text.endsWith("\n~~~~~\n")).toBe(true);
  const many = Array.from({ length: 150 }, (_, index) => `"${index}"`).join(", ");
  expect(diffMarkdown(diffOf("{}", `{${many}}`), asIs)).toMatch(
    /^### `a\.mof`\n\n<details><summary>1 changed<\/summary>\n\n~~~diff\n[^]*\n~~~\n\n<\/details>\n$/,
  );
});

test("JSON has exact numbers, and instances with their class", () => {
  const after = read(
    'instance of B as $B1 { N = 9007199254740993; P = {1.5, 2.5}; Password = "x"; };\n' +
      'instance of A as $A1 { ResourceID = "[A]a"; X = $B1; };\n',
  ).document;
  expect(jsonDiff(diffOf("1", after), asIs)).toEqual({
    ...{ old: "a.mof", new: "a.mof", change: "changed" },
    counts: { added: 0, removed: 0, changed: 1, renamed: 0, moved: 0 },
    changes: [
      {
        ...{ change: "changed", resource: "[A]a", class: "A", dependsOn: { removed: [], added: [] } },
        properties: [
          {
            ...{ change: "changed", path: "X", old: 1, oldType: "integer", newType: "instance" },
            new: {
              $instance: "B",
              properties: { N: "9007199254740993", P: [1.5, 2.5], Password: { $secret: "plain" } },
            },
          },
        ],
      },
    ],
  });
});
