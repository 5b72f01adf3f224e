import type { Diagnostic } from "../diagnostics/diagnostic.js";

/** What is found in one file, up to a limit: a reader goes on after an error, and a broken file is full of them. */
export interface Collector {
  readonly diagnostics: readonly Diagnostic[];
  add(diagnostic: Diagnostic): void;
  /** True when no further error is kept: going on is of no use. */
  full(): boolean;
}

const limit = 100;

/** Keeps the first 100 errors and, counted apart so that they cannot crowd errors out, the first 100 others. */
export function collector(): Collector {
  const diagnostics: Diagnostic[] = [];
  let errors = 0;
  const add = (diagnostic: Diagnostic): void => {
    const isError = diagnostic.severity === "error";
    if ((isError ? errors : diagnostics.length - errors) >= limit) return;
    if (isError) errors += 1;
    diagnostics.push(diagnostic);
  };
  return { diagnostics, add, full: () => errors >= limit };
}
