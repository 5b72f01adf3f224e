import {
  invalidDefault,
  invalidQualifier,
  memberTwice,
  unknownType,
} from "../diagnostics/catalogue/schema.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type {
  ClassDeclaration,
  Literal,
  MofFile,
  Name,
  PropertyDeclaration,
  Qualifier,
} from "../mof/tree.js";
import type { Origin, Source } from "../source/source.js";
import type { DeclaredQualifiers } from "./declared-qualifiers.js";
import { literalProblem } from "./literal-type.js";
import { isTrue, ownQualifiers, valueOf, type Qualifiers } from "./qualifiers.js";
import { cimTypeNamed, type CimProperty } from "./resource-class.js";
import type { DeclaredQualifier, Scope } from "./standard-qualifiers.js";
import { outsideLimits, readLimits } from "./value-limits.js";

/*
 * What an LCM's parser demands of classes wherever they are declared, in a schema or in a document, beside what is
 * asked where they are read (lcm-rules, schema files; LCM/codec/mof/parser/types.c and mof.y).
 */

/** Where declarations are looked at: what may be used there, and who is told. */
export interface Setting {
  readonly source: Source;
  readonly qualifiers: DeclaredQualifiers;
  readonly report: (diagnostic: Diagnostic) => void;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The rules for a class but for its properties: schema/invalid-qualifier, schema/member-twice, schema/unknown-type. */
export function verifyClass(
  { qualifiers, methods }: ClassDeclaration,
  inherited: Qualifiers,
  setting: Setting,
): void {
  const isAssociation = isTrue(ownQualifiers(qualifiers, setting), "association");
  verifyQualifiers(qualifiers, isAssociation ? "association" : "class", setting);
  verifyFixed(qualifiers, inherited, setting);
  verifyMembers(methods, "method", setting);
  for (const { name, type, reference, qualifiers: own, parameters } of methods) {
    verifyType(name, type, reference, setting);
    verifyQualifiers(own, "method", setting);
    verifyMembers(parameters, "parameter", setting);
    for (const parameter of parameters) {
      if (!parameter.reference) verifyType(parameter.name, parameter.type, false, setting);
      verifyQualifiers(parameter.qualifiers, "parameter", setting);
      for (const one of parameter.qualifiers) {
        if (isEmbedding(one.name.text)) verifyFit(one, parameter, setting);
      }
    }
  }
}

/** What a property of a class comes from. */
export interface Inheritance {
  /** The property of the superclass that it overrides, with its qualifiers. */
  readonly overridden: CimProperty | undefined;
  readonly qualifiers: Qualifiers;
  /** The superclass has a key. */
  readonly hasKeys: boolean;
}

/** The rules for a property; `standing` are its qualifiers with those that it inherits. */
export function verifyProperty(
  property: PropertyDeclaration,
  standing: Qualifiers,
  inheritance: Inheritance,
  setting: Setting,
): void {
  const { reference, qualifiers } = property;
  verifyQualifiers(qualifiers, reference ? "reference" : "property", setting);
  verifyFixed(qualifiers, inheritance.qualifiers, setting);
  verifyKey(property, inheritance, setting);
  for (const one of qualifiers) verifyFit(one, property, setting);
  for (const name of embeddings) {
    const lower = name.toLowerCase();
    const isOwn = qualifiers.some((one) => one.name.text.toLowerCase() === lower);
    if (isOwn || !standing.has(lower) || fits(lower, property)) continue;
    refuse(property.name, name, `it is inherited and does not fit the type ${property.type.text}`, setting);
  }
  verifyDefault(property, standing, setting);
}

/** Keys are the same in a class and in those that extend it (types.c, _VerifyClassKeys). */
function verifyKey(
  property: PropertyDeclaration,
  { overridden, hasKeys }: Inheritance,
  setting: Setting,
): void {
  const { name, qualifiers, type, reference, array } = property;
  if (!hasKeys) return;
  const key = qualifiers.find((one) => one.name.text.toLowerCase() === "key");
  if (overridden?.key !== true) {
    if (key === undefined || !isTrue(ownQualifiers([key], setting), "key")) return;
    refuse(key, key.name.text, "a subclass adds no key to those that it inherits", setting);
    return;
  }
  const own = reference ? "string" : cimTypeNamed(type.text);
  if (own === undefined || (own === overridden.type && array === overridden.array)) return;
  const inherited = `${overridden.type}${overridden.array ? "[]" : ""}`;
  refuse(key ?? name, "Key", `the key that is inherited is of the type ${inherited}`, setting);
}

/** Beside its type, what MinLen, MaxLen, MinValue and MaxValue say that stand there: an LCM looks before it inherits. */
function verifyDefault(property: PropertyDeclaration, standing: Qualifiers, setting: Setting): void {
  const { name, reference, array, defaultValue: literal, qualifiers } = property;
  const type = reference ? undefined : cimTypeNamed(property.type.text);
  if (literal === undefined || type === undefined) return;
  const embedded = standing.has("embeddedinstance") || standing.has("embeddedobject");
  const problem =
    literalProblem(literal, { type, array, embedded }) ??
    limitProblem(literal, readLimits(type, ownQualifiers(qualifiers, setting)));
  if (problem === undefined) return;
  setting.report(invalidDefault(originOf(literal, setting), { name: name.text, problem }));
}

function limitProblem({ value, faulty }: Literal, limits: Pick<CimProperty, "limits">): string | undefined {
  if (faulty) return undefined;
  for (const item of value.kind === "array" ? value.items : [value]) {
    const outside = outsideLimits(item, limits);
    if (outside !== undefined) return `it ${outside.found}, and its limit is ${outside.allowed}`;
  }
  return undefined;
}

/** The qualifiers of values in instances, which mean nothing: they are asked for their names and values alone. */
export function verifyAssignments({ declarations }: MofFile, setting: Setting): void {
  for (const declaration of declarations) {
    if (declaration.kind !== "instance") continue;
    for (const { qualifiers } of declaration.properties) verifyQualifiers(qualifiers, undefined, setting);
  }
}

/** A method gives a value of a type that exists; properties are looked at where classes are read. */
function verifyType(name: Name, type: Name, reference: boolean, setting: Setting): void {
  if (!reference && cimTypeNamed(type.text) !== undefined) return;
  const parameters = { type: reference ? `${type.text} ref` : type.text, property: name.text };
  setting.report(unknownType(originOf(type, setting), { ...parameters, suggestions: [] }));
}

function verifyMembers(members: readonly { readonly name: Name }[], kind: string, setting: Setting): void {
  const seen = new Map<string, Name>();
  for (const { name } of members) {
    const first = seen.get(name.text.toLowerCase());
    if (first === undefined) {
      seen.set(name.text.toLowerCase(), name);
      continue;
    }
    const related = [{ message: "It is first declared here.", origin: originOf(first, setting) }];
    setting.report(memberTwice(originOf(name, setting), { kind, name: name.text }, { related }));
  }
}

/** Each is declared, stands once, has a value of its type and stands where it may; anywhere without a scope. */
function verifyQualifiers(written: readonly Qualifier[], scope: Scope | undefined, setting: Setting): void {
  const seen = new Set<string>();
  for (const qualifier of written) {
    const { text } = qualifier.name;
    const declared = setting.qualifiers.named(text, qualifier.start);
    if (declared === undefined) {
      refuse(qualifier, text, "nothing declares it", setting, setting.qualifiers.near(text));
      continue;
    }
    const lower = text.toLowerCase();
    if (seen.has(lower)) refuse(qualifier, text, "it stands there already", setting);
    seen.add(lower);
    const problem = valueProblem(qualifier, declared);
    if (problem !== undefined) refuse(qualifier, text, problem, setting);
    if (scope !== undefined && !declared.scopes.has(scope))
      refuse(qualifier, text, `it cannot stand at a ${scope}`, setting);
  }
}

function valueProblem({ name, value }: Qualifier, declared: DeclaredQualifier): string | undefined {
  if (value === undefined) {
    return declared.type !== "boolean" || declared.array ? "it needs a value" : undefined;
  }
  const isEmpty = value.value.kind === "null" && name.text.toLowerCase() === "embeddedinstance";
  return literalProblem(value, declared) ?? (isEmpty ? "it needs a value" : undefined);
}

/** The value of a qualifier that is inherited as DisableOverride stays what it is. */
function verifyFixed(written: readonly Qualifier[], inherited: Qualifiers, setting: Setting): void {
  if (inherited.size === 0) return;
  for (const qualifier of written) {
    const before = inherited.get(qualifier.name.text.toLowerCase());
    if (before === undefined || before.restricted || !before.fixed) continue;
    if (JSON.stringify(valueOf(qualifier)) === JSON.stringify(before.value)) continue;
    refuse(qualifier, qualifier.name.text, "it is inherited, and a subclass does not change it", setting);
  }
}

type Fitted = Pick<PropertyDeclaration, "type" | "reference">;

/** Qualifiers that say something of strings, or of numbers, alone. */
function verifyFit(qualifier: Qualifier, fitted: Fitted, setting: Setting): void {
  const { text } = qualifier.name;
  if (qualifier.value?.value.kind === "null" || fits(text.toLowerCase(), fitted)) return;
  refuse(qualifier, text, `it does not fit the type ${fitted.type.text}`, setting);
}

/** Whether a qualifier, by its name in lower case, can stand beside a type. */
function fits(name: string, { type, reference }: Fitted): boolean {
  const cimType = reference ? "" : (cimTypeNamed(type.text) ?? "");
  if (isEmbedding(name) || name === "maxlen" || name === "minlen") return cimType === "string";
  return (name !== "maxvalue" && name !== "minvalue") || /int|real/.test(cimType);
}

const embeddings = ["EmbeddedInstance", "EmbeddedObject"] as const;

function isEmbedding(name: string): boolean {
  return embeddings.some((one) => one.toLowerCase() === name.toLowerCase());
}

function refuse(
  place: Span,
  qualifier: string,
  reason: string,
  setting: Setting,
  suggestions: readonly string[] = [],
): void {
  setting.report(invalidQualifier(originOf(place, setting), { qualifier, reason, suggestions }));
}

function originOf({ start, end }: Span, { source }: Setting): Origin {
  return { source, start, end };
}
