import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { addFindings, createFindings, takeFindings } from "../../src/report/findings.js";
import type { Finding } from "../../src/report/findings.js";
import { adapters } from "../../src/report/index.js";
import { jsonReport } from "../../src/report/json.js";
import { counted, textReport } from "../../src/report/text.js";
import type { Source } from "../../src/source/source.js";

const source: Source = {
  name: "web.rb",
  path: "web.rb",
  text: 'dsc_resource "a" do\n  property :Nam, "x"\nend\n',
};

function diagnosticAt(start: number, end: number, changes: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: "test/example",
    severity: "error",
    message: "This is wrong.",
    help: "Write something else.",
    origin: { source, start, end },
    related: [],
    fixes: [],
    ...changes,
  };
}

const alone = (diagnostic: Diagnostic): Finding => ({ diagnostic, nodes: undefined });

const rich = diagnosticAt(32, 35, {
  related: [{ message: "The block starts here.", origin: { source, start: 0, end: 12 } }],
  fixes: [
    { title: 'Write "Name"', safe: true, edits: [{ origin: { source, start: 32, end: 35 }, text: "Name" }] },
  ],
});

test("text: severity, code, message, place, frame, related places, help, fixes and a summary", () => {
  expect(textReport([alone(rich)], false)).toBe(
    [
      "error test/example: This is wrong.",
      "  web.rb:2:13",
      '  2 |   property :Nam, "x"',
      "    |             ^^^",
      "  see: The block starts here.",
      "  web.rb:1:1",
      '  1 | dsc_resource "a" do',
      "    | ^^^^^^^^^^^^",
      "  help: Write something else.",
      '  fix: Write "Name"',
      "",
      "1 error",
      "",
    ].join("\n"),
  );
});

test("a node that has a problem again is counted once, in whatever order nodes come", () => {
  const findings = createFindings();
  const names = Array.from({ length: 200 }, (_, index) => `n${index}`);
  for (const name of [...names, ...names.toReversed(), "n7"]) addFindings(findings, [rich], name);
  addFindings(findings, [diagnosticAt(0, 1)], "n150");
  const counts = takeFindings(findings).map(({ nodes }) => nodes);
  expect(counts).toEqual([
    { count: 1, first: "n150" },
    { count: 200, first: "n0" },
  ]);
});

test("text: several findings, of nodes, of whole files, of the whole run", () => {
  const { origin: _, ...placeless } = diagnosticAt(0, 0, { severity: "warning", help: "" });
  const findings: readonly Finding[] = [
    alone(placeless),
    alone({ ...placeless, file: "nodes.json", severity: "note" }),
    { diagnostic: diagnosticAt(0, 1, { help: "" }), nodes: { count: 5500, first: "web00001" } },
    { diagnostic: diagnosticAt(1, 2, { help: "" }), nodes: { count: 1, first: "db" } },
  ];
  expect(textReport(findings, false).split("\n")).toEqual([
    "warning test/example: This is wrong.",
    "",
    "note test/example: This is wrong.",
    "  nodes.json",
    "",
    "error test/example: This is wrong.",
    "  web.rb:1:1 in 5,500 nodes, first web00001",
    '  1 | dsc_resource "a" do',
    "    | ^",
    "",
    "error test/example: This is wrong.",
    "  web.rb:1:2 in node db",
    '  1 | dsc_resource "a" do',
    "    |  ^",
    "",
    "2 errors, 1 warning, 1 note",
    "",
  ]);
});

test("text: why it matters stands with the first finding of a code", () => {
  const findings = [0, 1].map((start) => alone(diagnosticAt(start, 9, { code: "config/duplicate-key" })));
  const lines = textReport(findings, false).split("\n");
  const whys = lines.flatMap((line, index) => (line.startsWith("  why: ") ? [index] : []));
  expect(whys).toHaveLength(1);
  expect(lines[(whys[0] ?? 0) + 1]).toBe("  help: Write something else.");
});

test("text: nothing is said of nothing", () => {
  expect(textReport([], true)).toBe("");
});

test("text: line numbers of different length stay aligned", () => {
  const long: Source = { name: "l", path: "l", text: `${"x\n".repeat(8)}do\n\nend` };
  const finding = alone(diagnosticAt(0, 0, { origin: { source: long, start: 16, end: 23 }, help: "" }));
  expect(textReport([finding], false).split("\n").slice(2, 7)).toEqual([
    "   9 | do",
    "     | ^^",
    "     | …",
    "  11 | end",
    "     | ^^^",
  ]);
});

