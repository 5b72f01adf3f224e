import { moreProblems } from "./catalogue/source.js";
import type { Diagnostic, Place } from "./diagnostic.js";

/**
 * What is found in one file, up to a limit: a reader goes on after an error, and a broken file is full of them. What is
 * found behind the limit is counted, so that neither memory nor a report grows with it.
 */
export interface Collector {
  add(diagnostic: Diagnostic): void;
  /** True when no further error is kept. */
  full(): boolean;
  /** Names that may be meant, looked for a limited number of times: each time looks at all the names there are. */
  suggest(find: () => readonly string[]): readonly string[];
  /** What was found; the last one tells how much more there was, if any (`source/more-problems`). */
  found(file: Place): readonly Diagnostic[];
}

const limit = 100;

/**
 * Keeps the first `most` errors and, counted apart so that they cannot crowd errors out, as many others. Suggestions are
 * always made for the first 100 that ask.
 */
export function collector(most: number = limit): Collector {
  const kept: Diagnostic[] = [];
  let errors = 0;
  let untold = 0;
  let asked = 0;
  return {
    add(diagnostic) {
      const isError = diagnostic.severity === "error";
      if ((isError ? errors : kept.length - errors) >= most) {
        untold += 1;
        return;
      }
      if (isError) errors += 1;
      kept.push(diagnostic);
    },
    full: () => errors >= most,
    suggest: (find) => (++asked > limit ? [] : find()),
    found: (file) => (untold === 0 ? kept : [...kept, moreProblems(file, { count: untold })]),
  };
}
