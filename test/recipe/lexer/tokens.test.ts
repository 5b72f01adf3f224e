import { expect, test } from "vitest";
import { lex } from "../../../src/recipe/lexer/lexer.js";
import type { Token } from "../../../src/recipe/tokens.js";
import { sourceOf } from "../parser/kit.js";

function lexed(text: string) {
  return lex(sourceOf(text), new Map());
}

/** A token as `kind` or `kind value`: a string's text, a number, else what stands in the source when it says more. */
function shown(text: string, token: Token): string {
  if (typeof token.value === "object") return `${token.kind} ${JSON.stringify(token.value.text)}`;
  if (token.value !== undefined) return `${token.kind} ${token.value}`;
  const image = text.slice(token.start, token.end);
  return token.kind.endsWith(image) || image === "\n" ? token.kind : `${token.kind} ${image}`;
}

function tokens(text: string): readonly string[] {
  return lexed(text).tokens.map((token) => shown(text, token));
}

const single: readonly (readonly [string, string])[] = [
  ["name", "identifier name"],
  ["_x9?", "identifier _x9?"],
  ["save!", "identifier save!"],
  ["Save!", "identifier Save!"],
  ["größe", "identifier größe"],
  ["File", "constant File"],
  ["end", "end"],
  ["defined?", "defined?"],
  ["@x", "variable @x"],
  ["@@x", "variable @@x"],
  ["$x", "variable $x"],
  ["$12", "variable $12"],
  ["$!", "variable $!"],
  ["$-w", "variable $-w"],
  ["0", "integer 0"],
  ["1_000", "integer 1000"],
  ["0x1F", "integer 31"],
  ["0b11", "integer 3"],
  ["0o17", "integer 15"],
  ["017", "integer 15"],
  ["0_7", "integer 7"],
  ["0d19", "integer 19"],
  ["-5", "integer -5"],
  ["+5", "integer 5"],
  ["18446744073709551616", "integer 18446744073709551616"],
  ["1.5", "float 1.5"],
  ["1e3", "float 1000"],
  ["1_0.2_5e-1_0", "float 1.025e-9"],
  ["-0.0", "float 0"],
  ["3r", "refused literal 3r"],
  ["2i", "refused literal 2i"],
  ["''", 'plain string ""'],
  ["'a\\\\b\\'c\\d\\n'", 'plain string "a\\\\b\'c\\\\d\\\\n"'],
  [
    '"\\n\\t\\s\\e\\a\\b\\0\\101\\x41\\u0041\\u{1F600 41}\\q\\#{x}"',
    'plain string "\\n\\t \\u001b\\u0007\\b\\u0000AAA😀Aq#{x}"',
  ],
  ['"\\f\\v\\r\\xC3\\xA9\\303\\251"', 'plain string "\\f\\u000b\\réé"'],
  ['"a\\\nb"', 'plain string "ab"'],
  ['"a\r\nb"', 'plain string "a\\nb"'],
  ['"a\\\r\nb"', 'plain string "ab"'],
  ['"#a #"', 'plain string "#a #"'],
  ["%q(a (b) \\) \\n)", 'plain string "a (b) ) \\\\n"'],
  ["%Q[a [b] \\n]", 'plain string "a [b] \\n"'],
  ["%(a)", 'plain string "a"'],
  ["%<a<b>>", 'plain string "a<b>"'],
  ["%{a}", 'plain string "a"'],
  ["%|a|", 'plain string "a"'],
  ["?a", 'plain string "a"'],
  ["?\\n", 'plain string "\\n"'],
  ["?😀", 'plain string "😀"'],
  ["?\\u{41}", 'plain string "A"'],
  [":a", 'plain symbol "a"'],
  [":a?", 'plain symbol "a?"'],
  [":a=", 'plain symbol "a="'],
  [":if", 'plain symbol "if"'],
  [":[]=", 'plain symbol "[]="'],
  [":<=>", 'plain symbol "<=>"'],
  [":@a", 'plain symbol "@a"'],
  [":'a b'", 'plain symbol "a b"'],
  [':"a\\tb"', 'plain symbol "a\\tb"'],
  ["%s(a b)", 'plain symbol "a b"'],
  ["`ls`", "refused literal `ls`"],
  ["%x(ls #{x})", "refused literal %x(ls #{x})"],
  ["%q*a*", 'plain string "a"'],
];

test.each(single)("one token: %s", (text, expected) => {
  expect(tokens(text)).toEqual([expected]);
  expect(lexed(text).diagnostics).toEqual([]);
  expect(lexed(text).tokens[0]).toMatchObject({ start: 0, end: text.length });
});

