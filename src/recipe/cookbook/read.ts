import { invalidUtf8 } from "../../diagnostics/catalogue/cookbook.js";
import { unreadableFile } from "../../diagnostics/catalogue/source.js";
import type { Staged } from "../../diagnostics/diagnostic.js";
import { decodeUtf8 } from "../../source/decode.js";
import type { Host } from "../../source/host.js";
import type { Source } from "../../source/source.js";
import type { CookbookFile } from "../library.js";
import { parseRecipe } from "../parse.js";

/** A file to read: how messages name it and how documents do. */
interface File {
  readonly file: string;
  readonly path: string;
}

/**
 * Reads a text that Ruby would read, which is UTF-8. Diagnostics: `source/unreadable-file`,
 * `recipe/invalid-utf8`; the value is then undefined.
 */
export function readRuby(host: Host, { file, path }: File): Staged<Source | undefined> {
  const read = host.read(file);
  if (!read.ok) {
    return { value: undefined, diagnostics: [unreadableFile({ file }, { reason: read.reason })] };
  }
  const decoded = decodeUtf8(read.bytes);
  if (decoded.ok) return { value: { name: file, path, text: decoded.text }, diagnostics: [] };
  const text = new TextDecoder("utf-8").decode(read.bytes);
  const start = text.indexOf("\ufffd");
  const byte = `0x${(read.bytes[decoded.offset] ?? 0).toString(16).toUpperCase().padStart(2, "0")}`;
  const place = { source: { name: file, path, text }, start, end: start + 1 };
  return { value: undefined, diagnostics: [invalidUtf8(place, { byte })] };
}

/** A file in the recipe language, read and parsed when it is first asked for. */
export function rubyFile(host: Host, name: string, where: File): CookbookFile {
  return {
    name,
    file: where.file,
    read: once(() => {
      const { value: source, diagnostics } = readRuby(host, where);
      return source === undefined ? { value: undefined, diagnostics } : parseRecipe(source);
    }),
  };
}

/** Does work at the first call, and gives the same result ever after. */
export function once<T>(work: () => T): () => T {
  let done: { readonly result: T } | undefined;
  return () => {
    done ??= { result: work() };
    return done.result;
  };
}
