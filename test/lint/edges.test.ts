import { expect, test } from "vitest";
import { catalogueInMemory } from "../../src/schema/catalogue-of.js";
import { applied, lint, placesOf, type Given } from "./kit.js";

// What stands near to what a rule is for: each list is the texts that the findings stand at.

const block = (...lines: readonly string[]) =>
  `dsc_resource 'a' do\n  resource :File\n  ${lines.join("\n  ")}\nend\n`;
const script = (...lines: readonly string[]) => `dsc_script 'a' do\n  ${lines.join("\n  ")}\nend\n`;
const service = (...lines: readonly string[]) => `service 'a' do\n  ${lines.join("\n  ")}\nend\n`;

const policy = (line: string) => `dsc_resource 'a' do\n  resource :Policy\n  ${line}\nend\n`;

/** Policies of which one is called like a password, and is chosen from a list. */
const catalogue = catalogueInMemory([
  {
    ...{ name: "PolicyDsc", inBox: false, platform: "windows" },
    classes: [
      {
        ...{ name: "MSFT_Policy", friendlyName: "Policy", superClass: "OMI_BaseResource" },
        properties: [
          {
            ...{ name: "BlankPassword", type: "string", array: false, key: true, required: false },
            ...{ readOnly: false, valueMap: ["Enabled", "Disabled"], values: ["Enabled", "Disabled"] },
          },
        ],
      },
    ],
  },
]);

type Case = readonly [code: string, text: string, places: readonly string[], given?: Given];

