import { customRequired, customValue } from "../../diagnostics/catalogue/recipe-include.js";
import type { Origin } from "../../source/source.js";
import { arityOf } from "./arity.js";
import { fits, refusalOf, shown } from "./custom-check.js";
import { fail } from "./machine.js";
import type { Machine } from "./machine.js";
import { arrayObject, hashObject, isMutable, nilObject, stringObject, truthy, unknownIn } from "./value.js";
import type { CustomInstance, CustomProperty, ProcObject, RuntimeValue, UnknownObject } from "./value.js";

/** Sets a property of a custom resource, as a line of its block does (Chef::Property#set). */
export function setCustom(
  machine: Machine,
  instance: CustomInstance,
  property: CustomProperty,
  given: RuntimeValue,
  place: Origin,
): RuntimeValue {
  const { name, options } = property;
  let value = given;
  if (given.kind === "nil" && !takesNil(machine, property, place)) {
    // nil means the default, as it stands in the definition.
    if (isNameProperty(property)) {
      instance.values.set(name, "name");
      return nilObject(place);
    }
    value = options.get("default") ?? given;
  }
  if (!isLazy(value)) value = checked(machine, instance, property, value, place);
  instance.values.set(name, value);
  return needed(machine, instance, property, value, place);
}

/** The value of a property: what was set, else its default (Chef::Property#get). */
export function getCustom(
  machine: Machine,
  instance: CustomInstance,
  property: CustomProperty,
  place: Origin,
): RuntimeValue {
  const set = instance.values.get(property.name);
  const value =
    set === undefined
      ? standard(machine, instance, property, place)
      : produced(machine, instance, property, set, place);
  return needed(machine, instance, property, value, place);
}

/** What the resource is called; one without a name cannot be asked (`property :name, required: true`). */
export function nameOfInstance(machine: Machine, instance: CustomInstance, place: Origin): RuntimeValue {
  if (instance.name !== undefined) return instance.name;
  const { keyword } = instance;
  return fail(machine, place, "the name of this block", customRequired(place, { property: "name", keyword }));
}

/** A value of nil is an error where the property is required for one of the resource's actions. */
function needed(
  machine: Machine,
  { actions, keyword, place: block }: CustomInstance,
  { name, options }: CustomProperty,
  value: RuntimeValue,
  place: Origin,
): RuntimeValue {
  const required = value.kind === "nil" ? options.get("required") : undefined;
  if (required === undefined || !actions.some((action) => isRequiredFor(required, action))) return value;
  const reason = `the property "${name}"`;
  const related = place.source === block.source ? [] : [{ message: "It is asked for here.", origin: place }];
  return fail(machine, place, reason, customRequired(block, { property: name, keyword }, { related }));
}

/** A default that can be changed is the resource's own from the first time it is asked for. */
function standard(
  machine: Machine,
  instance: CustomInstance,
  property: CustomProperty,
  place: Origin,
): RuntimeValue {
  const given = isNameProperty(property) ? "name" : property.options.get("default");
  if (given === undefined) return nilObject(place);
  const late = property.options.has("coerce") || property.types?.some(({ kind }) => kind === "proc") === true;
  const kept =
    late && given !== "name" && !isLazy(given) ? checked(machine, instance, property, given, place) : given;
  const value = produced(machine, instance, property, kept === "name" ? kept : copied(kept), place);
  if (!isFrozen(value)) instance.values.set(property.name, value);
  return value;
}

/** Ruby's `frozen?`: node attributes refuse to be changed, but only their texts are frozen. */
function isFrozen(value: RuntimeValue): boolean {
  if (isMutable(value)) return value.frozen || (value.kind === "string" && value.attribute !== undefined);
  return value.kind !== "proc" && value.kind !== "credential" && value.kind !== "instance";
}

/** The value of a `lazy` block, made each time it is asked for. */
function produced(
  machine: Machine,
  instance: CustomInstance,
  property: CustomProperty,
  value: RuntimeValue | "name",
  place: Origin,
): RuntimeValue {
  if (value !== "name" && !isLazy(value)) return value;
  const made =
    value === "name" ? nameOfInstance(machine, instance, place) : within(machine, instance, value, [], place);
  return checked(machine, instance, property, made, place);
}

function isLazy(value: RuntimeValue): value is ProcObject {
  return value.kind === "proc" && value.lazy;
}

