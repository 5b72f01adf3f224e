import { noHeader } from "../diagnostics/catalogue/check.js";
import type { Collector } from "../diagnostics/collector.js";
import type { Source } from "../source/source.js";

/** The comment that tells whose document it is has to be the first thing in it (powershell-configuration.md §1.2). */
export function verifyHeader(source: Source, found: Collector): void {
  if (/^\s*\/\*\s*@TargetNode='[^'\r\n]+'/.test(source.text)) return;
  found.add(noHeader({ source, start: 0, end: 0 }, {}));
}
