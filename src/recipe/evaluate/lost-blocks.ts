import { blockInRefused } from "../../diagnostics/catalogue/recipe-resource.js";
import { nearest } from "../../diagnostics/suggest.js";
import { textOf } from "../../source/source.js";
import type { Span } from "../tree.js";
import { dscKeywords } from "./attribute-table.js";
import { originOf, report } from "./machine.js";
import type { Machine } from "./machine.js";

/** As `reportLostBlocks`, of a block of code whose words the recipe has noted. */
export function reportLostIn(machine: Machine, block: Span, construct: string, whole: Span): boolean {
  const { dscWords } = machine.frame;
  let low = 0;
  for (let high = dscWords.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((dscWords[middle]?.start ?? 0) < block.start) low = middle + 1;
    else high = middle;
  }
  const inside: Span[] = [];
  for (let word = dscWords[low]; word !== undefined && word.start < block.end; word = dscWords[++low])
    inside.push(word);
  return inside.length > 0 && reportLostBlocks(machine, inside, construct, whole);
}

/**
 * Reports the DSC blocks in code that is not evaluated, which would be lost: `words` are the words they may start
 * with, `construct` names the code, which `whole` covers. False when there are none. `recipe/block-in-refused`.
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
    if (!dscKeywords.has(keyword) && nearest(keyword, dscKeywords.keys()).length === 0) continue;
    report(machine, blockInRefused(place, { keyword, construct }, { related }));
    found = true;
  }
  return found;
}