const cases: readonly Case[] = [
  ["lint/attribute-key", "x = { a: 1 }[:a] + default[:b]", []],
  ["lint/attribute-key", "default[:b][0][x][:c] = 1", [":b", ":c"], { kind: "attributes" }],
  ["lint/attribute-key", "node[:'a b']['c', :d]", [":'a b'"]],
  ["lint/attribute-method", "node.web.port = 1\nnode.a&.b\nnode.a(1)\nnode.a?\nx.node.a", ["a"]],
  ["lint/attribute-method", "puts node.list.first.name", ["list"]],
  ["lint/attribute-method", "puts node.tags, node.platform_version, node.default_paths, node.count", []],
  ["lint/attribute-method", "puts node.roles, node.recipes, node.expand", ["roles", "recipes", "expand"]],
  ["lint/attribute-method", "node.a, b, *node.c = 1, node.d", ["d"]],
  ["lint/constant-condition", "if a || true\nend\nx = y ? 1 : 2\nputs 1 if [].empty?", []],
  ["lint/constant-condition", "puts 1 unless 'x'\nputs 2 if !(!nil)\nputs 3 if :a", ["'x'", "!(!nil", ":a"]],
  [
    "lint/constant-guard",
    service("only_if { 5 }", "not_if { nil }", "only_if { true; x }"),
    ["only_if { 5 }", "not_if { nil }"],
  ],
  ["lint/conflicting-attributes", script("code 'x'", "code 'y'"), []],
  ["lint/duplicate-key", "x = { 'a' => 1, **b, 'a' => 2 }", []],
  ["lint/duplicate-key", "x = { **b, 'a' => 1, 'a' => 2 }", ["'a'"]],
  ["lint/duplicate-key", "x = { 1 => 2, '1' => 3, 1.0 => 4, nil => 5, nil => 6 }", []],
  ["lint/ensure-spelling", block("property :Ensure, node['x']", "property :Ensure, 'Missing'"), []],
  ["lint/heredoc-terminator", "x = <<~EOH\n  EOH of it\n  a EOH\nEOH\n", []],
  ["lint/heredoc-terminator", "x = <<-'A B'\n a\n A B \nA B\n", [" A B "]],
  ["lint/import-in-code", script('code "a\nImport-DscResource -ModuleName A, B"'), ["Import-DscResource"]],
  [
    "lint/include-recipe-parentheses",
    "include_recipe(name)\ninclude_recipe('a', 'b')\nx = include_recipe('c')",
    [],
  ],
  ["lint/interpolated-variable", '"#$1 #@@a #a #{$b}"', ["#$1", "#@@a"]],
  ["lint/interpolation-in-single-quotes", "'#{}' '#'; %q(#{a}); 'a' '#{b}'; %w(#{c})", ["%q(#{a})"]],
  ["lint/joined-lines", "x = <<-A\n  C:\\\\\\\\\n  b \\\n  c\\\nA\n  \nA\n", ["\\"]],
  ["lint/legacy-notify", "resources('a[b]')\n" + service("notifies :run, 'a[b]', resources"), []],
  [
    "lint/literal-password",
    block("property :Password, ''", 'property :Password, "#{x}"', "property :Secret, %q(abc)"),
    ["%q(abc)"],
  ],
  ["lint/literal-password", "x = 'word'\n" + block("property :Password, ps_credential(node['u'], x)"), []],
  ["lint/literal-password", policy("property :BlankPassword, 'Disabled'"), [], { settings: { catalogue } }],
  ["lint/literal-password", policy("property :BlankPassword, 'Disabled'"), ["'Disabled'"]],
  ["lint/literal-password", "x = 'word'\n" + block("property :Password, ps_credential('u', x)"), ["'word'"]],
  ["lint/literal-password", "ps_credential(%q(word))\nps_credential(<<-A)\nb\nA\n", ["%q(word)", "<<-A"]],
  ["lint/lost-backslash", '%w(C:\\Web) + %W(C:\\Web "C:\\Web")', []],
  ["lint/lost-backslash", '"C:" "\\Web"\n"a\\nb\\tc"\n"C:\\\\web\\\\new"\n"\\\\d+"', []],
  ["lint/lost-backslash", "\"\\\\server\\\\share\"\n'\\\\Microsoft'\n'a \\\\b\\c'", []],
  ["lint/lost-backslash", '"x\\"C:\\temp\\""', ["\\t"]],
  [
    "lint/lost-backslash",
    '"HKEY_LOCAL_MACHINE\\\\a\\run"\n"$env:TEMP\\new"\n"#{a}\\nb"\n"$b\\nc"',
    ["\\r", "\\n"],
  ],
  ["lint/lost-backslash", '"[paths]\\r\\ndata=C:\\\\Data\\r\\nlog=D:\\\\Log\\r\\n"', []],
  ["lint/lost-backslash", '"C:\\\\Data\\tD:\\\\Log\\nE:\\\\Backup\\tnone\\n"', []],
  ["lint/lost-backslash", '"installed to C:\\\\Data\\nplease reboot"\n"C:/Data\\nplease"', []],
  ["lint/lost-backslash", '"#{a}\\tb\\n"\n"#{a}\\tb"\n"\\u00e9C:\\\\caf\\u00e9"', []],
  ["lint/lost-backslash", '"C:\\\\Program Files\\nodejs"\n"C:\\\\a\\bin"', ["\\n", "\\b"]],
  ["lint/lost-backslash", '"#{node[\'root\']}\\bin\\temp"\n"C:\\101"', ["\\b", "\\1"]],
  [
    "lint/missing-sensitive",
    "ps_credential('a', b)\n" + block("sensitive false", "property :C, ps_credential(a, b)"),
    [],
  ],
  ["lint/name-in-loop", "x.each { |a| dsc_resource('b') { resource :File } }", ["'b'"]],
  ["lint/name-in-loop", 'x.each { |a| y.each { |b| dsc_resource("#{a}") { resource :File } } }', ['"#{a}"']],
  [
    "lint/name-in-loop",
    "x.select { |a| dsc_resource('b') { resource :File } }\nx.each { dsc_resource('b') { resource :File } }",
    [],
  ],
  ["lint/name-in-loop", "x.each { |a| dsc_resource(name) { resource :File } }", []],
  ["lint/name-in-loop", "for a in x do dsc_resource('b') { resource :File } end", ["'b'"]],
  ["lint/name-in-loop", "x.each { |(a, b), *c| dsc_resource('b') { resource :File } }", ["'b'"]],
  [
    "lint/name-in-loop",
    'for a, (b, *c) in x do dsc_resource("#{c}") { resource :File } end\n' +
      'x.each { |a, (b, c), d = 1| dsc_resource("#{d}#{c}") { resource :File } }\n' +
      'i = 0\nx.each { |a| i, b = i + 1, 2; dsc_resource("#{i}") { resource :File } }',
    [],
  ],
  ["lint/negated-guard", service("only_if { not x }", "only_if { !x; y }", "only_if { x }"), []],
  [
    "lint/nil-property",
    "property :a, nil\n" + block("property :A", "property :B, x || nil"),
    [],
    { kind: "resource" },
  ],
  [
    "lint/notification-target",
    service("notifies :run, x[1]", "notifies :run, node['a']", "notifies :run, 'a[b]'"),
    ["x[1]", "node['a']"],
  ],
  [
    "lint/platform-helper",
    "node['platform'] == x\nnode['platform'].include?('a')\nnode['platform'] =~ 'a'",
    [],
  ],
  [
    "lint/powershell-variable",
    block("property :DestinationPath, ['$Env:A/b', \"${env:B}\"]", "property :Contents, '$env:C'"),
    ["$Env:A", "${env:B}"],
  ],
  ["lint/redundant-interpolation", ':"#{a}"; "#{a}#{b}"; "#{}"; "#{a; b}"; <<-A\n#{a}\nA\n', []],
  ["lint/redundant-interpolation", 'x = { "#{a}": 1 }\ny = %W(#{b})\nz = "#$c"', []],
  ["lint/renamed-module", script("imports name, 'xNetworking'"), []],
  ["lint/resource-name", "dsc_resource 'a' do\n  other 'b' do\n    resource_name :x\n  end\nend", []],
  ["lint/script-for-resource", script("code ''"), []],
  [
    "lint/set-action",
    "action :set do\nend\n" + block("subscribes :set, 'service[b]'", "action %i(set)"),
    [":set", "set"],
  ],
  ["lint/shadowed-local", "x = 1\nputs(y) { |x| x }", ["x"]],
  ["lint/shadowed-local", "puts(y) { |x| x }\nx = 1\nputs x", []],
  ["lint/shadowed-local", "x, z = 1, 2\nputs(y) { |(x, a), w = x, *z| x }", ["x", "*z"]],
  [
    "lint/string-action",
    "action 'create' do\nend\n" + service("action name", "action 'a b'", "notifies 'run'"),
    [],
  ],
  ["lint/string-guard", service("only_if { 'a'; b }", "not_if(x) { 'a' }"), []],
  [
    "lint/unreachable-code",
    "if a then return end\nputs 1\ncase b\nwhen 1 then raise 'x'; puts 2\nelse return\nend\nputs 3",
    ["puts 2"],
  ],
  ["lint/unreachable-code", "x = (return; 1)", ["1"]],
  ["lint/unused-local", "a = 1\nb = 2\nputs { |c| b; d = 3 }\ne ||= 4\nf = g = 5\nputs g", ["a", "d", "f"]],
  [
    "lint/unused-local",
    "a, (b, *c) = 1, 2\nfor d in a do e = 1 end\nf = 1\nputs { |g = f| g }\nh = 1\nputs(**h)\nputs e",
    [],
  ],
  ["lint/unused-local", "for d in a do e = 1 end\nputs { |(f, g)| h = f }", ["e", "h"]],
  [
    "lint/unused-local",
    "a = 1\nwhile true do a; end\nb = 2\nb.c = 3\nd = 4\nputs { d = 5 }\nputs binding",
    [],
  ],
];

