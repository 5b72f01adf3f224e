import { expect, test } from "vitest";
import { verifyBytes } from "../../src/check/verify-bytes.js";
import { withRecipePlaces } from "../../src/check/verify-recipes.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { positionOf, textOf } from "../../src/source/source.js";
import { catalogue } from "./kit.js";

const recipe = "dsc_resource 'a' do\n  dsc_resource 'b' do\n  end\nend\n";

const sub = (name: string, body = "") => `instance of T_Sub as $${name} { Id = "i"; Need = "n"; ${body} };\n`;

const resource = (info: string, body: string, name = "a") =>
  `instance of T_All as $T_All_${name} { ResourceID = "[All]${name}"; K = "${name}"; Req = "r"; ModuleName = "Things"; ` +
  `ModuleVersion = "2.1.0"; SourceInfo = "${info}"; ${body} };\n`;

/** Diagnostics of a document beside the recipe `web.rb`, the only one that there is. */
function verified(...instances: readonly string[]): readonly Diagnostic[] {
  const ending = 'instance of OMI_ConfigurationDocument { Version = "2.0.0"; Name = "x"; };\n';
  const bytes = new TextEncoder().encode(`/*\n@TargetNode='n'\n*/\n${instances.join("")}${ending}`);
  const settings = { file: "d.mof", target: "windows", meta: false } as const;
  const { value, diagnostics } = verifyBytes(bytes, catalogue, settings);
  if (value === undefined) return diagnostics;
  const source = { name: "web.rb", path: "web.rb", text: recipe };
  return withRecipePlaces(diagnostics, value, (path) => (path === "web.rb" ? source : undefined));
}

/** Where the errors of a document come from: places in the recipe, or the last line of the help. */
function comesFrom(...instances: readonly string[]): readonly string[] {
  const errors = verified(...instances).filter(({ severity }) => severity === "error");
  return errors.map(({ related, help }) => {
    const found = related.find(({ message }) => message === "The resource comes from here.")?.origin;
    if (found === undefined) return /The resource comes from .*/.exec(help)?.[0] ?? "";
    const { line, column } = positionOf(found.source, found.start);
    return `${line}:${column} ${textOf(found)}`;
  });
}

const wrong = "U8 = 256;";

test.each([
  ["web.rb::1::1::dsc_resource", "1:1 dsc_resource"],
  ["web.rb::2::3::dsc_resource", "2:3 dsc_resource"],
])("%s is a place in the recipe", (info, place) => {
  expect(comesFrom(resource(info, wrong))).toEqual([place]);
});

test.each([
  ["web.rb::1::2::dsc_resource", "web.rb:1:2"],
  ["web.rb::1::0::dsc_resource", "web.rb:1:0"],
  ["web.rb::0::1::dsc_resource", "web.rb:0:1"],
  ["web.rb::3::1::dsc_resource", "web.rb:3:1"],
  ["web.rb::9::1::dsc_resource", "web.rb:9:1"],
  ["web.rb::2::3::dsc_script", "web.rb:2:3"],
  ["other.rb::1::1::dsc_resource", "other.rb:1:1"],
  ["C:\\\\x.ps1::12::3::File", "C:\\x.ps1:12:3"],
])("at %s nothing of the recipe is shown", (info, told) => {
  expect(comesFrom(resource(info, wrong))).toEqual([`The resource comes from ${told}.`]);
});

test.each([
  ...["", "web.rb", "web.rb::1::1", "web.rb::1::1::a b", "::1::1::a", "web.rb::x::1::dsc_resource"],
  "web.rb::1111111111::1::dsc_resource",
])("%j leads nowhere", (info) => {
  expect(comesFrom(resource(info, wrong))).toEqual([""]);
});

test("an instance inside of others comes from the resource that they are in", () => {
  const leaf = 'instance of MSFT_Credential as $c { Nope = 1; UserName = "u"; };\n';
  const held = sub("s", "Login = $C;");
  const user = resource("web.rb::2::3::dsc_resource", "Subs = {$s};");
  const other = resource("web.rb::1::1::dsc_resource", "", "b");
  expect(comesFrom(leaf, held, other, user)).toEqual(["2:3 dsc_resource"]);
  expect(comesFrom(leaf, held, user, other)).toEqual(["2:3 dsc_resource"]);
});

test("an instance in two resources comes from the first", () => {
  const first = resource("web.rb::1::1::dsc_resource", "Sub = $s;");
  const second = resource("web.rb::2::3::dsc_resource", "Sub = $s;", "b");
  expect(comesFrom(sub("s", "Nope = 1;"), first, second)).toEqual(["1:1 dsc_resource"]);
});

test("what no resource holds comes from nowhere", () => {
  const text = sub("s", "Nope = 1;");
  expect(comesFrom(text, resource("web.rb::1::1::dsc_resource", ""))).toEqual([""]);
  expect(comesFrom(resource("web.rb::1::1::dsc_resource", "") + text)).toEqual([""]);
});

test("the sentence is all the help that there is, or stands below the rest", () => {
  const [found] = verified(resource("other.rb::1::1::dsc_resource", wrong));
  expect(found?.help).toMatch(/^.+\nThe resource comes from other\.rb:1:1\.$/);
  const bytes = new TextEncoder().encode(resource("other.rb::1::1::dsc_resource", wrong));
  const settings = { file: "d.mof", target: "windows", meta: false } as const;
  const { value, diagnostics } = verifyBytes(bytes, catalogue, settings);
  if (value === undefined) return expect.fail("nothing was read");
  const [bare] = withRecipePlaces(
    diagnostics.filter(({ code }) => code === "check/out-of-range").map((one) => ({ ...one, help: "" })),
    value,
    () => undefined,
  );
  expect(bare?.help).toBe("The resource comes from other.rb:1:1.");
});
