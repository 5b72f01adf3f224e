import type { Origin } from "../../source/source.js";
import { mashValue } from "./collections.js";
import { taint } from "./doubts.js";
import { exceed } from "./machine.js";
import type { Machine } from "./machine.js";
import { refuse, refuseChange } from "./refusals.js";
import type { ArrayObject, RuntimeValue, StringObject } from "./value.js";
import { forgetAll } from "./vivid.js";

/**
 * Changes the array or string itself; under an undecided condition its contents are unknown after. Of a list in a level
 * of node attributes `<<` knows the path, which no other method does.
 */
export function append(
  machine: Machine,
  target: ArrayObject | StringObject,
  value: RuntimeValue,
  origin: Origin,
  change: typeof forgetAll = forgetAll,
): RuntimeValue {
  const refused = refuseChange(machine, target, origin, change);
  if (refused !== undefined) return refused;
  const open = target.taint ?? machine.conditional;
  if (open !== undefined) {
    taint(machine, target, open, [value]);
    return target;
  }
  if (target.kind === "array") {
    if (target.items.length >= machine.limits.collection) return exceed(machine, origin, "collection");
    target.items.push(target.vivid === undefined ? value : mashValue(machine, value, target.vivid));
    return target;
  }
  if (value.kind === "unknown") {
    taint(machine, target, value);
    return target;
  }
  const added = value.kind === "string" ? (value.taint ?? value.text) : characterOf(value);
  if (added === undefined) return refuse(machine, "<<", target, value, origin);
  if (typeof added === "object") taint(machine, target, added, [value]);
  else if (target.text.length + added.length > machine.limits.string) {
    return exceed(machine, origin, "string");
  } else {
    target.text += added;
    target.segments = undefined;
  }
  return target;
}

/** The character that an integer is the code of, as `<<` takes it. */
function characterOf(value: RuntimeValue): string | undefined {
  const code = value.kind === "integer" ? Number(value.value) : -1;
  const character = code >= 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return character ? String.fromCodePoint(code) : undefined;
}
