import {
  invalidDefault,
  invalidQualifier,
  memberTwice,
  unknownType,
} from "../diagnostics/catalogue/schema.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/suggest.js";
import type {
  ClassDeclaration,
  Literal,
  MofFile,
  Name,
  PropertyDeclaration,
  Qualifier,
  QualifierDeclaration,
} from "../mof/tree.js";
import { cimTypeNamed } from "../schema/read-classes.js";
import type { CimClass } from "../schema/resource-class.js";
import type { Origin } from "../source/source.js";
import { literalProblem, type Taken } from "./literal-type.js";
import { scopesOf, standardQualifiers, type DeclaredQualifier, type Scope } from "./standard-qualifiers.js";

/** The walk over a document's declarations, which know what stands above them. */
interface Walk {
  readonly file: MofFile;
  readonly qualifiers: Map<string, DeclaredQualifier>;
  readonly classOf: (name: string) => CimClass | undefined;
  readonly diagnostics: Diagnostic[];
}

/**
 * What an LCM's parser demands of the classes and qualifiers that a document declares, beside what is asked where
 * classes are read: `schema/invalid-qualifier`, `schema/invalid-default`, `schema/member-twice`.
 */
export function verifyDeclarations(
  file: MofFile,
  classOf: (name: string) => CimClass | undefined,
): readonly Diagnostic[] {
  const walk: Walk = { file, qualifiers: new Map(standardQualifiers), classOf, diagnostics: [] };
  for (const declaration of file.declarations) {
    if (declaration.kind === "class") verifyClass(declaration, walk);
    else if (declaration.kind === "qualifier") declareQualifier(declaration, walk);
    else if (declaration.kind === "instance") {
      for (const { qualifiers } of declaration.properties) verifyQualifiers(qualifiers, undefined, walk);
    }
  }
  return walk.diagnostics;
}

function declareQualifier(declaration: QualifierDeclaration, walk: Walk): void {
  const { name, array, defaultValue, scopes, flavors } = declaration;
  const type = cimTypeNamed(declaration.type.text);
  if (type === undefined) return;
  if (defaultValue !== undefined) verifyDefault(name, defaultValue, { type, array }, walk);
  const words = new Set(flavors.map(({ text }) => text.toLowerCase()));
  for (const [one, other] of contrary) {
    if (words.has(one) && words.has(other))
      refuse(name, `the flavors ${one} and ${other} exclude each other`, walk);
  }
  const declared = { type, array, scopes: scopesOf(scopes.map(({ text }) => text)) };
  walk.qualifiers.set(name.text.toLowerCase(), declared);
}

const contrary = [
  ["restricted", "tosubclass"],
  ["enableoverride", "disableoverride"],
] as const;

function verifyClass(declaration: ClassDeclaration, walk: Walk): void {
  const { qualifiers, superClass, properties, methods } = declaration;
  const association = qualifiers.some(
    ({ name, value }) => name.text.toLowerCase() === "association" && isTrue(value),
  );
  verifyQualifiers(qualifiers, association ? "association" : "class", walk);
  const inherited = superClass === undefined ? undefined : walk.classOf(superClass.text);
  for (const property of properties) verifyProperty(property, inherited, walk);
  verifyMembers(methods, "method", walk);
  for (const { name, type, reference, qualifiers: own, parameters } of methods) {
    verifyType(name, type, reference, walk);
    verifyQualifiers(own, "method", walk);
    verifyMembers(parameters, "parameter", walk);
    for (const parameter of parameters) {
      if (!parameter.reference) verifyType(parameter.name, parameter.type, false, walk);
      verifyQualifiers(parameter.qualifiers, "parameter", walk);
      verifyFit(parameter, ["embeddedinstance", "embeddedobject"], walk);
    }
  }
}

/** A method gives a value of a type that exists; properties are looked at where classes are read. */
function verifyType(name: Name, type: Name, reference: boolean, walk: Walk): void {
  if (!reference && cimTypeNamed(type.text) !== undefined) return;
  const parameters = { type: reference ? `${type.text} ref` : type.text, property: name.text };
  walk.diagnostics.push(unknownType(placeOf(type, walk), { ...parameters, suggestions: [] }));
}

/** A boolean qualifier without a value is true (DSP0004 §5.6.1). */
function isTrue(value: Literal | undefined): boolean {
  return value === undefined || (value.value.kind === "boolean" && value.value.value);
}

