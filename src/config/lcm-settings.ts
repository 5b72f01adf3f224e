import type { Data, DataPath } from "../data/data.js";
import { duplicateKey } from "../diagnostics/catalogue/config.js";
import { lcmForm, unknownLcmBlock } from "../diagnostics/catalogue/config-lcm.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/suggest.js";
import type { DeclaredProperty, DeclaredString, DeclaredValue } from "../model/declaration.js";
import type { LcmPart, LcmSettings, NamedLcmPart } from "../model/lcm-settings.js";
import { isJsonObject } from "../model/node.js";
import type { Json, JsonObject } from "../model/node.js";
import { lcmKeywords } from "../schema/builtin/lcm-keywords.js";
import type { Origin } from "../source/source.js";

/**
 * The section `Lcm` of one entry of AllNodes. Undefined keys are those that the entry does not have; null says "none",
 * also against the entry `*`.
 */
export interface LcmSection {
  readonly origin: Origin;
  /** By keyword and name in lower case. */
  readonly blocks: ReadonlyMap<string, Block | null>;
}

interface Block {
  readonly keyword: string;
  readonly keywordOrigin: Origin;
  /** Undefined for the settings themselves. */
  readonly name: DeclaredString | undefined;
  /** By their names in lower case. */
  readonly properties: ReadonlyMap<string, DeclaredProperty | null>;
}

/** A key of the entry for the compiler, and thus no attribute. */
export function isLcmKey(key: string): boolean {
  return key.toLowerCase() === "lcm";
}

/** A place in the file, and where what is found wrong with it goes. */
interface Reading {
  readonly data: Data;
  readonly diagnostics: Diagnostic[];
}

/**
 * Reads the section of an entry; null where it says that the node has none. Names ignore case, as everywhere in
 * configuration data. Diagnostics: `config/lcm-form`, `config/unknown-lcm-block`, `config/duplicate-key`.
 */
export function readLcmSection(
  data: Data,
  entry: JsonObject,
  path: DataPath,
  diagnostics: Diagnostic[],
): LcmSection | null | undefined {
  const reading: Reading = { data, diagnostics };
  const [field, second] = [...entry].filter(([key]) => isLcmKey(key));
  if (field === undefined) return undefined;
  const [key, section] = field;
  if (second !== undefined) {
    diagnostics.push(duplicateKey(data.keyAt([...path, second[0]]), { key: second[0] }));
  }
  if (section === null) return null;
  const at = [...path, key];
  if (!isJsonObject(section)) return refuse(reading, at, `"${key}"`, "an object of blocks");
  const blocks = new Map<string, Block | null>();
  for (const [written, value] of fieldsOf(reading, section, at)) {
    readBlocks(reading, written, value, at, blocks);
  }
  return { origin: data.keyAt(at), blocks };
}

function readBlocks(
  reading: Reading,
  written: string,
  value: Json,
  above: DataPath,
  blocks: Map<string, Block | null>,
): void {
  const { data, diagnostics } = reading;
  const at = [...above, written];
  const known = lcmKeywords.map(({ keyword }) => keyword);
  const keyword = known.find((one) => one.toLowerCase() === written.toLowerCase());
  if (keyword === undefined) {
    const near = nearest(written, known);
    diagnostics.push(unknownLcmBlock(data.keyAt(at), { keyword: written, near, known }));
    return;
  }
  if (keyword === "Settings") {
    const block = readBlock(reading, { keyword, name: undefined, at }, value);
    if (block !== undefined) blocks.set(keyword, block);
    return;
  }
  if (!isJsonObject(value)) {
    refuse(reading, at, `"${keyword}"`, "an object with a block for each name");
    return;
  }
  for (const [name, content] of fieldsOf(reading, value, at)) {
    const place = [...at, name];
    const declared: DeclaredString = { kind: "string", text: name, origin: data.keyAt(place) };
    const block = readBlock(reading, { keyword, name: declared, at: place }, content);
    if (block !== undefined) blocks.set(`${keyword} ${name.toLowerCase()}`, block);
  }
}

