import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import {
  classTwice,
  endlessInheritance,
  invalidDefault,
  invalidQualifier,
  memberTwice,
  propertyTwice,
  unknownSuperclass,
} from "../diagnostics/catalogue/schema.js";
import { nearest } from "../diagnostics/suggest.js";
import type { ClassDeclaration, MofFile, Name } from "../mof/tree.js";
import type { Origin, Source } from "../source/source.js";
import { baseClassNamed } from "./base-classes.js";
import { baseClasses } from "./builtin/index.js";
import { verifyClass, type Inheritance } from "./class-rules.js";
import { declaredQualifiers, type DeclaredQualifiers } from "./declared-qualifiers.js";
import {
  isTrue,
  noQualifiers,
  ownQualifiers,
  qualifiersOf,
  textOf,
  withInherited,
  type Qualifiers,
} from "./qualifiers.js";
import { readProperty, type PropertySetting } from "./read-property.js";
import type { CimClass, CimProperty } from "./resource-class.js";

/** A class declaration, the file it stands in and the qualifiers that it may use there. */
export interface Declared {
  readonly declaration: ClassDeclaration;
  readonly source: Source;
  readonly qualifiers: DeclaredQualifiers;
}

type Report = (diagnostic: Diagnostic) => void;

/** More superclasses than a schema has, and few enough to recurse over. */
const superclassLimit = 1000;

/**
 * What the classes of one reader inherit, counted for each class: a property is one, a qualifier that is inherited takes
 * ten times the memory. Few megabytes of text can ask for any number.
 */
const inheritedLimit = 30_000_000;
const weightOfQualifier = 10;

/**
 * The classes that a schema file declares, in its order, inheritance resolved within the file and from the base
 * classes. Gives what `classDeclarations` and `classReader` give.
 */
export function readClasses(file: MofFile): Staged<readonly CimClass[]> {
  const declared = classDeclarations(file);
  const { classes } = declared.value;
  const diagnostics = declared.diagnostics.map(toldOfSchema);
  const byName = new Map(classes.map((one) => [one.declaration.name.text.toLowerCase(), one]));
  const { classOf } = classReader(
    (name) => byName.get(name.toLowerCase()),
    (diagnostic) => diagnostics.push(toldOfSchema(diagnostic)),
  );
  return { value: classes.map(classOf), diagnostics };
}

/** What an LCM's parser refuses of a class though there is no doubt what the class is. */
const harmless: ReadonlySet<string> = new Set([invalidQualifier.code, invalidDefault.code, memberTwice.code]);

/** In a schema a warning is what a machine would refuse though the schema can be read all the same. */
export function toldOfSchema(diagnostic: Diagnostic): Diagnostic {
  return harmless.has(diagnostic.code) ? { ...diagnostic, severity: "warning" } : diagnostic;
}

/**
 * The class declarations of a file, of two with one name the first, and the qualifiers that there are in it. Gives
 * schema/class-twice, and what `declaredQualifiers` gives.
 */
export function classDeclarations(
  file: MofFile,
): Staged<{ readonly classes: readonly Declared[]; readonly qualifiers: DeclaredQualifiers }> {
  const { source, declarations } = file;
  const byName = new Map<string, Declared>();
  const { value: qualifiers, diagnostics: found } = declaredQualifiers(file);
  const diagnostics = [...found];
  for (const declaration of declarations) {
    if (declaration.kind !== "class") continue;
    const { text } = declaration.name;
    const first = byName.get(text.toLowerCase());
    if (first === undefined) byName.set(text.toLowerCase(), { declaration, source, qualifiers });
    else
      diagnostics.push(
        classTwice(...again(source, declaration.name, first.declaration.name, { className: text })),
      );
  }
  return { value: { classes: [...byName.values()], qualifiers }, diagnostics };
}

interface ReadClass {
  readonly cimClass: CimClass;
  readonly qualifiers: Qualifiers;
}

export interface ReaderSettings {
  /** The classes that are looked up where `find` has none: the base classes, unless told. */
  readonly others?: (name: string) => CimClass | undefined;
  /** Properties may be references, which schemas have none of (lcm-rules, schema files). */
  readonly references?: boolean;
}

/**
 * A reader of single classes, each with its superclasses, which are looked up by `find`. A class is read, and reported
 * on, once. Gives schema/property-twice, /unknown-superclass, /endless-inheritance, and what `verifyClass` and
 * `readProperty` give.
 */
