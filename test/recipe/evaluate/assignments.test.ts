import { expect, test } from "vitest";
import { names, properties, resources, run, valueOf } from "./kit.js";

test.each([
  ["[a, b]", "a, b = 1, 2", [1n, 2n]],
  ["[a, b]", "a, b = [1, 2, 3]", [1n, 2n]],
  ["[a, b]", "a, b = 1", [1n, null]],
  ["[a, b]", "a, b = nil", [null, null]],
  ["[a, b]", "a, b = 1, 2\na, b = b, a", [2n, 1n]],
  ["[a, b, c]", "a, *b, c = 1, 2, 3, 4", [1n, [2n, 3n], 4n]],
  ["[a, b, c]", "a, *b, c = 1", [1n, [], null]],
  ["[a, b, c]", "(a, b), c = [1, 2], 3", [1n, 2n, 3n]],
  ["[a, b, c]", "a, (b, *c) = 1, [2, 3]", [1n, 2n, [3n]]],
  ["a", "a, = [1, 2]", 1n],
  ["a", "*a = 1", [1n]],
  ["a", "*a = nil", [null]],
  ["a", "a = *nil", []],
  ["[a, b]", "a, b = *1..3", [1n, 2n]],
  ["[a, b]", "a, b = { x: 1 }", [new Map([[":x", 1n]]), null]],
  ["(a, b = 1, 2)", "", [1n, 2n]],
  ["[l[0], l[1]]", "l = [1, 2]\nl[0], l[1] = l[1], l[0]", [2n, 1n]],
  // What stands left is evaluated before the value, and from the left.
  ["log", "log = []\nl = [0, 0]\nl[(log << 1; 0)], l[(log << 2; 1)] = (log << 3; 4), 5", [1n, 2n, 3n]],
  ["l", "l = [1, 2, 3]\ni = 0\ni, l[i] = 1, 9", [9n, 2n, 3n]],
  ["A + B", "A, B = 1, 2", 3n],
  ["(x = (a, b = 3, 4); [x, a])", "", [[3n, 4n], 3n]],
])("%s is, after %j, what it is in Ruby", (expression, before, expected) => {
  expect(valueOf(expression, {}, before)).toEqual(expected);
});

test("the value of a multiple assignment is the array itself", () => {
  expect(valueOf("m", {}, "l = [1, 2]\nm = (a, b = l)\nl << 3")).toEqual([1n, 2n, 3n]);
  expect(valueOf("m", {}, "l = [1, 2]\n*m = l\nl << 3")).toEqual([1n, 2n]);
});

test.each([
  ["a", "a = 2\na += 3", 5n],
  ["a", "a = 7\na -= 3\na *= 2\na **= 2\na /= 3\na %= 5", 1n],
  ["a", "a = 6\na &= 3\na |= 8\na ^= 1", 11n],
  ["a", "a = 'x'\na <<= 'y'\na *= 2", "xyxy"],
  ["a", "a ||= 1\na ||= 2\na &&= 3", 3n],
  ["h", "h = {}\nh[:a] ||= 1\nh[:a] &&= 2\nh[:b] &&= 3", new Map([[":a", 2n]])],
  ["[h[:a], n]", "n = 0\nh = { a: 1 }\nh[(n += 1; :a)] += 5", [6n, 1n]],
  ["A", "A ||= 1\nA ||= 2\nA += 4", 5n],
  ["[n, (n&.x = 5), (n&.y ||= 6)]", "n = nil", [null, null, null]],
])("%s is, after %j, what its operators make of it", (expression, before, expected) => {
  expect(valueOf(expression, {}, before)).toEqual(expected);
});

test("a constant that is not there cannot be added to", () => {
  expect(run("A += 1").problems).toEqual(["warning unknown-constant 1:1"]);
});

