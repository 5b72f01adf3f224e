import type { Origin, TextEdit } from "../source/source.js";

/**
 * How heavily a problem weighs: an `error` stops a document, a `warning` should be mended, an `info` is advice that
 * may be left alone, a `note` tells what was done.
 */
export type Severity = "error" | "warning" | "info" | "note";

/** Where a problem is: a place in a source, or a whole file by name (one that could not be read has no text). */
export type Place = Origin | { readonly file: string };

/** Another place that explains the problem, with what it has to do with it. */
export interface Related {
  readonly message: string;
  readonly origin: Origin;
}

/** A change of the source that mends the problem; a safe one cannot change what the recipe means otherwise. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

/** One problem, ready for any report: what is wrong (message), where, and what to write instead (help). */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string;
  /** Absent for a problem of a whole run, such as a file that cannot be read; `file` then names it. */
  readonly origin?: Origin;
  readonly file?: string;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** What a Local Configuration Manager says to it, in its own words. */
  readonly lcm?: string;
  /** What stands at its place is a secret: no report shows the text there. */
  readonly secret?: true;
}

/** What a stage hands on: its result, as good as it could be made, and what it found. */
export interface Staged<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** True when nothing in the list is an error. */
export function allWell(diagnostics: readonly Diagnostic[]): boolean {
  return !diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
