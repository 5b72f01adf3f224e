import { noNodeSelected, noSuchNode, noSuchRole } from "../diagnostics/catalogue/config.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/suggest.js";
import type { NodeEntry } from "./configuration-data.js";
import { selects } from "./node-name.js";

/** `--node` and `--role`: selectors such as `web*`, one of each kind having to match where there are any. */
export interface Selectors {
  readonly names: readonly string[];
  readonly roles: readonly string[];
}

/**
 * The nodes of configuration data that are chosen, in its order. Diagnostics: `config/no-such-node`,
 * `config/no-such-role` for a selector that matches nothing at all, `config/no-node-selected`.
 */
export function selectNodes(
  entries: readonly NodeEntry[],
  { names, roles }: Selectors,
): Staged<readonly NodeEntry[]> {
  const value = entries.filter(
    (entry) =>
      (names.length === 0 || names.some((selector) => selects(selector, entry.name))) &&
      (roles.length === 0 || roles.some((selector) => hasRole(entry, selector))),
  );
  const missing = [...missingNames(entries, names), ...missingRoles(entries, roles)];
  if (missing.length === 0 && value.length === 0) missing.push(noNodeSelected({ file: "--role" }, {}));
  return { value, diagnostics: missing };
}

function hasRole({ roles }: NodeEntry, selector: string): boolean {
  return roles.some((role) => selects(selector, role));
}

function missingNames(entries: readonly NodeEntry[], selectors: readonly string[]): Diagnostic[] {
  const missing = selectors.filter((selector) => !entries.some(({ name }) => selects(selector, name)));
  if (missing.length === 0) return [];
  const names = entries.map(({ name }) => name);
  return missing.map((selector) =>
    noSuchNode({ file: "--node" }, { selector, near: nearest(selector, names) }),
  );
}

function missingRoles(entries: readonly NodeEntry[], selectors: readonly string[]): Diagnostic[] {
  const missing = selectors.filter((selector) => !entries.some((entry) => hasRole(entry, selector)));
  if (missing.length === 0) return [];
  const roles = [...new Set(entries.flatMap((entry) => entry.roles))];
  return missing.map((role) => noSuchRole({ file: "--role" }, { role, near: nearest(role, roles) }));
}
