import * as problems from "../diagnostics/catalogue/decompile.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Document, Instance, Property } from "../model/document.js";
import type { Value } from "../model/value.js";
import { propertiesByName, type Catalogue } from "../schema/catalogue.js";
import { findClass } from "../schema/lookup.js";
import type { CimProperty } from "../schema/resource-class.js";
import type { Origin } from "../source/source.js";
import { textIn, valueIn } from "../model/instances.js";
import { instancesByAlias } from "./instances.js";
import type { DecompiledBlock, DecompiledRecipe, RecipePlace } from "./recipe.js";

/**
 * What the compiler says of a recipe, at the places of the document: `decompile/refused` for each error. Of blocks whose
 * resource is not known it is known already.
 */
export function refusals(
  { places, blocks }: DecompiledRecipe,
  diagnostics: readonly Diagnostic[],
  file: string,
): readonly Diagnostic[] {
  const unknown = new Set(blocks.filter((block) => block.unknown).map(({ from }) => from.origins.origin));
  return diagnostics.flatMap(({ severity, message, code, origin, secret }) => {
    if (severity !== "error") return [];
    const around = origin && placeAround(origin.start, places);
    if (around !== undefined && unknown.has(around.block)) return [];
    const place = around === undefined ? { file } : around.origin;
    return [problems.refused(place, { message, code }, secret === undefined ? {} : { secret })];
  });
}

/**
 * The recipe without the blocks that the compiler refuses, and without those that depend on them: what is left can be
 * compared. Undefined when that is nothing, or everything.
 */
export function withoutRefused(
  recipe: DecompiledRecipe,
  diagnostics: readonly Diagnostic[],
): DecompiledRecipe | undefined {
  const { places, blocks } = recipe;
  const wrong = diagnostics.flatMap(({ severity, origin }) => {
    const around = severity === "error" && origin ? placeAround(origin.start, places) : undefined;
    return around === undefined ? [] : [around.block];
  });
  const out = withDependants(new Set(wrong), blocks);
  const left = blocks.filter(({ from }) => !out.has(from.origins.origin));
  if (left.length === 0 || left.length === blocks.length) return undefined;
  let text = "";
  let copied = 0;
  for (const { start, end, origin } of places) {
    if (!out.has(origin)) continue;
    // Blanks keep the places of all others.
    text += recipe.text.slice(copied, start) + recipe.text.slice(start, end).replace(/[^\n]/g, " ");
    copied = end;
  }
  return { ...recipe, blocks: left, text: text + recipe.text.slice(copied) };
}

function withDependants(wrong: ReadonlySet<Origin>, blocks: readonly DecompiledBlock[]): ReadonlySet<Origin> {
  const byNeed = new Map<string, DecompiledBlock[]>();
  for (const block of blocks) {
    for (const id of idsIn(valueIn(block.from.instance, "dependson")))
      byNeed.set(id, [...(byNeed.get(id) ?? []), block]);
  }
  const out = new Set(blocks.filter(({ from }) => wrong.has(from.origins.origin)));
  // What is added while it is walked is walked too.
  for (const { from } of out) for (const block of byNeed.get(idOf(from.instance)) ?? []) out.add(block);
  return new Set([...out].map(({ from }) => from.origins.origin));
}

/** The property, or else the block, in which a place of the recipe lies. */
function placeAround(
  at: number,
  places: readonly RecipePlace[],
): Pick<RecipePlace, "origin" | "block"> | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.start ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const last = places[low - 1];
  return last === undefined || at < last.end ? last : { ...last, origin: last.block };
}

