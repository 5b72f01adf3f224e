import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import type { Document } from "../../src/model/document.js";
import type { Value } from "../../src/model/value.js";
import { parseMof } from "../../src/mof/parse.js";
import { readDocument } from "../../src/mof/read-document.js";
import { positionOf, textOf } from "../../src/source/source.js";
import type { Source } from "../../src/source/source.js";

export function sourceOf(text: string): Source {
  return { name: "test.mof", path: "test.mof", text };
}

export interface Reading {
  readonly document: Document;
  readonly diagnostics: readonly Diagnostic[];
}

/** A text as a document, with what both stages found. */
export function read(text: string): Reading {
  const file = parseMof(sourceOf(text));
  const located = readDocument(file.value);
  return { document: located.value.document, diagnostics: [...file.diagnostics, ...located.diagnostics] };
}

/** `code line:column "text there"`, one a diagnostic. */
export function summaries(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, origin }) => {
    if (origin === undefined) return code;
    const { line, column } = positionOf(origin.source, origin.start);
    return `${code} ${line}:${column} ${JSON.stringify(textOf(origin))}`;
  });
}

/** What a text that declares things gives: the summaries of both stages. */
export function problemsOf(text: string): readonly string[] {
  return summaries(read(text).diagnostics);
}

/** A literal as the value of the one property of the one instance; or the summaries of what is wrong with it. */
export function valueOf(literal: string): Value | readonly string[] {
  const { document, diagnostics } = read(
    `instance of A as $A1 { P = 1; };\ninstance of B { X = ${literal}; };`,
  );
  if (diagnostics.length > 0) return summaries(diagnostics);
  const value = document.instances[1]?.properties[0]?.value;
  if (value === undefined) throw new Error("no value was read");
  return value;
}
