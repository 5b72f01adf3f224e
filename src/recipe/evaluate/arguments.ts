import type { Origin } from "../../source/source.js";
import type { Argument, Call, Expression } from "../tree.js";
import { holding, inside, maybe } from "./candidates.js";
import { exceed, originOf } from "./machine.js";
import type { Machine } from "./machine.js";
import type { PlacedValue } from "./pending.js";
import { callMethod } from "./methods.js";
import { unknownIn } from "./value.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

/** The values of arguments or array elements; an unknown when a `*list` or a `**hash` among them is unknown. */
export function evaluateArguments(
  machine: Machine,
  nodes: readonly Argument[],
): RuntimeValue[] | UnknownObject {
  if (withoutSplat(nodes)) return nodes.map((node) => machine.evaluate(machine, node));
  const values: RuntimeValue[] = [];
  let open: UnknownObject | undefined;
  for (const node of nodes) {
    if (node.kind !== "splat") {
      const value = machine.evaluate(machine, node);
      if (isDoubleSplat(node)) open ??= unknownIn(value);
      if (value.kind !== "hash" || value.entries.size > 0 || !isDoubleSplat(node)) values.push(value);
      continue;
    }
    const list = machine.evaluate(machine, node.value);
    const place = originOf(machine, node);
    const doubt = unknownIn(list);
    const items = doubt === undefined ? spread(machine, list, place) : inside(maybe(doubt, [list]));
    if ("kind" in items) {
      open ??= items;
      values.push(items);
    } else for (const item of items) values.push(item);
    if (values.length > machine.limits.collection) return exceed(machine, place, "collection");
  }
  return open === undefined ? values : holding(open, values);
}

function withoutSplat(nodes: readonly Argument[]): nodes is readonly Expression[] {
  return !nodes.some((node) => node.kind === "splat" || isDoubleSplat(node));
}

/** `**hash` alone: when the hash is empty, nothing is passed. */
function isDoubleSplat(node: Argument): boolean {
  return node.kind === "hash" && !node.braces && node.entries.every(({ kind }) => kind === "double splat");
}

/** What `*value` stands for: what `to_a` makes of it, or the value alone. */
function spread(
  machine: Machine,
  value: RuntimeValue,
  origin: Origin,
): readonly RuntimeValue[] | UnknownObject {
  if (value.kind === "array") return value.items;
  if (value.kind === "nil") return [];
  if (value.kind !== "hash" && value.kind !== "range" && value.kind !== "enumerator") return [value];
  const list = callMethod(machine, value, { name: "to_a", arguments: [], block: undefined, origin });
  if (list?.kind === "array") return list.items;
  return list?.kind === "unknown" ? list : [value];
}

/** Whether the last argument is bare pairs, which Ruby takes for keyword arguments. */
export function endsInPairs({ arguments: given }: Pick<Call, "arguments">): boolean {
  const last = given.at(-1);
  return last?.kind === "hash" && !last.braces;
}

/** The values of arguments, each with the place where it stands: for those of a `*list` that of the whole call. */
export function placedArguments(
  machine: Machine,
  call: Call,
  nodes: readonly Argument[] = call.arguments,
): PlacedValue[] | UnknownObject {
  const [only] = nodes;
  if (only !== undefined && only.kind !== "splat" && nodes.length === 1 && !isDoubleSplat(only)) {
    const value = machine.evaluate(machine, only);
    return [{ value, place: placeOf(machine, value, only) }];
  }
  if (withoutSplat(nodes)) {
    return nodes.map((node) => {
      const value = machine.evaluate(machine, node);
      return { value, place: placeOf(machine, value, node) };
    });
  }
  const values = evaluateArguments(machine, nodes);
  if (!Array.isArray(values)) return values;
  const whole = originOf(machine, call);
  return values.map((value) => ({ value, place: whole }));
}

/** Where a value stands that an expression gave: a literal where it is written, which is its own origin. */
export function placeOf(machine: Machine, { origin }: RuntimeValue, node: Expression): Origin {
  const own = origin !== undefined && origin.start === node.start && origin.end === node.end;
  return own && origin.source === machine.frame.source ? origin : originOf(machine, node);
}
