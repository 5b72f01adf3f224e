import { expect, test } from "vitest";
import { shapesOf } from "./kit.js";
import type { Shape } from "./shape.js";

/** A shape as text: lists in round brackets, `-` for what is not there, text in quotes unless it is a plain word. */
function shown(shape: Shape): string {
  if (shape === null) return "-";
  if (typeof shape === "string") return /^[\w?!@.]+$/.test(shape) ? shape : JSON.stringify(shape);
  return `(${shape.map(shown).join(" ")})`;
}

/** Ruby's traps and the tree of each; ruby.test.ts shows that Ruby has the same trees. */
const traps: readonly (readonly [string, string])[] = [
  // strings
  ["x 'a\\\\b\\'c\\d\\n'", '(call - x ((string "a\\\\b\'c\\\\d\\\\n")))'],
  ['x "C:\\Users\\Public"', '(call - x ((string "C:UsersPublic")))'],
  ["x <<-EOH\nC:\\\nStart\nEOH", '(call - x ((string "hex:433a53746172740a")))'],
  [
    "x <<-EOH\n`r`n \\\\server\\share $x $(y) $env:Z\nEOH",
    '(call - x ((string "hex:6072606e205c736572766572206861726520247820242879292024656e763a5a0a")))',
  ],
  [
    "x <<-EOH\n#$installer = 1\n#@{a=1}\nEOH",
    '(call - x ((string ("#" (refused)) "hex:203d20310a23407b613d317d0a")))',
  ],
  ["x 'a' \\\n 'b'", "(call - x ((string ab)))"],
  ["x 'a' +\n 'b'", '(call - x ((call (string a) "+" ((string b)))))'],
  ["x 'a' \"b#{c}\"", '(call - x ((string ab ("#" (call - c ())))))'],
  ["x \"a #{b 'c'} d\"", '(call - x ((string "a " ("#" (call - b ((string c)))) " d")))'],
  ['x %q(a "b" #{c})', '(call - x ((string "a \\"b\\" #{c}")))'],
  ["x %(d #{c})", '(call - x ((string "d " ("#" (call - c ())))))'],
  ["x ?a", "(call - x ((string a)))"],
  ["y = 1; y ? :a : :b", "(assign (local y) - (integer 1)) (if (local y) ((symbol a)) ((symbol b)))"],
  // heredocs
  ["foo <<-A, <<-B\n1\nA\n2\nB", '(call - foo ((string "hex:310a") (string "hex:320a")))'],
  ["foo(<<-A)\n1\nA", '(call - foo ((string "hex:310a")))'],
  ["foo <<-A.gsub('a', 'b')\n1\nA", '(call - foo ((call (string "hex:310a") gsub ((string a) (string b)))))'],
  ["property :x, <<-A, 3\n1\nA", '(call - property ((symbol x) (string "hex:310a") (integer 3)))'],
  ["x <<~A\n    a\n      b\n\n    c\nA", '(call - x ((string "hex:610a2020620a0a630a")))'],
  ['x <<-"A B"\n#{c}\nA B', '(call - x ((string ("#" (call - c ())) "hex:0a")))'],
  ["x <<-'A'\n#{c}\\n\nA", '(call - x ((string "hex:237b637d5c6e0a")))'],
  // symbols, words and numbers
  ['x :"Account lockout"', '(call - x ((symbol "Account lockout")))'],
  ['x :"a#{b}"', '(call - x ((symbol a ("#" (call - b ())))))'],
  ["x 'a b': 1", '(call - x ((hash ((symbol "a b") (integer 1)))))'],
  ["x if: 1", "(call - x ((hash ((symbol if) (integer 1)))))"],
  ["x :if", "(call - x ((symbol if)))"],
  [
    "x %w(a (b c) d\\ e #{f} \\()",
    '(call - x ((array (string a) (string "(b") (string "c)") (string "d e") (string "#{f}") (string "("))))',
  ],
  ["x %w[a\n b]", "(call - x ((array (string a) (string b))))"],
  ["x %W(a#{b} c)", '(call - x ((array (string a ("#" (call - b ()))) (string c))))'],
  ["x %i(a b)", "(call - x ((array (symbol a) (symbol b))))"],
  [
    "x 1_000, 0x1F, 0b11, 0o17, 017, 1e3",
    "(call - x ((integer 1000) (integer 31) (integer 3) (integer 15) (integer 15) (float 408f400000000000)))",
  ],
  ["mode 0755", "(call - mode ((integer 493)))"],
  // lines
  ["property :a,\n 'x'", "(call - property ((symbol a) (string x)))"],
  ["property :a, \\\n 'x'", "(call - property ((symbol a) (string x)))"],
  ["foo\n  .bar\n  # c\n  .baz", "(call (call (call - foo ()) bar ()) baz ())"],
  ["a 1; b 2", "(call - a ((integer 1))) (call - b ((integer 2)))"],
  [
    "custom_log 'x' do msg 'y' end",
    "(call - custom_log ((string x)) (block () ((call - msg ((string y))))))",
  ],
  ["a = b ||\n c", "(assign (local a) - (or (call - b ()) (call - c ())))"],
  ["foo(\n 1,\n 2,\n)", "(call - foo ((integer 1) (integer 2)))"],
  // blocks
  ["dsc_resource('x') { y }", "(call - dsc_resource ((string x)) (block () ((call - y ()))))"],
  ["property :v, lazy do 1 end", "(call - property ((symbol v) (call - lazy ())) (block () ((integer 1))))"],
  ["property :v, lazy { 1 }", "(call - property ((symbol v) (call - lazy () (block () ((integer 1))))))"],
  [
    "puts [1].each do |x| x end",
    "(call - puts ((call (array (integer 1)) each ())) (block (x) ((local x))))",
  ],
  ["a b(c) { d }", "(call - a ((call - b ((call - c ())) (block () ((call - d ()))))))"],
  ["a(b) do |c, d| c end", "(call - a ((call - b ())) (block (c d) ((local c))))"],
  ["x = a b do c end", "(assign (local x) - (call - a ((call - b ())) (block () ((call - c ())))))"],
  ["a.each { |x; y| x }", "(call (call - a ()) each () (block (x) ((local x))))"],
  // hashes
  ["flags ({ :a => 1 })", "(call - flags ((hash ((symbol a) (integer 1)))))"],
  ["flags :a => 1, b: 2", "(call - flags ((hash ((symbol a) (integer 1)) ((symbol b) (integer 2)))))"],
  ["property :h, one: 'two'", "(call - property ((symbol h) (hash ((symbol one) (string two)))))"],
  [
    "x = { 'a' => 1, b: [2], \"c#{d}\": 3 }",
    '(assign (local x) - (hash ((string a) (integer 1)) ((symbol b) (array (integer 2))) ((symbol c ("#" (call - d ()))) (integer 3))))',
  ],
  ["f(a:, b:)", "(call - f ((hash ((symbol a) (call - a ())) ((symbol b) (call - b ())))))"],
  ["[1, a: 2]", "(array (integer 1) (hash ((symbol a) (integer 2))))"],
  // spaces
  ["puts (a).b", "(call - puts ((call (call - a ()) b ())))"],
  ["foo -1", '(call - foo ((integer "-1")))'],
  ["foo = 2; foo -1", '(assign (local foo) - (integer 2)) (call (local foo) "-" ((integer 1)))'],
  ["members ['x']", "(call - members ((array (string x))))"],
  [
    "members = []; members ['x']",
    '(assign (local members) - (array)) (call (local members) "[]" ((string x)))',
  ],
  ["x ::File", "(call - x ((constant top File)))"],
  ["x = 1; x ::File", "(assign (local x) - (integer 1)) (constant (local x) File)"],
  ["x *y", "(call - x ((splat (call - y ()))))"],
  ["x * y", '(call (call - x ()) "*" ((call - y ())))'],
  ["x -y", '(call - x ((call (call - y ()) "-@" ())))'],
  ["x [1][2]", '(call - x ((call (array (integer 1)) "[]" ((integer 2)))))'],
  ["a ? b : c", "(if (call - a ()) ((call - b ())) ((call - c ())))"],
  // locals
  [
    "name = 'x'; property :Name, name",
    "(assign (local name) - (string x)) (call - property ((symbol Name) (local name)))",
  ],
  ["property :Name, name", "(call - property ((symbol Name) (call - name ())))"],
  ["name = 'x'; name 'y'", "(assign (local name) - (string x)) (call - name ((string y)))"],
  ["path = 1; path path", "(assign (local path) - (integer 1)) (call - path ((local path)))"],
  ["a.each { |x| x }; x :y", "(call (call - a ()) each () (block (x) ((local x)))) (call - x ((symbol y)))"],
  [
    "x = 1; a { x = 2 }",
    "(assign (local x) - (integer 1)) (call - a () (block () ((assign (local x) - (integer 2)))))",
  ],
  ["x = x", "(assign (local x) - (local x))"],
  ["x ||= 1", '(assign (local x) "||" (integer 1))'],
  ["x += 1", '(assign (local x) - (call (local x) "+" ((integer 1))))'],
  ["def f; x = 1; end; x", "(refused) (call - x ())"],
  // constants and calls
  ["::File.join 'a'", "(call (constant top File) join ((string a)))"],
  ["Chef::Config[:x]", '(call (constant (constant - Chef) Config) "[]" ((symbol x)))'],
  ["Integer '5'", "(call - Integer ((string 5)))"],
  ["A::B.c(1).d 2", "(call (call (constant (constant - A) B) c ((integer 1))) d ((integer 2)))"],
  ["a&.b", '("safe call" (call - a ()) b ())'],
  ["a::b", "(call (call - a ()) b ())"],
  ["a.b = 1", "(assign (call (call - a ()) b ()) - (integer 1))"],
  [
    "node['a']['b'] ||= {}",
    '(assign (call (call (call - node ()) "[]" ((string a))) "[]" ((string b))) "||" (hash))',
  ],
  ["x = 1, 2", "(assign (local x) - (array (integer 1) (integer 2)))"],
  ["x = *y", "(assign (local x) - (array (splat (call - y ()))))"],
  // conditions
  ["property :a, 1 if x", "(if (call - x ()) ((call - property ((symbol a) (integer 1)))) ())"],
  [
    "x y do z end unless node['y']",
    '(if (call (call - node ()) "[]" ((string y))) () ((call - x ((call - y ())) (block () ((call - z ()))))))',
  ],
  ["a if b unless c", "(if (call - c ()) () ((if (call - b ()) ((call - a ())) ())))"],
  [
    "if a then b elsif c then d else e end",
    "(if (call - a ()) ((call - b ())) ((if (call - c ()) ((call - d ())) ((call - e ())))))",
  ],
  ["unless a then b else c end", "(if (call - a ()) ((call - c ())) ((call - b ())))"],
  [
    "case x when 'a', *b then c 1 else d end",
    "(case (call - x ()) ((((string a) (splat (call - b ()))) ((call - c ((integer 1)))))) ((call - d ())))",
  ],
  ["case\nwhen a\n b\nend", "(case - ((((call - a ())) ((call - b ())))) ())"],
  [
    "a ? b : c ? d : e",
    "(if (call - a ()) ((call - b ())) ((if (call - c ()) ((call - d ())) ((call - e ())))))",
  ],
  ["return if x", "(if (call - x ()) ((return)) ())"],
  ["return 1 unless x", "(if (call - x ()) () ((return (integer 1))))"],
  // operators
  ["-2 ** 2", '(call (call (integer 2) "**" ((integer 2))) "-@" ())'],
  ["2 ** -1", '(call (integer 2) "**" ((integer "-1")))'],
  ["-a ** b", '(call (call (call - a ()) "**" ((call - b ()))) "-@" ())'],
  ["!a == b", '(call (call (call - a ()) ! ()) "==" ((call - b ())))'],
  ["not a == b", '(call (call (call - a ()) "==" ((call - b ()))) ! ())'],
  ["a || b && c", "(or (call - a ()) (and (call - b ()) (call - c ())))"],
  ["a or b and c", "(and (or (call - a ()) (call - b ())) (call - c ()))"],
  ["a = b and c", "(and (assign (local a) - (call - b ())) (call - c ()))"],
  ["a && x = 1", "(and (call - a ()) (assign (local x) - (integer 1)))"],
  ["1 + 2 * 3 - 4", '(call (call (integer 1) "+" ((call (integer 2) "*" ((integer 3))))) "-" ((integer 4)))'],
  ["a << b + 1", '(call (call - a ()) "<<" ((call (call - b ()) "+" ((integer 1)))))'],
  ["a | b & c", '(call (call - a ()) "|" ((call (call - b ()) "&" ((call - c ())))))'],
  [
    "a == b && c != d",
    '(and (call (call - a ()) "==" ((call - b ()))) (call (call - c ()) "!=" ((call - d ()))))',
  ],
  ["a..b + 1", '(range (call - a ()) (call (call - b ()) "+" ((integer 1))))'],
  ["(1..)", "(range (integer 1) (nil))"],
  ["x[1..-2]", '(call (call - x ()) "[]" ((range (integer 1) (integer "-2"))))'],
  ["-x.abs", '(call (call (call - x ()) abs ()) "-@" ())'],
  ["-1.abs", '(call (integer "-1") abs ())'],
  ["!x y", "(call (call - x ((call - y ()))) ! ())"],
  // read, not evaluated
  ["def f(a, b = 1) = a", "(refused)"],
  ["class A < B; def c; end; end", "(refused)"],
  ["while a do b end", "(refused)"],
  ["begin; a; rescue B => c; d; ensure; e; end", "(refused)"],
  ["x = ->(y) { y }", "(assign (local x) - (refused))"],
  ["@a = 1", "(refused)"],
  ["a =~ /b/i", '(call (call - a ()) "=~" ((refused)))'],
  ["x `ls`", "(call - x ((refused)))"],
  ["def f; yield 1; end", "(refused)"],
  ["a { |x, y: 1| x }", "(call - a () (block () ((refused) (local x))))"],
  ["case x\nin {a: 1} then b\nend", "(refused)"],
  ["defined? a", "(refused)"],
  ["3r", "(refused)"],
  ["BEGIN { a }", "(refused)"],
  ["a while b", "(refused)"],
];

test.each(traps)("%j", (program, tree) => {
  expect(shapesOf(program).map(shown).join(" ")).toBe(tree);
});
