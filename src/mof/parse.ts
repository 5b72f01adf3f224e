import * as problems from "../diagnostics/catalogue/mof.js";
import type { Staged } from "../diagnostics/diagnostic.js";
import type { Source } from "../source/source.js";
import { collector } from "./collector.js";
import { readHeader } from "./header.js";
import { MofParser } from "./parser.js";
import type { Reader } from "./scalars.js";
import { tokenize } from "./tokens.js";
import type { MofFile } from "./tree.js";

/** Made for the first file and kept: its making takes longer than most files. */
let parser: MofParser | undefined;

/**
 * Reads a MOF text: a configuration document or a schema. Errors are what an LCM refuses, up to 100 of them; a
 * broken declaration is left out and the next one read. With a `reader` the text is a document that this LCM is
 * going to read; without, a schema, in which escapes that MOF does not know are warnings. Reports the `mof/…`
 * diagnostics but those of `readDocument`.
 */
export function parseMof(source: Source, reader?: Reader): Staged<MofFile> {
  const found = collector();
  const nul = source.text.indexOf("\0");
  const text = nul < 0 ? source.text : source.text.slice(0, nul);
  parser ??= new MofParser(false);
  const { declarations, complete } = parser.read(source, tokenize(text), found, reader);
  if (nul >= 0) found.add(problems.nulCharacter({ source, start: nul, end: nul + 1 }, undefined));
  if (complete && declarations.length === 0)
    found.add(problems.emptyFile({ source, start: 0, end: 0 }, undefined));
  return {
    value: { source, header: readHeader(text), declarations, complete },
    diagnostics: found.diagnostics,
  };
}