const several: readonly (readonly [string, readonly string[]])[] = [
  ["a 1", ["identifier a", "integer 1"]],
  ["a\nb", ["identifier a", "newline", "identifier b"]],
  ["a;b", ["identifier a", "newline ;", "identifier b"]],
  ["a\n\n\nb", ["identifier a", "newline", "identifier b"]],
  ["\n\na", ["identifier a"]],
  ["a,\n b", ["identifier a", ",", "identifier b"]],
  ["a \\\n b", ["identifier a", "identifier b"]],
  ["a\n  .b", ["identifier a", ".", "identifier b"]],
  ["a # c\n  # d\n  &.b", ["identifier a", "&.", "identifier b"]],
  ["a\n\n  .b", ["identifier a", "newline", ".", "identifier b"]],
  ["a\n..b", ["identifier a", "newline", "..", "identifier b"]],
  ["a -1", ["identifier a", "integer -1"]],
  ["a - 1", ["identifier a", "-", "integer 1"]],
  ["a-1", ["identifier a", "-", "integer 1"]],
  ["a = 1; a -1", ["identifier a", "=", "integer 1", "newline ;", "identifier a", "-", "integer 1"]],
  ["a /b/", ["identifier a", "regexp begin /", 'string content "b"', "regexp end "]],
  ["/a b/i", ["regexp begin /", 'string content "a b"', "regexp end i"]],
  ["%r{a{2}/\\}\\{}m", ["regexp begin %r{", 'string content "a{2}/\\\\}\\\\{"', "regexp end m"]],
  ["//", ["regexp begin /", "regexp end "]],
  [
    "/\\/a#{b}\\n/xo",
    [
      "regexp begin /",
      'string content "/a"',
      "interpolation begin #{",
      "identifier b",
      "interpolation end }",
      'string content "\\\\n"',
      "regexp end xo",
    ],
  ],
  ["a / b", ["identifier a", "operator /", "identifier b"]],
  ["a ::B", ["identifier a", "top ::", "constant B"]],
  ["a::B", ["identifier a", "::", "constant B"]],
  ["a ? b : c", ["identifier a", "?", "identifier b", ":", "identifier c"]],
  ["a ? :b : :c", ["identifier a", "?", 'plain symbol "b"', ":", 'plain symbol "c"']],
  ["a ?b", ["identifier a", 'plain string "b"']],
  ["a b: 1", ["identifier a", "label b:", "integer 1"]],
  ["{ 'a': 1 }", ["{", 'label "a"', "integer 1", "}"]],
  ["a ? 'b': 1", ["identifier a", "?", 'plain string "b"', ":", "integer 1"]],
  ["a { b }", ["identifier a", "block {", "identifier b", "}"]],
  ["a = {}", ["identifier a", "=", "{", "}"]],
  ["a.class", ["identifier a", ".", "identifier class"]],
  ["a.b = 1", ["identifier a", ".", "identifier b", "=", "integer 1"]],
  ["def class", ["def", "identifier class"]],
  [
    '"a#{b}c"',
    [
      'string begin "',
      'string content "a"',
      "interpolation begin #{",
      "identifier b",
      "interpolation end }",
      'string content "c"',
      'string end "',
    ],
  ],
  ['"#@a"', ['string begin "', "interpolation begin #", "variable @a", "interpolation end", 'string end "']],
  [
    '{ "a#{b}": 1 }',
    [
      "{",
      'label begin "',
      'string content "a"',
      "interpolation begin #{",
      "identifier b",
      "interpolation end }",
      'label end ":',
      "integer 1",
      "}",
    ],
  ],
  [
    "%w(a (b c) d\\ e #{f} \\()",
    [
      "words begin %w(",
      'plain string "a"',
      'plain string "(b"',
      'plain string "c)"',
      'plain string "d e"',
      'plain string "#{f}"',
      'plain string "("',
      "words end )",
    ],
  ],
  [
    "%I[a b#{c}]",
    [
      "words begin %I[",
      'plain symbol "a"',
      "symbol begin",
      'string content "b"',
      "interpolation begin #{",
      "identifier c",
      "interpolation end }",
      "string end",
      "words end ]",
    ],
  ],
  [
    "a <<-B, 1\n x\n B\nc",
    ["identifier a", 'plain string " x\\n"', ",", "integer 1", "newline", "identifier c"],
  ],
  [
    "a <<B, <<C\n1\nB\n2\nC\n",
    ["identifier a", 'plain string "1\\n"', ",", 'plain string "2\\n"', "newline"],
  ],
  [
    "a <<B\n#{<<C}x\n1\nC\nB\nd",
    [
      "identifier a",
      "string begin <<B",
      "interpolation begin #{",
      'plain string "1\\n"',
      "interpolation end }",
      'string content "x\\n"',
      "string end",
      "newline",
      "identifier d",
    ],
  ],
  ["a <<-'B C'\n\\n#{x}\n B C\n", ["identifier a", 'plain string "\\\\n#{x}\\n"', "newline"]],
  ["a <<~B\n    a\n      b\n\n    c\n  B\n", ["identifier a", 'plain string "a\\n  b\\n\\nc\\n"', "newline"]],
  ["a <<~B\n\ta\n        b\nB\n", ["identifier a", 'plain string "a\\nb\\n"', "newline"]],
  ["a <<~B\n  \\ta\n    b\nB\n", ["identifier a", 'plain string "\\ta\\n  b\\n"', "newline"]],
  ["a <<-B\r\n 1\r\n B\r\n", ["identifier a", 'plain string " 1\\n"', "newline"]],
  [
    "a = 1; a <<B",
    ["identifier a", "=", "integer 1", "newline ;", "identifier a", "operator <<", "constant B"],
  ],
  ["a <<`B`\nls\nB\n", ["identifier a", "refused literal <<`B`", "newline"]],
  ["a <<B\n1\nB", ["identifier a", 'plain string "1\\n"', "newline"]],
  ["1..2", ["integer 1", "..", "integer 2"]],
  ["0x1f.b", ["integer 31", ".", "identifier b"]],
  ["->(x) { }", ["->", "(", "identifier x", ")", "block {", "}"]],
];

