import * as report from "../diagnostics/catalogue/check.js";
import type { DeclaredProperty, DeclaredValue, ResourceDeclaration } from "../model/declaration.js";
import type { CimProperty, Resource } from "../schema/resource-class.js";
import { shapeOf } from "./class-shape.js";
import type { Context } from "./context.js";
import { describeKind } from "./describe.js";
import type { Draft, WrittenDependency } from "./draft.js";
import { readMembers, type Setting } from "./members.js";
import { reportUnknown } from "./unknown.js";
import { convert } from "./values.js";

type ReadProperties = Pick<Draft, "properties" | "dependsOn" | "runsAs" | "certain">;

interface Reading {
  readonly resource: Resource;
  readonly declaration: ResourceDeclaration;
  readonly context: Context;
  dependsOn: readonly WrittenDependency[];
  runsAs: boolean;
}

const none: readonly never[] = [];

/**
 * The properties of a block, checked against the schema and converted. Names are compared ignoring case.
 * Diagnostics: those of `readMembers` and of `convert`.
 */
export function readProperties(
  declaration: ResourceDeclaration,
  resource: Resource,
  context: Context,
): ReadProperties {
  const { conditional, incomplete } = declaration;
  const reading: Reading = { resource, declaration, context, dependsOn: none, runsAs: false };
  const shape = shapeOf(resource.cimClass);
  const members = {
    cimClass: resource.cimClass,
    shape,
    mandatory: shape.mandatory,
    embedded: false,
    owner: resource.name,
    place: declaration.name.origin,
    declared: declaration.properties,
    incomplete,
  };
  const { properties, certain } = readMembers(members, context, (property, declared) =>
    setProperty(property, declared, reading),
  );
  const { dependsOn, runsAs } = reading;
  return { properties, dependsOn, runsAs, certain: certain && conditional === undefined && !incomplete };
}

function setProperty(
  property: CimProperty,
  { value, nameOrigin }: DeclaredProperty,
  reading: Reading,
): Setting {
  const { context, declaration, resource } = reading;
  const { dependsOn: itsDependsOn, runAs } = shapeOf(resource.cimClass);
  if (property === itsDependsOn) {
    const dependsOn = readDependsOn(value, context);
    if (dependsOn === undefined) return "wrong";
    reading.dependsOn = dependsOn;
    return "done";
  }
  if (property === runAs) {
    // nil says that no account is given; a document that names the property at all is for newer LCMs only (§1.8).
    if (value.kind === "null") return "done";
    reading.runsAs = true;
  }
  const { coercion } = declaration;
  const valueOrigin = value.origin;
  const { module } = resource;
  const converted = convert(value, { property, nameOrigin, valueOrigin, module, coercion, context });
  if (converted === undefined) return "wrong";
  const { items } = converted;
  const origins =
    items === undefined
      ? { name: nameOrigin, value: valueOrigin }
      : { name: nameOrigin, value: valueOrigin, items };
  return { value: converted.value, origins };
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
