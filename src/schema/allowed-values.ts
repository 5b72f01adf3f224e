import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { valueMapAlone, valueMapLengths, valueTwice } from "../diagnostics/catalogue/schema.js";
import type { Origin } from "../source/source.js";
import { listOf, type Qualifiers } from "./qualifiers.js";
import type { CimProperty, CimType } from "./resource-class.js";

type AllowedValues = Pick<CimProperty, "valueMap" | "values" | "loneValueMap">;

/**
 * The values a property takes, from its ValueMap and Values. PowerShell lets people write an entry of Values and
 * puts its counterpart of ValueMap into the document; Values alone are checked and written as they stand, except
 * that for a whole number they stand for 0, 1, 2 … (DSP0004 §5.6.3, Values). ValueMap alone says nothing to it.
 * Where PowerShell would drop the whole resource without a word (lists of different lengths, a name twice in
 * Values), the resource stays and a warning tells.
 */
export function readAllowedValues(
  property: string,
  type: CimType,
  qualifiers: Qualifiers,
  place: (qualifier: string) => Origin,
  report: (diagnostic: Diagnostic) => void,
): AllowedValues {
  const valueMap = listOf(qualifiers, "valuemap");
  const values = listOf(qualifiers, "values");
  if (values === undefined) {
    if (valueMap === undefined) return {};
    report(valueMapAlone(place("valuemap"), { property }));
    return { loneValueMap: valueMap };
  }
  if (valueMap !== undefined && valueMap.length !== values.length) {
    const lengths = { valueMap: valueMap.length, values: values.length };
    report(valueMapLengths(place("values"), { property, ...lengths }));
    return { loneValueMap: valueMap };
  }
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value.toLowerCase())) report(valueTwice(place("values"), { property, value }));
    seen.add(value.toLowerCase());
  }
  if (valueMap !== undefined) return { valueMap, values };
  return { valueMap: /int/.test(type) ? values.map((_, index) => String(index)) : values, values };
}
