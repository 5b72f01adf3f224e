import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { githubReport } from "../../src/report/github.js";
import type { Source } from "../../src/source/source.js";

const source: Source = { name: "recipes/web.rb", path: "web.rb", text: "a = 1\nb = 2\n" };

function report(changes: Partial<Diagnostic>, nodes?: { count: number; first: string }): string {
  const diagnostic: Diagnostic = {
    ...{ code: "lint/unused-local", severity: "warning", message: "Wrong.", help: "Mend it." },
    ...{ origin: { source, start: 6, end: 7 }, related: [], fixes: [], ...changes },
  };
  return githubReport([{ diagnostic, nodes }]);
}

test("a finding is a command with its place and its code", () => {
  expect(report({})).toBe(
    "::warning file=recipes/web.rb,line=2,col=1,endLine=2,endColumn=2,title=lint/unused-local::Wrong.%0AMend it.\n",
  );
});

test("errors are errors, advice and notes are notices", () => {
  const commands = (["error", "warning", "info", "note"] as const).map(
    (severity) => report({ severity }).split(" ")[0],
  );
  expect(commands).toEqual(["::error", "::warning", "::notice", "::notice"]);
});

test("columns are told of a place on one line only", () => {
  expect(report({ origin: { source, start: 0, end: 8 } })).toContain(
    "file=recipes/web.rb,line=1,endLine=2,title",
  );
});

test("a whole file has no line, a whole run no file", () => {
  const { origin: _, ...whole } = { origin: undefined };
  const diagnostic = {
    code: "x/y",
    severity: "error",
    message: "M.",
    help: "",
    related: [],
    fixes: [],
    ...whole,
  };
  expect(githubReport([{ diagnostic: { ...diagnostic, severity: "error" }, nodes: undefined }])).toBe(
    "::error title=x/y::M.\n",
  );
  expect(
    githubReport([{ diagnostic: { ...diagnostic, severity: "error", file: "a\\b.json" }, nodes: undefined }]),
  ).toBe("::error file=a/b.json,title=x/y::M.\n");
});

test("nodes are told", () => {
  expect(report({ help: "" }, { count: 1, first: "web01" })).toContain("::Wrong. (node web01)\n");
  expect(report({ help: "" }, { count: 3, first: "web01" })).toContain("::Wrong. (node web01 and 2 more)\n");
});

test("words of a recipe cannot end the command, begin another or speak to the terminal", () => {
  const odd: Source = { ...source, name: "a,b:c%d\n::error::x.rb" };
  const text = report({
    message: "100% \r\n::error::forged \u001b[2J",
    help: "one\n::set-output name=x::y",
    origin: { source: odd, start: 0, end: 1 },
  });
  expect(text).toBe(
    "::warning file=a%2Cb%3Ac%25d<U+000A>%3A%3Aerror%3A%3Ax.rb,line=1,col=1,endLine=1,endColumn=2," +
      "title=lint/unused-local::100%25 <U+000D><U+000A>::error::forged <U+001B>[2J%0Aone%0A::set-output name=x::y\n",
  );
});

test("nothing is said of nothing", () => {
  expect(githubReport([])).toBe("");
});
