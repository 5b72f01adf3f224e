import { notAValue, notFinite } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { embeddedAttribute } from "../../diagnostics/catalogue/recipe-resource.js";
import type {
  DeclaredProperty,
  DeclaredSecret,
  DeclaredString,
  DeclaredValue,
  ResourceDeclaration,
  UnknownValue,
} from "../../model/declaration.js";
import { Secret } from "../../model/secret.js";
import { assertNever } from "../../source/assert-never.js";
import type { Origin } from "../../source/source.js";
import { missingAttributeAt } from "./attribute-errors.js";
import { reportUnused, withBlocks } from "./embedded.js";
import { partsOfSpecification } from "./instances.js";
import { copyCost } from "./limits.js";
import { charge, exceed, fail, mistake, neededValue, report, unknownValue } from "./machine.js";
import type { Machine } from "./machine.js";
import { floatText } from "./numbers.js";
import type { SecretObject } from "./opaque-values.js";
import { textsIn } from "./password-texts.js";
import { attributeOf } from "./pending.js";
import type { PendingProperty, ResourceContext } from "./pending.js";
import { refuseText } from "./secrets.js";
import { describe, unknownIn } from "./value.js";
import type {
  CredentialObject,
  InstanceObject,
  NewResourceObject,
  NilObject,
  RuntimeValue,
  StringObject,
  UnknownObject,
} from "./value.js";

/**
 * A value of the model, at its own origin or else at `place`, where the declaration needs it. One that is `asked` for
 * stands as a whole where it is used: it may be lazy.
 */
export function declared(
  machine: Machine,
  value: RuntimeValue,
  place: Origin,
  depth = 0,
  asked = depth === 0,
): DeclaredValue {
  const origin = value.origin ?? place;
  if (depth > machine.limits.nesting) exceed(machine, origin, "nesting");
  charge(machine, depth === 0 ? 1 : copyCost, origin);
  // Nothing is walked any further: a list may hold itself many times over.
  if (machine.exit === "end") return unknownValue(mistake(origin, "a result beyond a limit"), place);
  switch (value.kind) {
    case "proc":
      // Within another value nothing asks for it.
      if (!value.lazy || !asked) return refusedValue(machine, value, origin, place);
      return withBlocks(machine, value, (made) => declared(machine, made, place, depth + 1));
    case "instance":
      return declaredInstance(machine, value, origin, depth);
    case "string":
      if (value.taint !== undefined) return declaredDoubt(machine, value, value.taint, place);
      return declaredString(value, origin);
    case "symbol":
      return { kind: "symbol", text: value.text, origin };
    case "integer":
      return { kind: "integer", text: value.value.toString(), origin };
    case "float":
      return declaredFloat(machine, value.number, origin, place);
    case "boolean":
      return { kind: "boolean", value: value.value, origin };
    case "nil":
      return declaredNil(machine, value, origin, place);
    case "hash":
    case "array":
      return declaredCollection(machine, value, origin, place, depth);
    case "credential":
      return declaredCredential(value, origin);
    case "secret":
      if (value.interpolation === undefined) return declaredSecret(value, place);
      return neededValue(machine, refuseText(machine, value.interpolation), place);
    case "scriptBlock":
      return { kind: "scriptBlock", text: value.text, origin };
    case "unknown":
      return declaredDoubt(machine, value, value, place);
    case "new resource":
      return embeddedBlock(machine, value, place, depth);
    case "range":
    case "regexp":
    case "match":
    case "enumerator":
    case "node":
    case "level":
    case "module":
      return refusedValue(machine, value, origin, place);
    default:
      return assertNever(value);
  }
}

/** What is not known of a value that a declaration needs: should it be a password, its texts are not shown. */
function declaredDoubt(
  machine: Machine,
  value: RuntimeValue,
  doubt: UnknownObject,
  place: Origin,
): UnknownValue {
  const needed = neededValue(machine, doubt, place);
  const texts = textsIn(value);
  return texts.length === 0 ? needed : { ...needed, texts };
}

function declaredFloat(machine: Machine, number: number, origin: Origin, place: Origin): DeclaredValue {
  if (Number.isFinite(number)) return { kind: "real", number, origin };
  const problem = notFinite(origin, { value: floatText(number) });
  return neededValue(machine, fail(machine, origin, "a number that is not finite", problem), place);
}

function declaredNil(machine: Machine, { missing }: NilObject, origin: Origin, place: Origin): DeclaredValue {
  if (missing === undefined) return { kind: "null", origin };
  const problem = missingAttributeAt(machine, missing, origin, { severity: machine.missing });
  return machine.missing === "warning" ? { kind: "null", origin } : neededValue(machine, problem, place);
}

/** What a block that is a value may have besides properties: they say its class. */
const classWords: ReadonlySet<string> = new Set([
  "resource",
  "resource_name",
  "module_name",
  "module_version",
]);

/**
 * A `dsc_resource('x') { … }` as a value: an embedded instance of the class that its line `resource` names, else of the
 * one that the property takes. It is no declaration of its own.
 */
