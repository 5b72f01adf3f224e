import type { Argument, Call } from "../tree.js";
import { exceed, originOf } from "./machine.js";
import type { Machine } from "./machine.js";
import type { PlacedValue } from "./pending.js";
import { arrayObject, unknownIn } from "./value.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

/** The values of arguments or array elements; an unknown when a `*list` among them is unknown. */
export function evaluateArguments(
  machine: Machine,
  nodes: readonly Argument[],
): RuntimeValue[] | UnknownObject {
  const values: RuntimeValue[] = [];
  for (const node of nodes) {
    if (node.kind !== "splat") {
      values.push(machine.evaluate(machine, node));
      continue;
    }
    const list = machine.evaluate(machine, node.value);
    const doubt = unknownIn(list);
    if (doubt !== undefined) return doubt;
    for (const item of spread(list)) values.push(item);
    if (values.length > machine.limits.collection)
      return exceed(machine, originOf(machine, node), "collection");
  }
  return values;
}

/** What `*value` stands for. */
function spread(value: RuntimeValue): readonly RuntimeValue[] {
  if (value.kind === "array") return value.items;
  if (value.kind === "nil") return [];
  if (value.kind !== "hash") return [value];
  return Array.from(value.entries.values(), ({ key, value: item }) => arrayObject([key, item], undefined));
}

/** The same, each with the place where it stands. */
export function placedArguments(machine: Machine, call: Call): PlacedValue[] | UnknownObject {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  const simple = values.length === call.arguments.length;
  return values.map((value, index) => ({
    value,
    place: originOf(machine, (simple ? call.arguments[index] : undefined) ?? call),
  }));
}
