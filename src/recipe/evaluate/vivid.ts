import type { Machine } from "./machine.js";
import type { Vivid } from "./value.js";
import type { RuntimeValue } from "./value.js";

// A change in a level of node attributes makes Chef forget what it has merged of the attribute that was changed:
// a container knows which that is as far as `[]` has led to it (Chef::Node::Mixin::StateTracking). What is forgotten
// is merged again when it is read next; anything else stays what it was, also when it holds a text that was changed.

/** A container that was made for one that knows its place; what it holds itself was made before it knew any. */
export function madeFor(holder: Vivid | undefined): Vivid {
  return { attached: holder?.attached ?? false, key: undefined };
}

/** `holder[key]` has led to a value. */
export function learn(value: RuntimeValue, holder: Vivid, key: RuntimeValue): void {
  if ((value.kind !== "hash" && value.kind !== "array") || value.vivid === undefined) return;
  value.vivid.attached = holder.attached;
  value.vivid.key = holder.key ?? textOfKey(key);
}

/** The container was changed at a key; without one as a whole, but by `<<`, which knows its own path. */
export function forget(machine: Machine, { attached, key: own }: Vivid, key?: RuntimeValue): void {
  if (!attached) return;
  const first = own ?? (key === undefined ? undefined : textOfKey(key));
  if (first === undefined) machine.attributes.clear();
  else machine.attributes.delete(first);
}

/** The container was changed in any other way. */
export function forgetAll(machine: Machine, { attached }: Vivid): void {
  if (attached) machine.attributes.clear();
}

/** A key as an attribute's name; undefined for one that names none. */
function textOfKey(key: RuntimeValue): string | undefined {
  if (key.kind === "string" || key.kind === "symbol") return key.text;
  return key.kind === "integer" ? String(key.value) : undefined;
}
