import { missingAttribute } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Severity } from "../../diagnostics/diagnostic.js";
import type { Origin } from "../../source/source.js";
import { fail } from "./machine.js";
import type { Machine } from "./machine.js";
import type { UnknownObject } from "./value.js";

/**
 * Reports `check/missing-attribute` for a path (and the longer one that was wanted), and gives the unknown that
 * stands for it from here on.
 */
export function missingAttributeAt(
  machine: Machine,
  path: string,
  place: Origin,
  options: { readonly severity?: Severity; readonly wanted?: string } = {},
): UnknownObject {
  const { severity = "error", wanted } = options;
  const parameters = { path, wanted, files: machine.node.files };
  return fail(machine, place, wanted ?? path, missingAttribute(place, parameters, { severity }));
}
