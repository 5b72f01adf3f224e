import { expect, test } from "vitest";
import { at, covered, names, plain, properties, resources, run, valueOf } from "./kit.js";
import type { Outcome } from "./kit.js";

const port = { unknown: 'node["web"]["port"]' };

function conditions(outcome: Outcome): readonly unknown[] {
  return outcome.declarations.map(({ conditional }) => conditional?.reason);
}

test.each([
  ["node['web']['port']", port],
  ["node['web'][:port] + 1", port],
  ["1 + node['web']['port']", port],
  ["\"a#{node['web']['port']}\"", port],
  ["node['web']['port'].to_s.upcase", port],
  ["'a'.include?(node['web']['port'])", port],
  ["node['web']['port'] == 80", port],
  ["!node['web']['port']", port],
  ["node['web']['port'] || 80", port],
  ["[node['web']['port'], 1]", [port, 1n]],
  ["[node['web']['port'], 1].length", 2n],
  ["[node['web']['port'], 1].join(',')", port],
  ["[1, node['web']['port']].include?(1)", true],
  ["[node['web']['port']].include?(1)", port],
  ["{ a: node['web']['port'] }[:a]", port],
  ["[1][node['web']['port']]", port],
  ["[1, *node['web']['port']]", port],
  ["ps_credential('u', node['web']['port'])", port],
  ["ENV['NO_SUCH']", { unknown: 'ENV["NO_SUCH"]' }],
  ["Chef::Config[:node_name]", { unknown: "Chef::Config[:node_name]" }],
  ["search(:node, 'x')", { unknown: 'the result of "search"' }],
  ["lazy { search(:node, 'x') }", { unknown: 'the result of "search"' }],
])("%s", (expression, expected) => {
  expect(valueOf(expression)).toEqual(expected);
});

test("an unknown value tells where it arose and what to give", () => {
  const [block] = resources(
    run("x = node['a']\ndsc_resource 'r' do\nproperty :A, x\nproperty :B, ENV['Q']\nend"),
  );
  const [a, b] = block?.properties ?? [];
  if (a?.value.kind !== "unknown" || b?.value.kind !== "unknown") throw new Error("known");
  expect([at(a.value.cause), covered(a.value.cause)]).toEqual(["1:5", "node['a']"]);
  expect([at(a.value.origin), a.value.remedy]).toEqual(["3:14", "Give node data with --attributes FILE."]);
  expect(b.value.remedy).toBe("Give it with --env Q=VALUE.");
});

test("both ways of an undecided condition are walked, and what differs is unknown afterwards", () => {
  const text = [
    "same = 1; other = 1; fresh = nil",
    "if node['q']",
    "  same = 2; other = 2; fresh = 'x'",
    '  dsc_resource "then#{other}"',
    "else",
    "  same = 2; other = 3",
    '  dsc_resource "else#{other}"',
    "end",
    "dsc_resource('after') { property :S, same\nproperty :O, other\nproperty :F, fresh }",
  ].join("\n");
  const outcome = run(text);
  expect(names(outcome)).toEqual(["then2", "else3", "after"]);
  expect(conditions(outcome)).toEqual(['node["q"]', 'node["q"]', undefined]);
  const after = resources(outcome)[2];
  expect(after?.properties.map(({ value }) => plain(value))).toEqual([
    2n,
    { unknown: 'node["q"]' },
    { unknown: 'node["q"]' },
  ]);
});

test("the second way starts from what was before the first", () => {
  expect(names(run("x = 1\nif node['q'] then x = 2 else dsc_resource \"e#{x}\" end"))).toEqual(["e1"]);
});

test("branches within branches", () => {
  const text =
    "x = 1\nif node['a']\n x = 2\n x = 3 if node['b']\n dsc_resource(\"i\") { property :X, x }\nend\ny = x";
  const outcome = run(`${text}\ndsc_resource('o') { property :Y, y }`);
  expect(properties(outcome)).toEqual({ X: { unknown: 'node["b"]' } });
  expect(resources(outcome)[1]?.properties.map(({ value }) => plain(value))).toEqual([
    { unknown: 'node["a"]' },
  ]);
  expect(conditions(outcome)).toEqual(['node["a"]', undefined]);
});

test("a property under an undecided condition inside its block is conditional, the block is not", () => {
  const outcome = run("dsc_resource 'a' do\nproperty :A, 1\nproperty :B, 2 if node['q']\nend");
  const [block] = resources(outcome);
  expect(block?.conditional).toBeUndefined();
  expect(block?.properties.map(({ conditional }) => conditional?.reason)).toEqual([undefined, 'node["q"]']);
});

