import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { parseMof } from "../../src/mof/parse.js";
import { readClasses } from "../../src/schema/read-classes.js";
import type { CimClass } from "../../src/schema/resource-class.js";
import { positionOf, textOf } from "../../src/source/source.js";
import type { Source } from "../../src/source/source.js";

export function sourceOf(text: string, name = "test.schema.mof"): Source {
  return { name, path: name, text };
}

/** The classes of a schema text, with all diagnostics of parsing and reading. */
export function read(text: string): {
  readonly classes: readonly CimClass[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const file = parseMof(sourceOf(text));
  const { value, diagnostics } = readClasses(file.value);
  return { classes: value, diagnostics: [...file.diagnostics, ...diagnostics] };
}

/** `severity code line:column text` of each diagnostic; the file's name when it has no place in a text. */
export function brief(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ severity, code, origin, file }) => {
    if (origin === undefined) return `${severity} ${code} ${file}`;
    const { line, column } = positionOf(origin.source, origin.start);
    return `${severity} ${code} ${line}:${column} ${textOf(origin)}`;
  });
}

/** A class without the place it came from, as tests compare it. */
export function plain(cimClass: CimClass): Omit<CimClass, "origin"> {
  const { origin, ...rest } = cimClass;
  return origin === undefined ? cimClass : rest;
}
