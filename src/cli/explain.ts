import { unknownId } from "../diagnostics/catalogue/cli.js";
import { nearestCodes } from "../diagnostics/suggest.js";
import { allDiagnostics, isOffByDefault } from "../lint/catalogue.js";
import type { Example } from "../lint/rule.js";
import { rules } from "../lint/rules/index.js";
import { isUnwritten } from "../lint/severities.js";
import { report } from "./context.js";
import type { Context } from "./context.js";
import { printJson } from "./tell.js";

/** `explain [ID]`: one diagnostic's page, or a line for each. Diagnostic: `cli/unknown-id`. */
export function explain(context: Context, id: string | undefined): void {
  const entries = [...allDiagnostics.keys()].sort().flatMap((code) => entryOf(code) ?? []);
  if (id === undefined) {
    if (context.json) return printJson(context, { entries });
    const width = Math.max(...entries.map(({ code }) => code.length));
    const lines = entries.map(({ code, summary }) => `${code.padEnd(width)}  ${summary}\n`);
    return context.world.stdout.write(lines.join(""));
  }
  const entry = entryOf(id.toLowerCase());
  if (entry === undefined) {
    return report(context, [unknownId({ file: "" }, { id, near: nearestCodes(id, allDiagnostics.keys()) })]);
  }
  if (context.json) return printJson(context, { entries: [entry] });
  context.world.stdout.write(page(entry));
}

/**
 * What is told of a diagnostic, with how heavily lint takes it where that differs; of a rule of lint also its examples,
 * and whether it has to be asked for.
 */
function entryOf(id: string) {
  const entry = allDiagnostics.get(id);
  if (entry === undefined) return undefined;
  const { code, severity, summary, why, mend } = entry;
  const examples = rules.find((rule) => rule.entry === entry)?.examples;
  return {
    ...{ code, severity, summary, why, mend },
    ...(isUnwritten(code) ? { inLint: "info" } : {}),
    ...(isOffByDefault(code) ? { offByDefault: true } : {}),
    ...(examples === undefined
      ? {}
      : { examples: examples.map(({ bad, ...rest }) => ({ bad, good: better(rest) })) }),
  };
}

function better({ good, fixed }: Omit<Example, "bad">): string {
  return good ?? fixed ?? "";
}

function page({ code, severity, inLint, offByDefault, summary, why, mend, examples = [] }: Entry): string {
  const lint = inLint === undefined ? "" : `, ${inLint} in lint`;
  const parts = [
    `${code} (${severity}${lint}${offByDefault === true ? ", off by default" : ""})`,
    summary,
    `Why it matters: ${why}`,
    `How to mend it: ${mend}`,
    ...examples.flatMap(({ bad, good }) => ["Instead of:", indented(bad), "write:", indented(good)]),
  ];
  return `${parts.join("\n\n")}\n`;
}

type Entry = NonNullable<ReturnType<typeof entryOf>>;

function indented(text: string): string {
  return text.trimEnd().replace(/^(?=.)/gm, "    ");
}
