import * as problems from "../diagnostics/catalogue/mof.js";
import type { Staged } from "../diagnostics/diagnostic.js";
import type { Source } from "../source/source.js";
import { collector, type Collector } from "../diagnostics/collector.js";
import { readHeader } from "./header.js";
import { MofParser } from "./parser.js";
import type { Reader } from "./scalars.js";
import { tokenize } from "./tokens.js";
import type { MofFile } from "./tree.js";

/** Made for the first file and kept: its making takes longer than most files. */
let parser: MofParser | undefined;

/**
 * Reads a MOF text: a configuration document or a schema. Errors are what an LCM refuses; a broken declaration is left
 * out and the next one read, until there are as many as are kept. With a `reader` the text is a document that this LCM is
 * going to read; without, a schema, in which escapes that MOF does not know are warnings. Reports the `mof/…`
 * diagnostics but those of `readDocument`, and `source/more-problems`.
 */
export function parseMof(source: Source, reader?: Reader): Staged<MofFile> {
  const found = collector();
  const value = parseInto(found, source, reader);
  return { value, diagnostics: found.found({ file: source.name }) };
}

/** As `parseMof`, with what is found going to a collector. */
export function parseInto(found: Collector, source: Source, reader?: Reader): MofFile {
  const nul = source.text.indexOf("\0");
  const text = nul < 0 ? source.text : source.text.slice(0, nul);
  parser ??= new MofParser(false);
  const { declarations, complete } = parser.read(source, tokenize(text), found, reader);
  if (nul >= 0) found.add(problems.nulCharacter({ source, start: nul, end: nul + 1 }, undefined));
  if (complete && declarations.length === 0)
    found.add(problems.emptyFile({ source, start: 0, end: 0 }, undefined));
  return { source, header: readHeader(text), declarations, complete };
}
