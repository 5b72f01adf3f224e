import { strayCharacter } from "../../diagnostics/catalogue/recipe.js";
import { continuesName, isDigit, isSpace, startsName } from "./characters.js";
import type { Cursor } from "./cursor.js";

/** What a global of one character may be named: `$!`, `$1` (parse.y, `is_global_name_punct`). */
const punctuation = "~*$?!@/\\;,.=:<>\"&`'+";

/**
 * VARIABLE ::= ( '@' '@'? | '$' ) [A-Za-z_#x80-#x10FFFF] [A-Za-z0-9_#x80-#x10FFFF]* | '$' ( [0-9]+ |
 *   [~*$?!@/\;,.=:<>"&`'+] | '-' [A-Za-z_] )
 *
 * Where the variable at an offset ends: `@x`, `@@x`, `$x`, `$12`, `$!`, `$-w`; at the offset when there is none.
 */
export function variableEnd(text: string, at: number): number {
  const global = text.charCodeAt(at) === 36;
  if (!global && text.charCodeAt(at) !== 64) return at;
  let name = at + 1;
  if (text.charAt(name) === (global ? "-" : "@")) name++;
  const first = text.charCodeAt(name);
  if (startsName(first))
    return runEnd(text, name, global && name > at + 1 ? name + 1 : Infinity, continuesName);
  if (!global || name > at + 1 || Number.isNaN(first)) return at;
  if (first === 48) return runEnd(text, name, Infinity, continuesName);
  if (isDigit(first)) return runEnd(text, name, Infinity, isDigit);
  return punctuation.includes(text.charAt(name)) ? name + 1 : at;
}

function runEnd(text: string, from: number, limit: number, belongs: (unit: number) => boolean): number {
  let end = from;
  while (end < limit && belongs(text.charCodeAt(end))) end++;
  return end;
}

/**
 * A variable in code; a `$` or `@` without a name is reported, and passed over with what stands behind it. Behind
 * `$0` no name goes on.
 */
export function lexVariable(cursor: Cursor): void {
  const start = cursor.position;
  const end = variableEnd(cursor.text, start);
  const unnamed = end === start;
  if (unnamed || (cursor.text.startsWith("$0", start) && end > start + 2))
    cursor.report(strayCharacter(cursor.origin(start, start + 1), { character: cursor.text.charAt(start) }));
  const behind = cursor.text.charCodeAt(start + 1);
  const least = Number.isNaN(behind) || isSpace(behind) ? start + 1 : start + 2;
  cursor.push("variable", start, unnamed ? least : end, "end");
}
