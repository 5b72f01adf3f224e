import fc from "fast-check";
import { expect, test } from "vitest";
import { maskSecrets } from "../../src/report/mask.js";

function mask(text: string): string {
  return maskSecrets({ name: "r.rb", path: "r.rb", text }).text;
}

test.each([
  ["ps_credential('user', 'Pw1')", "ps_credential('••••', '•••')"],
  [`ps_credential("us\\"er", 'P\\'w')`, `ps_credential("••••••", '••••')`],
  ["ps_credential 'u', 'p'", "ps_credential '•', '•'"],
  ["x = ps_credential('u',\n  'p')\ny = 'z'", "x = ps_credential('•',\n  '•')\ny = 'z'"],
  ["ps_credential(%q(u), %Q{p})", "ps_credential(%q(•), %Q{•})"],
  ["property :Password, 'plain'\nproperty :Name, 'n'", "property :Password, '•••••'\nproperty :Name, 'n'"],
  ["node.default['db_password'] = 'x'", "node.default['db_password'] = '•'"],
  // Ruby itself takes the text up to the next quote, on another line, for the string's.
  [
    "ps_credential('u', 'never closed\nproperty :Name, 'n'",
    "ps_credential('•', '••••••••••••\n••••••••••••••••'n'",
  ],
  ["property :Name, 'ps'", "property :Name, 'ps'"],
  [
    "ps_credential('u', secret(name: 'db', version: '2'))",
    "ps_credential('•', secret(name: 'db', version: '2'))",
  ],
  [
    "ps_credential('u', secret(name: 'db', config: 'x'), name: 'p')",
    "ps_credential('•', secret(name: 'db', config: '•'), name: '•')",
  ],
  ["password =\n  'p'\ny = 'z'", "password =\n  '•'\ny = 'z'"],
  ["{ password:\n  'p' }", "{ password:\n  '•' }"],
  ["password = 'a' +\n  'b'", "password = '•' +\n  '•'"],
  ["ps_credential(foo.sub(/'/, ''), 'Pw1')", "ps_credential(foo.sub(/'/, ''), '•••')"],
  ["ps_credential(a / b, 'Pw1', c / d)", "ps_credential(a / b, '•••', c / d)"],
  [`password = /${"x".repeat(1200)}/, 'p'`, `password = ${"•".repeat(1207)}`],
  ["ps_credential('u', <<~E.chomp)\n  p'w\n  E\nx 'z'", "ps_credential('•', <<~E.chomp)\n•••••\n  E\nx 'z'"],
  ["ps_credential(<<E, 'u')\n E\npw\nE\nx 'z'", "ps_credential(<<E, '•')\n••\n••\nE\nx 'z'"],
  ["x(password: [<<-A, <<~'B b'])\n1\n A\nA\n B b\nA", "x(password: [<<-A, <<~'•••'])\n•\n A\n•\n B b\nA"],
  ["password = foo(<<~E,\n  p'w\nE\n 'pw')\nx 'z'", "password = foo(<<~E,\n•••••\nE\n '••')\nx 'z'"],
  ["password = <<~E\n pw\n pw", "password = <<~E\n•••\n•••"],
  ["passwords <<e\nx\n y", "passwords <<e\nx\n y"],
  ["x 'my password of'\npassword = 'p'", "x 'my password of'\n•••••••••••'•'"],
])("%j is shown as %j", (text, expected) => {
  expect(mask(text)).toBe(expected);
});

test.each([
  ['Password =\n "Pw1";\nName = "n";', 'Password =\n "•••";\nName = "n";'],
  ['Password = "Pw"\n "1";\nName = "n";', 'Password = "••"\n "•";\nName = "n";'],
  ['Password\n=\n"Pw1";Name = "n";', 'Password\n=\n"•••";Name = "n";'],
  ['Password // it\'s\n = "Pw1" 5;\nName = "n";', 'Password // it\'s\n = "•••" 5;\nName = "n";'],
  ['Text = "the password of";\nPassword = "Pw1";', 'Text = "the password of";\nPassword = "•••";'],
])("of a document %j is shown as %j", (text, expected) => {
  const shown = maskSecrets({ name: "x.mof", path: "x.mof", text }).text;
  // What stands behind a word for a secret may be hidden too.
  expect(shown.length).toBe(text.length);
  expect(shown).not.toMatch(/Pw|1/);
  if (!text.includes("it's") && !text.includes("of")) expect(shown).toBe(expected);
});

test.each([
  ["a.yml", "pwd: x\nname: y", "pwd: •\nname: y"],
  ["a.yaml", "{db-pwd-2 : x, my_secret: y}\nname: y", "{db-pwd-2 : x, my_secret: ••\nname: y"],
  ["a.yml", "pwd:\n  x\nname: y", "pwd:\n•••\nname: y"],
  ["a.yml", "pwd:x\npwd", "pwd:x\npwd"],
])("of the file %s %j is shown as %j", (name, text, expected) => {
  expect(maskSecrets({ name, path: name, text }).text).toBe(expected);
});

// Looked through anew from each place, these would take minutes.
test.each([
  ["r.rb", `pwd = 1 # ${" /[".repeat(300_000)}`],
  ["r.rb", "pwd = %q(\n".repeat(300_000)],
  ["r.rb", "pwd = %w[ %q( ' \" \n".repeat(100_000)],
  ["r.rb", `${"pwd <<E\n".repeat(200_000)}E`],
  ["r.rb", "pwd <<E\n  E\nE\n".repeat(100_000)],
  ["r.rb", `pwd ${'<<"'.repeat(200_000)}`],
  ["r.rb", Array.from({ length: 100_000 }, (_, index) => `pwd <<E${index}\n`).join("")],
  ["x.mof", `Password = /*${" /[".repeat(300_000)}*/ 5;`],
  ["x.mof", `Password = ${" /*".repeat(300_000)}`],
  ["a.yml", "pwd".repeat(300_000)],
  ["a.json", `{"pwd": ${"[/".repeat(300_000)}`],
])("however often something is opened in a text of %s it is looked through once", (name, text) => {
  expect(maskSecrets({ name, path: name, text }).text.length).toBe(text.length);
});

test("lengths and lines stay, whatever the text", () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(
          "ps_credential",
          "password",
          "(",
          ")",
          "'",
          '"',
          "\\",
          "\n",
          ",",
          " ",
          "%q(",
          "a",
          "😀",
        ),
      }),
      (text) => {
        const shown = mask(text);
        expect(shown.length).toBe(text.length);
        expect(shown.replace(/[^\n]/g, "")).toBe(text.replace(/[^\n]/g, ""));
      },
    ),
    { numRuns: 2000 },
  );
});

test("a password between quotes in the same call is never shown", () => {
  const password = fc
    .string({ unit: "grapheme", minLength: 3, maxLength: 20 })
    .map((text) => `~${text.replace(/[\\'\r\n]/g, "x")}~`);
  fc.assert(
    fc.property(password, fc.constantFrom("(", " "), (secret, open) => {
      expect(mask(`property :A, ps_credential${open}'u', '${secret}'`)).not.toContain(secret);
    }),
  );
});
