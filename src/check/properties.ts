import * as report from "../diagnostics/catalogue/check.js";
import { nearest } from "../diagnostics/suggest.js";
import type { DeclaredProperty, DeclaredValue, ResourceDeclaration } from "../model/declaration.js";
import { propertiesByName } from "../schema/catalogue.js";
import type { CimProperty, Resource } from "../schema/resource-class.js";
import { allowedValues } from "./allowed-values.js";
import { isMade, isRunAsOnLinux, shapeOf, type ClassShape } from "./class-shape.js";
import type { Context } from "./context.js";
import { describeKind, describeProperty, oneOf } from "./describe.js";
import type { Draft, DraftProperty, WrittenDependency } from "./draft.js";
import { replaceName } from "./fixes.js";
import { reportCondition, reportUnknown } from "./unknown.js";
import { convert } from "./values.js";

type ReadProperties = Pick<Draft, "properties" | "dependsOn" | "runsAs" | "certain">;

interface Reading {
  readonly resource: Resource;
  readonly declaration: ResourceDeclaration;
  readonly context: Context;
  readonly shape: ClassShape;
  /** Side by side with the properties of the class, as is `given`. */
  readonly properties: (DraftProperty | undefined)[];
  /** What the block sets, also where the value is unknown or wrong. */
  readonly given: (DeclaredProperty | undefined)[];
  /** Properties that a misspelt name seems to mean; they are not reported as missing too. */
  meant: readonly CimProperty[];
  dependsOn: readonly WrittenDependency[];
  runsAs: boolean;
  certain: boolean;
}

/**
 * The properties of a block, checked against the schema and converted. Names are compared ignoring case.
 * Diagnostics: the catalogue's part "properties", those of `convert`, `check/unknown-condition`.
 */
export function readProperties(
  declaration: ResourceDeclaration,
  resource: Resource,
  context: Context,
): ReadProperties {
  const { conditional, incomplete } = declaration;
  const certain = conditional === undefined && !incomplete;
  const shape = shapeOf(resource.cimClass);
  const reading: Reading = {
    resource,
    declaration,
    context,
    shape,
    properties: shape.blank.slice(),
    given: shape.blank.slice(),
    meant: none,
    dependsOn: none,
    runsAs: false,
    certain,
  };
  for (const declared of declaration.properties) readProperty(declared, reading);
  if (!incomplete) checkMissing(reading);
  const { properties, dependsOn, runsAs } = reading;
  return { properties, dependsOn, runsAs, certain: reading.certain };
}

const none: readonly never[] = [];

function readProperty(declared: DeclaredProperty, reading: Reading): void {
  const { context, resource, shape, given } = reading;
  const property = findProperty(declared, reading);
  const index = property === undefined ? undefined : shape.indexes.get(property);
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
    const names = { property: property.name, owner: resource.name };
    context.diagnostics.push(report.readOnlyProperty(nameOrigin, names));
    return;
  }
  setProperty(property, index, declared, reading);
}

function setProperty(
  property: CimProperty,
  index: number,
  { value, nameOrigin }: DeclaredProperty,
  reading: Reading,
): void {
  const { context, declaration } = reading;
  const lower = property.name.toLowerCase();
  if (lower === "dependson") {
    const dependsOn = readDependsOn(value, context);
    if (dependsOn === undefined) reading.certain = false;
    else reading.dependsOn = dependsOn;
    return;
  }
  if (lower === "psdscrunascredential") {
    // nil says that no account is given; a document that names the property at all is for newer LCMs only (§1.8).
    if (value.kind === "null") return;
    reading.runsAs = true;
  }
  const { coercion } = declaration;
  const converted = convert(value, {
    property,
    nameOrigin,
    valueOrigin: value.origin,
    coercion,
    context,
  });
  if (converted === undefined) {
    reading.certain = false;
    return;
  }
  const { items } = converted;
  const origins =
    items === undefined
      ? { name: nameOrigin, value: value.origin }
      : { name: nameOrigin, value: value.origin, items };
  reading.properties[index] = { value: converted.value, origins };
}

/** The property of a name; undefined when there is none that a block may set. */
function findProperty(declared: DeclaredProperty, reading: Reading): CimProperty | undefined {
  const { resource, context } = reading;
  const { name, nameOrigin } = declared;
  const lower = name.toLowerCase();
  if (isMade(lower)) {
    context.diagnostics.push(report.reservedProperty(nameOrigin, { property: name }));
    return undefined;
  }
  const known = propertiesByName(resource.cimClass);
  const property = known.get(lower);
  const runAsOnLinux = isRunAsOnLinux(lower, context.settings.target);
  if (property !== undefined && !runAsOnLinux) return property;
  const candidates = shapeOf(resource.cimClass).written.filter((candidate) => !candidate.readOnly);
  const suggestions = nearest(name, runAsOnLinux ? [] : [...candidates.map(nameOfProperty), "DependsOn"]);
  const likely = known.get((suggestions[0] ?? "").toLowerCase());
  if (likely !== undefined) reading.meant = [...reading.meant, likely];
  context.diagnostics.push(
    report.unknownProperty(
      nameOrigin,
      { property: name, owner: resource.name, suggestions },
      { fixes: replaceName(nameOrigin, name, suggestions) },
    ),
  );
  return undefined;
}

function nameOfProperty(property: CimProperty): string {
  return property.name;
}

function checkMissing(reading: Reading): void {
  const { resource, shape, given, meant, declaration, context } = reading;
  const isGiven = (property: CimProperty) => given[shape.indexes.get(property) ?? -1] !== undefined;
  if (shape.mandatory.every(isGiven)) return;
  const missing = shape.mandatory.filter((property) => !isGiven(property) && !meant.includes(property));
  if (missing.length === 0) return;
  reading.certain = false;
  const properties = missing.map(nameOfProperty);
  context.diagnostics.push(
    report.missingProperty(declaration.name.origin, {
      owner: resource.name,
      properties,
      takes: missing.map(describeWanted),
    }),
  );
}

function describeWanted(property: CimProperty): string {
  const names = property.array ? [] : (allowedValues(property)?.names ?? []);
  return names.length > 0 ? oneOf(names) : describeProperty(property);
}

/** DependsOn: a string or an array of strings; undefined when it is not known or something else. */
function readDependsOn(value: DeclaredValue, context: Context): readonly WrittenDependency[] | undefined {
  if (value.kind === "null") return none;
  const entries = value.kind === "array" ? value.items : [value];
  const read: WrittenDependency[] = [];
  for (const entry of entries) {
    if (entry.kind === "string" || entry.kind === "symbol")
      read.push({ text: entry.text, origin: entry.origin });
    else if (entry.kind === "unknown")
      reportUnknown(context, entry.origin, 'The value of "DependsOn"', entry);
    else context.diagnostics.push(wrongDependency(entry));
  }
  return read.length === entries.length ? read : undefined;
}

function wrongDependency(entry: DeclaredValue) {
  const property = "DependsOn";
  if (entry.kind === "array") return report.nestedArray(entry.origin, { property });
  if (entry.kind === "null") return report.nullInArray(entry.origin, { property });
  const found = describeKind(entry.kind);
  return report.wrongType(entry.origin, { property, expected: "strings of the form '[Type]Name'", found });
}
