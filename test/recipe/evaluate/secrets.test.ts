import { expect, test } from "vitest";
import { secretNotGiven } from "../../../src/diagnostics/catalogue/recipe-secrets.js";
import { Secret } from "../../../src/model/secret.js";
import type { DeclaredValue } from "../../../src/model/declaration.js";
import { properties, resources, run } from "./kit.js";

const secrets = new Map([
  ["db", new Secret("first")],
  ["db@2", new Secret("second")],
]);

function passwordOf(value: DeclaredValue | undefined): string | undefined {
  const password = value?.kind === "instance" ? value.properties[1]?.value : undefined;
  return password?.kind === "secret" ? Secret.reveal(password.secret) : undefined;
}

function passwordsOf(lines: string, missing: "error" | "warning" = "error") {
  const outcome = run(`dsc_resource 'r' do\n${lines}\nend`, { secrets, missing });
  const values = resources(outcome)[0]?.properties.map(({ value }) => passwordOf(value));
  return { problems: outcome.problems, values };
}

test("a version of its own goes before what stands for all versions", () => {
  const lines = [
    "name: 'db'",
    "name: 'db', version: '1'",
    "name: 'db', version: 2",
    "name: :db, service: :hashi_vault",
  ];
  const { problems, values } = passwordsOf(
    lines.map((given, index) => `property :P${index}, ps_credential(secret(${given}))`).join("\n"),
  );
  expect(problems).toEqual([]);
  expect(values).toEqual(["first", "first", "second", "first"]);
});

test("a value of a Hash that a service gives is a secret, given by its keys", () => {
  const given = new Map([
    ["a/db:data:password", new Secret("deep")],
    ["a/db:token", new Secret("flat")],
  ]);
  const lines = [
    "ps_credential('u', secret(name: 'a/db', service: :hashi_vault)[:data][:password])",
    "ps_credential('u', secret(name: 'a/db', service: :akeyless_vault).dig(:data, :password))",
    "ps_credential('u', secret(name: 'a/db').fetch(:token))",
  ];
  const text = lines.map((line, index) => `property :P${index}, ${line}`).join("\n");
  const outcome = run(`dsc_resource 'r' do\n${text}\nend`, { secrets: given });
  expect(outcome.problems).toEqual([]);
  expect(resources(outcome)[0]?.properties.map(({ value }) => passwordOf(value))).toEqual([
    "deep",
    "deep",
    "flat",
  ]);
  // The other services give Strings, and a Hash is no password.
  const wrong =
    "property :P, ps_credential('u', secret(name: 'a/db', service: :aws_secrets_manager)[:token])";
  const whole = "property :P, ps_credential('u', secret(name: 'a/db', service: :hashi_vault))";
  const problemsOf = (line: string) => run(`dsc_resource 'r' do\n${line}\nend`, { secrets: given }).problems;
  expect(problemsOf(wrong)).toEqual(["error secret-not-given 2:33"]);
  expect(problemsOf(whole)).toEqual(["error wrong-argument 2:33"]);
  for (const line of lines) expect(passwordsOf(`property :P, ${line}`, "warning").problems).toEqual([]);
});

test.each([
  ["[:data][:password]", "a/db:data:password"],
  [" [ :data ]\n.fetch(:password)", "a/db:data:password"],
  [".dig(:data, :password)[:x]", "a/db:data:password:x"],
  ["&.dig(:token)", "a/db:token"],
  [".fetch(:token)", "a/db:token"],
])("the value %s of a secret that is missing is told by its keys", (asked, given) => {
  const lines = `x = secret(name: 'a/db', service: :hashi_vault)${asked}\ndsc_resource('r') { property :P, ps_credential(x) }`;
  const tell = (secrets: ReadonlyMap<string, Secret>) => run(lines, { secrets, missing: "error" });
  for (const secrets of [new Map(), new Map([["a/db:other", new Secret("x")]])]) {
    const { problems, helps } = tell(secrets);
    expect(problems).toEqual(["error secret-not-given 1:5"]);
    expect(helps[0]).toContain(`--secret '${given}=@file'`);
  }
  expect(tell(new Map([[given, new Secret("x")]])).problems).not.toContain("error secret-not-given 1:5");
});