for (const [code, text, places, given] of cases) {
  test(`${code} in ${JSON.stringify(text)}`, () => {
    expect(placesOf(code, text, given)).toEqual(places);
  });
}

/** Fixes that have to fit into what stands round them. */
const fixes: readonly (readonly [code: string, text: string, mended: string])[] = [
  ["lint/attribute-method", '"#{node.a.b.to_s}"', "\"#{node['a']['b'].to_s}\""],
  [
    "lint/import-in-code",
    script('code "Import-DscResource -ModuleName A; B c { D = 1 }"'),
    script('code "Import-DscResource -ModuleName A; B c { D = 1 }"'),
  ],
  ["lint/lost-backslash", '"C:\\Program Files\\new\\table"', '"C:\\\\Program Files\\\\new\\\\table"'],
  ["lint/lost-backslash", '"C:\\a (x86)\\Temp\\new"', '"C:\\a (x86)\\\\Temp\\\\new"'],
  ["lint/lost-backslash", '"#{a}\\Program Files\\new"', '"#{a}\\\\Program Files\\\\new"'],
  ["lint/lost-backslash", '"#{a}\\bin\\temp\\#{b}"', '"#{a}\\\\bin\\\\temp\\\\#{b}"'],
  ["lint/lost-backslash", '"C:\\\\Program Files\\nodejs"', '"C:\\\\Program Files\\nodejs"'],
  ["lint/lost-backslash", '"see C:\\Web\\nthen D:\\n"', '"see C:\\Web\\nthen D:\\n"'],
  ["lint/lost-backslash", '"^\\d+\\n\\w"', '"^\\\\d+\\n\\\\w"'],
  [
    "lint/lost-backslash",
    '"\\\\server\\share\\new and C:\\Web"',
    '"\\\\\\\\server\\\\share\\\\new and C:\\\\Web"',
  ],
  [
    "lint/missing-sensitive",
    "dsc_resource('a') { property :C, ps_credential(a, b) }",
    "dsc_resource('a') { sensitive true\nproperty :C, ps_credential(a, b) }",
  ],
  ["lint/negated-guard", service("only_if { ! (a && b) }"), service("not_if { (a && b) }")],
  ["lint/nil-property", block("property :A, nil; property :B, 1"), block("property :A, nil; property :B, 1")],
  ["lint/redundant-interpolation", '"#{a(1)}"', "a(1).to_s"],
  ["lint/redundant-interpolation", 'a = "b".strip; c = "#{a}"', 'a = "b".strip; c = a'],
  ["lint/redundant-interpolation", 'a = "b"; a = 1; c = "#{a}"', 'a = "b"; a = 1; c = a.to_s'],
  ["lint/redundant-interpolation", '"#{a 1}"', '"#{a 1}"'],
  ["lint/string-action", service("action %w(a b)"), service("action %i(a b)")],
  ["lint/string-guard", service("only_if { '' }"), service("only_if { '' }")],
  ["lint/string-guard", service("only_if do", "  'a'", "end"), service("only_if 'a'")],
  [
    "lint/script-for-resource",
    "if x\n  dsc_script 'n' do\n    imports 'M'\n    code \"R { A = 'it''s C:\\\\'; B = @(1, -2); C = @(); D = 'x', \\\"y\\\" }\"\n  end\nend\n",
    "if x\n  dsc_resource 'n' do\n    resource :R\n    module_name 'M'\n    property :A, 'it\\'s C:\\\\'\n    property :B, [1, -2]\n    property :C, []\n    property :D, ['x', 'y']\n  end\nend\n",
  ],
  [
    "lint/repeated-blocks",
    "if x\n" +
      ["a", "b", "c"]
        .map(
          (name) =>
            `  dsc_resource '${name}' do\n    resource :${"R"}\n    property :N, ["${name}"]\n  end\n`,
        )
        .join("") +
      "end\n",
    "if x\n  %w(a b c).each do |item|\n    dsc_resource item do\n      resource :R\n      property :N, [item]\n    end\n  end\nend\n",
  ],
  [
    "lint/repeated-blocks",
    ["a b", "b", "c"].map((name) => `dsc_resource '${name}' do\n  resource :R\nend\n`).join(""),
    ["a b", "b", "c"].map((name) => `dsc_resource '${name}' do\n  resource :R\nend\n`).join(""),
  ],
];

