import { notAValue, notFinite } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { attributeValue } from "../../diagnostics/catalogue/recipe-resource.js";
import type {
  ResourceDeclaration,
  Declaration,
  DeclaredAttribute,
  DeclaredProperty,
  DeclaredSecret,
  DeclaredString,
  DeclaredValue,
} from "../../model/declaration.js";
import { Secret } from "../../model/secret.js";
import { assertNever } from "../../source/assert-never.js";
import type { Origin } from "../../source/source.js";
import { missingAttributeAt } from "./attribute-errors.js";
import { copyCost } from "./limits.js";
import { charge, exceed, fail, mistake, neededValue, report, unknownValue } from "./machine.js";
import type { Machine } from "./machine.js";
import { attributeOf } from "./pending.js";
import type {
  PendingAttribute,
  PendingDeclaration,
  PendingProperty,
  PlacedValue,
  ResourceContext,
} from "./pending.js";
import type { Verdict } from "./guards.js";
import { partsOfSpecification } from "./instances.js";
import { floatText } from "./numbers.js";
import { forced } from "./lazy.js";
import type { SecretObject } from "./opaque-values.js";
import { refuseText } from "./secrets.js";
import { describe, unknownIn } from "./value.js";
import type { CredentialObject, InstanceObject, RuntimeValue, StringObject, UnknownObject } from "./value.js";

/** A block as a declaration: now that the recipes have ended, its values cannot change any more. */
export function readOff(
  machine: Machine,
  pending: PendingDeclaration,
  verdicts: ReadonlyMap<PendingAttribute, Verdict>,
): Declaration {
  const { context, origin, keywordOrigin } = pending;
  const { keyword, incomplete } = context;
  const name = declared(machine, pending.name.value, pending.name.place);
  const attributes = readAttributes(machine, context, verdicts);
  const doubt = pending.conditional ?? context.doubt ?? actionDoubt(context);
  const conditional = doubt === undefined ? undefined : neededValue(machine, doubt, keywordOrigin);
  if (context.kind === "script") {
    return { kind: "script", keyword, name, attributes, conditional, incomplete, origin, keywordOrigin };
  }
  return {
    kind: "resource",
    keyword,
    name,
    resource: ownField(machine, context, "resource") ?? ownField(machine, context, "resource_name"),
    ...moduleOf(machine, context),
    ...actionsOf(machine, context),
    properties: context.properties.map((property) => readProperty(machine, property)),
    attributes,
    conditional,
    incomplete,
    coercion: "chef",
    origin,
    keywordOrigin,
  };
}

const ownFields: ReadonlySet<string> = new Set([
  "action",
  "module_name",
  "module_version",
  "resource",
  "resource_name",
]);

