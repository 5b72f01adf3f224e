import { catalogue } from "../diagnostics/catalogue/index.js";
import { unknownId } from "../diagnostics/catalogue/cli.js";
import { nearest } from "../diagnostics/suggest.js";
import { report } from "./context.js";
import type { Context } from "./context.js";
import { printJson } from "./tell.js";

/** `explain [ID]`: one diagnostic's page, or a line for each. Diagnostic: `cli/unknown-id`. */
export function explain(context: Context, id: string | undefined): void {
  const entries = [...catalogue.values()]
    .map(({ code, severity, summary, why, mend }) => ({ code, severity, summary, why, mend }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  if (id === undefined) {
    if (context.json) return printJson(context, { entries });
    const width = Math.max(...entries.map(({ code }) => code.length));
    const lines = entries.map(({ code, summary }) => `${code.padEnd(width)}  ${summary}\n`);
    return context.world.stdout.write(lines.join(""));
  }
  const entry = entries.find(({ code }) => code === id.toLowerCase());
  if (entry === undefined) {
    return report(context, [unknownId({ file: "" }, { id, near: nearestCodes(id) })]);
  }
  if (context.json) return printJson(context, { entries: [entry] });
  const { code, severity, summary, why, mend } = entry;
  context.world.stdout.write(
    `${code} (${severity})\n\n${summary}\n\nWhy it matters: ${why}\n\nHow to mend it: ${mend}\n`,
  );
}

/** Also for an id without its room: `unknown-property`. */
function nearestCodes(id: string): readonly string[] {
  const codes = [...catalogue.keys()];
  const wanted = `/${id.toLowerCase()}`;
  const same = codes.filter((code) => code.endsWith(wanted));
  return same.length > 0 ? same : nearest(id, codes);
}