function readBlock(
  reading: Reading,
  head: { readonly keyword: string; readonly name: DeclaredString | undefined; readonly at: DataPath },
  value: Json,
): Block | null | undefined {
  const { keyword, name, at } = head;
  if (value === null) return null;
  if (!isJsonObject(value)) {
    const what = name === undefined ? `"${keyword}"` : `"${name.text}" of ${keyword}`;
    return refuse(reading, at, what, "an object of properties");
  }
  const { data } = reading;
  const properties = new Map<string, DeclaredProperty | null>();
  for (const [property, given] of fieldsOf(reading, value, at)) {
    const place = [...at, property];
    const declared = {
      ...{ name: property, nameOrigin: data.keyAt(place), value: declare(data, given, place) },
      conditional: undefined,
    };
    properties.set(property.toLowerCase(), given === null ? null : declared);
  }
  return { keyword, keywordOrigin: data.keyAt(at), name, properties };
}

function refuse({ data, diagnostics }: Reading, at: DataPath, what: string, expected: string): undefined {
  diagnostics.push(lcmForm(data.valueAt(at), { what, expected }));
  return undefined;
}

/** The fields of an object, of which no two may differ in case alone. */
function fieldsOf(
  { data, diagnostics }: Reading,
  object: JsonObject,
  at: DataPath,
): readonly (readonly [string, Json])[] {
  const seen = new Set<string>();
  return [...object].filter(([key]) => {
    const lower = key.toLowerCase();
    const first = !seen.has(lower);
    seen.add(lower);
    if (!first) diagnostics.push(duplicateKey(data.keyAt([...at, key]), { key }));
    return first;
  });
}

/** A value of the file as a front end declares it. */
function declare(data: Data, value: Json, at: DataPath): DeclaredValue {
  const origin = data.valueAt(at);
  if (value === null) return { kind: "null", origin };
  if (typeof value === "string") return { kind: "string", text: value, origin };
  if (typeof value === "boolean") return { kind: "boolean", value, origin };
  if (typeof value === "bigint") return { kind: "integer", text: String(value), origin };
  if (typeof value === "number") return { kind: "real", number: value, origin };
  if (!isJsonObject(value)) {
    return { kind: "array", items: value.map((item, index) => declare(data, item, [...at, index])), origin };
  }
  const entries = Array.from(value, ([key, item]) => ({
    key: { kind: "string", text: key, origin: data.keyAt([...at, key]) } as const,
    value: declare(data, item, [...at, key]),
  }));
  return { kind: "hash", entries, origin };
}

/**
 * What a node's own section and that of the entry `*` come to: block by block and property by property, the node's own
 * winning. Undefined when neither says anything.
 */
export function lcmSettingsOf(
  common: LcmSection | null | undefined,
  own: LcmSection | null | undefined,
): LcmSettings | undefined {
  const origin = own?.origin ?? common?.origin;
  if (own === null || origin === undefined) return undefined;
  const blocks = new Map(common?.blocks);
  for (const [key, block] of own?.blocks ?? []) {
    const below = blocks.get(key);
    const merged = block && below ? new Map([...below.properties, ...block.properties]) : undefined;
    blocks.set(key, block && merged ? { ...block, properties: merged } : block);
  }
  let settings: LcmPart | undefined;
  const parts: NamedLcmPart[] = [];
  for (const block of blocks.values()) {
    if (block === null) continue;
    const { keyword, keywordOrigin, name } = block;
    const part = { keyword, keywordOrigin, properties: [...block.properties.values()].flatMap(present) };
    if (name !== undefined) parts.push({ ...part, name });
    else if (part.properties.length > 0) settings = part;
  }
  return settings === undefined && parts.length === 0 ? undefined : { settings, parts, origin };
}

function present<T>(one: T | null): readonly T[] {
  return one === null ? [] : [one];
}
