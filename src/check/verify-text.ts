import { noHeader } from "../diagnostics/catalogue/check.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Source } from "../source/source.js";

/** The comment that tells whose document it is has to be the first thing in it (powershell-configuration.md §1.2). */
export function verifyHeader(source: Source): readonly Diagnostic[] {
  if (/^\s*\/\*\s*@TargetNode='[^'\r\n]+'/.test(source.text)) return [];
  return [noHeader({ source, start: 0, end: 0 }, {})];
}
