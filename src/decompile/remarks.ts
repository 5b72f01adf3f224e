import type { Origin } from "../source/source.js";
import type { DecompiledRecipe, Remark } from "./recipe.js";
import { onOneLine } from "./strings.js";

/** A message may quote any text of the document. */
const longest = 300;

/** The recipe's text with remarks, each in front of the property or the block that was made from its place. */
export function annotated(
  { text, places, blocks, headed }: DecompiledRecipe,
  remarks: readonly Remark[],
): string {
  const starts = new Map<Origin, number>();
  for (const { origin, start } of places) if (!starts.has(origin)) starts.set(origin, start);
  // A property that the compiler makes has no place of its own.
  for (const { from } of blocks) {
    const { origin, properties } = from.origins;
    const start = starts.get(origin) ?? headed;
    for (const { value } of properties) if (!starts.has(value)) starts.set(value, start);
  }
  const comments = new Map<number, Set<string>>();
  for (const { at, message } of remarks) {
    const start = (at && starts.get(at)) ?? headed;
    const known = comments.get(start) ?? new Set();
    comments.set(start, known.add(comment(message)));
  }
  let made = "";
  let copied = 0;
  for (const [start, lines] of [...comments].sort(([one], [other]) => one - other)) {
    const [indent = ""] = /^ */.exec(text.slice(start, start + 2)) ?? [];
    made += text.slice(copied, start) + (start === headed ? "#\n" : "");
    for (const line of lines) made += `${indent}# ${line}\n`;
    copied = start;
  }
  return made + text.slice(copied);
}

function comment(message: string): string {
  return onOneLine(message.length > longest ? `${message.slice(0, longest)}…` : message);
}
