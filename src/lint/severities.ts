import { scriptNotCompiled } from "../diagnostics/catalogue/check.js";
import type { CatalogueEntry } from "../diagnostics/catalogue/index.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { rules } from "./rules/index.js";
import type { Rule } from "./rule.js";

/** How heavily settings want a diagnostic to weigh. */
export type LintSeverity = "error" | "warning" | "info" | "off";

/** What settings say of diagnostics, by code. */
export type LintSeverities = ReadonlyMap<string, LintSeverity>;

/** What is right, and no document can be made of by this version: nobody can mend it in a recipe. */
const unwritten: ReadonlySet<string> = new Set([scriptNotCompiled.code]);

/** Whether a diagnostic tells only what this version cannot write yet: an error of a document, advice in lint. */
export function isUnwritten(code: string): boolean {
  return unwritten.has(code);
}

/** Whether settings may decide how heavily a diagnostic weighs: an error of a document is one whatever they say. */
export function isAdjustable({ code, severity }: CatalogueEntry): boolean {
  return severity !== "error" || isUnwritten(code);
}

/** The rules that settings leave on. */
export function rulesFor(severities: LintSeverities): readonly Rule[] {
  return rules.filter(({ entry, offByDefault }) => {
    const severity = severities.get(entry.code);
    return severity === undefined ? offByDefault !== true : severity !== "off";
  });
}

/** Diagnostics with the weight that settings give them; those that are off are left out. */
export function weighed(
  diagnostics: readonly Diagnostic[],
  severities: LintSeverities,
): readonly Diagnostic[] {
  if (severities.size === 0) return diagnostics;
  return diagnostics.flatMap((diagnostic) => {
    const severity = severities.get(diagnostic.code);
    // What is an error here, though not everywhere, is one that no document can be made of.
    if (severity === undefined || diagnostic.severity === "error") return [diagnostic];
    return severity === "off" ? [] : [{ ...diagnostic, severity }];
  });
}
