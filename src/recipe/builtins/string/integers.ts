import type { Origin } from "../../../source/source.js";
import { charge, exceed } from "../../evaluate/machine.js";
import type { Machine } from "../../evaluate/machine.js";
import { digitsCost, fitsBits } from "../../evaluate/numbers.js";
import type { UnknownObject } from "../../evaluate/value.js";
import { parseInteger } from "./numerals.js";

/** The integer that a text stands for, within the limits; undefined when it is none (`parseInteger`). */
export function parsedInteger(
  { machine, origin }: { readonly machine: Machine; readonly origin: Origin },
  text: string,
  base: number,
  strict: boolean,
): bigint | UnknownObject | undefined {
  const { limits } = machine;
  if (!charge(machine, text.length >>> 4, origin)) return exceed(machine, origin, "steps");
  const value = parseInteger(text, base, strict);
  if (value === undefined) return undefined;
  if (value === "too long" || !fitsBits(value, limits.integerBits))
    return exceed(machine, origin, "integerBits");
  return charge(machine, digitsCost(value), origin) ? value : exceed(machine, origin, "steps");
}
