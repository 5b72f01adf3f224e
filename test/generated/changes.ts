import fc from "fast-check";
import type { Arbitrary } from "fast-check";
import { instanceOfBlock } from "./recipe.js";
import { byName, propertiesOf, type GeneratedProperty } from "./schema.js";
import type { Tree, TreeInstance } from "./tree.js";
import { someOf, valueOf } from "./values.js";

/** Two configurations that differ in one thing, and how that has to be told. */
export interface SingleChange {
  readonly kind: string;
  readonly before: Configuration;
  readonly after: Configuration;
  /** One of these; two only where one thing has two descriptions. */
  readonly told: readonly string[];
}

export interface Configuration {
  readonly resources: readonly TreeInstance[];
  /** OMI_ConfigurationDocument. */
  readonly document: TreeInstance;
}

type Edit = Omit<SingleChange, "before">;

const text = (of: string): Tree => ({ kind: "string", text: of });

/** Resources with keys of their own, which may depend on the one before. */
const configurations: Arbitrary<Configuration> = fc
  .array(fc.tuple(someOf(propertiesOf("Gen_All"), "windows", 12), fc.boolean()), {
    minLength: 3,
    maxLength: 6,
  })
  .map((blocks) => ({
    resources: blocks.map(([given, depends], index) => {
      const lines = given.map(([{ name }, value]) => ({ name, value }));
      const made = instanceOfBlock({ name: `block ${index}`, lines });
      return withProperties(made, {
        Port: { kind: "integer", text: String(1000 + index) },
        ConfigurationName: text("Generated"),
        ...(depends && index > 0 ? { DependsOn: dependsOn(idOf(index - 1)) } : {}),
      });
    }),
    document: documentOf({ Version: text("2.0.0"), Name: text("Generated"), Author: text("a") }),
  }));

function documentOf(properties: Readonly<Record<string, Tree>>): TreeInstance {
  return {
    kind: "instance",
    className: "OMI_ConfigurationDocument",
    properties: new Map(Object.entries(properties)),
  };
}

function withProperties(
  instance: TreeInstance,
  more: Readonly<Record<string, Tree | undefined>>,
): TreeInstance {
  const properties = new Map(instance.properties);
  for (const [name, value] of Object.entries(more)) {
    if (value === undefined) properties.delete(name);
    else properties.set(name, value);
  }
  return { ...instance, properties };
}

function idOf(index: number): string {
  return `[All]block ${index}`;
}

function dependsOn(...ids: readonly string[]): Tree {
  return { kind: "array", items: ids.map(text) };
}

function neededBy(resource: TreeInstance | undefined): readonly string[] {
  const value = resource?.properties.get("DependsOn");
  return value?.kind === "array"
    ? value.items.flatMap((item) => (item.kind === "string" ? item.text : []))
    : [];
}

/** A text that is equal for equal trees only. */
function signature(tree: Tree): string {
  if (tree.kind === "instance") {
    const properties = [...tree.properties].map(([name, value]) => `${name}:${signature(value)}`);
    return `${tree.className}{${properties.join()}}`;
  }
  if (tree.kind === "array") return `[${tree.items.map(signature).join()}]`;
  return tree.kind === "real" && Object.is(tree.number, -0) ? "-0" : JSON.stringify(tree);
}

/** A place in a tree at which something can be put in, taken out or replaced. */
interface Spot {
  readonly path: string;
  /** What stands there. */
  readonly tree: Tree;
  /** Of a property; undefined for an element of an array. */
  readonly property: GeneratedProperty | undefined;
  /** Index and elements of the array that it is an element of. */
  readonly element: { readonly index: number; readonly items: readonly Tree[] } | undefined;
  /** A property that its instance has alone: no document has an instance without any. */
  readonly alone: boolean;
  /** The resource with something else there, or with nothing. */
  readonly put: (value: Tree | undefined) => TreeInstance;
}

/** All places in a resource but those of the properties that are made for every resource. */
function spotsIn(
  instance: TreeInstance,
  path: string,
  put: (value: TreeInstance) => TreeInstance,
): readonly Spot[] {
  const known = propertiesOf(instance.className);
  return [...instance.properties].flatMap(([name, tree]): readonly Spot[] => {
    const property = known.find((one) => one.name === name);
    if (/^(?:ResourceID|SourceInfo|Module\w+|DependsOn|ConfigurationName)$/.test(name)) return [];
    const own = `${path}${name}`;
    const putHere = (value: Tree | undefined) => put(withProperties(instance, { [name]: value }));
    const alone = instance.properties.size === 1;
    const spot = { path: own, tree, property, element: undefined, alone, put: putHere };
    return [spot, ...spotsInside(tree, own, putHere)];
  });
}

