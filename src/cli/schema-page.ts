import { isMade } from "../check/class-shape.js";
import type { Catalogue } from "../schema/catalogue.js";
import type { CimClass, CimProperty, Resource } from "../schema/resource-class.js";
import { sampleBlock } from "./sample.js";

/** The page of a resource: what it is, what its properties take, and a block to start from. */
export function resourcePage(resource: Resource, catalogue: Catalogue): string {
  const { name, module, cimClass } = resource;
  const origin = module.inBox ? `, comes with ${module.name === "nx" ? "DSC for Linux" : "Windows"}` : "";
  const facts = [
    ["module", `${module.name}${module.version === undefined ? "" : ` ${module.version}`}${origin}`],
    ["class", cimClass.name],
    ...(cimClass.link === undefined ? [] : [["see", cimClass.link]]),
  ];
  return [
    `${name}\n`,
    ...(cimClass.description === undefined ? [] : [`${cimClass.description}\n`]),
    `${facts.map(([label = "", text = ""]) => `  ${label.padEnd(6)}  ${text}\n`).join("")}`,
    propertyList(cimClass),
    `Sample:\n\n${indented(sampleBlock(resource, catalogue))}`,
  ].join("\n");
}

/** The page of a class that only occurs embedded. */
export function classPage(cimClass: CimClass): string {
  const description = cimClass.description === undefined ? [] : [`${cimClass.description}\n`];
  return [`${cimClass.name}\n`, ...description, propertyList(cimClass)].join("\n");
}

/** A resource as JSON: its module and class with all that its schema says. */
export function jsonResource({ name, module, cimClass }: Resource): Readonly<Record<string, unknown>> {
  return { name, module: module.name, version: module.version ?? null, ...jsonClass(cimClass) };
}

/** A class as JSON. */
export function jsonClass(cimClass: CimClass): Readonly<Record<string, unknown>> {
  const { name, superClass, description, link } = cimClass;
  return {
    class: name,
    superClass: superClass ?? null,
    description: description ?? null,
    link: link ?? null,
    properties: writtenByPeople(cimClass),
  };
}

/** The properties people write or read, keys first: without those that the compiler writes. */
function writtenByPeople({ properties }: CimClass): readonly CimProperty[] {
  return properties.filter(({ name }) => !isMade(name.toLowerCase())).sort((a, b) => weight(a) - weight(b));
}

function weight({ key, required, readOnly }: CimProperty): number {
  if (key) return 0;
  if (required) return 1;
  return readOnly ? 3 : 2;
}

function propertyList(cimClass: CimClass): string {
  const properties = writtenByPeople(cimClass);
  const width = Math.max(0, ...properties.map(({ name }) => name.length));
  const lines = properties.map((property) => {
    const line = `  ${property.name.padEnd(width)}  ${factsOf(property)}\n`;
    return property.description === undefined
      ? line
      : `${line}  ${" ".repeat(width)}  ${property.description}\n`;
  });
  return `Properties:\n\n${lines.join("")}`;
}

/** `string, key`, `uint32[]`, `string, required: Absent or Present`. */
function factsOf({ type, array, embeddedClass, key, required, readOnly, values }: CimProperty): string {
  const shape = `${embeddedClass ?? type}${array ? "[]" : ""}`;
  const roles = [
    ...(key ? ["key"] : []),
    ...(required ? ["required"] : []),
    ...(readOnly ? ["read only"] : []),
  ];
  const allowed = values === undefined || values.length === 0 ? "" : `: ${oneOf(values)}`;
  return `${[shape, ...roles].join(", ")}${allowed}`;
}

function oneOf(values: readonly string[]): string {
  const last = values.at(-1) ?? "";
  return values.length === 1 ? last : `${values.slice(0, -1).join(", ")} or ${last}`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