test("a secret is not asked for by keys that are not known, or of a service that gives a text", () => {
  const ask = (call: string) => run(`x = secret(name: 'db'${call}`, { missing: "error" }).helps[0];
  for (const call of [")['a']", ")[0]", ").fetch(:a, 'b')", ", service: :azure_key_vault)[:a]"])
    expect(ask(call)).toContain("--secret 'db=@file'");
});

test("the name of a secret that is missing is told in full, however long it is", () => {
  const name = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbC123";
  const { message, help } = secretNotGiven({ file: "x" }, { name, version: "" });
  expect(message).toContain(name);
  expect(help).toContain(`--secret '${name}=@file'`);
});

test("a secret that nobody has given is an error only where a document is made of it", () => {
  const line = "property :P, ps_credential(secret(name: 'web'))";
  expect(passwordsOf(line).problems).toEqual(["error secret-not-given 2:28"]);
  expect(passwordsOf(line, "warning").problems).toEqual([]);
  const leftOut = "template 'x' do\n  variables(password: secret(name: 'web'))\nend";
  expect(run(leftOut, { secrets }).problems).toEqual(["warning other-resources 1:1"]);
});

test.each([
  ["s.nil?", false],
  ["!s", false],
  ["s ? 1 : 2", 1n],
  ["s.is_a?(String)", true],
  ["s.is_a?(Hash)", false],
  ["s.instance_of?(String)", true],
  ["s == nil", false],
  ["s != 1", true],
  ["s == s", true],
  ["String === s", true],
  ["case s when Integer then 1 when String then 2 end", 2n],
  ["[s].length", 1n],
  ["[nil, s].compact.size", 1n],
  ["{ a: s }.keys", [":a"]],
  ["[s, 1].first.is_a?(String) && [1, s].include?(1)", true],
])("%s tells nothing of a secret's text", (expression, expected) => {
  const text = `s = secret(name: 'db')\ndsc_resource 'r' do\n  property :P, (${expression})\nend`;
  const outcome = run(text, { secrets });
  expect(outcome.problems).toEqual([]);
  expect(properties(outcome)).toEqual({ P: expected });
});

test.each([
  "s.length",
  "s.empty?",
  "s.to_s",
  "s.eql?('x')",
  "s.to_sym",
  "s <=> 'x'",
  "s > 'x'",
  "'x' == s",
  "'x'.eql?(s)",
  "'x'.start_with?(s)",
  "'a'..s",
  "[s] - ['x']",
  "['x'].index(s)",
  "[s, 'x'].max",
  "[s].join",
  "[s].inspect",
  "[s].map(&:upcase)",
  "[s].group_by { |x| x }",
  "[s].tally",
  "{ 'a' => 1 }[s]",
  "{ 'a' => 1 }.key?(s)",
  "{ 'a' => s }.invert",
  "{ 'a' => s }.value?('x')",
  "s.then { |x| x.size }",
  "String(s)",
  "'x' =~ s",
  "'x'.gsub('x', s)",
  "'x'.gsub(/x/) { s }",
  "'x' 'y' << s",
  "%w(a).each_with_object(s) { |x, o| o << x }",
])("%s is an error, and gives nothing of the text", (expression) => {
  const text = `s = secret(name: 'db')\ndsc_resource 'r' do\n  property :P, (${expression})\nend`;
  const outcome = run(text, { secrets });
  expect(
    outcome.problems.filter((problem) => problem.startsWith("error")),
    expression,
  ).not.toEqual([]);
  expect(JSON.stringify(properties(outcome)["P"])).not.toContain("first");
});

test("the body of a script may have a secret in its text", () => {
  const text = `dsc_script 'x' do
  code <<-EOH
    net use #{secret(name: 'db')}
  EOH
end`;
  const { declarations } = run(text, { secrets });
  const [value] = declarations[0]?.attributes[0]?.values ?? [];
  expect(value?.kind === "secret" && Secret.reveal(value.secret)).toBe("    net use first\n");
});
