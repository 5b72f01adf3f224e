import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { limits } from "../check/limits.js";
import { encodeDocument, type DocumentEncoding } from "../mof/encode.js";
import { parseMof } from "../mof/parse.js";
import { printDocument } from "../mof/print.js";
import { readDocument } from "../mof/read-document.js";
import { decodeText, type Decoded } from "../source/decode.js";

/**
 * Whether mofsmith has written a document, in its own form: printed once more, it has the same bytes. No other compiler
 * lays a document out like that, nor does a person who changes one keep to it.
 */
export function isOwnDocument(path: string): boolean {
  const bytes = bytesOf(path);
  const decoded = bytes && decodeText(bytes);
  if (bytes === undefined || decoded?.ok !== true) return false;
  const target = decoded.text.includes("\r\n") ? "windows" : "linux";
  const source = { name: path, path, text: decoded.text };
  const parsed = parseMof(source, { target, utf8: decoded.encoding === "utf-8" });
  const { document } = readDocument(parsed.value).value;
  const printed = reprinted(() => printDocument(document, { target }));
  return (
    printed !== undefined && Buffer.compare(encodeDocument(printed, target, encodingOf(decoded)), bytes) === 0
  );
}

/** What is no file, or larger than a document is, was not written by mofsmith. */
function bytesOf(path: string): Uint8Array | undefined {
  try {
    const file = openSync(path, "r");
    try {
      const stats = fstatSync(file);
      return stats.isFile() && stats.size <= limits.documentBytes ? readFileSync(file) : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function encodingOf({ encoding }: Extract<Decoded, { readonly ok: true }>): DocumentEncoding {
  return encoding === "utf-16le" ? "utf16le" : "utf8";
}

/** The printer throws on what cannot be written, which mofsmith has then not written. */
function reprinted(print: () => string): string | undefined {
  try {
    return print();
  } catch {
    return undefined;
  }
}
