import { expect, test } from "vitest";
import { properties, resources, run } from "./kit.js";

// A `dsc_resource('x') { … }` as a value: an embedded instance, and no declaration of its own.

const entry = "dsc_resource('e') { resource :E; property :N, 1 }";
const instance = { E: [["N", 1n]] };

function propertiesOf(lines: string, before = "") {
  const outcome = run(`${before}\ndsc_resource 'outer' do\n${lines}\nend`);
  expect(outcome.problems).toEqual([]);
  expect(resources(outcome).map(({ name }) => "text" in name && name.text)).toEqual(["outer"]);
  return properties(outcome);
}

test.each([
  ["by itself", `property :P, ${entry}`, instance],
  ["in a list", `property :P, [${entry}, ${entry}]`, [instance, instance]],
  ["in a hash", `property :P, { 'a' => ${entry} }`, new Map([["a", instance]])],
  [
    "from a loop",
    "property :P, [1].map { |n| dsc_resource('e') { resource :E; property :N, n } }",
    [instance],
  ],
  ["in a lazy block", `property :P, lazy { ${entry} }`, instance],
  [
    "in a lazy block in it",
    "property :P, dsc_resource('e') { resource :E; property :N, lazy { 1 } }",
    instance,
  ],
  ["by a local", `x = ${entry}\nproperty :P, x`, instance],
  ["twice", `x = ${entry}\nproperty :P, [x, x]`, [instance, instance]],
  ["under a condition", `property :P, (${entry} if true)`, instance],
  ["within another", `property :P, dsc_resource('o') { property :I, ${entry} }`, { "": [["I", instance]] }],
  ["in braces of an instance", `property :P, cim_instance('C', I: ${entry})`, { C: [["I", instance]] }],
])("a block %s", (_title, lines, expected) => {
  expect(propertiesOf(lines)).toEqual({ P: expected });
});

test("a block of the recipe is a value as soon as a property takes it, whichever comes first", () => {
  expect(propertiesOf("property :P, x", `x = ${entry}`)).toEqual({ P: instance });
  const later = run(`x = nil\ndsc_resource 'outer' do\nproperty :P, lazy { x }\nend\nx = ${entry}`);
  expect(resources(later)).toHaveLength(1);
  expect(properties(later)).toEqual({ P: instance });
});

test.each([
  ["dsc_resource 'e' do end", "error nested-resource 3:1"],
  ["x = dsc_resource('e') { }", "error nested-resource 3:5"],
  ["[1].each { |n| dsc_resource('e') { } }", "error nested-resource 3:16"],
  ["property :P, lazy { dsc_resource('e') { }; 1 }", "error nested-resource 3:21"],
  ["property :P, dsc_resource('e') { sensitive true }", "error embedded-attribute 3:34"],
  ["property :P, dsc_resource('e') { not_if { true } }", "error embedded-attribute 3:34"],
  ["property :P, dsc_resource('e') { notifies :run, 'a[b]' }", "error embedded-attribute 3:34"],
  ["property :P, dsc_script('e') { }", "error nested-resource 3:14"],
])("%s is an error", (line, problem) => {
  const { problems } = run(`\ndsc_resource 'outer' do\n${line}\nend`);
  expect(problems).toContain(problem);
});

test("what is not known of a block is not known of the value", () => {
  const outcome = run(
    `dsc_resource 'outer' do
property :P, dsc_resource('e') { resource node['class'] }
property :Q, (node['x'] ? ${entry} : nil)
if node['y']
  property :R, ${entry}
end
end`,
    { missing: "warning" },
  );
  const { P, Q, R } = properties(outcome);
  expect(JSON.stringify([P, Q])).toBe('[{"unknown":"node[\\"class\\"]"},{"unknown":"node[\\"x\\"]"}]');
  expect(resources(outcome)[0]?.properties[2]?.conditional?.reason).toBe('node["y"]');
  expect(R).toEqual(instance);
  expect(outcome.problems).toEqual([]);
});

test("a block that holds itself ends at the limit of nesting", () => {
  const { problems } = run(
    "x = nil\nx = dsc_resource('e') { property :P, lazy { x } }\ndsc_resource 'o' do\nproperty :P, x\nend",
  );
  expect(problems.some((problem) => problem.startsWith("error limit"))).toBe(true);
});
