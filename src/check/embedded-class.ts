import * as report from "../diagnostics/catalogue/check.js";
import { nearest } from "../diagnostics/suggest.js";
import type { DeclaredHash, DeclaredInstance, DeclaredProperty } from "../model/declaration.js";
import { isSubclassOf, propertiesByName, resourceName } from "../schema/catalogue.js";
import { findClass } from "../schema/lookup.js";
import type { CimClass, Module } from "../schema/resource-class.js";
import { compareVersions } from "../schema/versions.js";
import type { Origin } from "../source/source.js";
import { embeddedShapeOf } from "./class-shape.js";
import { isCredential, isCredentialClass } from "./credentials.js";
import { readModule } from "./resources.js";
import { fail, type Slot } from "./slot.js";

/**
 * The class of a property's instance: the one that it names, or the one that its properties tell, among the classes of
 * the resource's module. Undefined with `check/unknown-embedded-class`, `check/wrong-embedded-class`,
 * `check/ambiguous-class`, and with what `moduleMeant` tells.
 */
export function embeddedClassOf(
  value: DeclaredHash | DeclaredInstance,
  declared: readonly DeclaredProperty[],
  className: string,
  slot: Slot,
): CimClass | undefined {
  const { module, context, property } = slot;
  const meant = value.kind === "instance" ? moduleMeant(value, slot) : { module, named: false };
  if (meant === undefined) return undefined;
  // A property of any class takes that of the instance.
  const near = property.embeddedObject === true ? meant : { module, named: false };
  const base = classOf(className, near, slot);
  if (base === undefined) return unknownClass(className, value.origin, near.module, [], slot);
  const name = value.kind === "instance" ? value.className : undefined;
  // A document names classes alone: one with the name of the property's class is read as that.
  if (name?.toLowerCase() === base.name.toLowerCase()) return base;
  const subclasses = context.catalogue.subclassesOf(base.name, module);
  if (name === undefined) {
    return subclasses.length === 0 ? base : chosenClass(value, declared, base, subclasses, slot);
  }
  const own = meant.module === module ? subclasses : context.catalogue.subclassesOf(base.name, meant.module);
  return namedClass(name, value.origin, base, own, meant, slot);
}

/** The module in which the class of an instance is looked for, and whether the instance names it. */
interface MeantModule {
  readonly module: Module;
  readonly named: boolean;
}

/** A class by name: of a module that is named only, else of that module before any other. */
function classOf(name: string, { module, named }: MeantModule, { context }: Slot): CimClass | undefined {
  return named ? context.catalogue.classIn(name, module) : findClass(context.catalogue, name, module);
}

function unknownClass(
  className: string,
  origin: Origin,
  module: Module,
  suggestions: readonly string[],
  slot: Slot,
): undefined {
  const names = { className, property: slot.property.name, module: module.name, suggestions };
  return fail(slot, report.unknownEmbeddedClass(origin, names));
}

/**
 * The module that a block names as that of its class: the resource's own when it names none. An instance has no
 * version in a document, so that one may only be the module's. `check/unknown-module`, `check/unknown-version`, and
 * what `readModule` tells.
 */
function moduleMeant(value: DeclaredInstance, slot: Slot): MeantModule | undefined {
  const { module, context } = slot;
  const named = readModule(value, value.origin, context);
  if (named === undefined) return undefined;
  const { moduleName, moduleVersion: version } = named;
  const name = moduleName ?? module.name;
  const nameOrigin = value.moduleName?.origin ?? value.origin;
  const lower = name.toLowerCase();
  const isOwn = module.name.toLowerCase() === lower;
  const known = isOwn
    ? [module]
    : context.catalogue.modules.filter((one) => one.name.toLowerCase() === lower);
  if (known.length === 0) {
    const suggestions = nearest(name, new Set(context.catalogue.modules.map((one) => one.name)));
    return fail(slot, report.unknownModule(nameOrigin, { name, suggestions }));
  }
  const meant = known.find((one) => {
    return version === undefined || one.version === undefined || compareVersions(one.version, version) === 0;
  });
  if (meant !== undefined) return { module: meant, named: moduleName !== undefined };
  const versions = known.flatMap((one) => one.version ?? []);
  const parameters = { module: name, version: version ?? "", versions };
  return fail(slot, report.unknownVersion(value.moduleVersion?.origin ?? nameOrigin, parameters));
}

