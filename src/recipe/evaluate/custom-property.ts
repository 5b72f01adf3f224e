import { customRequired, customValue } from "../../diagnostics/catalogue/recipe-include.js";
import type { Origin } from "../../source/source.js";
import { caseEquals } from "./equality.js";
import { fail } from "./machine.js";
import type { Machine } from "./machine.js";
import { inspect } from "./text.js";
import { arrayObject, describe, hashObject, nilObject, stringObject, truthy, unknownIn } from "./value.js";
import type { CustomInstance, CustomProperty, RuntimeValue } from "./value.js";

/** Sets a property of a custom resource, as a line of its block does (Chef::Property#set). */
export function setCustom(
  machine: Machine,
  instance: CustomInstance,
  property: CustomProperty,
  given: RuntimeValue,
  place: Origin,
): RuntimeValue {
  const value = stored(machine, instance, property, given, place);
  instance.values.set(property.name, value);
  return value;
}

/** What is kept: nil stands for the default where it is none of the values allowed. */
function stored(
  machine: Machine,
  instance: CustomInstance,
  property: CustomProperty,
  given: RuntimeValue,
  place: Origin,
): RuntimeValue {
  const { options } = property;
  const takesNil = options.has("coerce") || property.types?.some(({ kind }) => kind === "nil") === true;
  const value = given.kind === "nil" && !takesNil ? (options.get("default") ?? given) : given;
  if (value.kind === "proc" && value.lazy) return value;
  return validated(machine, instance, property, coerced(machine, instance, property, value), place);
}

function coerced(
  machine: Machine,
  instance: CustomInstance,
  { options }: CustomProperty,
  value: RuntimeValue,
): RuntimeValue {
  const coerce = options.get("coerce");
  if (coerce === undefined || value.kind === "nil") return value;
  return coerce.kind === "proc"
    ? machine.callProc(machine, coerce, [value], instance)
    : (unknownIn(coerce) ?? value);
}

/** The value, or an error where the property's definition does not allow it (Chef::Mixin::ParamsValidate). */
function validated(
  machine: Machine,
  instance: CustomInstance,
  property: CustomProperty,
  value: RuntimeValue,
  place: Origin,
): RuntimeValue {
  const hasDefault = property.options.has("default") || isNameProperty(property);
  if (unknownIn(value) !== undefined || (value.kind === "nil" && !hasDefault)) return value;
  const wanted = refusalOf(machine, property, value, place);
  if (wanted === undefined) return value;
  const { keyword } = instance;
  const parameters = { property: property.name, keyword, wanted, given: shown(machine, value, place) };
  return fail(machine, place, `the property "${property.name}"`, customValue(place, parameters));
}

function shown(machine: Machine, value: RuntimeValue, place: Origin): string {
  const simple = value.kind === "string" || value.kind === "symbol";
  const text = simple ? inspect(machine, value, place) : undefined;
  return typeof text === "string" ? text : describe(value);
}

/** What the property wants instead of the value; undefined when it takes the value, or nobody knows. */
function refusalOf(
  machine: Machine,
  { types, options }: CustomProperty,
  value: RuntimeValue,
  place: Origin,
): string | undefined {
  const equalTo = options.get("equal_to");
  const allowed = equalTo?.kind === "array" ? equalTo.items : equalTo === undefined ? undefined : [equalTo];
  for (const list of [types, allowed]) {
    if (list === undefined) continue;
    const answers = list.map((type) => fits(machine, type, value, place));
    if (answers.every((answer) => answer === false))
      return list
        .map((type) => (type.kind === "module" ? type.name : shown(machine, type, place)))
        .join(" or ");
  }
  const callbacks = options.get("callbacks");
  for (const { key, value: callback } of callbacks?.kind === "hash" ? callbacks.entries.values() : []) {
    if (callback.kind !== "proc") continue;
    const answer = machine.callProc(machine, callback, [value]);
    if (unknownIn(answer) === undefined && !truthy(answer) && key.kind === "string")
      return `a value that ${key.text}`;
  }
  return undefined;
}

function fits(machine: Machine, type: RuntimeValue, value: RuntimeValue, place: Origin): boolean | undefined {
  const answer = caseEquals(machine, type, value, place);
  return typeof answer === "boolean" ? answer : undefined;
}

function isNameProperty({ options }: CustomProperty): boolean {
  return [options.get("name_property"), options.get("name_attribute")].some(
    (option) => option !== undefined && truthy(option),
  );
}

/** The value of a property: what was set, else its default (Chef::Property#get). */
export function getCustom(
  machine: Machine,
  instance: CustomInstance,
  property: CustomProperty,
  place: Origin,
): RuntimeValue {
  const set = instance.values.get(property.name);
  if (set !== undefined) return produced(machine, instance, property, set, place);
  if (isNameProperty(property)) {
    // As if the default were `lazy { name }` (Chef::Property#default).
    const value = coerced(machine, instance, property, instance.name);
    return validated(machine, instance, property, value, place);
  }
  const standard = property.options.get("default");
  if (standard === undefined) return nilObject(place);
  const value = stored(machine, instance, property, copied(standard), place);
  const made = produced(machine, instance, property, value, place);
  // A default that can be changed is the block's own from the first time it is asked for.
  if (made.kind === "array" || made.kind === "hash" || made.kind === "string")
    instance.values.set(property.name, made);
  return made;
}

/** The value of a `lazy` block, made each time. */
function produced(
  machine: Machine,
  instance: CustomInstance,
  property: CustomProperty,
  value: RuntimeValue,
  place: Origin,
): RuntimeValue {
  if (value.kind !== "proc" || !value.lazy) return value;
  const made = machine.callProc(machine, value, [{ kind: "new resource", origin: place }], instance);
  return validated(machine, instance, property, coerced(machine, instance, property, made), place);
}

/** Deep, as Chef copies a default, so that changing one block's value changes no other's. */
function copied(value: RuntimeValue, depth = 0): RuntimeValue {
  if (depth > 20) return value;
  switch (value.kind) {
    case "string":
      return stringObject(value.text, value.origin, value.segments);
    case "array":
      return {
        ...arrayObject(
          value.items.map((item) => copied(item, depth + 1)),
          value.origin,
        ),
        taint: value.taint,
      };
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
    if (required === undefined || !isRequiredFor(required, action)) continue;
    const value = getCustom(machine, instance, property, instance.place);
    if (value.kind !== "nil") continue;
    const problem = customRequired(instance.place, { property: property.name, keyword: instance.keyword });
    // What depends on it is not reported again.
    instance.values.set(property.name, fail(machine, instance.place, "a required property", problem));
  }
}

/** `required: true`, or a list of the actions it is required for. */
function isRequiredFor(required: RuntimeValue, action: string): boolean {
  if (required.kind !== "array") return unknownIn(required) === undefined && truthy(required);
  return required.items.some((item) => item.kind === "symbol" && item.text === action);
}