test.each(several)("tokens of %j", (text, expected) => {
  const cursor = lexed(text);
  const end =
    cursor.tokens.at(-1)?.kind === "newline"
      ? expected
      : expected.filter((kind, at) => kind !== "newline" || at < expected.length - 1);
  expect(tokens(text)).toEqual(end);
  expect(cursor.diagnostics).toEqual([]);
});

test("comments are kept with their places and make no tokens", () => {
  const text = "# a\nb # c\n=begin x\ny\n=end z\nd\n__END__\n'";
  const cursor = lexed(text);
  expect(cursor.comments.map(({ start, end }) => text.slice(start, end))).toEqual([
    "# a",
    "# c",
    "=begin x\ny\n=end z",
  ]);
  expect(tokens(text)).toEqual(["identifier b", "newline", "identifier d"]);
});

test("=begin, =end and __END__ count at the start of a line alone", () => {
  expect(tokens("a\n=begin\n =end\n=ending\n=end\nb")).toEqual(["identifier a", "newline", "identifier b"]);
  expect(tokens("a\n __END__")).toEqual(
    ["identifier a", "newline", "constant __END__"].map((kind) => kind.replace("constant", "identifier")),
  );
  expect(tokens("a\n__END__ b")).toEqual(["identifier a", "newline", "identifier __END__", "identifier b"]);
});

const wrong: readonly (readonly [string, string])[] = [
  ["'a", "unterminated-string"],
  ["%w(a", "unterminated-string"],
  ["<<A\nx\n", "unterminated-heredoc"],
  ["=begin\nx\n", "unterminated-comment"],
  ['"a#{b"', "unclosed-interpolation"],
  ['"\\xg"', "invalid-escape"],
  ['"\\u12"', "invalid-escape"],
  ['"\\u{D800}"', "invalid-escape"],
  ['"C:\\chef"', "control-escape"],
  ['"\\C-a"', "control-escape"],
  ['"\\M-a"', "control-escape"],
  ['"C:\\Config"', "invalid-escape"],
  ["?\\cx", "control-escape"],
  ['"\\xff"', "invalid-byte-escape"],
  ["09", "invalid-number"],
  ["1_", "invalid-number"],
  ["1__0", "invalid-number"],
  ["0b12", "invalid-number"],
  ["0x_1", "invalid-number"],
  ["1x", "invalid-number"],
  ["%z(a)", "invalid-percent-literal"],
  ["‘a’", "odd-character"],
  ["a\u00a0b", "odd-character"],
  ["a – b", "odd-character"],
  ["a \u0000", "stray-character"],
  ["a \\ b", "stray-character"],
];

test.each(wrong)("%j is reported", (text, code) => {
  expect(lexed(text).diagnostics.map((diagnostic) => diagnostic.code)).toEqual([`recipe/${code}`]);
});
