import { writeValue } from "../mof/literal.js";
import { baseClassNamed } from "./base-classes.js";
import type { CimClass, CimProperty, ValueLimits } from "./resource-class.js";

/**
 * The declaration of a class as MOF text, with a line end after it. What it inherits from OMI_BaseResource is left
 * out, and so is the link to its documentation, for which MOF has no place; `readClasses` reads the rest back.
 */
export function printClass(cimClass: CimClass): string {
  const { name, superClass, friendlyName, description } = cimClass;
  const qualifiers = [
    // The LCM refuses a schema without it (lcm-rules, schema files), and no one reads its value.
    textQualifier("ClassVersion", "1.0.0"),
    ...(cimClass.abstract === true ? ["Abstract"] : []),
    ...(friendlyName === undefined ? [] : [textQualifier("FriendlyName", friendlyName)]),
    ...(description === undefined ? [] : [textQualifier("Description", description)]),
  ];
  const heading = superClass === undefined ? name : `${name} : ${superClass}`;
  const properties = ownProperties(cimClass).map((property) => `  ${printProperty(property)}\n`);
  return `[${qualifiers.join(", ")}]\nclass ${heading}\n{\n${properties.join("")}};\n`;
}

/** Without the properties of the base class; one that the class declares in its own way stays. */
function ownProperties(cimClass: CimClass): readonly CimProperty[] {
  const lineage = [cimClass.superClass, ...(cimClass.ancestors ?? [])];
  const base = lineage.flatMap((name) => (name === undefined ? [] : (baseClassNamed(name) ?? [])))[0];
  if (base === undefined) return cimClass.properties;
  const inherited = new Set(base.properties.map((property) => JSON.stringify(property)));
  return cimClass.properties.filter((property) => !inherited.has(JSON.stringify(property)));
}

function printProperty(property: CimProperty): string {
  const { name, type, array, key, required, readOnly, embeddedClass, valueMap, values, description } =
    property;
  const { limits = {}, loneValueMap, embeddedObject } = property;
  const qualifiers = [
    ...(key ? ["Key"] : []),
    ...(required ? ["Required"] : []),
    ...(readOnly ? ["Read"] : []),
    ...(key || required || readOnly ? [] : ["Write"]),
    ...(embeddedClass === undefined ? [] : [textQualifier("EmbeddedInstance", embeddedClass)]),
    ...(embeddedObject === true ? ["EmbeddedObject"] : []),
    ...(valueMap === undefined ? [] : [listQualifier("ValueMap", valueMap)]),
    ...(values === undefined ? [] : [listQualifier("Values", values)]),
    ...(loneValueMap === undefined ? [] : [listQualifier("ValueMap", loneValueMap)]),
    ...Object.entries(limits).map(([limit, value]) => `${limitQualifiers[limit] ?? ""}(${value})`),
    ...(description === undefined ? [] : [textQualifier("Description", description)]),
  ];
  return `[${qualifiers.join(", ")}] ${type} ${name}${array ? "[]" : ""};`;
}

const limitQualifiers: Readonly<Record<string, string>> = {
  minLength: "MinLen",
  maxLength: "MaxLen",
  minValue: "MinValue",
  maxValue: "MaxValue",
} satisfies Record<keyof ValueLimits, string>;

function textQualifier(name: string, text: string): string {
  return `${name}(${quoted(text)})`;
}

function listQualifier(name: string, texts: readonly string[]): string {
  return `${name}{${texts.map(quoted).join(", ")}}`;
}

function quoted(text: string): string {
  return writeValue({ kind: "string", text }, "windows");
}
