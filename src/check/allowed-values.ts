import type { Value } from "../model/value.js";
import type { CimProperty } from "../schema/resource-class.js";
import { familyOf } from "./describe.js";
import { inRange, isInteger, type Range } from "../schema/numbers.js";

/** The values that a property's ValueMap and Values allow. */
export interface AllowedValues {
  /** What people write, for messages. */
  readonly names: readonly string[];
  /** By either spelling in lower case: what a document holds. */
  readonly entries: ReadonlyMap<string, string>;
  /** Ranges of integers that a ValueMap gives as `1..5`. */
  readonly ranges: readonly Range[];
  /** By names in lower case: entries of which a document can hold none, such as ranges, as the schema writes them. */
  readonly open: ReadonlyMap<string, string>;
}

const tables = new WeakMap<CimProperty, AllowedValues>();

/** The values a property allows; undefined when its schema lists none. */
export function allowedValues(property: CimProperty): AllowedValues | undefined {
  const valueMap = property.valueMap ?? property.values;
  if (valueMap === undefined || valueMap.length === 0) return undefined;
  const known = tables.get(property);
  if (known !== undefined) return known;
  const table = readTable(valueMap, property.values ?? valueMap, familyOf(property.type) === "integer");
  tables.set(property, table);
  return table;
}

/**
 * An entry of Values stands for its counterpart in ValueMap, also where it happens to be spelt like another entry
 * of ValueMap; that is how PowerShell decides (powershell-configuration.md §1.6).
 */
function readTable(valueMap: readonly string[], values: readonly string[], integer: boolean): AllowedValues {
  const entries = new Map<string, string>();
  const named = new Map<string, string>();
  const open = new Map<string, string>();
  const ranges: Range[] = [];
  for (const [index, entry] of valueMap.entries()) {
    if (integer && !isInteger(entry.trim())) {
      const range = readRange(entry);
      if (range !== undefined) ranges.push(range);
      open.set((values[index] ?? entry).toLowerCase(), entry);
      continue;
    }
    const written = integer ? String(BigInt(entry.trim())) : entry;
    entries.set(written.toLowerCase(), written);
    const name = values[index];
    if (name !== undefined) named.set(name.toLowerCase(), written);
  }
  for (const [name, written] of named) entries.set(name, written);
  return { names: values, entries, ranges, open };
}

/** Whether a value of a document stands in a ValueMap as it is; a number also where a range holds it. */
export function isInValueMap(value: Value, property: CimProperty, map: readonly string[]): boolean {
  const known = maps.get(map);
  const table = known ?? readTable(map, [], familyOf(property.type) === "integer");
  if (known === undefined) maps.set(map, table);
  if (value.kind === "integer") return allowsInteger(table, value.text);
  if (value.kind === "real") return allowsReal(table, value.number);
  return (value.kind !== "string" && value.kind !== "char") || map.includes(value.text);
}

const maps = new WeakMap<readonly string[], AllowedValues>();

const wholeLine: Range = { low: -(1n << 63n), high: (1n << 64n) - 1n };

/** ValueMap of integers: `low..high`, `..high`, `low..`, `..` (DSP0004 §5.6.3, ValueMap). */
function readRange(entry: string): Range | undefined {
  const at = entry.indexOf("..");
  if (at < 0) return undefined;
  const low = entry.slice(0, at).trim();
  const high = entry.slice(at + 2).trim();
  if ((low !== "" && !isInteger(low)) || (high !== "" && !isInteger(high))) return undefined;
  return {
    low: low === "" ? wholeLine.low : BigInt(low),
    high: high === "" ? wholeLine.high : BigInt(high),
  };
}

/** Whether an integer, in decimal digits, is allowed. */
export function allowsInteger(allowed: AllowedValues, text: string): boolean {
  return allowed.entries.get(text) === text || allowed.ranges.some((range) => inRange(text, range));
}

/** Whether a real number is allowed: an entry is a text, and may say the same number in other digits. */
export function allowsReal({ entries }: AllowedValues, number: number): boolean {
  for (const entry of entries.values()) if (Number(entry) === number) return true;
  return false;
}
