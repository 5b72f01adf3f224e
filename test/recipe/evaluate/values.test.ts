import { expect, test } from "vitest";
import { valueOf } from "./kit.js";

const rows: readonly (readonly [string, unknown])[] = [
  // literals
  ["'a'", "a"],
  ["42", 42n],
  ["18446744073709551616", 18446744073709551616n],
  ["-7", -7n],
  ["2.5", 2.5],
  ["true", true],
  ["nil", null],
  [":Present", ":Present"],
  ["[1, ['a']]", [1n, ["a"]]],
  ["%w(a b)", ["a", "b"]],
  ["[0, *[1, 2], *nil, *3]", [0n, 1n, 2n, 3n]],
  [
    "{ 'a' => 1, b: [] }",
    new Map<unknown, unknown>([
      ["a", 1n],
      [":b", []],
    ]),
  ],
  [
    "{ 1 => 'a', 1.0 => 'b', 1 => 'c' }",
    new Map<unknown, unknown>([
      [1n, "c"],
      [1, "b"],
    ]),
  ],
  // to_s of every kind
  ['"#{1}|#{1e20}|#{1e15}|#{100.0}|#{0.0001}|#{0.00001}"', "1|1.0e+20|1.0e+15|100.0|0.0001|1.0e-05"],
  ['"#{nil}|#{true}|#{:a}|#{"b"}"', "|true|a|b"],
  ['"#{[nil, :a, "b\\n", 1.0, {a: 1, "b" => nil}]}"', '[nil, :a, "b\\n", 1.0, {:a=>1, "b"=>nil}]'],
  ['"#{1..3} #{(1...3).inspect}"', "1..3 1...3"],
  ['"#{1; 2}"', "2"],
  [':"a#{1}"', ":a1"],
  // arithmetic
  ["7 / -2", -4n],
  ["7 % -2", -1n],
  ["-7.5 % 2", 0.5],
  ["2 ** 64", 18446744073709551616n],
  ["1 / 2.0", 0.5],
  ["1 + 2 * 3", 7n],
  ["-2 ** 2", -4n],
  ["5 & 3 | 8", 9n],
  ["1 << 4", 16n],
  ["'a' + 'b'", "ab"],
  ["'ab' * 2", "abab"],
  ["[1] + [2]", [1n, 2n]],
  ["[1, 1, 2] - [1]", [2n]],
  ["[1, 2] & [2]", [2n]],
  ["[1] | [1, 2]", [1n, 2n]],
  ["[1, 2] * ','", "1,2"],
  // comparison and truth
  ["1 == 1.0", true],
  ["9007199254740993 == 9007199254740993.0", false],
  ["'a' == :a", false],
  ["'a' < 'b'", true],
  ["'Z' <=> 'a'", -1n],
  ["1 <=> 'a'", null],
  ["[1, 2] == [1, 2.0]", true],
  ["{ a: 1, b: 2 } == { b: 2, a: 1 }", true],
  ["nil || 'a'", "a"],
  ["0 && ''", ""],
  ["false || nil", null],
  ["!nil", true],
  ["not 0", false],
  ["1 ? 'y' : 'n'", "y"],
  ["Integer === 1", true],
  ["(1..3) === 2.5", true],
  ["nil == false", false],
  // indexing
  ["[1, 2, 3][-1]", 3n],
  ["[1, 2, 3][3]", null],
  ["[1, 2, 3][1..]", [2n, 3n]],
  ["[1, 2, 3][0...-1]", [1n, 2n]],
  ["[1, 2, 3][3, 1]", []],
  ["{ a: 1 }[:a]", 1n],
  ["{ a: 1 }['a']", null],
  ["'abc'[1]", "b"],
  ["'abc'[3]", null],
  ["'abc'[3, 1]", ""],
  ["'abc'[1..]", "bc"],
  ["'abc'['b']", "b"],
  ["'a\u{1F600}b'[1]", "\u{1F600}"],
  // File, ENV, Chef::Config
  ["::File.join('a/', '/b', ['c'])", "a/b/c"],
  ["File.join('C:\\\\x', 'y')", "C:\\x/y"],
  ["ENV['SystemDrive']", "C:"],
  ["ENV['windir']", "C:\\Windows"],
  ["ENV['ProgramFiles(x86)']", "C:\\Program Files (x86)"],
  ["Chef::Config[:file_cache_path]", "C:\\chef\\cache"],
  ["node.name", "web01"],
  ["platform?('windows', 'x')", true],
  ["platform_family?('rhel')", false],
  [
    "ps_credential('u', 'p')",
    {
      MSFT_Credential: [
        ["UserName", "u"],
        ["Password", "[secret]"],
      ],
    },
  ],
  [
    "ps_credential('p')",
    {
      MSFT_Credential: [
        ["UserName", "placeholder"],
        ["Password", "[secret]"],
      ],
    },
  ],
];

test.each(rows)("%s", (expression, expected) => {
  expect(valueOf(expression)).toEqual(expected);
});

