import { configurationDocument, noHeader, noResources } from "../diagnostics/catalogue/check.js";
import type { Diagnostic, Related } from "../diagnostics/diagnostic.js";
import type { Instance, LocatedDocument } from "../model/document.js";
import { lineStarts, type Origin, type Source } from "../source/source.js";
import { excerpt } from "./describe.js";

/** `file::line::column::keyword`, the file with colons of its own (`C:\x.ps1`). */
const sourceInfo = /^([^\0-\x1f]+)::([0-9]{1,9})::([0-9]{1,9})::([^\s:]+)$/;

/** They are about what a document lacks, and only stand somewhere. */
const ofDocument: ReadonlySet<string> = new Set([
  noHeader.code,
  noResources.code,
  configurationDocument.code,
]);

/**
 * Diagnostics of a document with the place in the recipe that their resource comes from, as its SourceInfo tells: a
 * related place where `openRecipe` gives the file and the place is in it, else a sentence in the help.
 */
export function withRecipePlaces(
  diagnostics: readonly Diagnostic[],
  located: LocatedDocument,
  openRecipe: (path: string) => Source | undefined,
): readonly Diagnostic[] {
  const { instances } = located.document;
  const starts = located.origins.instances.map(({ origin }) => origin.start);
  let owners: readonly number[] | undefined;
  const told = new Map<Instance | undefined, Told | undefined>();
  const tell = (instance: Instance | undefined): Told | undefined => {
    if (!told.has(instance)) told.set(instance, toldBy(sourceInfoOf(instance), openRecipe));
    return told.get(instance);
  };
  return diagnostics.map((diagnostic) => {
    const { origin } = diagnostic;
    if (origin === undefined || ofDocument.has(diagnostic.code)) return diagnostic;
    const index = lastNotAbove(starts, origin.start);
    const end = located.origins.instances[index]?.origin.end ?? 0;
    if (origin.start >= end) return diagnostic;
    owners ??= ownersOf(instances);
    return withTold(diagnostic, tell(instances[owners[index] ?? index]));
  });
}

/** Where a resource comes from: its place in a recipe, or a sentence. */
type Told = { readonly place: Related } | { readonly sentence: string };

function toldBy(
  info: string | undefined,
  openRecipe: (path: string) => Source | undefined,
): Told | undefined {
  const [, path = "", line = "", column = "", keyword = ""] = sourceInfo.exec(info ?? "") ?? [];
  if (path === "") return undefined;
  const recipe = openRecipe(path);
  const origin = recipe && placeIn(recipe, Number(line), Number(column), keyword);
  if (origin !== undefined) return { place: { message: "The resource comes from here.", origin } };
  return { sentence: `The resource comes from ${excerpt(`${path}:${line}:${column}`)}.` };
}

function withTold(diagnostic: Diagnostic, told: Told | undefined): Diagnostic {
  if (told === undefined) return diagnostic;
  const { related, help } = diagnostic;
  if ("place" in told) return { ...diagnostic, related: [...related, told.place] };
  return { ...diagnostic, help: help === "" ? told.sentence : `${help}\n${told.sentence}` };
}

/**
 * The keyword, where it stands there. Undefined otherwise: the recipe has changed since, and the line that a document
 * names must not be shown of a file that is no recipe.
 */
function placeIn(source: Source, line: number, column: number, keyword: string): Origin | undefined {
  const starts = lineStarts(source);
  const lineStart = starts[line - 1];
  if (lineStart === undefined || column < 1) return undefined;
  const start = lineStart + column - 1;
  return source.text.startsWith(keyword, start) ? { source, start, end: start + keyword.length } : undefined;
}

/** For each instance the one that comes from a recipe: the last of those that embed one another. */
function ownersOf(instances: readonly Instance[]): readonly number[] {
  const byAlias = new Map<string, number>();
  const owners = instances.map((_, index) => index);
  for (const [index, { alias, properties }] of instances.entries()) {
    for (const { value } of properties) {
      for (const item of value.kind === "array" ? value.items : [value]) {
        const embedded = item.kind === "instance" ? byAlias.get(item.alias.toLowerCase()) : undefined;
        if (embedded !== undefined && owners[embedded] === embedded) owners[embedded] = index;
      }
    }
    if (alias !== undefined && !byAlias.has(alias.toLowerCase())) byAlias.set(alias.toLowerCase(), index);
  }
  // An instance is embedded only by one below it, so that from the end each owner is final when it is asked for.
  for (let index = owners.length - 1; index >= 0; index -= 1) {
    owners[index] = owners[owners[index] ?? index] ?? index;
  }
  return owners;
}

function sourceInfoOf(instance: Instance | undefined): string | undefined {
  const value = instance?.properties.find(({ name }) => name.toLowerCase() === "sourceinfo")?.value;
  return value?.kind === "string" ? value.text : undefined;
}

/** The index of the last number that is not above another, by binary search; -1 when all are. */
function lastNotAbove(sorted: readonly number[], wanted: number): number {
  let low = -1;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