test("a property inside a conditional block is conditional only by its block", () => {
  const [block] = resources(run("if node['q']\ndsc_resource('a') { property :A, 1 }\nend"));
  expect(block?.conditional?.reason).toBe('node["q"]');
  expect(block?.properties[0]?.conditional).toBeUndefined();
});

test("a property or attribute that two ways set differently is unknown", () => {
  const text = "dsc_resource 'a' do\nif node['q']\nproperty :A, 1\ntimeout 1\nelse\nproperty :A, 2\nend\nend";
  const outcome = run(text);
  expect(properties(outcome)).toEqual({ A: { unknown: 'node["q"]' } });
  expect(outcome.problems).toEqual([]);
  expect(outcome.declarations[0]?.attributes[0]?.values.map(plain)).toEqual([{ unknown: 'node["q"]' }]);
});

test("a property or an action that nobody can name makes its block conditional", () => {
  expect(conditions(run("dsc_resource 'a' do\nproperty node['p'], 1\nend"))).toEqual(['node["p"]']);
  expect(conditions(run("dsc_resource 'a' do\naction node['p']\nend"))).toEqual(['node["p"]']);
});

test("a loop over something unknown is walked once, its declarations are conditional", () => {
  const outcome = run(
    "n = 0\nnode['sites'].each do |k, v|\nn += 1\ndsc_resource k do\nproperty :V, v\nend\nend\nm = n\ndsc_resource('z') { property :M, m }",
  );
  expect(names(outcome)).toEqual([{ unknown: 'an element of node["sites"]' }, "z"]);
  expect(conditions(outcome)).toEqual(['node["sites"]', undefined]);
  expect(resources(outcome)[1]?.properties.map(({ value }) => plain(value))).toEqual([
    { unknown: 'node["sites"]' },
  ]);
});

test("the block of a call that gives nothing known is walked too", () => {
  expect(conditions(run("('α'..'ω').each { |x| dsc_resource 'a' }"))).toEqual(["the texts of this range"]);
  expect(conditions(run("[1].frobnicate { |x| dsc_resource 'a' }"))).toEqual(['the result of "frobnicate"']);
});

test("case with an undecided subject walks every way that may fit", () => {
  const text =
    "case node['q']\nwhen 1 then dsc_resource 'a'\nwhen 2 then dsc_resource 'b'\nelse dsc_resource 'c'\nend";
  const outcome = run(text);
  expect(names(outcome)).toEqual(["a", "b", "c"]);
  expect(conditions(outcome)).toEqual(Array(3).fill('node["q"]'));
  const certain = run(
    `case 2\nwhen node['q'] then dsc_resource 'a'\nwhen 2 then dsc_resource 'b'\nelse dsc_resource 'c'\nend`,
  );
  expect(names(certain)).toEqual(["a", "b"]);
});

test("what && and || may skip is conditional", () => {
  expect(conditions(run("node['q'] && dsc_resource('a')"))).toEqual(['node["q"]']);
  expect(valueOf("x", {}, "x = 1\nnode['q'] and x = 2")).toEqual({ unknown: 'node["q"]' });
});

test("after a doubtful return the rest is conditional; locals are those of the way that goes on", () => {
  const outcome = run("x = 1\nif node['q']\nx = 2\nreturn\nend\ndsc_resource \"a#{x}\"");
  expect(names(outcome)).toEqual(["a1"]);
  expect(conditions(outcome)).toEqual(['node["q"]']);
  expect(names(run("if node['q'] then return else return end\ndsc_resource 'a'"))).toEqual([]);
  expect(conditions(run(["return if node['q']", "dsc_resource 'a'"]))).toEqual([undefined]);
});

test("something changed under an undecided condition is unknown inside", () => {
  expect(valueOf("l", {}, "l = [1]\nl << 2 if node['q']")).toEqual({ unknown: 'node["q"]' });
  expect(valueOf("h", {}, "h = {}\nh[:a] = 2 if node['q']")).toEqual({ unknown: 'node["q"]' });
  const inBlock = run(
    "s = 'a'\nif node['q']\ndsc_resource('x') { s << 'b' }\nend\ndsc_resource('y') { property :S, s }",
  );
  expect(resources(inBlock)[1]?.properties.map(({ value }) => plain(value))).toEqual([
    { unknown: 'node["q"]' },
  ]);
  expect(valueOf("l", {}, "l = [1]\nl << node['q']")).toEqual([1n, { unknown: 'node["q"]' }]);
  expect(valueOf("l ? 1 : 2", {}, "l = [1]\nl << 2 if node['q']")).toBe(1n);
});

