import { readConflict, unknownType } from "../diagnostics/catalogue/schema.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/suggest.js";
import type { PropertyDeclaration } from "../mof/tree.js";
import type { Origin } from "../source/source.js";
import { readAllowedValues } from "./allowed-values.js";
import { verifyProperty, type Inheritance, type Setting } from "./class-rules.js";
import { isTrue, ownQualifiers, textOf, withInherited, type Qualifiers } from "./qualifiers.js";
import { cimTypeNamed, cimTypes, type CimProperty, type CimType } from "./resource-class.js";
import { readLimits } from "./value-limits.js";

/** A property as its class has it, and the qualifiers that it hands on to the properties that override it. */
export interface ReadProperty {
  readonly property: CimProperty;
  readonly qualifiers: Qualifiers;
}

export interface PropertySetting extends Setting {
  /** A reference is read as an embedded instance, in whose place it takes one; else it is no type. */
  readonly references: boolean;
}

/**
 * Reads a property, with the qualifiers of the one that it overrides; undefined with schema/unknown-type. Gives what
 * `verifyProperty` and `readAllowedValues` give, and schema/read-conflict.
 */
export function readProperty(
  declaration: PropertyDeclaration,
  inheritance: Inheritance,
  setting: PropertySetting,
): ReadProperty | undefined {
  const { name, array } = declaration;
  const own = ownQualifiers(declaration.qualifiers, setting);
  const qualifiers = withInherited(own, inheritance.qualifiers);
  verifyProperty(declaration, qualifiers, inheritance, setting);
  const type = readType(declaration, setting);
  if (type === undefined) return undefined;
  const place = (qualifier: string): Origin =>
    own.get(qualifier)?.origin ?? { source: setting.source, start: name.start, end: name.end };
  // What is wrong with qualifiers that are all inherited was told where they are written.
  const reportOwn = (...names: readonly string[]) =>
    names.some((one) => own.has(one)) ? setting.report : () => undefined;
  const description = textOf(qualifiers, "description");
  const property = {
    name: name.text,
    type,
    array,
    ...readEmbedded(declaration, type, qualifiers),
    ...readAccess(name.text, qualifiers, place, reportOwn("read", "key", "required", "write")),
    ...readAllowedValues(name.text, type, qualifiers, place, reportOwn("valuemap", "values")),
    ...readLimits(type, qualifiers),
    ...(description !== undefined && { description }),
  };
  return { property, qualifiers };
}

function readType(
  { name, type, reference }: PropertyDeclaration,
  { source, references, report }: PropertySetting,
): CimType | undefined {
  if (reference && references) return "string";
  const known = reference ? undefined : cimTypeNamed(type.text);
  if (known !== undefined) return known;
  const written = reference ? `${type.text} ref` : type.text;
  const suggestions = reference ? [] : nearest(type.text, cimTypes);
  const origin = { source, start: type.start, end: type.end };
  report(unknownType(origin, { type: written, property: name.text, suggestions }));
  return undefined;
}

/** EmbeddedObject stands for any instance whatever its value is (types.c, _FindEmbeddedQualifier). */
function readEmbedded(
  declaration: PropertyDeclaration,
  type: CimType,
  qualifiers: Qualifiers,
): Pick<CimProperty, "embeddedClass" | "embeddedObject"> {
  if (declaration.reference) return { embeddedClass: declaration.type.text };
  if (type !== "string") return {};
  const embeddedClass = textOf(qualifiers, "embeddedinstance");
  if (embeddedClass !== undefined) return { embeddedClass };
  return qualifiers.has("embeddedobject") ? { embeddedObject: true } : {};
}

/**
 * Read stands for "cannot be set" only where nothing beside it says the opposite. An LCM refuses it beside Key and
 * Required that are true and beside Write of any value (lcm-rules, schema files; ModuleValidator.c, ValidateSchema).
 */
function readAccess(
  property: string,
  qualifiers: Qualifiers,
  place: (qualifier: string) => Origin,
  report: (diagnostic: Diagnostic) => void,
): Pick<CimProperty, "key" | "required" | "readOnly"> {
  const key = isTrue(qualifiers, "key");
  const required = isTrue(qualifiers, "required");
  const read = isTrue(qualifiers, "read");
  const other = key ? "Key" : required ? "Required" : qualifiers.has("write") ? "Write" : undefined;
  if (read && other !== undefined) report(readConflict(place("read"), { property, other }));
  return { key, required, readOnly: read && !key && !required && !isTrue(qualifiers, "write") };
}
