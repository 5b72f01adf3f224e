import type { Document, Instance, Property } from "../model/document.js";
import type { Value } from "../model/value.js";
import { headerLines } from "./header.js";
import { writeName, writeValue } from "./literal.js";

/*
 * Windows PowerShell 5.1 puts a document together with LF and in the end makes CRLF of every LF. Some pieces have
 * CRLF already, since they stand over several lines of its own source, and end with CR CR LF (powershell-configuration.md
 * §1.1). `crlf` marks these.
 */
const crlf = "\r\n";

/** The indents of the lines of its source that hold the OMI_ConfigurationDocument. */
const braceIndent = " ".repeat(20);
const propertyIndent = " ".repeat(24);

/**
 * The text of a document as Windows PowerShell 5.1 would have written it, byte for byte where it can hold what the
 * document holds (powershell-configuration.md §1.2 to §1.8, of an LCM's settings §1.12). Properties stand in the order of the document; those that
 * PowerShell puts at the end of a resource stand there. Throws as `printDocument` does.
 */
export function printAsPowerShell({ header, instances }: Document): string {
  const lines = headerLines(header);
  const comment = lines.length === 0 ? "" : ["/*", ...lines, "*/", ""].join("\n");
  const isMeta = instances.some(isSettings);
  const text = comment + instances.map((instance) => instanceText(instance, isMeta)).join("");
  return text.replaceAll("\n", crlf) + crlf;
}

function isSettings({ className }: Instance): boolean {
  return className.toLowerCase() === "msft_dscmetaconfiguration";
}

function instanceText(instance: Instance, isMeta: boolean): string {
  const { className, alias, properties } = instance;
  if (alias === undefined && className.toLowerCase() === "omi_configurationdocument") {
    return isMeta ? metaDocument(instance) : configurationDocument(instance);
  }
  const name = alias === undefined ? "" : ` as $${writeName(alias)}`;
  const body = isSettings(instance) ? settingsBody(properties) : bodyOf(properties);
  return `\ninstance of ${writeName(className)}${name}\n{\n${body}`;
}

/**
 * What stands between the braces, with the closing one. PowerShell writes a resource without its ConfigurationName,
 * its DependsOn and the version of the in-box module, and puts these in when the document is complete (§1.7).
 */
function bodyOf(properties: readonly Property[]): string {
  const find = (name: string) => properties.find((property) => property.name.toLowerCase() === name);
  const configurationName = find("configurationname");
  if (configurationName === undefined) return `${propertyLines(properties)}\n};\n`;
  const moduleName = find("modulename")?.value;
  const isInBox =
    moduleName?.kind === "string" && moduleName.text.toLowerCase() === "psdesiredstateconfiguration";
  const version = isInBox ? find("moduleversion") : undefined;
  const dependsOn = find("dependson");
  const late = new Set([configurationName, version, dependsOn]);
  const own = propertyLines(properties.filter((property) => !late.has(property)));
  const inBoxVersion = version === undefined ? "" : `\n${assignment(version)}`;
  const needed =
    dependsOn === undefined ? "" : `${inBoxVersion === "" ? "\n" : crlf}${dependencies(dependsOn)}`;
  const body = `${own}${inBoxVersion}${needed}`.trimEnd();
  return `${body}${crlf} ${assignment(configurationName)}${crlf}};`;
}

/** The first property has no indent, since they are joined with a space behind the end of the line. */
function propertyLines(properties: readonly Property[]): string {
  return properties.map((property) => `${assignment(property)}\n`).join(" ");
}

function assignment({ name, value }: Property): string {
  return `${writeName(name)} = ${written(value)};`;
}

/** `{`, elements and the last `}` on the line of the last element. */
function dependencies({ name, value }: Property): string {
  const items = value.kind === "array" ? value.items : [value];
  const lines = items.map((item) => `    ${written(item)}`).join(`,${crlf} `);
  return `${writeName(name)} = {${crlf}${lines}};`;
}

/** A Hashtable is written into the braces of its array as a text of its own, with a line end of its own (§1.6, row 3). */
function written(value: Value): string {
  if (value.kind !== "array" || value.items.length === 0 || !value.items.every(isPair))
    return writeValue(value, "ps51");
  const pairs = value.items.map((item) => writeValue(item, "ps51"));
  return `{\n       ${pairs.join(",\n   ")}\n\n}`;
}

function isPair(value: Value): boolean {
  return value.kind === "instance" && /^MSFT_KeyValuePair\d+ref$/i.test(value.alias);
}

/** The lists of an LCM's settings that PowerShell puts in when the document is complete (§1.12). */
const managers =
  /^(?:ResourceModuleManagers|ReportManagers|ConfigurationDownloadManagers|PartialConfigurations)$/i;

function settingsBody(properties: readonly Property[]): string {
  const own = properties.filter(({ name }) => !managers.test(name));
  const lists = properties.flatMap(({ name, value }) => {
    if (!managers.test(name)) return [];
    const items = value.kind === "array" ? value.items : [value];
    const lines = items.map((item) => `  ${written(item)}`).join(",\n");
    return [`  ${writeName(name)} = {\n${lines}  \n };\n`];
  });
  return `${propertyLines(own)}\n${lists.join("")}};\n`;
}

/** How PowerShell's source spells what stands between a name and its value; `=` for all others. */
const equalsSigns: ReadonlyMap<string, string> = new Map([
  ["minimumcompatibleversion", " = "],
  ["compatibleversionadditionalproperties", "= "],
]);

function configurationDocument({ className, properties }: Instance): string {
  const lines = properties.map((property) => `${documentLine(property, ", ", "")};\n `);
  const body = lines.join(`${crlf}${propertyIndent}`).trimEnd();
  return `\ninstance of ${writeName(className)}\n${crlf}${braceIndent}{\n ${body}\n${crlf}${braceIndent}};`;
}

/** That of an LCM's settings stands on one line of PowerShell's source, which has no line ends of its own. */
function metaDocument({ className, properties }: Instance): string {
  const lines = properties.map((property) => ` ${documentLine(property, ",  ", " ")};\n`);
  return `\ninstance of ${writeName(className)}\n{\n${lines.join("")}};`;
}

/** A property with what stands between the elements of a list, and inside of its braces. */
function documentLine({ name, value }: Property, comma: string, space: string): string {
  const items = value.kind === "array" ? value.items.map((item) => writeValue(item, "ps51")) : undefined;
  const inside = items === undefined || items.length === 0 ? space : `${space}${items.join(comma)}${space}`;
  const text = items === undefined ? writeValue(value, "ps51") : `{${inside}}`;
  return `${writeName(name)}${equalsSigns.get(name.toLowerCase()) ?? "="}${text}`;
}
