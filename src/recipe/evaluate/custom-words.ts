import { wrongArgument } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import type { Origin } from "../../source/source.js";
import type { Call } from "../tree.js";
import { evaluateArguments } from "./arguments.js";
import { getCustom, nameOfInstance, setCustom } from "./custom-property.js";
import { fail } from "./machine.js";
import type { Machine } from "./machine.js";
import { booleanObject, nilObject, unknownIn } from "./value.js";
import type { CustomInstance, RuntimeValue } from "./value.js";

/** What a custom resource answers to a method; undefined when it has none of that name. */
export function askInstance(
  machine: Machine,
  instance: CustomInstance,
  call: Call,
  values: readonly RuntimeValue[],
  origin: Origin,
): RuntimeValue | undefined {
  const property = instance.resource.properties.get(call.name);
  const [value] = values;
  if (property !== undefined) {
    return value === undefined
      ? getCustom(machine, instance, property, origin)
      : setCustom(machine, instance, property, value, origin);
  }
  if (call.name === "name" && value === undefined) return nameOfInstance(machine, instance, origin);
  if (call.name === "property_is_set?") return isSet(machine, instance, call, values, origin);
  if (call.name === "updated_by_last_action") return nilObject(origin);
  return value === undefined ? instance.common(call.name, origin) : undefined;
}

/**
 * A bare word that a custom resource has: the one that a property's default or a guard is run as; else the one whose
 * action is run, as Chef took it before version 14.
 */
export function callInstance(machine: Machine, call: Call, origin: Origin): RuntimeValue | undefined {
  const { self, instance } = machine.frame;
  if (call.block !== undefined) return undefined;
  if (call.name === "property_is_set?") {
    const asked = machine.resource === undefined ? (self ?? instance) : undefined;
    if (asked === undefined) return undefined;
    const values = evaluateArguments(machine, call.arguments);
    return Array.isArray(values) ? isSet(machine, asked, call, values, origin) : values;
  }
  if (call.arguments.length > 0) return undefined;
  for (const one of [self, instance]) {
    const property = one?.resource.properties.get(call.name);
    if (one !== undefined && property !== undefined) return getCustom(machine, one, property, origin);
  }
  return self !== undefined && call.name === "name" ? nameOfInstance(machine, self, origin) : undefined;
}

/** `property_is_set?(:port)`; of a property that there is not Chef ends the run. */
function isSet(
  machine: Machine,
  { resource, values, keyword }: CustomInstance,
  call: Call,
  [name]: readonly RuntimeValue[],
  origin: Origin,
): RuntimeValue {
  const doubt = name === undefined ? undefined : unknownIn(name);
  if (doubt !== undefined) return doubt;
  const text = name?.kind === "symbol" || name?.kind === "string" ? name.text : undefined;
  if (text !== undefined && resource.properties.has(text)) return booleanObject(values.has(text), origin);
  const given = text === undefined ? "another value" : `:${excerpt(text)}`;
  const parameters = { name: call.name, given, wanted: `a property of ${keyword}` };
  return fail(machine, origin, `the result of "${call.name}"`, wrongArgument(origin, parameters));
}