/** A class by its own or its friendly name; it has to be the property's class or inherit from it (lcm-rules P9). */
function namedClass(
  className: string,
  origin: Origin,
  base: CimClass,
  subclasses: readonly CimClass[],
  meant: MeantModule,
  slot: Slot,
): CimClass | undefined {
  const wanted = className.toLowerCase();
  const fitting = [base, ...subclasses];
  const fits =
    fitting.find(({ name }) => name.toLowerCase() === wanted) ??
    fitting.find((one) => resourceName(one).toLowerCase() === wanted);
  if (fits !== undefined) return fits;
  const found = classOf(className, meant, slot);
  if (found === undefined) {
    const names = fitting.map(({ name }) => name);
    return unknownClass(className, origin, meant.module, nearest(className, names), slot);
  }
  if (isSubclassOf(found, base.name)) return found;
  const names = { property: slot.property.name, expected: base.name, found: found.name };
  const credential = isCredential(found.name) && isCredentialClass(base);
  return fail(slot, report.wrongEmbeddedClass(origin, { ...names, credential }));
}

/**
 * The class that the properties of a Hash, or of an instance that names no class, tell: the property's own when it has them all, unless it is abstract; else
 * the only subclass that has them all and would be complete, of which one that is nearer goes before those that
 * inherit from it. Where none fits, the one that comes nearest, so that what is wrong is told against it.
 */
function chosenClass(
  { kind, origin }: DeclaredHash | DeclaredInstance,
  declared: readonly DeclaredProperty[],
  base: CimClass,
  subclasses: readonly CimClass[],
  slot: Slot,
): CimClass | undefined {
  const names = new Set(declared.map(({ name }) => name.toLowerCase()));
  const concrete = subclasses.filter((one) => one.abstract !== true);
  if (concrete.length === 0 || (base.abstract !== true && hasAll(base, names))) return base;
  const able = concrete.filter((one) => hasAll(one, names));
  const complete = able.filter((one) => isComplete(one, names));
  const fitting = complete.length > 0 ? nearestClasses(complete) : nearestClasses(able);
  const [first, ...others] = fitting;
  if (first === undefined) return bestOf([...(base.abstract === true ? [] : [base]), ...concrete], names);
  if (others.length === 0) return first;
  const classes = fitting.map(({ name }) => name);
  const parameters = { property: slot.property.name, classes, block: kind === "instance" };
  return fail(slot, report.ambiguousClass(origin, parameters));
}

function hasAll(cimClass: CimClass, names: ReadonlySet<string>): boolean {
  const known = propertiesByName(cimClass);
  for (const name of names) if (!known.has(name)) return false;
  return true;
}

function isComplete(cimClass: CimClass, names: ReadonlySet<string>): boolean {
  return embeddedShapeOf(cimClass).mandatory.every(({ name }) => names.has(name.toLowerCase()));
}

/** Without those that inherit from another of them. */
function nearestClasses(classes: readonly CimClass[]): readonly CimClass[] {
  return classes.filter(
    (one) =>
      !classes.some((other) => other !== one && other.name !== one.name && isSubclassOf(one, other.name)),
  );
}

/** The first of those that have the most of the names. */
function bestOf(classes: readonly CimClass[], names: ReadonlySet<string>): CimClass | undefined {
  let best: CimClass | undefined;
  let most = -1;
  for (const one of classes) {
    const known = propertiesByName(one);
    const count = [...names].filter((name) => known.has(name)).length;
    if (count <= most) continue;
    best = one;
    most = count;
  }
  return best;
}
