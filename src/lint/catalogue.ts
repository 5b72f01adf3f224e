import { catalogue, type CatalogueEntry } from "../diagnostics/catalogue/index.js";
import { rules } from "./rules/index.js";

/** Every diagnostic there is, the rules of lint included, by code: what `explain`, settings and reports know. */
export const allDiagnostics: ReadonlyMap<string, CatalogueEntry> = new Map([
  ...catalogue,
  ...rules.map(({ entry }): [string, CatalogueEntry] => [entry.code, entry]),
]);

const silent = new Set(
  rules.filter(({ offByDefault }) => offByDefault === true).map(({ entry }) => entry.code),
);

/** Whether a rule is silent until settings give it a severity. */
export function isOffByDefault(code: string): boolean {
  return silent.has(code);
}