/** Why it is not known what a block's actions are. */
export function actionDoubt(context: ResourceContext): UnknownObject | undefined {
  const action = attributeOf(context, "action");
  if (action?.conditional !== undefined) return action.conditional;
  for (const { value } of action?.values ?? []) {
    const doubt = unknownIn(value);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

function readProperty(machine: Machine, property: PendingProperty): DeclaredProperty {
  const { name, nameOrigin, conditional } = property;
  return {
    name,
    nameOrigin,
    value: declared(machine, property.value, property.valueOrigin),
    conditional: conditional === undefined ? undefined : neededValue(machine, conditional, nameOrigin),
  };
}

const none: readonly DeclaredAttribute[] = [];

/** The attributes that a declaration has no field for; of a script all. */
function readAttributes(
  machine: Machine,
  context: ResourceContext,
  verdicts: ReadonlyMap<PendingAttribute, Verdict>,
): readonly DeclaredAttribute[] {
  const { kind, attributes, repeated } = context;
  const once = kind === "script" ? attributes : attributes.filter(({ name }) => !ownFields.has(name));
  if (once.length === 0 && repeated.length === 0) return none;
  return [...once, ...repeated].map((attribute) =>
    readAttribute(machine, attribute, verdicts.get(attribute)),
  );
}

/** An attribute as it is declared; a guard with what it says. */
export function readAttribute(
  machine: Machine,
  attribute: PendingAttribute,
  verdict?: Verdict,
): DeclaredAttribute {
  const { name, nameOrigin } = attribute;
  const values = attribute.values.map((value) => readAttributeValue(machine, attribute, value));
  if (verdict === undefined || verdict === "fails") return { name, nameOrigin, values };
  if (verdict === "passes") return { name, nameOrigin, values, verdict };
  // What a warning has told of may still come to a document; a guard that is left out must be an error of its own.
  const told = verdict.diagnostic === "error";
  const undecidable = verdict.undecidable === true ? ({ undecidable: true } as const) : {};
  return {
    name,
    nameOrigin,
    values,
    verdict: { ...unknownValue(verdict, nameOrigin), told },
    ...undecidable,
  };
}

/** Most attributes have no part in a document, so that what is not known of them need not stop it. */
function readAttributeValue(
  machine: Machine,
  { name, conditional }: PendingAttribute,
  { value: given, place }: PlacedValue,
): DeclaredValue {
  const value = bodies.has(name) ? forced(machine, given) : given;
  const doubt = conditional ?? unknownIn(value);
  if (value.kind === "secret" && bodies.has(name) && doubt === undefined) return bodyWithSecret(value, place);
  return doubt === undefined ? declared(machine, value, place) : unknownValue(doubt, place);
}

/** The attributes of a script that hold its code: the one place for a text with a secret in it. */
const bodies: ReadonlySet<string> = new Set(["code", "configuration"]);

function bodyWithSecret(value: SecretObject, origin: Origin): DeclaredValue {
  if (value.secret !== undefined) return declaredSecret(value, origin);
  const [reason, remedy] = ["a script with a secret in it", "Give the secret with --secret NAME=@FILE."];
  return { kind: "unknown", origin, reason, cause: value.interpolation ?? origin, remedy, told: true };
}

/** The value of an attribute that a document depends on. */
function ownField(machine: Machine, context: ResourceContext, name: string): DeclaredValue | undefined {
  const attribute = attributeOf(context, name);
  const given = attribute?.values[0];
  if (attribute === undefined || given === undefined) return undefined;
  return attribute.conditional === undefined
    ? declared(machine, given.value, given.place)
    : neededValue(machine, attribute.conditional, given.place);
}

/** `module_name` and `module_version`; a module specification as the name gives both, as PowerShell reads it. */
function moduleOf(
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

const defaultActions: readonly string[] = ["run"];

/** The symbols of `action`; `run` when none was given. */
function actionsOf(
  machine: Machine,
  context: ResourceContext,
): Pick<ResourceDeclaration, "actions" | "actionOrigins"> {
  const attribute = attributeOf(context, "action");
  if (attribute === undefined) return { actions: defaultActions };
  const { values } = readAttribute(machine, attribute);
  const actions: string[] = [];
  const actionOrigins: Origin[] = [];
  for (const value of values.flatMap((item) => (item.kind === "array" ? item.items : [item]))) {
    if (value.kind === "symbol" || value.kind === "string") {
      actions.push(value.text);
      actionOrigins.push(value.origin);
    } else if (value.kind !== "unknown") {
      const parameters = { name: "action", wanted: "Symbols", given: `a value of kind ${value.kind}` };
      report(machine, attributeValue(value.origin, parameters));
    }
  }
  return actions.length === 0 ? { actions: defaultActions } : { actions, actionOrigins };
}

/** A value of the model, at its own origin or else at `place`, where the declaration needs it. */
function declared(machine: Machine, value: RuntimeValue, place: Origin, depth = 0): DeclaredValue {
  const origin = value.origin ?? place;
  if (depth > machine.limits.nesting) exceed(machine, origin, "nesting");
  charge(machine, depth === 0 ? 1 : copyCost, origin);
  // Nothing is walked any further: a list may hold itself many times over.
  if (machine.exit === "end") return unknownValue(mistake(origin, "a result beyond a limit"), place);
  switch (value.kind) {
    case "proc":
      // Within another value nothing asks for it.
      if (value.lazy && depth === 0) return declared(machine, forced(machine, value), place, depth + 1);
      return refusedValue(machine, value, origin, place);
    case "instance":
      return declaredInstance(machine, value, origin, depth);
    case "string":
      return value.taint === undefined
        ? declaredString(value, origin)
        : neededValue(machine, value.taint, place);
    case "symbol":
      return { kind: "symbol", text: value.text, origin };
    case "integer":
      return { kind: "integer", text: value.value.toString(), origin };
    case "float": {
      if (Number.isFinite(value.number)) return { kind: "real", number: value.number, origin };
      const problem = notFinite(origin, { value: floatText(value.number) });
      return neededValue(machine, fail(machine, origin, "a number that is not finite", problem), place);
    }
    case "boolean":
      return { kind: "boolean", value: value.value, origin };
    case "nil": {
      if (value.missing === undefined) return { kind: "null", origin };
      const problem = missingAttributeAt(machine, value.missing, origin, { severity: machine.missing });
      return machine.missing === "warning" ? { kind: "null", origin } : neededValue(machine, problem, place);
    }
    case "hash":
    case "array":
      if (value.kind === "hash" && value.dataBagItem !== undefined)
        return refusedValue(machine, value, origin, place);
      return value.taint === undefined
        ? declaredCollection(machine, value, origin, depth)
        : neededValue(machine, value.taint, place);
    case "credential":
      return declaredCredential(value, origin);
    case "secret":
      return value.interpolation === undefined
        ? declaredSecret(value, place)
        : neededValue(machine, refuseText(machine, value.interpolation), place);
    case "scriptBlock":
      return { kind: "scriptBlock", text: value.text, origin };
    case "unknown":
      return neededValue(machine, value, place);
    case "range":
    case "regexp":
    case "match":
    case "enumerator":
    case "node":
    case "level":
    case "new resource":
    case "module":
      return refusedValue(machine, value, origin, place);
    default:
      return assertNever(value);
  }
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
  depth: number,
): DeclaredValue {
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
function declaredSecret(value: SecretObject, origin: Origin): DeclaredSecret {
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
