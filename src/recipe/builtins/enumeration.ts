import { nilObject, truthy } from "../evaluate/value.js";
import type { RuntimeValue, UnknownObject } from "../evaluate/value.js";
import { list, truth } from "./method.js";
import type { Invocation } from "./method.js";

/** Calls the block for every item, also for items that the block itself adds, as Ruby does. */
export function eachItem<R extends RuntimeValue>(
  call: Invocation<R>,
  items: () => readonly RuntimeValue[],
  extra: (index: number) => readonly RuntimeValue[] = () => [],
): RuntimeValue {
  const { machine, block } = call;
  for (let index = 0; block !== undefined && machine.exit === undefined; index += 1) {
    const item = items()[index];
    if (item === undefined) break;
    call.yield(machine, block, [item, ...extra(index)]);
  }
  return call.receiver;
}

/** An array of what the block makes of every item. */
export function mapItems<R extends RuntimeValue>(
  call: Invocation<R>,
  items: readonly RuntimeValue[],
): RuntimeValue {
  const mapped: RuntimeValue[] = [];
  for (const item of items) {
    if (call.block === undefined || call.machine.exit !== undefined) break;
    mapped.push(call.yield(call.machine, call.block, [item]));
  }
  return list(call, mapped);
}

/** The items for which the block is true, or is not. */
function chosenItems<R extends RuntimeValue>(
  call: Invocation<R>,
  items: readonly RuntimeValue[],
  wanted: boolean,
): RuntimeValue[] | UnknownObject {
  const kept: RuntimeValue[] = [];
  for (const item of items) {
    if (call.machine.exit !== undefined) break;
    const answer = call.block === undefined ? item : call.yield(call.machine, call.block, [item]);
    if (answer.kind === "unknown") return answer;
    if (truthy(answer) === wanted) kept.push(item);
  }
  return kept;
}

export function partitionItems<R extends RuntimeValue>(
  call: Invocation<R>,
  items: readonly RuntimeValue[],
  wanted: boolean,
): RuntimeValue {
  const kept = chosenItems(call, items, wanted);
  return Array.isArray(kept) ? list(call, kept) : kept;
}

/** The first item for which the block is true. */
export function findItem<R extends RuntimeValue>(
  call: Invocation<R>,
  items: readonly RuntimeValue[],
): RuntimeValue {
  for (const item of items) {
    if (call.block === undefined || call.machine.exit !== undefined) break;
    const answer = call.yield(call.machine, call.block, [item]);
    if (answer.kind === "unknown") return answer;
    if (truthy(answer)) return item;
  }
  return nilObject(call.origin);
}

/** `any?`, `all?`, `none?`, of the block's answers or of the items themselves. */
export function quantify<R extends RuntimeValue>(
  call: Invocation<R>,
  items: readonly RuntimeValue[],
  quantifier: "any" | "all" | "none",
): RuntimeValue {
  let doubt: UnknownObject | undefined;
  for (const item of items) {
    if (call.machine.exit !== undefined) break;
    const answer = call.block === undefined ? item : call.yield(call.machine, call.block, [item]);
    if (answer.kind === "unknown") doubt ??= answer;
    else if (truthy(answer) !== (quantifier === "all")) return truth(call, quantifier === "any");
  }
  return doubt ?? truth(call, quantifier !== "any");
}
