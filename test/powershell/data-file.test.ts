import { expect, test } from "vitest";
import { isJsonObject } from "../../src/model/node.js";
import { readPowerShellData } from "../../src/powershell/data-file.js";
import { positionOf, textOf } from "../../src/source/source.js";
import { flatJson } from "../support/json.js";

function read(text: string) {
  return readPowerShellData({ name: "nodes.psd1", path: "nodes.psd1", text });
}

/** The value of a table `@{ v = … }`. */
function valueOf(text: string): unknown {
  const { value, diagnostics } = read(`@{ v = ${text} }`);
  expect(diagnostics, text).toEqual([]);
  return isJsonObject(value?.value) ? value.value.get("v") : undefined;
}

/** `code "text at its place"` of what is told of `@{ v = … }`. */
function refused(text: string): readonly string[] {
  const { diagnostics } = read(`@{ v = ${text} }`);
  return diagnostics.map(({ code, origin }) => `${code} ${origin === undefined ? "" : textOf(origin)}`);
}

test("texts: single quotes, typographic ones, doubled ones", () => {
  expect(valueOf("'a''b'")).toBe("a'b");
  expect(valueOf("'$x `n \"'")).toBe('$x `n "');
  expect(valueOf("\u2018a\u2019")).toBe("a");
  expect(valueOf('"a""b"')).toBe('a"b');
  expect(valueOf("''")).toBe("");
});

test("texts in double quotes have escapes", () => {
  expect(valueOf('"a`tb`r`n`"`$x`q``"')).toBe('a\tb\r\n"$xq`');
  expect(valueOf('"`0`a`b`f`v"')).toBe("\0\x07\b\f\v");
  expect(valueOf('"5 $ and $; 10$"')).toBe("5 $ and $; 10$");
  expect(valueOf('"a`\nb"')).toBe("a\nb");
});

test("here-strings hold lines as they are", () => {
  expect(valueOf("@'\nit's $x `n\n\"two\"\n'@")).toBe('it\'s $x `n\n"two"');
  expect(valueOf("@'\r\na\r\nb\r\n'@\r\n")).toBe("a\r\nb");
  expect(valueOf('@"  \n"quoted" a`tb\n"@')).toBe('"quoted" a\tb');
  expect(valueOf("@'\n'@")).toBe("");
  expect(valueOf("@'\n\n'@")).toBe("");
});

test("numbers: decimal, hexadecimal, with suffixes and multipliers", () => {
  const numbers: readonly (readonly [string, unknown])[] = [
    ["0", 0n],
    ["-15", -15n],
    ["+7", 7n],
    ["010", 10n],
    ["9223372036854775808", 9223372036854775808n],
    ["0x1F", 31n],
    ["0xFFFFFFFF", -1n],
    ["0x80000000", -2147483648n],
    ["0x7FFFFFFF", 2147483647n],
    ["0x100000000", 4294967296n],
    ["0xFFFFFFFFFFFFFFFF", -1n],
    ["0xFFFFFFFFu", 4294967295n],
    ["12l", 12n],
    ["255uy", 255n],
    ["4KB", 4096n],
    ["0x10kb", 16384n],
    ["-2mb", -2097152n],
    ["1.5", 1.5],
    ["-.25", -0.25],
    ["1e3", 1000],
    ["1.5e-3", 0.0015],
    ["1.5kb", 1536],
    ["2.50d", 2.5],
    ["3d", 3],
    ["1.", 1],
  ];
  for (const [text, value] of numbers) expect([text, valueOf(text)]).toEqual([text, value]);
});

test("numbers that versions of PowerShell read differently, or not at all, are refused", () => {
  const texts = ["0x0FFFFFFFF", "0xFFFFFFFFl", "-0xFFFFFFFF", "0x1FFFFFFFFFFFFFFFF", "256uy", "9999999999pb"];
  for (const text of [...texts, "0b11", "1abc", "1..3", "79228162514264337593543950336"])
    expect([text, refused(text)]).toEqual([text, [`config/not-plain-data ${text.replace(/^-/, "")}`]]);
});

test("constants, in any case", () => {
  expect(valueOf("$true, $False, $NULL")).toEqual([true, false, null]);
});

