import { argumentCount, wrongArgument } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import type { Call } from "../tree.js";
import { evaluateArguments } from "./arguments.js";
import { fail } from "./machine.js";
import type { Machine } from "./machine.js";
import { arrayObject, describe, stringObject, unknownIn } from "./value.js";
import type { ArrayObject, HashObject, RuntimeValue, UnknownObject } from "./value.js";

// The helpers of the cookbook dsc_contrib (libraries/dsc_contrib_cim_instance_helper.rb), which recipes use to write
// embedded instances.

/** `cim_instance('MSFT_X', key: value, …)`, also with the hash in braces or in an array. */
export function cimInstance(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const made = instances(machine, call, origin);
  if (!Array.isArray(made)) return made;
  const [first] = made;
  // The whole call is the instance, with the class that it names.
  return first === undefined ? refuse(machine, call, undefined, origin) : { ...first, origin };
}

/** `cim_instance_array('MSFT_X', hash)`: an array of one instance; of a list of hashes one for each. */
export function cimInstanceArray(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const made = instances(machine, call, origin);
  return Array.isArray(made) ? arrayObject(made, origin) : made;
}

/** `cim_instance_array_helper([cim_instance(…), …])`: the instances as they are. */
export function cimInstanceList(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  const [list] = values;
  const doubt = list === undefined ? undefined : unknownIn(list);
  return doubt ?? (list?.kind === "array" ? list : refuse(machine, call, list, origin));
}

function instances(machine: Machine, call: Call, origin: Origin): RuntimeValue[] | UnknownObject {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  const [name, ...given] = values;
  const doubt = [name, ...given]
    .map((value) => value && unknownIn(value))
    .find((value) => value !== undefined);
  if (doubt !== undefined) return doubt;
  if (name?.kind !== "string" && name?.kind !== "symbol") return refuse(machine, call, name, origin);
  const hashes = given.flatMap((value) => (value.kind === "array" ? flat(value) : [value]));
  const made: RuntimeValue[] = [];
  for (const properties of hashes) {
    if (properties.kind !== "hash") return unknownIn(properties) ?? refuse(machine, call, properties, origin);
    made.push(instanceOf(name.text, properties, origin));
  }
  return made.length === 0 ? refuse(machine, call, undefined, origin) : made;
}

function instanceOf(className: string, properties: HashObject, origin: Origin): RuntimeValue {
  return { kind: "instance", className, properties, origin: properties.origin ?? origin };
}

function flat({ items }: ArrayObject): readonly RuntimeValue[] {
  return items.flatMap((item) => (item.kind === "array" ? item.items : [item]));
}

function refuse(
  machine: Machine,
  call: Call,
  value: RuntimeValue | undefined,
  origin: Origin,
): UnknownObject {
  const given = value === undefined ? "nothing" : describe(value);
  const parameters = { name: call.name, given, wanted: "a class name and a Hash of properties" };
  return fail(machine, origin, "an embedded instance", wrongArgument(value?.origin ?? origin, parameters));
}

/** `ps_module_spec('Module', '1.2.3')`: PowerShell's text of a module specification, as the helper writes it. */
export function moduleSpecification(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  const doubt = values.map(unknownIn).find((value) => value !== undefined);
  if (doubt !== undefined) return doubt;
  const [name, version] = values;
  if (name === undefined || values.length > 2) {
    const parameters = { name: call.name, given: values.length, least: 1, most: 2 };
    return fail(machine, origin, "a module specification", argumentCount(origin, parameters));
  }
  if (
    name.kind !== "string" ||
    (version !== undefined && version.kind !== "string" && version.kind !== "nil")
  ) {
    const given = describe(name.kind === "string" ? (version ?? name) : name);
    const parameters = { name: call.name, given, wanted: "Strings" };
    return fail(machine, origin, "a module specification", wrongArgument(origin, parameters));
  }
  const required = version?.kind === "string" ? `;RequiredVersion='${version.text}'` : "";
  return stringObject(`@{ModuleName='${name.text}'${required}}`, origin);
}

/** The parts of a module specification's text. */
export function partsOfSpecification(
  text: string,
): { readonly name: string; readonly version: string | undefined } | undefined {
  const parts =
    /^@\{\s*ModuleName\s*=\s*'([^']*)'\s*(?:;\s*(?:RequiredVersion|ModuleVersion)\s*=\s*'([^']*)'\s*)?;?\s*\}$/i.exec(
      text,
    );
  return parts?.[1] === undefined ? undefined : { name: parts[1], version: parts[2] };
}