/** Two documents side by side, with what tells how their values compare. */
interface Comparison {
  readonly catalogue: Catalogue;
  readonly before: ReadonlyMap<string, Instance>;
  readonly after: ReadonlyMap<string, Instance>;
  /** New ResourceIDs by old ones, both in lower case. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * What is not the same in a document and in the one that its recipe compiles to, `decompile/differs`. The order of properties,
 * aliases, SourceInfo, a first ConfigurationName and a ResourceID that has been told of do not count.
 */
export function differences(
  recipe: DecompiledRecipe,
  document: Document,
  compiled: Document,
  catalogue: Catalogue,
): readonly Diagnostic[] {
  const { blocks } = recipe;
  const comparison: Comparison = {
    ...{ catalogue, before: instancesByAlias(document), after: instancesByAlias(compiled) },
    ids: new Map(blocks.map((block) => [idOf(block.from.instance), block.id.toLowerCase()])),
  };
  const made = new Map<string, Instance>();
  for (const instance of compiled.instances) {
    const id = idOf(instance);
    if (id !== "" && !made.has(id)) made.set(id, instance);
  }
  return blocks.flatMap((block) => {
    const id = block.id.toLowerCase();
    const instance = made.get(id);
    // Of two with one ResourceID the compiler writes one, or gives the second another.
    made.delete(id);
    return instance === undefined ? [missing(block)] : differencesIn(block, instance, comparison);
  });
}

function idOf(instance: Instance): string {
  return (textIn(instance, "resourceid") ?? "").toLowerCase();
}

function missing({ from, id }: DecompiledBlock): Diagnostic {
  return problems.differs(from.origins.origin, { owner: id, property: undefined, change: "missing" });
}

function differencesIn(
  { from, id }: DecompiledBlock,
  made: Instance,
  comparison: Comparison,
): readonly Diagnostic[] {
  const { instance, origins } = from;
  const before = comparable(instance);
  const after = comparable(made);
  const found: Diagnostic[] = [];
  const owner = id;
  for (const [index, { name }] of instance.properties.entries()) {
    const lower = name.toLowerCase();
    const old = before.get(lower);
    if (old === undefined || lower === "resourceid") continue;
    const now = after.get(lower);
    if (now !== undefined && isEqual(old, now, { owner: instance, comparison })) continue;
    const place = origins.properties[index]?.value ?? origins.origin;
    const change = now === undefined ? "missing" : "changed";
    found.push(problems.differs(place, { owner, property: name, change }));
  }
  for (const [lower, { name }] of after) {
    if (before.has(lower) || lower === "configurationname") continue;
    found.push(problems.differs(origins.origin, { owner, property: name, change: "added" }));
  }
  return found;
}

/** By name in lower case, what counts. */
function comparable({ properties }: Instance): ReadonlyMap<string, Property> {
  const counting = properties.filter(({ name, value }) => {
    const lower = name.toLowerCase();
    if (lower === "sourceinfo") return false;
    if (lower !== "dependson") return true;
    return value.kind !== "null" && !(value.kind === "array" && value.items.length === 0);
  });
  return new Map(counting.map((property) => [property.name.toLowerCase(), property]));
}

interface Within {
  readonly owner: Instance;
  readonly comparison: Comparison;
}

function isEqual(old: Property, now: Property, { owner, comparison }: Within): boolean {
  const { catalogue, ids } = comparison;
  const lower = old.name.toLowerCase();
  if (lower === "dependson") return sameIds(old.value, now.value, ids);
  const cimClass = findClass(catalogue, owner.className);
  return sameValue(old.value, now.value, cimClass && propertiesByName(cimClass).get(lower), comparison);
}

/** An LCM looks a ResourceID up ignoring case (lcm-rules D13). */
function sameIds(old: Value, now: Value, ids: ReadonlyMap<string, string>): boolean {
  const wanted = idsIn(old).map((id) => ids.get(id) ?? id);
  return JSON.stringify(wanted) === JSON.stringify(idsIn(now));
}

/** ResourceIDs, in lower case. */
function idsIn(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  return (value.kind === "array" ? value.items : [value]).map((item) =>
    item.kind === "string" ? item.text.toLowerCase() : "",
  );
}

function sameValue(
  old: Value,
  now: Value,
  property: CimProperty | undefined,
  comparison: Comparison,
): boolean {
  if (old.kind === "array" && now.kind === "array") {
    return (
      old.items.length === now.items.length &&
      old.items.every((item, index) => {
        const other = now.items[index];
        return other !== undefined && sameValue(item, other, property, comparison);
      })
    );
  }
  if (old.kind === "instance" && now.kind === "instance") {
    const one = comparison.before.get(old.alias.toLowerCase());
    const other = comparison.after.get(now.alias.toLowerCase());
    return one !== undefined && other !== undefined && sameInstance(one, other, comparison);
  }
  // 32 bits hold fewer digits than a text may have.
  if (old.kind === "real" && now.kind === "real") {
    const single = property?.type === "real32";
    const [one, other] = [old.number, now.number].map((number) => (single ? Math.fround(number) : number));
    return Object.is(one, other);
  }
  return JSON.stringify(old) === JSON.stringify(now);
}

function sameInstance(one: Instance, other: Instance, comparison: Comparison): boolean {
  if (one.className.toLowerCase() !== other.className.toLowerCase()) return false;
  if (one.properties.length !== other.properties.length) return false;
  const properties = new Map(other.properties.map((property) => [property.name.toLowerCase(), property]));
  return one.properties.every((old) => {
    const now = properties.get(old.name.toLowerCase());
    return now !== undefined && isEqual(old, now, { owner: one, comparison });
  });
}
