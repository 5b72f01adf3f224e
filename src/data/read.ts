import { unreadableFile } from "../diagnostics/catalogue/config.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { decodeText } from "../source/decode.js";
import type { Host } from "../source/host.js";
import type { Source } from "../source/source.js";

/** Reads a text file: UTF-8, or UTF-16 as Windows writes it. Gives undefined with `config/unreadable-file`. */
export function readText(host: Host, path: string): Staged<Source | undefined> {
  const refuse = (problem: Diagnostic): Staged<undefined> => ({ value: undefined, diagnostics: [problem] });
  const read = host.read(path);
  if (!read.ok) return refuse(unreadableFile({ file: path }, { reason: read.reason }));
  const decoded = decodeText(read.bytes);
  if (!decoded.ok) return refuse(unreadableFile({ file: path }, { reason: `it ${decoded.reason}` }));
  if (decoded.encoding === "windows-1252") return refuse(notUtf8(path, read.bytes));
  return { value: sourceOf(path, decoded.text), diagnostics: [] };
}

/** Data in the code page of some machine would read differently on the next one. */
function notUtf8(path: string, bytes: Uint8Array): Diagnostic {
  const source = sourceOf(path, new TextDecoder("utf-8").decode(bytes));
  const start = source.text.indexOf("\uFFFD");
  return unreadableFile(
    { source, start, end: start + 1 },
    { reason: "it holds bytes here that are not UTF-8" },
  );
}

function sourceOf(path: string, text: string): Source {
  return { name: path, path: path.replaceAll("\\", "/"), text };
}