export function classReader(
  find: (name: string) => Declared | undefined,
  report: Report,
  { others = baseClassNamed, references = false }: ReaderSettings = {},
): { classOf(declared: Declared): CimClass } {
  const classes = new Map<ClassDeclaration, ReadClass>();
  const qualifiers = new Map<CimProperty, Qualifiers>();
  const depthOf = depths(find);
  const kept = { inherited: 0 };

  const superClassOf = (declared: Declared, name: Name): ReadClass | undefined => {
    const { declaration, source } = declared;
    const className = declaration.name.text;
    const place = originOf(source, name);
    if (depthOf(declared) > superclassLimit || kept.inherited > inheritedLimit) {
      report(endlessInheritance(place, { className, limit: superclassLimit }));
      return undefined;
    }
    const found = find(name.text);
    const other = found === undefined ? others(name.text) : undefined;
    const superClass =
      other === undefined ? found && read(found) : { cimClass: other, qualifiers: noQualifiers };
    if (superClass === undefined) {
      const suggestions = nearest(
        name.text,
        baseClasses.map((base) => base.name),
      );
      report(unknownSuperclass(place, { className, superClass: name.text, suggestions }));
      return undefined;
    }
    return superClass;
  };

  const read = (declared: Declared): ReadClass => {
    const known = classes.get(declared.declaration);
    if (known !== undefined) return known;
    const { superClass } = declared.declaration;
    const setting = { source: declared.source, qualifiers: declared.qualifiers, report, references };
    const above = superClass && superClassOf(declared, superClass);
    const one = readClass(declared.declaration, above, { qualifiers, kept, setting });
    classes.set(declared.declaration, one);
    return one;
  };

  return { classOf: (declared) => read(declared).cimClass };
}

/** How many superclasses a class has among those that are found; no number reaches it where they form a circle. */
function depths(find: (name: string) => Declared | undefined): (declared: Declared) => number {
  const known = new Map<ClassDeclaration, number>();
  return ({ declaration }) => {
    const way = new Set<ClassDeclaration>();
    let next: ClassDeclaration | undefined = declaration;
    while (next !== undefined && !known.has(next) && !way.has(next)) {
      way.add(next);
      next = next.superClass && find(next.superClass.text)?.declaration;
    }
    let depth = next === undefined ? -1 : way.has(next) ? Infinity : (known.get(next) ?? -1);
    for (const one of [...way].reverse()) known.set(one, (depth += 1));
    return known.get(declaration) ?? depth;
  };
}

interface Reading {
  /** Of all properties that were read. */
  readonly qualifiers: Map<CimProperty, Qualifiers>;
  /** How much all classes inherit, by the measure of `inheritedLimit`. */
  readonly kept: { inherited: number };
  readonly setting: PropertySetting;
}

/** Reads a class below its superclass. */
function readClass(
  declaration: ClassDeclaration,
  superClass: ReadClass | undefined,
  { qualifiers, kept, setting }: Reading,
): ReadClass {
  const { name } = declaration;
  const { cimClass: above, qualifiers: inheritedQualifiers = noQualifiers } = superClass ?? {};
  verifyClass(declaration, inheritedQualifiers, setting);
  const own = ownQualifiers(declaration.qualifiers, setting);
  const friendlyName = textOf(own, "friendlyname");
  const description = textOf(own, "description");
  const names = ownNames(declaration, setting);
  const overridden = new Map<string, CimProperty>();
  const inherited: CimProperty[] = [];
  for (const property of above?.properties ?? []) {
    const lower = property.name.toLowerCase();
    if (names.has(lower)) overridden.set(lower, property);
    else inherited.push(property);
  }
  kept.inherited += inherited.length + (above?.ancestors?.length ?? 0);
  kept.inherited += weightOfQualifier * inheritedQualifiers.size;
  const hasKeys = above?.properties.some(({ key }) => key) === true;
  const properties: CimProperty[] = [];
  for (const [lower, one] of names) {
    const before = overridden.get(lower);
    const inheritance: Inheritance = {
      overridden: before,
      qualifiers: before === undefined ? noQualifiers : (qualifiers.get(before) ?? qualifiersOf(before)),
      hasKeys,
    };
    kept.inherited += weightOfQualifier * inheritance.qualifiers.size;
    const found = readProperty(one, inheritance, setting);
    if (found === undefined) continue;
    qualifiers.set(found.property, found.qualifiers);
    properties.push(found.property);
  }
  const ancestors = above?.superClass === undefined ? [] : [above.superClass, ...(above.ancestors ?? [])];
  const cimClass = {
    name: name.text,
    // A superclass that is a class of the file is named in that one's spelling.
    ...(declaration.superClass && { superClass: above?.name ?? declaration.superClass.text }),
    ...(ancestors.length > 0 && { ancestors }),
    ...(friendlyName !== undefined && { friendlyName }),
    ...(isTrue(own, "abstract") && { abstract: true as const }),
    properties: [...properties, ...inherited],
    ...(description !== undefined && { description }),
    origin: originOf(setting.source, name),
  };
  return { cimClass, qualifiers: withInherited(own, inheritedQualifiers) };
}

/** A class's own properties by name in lower case; of two with one name the first. */
function ownNames(
  { name: { text: className }, properties }: ClassDeclaration,
  { source, report }: PropertySetting,
): ReadonlyMap<string, ClassDeclaration["properties"][number]> {
  const names = new Map<string, ClassDeclaration["properties"][number]>();
  for (const one of properties) {
    const first = names.get(one.name.text.toLowerCase());
    if (first === undefined) names.set(one.name.text.toLowerCase(), one);
    else
      report(propertyTwice(...again(source, one.name, first.name, { property: one.name.text, className })));
  }
  return names;
}

function originOf(source: Source, { start, end }: Name): Origin {
  return { source, start, end };
}

/** The arguments that report a second declaration and point to the first. */
function again<P>(source: Source, second: Name, first: Name, parameters: P) {
  const related = [{ message: `"${first.text}" is first declared here.`, origin: originOf(source, first) }];
  return [originOf(source, second), parameters, { related }] as const;
}
