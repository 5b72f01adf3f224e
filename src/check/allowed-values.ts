import type { Value } from "../model/value.js";
import type { CimProperty } from "../schema/resource-class.js";
import { datetimeProblem } from "../schema/datetime.js";
import { familyOf, type Family } from "./describe.js";
import { inRange, type Range } from "../schema/numbers.js";

/** The values that a property's ValueMap and Values allow: numbers are found by value, texts by how they are spelt. */
export interface AllowedValues {
  /** What people write, for messages. */
  readonly names: readonly string[];
  /** What a document holds; integers in decimal digits. */
  readonly entries: ReadonlySet<string>;
  /** By a text exactly as the schema spells it, in Values or else in ValueMap: what a document holds. */
  readonly spellings: ReadonlyMap<string, string>;
  /** The same in lower case, for texts that the schema spells otherwise. */
  readonly folded: ReadonlyMap<string, string>;
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
  const table = readTable(valueMap, property.values ?? valueMap, familyOf(property.type));
  tables.set(property, table);
  return table;
}

/**
 * What a document holds for a text: an entry of Values stands for its counterpart in ValueMap, also where it happens to
 * be spelt like another entry, and in any case (powershell-configuration.md §1.6); but what the schema itself spells
 * with another case is told apart by it, so that each of its entries can be written.
 */
export function entryNamed({ spellings, folded }: AllowedValues, text: string): string | undefined {
  return spellings.get(text) ?? folded.get(text.toLowerCase());
}

function readTable(valueMap: readonly string[], values: readonly string[], family: Family): AllowedValues {
  const names: (readonly [name: string, entry: string])[] = [];
  const entries: (readonly [written: string, entry: string])[] = [];
  const open = new Map<string, string>();
  const ranges: Range[] = [];
  for (const [index, written] of valueMap.entries()) {
    const name = values[index];
    const entry = readEntry(written, family);
    if (entry === undefined) {
      const range = family === "integer" ? readRange(written) : undefined;
      if (range !== undefined) ranges.push(range);
      open.set((name ?? written).toLowerCase(), written);
      continue;
    }
    entries.push([written, entry], [entry, entry]);
    if (name !== undefined) names.push([name, entry]);
  }
  const texts = [...names, ...entries];
  return {
    names: values,
    entries: new Set(entries.map(([, entry]) => entry)),
    spellings: firstOf(texts),
    folded: firstOf(texts.map(([text, entry]) => [text.toLowerCase(), entry])),
    ranges,
    open,
  };
}

/** Of two entries for one text the first counts. */
function firstOf(pairs: readonly (readonly [text: string, entry: string])[]): ReadonlyMap<string, string> {
  return new Map(pairs.toReversed());
}

/** What a document holds for an entry; undefined when that is no single value of the type. */
function readEntry(written: string, family: Family): string | undefined {
  if (family === "datetime") return datetimeProblem(written) === undefined ? written : undefined;
  return family === "integer" ? readInteger(written)?.toString() : written;
}

/** In decimal digits, or in hexadecimal ones behind 0x (DSP0004 Annex A, integerValue). */
function readInteger(written: string): bigint | undefined {
  const [, sign = "", digits] = /^\s*([+-]?)(\d+|0x[\da-f]+)\s*$/i.exec(written) ?? [];
  if (digits === undefined) return undefined;
  return sign === "-" ? -BigInt(digits) : BigInt(digits);
}

/** Whether a value of a document stands in a ValueMap as it is; a number also where a range holds it. */
export function isInValueMap(value: Value, property: CimProperty, map: readonly string[]): boolean {
  const known = maps.get(map);
  const table = known ?? readTable(map, [], familyOf(property.type));
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
  const low = readBound(entry.slice(0, at), wholeLine.low);
  const high = readBound(entry.slice(at + 2), wholeLine.high);
  return low === undefined || high === undefined ? undefined : { low, high };
}

function readBound(written: string, missing: bigint): bigint | undefined {
  return written.trim() === "" ? missing : readInteger(written);
}

/** Whether an integer, in decimal digits, is allowed. */
export function allowsInteger(allowed: AllowedValues, text: string): boolean {
  return allowed.entries.has(text) || allowed.ranges.some((range) => inRange(text, range));
}

/** Whether a real number is allowed: an entry is a text, and may say the same number in other digits. */
export function allowsReal({ entries }: AllowedValues, number: number): boolean {
  for (const entry of entries) if (Number(entry) === number) return true;
  return false;
}
