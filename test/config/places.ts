import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { positionOf, textOf } from "../../src/source/source.js";

/** `code file:line:column "marked text"` of each diagnostic. */
export function places(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, origin, file }) => {
    if (origin === undefined) return `${code} ${file}`;
    const { line, column } = positionOf(origin.source, origin.start);
    return `${code} ${origin.source.name}:${line}:${column} ${JSON.stringify(textOf(origin))}`;
  });
}
