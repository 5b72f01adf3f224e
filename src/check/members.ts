import * as report from "../diagnostics/catalogue/check.js";
import { nearest } from "../diagnostics/suggest.js";
import type { DeclaredProperty } from "../model/declaration.js";
import { propertiesByName } from "../schema/catalogue.js";
import type { CimClass, CimProperty } from "../schema/resource-class.js";
import type { Origin } from "../source/source.js";
import { allowedValues } from "./allowed-values.js";
import { isMade, isRunAsOnLinux, type ClassShape } from "./class-shape.js";
import type { Context } from "./context.js";
import { describeProperty, oneOf } from "./describe.js";
import type { DraftProperty } from "./draft.js";
import { replaceName } from "./fixes.js";
import { reportCondition } from "./unknown.js";

/** What is set of a class: by a block, or inside the value of a property. */
export interface Members {
  readonly cimClass: CimClass;
  readonly shape: ClassShape;
  /** An embedded instance: no property is filled in for it, and none means more than it says. */
  readonly embedded: boolean;
  /** How messages call what has the properties. */
  readonly owner: string;
  /** Where it is told that something is missing. */
  readonly place: Origin;
  readonly declared: readonly DeclaredProperty[];
  /** Part of it was refused: what is missing proves nothing. */
  readonly incomplete: boolean;
  /** The properties without which nothing is complete. */
  readonly mandatory: readonly CimProperty[];
  /** `schema show` does not know the class: a message names its properties itself. */
  readonly unlisted?: true;
}

/** What becomes of a property: it is written, it has been dealt with, or what is wrong with it has been told. */
export type Setting = DraftProperty | "done" | "wrong";

export interface ReadMembers {
  /** Side by side with the properties of the class. */
  readonly properties: readonly (DraftProperty | undefined)[];
  /** All of them are known, right and there. */
  readonly certain: boolean;
}

interface Reading {
  readonly members: Members;
  readonly context: Context;
  readonly set: (property: CimProperty, declared: DeclaredProperty) => Setting;
  readonly properties: (DraftProperty | undefined)[];
  /** What is set, also where the value is unknown or wrong; side by side with the properties of the class. */
  readonly given: (DeclaredProperty | undefined)[];
  /** Properties that a misspelt name seems to mean; they are not reported as missing too. */
  meant: readonly CimProperty[];
  certain: boolean;
}

const none: readonly never[] = [];

/**
 * The properties that are set of a class, each found by its name ignoring case and converted by `set`. Diagnostics:
 * the catalogue's part "properties", `check/unknown-condition`, those of `set`.
 */
export function readMembers(
  members: Members,
  context: Context,
  set: (property: CimProperty, declared: DeclaredProperty) => Setting,
): ReadMembers {
  const { blank } = members.shape;
  const lists = { properties: blank.slice(), given: blank.slice() };
  const reading: Reading = { members, context, set, ...lists, meant: none, certain: true };
  for (const declared of members.declared) readMember(declared, reading);
  if (!members.incomplete) checkMissing(reading);
  return { properties: reading.properties, certain: reading.certain };
}

function readMember(declared: DeclaredProperty, reading: Reading): void {
  const { context, members, given } = reading;
  const property = findProperty(declared, reading);
  const index = property === undefined ? undefined : members.shape.indexes.get(property);
  if (property === undefined || index === undefined) {
    reading.certain = false;
    return;
  }
  const { name, nameOrigin, conditional } = declared;
  const before = given[index];
  if (before === undefined) given[index] = declared;
  if (conditional !== undefined) {
    reportCondition(context, nameOrigin, `property "${name}"`, conditional);
    reading.certain = false;
    return;
  }
  if (before !== undefined) {
    // Values under an undecided condition may exclude each other.
    if (before.conditional !== undefined) return;
    const related = [{ message: "It is set here first.", origin: before.nameOrigin }];
    context.diagnostics.push(report.duplicateProperty(nameOrigin, { property: property.name }, { related }));
    return;
  }
  if (property.readOnly) {
    const names = { property: property.name, owner: members.owner };
    context.diagnostics.push(report.readOnlyProperty(nameOrigin, names));
    return;
  }
  const setting = reading.set(property, declared);
  if (setting === "wrong") reading.certain = false;
  else if (setting !== "done") reading.properties[index] = setting;
}

/** The property of a name; undefined when there is none that may be set. */
function findProperty(declared: DeclaredProperty, reading: Reading): CimProperty | undefined {
  const { members, context } = reading;
  const { cimClass, embedded, owner, shape, unlisted } = members;
  const { name, nameOrigin } = declared;
  const found = shape.found.get(name);
  if (found !== undefined) return found;
  const lower = name.toLowerCase();
  if (!embedded && isMade(lower)) {
    context.diagnostics.push(report.reservedProperty(nameOrigin, { property: name }));
    return undefined;
  }
  const known = propertiesByName(cimClass);
  const property = known.get(lower);
  const runAsOnLinux = !embedded && isRunAsOnLinux(lower, context.settings.target);
  if (property !== undefined && !runAsOnLinux) {
    if (lower !== "psdscrunascredential") shape.found.set(name, property);
    return property;
  }
  const names = shape.written.filter((candidate) => !candidate.readOnly).map(nameOfProperty);
  const suggestions = nearest(name, runAsOnLinux ? [] : embedded ? names : [...names, "DependsOn"]);
  const likely = known.get((suggestions[0] ?? "").toLowerCase());
  if (likely !== undefined) reading.meant = [...reading.meant, likely];
  context.diagnostics.push(
    report.unknownProperty(
      nameOrigin,
      { property: name, owner, suggestions, ...(unlisted === true ? { known: names } : {}) },
      { fixes: replaceName(nameOrigin, name, suggestions) },
    ),
  );
  return undefined;
}

function nameOfProperty(property: CimProperty): string {
  return property.name;
}

function checkMissing(reading: Reading): void {
  const { members, given, meant, context } = reading;
  const { shape, mandatory, owner, place, embedded } = members;
  const isGiven = (property: CimProperty) => given[shape.indexes.get(property) ?? -1] !== undefined;
  if (mandatory.every(isGiven)) return;
  const missing = mandatory.filter((property) => !isGiven(property) && !meant.includes(property));
  if (missing.length === 0) return;
  reading.certain = false;
  const properties = missing.map(nameOfProperty);
  const takes = missing.map(describeWanted);
  context.diagnostics.push(report.missingProperty(place, { owner, properties, takes, embedded }));
}

function describeWanted(property: CimProperty): string {
  const names = property.array ? [] : (allowedValues(property)?.names ?? []);
  return names.length > 0 ? oneOf(names) : describeProperty(property);
}