test("refused Ruby makes what it assigns unknown", () => {
  expect(valueOf("x", {}, "x = 1\nwhile x < 3 do x += 1 end")).toMatchObject({ unknown: expect.any(String) });
  expect(
    valueOf("node['a']['b']", { node: { a: { b: 1n } } }, "node.consume_attributes('a' => 2)"),
  ).toMatchObject({
    unknown: "what `node.consume_attributes` changes",
  });
});

test("a warning whose unknown reaches a declaration is an error there, once, and tells where it is needed", () => {
  const needed = (text: string): readonly string[] => run(text).problems;
  const block = (inside: string): string => `dsc_resource 'a' do\n${inside}\nend`;
  expect(needed("x = fature")).toEqual(["warning unknown-method 1:5"]);
  expect(needed(`x = fature\n${block("property :A, x\nproperty :B, x")}`)).toEqual([
    "error unknown-method 1:5",
  ]);
  expect(needed(block("property :A, [Foo]"))).toEqual(["error unknown-constant 2:15"]);
  expect(needed(block("property :A, /a/n"))).toEqual(["error refused 2:14"]);
  expect(needed(`if fature\n${block("")}\nend`)).toEqual(["error unknown-method 1:4"]);
  expect(needed(`fature.each do |f|\ndsc_resource f do\nproperty :A, f\nend\nend`)).toEqual([
    "error unknown-method 1:1",
  ]);
  expect(needed("loop do\ndsc_resource 'a'\nend")).toEqual(["error refused 1:1"]);
  expect(needed("x = helper(1, 2) { dsc_resource 'a' }")).toEqual(["error unknown-method 1:5"]);
  expect(needed(`node.consume_attributes('p' => 1)\n${block("property :A, node['p']")}`)).toEqual([
    "error refused 1:1",
  ]);
  expect(needed(block("timeout fature"))).toEqual(["warning unknown-method 2:9"]);
  expect(run(block("property :A, fature"), { missing: "warning" }).problems).toEqual([
    "warning unknown-method 2:14",
  ]);
});

test("an unknown of the model tells whether it has been told", () => {
  const told = (value: string): unknown =>
    resources(run(`dsc_resource('a') { property :A, ${value} }`))[0]?.properties[0]?.value;
  expect(told("fature")).toMatchObject({ told: true });
  expect(told("1 / 0")).toMatchObject({ told: true });
  expect(told("node['a']")).toMatchObject({ told: false });
});

test("an element of an unknown attribute is named as one, and what is asked of it extends the path", () => {
  const text = (body: string) =>
    `node['web']['sites'].each do |n, site|\ndsc_resource 'a' do\nproperty :x, ${body}\nend\nend`;
  expect(properties(run(text("site")))).toEqual({ x: { unknown: 'an element of node["web"]["sites"]' } });
  expect(properties(run(text("site['title']")))).toEqual({
    x: { unknown: 'node["web"]["sites"][…]["title"]' },
  });
});

test("what a method makes of an unknown attribute has no path of its own", () => {
  expect(valueOf("node['hosts'].split(',')[0]")).toEqual({ unknown: 'node["hosts"]' });
});

test("what a recipe assigns to ENV is not evaluated, and ENV is not known from there on", () => {
  const text = "ENV['TEMP'] = 'y'\ndsc_resource('a') { property :A, ENV['TEMP'].to_s }";
  const outcome = run(text, { environment: { TEMP: "z" } });
  expect(outcome.problems).toEqual(["error refused 1:1"]);
  expect(outcome.declarations[0]).toMatchObject({ properties: [{ value: { kind: "unknown" } }] });
});