test("no value has attributes that could be assigned; what stands round the assignment is evaluated", () => {
  const outcome = run("n = 0\n[n += 1].size = (n += 2)\ndsc_resource 'a' do\nproperty :n, n\nend");
  expect(outcome.problems).toEqual(["warning refused 2:1"]);
  expect(properties(outcome)).toEqual({ n: 3n });
});

test.each([
  ["[seen, x]", "seen = []\nfor x in [1, 2] do\nseen << x\nend", [[1n, 2n], 2n]],
  ["[a, b, c]", "for a, (b, *c) in [[1, [2, 3]]] do end", [1n, 2n, [3n]]],
  ["[k, v]", "for k, v in { x: 1 } do end", [":x", 1n]],
  ["x", "for x in { y: 1 } do end", [":y", 1n]],
  ["fresh", "for x in [1, 2]\nfresh ||= x\nend", 1n],
  ["x", "x = 5\nfor x in [] do end", 5n],
  ["x", "for x in [] do end", null],
  ["(for x in [1, 2] do end)", "", [1n, 2n]],
  ["(for x in [1, 2] do break x * 9 if x == 2 end)", "", 18n],
  ["seen", "seen = []\nfor x in 1..4 do\nnext if x == 2\nbreak if x == 4\nseen << x\nend", [1n, 3n]],
  ["h", "h = {}\nfor h[:a] in [1, [2]] do end", new Map([[":a", [2n]]])],
])("%s is, after %j, what a loop makes of it", (expression, before, expected) => {
  expect(valueOf(expression, {}, before)).toEqual(expected);
});

test("a for over something unknown is walked conditionally, and its variables are unknown", () => {
  const outcome = run(
    "n = 0\nfor site, port in node['sites'] do\nn = 1\ndsc_resource \"a#{site}\"\nend\ndsc_resource 'b' do\nproperty :s, [site, n]\nend",
  );
  expect(resources(outcome).map(({ conditional }) => conditional !== undefined)).toEqual([true, false]);
  expect(names(outcome)).toEqual([{ unknown: 'an element of node["sites"]' }, "b"]);
  expect(properties({ ...outcome, declarations: outcome.declarations.slice(1) })).toEqual({
    s: [{ unknown: 'node["sites"]' }, { unknown: 'node["sites"]' }],
  });
});

test("what a round of a for may not have reached is not known behind it", () => {
  const text =
    "for x in [1] do\nnext if node['q']\nlate = x\nend\ndsc_resource 'a' do\nproperty :l, [late]\nend";
  expect(properties(run(text))).toEqual({ l: [{ unknown: 'node["q"]' }] });
  expect(properties(run(text, { node: { q: false } }))).toEqual({ l: [1n] });
});

test("all targets of something unknown are unknown", () => {
  expect(valueOf("[a, b, c]", {}, "a, (b, *c) = node['x']")).toEqual(
    ['node["x"]', 'node["x"]', 'node["x"]'].map((path) => ({ unknown: path })),
  );
  expect(valueOf("[a, b]", { node: { x: [1n, 2n] } }, "a, b = node['x']")).toEqual([1n, 2n]);
});

test.each([
  ["[[1, [2, 3]]].map { |a, (b, *c)| [a, b, c] }", [[1n, 2n, [3n]]]],
  ["[[1, 2]].map { |a, b, c = 7, *d| [a, b, c, d] }", [[1n, 2n, 7n, []]]],
  ["[[1, 2, 3]].map { |a, b = 7, c| [a, b, c] }", [[1n, 2n, 3n]]],
  ["[[1, 2]].map { |a, b = 7, c| [a, b, c] }", [[1n, 7n, 2n]]],
  ["[[1, 2]].map { |a,| a }", [1n]],
  ["[[1, 2]].map { |*a| a }", [[[1n, 2n]]]],
  ["[[1, 2]].map { |a = 7| a }", [[1n, 2n]]],
  ["[[1, 2]].map { |(a, b)| b }", [2n]],
  ["[[1, 2, 3]].map { |*, a| a }", [3n]],
  ["[1].map { |a, b = (a + 1)| b }", [2n]],
  ["[['x', 1]].each_with_index { |(k, v), i| break [k, v, i] }", ["x", 1n, 0n]],
  ["[[1, 2]].map { _1 }", [[1n, 2n]]],
  ["[[1, 2]].map { [_2, _1] }", [[2n, 1n]]],
  ["[[1, 2]].map { _2 }", [2n]],
  ["[[1, 2]].map { |_, _| _ }", [1n]],
  ["%w(a b).map(&:upcase)", ["A", "B"]],
  ["[[1, 2]].map(&:first)", [1n]],
  ["[1, nil].reject(&:nil?)", [1n]],
  ["begin\n1\n2\nend", 2n],
  ["begin\nend", null],
  ["[if true then 1 else 2 end, case 3 when 3 then 4 end, unless true then 5 end]", [1n, 4n, null]],
])("%s", (expression, expected) => {
  expect(valueOf(expression)).toEqual(expected);
});