test("text: words of the user cannot forge a line or speak to the terminal", () => {
  const text = textReport(
    [
      alone(
        diagnosticAt(0, 1, {
          message: "No \u001b[2J\nerror forged: x",
          help: "a\nb\u0007",
          origin: { source: { ...source, name: "\u001b]0;x.rb" }, start: 0, end: 1 },
        }),
      ),
    ],
    false,
  );
  expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  expect(text).toContain("error test/example: No <U+001B>[2J<U+000A>error forged: x\n");
  expect(text).toContain("  help: a\n        b<U+0007>\n");
});

test("text: colour is given only when asked for", () => {
  expect(textReport([alone(rich)], true)).toContain("\u001b[31m");
  expect(textReport([alone(rich)], false)).not.toContain("\u001b");
});

test("json: places counted from 1, the end exclusive", () => {
  const { diagnostics } = JSON.parse(jsonReport([alone(rich)]));
  expect(diagnostics).toEqual([
    {
      severity: "error",
      code: "test/example",
      message: "This is wrong.",
      file: "web.rb",
      line: 2,
      column: 13,
      endLine: 2,
      endColumn: 16,
      help: "Write something else.",
      related: [
        { message: "The block starts here.", file: "web.rb", line: 1, column: 1, endLine: 1, endColumn: 13 },
      ],
      fixes: [
        {
          title: 'Write "Name"',
          safe: true,
          edits: [{ file: "web.rb", line: 2, column: 13, endLine: 2, endColumn: 16, text: "Name" }],
        },
      ],
    },
  ]);
});

test("json: fields in the order of the contract; nodes and files without a place", () => {
  const { origin: _, ...placeless } = diagnosticAt(0, 0, { file: "x.json" });
  const [finding] = JSON.parse(
    jsonReport([{ diagnostic: placeless, nodes: { count: 2, first: "a" } }]),
  ).diagnostics;
  expect(Object.keys(finding)).toEqual(
    "severity code message file line column endLine endColumn help related fixes nodes".split(" "),
  );
  expect(finding).toMatchObject({
    file: "x.json",
    line: null,
    column: null,
    nodes: { count: 2, first: "a" },
  });
});

test("the same problem on many nodes is one finding", () => {
  const findings = createFindings();
  for (const node of ["a", "b", "c"]) {
    addFindings(findings, [diagnosticAt(0, 1), diagnosticAt(0, 1)], node);
    if (node === "b") addFindings(findings, [diagnosticAt(2, 3)], node);
  }
  expect(takeFindings(findings).map(({ nodes, diagnostic }) => [diagnostic.origin?.start, nodes])).toEqual([
    [0, { count: 3, first: "a" }],
    [2, { count: 1, first: "b" }],
  ]);
});

test("findings are sorted by file and place, whole files first; taking them leaves the codes of the errors", () => {
  const other: Source = { ...source, name: "a.rb" };
  const { origin: _, ...whole } = diagnosticAt(0, 0, { file: "web.rb", severity: "warning" });
  const findings = createFindings();
  addFindings(findings, [
    diagnosticAt(5, 6),
    diagnosticAt(0, 1, { severity: "note" }),
    diagnosticAt(0, 1),
    whole,
    diagnosticAt(9, 9, { origin: { source: other, start: 9, end: 9 }, code: "other/x", severity: "warning" }),
  ]);
  const told = takeFindings(findings).map(({ diagnostic: { origin, severity } }) => {
    return `${origin?.source.name ?? "-"} ${origin?.start ?? "-"} ${severity}`;
  });
  expect(told).toEqual([
    "a.rb 9 warning",
    "- - warning",
    "web.rb 0 error",
    "web.rb 0 note",
    "web.rb 5 error",
  ]);
  expect(takeFindings(findings)).toEqual([]);
  expect([...findings.errors]).toEqual(["test/example"]);
});

test("numbers are grouped, nouns counted", () => {
  expect(["0 errors", "1 error", "999 errors", "1,000 errors", "1,234,567 errors"]).toEqual(
    [0, 1, 999, 1000, 1234567].map((number) => counted(number, "error")),
  );
});

test("there are as many formats as are named", () => {
  expect([...adapters.keys()]).toEqual(["text", "json", "sarif", "github"]);
});