function spotsInside(tree: Tree, path: string, put: (value: Tree) => TreeInstance): readonly Spot[] {
  if (tree.kind === "instance") return spotsIn(tree, `${path}.`, put);
  if (tree.kind !== "array") return [];
  const { items } = tree;
  return items.flatMap((item, index): readonly Spot[] => {
    const own = `${path}[${index}]`;
    const putHere = (value: Tree | undefined) => {
      const rest = value === undefined ? [] : [value];
      return put({ kind: "array", items: [...items.slice(0, index), ...rest, ...items.slice(index + 1)] });
    };
    const element = { index, items };
    const spot = { path: own, tree: item, property: undefined, element, alone: false, put: putHere };
    return [spot, ...spotsInside(item, own, putHere)];
  });
}

function spots(resource: TreeInstance): readonly Spot[] {
  return spotsIn(resource, "", (made) => made);
}

/** Another value of the same kind for a leaf. */
function otherLeaf(tree: Tree): Tree | undefined {
  switch (tree.kind) {
    case "string":
      return text(`${tree.text} other\nline`);
    case "integer":
      return { kind: "integer", text: tree.text === "7" ? "8" : "7" };
    case "real":
      return { kind: "real", number: tree.number === 0.5 ? 0.25 : 0.5 };
    case "boolean":
      return { kind: "boolean", value: !tree.value };
    case "char":
      return { kind: "char", text: tree.text === "x" ? "y" : "x" };
    case "instance": {
      const others = [...byName.values()].filter(({ superClass }) => superClass === tree.className);
      const [other] = others;
      return other === undefined ? undefined : { ...tree, className: other.name };
    }
    default:
      return undefined;
  }
}

/** Of equal neighbours, it is the last one that is told. */
function lastEqual(items: readonly Tree[], index: number): number {
  const value = items[index];
  let last = index;
  while (value !== undefined && last + 1 < items.length) {
    const next = items[last + 1];
    if (next === undefined || signature(next) !== signature(value)) break;
    last += 1;
  }
  return last;
}

const inResource: Readonly<
  Record<
    string,
    (id: string, resource: TreeInstance) => readonly { readonly made: TreeInstance; readonly told: string }[]
  >
> = {
  "a value": (id, resource) =>
    spots(resource).flatMap(({ tree, path, put }) => {
      const other = otherLeaf(tree);
      return other === undefined ? [] : [{ made: put(other), told: `~ ${id} ${path}` }];
    }),
  "a property left out": (id, resource) =>
    spots(resource).flatMap(({ element, alone, path, put }) =>
      element === undefined && !alone && !/^(?:Id|Port)$/.test(path)
        ? [{ made: put(undefined), told: `- ${id} ${path}` }]
        : [],
    ),
  "an element taken out": (id, resource) =>
    spots(resource).flatMap(({ element, path, put }) => {
      if (element === undefined) return [];
      const told = path.replace(/\[\d+\]$/, `[${lastEqual(element.items, element.index)}]`);
      return [{ made: put(undefined), told: `- ${id} ${told}` }];
    }),
  "an element put in": (id, resource) =>
    spots(resource).flatMap(({ tree, path, put }) => {
      if (tree.kind !== "array" || tree.items.length === 0) return [];
      return tree.items.map((item, index) => {
        const made = otherLeaf(item) ?? item;
        const items = [...tree.items.slice(0, index), made, ...tree.items.slice(index)];
        return { made: put({ kind: "array", items }), told: `+ ${id} ${path}[${lastEqual(items, index)}]` };
      });
    }),
  "the version of a module": (id, resource) => [
    { made: withProperties(resource, { ModuleVersion: text("2.0") }), told: `~ ${id} ModuleVersion` },
  ],
  "the configuration of a resource": (id, resource) => [
    {
      made: withProperties(resource, { ConfigurationName: text("Other") }),
      told: `~ ${id} ConfigurationName`,
    },
  ],
};

function editOfResource(before: Configuration): Arbitrary<Edit> {
  return fc
    .tuple(
      fc.constantFrom(...Object.keys(inResource)),
      fc.nat({ max: before.resources.length - 1 }),
      fc.nat({ max: 1_000_000 }),
    )
    .map(([kind, index, choice]) => {
      const resource = before.resources[index];
      const choices = resource === undefined ? [] : (inResource[kind]?.(idOf(index), resource) ?? []);
      const chosen = choices[choice % Math.max(1, choices.length)];
      if (chosen === undefined) return undefined;
      return {
        kind,
        after: { ...before, resources: before.resources.with(index, chosen.made) },
        told: [chosen.told],
      };
    })
    .filter((edit) => edit !== undefined);
}

