import type { Origin } from "../../source/source.js";
import { charge, exceed, unknown } from "../evaluate/machine.js";
import type { Machine } from "../evaluate/machine.js";
import { integerObject, stringObject } from "../evaluate/value.js";
import type { RangeObject, RuntimeValue, UnknownObject } from "../evaluate/value.js";

/** The elements of a range of integers or of single characters. */
export function rangeItems(call: {
  readonly machine: Machine;
  readonly receiver: RangeObject;
  readonly origin: Origin;
}): RuntimeValue[] | UnknownObject {
  const { machine, receiver, origin } = call;
  const { from, to, exclusive } = receiver;
  if (from.kind === "integer" && to.kind === "integer") {
    const last = exclusive ? to.value - 1n : to.value;
    if (last - from.value >= BigInt(machine.limits.collection)) return exceed(machine, origin, "collection");
    const items: RuntimeValue[] = [];
    for (let value = from.value; value <= last; value += 1n) items.push(integerObject(value, origin));
    return charge(machine, items.length, origin) ? items : exceed(machine, origin, "steps");
  }
  if (from.kind === "string" && to.kind === "string" && isOneAscii(from.text) && isOneAscii(to.text)) {
    const last = to.text.charCodeAt(0) - (exclusive ? 1 : 0);
    const items: RuntimeValue[] = [];
    for (let code = from.text.charCodeAt(0); code <= last; code += 1) {
      items.push(stringObject(String.fromCharCode(code), origin));
    }
    return items;
  }
  return unknown(origin, "the elements of this range", "Write the elements as an array.");
}

function isOneAscii(text: string): boolean {
  return text.length === 1 && text.charCodeAt(0) < 0x80;
}
