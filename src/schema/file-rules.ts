import { baseProperty, invalidDefault, refusedFile } from "../diagnostics/catalogue/schema.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { ClassDeclaration, MofFile, Name, PropertyDeclaration, Qualifier } from "../mof/tree.js";
import type { Source } from "../source/source.js";
import { baseClassNamed } from "./base-classes.js";
import type { CimProperty } from "./resource-class.js";
import { saysTrue, valueOf } from "./qualifiers.js";

type Report = (name: Name, problem: string) => void;

/**
 * What an LCM demands of a schema file before it registers the resource in it (lcm-rules §3, schema files): the schema
 * is read all the same. A superclass in another file is not looked at. `schema/refused-file`, `schema/base-property`.
 */
export function refusedByLcm(file: MofFile): readonly Diagnostic[] {
  if (!file.complete) return [];
  const classes = file.declarations.filter((declaration) => declaration.kind === "class");
  const diagnostics: Diagnostic[] = [];
  const report: Report = ({ start, end }, problem) =>
    diagnostics.push(refusedFile({ source: file.source, start, end }, { problem }));
  const resources = classes.filter(isResource);
  // What a module keeps for its other files is no resource's schema, and nobody registers it.
  if (resources.length === 0) return [];
  const [, second] = resources;
  if (second !== undefined) {
    report(second.name, `it declares ${resources.length} resources and has to declare one`);
  }
  const reached = reachedFrom(resources, classes);
  for (const one of classes) {
    if (!reached.has(one)) {
      report(one.name, `no property of the resource holds an instance of the class "${one.name.text}"`);
    }
    if (named(one.qualifiers, "classversion") === undefined)
      report(one.name, `the class "${one.name.text}" has no ClassVersion`);
    const [method] = one.methods;
    if (method !== undefined) report(method.name, `the class "${one.name.text}" has a method`);
  }
  for (const resource of resources) {
    verifyKeys(resource, report);
    diagnostics.push(...retypedIn(resource, file.source));
  }
  return diagnostics;
}

/**
 * The defaults of a schema in UTF-8 that are a character of several bytes: an LCM's parser sees the bytes, and only one
 * may stand in the quotes (lcm-rules 4.3). `schema/invalid-default`.
 */
export function wideDefaults({ source, declarations }: MofFile): readonly Diagnostic[] {
  const properties = declarations.flatMap((one) => (one.kind === "class" ? one.properties : []));
  return properties.flatMap(({ name, type, defaultValue }) => {
    if (defaultValue === undefined || type.text.toLowerCase() !== "char16") return [];
    const characters = defaultValue.items ?? [defaultValue];
    const wide = characters.filter(({ start }) => /^'[^\0-\x7f]/.test(source.text.slice(start, start + 2)));
    return wide.map(({ start, end }) => {
      const problem =
        "in UTF-8 only an ASCII character can stand in the quotes, and any other as an escape such as `\\x00E9`";
      return invalidDefault({ source, start, end }, { name: name.text, problem }, { severity: "warning" });
    });
  });
}

/** Only direct subclasses of OMI_BaseResource are resources to an LCM. */
function isResource({ superClass }: ClassDeclaration): boolean {
  return superClass?.text.toLowerCase() === "omi_baseresource";
}

function verifyKeys({ name, properties }: ClassDeclaration, report: Report): void {
  const isLog = name.text.toLowerCase() === "msft_logresource";
  if (!isLog && !properties.some(isKey)) {
    report(name, `the resource "${name.text}" has no key`);
  }
}

/** S14: documents set the properties of the base class, whatever a resource makes of them. */
function retypedIn({ properties }: ClassDeclaration, source: Source): readonly Diagnostic[] {
  const base = baseClassNamed("OMI_BaseResource")?.properties ?? [];
  return properties.flatMap((property) => {
    const known = base.find((one) => one.name.toLowerCase() === property.name.text.toLowerCase());
    if (known === undefined || isTypedAs(known, property)) return [];
    const { start, end, text } = property.name;
    const type = known.array
      ? "a list of strings"
      : known.embeddedClass === undefined
        ? "a string"
        : `an instance of ${known.embeddedClass}`;
    // The base class of Linux has no instance to run as.
    const severity = known.embeddedClass === undefined ? "error" : "warning";
    return [baseProperty({ source, start, end }, { property: text, type }, { severity })];
  });
}

/** EmbeddedInstance makes another type of a string, and goes over to the property that overrides one. */
function isTypedAs(known: CimProperty, { type, array, qualifiers }: PropertyDeclaration): boolean {
  if (known.type !== type.text.toLowerCase() || known.array !== array) return false;
  const embeds = named(qualifiers, "embeddedinstance") ?? named(qualifiers, "embeddedobject");
  return embeds === undefined || known.embeddedClass !== undefined;
}

function isKey({ qualifiers }: PropertyDeclaration): boolean {
  const key = named(qualifiers, "key");
  return key !== undefined && saysTrue(valueOf(key));
}

function named(qualifiers: readonly Qualifier[], name: string): Qualifier | undefined {
  return qualifiers.find((one) => one.name.text.toLowerCase() === name);
}

/** The classes that instances of the resources can hold, however deep, by EmbeddedInstance. */
function reachedFrom(
  resources: readonly ClassDeclaration[],
  classes: readonly ClassDeclaration[],
): ReadonlySet<ClassDeclaration> {
  const byName = new Map(classes.map((one) => [one.name.text.toLowerCase(), one]));
  const reached = new Set(resources);
  // A set that grows while it is walked is walked to its end.
  for (const one of reached) {
    for (const property of propertiesOf(one, byName)) {
      const embedded = embeddedClassOf(property);
      const found = embedded === undefined ? undefined : byName.get(embedded.toLowerCase());
      if (found !== undefined) reached.add(found);
    }
  }
  return reached;
}

/** A class's own properties and those that it inherits inside the file. */
function propertiesOf(
  one: ClassDeclaration,
  byName: ReadonlyMap<string, ClassDeclaration>,
): readonly PropertyDeclaration[] {
  const lineage = new Set<ClassDeclaration>();
  let next: ClassDeclaration | undefined = one;
  while (next !== undefined && !lineage.has(next)) {
    lineage.add(next);
    next = next.superClass && byName.get(next.superClass.text.toLowerCase());
  }
  return [...lineage].flatMap(({ properties }) => properties);
}

function embeddedClassOf({ qualifiers }: PropertyDeclaration): string | undefined {
  const value = named(qualifiers, "embeddedinstance")?.value?.value;
  return value?.kind === "string" ? value.text : undefined;
}