const given = "'ab' =~ /(b)/\n";
const lost = { unknown: expect.any(String) };
const lastMatches: readonly (readonly [string, unknown])[] = [
  ["node['q'] =~ /a/", lost],
  ["/a/ =~ node['q']", lost],
  ["node['q'] !~ /a/", lost],
  ["/a/ === node['q']", lost],
  ["node['q'].sub('a', 'b')", lost],
  ["node['q'][/a/]", lost],
  ["node['q']['a']", "b"],
  ["'x'[node['q']]", lost],
  ["'x'.sub(node['q'], 'y')", lost],
  ["'x'.match?(node['q'])", "b"],
  ["[node['q']].any?(/a/)", lost],
  ["[node['q']].each { |x| x }", "b"],
  ["case node['q'] when /a/ then 1 end", lost],
  ["case 'x' when node['q'] then 1 end", lost],
  ["case 'x' when 'y' then 1 end", "b"],
  ["'x' =~ /x/ if node['q']", lost],
  ["'x' =~ /x/ unless node['q'].nil?", lost],
  ["node['q'].each { |x| 'x' =~ /(x)/ }", lost],
  ["node['q'].each { |x| x.upcase }", "b"],
  ["s = 'x'\ns.sub!(/x/, 'y') if node['q']", lost],
  ["s = 'x'\ns[/x/] = 'y' if node['q']", lost],
  ["s = 'x'\ns[/x/] = node['q']", lost],
  ["node['q'][/x/] = 'y'", lost],
  ["x = /#{node['q']}/ =~ 'x'", lost],
  ["/(?<n>x)/ =~ node['q']", lost],
  ["while 'x' =~ /y/ do end", lost],
  ["$~ = nil", lost],
  ["x = 1 if /b/", lost],
  ["'x'.split(/x/)", lost],
  ["['x'].grep(/x/)", lost],
  ["'x'.gsub(/x/).with_index { |a, i| i }", lost],
  ["x = proc { 'x' =~ /x/ }\n[1].each(&x)", null],
  ["x = proc { 'x' =~ /x/ }", "b"],
  ["node['q'].each(&proc { 'x' =~ /x/ })", lost],
  ["node['q'].upcase", "b"],
  ["Regexp.union('a', /b/)", "b"],
];

test.each(lastMatches)("what was matched last behind %s", (statement, expected) => {
  expect(valueOf("$1", {}, `${given}${statement}`)).toEqual(expected);
  expect(valueOf("Regexp.last_match && $1", {}, `${given}${statement}`)).toEqual(expected);
});

test("a local of a named group is unknown as what it is matched with is", () => {
  const set = (value: string): string => `n = 1\n/(?<n>b)/ =~ ${value}`;
  expect(valueOf("n", {}, set("'ab'"))).toBe("b");
  expect(valueOf("n", {}, set("'ac'"))).toBe(null);
  expect(valueOf("n", {}, set("node['q']"))).toEqual({ unknown: 'node["q"]' });
  expect(valueOf("n", {}, `n = 1\n/(?<n>b)/ =~ 'b' if node['q']`)).toEqual({ unknown: 'node["q"]' });
});

test("blocks see what the code round them has matched, other files do not", () => {
  expect(valueOf("$1", {}, "[1].each { 'ab' =~ /(a)/ }")).toBe("a");
  expect(valueOf("[$1].map { |x| x + $1 }.first", {}, given)).toBe("bb");
  const next = `dsc_resource 'a' do\nproperty :A, $~.nil?\nend`;
  expect(properties(run([given, next]))).toEqual({ A: true });
});

test("a ruby_block that may run leaves what it assigns unknown; one that cannot be followed is no mistake", () => {
  const shown = (block: string, before = "x = 0", after = "") =>
    properties(
      run(`${before}\n${block}\n${after}\ndsc_resource('r') { property :v, lazy { x } }`, { node: {} }),
    )["v"];
  const doubtful = { unknown: expect.stringMatching(/./) };
  expect(shown("ruby_block('b') { block { x = 1 }; only_if 'dir' }")).toEqual(doubtful);
  expect(shown("ruby_block('b') { block { x = 1 } } if search(:n).any?")).toEqual(doubtful);
  expect(shown("ruby_block('b') { block { x = shell_out('x').stdout } }")).toEqual(doubtful);
  expect(shown("ruby_block('b') { block { x = 1 if shell_out('x').error? } }")).toEqual(doubtful);
  const notified = "ruby_block('b') { block { x = 1 }; action :nothing }";
  expect(shown(notified)).toBe(0n);
  for (const notifier of [
    "log('l') { notifies :run, 'ruby_block[b]', :immediately }",
    "dsc_resource('l') { notifies :run, 'ruby_block[b]', :before }",
    "ruby_block('c') { block { x = 0 }; notifies :run, 'ruby_block[b]', :immediately }",
  ])
    expect(shown(notified, "x = 0", notifier)).toEqual(notifier.startsWith("dsc") ? undefined : doubtful);
  expect(
    shown("ruby_block('b') { block { x = 1 }; action :nothing; subscribes :run, 'log[l]', :immediately }"),
  ).toEqual(doubtful);
  expect(shown("log('l') { only_if { x = 1; true } }")).toEqual(doubtful);
  expect(shown("log('l') { message lazy { x = 1; 'm' } }")).toEqual(doubtful);
  expect(
    run("ruby_block('b') { block { system('reboot'); raise 'x' if shell_out('y').error? } }").problems,
  ).toEqual(["warning other-resources 1:1"]);
  expect(run("ruby_block('b') { block { raise 'x' } }").problems).toContain("error raised 1:27");
});