for (const [code, text, mended] of fixes) {
  test(`the fix of ${code} in ${JSON.stringify(text)}`, () => {
    const [fix] = lint(text, { on: code }).find((one) => one.code === code)?.fixes ?? [];
    expect(fix === undefined ? text : applied(text, fix)).toBe(mended);
  });
}

test("texts that only PowerShell or Ruby can finish are no plain blocks", () => {
  const bodies = [
    "R { A = $x }",
    'R { A = "$x" }',
    "R { A = `1 }",
    "R { A = 1.5 }",
    "R { A = 010 }",
    "R { A = 1; B }",
    "R { }",
    "R a b { A = 1 }",
    "Node a { A = 1 }",
    "R { A = @{ B = 1 } }",
    "R { A = 1 } # x",
    "R { A = { 1 } }",
    "R { A = (1) }",
    "R { A = 1, }",
    "R { A = @(1 }",
    "R { A = 1",
    "R { A = 'x\n' }",
    "R { A 1 }",
    "{ A = 1 }",
    "R { A = $null }",
  ];
  for (const body of bodies) {
    const text = `dsc_script 'a' do\n  code <<-'EOH'\n${body}\nEOH\nend\n`;
    expect([body, placesOf("lint/script-for-resource", text)]).toEqual([body, []]);
  }
});
