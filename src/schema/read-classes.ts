import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import {
  classTwice,
  endlessInheritance,
  propertyTwice,
  readConflict,
  unknownSuperclass,
  unknownType,
} from "../diagnostics/catalogue/schema.js";
import { nearest } from "../diagnostics/suggest.js";
import type { ClassDeclaration, MofFile, Name, PropertyDeclaration } from "../mof/tree.js";
import type { Origin, Source } from "../source/source.js";
import { readAllowedValues } from "./allowed-values.js";
import { baseClassNamed } from "./base-classes.js";
import { baseClasses } from "./builtin/index.js";
import { readQualifiers } from "./qualifiers.js";
import type { Qualifiers } from "./qualifiers.js";
import type { CimClass, CimProperty, CimType } from "./resource-class.js";
import { readLimits } from "./value-limits.js";

/** A class declaration and the file it stands in. */
export interface Declared {
  readonly declaration: ClassDeclaration;
  readonly source: Source;
}

type Report = (diagnostic: Diagnostic) => void;

/** More superclasses than a schema has, and few enough to recurse over. */
const superclassLimit = 100;

const cimTypes = [
  "boolean",
  "char16",
  "datetime",
  "real32",
  "real64",
  "sint8",
  "sint16",
  "sint32",
  "sint64",
  "string",
  "uint8",
  "uint16",
  "uint32",
  "uint64",
] as const satisfies readonly CimType[];

const typesByName: ReadonlyMap<string, CimType> = new Map(cimTypes.map((type) => [type, type]));

/**
 * The classes that a schema file declares, in its order, inheritance resolved within the file and from the base
 * classes. Gives schema/class-twice, /property-twice, /unknown-type, /unknown-superclass, /endless-inheritance,
 * and warnings for qualifiers that make no sense.
 */
export function readClasses(file: MofFile): Staged<readonly CimClass[]> {
  const declared = classDeclarations(file);
  const diagnostics = [...declared.diagnostics];
  const byName = new Map(declared.value.map((one) => [one.declaration.name.text.toLowerCase(), one]));
  const { classOf } = classReader(
    (name) => byName.get(name.toLowerCase()),
    (diagnostic) => diagnostics.push(diagnostic),
  );
  return { value: declared.value.map(classOf), diagnostics };
}

/** A type of CIM by its name in any case. */
export function cimTypeNamed(name: string): CimType | undefined {
  return typesByName.get(name.toLowerCase());
}

/** The class declarations of a file; of two with one name the first. Gives schema/class-twice. */
export function classDeclarations({ source, declarations }: MofFile): Staged<readonly Declared[]> {
  const byName = new Map<string, Declared>();
  const diagnostics: Diagnostic[] = [];
  for (const declaration of declarations) {
    if (declaration.kind !== "class") continue;
    const { text } = declaration.name;
    const first = byName.get(text.toLowerCase());
    if (first === undefined) byName.set(text.toLowerCase(), { declaration, source });
    else
      diagnostics.push(
        classTwice(...again(source, declaration.name, first.declaration.name, { className: text })),
      );
  }
  return { value: [...byName.values()], diagnostics };
}

/**
 * A reader of single classes, each with its superclasses, which are looked up by `find` and then among `others`: the
 * base classes, unless told. A class is read, and reported on, once.
 */
export function classReader(
  find: (name: string) => Declared | undefined,
  report: Report,
  others: (name: string) => CimClass | undefined = baseClassNamed,
): { classOf(declared: Declared): CimClass } {
  const classes = new Map<ClassDeclaration, CimClass>();

  /** Walks up before anything is read: a circle ends at the limit, and `classOf` cannot recurse deeper than it. */
  const isEndless = ({ declaration }: Declared): boolean => {
    let superClass = declaration.superClass;
    for (let steps = 0; superClass !== undefined; steps++) {
      if (steps === superclassLimit) return true;
      superClass = find(superClass.text)?.declaration.superClass;
    }
    return false;
  };

  const superClassOf = (declared: Declared, name: Name): CimClass | undefined => {
    const { declaration, source } = declared;
    const className = declaration.name.text;
    const place = originOf(source, name);
    if (isEndless(declared)) {
      report(endlessInheritance(place, { className, limit: superclassLimit }));
      return undefined;
    }
    const found = find(name.text);
    const superClass = found === undefined ? others(name.text) : classOf(found);
    if (superClass === undefined) {
      const suggestions = nearest(
        name.text,
        baseClasses.map((base) => base.name),
      );
      report(unknownSuperclass(place, { className, superClass: name.text, suggestions }));
    }
    return superClass;
  };

  const classOf = (declared: Declared): CimClass => {
    const known = classes.get(declared.declaration);
    if (known !== undefined) return known;
    const { superClass } = declared.declaration;
    const cimClass = readClass(declared, superClass && superClassOf(declared, superClass), report);
    classes.set(declared.declaration, cimClass);
    return cimClass;
  };

  return { classOf };
}