/** Calls a block as the resource; one that takes more than it is given gets the resource, and stays what it was. */
function within(
  machine: Machine,
  instance: CustomInstance,
  block: ProcObject,
  values: readonly RuntimeValue[],
  place: Origin,
): RuntimeValue {
  return arityOf(block) > values.length
    ? machine.callProc(machine, block, [{ kind: "new resource", instance, origin: place }, ...values])
    : machine.callProc(machine, block, values, instance);
}

/** Coerced, and checked against the property's definition. */
function checked(
  machine: Machine,
  instance: CustomInstance,
  property: CustomProperty,
  given: RuntimeValue,
  place: Origin,
): RuntimeValue {
  const { options } = property;
  const coerce = given.kind === "nil" ? undefined : options.get("coerce");
  const value =
    coerce?.kind === "proc"
      ? within(machine, instance, coerce, [given], place)
      : ((coerce && unknownIn(coerce)) ?? given);
  if (unknownIn(value) !== undefined || (value.kind === "nil" && !hasDefault(property))) return value;
  const refusal = refusalOf(property, { machine, value, instance, place });
  if (refusal === undefined || refusal === "later") return value;
  return "wanted" in refusal
    ? refuse(machine, property, instance.keyword, { value, wanted: refusal.wanted, place })
    : refusal;
}

function refuse(
  machine: Machine,
  { name }: CustomProperty,
  keyword: string,
  { value, wanted, place }: { readonly value: RuntimeValue; readonly wanted: string; readonly place: Origin },
): UnknownObject {
  const parameters = { property: name, keyword, wanted, given: shown({ machine, place }, value) };
  return fail(machine, place, `the property "${name}"`, customValue(place, parameters));
}

/**
 * Checks a default where it is defined, as far as that does not take a resource (Chef::Property#initialize). Gives why
 * it is not known whether Chef takes it.
 */
export function checkDefault(
  machine: Machine,
  property: CustomProperty,
  keyword: string,
): UnknownObject | undefined {
  const { options, origin } = property;
  const value = options.get("default");
  if (value === undefined || isLazy(value) || unknownIn(value) !== undefined) return undefined;
  if (value.kind !== "nil" && options.has("coerce")) return undefined;
  const place = value.origin ?? origin;
  const refusal = refusalOf(property, { machine, value, instance: undefined, place });
  if (typeof refusal !== "object") return undefined;
  if ("wanted" in refusal)
    return refuse(machine, property, keyword, { value, wanted: refusal.wanted, place });
  if (!options.has("respond_to")) return refusal;
  const wanted = "a value that certainly has these methods";
  return refuse(machine, property, keyword, { value, wanted, place });
}

function hasDefault(property: CustomProperty): boolean {
  return property.options.has("default") || isNameProperty(property);
}

function isNameProperty({ options }: CustomProperty): boolean {
  const option = options.get("name_property");
  return option !== undefined && truthy(option);
}

/** Whether nil is a value like any other (Chef::Property#explicitly_accepts_nil?). */
function takesNil(machine: Machine, { options, types }: CustomProperty, place: Origin): boolean {
  if (options.has("coerce")) return true;
  const asked = { machine, value: nilObject(place), instance: undefined, place };
  return types !== undefined && fits(types, asked) === true;
}

/** Deep, as Chef copies a default, so that changing one block's value changes no other's. */
function copied(value: RuntimeValue, depth = 0): RuntimeValue {
  if (depth > 20) return value;
  switch (value.kind) {
    case "string":
      return stringObject(value.text, value.origin, value.segments);
    case "array": {
      const items = value.items.map((item) => copied(item, depth + 1));
      return { ...arrayObject(items, value.origin), taint: value.taint };
    }
    case "hash": {
      const entries = Array.from(
        value.entries,
        ([id, entry]) => [id, { key: entry.key, value: copied(entry.value, depth + 1) }] as const,
      );
      return { ...hashObject(new Map(entries), value.origin), mash: value.mash, taint: value.taint };
    }
    default:
      return value;
  }
}

/** Reports each property that the action needs and the block does not set. */
export function checkRequired(machine: Machine, instance: CustomInstance, action: string): void {
  for (const property of instance.resource.properties.values()) {
    const required = property.options.get("required");
    if (required !== undefined && isRequiredFor(required, action))
      getCustom(machine, instance, property, instance.place);
  }
}

/** `required: true`, or a list of the actions it is required for. */
function isRequiredFor(required: RuntimeValue, action: string): boolean {
  if (required.kind !== "array") return unknownIn(required) === undefined && truthy(required);
  return required.items.some((item) => item.kind === "symbol" && item.text === action);
}
