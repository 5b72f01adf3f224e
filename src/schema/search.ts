import type { Catalogue } from "./catalogue.js";
import { allResources } from "./lookup.js";
import type { Resource } from "./resource-class.js";

/** What a word found in a place is worth; the best place counts. */
const worth = {
  wholeName: 100,
  startOfName: 60,
  name: 40,
  className: 30,
  module: 20,
  property: 10,
  description: 5,
  propertyDescription: 1,
};

/**
 * The resources in which every one of `words` occurs (in names, properties or descriptions, ignoring case), the
 * best first: what is in the name goes before what is in a property, that before what is in a description.
 */
export function searchResources(catalogue: Catalogue, words: readonly string[]): readonly Resource[] {
  const wanted = words.flatMap((word) => word.toLowerCase().match(/\S+/g) ?? []);
  if (wanted.length === 0) return [];
  return allResources(catalogue)
    .map((resource) => ({ resource, score: scoreOf(resource, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || order(a.resource, b.resource))
    .map(({ resource }) => resource);
}

/** The sum over all words, 0 when one of them is nowhere. */
function scoreOf(resource: Resource, words: readonly string[]): number {
  const scores = words.map((word) => scoreOfWord(resource, word));
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

function scoreOfWord({ name, module, cimClass }: Resource, word: string): number {
  const isIn = (text: string | undefined): boolean => text !== undefined && text.toLowerCase().includes(word);
  const lower = name.toLowerCase();
  if (lower === word) return worth.wholeName;
  if (lower.startsWith(word)) return worth.startOfName;
  if (isIn(name)) return worth.name;
  if (isIn(cimClass.name)) return worth.className;
  if (isIn(module.name)) return worth.module;
  if (cimClass.properties.some((property) => isIn(property.name))) return worth.property;
  if (isIn(cimClass.description)) return worth.description;
  return cimClass.properties.some((property) => isIn(property.description)) ? worth.propertyDescription : 0;
}

function order(left: Resource, right: Resource): number {
  const [a, b] = [left, right].map(({ name, module }) => `${name}/${module.name}`.toLowerCase());
  return a === undefined || b === undefined || a === b ? 0 : a < b ? -1 : 1;
}