function readClass(
  { declaration, source }: Declared,
  superClass: CimClass | undefined,
  report: Report,
): CimClass {
  const { name } = declaration;
  const qualifiers = readQualifiers(source, name, declaration.qualifiers, report);
  const friendlyName = qualifiers.text("friendlyname");
  const description = qualifiers.text("description");
  const own = readProperties(declaration, source, report);
  const inherited = (superClass?.properties ?? []).filter(
    (property) => !own.has(property.name.toLowerCase()),
  );
  const ancestors =
    superClass?.superClass === undefined ? [] : [superClass.superClass, ...(superClass.ancestors ?? [])];
  return {
    name: name.text,
    // A superclass that is a class of the file is named in that one's spelling.
    ...(declaration.superClass && { superClass: superClass?.name ?? declaration.superClass.text }),
    ...(ancestors.length > 0 && { ancestors }),
    ...(friendlyName !== undefined && { friendlyName }),
    ...(qualifiers.flag("abstract") && { abstract: true as const }),
    properties: [...own.values(), ...inherited],
    ...(description !== undefined && { description }),
    origin: originOf(source, name),
  };
}

/** A class's own properties by name in lower case, without those of an unknown type. */
function readProperties(
  declaration: ClassDeclaration,
  source: Source,
  report: Report,
): Map<string, CimProperty> {
  const className = declaration.name.text;
  const names = new Map<string, Name>();
  const properties = new Map<string, CimProperty>();
  for (const one of declaration.properties) {
    const lower = one.name.text.toLowerCase();
    const first = names.get(lower);
    if (first !== undefined) {
      report(propertyTwice(...again(source, one.name, first, { property: one.name.text, className })));
      continue;
    }
    names.set(lower, one.name);
    const property = readProperty(one, source, report);
    if (property !== undefined) properties.set(lower, property);
  }
  return properties;
}

function readProperty(
  declaration: PropertyDeclaration,
  source: Source,
  report: Report,
): CimProperty | undefined {
  const { name, array } = declaration;
  const type = readType(declaration, source, report);
  if (type === undefined) return undefined;
  const qualifiers = readQualifiers(source, name, declaration.qualifiers, report);
  const embeddedClass = readEmbeddedClass(type, qualifiers);
  const embeddedObject =
    embeddedClass === undefined && type === "string" && qualifiers.flag("embeddedobject");
  const description = qualifiers.text("description");
  return {
    name: name.text,
    type,
    array,
    ...(embeddedClass !== undefined && { embeddedClass }),
    ...(embeddedObject && { embeddedObject }),
    ...readAccess(name.text, qualifiers, report),
    ...readAllowedValues(name.text, type, qualifiers, report),
    ...readLimits(type, qualifiers),
    ...(description !== undefined && { description }),
  };
}

function readType(
  { name, type, reference }: PropertyDeclaration,
  source: Source,
  report: Report,
): CimType | undefined {
  const known = reference ? undefined : cimTypeNamed(type.text);
  if (known !== undefined) return known;
  const written = reference ? `${type.text} ref` : type.text;
  const suggestions = reference ? [] : nearest(type.text, cimTypes);
  report(unknownType(originOf(source, type), { type: written, property: name.text, suggestions }));
  return undefined;
}

function readEmbeddedClass(type: CimType, qualifiers: Qualifiers): string | undefined {
  const className = qualifiers.text("embeddedinstance");
  if (className === undefined || type === "string") return className;
  qualifiers.ignore(
    "embeddedinstance",
    `only a string property can hold an instance, and this one is ${type}`,
  );
  return undefined;
}

/** Read stands for "cannot be set" only where nothing beside it says the opposite (lcm-rules, schema files). */
function readAccess(
  property: string,
  qualifiers: Qualifiers,
  report: Report,
): Pick<CimProperty, "key" | "required" | "readOnly"> {
  const key = qualifiers.flag("key");
  const required = qualifiers.flag("required");
  const read = qualifiers.flag("read");
  const other = key ? "Key" : required ? "Required" : qualifiers.flag("write") ? "Write" : undefined;
  if (read && other !== undefined) report(readConflict(qualifiers.origin("read"), { property, other }));
  return { key, required, readOnly: read && other === undefined };
}

function originOf(source: Source, { start, end }: Name): Origin {
  return { source, start, end };
}

/** The arguments that report a second declaration and point to the first. */
function again<P>(source: Source, second: Name, first: Name, parameters: P) {
  const related = [{ message: `"${first.text}" is first declared here.`, origin: originOf(source, first) }];
  return [originOf(source, second), parameters, { related }] as const;
}
