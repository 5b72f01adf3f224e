import { blockInRefused } from "../../diagnostics/catalogue/recipe-resource.js";
import { nearest } from "../../diagnostics/suggest.js";
import { textOf } from "../../source/source.js";
import type { Span } from "../tree.js";
import { dscKeywords } from "./attribute-table.js";
import { chefResources } from "../builtins/chef-resources.js";
import { originOf, report } from "./machine.js";
import type { Machine } from "./machine.js";

/** As `reportLostBlocks`, of a block of code whose words the recipe has noted; where a `dsc_resource` is `valued` it is a value. */
export function reportLostIn(
  machine: Machine,
  block: Span,
  construct: string,
  whole: Span,
  valued = false,
): boolean {
  const { resourceWords } = machine.frame;
  let low = 0;
  for (let high = resourceWords.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((resourceWords[middle]?.start ?? 0) < block.start) low = middle + 1;
    else high = middle;
  }
  const inside: Span[] = [];
  for (
    let word = resourceWords[low];
    word !== undefined && word.start < block.end;
    word = resourceWords[++low]
  )
    if (!valued || textOf(originOf(machine, word)) !== "dsc_resource") inside.push(word);
  return inside.length > 0 && reportLostBlocks(machine, inside, construct, whole);
}

/**
 * Reports what code that is not evaluated would declare, which would be lost: `words` are the words it may start with, `construct` names the code, which `whole` covers. False when there are none. `recipe/block-in-refused`.
 */
export function reportLostBlocks(
  machine: Machine,
  words: readonly Span[],
  construct: string,
  whole: Span,
): boolean {
  const related = [{ message: "This is not evaluated.", origin: originOf(machine, whole) }];
  let found = false;
  for (const span of words) {
    const place = originOf(machine, span);
    const keyword = textOf(place);
    if (!declares(machine, keyword)) continue;
    report(machine, blockInRefused(place, { keyword, construct }, { related }));
    found = true;
  }
  return found;
}

/** A DSC block, also a misspelt one, a custom resource of a cookbook, or what includes other recipes. */
function declares({ customResources }: Machine, word: string): boolean {
  if (word === "include_recipe") return true;
  if (word.startsWith("dsc_")) return nearest(word, dscKeywords.keys()).length > 0 || dscKeywords.has(word);
  return customResources.has(word) && !chefResources.has(word);
}
