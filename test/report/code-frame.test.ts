import fc from "fast-check";
import { expect, test } from "vitest";
import { codeFrame } from "../../src/report/code-frame.js";
import { cellsOf, printable } from "../../src/report/printable.js";

/** The frame of the text between « and », one string a line: `number|text` and the carets under it. */
function frame(marked: string): readonly string[] {
  const start = marked.indexOf("«");
  const end = marked.indexOf("»") - 1;
  const text = marked.replace("«", "").replace("»", "");
  return codeFrame({ source: { name: "x", path: "x", text }, start, end }).flatMap((line) => {
    const shown = `${line.number ?? ""}|${line.text}`;
    return line.carets === ""
      ? [shown]
      : [shown, `${" ".repeat(String(line.number ?? "").length)}|${line.carets}`];
  });
}

test("one line with carets under the place", () => {
  expect(frame("a\n  b «cd» e\nf")).toEqual(["2|  b cd e", " |    ^^"]);
});

test("an empty place has one caret, also at the end of a line and of the file", () => {
  expect(frame("ab«»c")).toEqual(["1|abc", " |  ^"]);
  expect(frame("ab«»\nc")).toEqual(["1|ab", " |  ^"]);
  expect(frame("ab«»")).toEqual(["1|ab", " |  ^"]);
  expect(frame("ab\n«»")).toEqual(["2|", " |^"]);
  expect(frame("«»")).toEqual(["1|", " |^"]);
});

test("tabs are shown as spaces up to the next stop", () => {
  expect(frame("\tx\t«y»")).toEqual(["1|    x   y", " |        ^"]);
  expect(frame("«\t»z")).toEqual(["1|    z", " |^^^^"]);
});

test("the carriage return of CRLF belongs to no line", () => {
  expect(frame("a\r\n«b»\r\nc")).toEqual(["2|b", " |^"]);
  expect(frame("a\r\n«b\r\n»c")).toEqual(["2|b", " |^"]);
});

test("a place over several lines shows its first and its last line", () => {
  expect(frame("x «do\n  y\nend»")).toEqual(["1|x do", " |  ^^", "|…", "3|end", " |^^^"]);
  expect(frame("x «do\n  end» z")).toEqual(["1|x do", " |  ^^", "2|  end z", " |  ^^^"]);
});

test("a long line is cut on both sides of the place", () => {
  const [text = "", carets = ""] = frame(`${"a".repeat(5_000_000)}«bcd»${"e".repeat(100)}`);
  expect(text).toBe(`1|…${"a".repeat(40)}bcd${"e".repeat(67)}…`);
  expect(carets).toBe(` |${" ".repeat(41)}^^^`);
});

test("a place longer than what is shown ends with what is shown", () => {
  const [text = "", carets = ""] = frame(`«${"a".repeat(500)}»`);
  expect(text).toBe(`1|${"a".repeat(70)}…`);
  expect(carets).toBe(` |${"^".repeat(70)}`);
});

test("what a terminal would obey is spelt out, and the carets still fit", () => {
  expect(frame("a\u001b[31m«b»")).toEqual(["1|a<U+001B>[31mb", ` |${" ".repeat(13)}^`]);
  expect(frame("«\u202e»x")).toEqual(["1|<U+202E>x", " |^^^^^^^^"]);
});

test("wide characters take two cells, combining ones none", () => {
  expect(frame("日本«x»")).toEqual(["1|日本x", " |    ^"]);
  expect(frame("«日»")).toEqual(["1|日", " |^^"]);
  expect(frame("e\u0301«x»")).toEqual(["1|e\u0301x", " | ^"]);
  expect(frame("«🚀»!")).toEqual(["1|🚀!", " |^^"]);
});

test("a cut never halves a surrogate pair", () => {
  const [text = ""] = frame(`a${"🚀".repeat(40)}«b»${"🚀".repeat(60)}`);
  expect(text).not.toMatch(/U\+D/);
});

test("any text and place give a frame without a control character", () => {
  const unit = fc.constantFrom(
    "a",
    "\t",
    "\n",
    "\r",
    "\u001b",
    "\u0000",
    "\u200d",
    "日",
    "🚀",
    "\ud83d",
    "e\u0301",
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 200 }), fc.nat(300), fc.nat(300), (units, one, two) => {
      const text = units.join("");
      const [start = 0, end = 0] = [one, two].map((at) => at % (text.length + 1)).sort((a, b) => a - b);
      const lines = codeFrame({ source: { name: "x", path: "x", text }, start, end });
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect(line.text + line.carets).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        expect(line.carets === "").toBe(line.number === undefined);
      }
    }),
    { numRuns: 500 },
  );
});

test("printable text keeps letters of every language", () => {
  expect(printable("Grüße, 世界, שלום")).toBe("Grüße, 世界, שלום");
  expect(printable("a\nb\u009bc")).toBe("a<U+000A>b<U+009B>c");
  expect(["a", "é", "日", "ｱ", "Ａ", "\u0301", "\ufe0f", "🚀"].map(cellsOf)).toEqual([
    1, 1, 2, 1, 2, 0, 0, 2,
  ]);
});

test("a line is cut by what is shown of it, not by what it holds", () => {
  const width = (text: string) => Math.max(...frame(text).map((line) => line.length));
  expect(width(`${"\0".repeat(100)}«\0»${"\0".repeat(100)}`)).toBeLessThan(120);
  expect(frame(`«${"\0".repeat(100)}»`)[0]).toBe(`1|${"<U+0000>".repeat(8)}…`);
  expect(frame(`${"\0".repeat(6)}«x»`)).toEqual([`1|…${"<U+0000>".repeat(5)}x`, ` |${" ".repeat(41)}^`]);
});
