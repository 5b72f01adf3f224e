import { baseClasses } from "./builtin/index.js";
import type { CimClass } from "./resource-class.js";

const baseClassesByName: ReadonlyMap<string, CimClass> = new Map(
  baseClasses.map((cimClass) => [cimClass.name.toLowerCase(), cimClass]),
);

/** One of the classes that every machine knows (OMI_BaseResource, MSFT_Credential …), ignoring case. */
export function baseClassNamed(name: string): CimClass | undefined {
  return baseClassesByName.get(name.toLowerCase());
}
