import { notAValue, notFinite } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { attributeValue } from "../../diagnostics/catalogue/recipe-resource.js";
import type {
  Declaration,
  DeclaredAttribute,
  DeclaredProperty,
  DeclaredString,
  DeclaredValue,
  UnknownValue,
} from "../../model/declaration.js";
import { Secret } from "../../model/secret.js";
import { assertNever } from "../../source/assert-never.js";
import type { Origin } from "../../source/source.js";
import { missingAttributeAt } from "./attribute-errors.js";
import { charge, exceed, fail, report, unknownValue } from "./machine.js";
import type { Machine } from "./machine.js";
import type { PendingAttribute, PendingDeclaration, PlacedValue, ResourceContext } from "./pending.js";
import { floatText } from "./numbers.js";
import { describe, unknownIn } from "./value.js";
import type { CredentialObject, RuntimeValue, StringObject, UnknownObject } from "./value.js";

/** A block as a declaration: now that the recipes have ended, its values cannot change any more. */
export function readOff(machine: Machine, pending: PendingDeclaration): Declaration {
  const { context, origin, keywordOrigin } = pending;
  const { keyword } = context;
  const name = readName(machine, pending.name);
  const properties = readProperties(machine, context);
  const attributes = readAttributes(machine, context);
  const doubt = pending.conditional ?? context.doubt ?? actionDoubt(context);
  const conditional = doubt === undefined ? undefined : unknownValue(doubt);
  if (context.kind === "script") {
    return {
      kind: "script",
      keyword,
      name,
      attributes,
      conditional,
      incomplete: context.incomplete,
      origin,
      keywordOrigin,
    };
  }
  return {
    kind: "resource",
    keyword,
    name,
    resource: firstValue(machine, context, "resource") ?? firstValue(machine, context, "resource_name"),
    moduleName: firstValue(machine, context, "module_name"),
    moduleVersion: firstValue(machine, context, "module_version"),
    actions: actionsOf(machine, context),
    properties,
    attributes,
    conditional,
    incomplete: context.incomplete,
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
function actionDoubt(context: ResourceContext): UnknownObject | undefined {
  const action = context.attributes.get("action")?.[0];
  if (action?.conditional !== undefined) return action.conditional;
  for (const { value } of action?.values ?? []) {
    const doubt = unknownIn(value);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

function readName(machine: Machine, { value, place }: PlacedValue): DeclaredValue {
  return declared(machine, value, place) ?? unknownNameAt(value, place);
}

function unknownNameAt(value: RuntimeValue, place: Origin): UnknownValue {
  if (value.kind === "unknown") return unknownValue(value, place);
  return {
    kind: "unknown",
    origin: place,
    cause: place,
    reason: "the name of this block",
    remedy: "Write the name as a string.",
  };
}

function readProperties(machine: Machine, context: ResourceContext): readonly DeclaredProperty[] {
  const properties: DeclaredProperty[] = [];
  const all = [...context.properties.values(), ...context.repeated];
  for (const { name, nameOrigin, value, valueOrigin, conditional } of all) {
    const read = declared(machine, value, valueOrigin);
    if (read === undefined) {
      context.incomplete = true;
      continue;
    }
    const doubt = conditional === undefined ? undefined : unknownValue(conditional);
    properties.push({ name, nameOrigin, value: read, conditional: doubt });
  }
  return properties;
}

/** The attributes that a declaration has no field for; of a script all. */
function readAttributes(machine: Machine, context: ResourceContext): readonly DeclaredAttribute[] {
  const attributes: DeclaredAttribute[] = [];
  for (const [name, uses] of context.attributes) {
    if (context.kind === "resource" && ownFields.has(name)) continue;
    for (const use of uses) {
      const attribute = readAttributeOff(machine, context, use);
      if (attribute.values.length > 0) attributes.push(attribute);
    }
  }
  return attributes;
}

function readAttributeOff(
  machine: Machine,
  context: ResourceContext,
  attribute: PendingAttribute,
): DeclaredAttribute {
  const { name, nameOrigin, conditional } = attribute;
  const read = attribute.values.map(({ value, place }) =>
    conditional === undefined ? declared(machine, value, place) : unknownValue(conditional, place),
  );
  const values = read.filter((value) => value !== undefined);
  if (values.length < read.length) context.incomplete = true;
  return { name, nameOrigin, values };
}

function firstValue(machine: Machine, context: ResourceContext, name: string): DeclaredValue | undefined {
  const use = context.attributes.get(name)?.[0];
  return use === undefined ? undefined : readAttributeOff(machine, context, use).values[0];
}

const defaultActions: readonly string[] = ["run"];

/** The symbols of `action`; `run` when none was given. */
function actionsOf(machine: Machine, context: ResourceContext): readonly string[] {
  const use = context.attributes.get("action")?.[0];
  if (use === undefined) return defaultActions;
  const { values } = readAttributeOff(machine, context, use);
  const actions: string[] = [];
  for (const value of values.flatMap((item) => (item.kind === "array" ? item.items : [item]))) {
    if (value.kind === "symbol" || value.kind === "string") actions.push(value.text);
    else if (value.kind !== "unknown") {
      const parameters = { name: "action", wanted: "Symbols", given: `a value of kind ${value.kind}` };
      report(machine, attributeValue(value.origin, parameters));
    }
  }
  return actions.length === 0 ? defaultActions : actions;
}

/** A value of the model; undefined when it holds a mistake that has been reported. */
function declared(
  machine: Machine,
  value: RuntimeValue,
  place: Origin,
  depth = 0,
): DeclaredValue | undefined {
  const origin = value.origin ?? place;
  if (depth > machine.limits.nesting) return nothing(exceed(machine, origin, "nesting"));
  if (!charge(machine, 1, origin)) return undefined;
  switch (value.kind) {
    case "string":
      return value.taint === undefined ? declaredString(value, origin) : fromUnknown(value.taint, place);
    case "symbol":
      return { kind: "symbol", text: value.text, origin };
    case "integer":
      return { kind: "integer", text: value.value.toString(), origin };
    case "float": {
      if (Number.isFinite(value.number)) return { kind: "real", number: value.number, origin };
      const parameters = { value: floatText(value.number) };
      return nothing(fail(machine, origin, "a number that is not finite", notFinite(origin, parameters)));
    }
    case "boolean":
      return { kind: "boolean", value: value.value, origin };
    case "nil": {
      if (value.missing === undefined) return { kind: "null", origin };
      const problem = missingAttributeAt(machine, value.missing, origin, { severity: machine.missing });
      return machine.missing === "warning" ? { kind: "null", origin } : nothing(problem);
    }
    case "array":
    case "hash":
      return value.taint === undefined
        ? declaredCollection(machine, value, origin, depth)
        : fromUnknown(value.taint, place);
    case "credential":
      return declaredCredential(value, origin);
    case "scriptBlock":
      return { kind: "scriptBlock", text: value.text, origin };
    case "unknown":
      return fromUnknown(value, place);
    case "range":
    case "node":
    case "module": {
      const problem = notAValue(origin, { given: describe(value) });
      return nothing(fail(machine, origin, "something that is no value", problem));
    }
    default:
      return assertNever(value);
  }
}

/** For a value whose mistake has been reported. */
function nothing(_reported: UnknownObject): undefined {
  return undefined;
}

function fromUnknown(value: UnknownObject, place: Origin): DeclaredValue | undefined {
  return value.reported ? undefined : unknownValue(value, place);
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
): DeclaredValue | undefined {
  if (value.kind === "array") {
    const items: DeclaredValue[] = [];
    for (const item of value.items) {
      const read = declared(machine, item, origin, depth + 1);
      if (read === undefined) return undefined;
      items.push(read);
    }
    return { kind: "array", items, origin };
  }
  const entries: { readonly key: DeclaredValue; readonly value: DeclaredValue }[] = [];
  for (const entry of value.entries.values()) {
    const key = declared(machine, entry.key, origin, depth + 1);
    const item = declared(machine, entry.value, origin, depth + 1);
    if (key === undefined || item === undefined) return undefined;
    entries.push({ key, value: item });
  }
  return { kind: "hash", entries, origin };
}

/** MSFT_Credential, as the LCM's own class is called. */
function declaredCredential(value: CredentialObject, origin: Origin): DeclaredValue {
  const userOrigin = value.userName.origin ?? origin;
  const passwordOrigin = value.password.origin ?? origin;
  const secret = new Secret(value.password.text);
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
