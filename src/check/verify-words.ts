import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { positionOf, textOf } from "../source/source.js";
import { lcmRules, lcmSays } from "./lcm-rules.js";

const parserRules: ReadonlyMap<string, string> = new Map(
  lcmRules
    .filter(({ id }) => /^P(?:3|6|7|8|11|12)$/.test(id))
    .flatMap(({ id, codes }) => codes.map((code): [string, string] => [code, id])),
);

/** An error of the MOF reader, or about the bytes of a file, with what the LCM's own parser says in its place. */
export function withLcmWords(diagnostic: Diagnostic): Diagnostic {
  const { code, severity, origin, related } = diagnostic;
  const id = parserRules.get(code);
  if (diagnostic.lcm !== undefined) return diagnostic;
  if (severity !== "error" || id === undefined) return diagnostic;
  if (code === "mof/integer-overflow") return { ...diagnostic, lcm: "Integer overflow" };
  if (code === "mof/binary-integer") return { ...diagnostic, lcm: "Illegal binary literal" };
  const name = origin === undefined ? "" : textOf(origin).replace(/^\$/, "");
  const first = related[0]?.origin;
  const line = first === undefined ? "" : String(positionOf(first.source, first.start).line);
  return { ...diagnostic, ...lcmSays(id, name, line) };
}

/** What the LCM says to a buffer of another size than it takes; undefined when there is more than anybody counted. */
export function sizeWords(bytes: number | undefined): { readonly lcm: string } {
  const range = "Value of parameter 'serializedBufferLength' must be in the range of 4 and 52428800";
  return { lcm: bytes === undefined ? range : `${range}, but it's value is ${bytes}` };
}
