import { attributeValue } from "../../diagnostics/catalogue/recipe-resource.js";
import type {
  ResourceDeclaration,
  Declaration,
  DeclaredAttribute,
  DeclaredValue,
} from "../../model/declaration.js";
import type { Origin } from "../../source/source.js";
import { declared, declaredProperty, declaredSecret, moduleOf, ownField } from "./declared.js";
import { reportUnused } from "./embedded.js";
import type { Verdict } from "./guards.js";
import { forced } from "./lazy.js";
import { neededValue, report, unknownValue } from "./machine.js";
import type { Machine } from "./machine.js";
import type { SecretObject } from "./opaque-values.js";
import { attributeOf } from "./pending.js";
import type { PendingAttribute, PendingDeclaration, PlacedValue, ResourceContext } from "./pending.js";
import { unknownIn } from "./value.js";
import type { UnknownObject } from "./value.js";

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
  const properties = context.properties.map((property) => declaredProperty(machine, property));
  reportUnused(machine, keyword, context.nested);
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
    properties,
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