test("lists: commas, @( ) with statements, lists in lists", () => {
  expect(valueOf("1, 2")).toEqual([1n, 2n]);
  expect(valueOf("1,\n2")).toEqual([1n, 2n]);
  expect(valueOf(", 1")).toEqual([1n]);
  expect(valueOf("@()")).toEqual([]);
  expect(valueOf("@(1)")).toEqual([1n]);
  expect(valueOf("@(\n  1, 2\n  3; 4\n)")).toEqual([1n, 2n, 3n, 4n]);
  expect(valueOf("@(@(1, 2))")).toEqual([1n, 2n]);
  expect(valueOf("@(@(1, 2), 3)")).toEqual([[1n, 2n], 3n]);
  expect(valueOf("@(, @(1, 2))")).toEqual([[1n, 2n]]);
  expect(valueOf("@($null)")).toEqual([null]);
  expect(valueOf("(1)")).toBe(1n);
  expect(valueOf("(1, 2), 3")).toEqual([[1n, 2n], 3n]);
});

test("tables: entries by line ends and semicolons, keys bare, in quotes or numbers; comments", () => {
  const text = `# first
<# a
   block #>
$ConfigurationData = @{
  One = 1; 'Two words' = 2   # behind
  "Three" =
    3
  4 = @{ __proto__ = 'x'; <# between #> B = \`
    'continued' };
}
`;
  const { value, diagnostics } = read(text);
  expect(diagnostics).toEqual([]);
  expect(flatJson(value?.value, String)).toBe(
    '{"One":1,"Two words":2,"Three":3,"4":{"__proto__":x,"B":continued}}',
  );
});

test("what would have to be worked out is refused where it stands, all of it in one reading", () => {
  expect(refused('"a $x"')).toEqual(['config/not-plain-data "a $x"']);
  expect(refused('"$(Get-Date)"')).toEqual(['config/not-plain-data "$(Get-Date)"']);
  expect(refused('"`u{1F600}"')).toEqual(['config/not-plain-data "`u{1F600}"']);
  expect(refused("$env:NAME")).toEqual(["config/not-plain-data $env:NAME"]);
  expect(refused("Get-Date")).toEqual(["config/not-plain-data Get"]);
  expect(refused("$(1)")).toEqual(["config/not-plain-data $"]);
  expect(refused("[int]'1'")).toEqual(["config/not-plain-data ["]);
  expect(refused("{ 1 }")).toEqual(["config/not-plain-data {"]);
  expect(refused("'a' + 'b'")).toEqual(["config/not-plain-data +"]);
  expect(refused("'a'.Length")).toEqual(["config/not-plain-data .Length"]);
  expect(refused("-'a'")).toEqual(["config/not-plain-data 'a'"]);
  expect(refused("@($a; $b); w = $c")).toEqual([
    "config/not-plain-data $a",
    "config/not-plain-data $b",
    "config/not-plain-data $c",
  ]);
});

test("what is no PowerShell is told where it stands", () => {
  expect(refused("")).toEqual(["config/bad-data }"]);
  expect(refused("'a")).toEqual(["config/bad-data 'a }", "config/bad-data "]);
  expect(refused("@(1")).toEqual(["config/bad-data }"]);
  expect(refused("1; w 2")).toEqual(["config/bad-data 2"]);
  expect(refused("1; V = 2")).toEqual(["config/duplicate-key V"]);
  expect(refused("1 } }")).toEqual(["config/bad-data }"]);
  expect(refused("1; ] x = 1")).toEqual(["config/bad-data ]"]);
  expect(read("").diagnostics.map(({ code }) => code)).toEqual(["config/bad-data"]);
  expect(read("Get-Date").value).toBeUndefined();
});

test("values and keys have their places", () => {
  const { value } = read("@{\n  AllNodes = @(\n    @{ NodeName = 'web01' }\n  )\n}");
  expect(value && textOf(value.valueAt(["AllNodes", 0, "NodeName"]))).toBe("'web01'");
  expect(value && textOf(value.keyAt(["AllNodes", 0, "NodeName"]))).toBe("NodeName");
  expect(value && textOf(value.valueAt(["AllNodes", 0, "Missing"]))).toBe("@{ NodeName = 'web01' }");
  const origin = value?.valueAt(["AllNodes", 0]);
  expect(origin && positionOf(origin.source, origin.start)).toEqual({ line: 3, column: 5 });
});

test("data nested too deep is refused without an exception, in linear time", () => {
  expect(refused("@(".repeat(200_000))[0]).toBe("config/deep-data @(");
  expect(refused("(".repeat(200_000))[0]).toBe("config/deep-data (");
  expect(refused("@{a=".repeat(200_000))[0]).toBe("config/deep-data @{");
});