test("locals of a block are its own, also those of the same name outside", () => {
  expect(valueOf("y", {}, "y = 1\n[2].each { |x; y| y = x }")).toBe(1n);
  expect(valueOf("c", {}, "c = 5 if false\n[1].each { c = 6 }")).toBe(6n);
  expect(valueOf("seen", {}, "seen = []\n2.times { |i| [1].each { v ||= i; seen << v }\nv = 9 }")).toEqual([
    0n,
    1n,
  ]);
});

test("the default of a parameter is evaluated only where it may be needed", () => {
  expect(valueOf("n", {}, "n = 0\n[[1, 2], [3]].each { |a, b = (n += 1)| }")).toBe(1n);
  expect(valueOf("[n]", {}, "n = 0\nnode['x'].each { |a, b = (n = 1)| }")).toEqual([
    { unknown: 'node["x"]' },
  ]);
});

test.each([
  [
    "{ **a, x: 2 }",
    "a = { x: 1, y: 3 }",
    [
      [":x", 2n],
      [":y", 3n],
    ],
  ],
  [
    "{ x: 2, **a }",
    "a = { x: 1, y: 3 }",
    [
      [":x", 1n],
      [":y", 3n],
    ],
  ],
  [
    "{ x: 0, **{ x: 1, y: 3 }, x: 2 }",
    "",
    [
      [":y", 3n],
      [":x", 2n],
    ],
  ],
  ["{ **node['h'] }", "", [["k", 4n]]],
])("%s", (expression, before, entries) => {
  const value = valueOf(expression, { node: { h: { k: 4n } } }, before);
  expect([...(value instanceof Map ? value : [])]).toEqual(entries);
});

test("** of an empty hash passes nothing, of anything but a hash it is a mistake", () => {
  expect(valueOf("[1, **a]", {}, "a = {}")).toEqual([1n]);
  expect(valueOf("[1, **{ x: 2 }]")).toEqual([1n, new Map([[":x", 2n]])]);
  expect(run("x = { **nil }\ny = { **[1] }").problems).toEqual([
    "error wrong-argument 1:7",
    "error wrong-argument 2:7",
  ]);
  expect(valueOf("[a]", {}, "a = { x: 1, **node['h'] }")).toEqual([{ unknown: 'node["h"]' }]);
});

test("a block that is passed is what a symbol names, or none", () => {
  expect(valueOf("[3, 1].sort(&nil)")).toEqual([1n, 3n]);
  expect(run("x = [1].map(&b)").problems).toEqual(["warning unknown-method 1:14"]);
  expect(run("[1].each(&:instance_eval)").problems).toEqual(["error dangerous 1:11"]);
});

test("a DSC block cannot be passed: it would be lost", () => {
  expect(run("dsc_resource 'a', &b").problems).toEqual([
    "error block-in-refused 1:1",
    "warning unknown-method 1:20",
  ]);
  expect(run("package('a', &b)").problems).toEqual(["warning unknown-method 1:15", "warning refused 1:15"]);
});