const methods: readonly (readonly [string, unknown])[] = [
  ["'aB'.upcase", "AB"],
  ["'aB'.downcase", "ab"],
  ["'hELLO w'.capitalize", "Hello w"],
  ['" \\ta\\n".strip', "a"],
  ['"a\\r\\n".chomp', "a"],
  ["'abc'.chomp('c')", "ab"],
  ["'a\u{1F600}'.length", 2n],
  ["''.empty?", true],
  ["'abc'.include?('b')", true],
  ["'abc'.start_with?('x', 'a')", true],
  ["'abc'.end_with?('x')", false],
  ["'1_000x'.to_i", 1000n],
  ["'0x1A'.to_i(16)", 26n],
  ["'1.5abc'.to_f", 1.5],
  ["'a'.to_sym", ":a"],
  ["'a,b,,'.split(',')", ["a", "b"]],
  ["' a  b '.split", ["a", "b"]],
  ["'a.b.c'.gsub('.', '-')", "a-b-c"],
  ["'a.b.c'.sub('.', '-')", "a-b.c"],
  ["'7'.rjust(3, '0')", "007"],
  ["'ab'.reverse", "ba"],
  ["'ab'.delete_prefix('a')", "b"],
  ["'a\"'.inspect", '"a\\""'],
  [":a.to_s", "a"],
  ["5.to_s(2)", "101"],
  ["5.to_f", 5],
  ["-1.5.to_i", -1n],
  ["2.5.round", 3n],
  ["-2.5.round", -3n],
  ["1.0.to_s", "1.0"],
  ["nil.to_s", ""],
  ["nil.to_a", []],
  ["nil.nil?", true],
  ["'a'.nil?", false],
  ["1.is_a?(Numeric)", true],
  ["'a'.is_a?(Integer)", false],
  ["(1..3).to_a", [1n, 2n, 3n]],
  ["('a'...'c').to_a", ["a", "b"]],
  ["(1..3).map { |x| x * 2 }", [2n, 4n, 6n]],
  ["[1, [2, nil]].join('-')", "1-2-"],
  ["[1, 2].first", 1n],
  ["[].first", null],
  ["[1, 2, 3].last(2)", [2n, 3n]],
  ["[1, 2].length", 2n],
  ["[1, 'a'].include?('a')", true],
  ["[[1, [2]]].flatten", [1n, 2n]],
  ["[1, nil].compact", [1n]],
  ["[1, 1.0, 1].uniq", [1n, 1]],
  ["[3, 1].sort", [1n, 3n]],
  ["%w(bb a).sort_by { |x| x.length }", ["a", "bb"]],
  ["[1, 3].max", 3n],
  ["[1, 2].reverse", [2n, 1n]],
  ["[1, 2].map { |x| x + 1 }", [2n, 3n]],
  ["[1, 2, 3].select { |x| x > 1 }", [2n, 3n]],
  ["[1, 2, 3].reject { |x| x > 1 }", [1n]],
  ["[1, 2].find { |x| x > 1 }", 2n],
  ["[1, 2].any? { |x| x > 1 }", true],
  ["[nil].all?", false],
  ["[[1, [2]]].dig(0, 1, 0)", 2n],
  ["[1].fetch(3, 'd')", "d"],
  ["{ a: 1 }.keys", [":a"]],
  ["{ a: 1 }.values", [1n]],
  ["{ a: 1 }.key?(:a)", true],
  ["{ a: 1 }.fetch(:a)", 1n],
  ["{ a: { b: 2 } }.dig(:a, :b)", 2n],
  ["{ a: 1 }.dig(:x, :b)", null],
  [
    "{ a: 1 }.merge({ b: 2 })",
    new Map([
      [":a", 1n],
      [":b", 2n],
    ]),
  ],
  ["{ a: 1, b: 2 }.select { |k, v| v > 1 }", new Map([[":b", 2n]])],
  ["{ a: 1 }.map { |k, v| [k, v] }", [[":a", 1n]]],
  ["{ a: 1 }.to_a", [[":a", 1n]]],
  ["{ a: 1 }.length", 1n],
  ["{ a: 1 }.transform_values { |v| v + 1 }", new Map([[":a", 2n]])],
  ["[[:a, 1]].to_h", new Map([[":a", 1n]])],
  ["nil&.upcase", null],
];

test.each(methods)("%s", (expression, expected) => {
  expect(valueOf(expression)).toEqual(expected);
});

test("letters beyond ASCII are not counted", () => {
  expect(valueOf("('α'..'ω').to_a")).toEqual({ unknown: "the texts of this range" });
});

test("on Linux the separators and the variables of Windows mean nothing", () => {
  expect(valueOf("File.join('a\\\\', 'b')", { target: "linux" })).toBe("a\\/b");
  expect(valueOf("ENV['SystemDrive']", { target: "linux" })).toEqual({ unknown: 'ENV["SystemDrive"]' });
  expect(valueOf("Chef::Config[:file_cache_path]", { target: "linux" })).toBe("/var/chef/cache");
  expect(valueOf("Chef::Config[:file_cache_path]", { fileCachePath: "D:\\c" })).toBe("D:\\c");
});

test("a declared variable comes before the usual one, ignoring case on Windows", () => {
  expect(valueOf("ENV['SystemDrive'] + ENV['x']", { environment: { SYSTEMDRIVE: "D:", X: "1" } })).toBe(
    "D:1",
  );
  expect(valueOf("ENV['x']", { environment: { X: "1" }, target: "linux" })).toEqual({ unknown: 'ENV["x"]' });
});
