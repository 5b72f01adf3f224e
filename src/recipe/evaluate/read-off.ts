import { notAValue, notFinite } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { attributeTwice, attributeValue } from "../../diagnostics/catalogue/recipe-resource.js";
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
import type {
  PendingAttribute,
  PendingDeclaration,
  PendingProperty,
  PlacedValue,
  ResourceContext,
} from "./pending.js";
import { floatText } from "./numbers.js";
import { describe, unknownIn } from "./value.js";
import type { CredentialObject, RuntimeValue, StringObject, UnknownObject } from "./value.js";

/** A block as a declaration: now that the recipes have ended, its values cannot change any more. */
export function readOff(machine: Machine, pending: PendingDeclaration): Declaration {
  const { context, name, origin, keywordOrigin } = pending;
  const properties = readProperties(machine, pending);
  const attributes = context.attributes
    .map((attribute) => readAttributeOff(machine, context, attribute))
    .filter((attribute) => attribute.values.length > 0);
  const doubt = pending.conditional ?? context.doubt ?? actionDoubt(context);
  const common = {
    keyword: context.keyword,
    name: readName(machine, name),
    conditional: doubt === undefined ? undefined : unknownValue(doubt),
    incomplete: context.incomplete,
    origin,
    keywordOrigin,
  };
  if (context.kind === "script") return { kind: "script", ...common, attributes: lastOfEach(attributes) };
  return {
    kind: "resource",
    ...common,
    resource: lastValue(attributes, ["resource", "resource_name"]),
    moduleName: lastValue(attributes, ["module_name"]),
    moduleVersion: lastValue(attributes, ["module_version"]),
    actions: actionsOf(machine, attributes),
    properties,
    attributes: lastOfEach(attributes).filter((attribute) => !ownFields.has(attribute.name)),
    coercion: "chef",
  };
}

const ownFields: ReadonlySet<string> = new Set([
  "action",
  "module_name",
  "module_version",
  "resource",
  "resource_name",
]);

const repeatable: ReadonlySet<string> = new Set(["imports", "not_if", "notifies", "only_if", "subscribes"]);

/** Why it is not known what a block's actions are. */
function actionDoubt(context: ResourceContext): UnknownObject | undefined {
  const action = context.attributes.findLast((attribute) => attribute.name === "action");
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

/** Properties in order; one set again later is left out, since only the last counts in Chef. */
function readProperties(machine: Machine, { context }: PendingDeclaration): readonly DeclaredProperty[] {
  const last = new Map<string, PendingProperty>();
  for (const property of context.properties) {
    const known = last.get(property.name);
    if (known !== undefined && property.conditional === undefined) {
      const related = [{ message: "It is set first here.", origin: known.nameOrigin }];
      report(machine, attributeTwice(property.nameOrigin, { name: property.name }, { related }));
    }
    if (known === undefined || property.conditional === undefined) last.set(property.name, property);
    else last.set(property.name, { ...property, conditional: undefined, value: property.conditional });
  }
  const properties: DeclaredProperty[] = [];
  for (const { name, nameOrigin, value, valueOrigin, conditional } of last.values()) {
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

function readAttributeOff(
  machine: Machine,
  context: ResourceContext,
  attribute: PendingAttribute,
): DeclaredAttribute {
  const { name, nameOrigin, conditional } = attribute;
  const values: DeclaredValue[] = [];
  for (const { value, place } of attribute.values) {
    const read =
      conditional === undefined ? declared(machine, value, place) : unknownValue(conditional, place);
    if (read === undefined) context.incomplete = true;
    else values.push(read);
  }
  return { name, nameOrigin, values };
}

/** Only the last use of an attribute counts, except of those that add up. */
function lastOfEach(attributes: readonly DeclaredAttribute[]): readonly DeclaredAttribute[] {
  const last = new Map(attributes.map((attribute) => [attribute.name, attribute]));
  return attributes.filter(
    (attribute) => repeatable.has(attribute.name) || last.get(attribute.name) === attribute,
  );
}

function lastValue(
  attributes: readonly DeclaredAttribute[],
  names: readonly string[],
): DeclaredValue | undefined {
  return attributes.findLast((attribute) => names.includes(attribute.name))?.values[0];
}

/** The symbols of `action`; `run` when none was given. */
function actionsOf(machine: Machine, attributes: readonly DeclaredAttribute[]): readonly string[] {
  const values = attributes.findLast((attribute) => attribute.name === "action")?.values ?? [];
  const actions: string[] = [];
  for (const value of values.flatMap((item) => (item.kind === "array" ? item.items : [item]))) {
    if (value.kind === "symbol" || value.kind === "string") actions.push(value.text);
    else if (value.kind !== "unknown") {
      const parameters = { name: "action", wanted: "Symbols", given: `a value of kind ${value.kind}` };
      report(machine, attributeValue(value.origin, parameters));
    }
  }
  return actions.length === 0 ? ["run"] : actions;
}

/** A value of the model; undefined when it holds a mistake that has been reported. */
export function declared(
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
  if (segments === undefined) return { kind: "string", text, origin };
  const { source } = origin;
  const placed = segments.map(({ at, start, end }) => ({ at, origin: { source, start, end } }));
  return { kind: "string", text, origin, segments: placed };
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
