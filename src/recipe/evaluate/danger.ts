import { dangerousConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import type { Origin } from "../../source/source.js";
import type { Call } from "../tree.js";
import { pathOfConstant } from "./constants.js";
import { fail } from "./machine.js";
import type { Machine } from "./machine.js";
import type { UnknownObject } from "./value.js";

/** Reports what would run or read something on the machine. */
export function refuseDanger(
  machine: Machine,
  call: Call,
  origin: Origin,
  name = stubName(call) ?? call.name,
): UnknownObject {
  if (machine.resource !== undefined) machine.resource.incomplete = true;
  const problem = dangerousConstruct(origin, { construct: `"${name}"`, stub: stubName(call) });
  return fail(machine, origin, `the result of "${excerpt(name)}"`, problem);
}

/** What `--stub` calls the function; undefined for a method of a value. */
export function stubName({ receiver, name }: Call): string | undefined {
  if (receiver === undefined) return name;
  return receiver.kind === "constant" ? `${pathOfConstant(receiver)}.${name}` : undefined;
}