function embeddedBlock(
  machine: Machine,
  reference: NewResourceObject,
  place: Origin,
  depth: number,
): DeclaredValue {
  const block = machine.blocks.get(reference);
  if (block?.context.kind !== "resource")
    return refusedValue(machine, reference, reference.origin ?? place, place);
  const { context, origin } = block;
  machine.embedded.add(origin);
  for (const { name, nameOrigin } of [...context.attributes, ...context.repeated])
    if (!classWords.has(name)) report(machine, embeddedAttribute(nameOrigin, { name }));
  const named = attributeOf(context, "resource") ?? attributeOf(context, "resource_name");
  const word = named?.values[0]?.value;
  // Under a condition that is not known no property would have got hold of it for certain.
  const doubt = context.doubt ?? named?.conditional ?? (word && unknownIn(word));
  if (doubt !== undefined) return neededValue(machine, doubt, place);
  if (context.incomplete) return unknownValue(mistake(origin, "a block with a mistake"), place);
  const className = word?.kind === "string" || word?.kind === "symbol" ? word.text : undefined;
  const properties = context.properties.map((property) => declaredProperty(machine, property, depth + 1));
  reportUnused(machine, context.keyword, context.nested);
  return { kind: "instance", className, ...moduleOf(machine, context), properties, origin };
}

/** The value of an attribute that a document depends on. */
export function ownField(
  machine: Machine,
  context: ResourceContext,
  name: string,
): DeclaredValue | undefined {
  const attribute = attributeOf(context, name);
  const given = attribute?.values[0];
  if (attribute === undefined || given === undefined) return undefined;
  return attribute.conditional === undefined
    ? declared(machine, given.value, given.place)
    : neededValue(machine, attribute.conditional, given.place);
}

/** `module_name` and `module_version`; a module specification as the name gives both, as PowerShell reads it. */
export function moduleOf(
  machine: Machine,
  context: ResourceContext,
): Pick<ResourceDeclaration, "moduleName" | "moduleVersion"> {
  const moduleName = ownField(machine, context, "module_name");
  const moduleVersion = ownField(machine, context, "module_version");
  const parts = moduleName?.kind === "string" ? partsOfSpecification(moduleName.text) : undefined;
  if (moduleName === undefined || parts === undefined) return { moduleName, moduleVersion };
  const { origin } = moduleName;
  const version: DeclaredValue | undefined =
    parts.version === undefined ? undefined : { kind: "string", text: parts.version, origin };
  return {
    moduleName: { kind: "string", text: parts.name, origin },
    moduleVersion: moduleVersion ?? version,
  };
}

/** A property as a block sets it. */
export function declaredProperty(
  machine: Machine,
  { name, nameOrigin, value, valueOrigin, conditional }: PendingProperty,
  depth = 0,
): DeclaredProperty {
  return {
    name,
    nameOrigin,
    value: declared(machine, value, valueOrigin, depth, true),
    conditional: conditional === undefined ? undefined : neededValue(machine, conditional, nameOrigin),
  };
}

function refusedValue(machine: Machine, value: RuntimeValue, origin: Origin, place: Origin): DeclaredValue {
  const problem = notAValue(origin, { given: describe(value) });
  return neededValue(machine, fail(machine, origin, "something that is no value", problem), place);
}

function declaredString(value: StringObject, origin: Origin): DeclaredString {
  const { text, segments } = value;
  return segments === undefined
    ? { kind: "string", text, origin }
    : { kind: "string", text, origin, segments };
}

function declaredCollection(
  machine: Machine,
  value: Extract<RuntimeValue, { readonly kind: "array" | "hash" }>,
  origin: Origin,
  place: Origin,
  depth: number,
): DeclaredValue {
  if (value.kind === "hash" && value.dataBagItem !== undefined)
    return refusedValue(machine, value, origin, place);
  if (value.taint !== undefined) return declaredDoubt(machine, value, value.taint, place);
  if (value.kind === "array") {
    const items = value.items.map((item) => declared(machine, item, origin, depth + 1));
    return { kind: "array", items, origin };
  }
  const entries = Array.from(value.entries.values(), ({ key, value: item }) => ({
    key: declared(machine, key, origin, depth + 1),
    value: declared(machine, item, origin, depth + 1),
  }));
  return { kind: "hash", entries, origin };
}

/** What `cim_instance` made; a key that is no text names no property. */
function declaredInstance(
  machine: Machine,
  { className, properties }: InstanceObject,
  origin: Origin,
  depth: number,
): DeclaredValue {
  if (properties.taint !== undefined) return neededValue(machine, properties.taint, origin);
  const declaredProperties = Array.from(properties.entries.values(), ({ key, value }) => ({
    name: key.kind === "symbol" || key.kind === "string" ? key.text : "",
    nameOrigin: key.origin ?? origin,
    value: declared(machine, value, value.origin ?? origin, depth + 1),
    conditional: undefined,
  }));
  return { kind: "instance", className, properties: declaredProperties, origin };
}

/** It is known by where it is used: what is wrong is that. */
export function declaredSecret(value: SecretObject, origin: Origin): DeclaredSecret {
  return { kind: "secret", secret: givenSecret(value), origin };
}

/** Where nobody needs a secret's text, any stands for it. */
function givenSecret({ secret }: SecretObject): Secret {
  return secret ?? new Secret("secret");
}

/** MSFT_Credential, as the LCM's own class is called. */
function declaredCredential(value: CredentialObject, origin: Origin): DeclaredValue {
  const userOrigin = value.userName.origin ?? origin;
  const password = value.password();
  const passwordOrigin = password.origin ?? origin;
  const secret = password.kind === "secret" ? givenSecret(password) : new Secret(password.text);
  return {
    kind: "instance",
    className: "MSFT_Credential",
    origin,
    properties: [
      {
        name: "UserName",
        nameOrigin: userOrigin,
        value: declaredString(value.userName, userOrigin),
        conditional: undefined,
      },
      {
        name: "Password",
        nameOrigin: passwordOrigin,
        value: { kind: "secret", secret, origin: passwordOrigin },
        conditional: undefined,
      },
    ],
  };
}
