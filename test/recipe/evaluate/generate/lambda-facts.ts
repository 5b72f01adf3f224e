import type { Fact } from "./facts.js";

const shows = (value: string, before = ""): Fact => ({
  recipe: `${before}\nv = (${value})\ndsc_resource('r') { property :v, v }`,
});
const ends = (value: string): Fact => ({ ...shows(value), ends: true });

const coerced = (options: string, value: string): Fact => ({
  thing: `property :x, ${options}\naction(:act) { dsc_resource('r') { property :v, new_resource.x } }`,
  recipe: `web_thing('n') { x ${value} }`,
});

/** Blocks that are kept: what Ruby says of calling them. */
export const lambdaFacts: Readonly<Record<string, Fact>> = {
  "a lambda is called in four ways": shows(
    "[f.call(1), f.(2), f[3], f === 4, f.yield(5)]",
    "f = ->(x) { x * 2 }",
  ),
  "a lambda with `lambda`": shows("lambda { |a, b = 2| [a, b] }.call(1)"),
  "a lambda without parameters": shows("[-> { 1 }.call, -> do 2 end.call, ->() { 3 }.()]"),
  "parameters of a lambda": shows(
    "->(a, (b, *c), d = a, *e, f) { [a, b, c, d, e, f] }.call(1, [2, 3, 4], 5)",
  ),
  "a local of a lambda": shows("[(->(a; b) { b = a; b }).call(1), b]", "b = 7"),
  "numbered parameters of a lambda": shows("-> { [_1, _2] }.call(1, 2)"),
  "a lambda takes no array apart": shows("->(a) { a }.call([1, 2])"),
  "a lambda with too few values": ends("->(a, b) { a }.call(1)"),
  "a lambda with an array for two": ends("->(a, b) { a }.call([1, 2])"),
  "a lambda with too many values": ends("->(a) { a }.call(1, 2)"),
  "a lambda with the comma of a block": ends("lambda { |a,| a }.call(1, 2)"),
  "a lambda that takes none": ends("-> { 1 }.call(1)"),
  "numbered parameters count": ends("-> { _2 }.call(1)"),
  "return in a lambda": shows("->(x) { return x + 1 if x > 0; 5 }.then { |f| [f.(1), f.(-1)] }"),
  "return in a lambda leaves blocks in it": shows(
    "->(l) { l.each { |x| return x if x > 1 }; 9 }.call([1, 2, 3])",
  ),
  "next in a lambda": shows("->(x) { next x; 5 }.call(3)"),
  "break in a lambda": shows("->(x) { break x; 5 }.call(3)"),
  "break in a block of a lambda": shows("->(l) { l.each { |x| break x if x > 1 } }.call([1, 2, 3])"),
  "break in a lambda that is a block": shows("[1, 2].map(&->(x) { break x * 5 })"),
  "a lambda sees what is round it": shows("[f.call, n]", "n = 1\nf = -> { n += 1 }\nn = 5\nf.call"),
  "lambdas make lambdas": shows("[add.(1).(2), add[3][4]]", "add = ->(a) { ->(b) { a + b } }"),
  "a lambda calls itself": shows("f.call(5)", "f = ->(n) { n < 2 ? 1 : n * f.call(n - 1) }"),
  "a lambda in a hash": shows(
    "h.map { |k, f| [k, f.call(3)] }",
    "h = { 'a' => ->(x) { x }, b: ->(x) { x + 1 } }.select { |_, f| f }",
  ),
  "a proc takes an array apart": shows("proc { |a, b| [a, b] }.call([1, 2])"),
  "a proc takes any number": shows("[proc { |a| a }.(1, 2), proc { |a, b| [a, b] }.(1), proc { 1 }.(2)]"),
  "next in a proc": shows("proc { |a| next 3; a }[1]"),
  "break in a proc": ends("proc { |a| break 3 }.call(1)"),
  "a proc of a symbol": shows("[proc(&:upcase).call('a'), lambda(&:upcase).('b'), proc(&:+).call(1, 2)]"),
  "a proc of a symbol without receiver": ends("proc(&:upcase).call"),
  "a proc of a proc": shows("f = proc { |a| [a] }; proc(&f).call(1)"),
  arity: shows(
    "[->(){}, ->(a){}, ->(a, b = 1){}, ->(*a){}, ->(a = 1){}, proc { |a, b = 1| }, proc { |a = 1| }, proc { |a, *b| }, proc { |a,| }, proc(&:x), proc { || }, lambda { |a,| }].map(&:arity)",
  ),
  "lambda?": shows("[-> {}, proc {}, lambda {}, proc(&:a), lambda(&:a)].map(&:lambda?)"),
  "a lambda as a block": shows("[1, 2].map(&->(x) { x * 3 })"),
  "a lambda as a block of two": shows(
    "[[3, 1, 2].sort(&->(a, b) { b <=> a }), [1, 2].inject(&->(a, b) { a + b }), %w(a).each_with_index.to_a]",
  ),
  "a lambda as a block of a hash": shows(
    "[{ 'a' => 1 }.select(&->(k, v) { v > 0 }), { 'a' => 1 }.map(&->(pair) { pair })]",
  ),
  "a proc as a block": shows("[[1, [2, 3]]].map(&proc { |a, (b, c)| [a, b, c] })"),
  "a proc as a block of a hash": shows("{ 'a' => 1 }.map(&f)", "f = proc { |k, v| [v, k] }"),
  "nil as a block": shows("[3].first(&nil)"),
  "a lambda in a case": shows(
    "[1, 5, 'x'].map { |x| case x when small then 'small' when String then 's' else 'big' end }",
    "small = ->(x) { x.is_a?(Integer) && x < 3 }",
  ),
  "a lambda in grep": shows("[1, 5, 2].grep(->(x) { x < 3 })"),
  "a lambda in any?": shows(
    "[[1, 5].any?(->(x) { x > 3 }), [1].none?(->(x) { x > 3 }), [1, 2].all?(->(x) { x }), [4].one?(->(x) { x })]",
  ),
  to_proc: shows("f = ->(x) { x }; f.to_proc.call(4)"),
  "is_a?": shows("[-> {}.is_a?(Proc), proc {}.nil?, (-> {} || 1).is_a?(Object), Proc === -> {}]"),
  "a lambda is true": shows("-> { false } ? 1 : 2"),
  "a lambda declares": {
    recipe:
      "declare = ->(name, n) do\n  dsc_resource name do\n    property :n, n\n  end\n  log 'done' do\n    message 'x'\n  end\nend\ndeclare.call('a', 1)\n%w(b c).each_with_index { |x, i| declare.(x, i) }",
  },
  "a lambda that nobody calls": {
    recipe: "f = -> { dsc_resource('a') { property :v, 1 } }\ndsc_resource('b') { property :v, 2 }",
  },
  "a lambda of a list of lambdas": shows(
    "[->(x) { x + 1 }, ->(x) { x * 2 }].inject(3) { |value, f| f.call(value) }",
  ),
  "a lambda called in a block of a resource": {
    recipe:
      "f = ->(x) { \"#{x}!\" }\ndsc_resource 'r' do\n  property :v, f.call('a')\n  property :w, lazy { f.('b') }\n  only_if { f.call('c') == 'c!' }\nend",
  },
  "a lambda in an action": {
    thing:
      "property :x, Integer\naction :act do\n  twice = ->(n) { n * new_resource.x }\n  dsc_resource('r') { property :v, twice.(2) }\nend",
    recipe: "web_thing('n') { x 4 }",
  },
  "a lambda in an attribute file": {
    attributes: "f = ->(n) { n + 1 }\ndefault['a'] = f.call(1)",
    recipe: "dsc_resource('r') { property :v, node['a'] }",
  },
  "coerce with a lambda": coerced("Integer, coerce: ->(v) { v.to_i }", "'3'"),
  "coerce with a lambda of two": coerced("String, coerce: ->(r, v) { r.name + v.to_s }", "'3'"),
  "coerce with a lambda of none": { ...coerced("String, coerce: -> { 'a' }", "'3'"), ends: true },
  "coerce with an optional one": coerced("String, coerce: ->(v, w = 'w') { v + w }", "'3'"),
  "coerce with a symbol": coerced("String, coerce: proc(&:upcase)", "'a'"),
  "coerce with return": coerced("Integer, coerce: ->(v) { return 0 unless v.is_a?(String); v.to_i }", "'3'"),
  "callbacks with a lambda": coerced("Integer, callbacks: { 'is small' => ->(v) { v < 9 } }", "3"),
  "callbacks with a lambda that refuse": {
    ...coerced("Integer, callbacks: { 'is small' => ->(v) { v < 9 } }", "30"),
    ends: true,
  },
  "callbacks with a lambda of two": {
    ...coerced("Integer, callbacks: { 'is small' => ->(v, w) { v < 9 } }", "3"),
    ends: true,
  },
  "a type that is a lambda": coerced("->(v) { v > 2 }", "3"),
  "a type that is a lambda and refuses": { ...coerced("->(v) { v > 2 }", "2"), ends: true },
  "a default that is a lambda": {
    thing:
      "property :x, default: ->(a) { a }\naction(:act) { v = new_resource.x.call(3); dsc_resource('r') { property :v, v } }",
    recipe: "web_thing 'n'",
  },
  "a lazy of the run state": {
    recipe:
      "dsc_resource 'r' do\n  property :v, lazy { node.run_state['x'] }\n  property :w, lazy { [node.run_state['y'], node.run_state['y'].nil?] }\nend\nnode.run_state['y'] = 4",
  },
};
