import { expect, test } from "vitest";
import { applyChanges } from "../../src/diff/apply.js";
import { diffDocuments } from "../../src/diff/diff.js";
import { nestingOf } from "../../src/diff/read-content.js";
import type { Document, Instance } from "../../src/model/document.js";
import type { Value } from "../../src/model/value.js";
import type { CimClass } from "../../src/schema/resource-class.js";

const text = (of: string): Value => ({ kind: "string", text: of });
const alias = (of: string): Value => ({ kind: "instance", alias: of });

function instance(name: string, properties: Readonly<Record<string, Value>>): Instance {
  return {
    className: "A",
    alias: name,
    properties: Object.entries(properties).map(([name, value]) => ({ name, value })),
  };
}

function documentOf(instances: readonly Instance[]): Document {
  return { header: {}, instances };
}

const noClass = () => undefined;

const keyed: CimClass = {
  name: "A",
  properties: [
    { ...{ name: "Key", type: "string", array: false }, ...{ key: true, required: false, readOnly: false } },
  ],
};

test("of 20,000 resources in another order, with other names, all is told and made", () => {
  const resources = (name: string, value: string, count = 20_000) =>
    Array.from({ length: count }, (_, index) =>
      instance(`A${index}ref`, {
        ResourceID: text(`[A]${index % 3 === 0 ? name : "same"} ${index}`),
        Key: text(String(index)),
        Value: text(index % 2 === 0 ? value : "same"),
      }),
    );
  const old = documentOf(resources("old", "one"));
  const next = documentOf(resources("new", "two").reverse());
  const changes = diffDocuments(old, next, () => keyed);
  expect(changes).toHaveLength(20_000);
  const made = applyChanges(old, changes);
  expect(diffDocuments(made, next, () => keyed)).toEqual([]);
});

test("instances that many refer to are compared once, and not for each way to them", () => {
  const tower = (value: string) => {
    const levels = [instance("L0", { X: text(value) })];
    for (let level = 1; level < 60; level += 1) {
      const below = alias(`L${level - 1}`);
      levels.push(instance(`L${level}`, { Left: below, Right: below }));
    }
    return documentOf([...levels, instance("R", { ResourceID: text("[A]r"), Top: alias("L59") })]);
  };
  expect(nestingOf(tower("one"))).toBe(61);
  expect(diffDocuments(tower("one"), tower("one"), noClass)).toEqual([]);
  const changes = diffDocuments(tower("one"), tower("two"), noClass);
  expect(changes).toHaveLength(1);
}, 60_000);

test("an alias without an instance above it is our bug, as are changes of another document", () => {
  const broken = documentOf([instance("R", { ResourceID: text("[A]r"), X: alias("nothing") })]);
  expect(() => diffDocuments(broken, broken, noClass)).toThrow("no instance $nothing");
  const one = documentOf([instance("R", { ResourceID: text("[A]r"), X: text("a") })]);
  const other = documentOf([]);
  expect(() => applyChanges(other, diffDocuments(one, other, noClass))).toThrow();
});