function verifyMembers(members: readonly { readonly name: Name }[], kind: string, walk: Walk): void {
  const seen = new Map<string, Name>();
  for (const { name } of members) {
    const first = seen.get(name.text.toLowerCase());
    if (first === undefined) {
      seen.set(name.text.toLowerCase(), name);
      continue;
    }
    const related = [{ message: "It is first declared here.", origin: placeOf(first, walk) }];
    walk.diagnostics.push(memberTwice(placeOf(name, walk), { kind, name: name.text }, { related }));
  }
}

function verifyProperty(property: PropertyDeclaration, inherited: CimClass | undefined, walk: Walk): void {
  const { name, qualifiers, reference, array, defaultValue } = property;
  verifyQualifiers(qualifiers, reference ? "reference" : "property", walk);
  const key = qualifiers.find((one) => one.name.text.toLowerCase() === "key" && isTrue(one.value));
  const keys = (inherited?.properties ?? []).filter((one) => one.key).map((one) => one.name.toLowerCase());
  if (key !== undefined && keys.length > 0 && !keys.includes(name.text.toLowerCase())) {
    refuse(key, "a subclass adds no key to those that it inherits", walk);
  }
  verifyFit(
    property,
    ["embeddedinstance", "embeddedobject", "maxlen", "minlen", "maxvalue", "minvalue"],
    walk,
  );
  const type = reference ? undefined : cimTypeNamed(property.type.text);
  if (defaultValue === undefined || type === undefined) return;
  const embedded = qualifiers.some((one) => /^embedded(?:instance|object)$/i.test(one.name.text));
  verifyDefault(name, defaultValue, { type, array, embedded }, walk);
}

function verifyDefault(name: Name, literal: Literal, taken: Taken, walk: Walk): void {
  const problem = literalProblem(literal, taken);
  if (problem === undefined) return;
  walk.diagnostics.push(invalidDefault(placeOf(literal, walk), { name: name.text, problem }));
}

/** Each is declared, stands once, has a value of its type and stands where it may; anywhere without a scope. */
function verifyQualifiers(qualifiers: readonly Qualifier[], scope: Scope | undefined, walk: Walk): void {
  const seen = new Set<string>();
  for (const qualifier of qualifiers) {
    const lower = qualifier.name.text.toLowerCase();
    const declared = walk.qualifiers.get(lower);
    if (declared === undefined) {
      const suggestions = nearest(qualifier.name.text, new Set(walk.qualifiers.keys()));
      const parameters = { qualifier: qualifier.name.text, reason: "nothing declares it", suggestions };
      walk.diagnostics.push(invalidQualifier(placeOf(qualifier, walk), parameters));
      continue;
    }
    if (seen.has(lower)) refuse(qualifier, "it stands there already", walk);
    seen.add(lower);
    verifyQualifierValue(qualifier, declared, walk);
    if (scope !== undefined && !declared.scopes.has(scope))
      refuse(qualifier, `it cannot stand at a ${scope}`, walk);
  }
}

function verifyQualifierValue(
  { name, value, start, end }: Qualifier,
  declared: DeclaredQualifier,
  walk: Walk,
): void {
  const place = { name, start, end };
  if (value === undefined) {
    if (declared.type !== "boolean" || declared.array) refuse(place, "it needs a value", walk);
    return;
  }
  const problem = literalProblem(value, declared);
  if (problem !== undefined) refuse(place, problem, walk);
  else if (value.value.kind === "null" && name.text.toLowerCase() === "embeddedinstance") {
    refuse(place, "it needs a value", walk);
  }
}

type Fitted = Pick<PropertyDeclaration, "qualifiers" | "type" | "reference">;

/** Qualifiers that say something of strings, or of numbers, alone. */
function verifyFit({ qualifiers, type, reference }: Fitted, names: readonly string[], walk: Walk): void {
  const cimType = reference ? undefined : cimTypeNamed(type.text);
  for (const qualifier of qualifiers) {
    const lower = qualifier.name.text.toLowerCase();
    if (!names.includes(lower) || qualifier.value?.value.kind === "null") continue;
    const fits = lower.endsWith("value") ? /int|real/.test(cimType ?? "") : cimType === "string";
    if (!fits) refuse(qualifier, `it does not fit the type ${type.text}`, walk);
  }
}

function refuse(
  qualifier: Pick<Qualifier, "name" | "start" | "end"> | Name,
  reason: string,
  walk: Walk,
): void {
  const name = "name" in qualifier ? qualifier.name.text : qualifier.text;
  walk.diagnostics.push(
    invalidQualifier(placeOf(qualifier, walk), { qualifier: name, reason, suggestions: [] }),
  );
}

function placeOf({ start, end }: { readonly start: number; readonly end: number }, { file }: Walk): Origin {
  return { source: file.source, start, end };
}