/** A property that a resource has not, with any value. */
function editWithProperty(before: Configuration): Arbitrary<Edit> {
  return fc
    .tuple(fc.nat({ max: before.resources.length - 1 }), fc.constantFrom(...propertiesOf("Gen_All")))
    .filter(([index, { name }]) => before.resources[index]?.properties.has(name) === false)
    .chain(([index, property]) =>
      valueOf(property, "windows").map(({ tree }) => {
        const made = before.resources.map((one, at) =>
          at === index ? withProperties(one, { [property.name]: tree }) : one,
        );
        const told = [`+ ${idOf(index)} ${property.name}`];
        return { kind: "a property put in", after: { ...before, resources: made }, told };
      }),
    );
}

function editOfOrder(before: Configuration): Arbitrary<Edit> {
  const { resources } = before;
  const place = fc.nat({ max: resources.length - 1 });
  return fc.oneof(
    place.map((index) => {
      const after = { ...before, resources: resources.toSpliced(index, 1) };
      return { kind: "a resource left out", after, told: [`- ${idOf(index)}`] };
    }),
    fc.tuple(place, someOf(propertiesOf("Gen_All"), "windows", 5)).map(([index, given]) => {
      const lines = given.map(([{ name }, value]) => ({ name, value }));
      const block = instanceOfBlock({ name: "new", lines });
      const made = withProperties(block, {
        Port: { kind: "integer", text: "2000" },
        ConfigurationName: text("Generated"),
      });
      const behind = index === 0 ? "at the start" : `behind ${idOf(index - 1)}`;
      const after = { ...before, resources: resources.toSpliced(index, 0, made) };
      return { kind: "a resource put in", after, told: [`+ [All]new ${behind}`] };
    }),
    fc
      .tuple(place, place)
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => {
        const moved = resources[from];
        const rest = resources.toSpliced(from, 1);
        const order = moved === undefined ? rest : rest.toSpliced(to, 0, moved);
        const told = [movedTo(order, idOf(from))];
        // Two neighbours that change places: either has moved.
        if (Math.abs(from - to) === 1) told.push(movedTo(order, idOf(to)));
        return { kind: "a resource moved", after: { ...before, resources: order }, told };
      }),
  );
}

function movedTo(order: readonly TreeInstance[], id: string): string {
  const ids = order.map(nameOf);
  const index = ids.indexOf(id);
  return `> ${id} ${index === 0 ? "at the start" : `behind ${ids[index - 1]}`}`;
}

function nameOf({ properties }: TreeInstance): string {
  const id = properties.get("ResourceID");
  return id?.kind === "string" ? id.text : "";
}

function editOfNames(before: Configuration): Arbitrary<Edit> {
  const { resources } = before;
  return fc.oneof(
    fc.nat({ max: resources.length - 1 }).map((index) => {
      const [from, to] = [idOf(index), "[All]renamed"];
      const made = resources.map((resource, at) => {
        const needed = neededBy(resource).map((id) => (id === from ? to : id));
        return withProperties(resource, {
          ...(needed.length === 0 ? {} : { DependsOn: dependsOn(...needed) }),
          ...(at === index ? { ResourceID: text(to) } : {}),
        });
      });
      return { kind: "a resource renamed", after: { ...before, resources: made }, told: [`= ${from} ${to}`] };
    }),
    fc
      .tuple(fc.nat({ max: resources.length - 1 }), fc.nat({ max: resources.length - 1 }))
      .filter(([index, target]) => index !== target)
      .map(([index, target]) => {
        const needed = neededBy(resources[index]);
        const has = needed.includes(idOf(target));
        const ids = has ? needed.filter((id) => id !== idOf(target)) : [...needed, idOf(target)];
        const made = resources.map((resource, at) =>
          at === index
            ? withProperties(resource, { DependsOn: ids.length === 0 ? undefined : dependsOn(...ids) })
            : resource,
        );
        const told = [`${has ? "-" : "+"} ${idOf(index)} depends on ${idOf(target)}`];
        return { kind: "a dependency", after: { ...before, resources: made }, told };
      }),
    fc.constantFrom("Version", "Name").map((name) => {
      const document = withProperties(before.document, { [name]: text("3.0.0") });
      // A ConfigurationName that is the document's Name goes with it.
      const made = resources.map((one) =>
        name === "Name" ? withProperties(one, { ConfigurationName: text("3.0.0") }) : one,
      );
      const told = [`~ OMI_ConfigurationDocument ${name}`];
      return { kind: "the document itself", after: { resources: made, document }, told };
    }),
  );
}

/** Every kind of change in turn. */
export const singleChanges: Arbitrary<SingleChange> = configurations.chain((before) =>
  fc
    .oneof(
      { weight: 6, arbitrary: editOfResource(before) },
      { weight: 1, arbitrary: editWithProperty(before) },
      { weight: 3, arbitrary: editOfOrder(before) },
      { weight: 3, arbitrary: editOfNames(before) },
    )
    .map((edit) => ({ before, ...edit })),
);
