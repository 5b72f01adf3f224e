import type { Target } from "../mof/literal.js";
import { baseClassesOf } from "../schema/builtin/base.js";
import { metaClassesOf } from "../schema/builtin/meta.js";
import type { Catalogue } from "../schema/catalogue.js";
import { findClass } from "../schema/lookup.js";
import type { CimClass } from "../schema/resource-class.js";

const ownClasses = {
  windows: classesOf("windows"),
  linux: classesOf("linux"),
} satisfies Readonly<Record<Target, ReadonlyMap<string, CimClass>>>;

function classesOf(target: Target): ReadonlyMap<string, CimClass> {
  return new Map(
    [...baseClassesOf(target), ...metaClassesOf(target)].map((one) => [one.name.toLowerCase(), one]),
  );
}

/** A class as a machine knows it: its own base classes, whatever a catalogue knows of the other system's, then schemas. */
export function machineClass(name: string, catalogue: Catalogue, target: Target): CimClass | undefined {
  return ownClasses[target].get(name.toLowerCase()) ?? findClass(catalogue, name);
}
