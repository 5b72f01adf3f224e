import { documentSize } from "../diagnostics/catalogue/check.js";
import { noByteOrderMark, notText, unreadableEncoding } from "../diagnostics/catalogue/source.js";
import { collector, type Collector } from "../diagnostics/collector.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import type { LocatedDocument } from "../model/document.js";
import type { Target } from "../mof/literal.js";
import { parseInto } from "../mof/parse.js";
import { readInto } from "../mof/read-document.js";
import type { Catalogue } from "../schema/catalogue.js";
import { decodeText, type Decoded } from "../source/decode.js";
import type { Source } from "../source/source.js";
import { documentClasses } from "./document-classes.js";
import { sizeProblem } from "./document-size.js";
import { limits } from "./limits.js";
import { machineClass } from "./machine-class.js";
import type { VerifySettings } from "./verify-examined.js";
import { sizeWords, withLcmWords } from "./verify-words.js";
import { verifyDocument } from "./verify.js";
import { verifyHeader } from "./verify-text.js";

/**
 * Everything about the bytes of a document: what an LCM of the target refuses is an error, what it takes but nobody
 * should write a warning. The value is the document as far as it could be read; undefined when an LCM does not even
 * begin to. Gives the diagnostics of `parseMof`, `readDocument` and `verifyDocument`, `check/document-size`,
 * `check/large-document`, `source/more-problems`, `source/not-text`, `source/unreadable-encoding`, `source/no-byte-order-mark` and `check/no-header`.
 */
export function verifyBytes(
  bytes: Uint8Array,
  catalogue: Catalogue,
  settings: VerifySettings,
): Staged<LocatedDocument | undefined> {
  const { file, target } = settings;
  const refused = (diagnostic: Diagnostic) => ({
    value: undefined,
    diagnostics: [withLcmWords(diagnostic)],
  });
  if (bytes.length < limits.leastDocumentBytes || bytes.length > limits.documentBytes) {
    const size = bytes.length > limits.documentBytes ? undefined : bytes.length;
    return {
      value: undefined,
      diagnostics: [documentSize({ file }, { bytes: size }, sizeWords(bytes.length))],
    };
  }
  const decoded = decodeText(bytes, "read");
  if (!decoded.ok) return refused(notText({ file }, { reason: decoded.reason }));
  const encoding = encodingProblems(file, decoded, target);
  if (encoding.some(({ severity }) => severity === "error"))
    return { value: undefined, diagnostics: encoding.map(withLcmWords) };
  const found = collector();
  for (const diagnostic of encoding) found.add(diagnostic);
  const large = sizeProblem(bytes.length, target, { file });
  if (large !== undefined) found.add(large);
  const value = verifySource(
    found,
    sourceOf(file, textForTarget(decoded, target)),
    decoded,
    catalogue,
    settings,
  );
  return { value, diagnostics: found.found({ file }).map(withLcmWords) };
}

function verifySource(
  found: Collector,
  source: Source,
  { encoding }: Text,
  catalogue: Catalogue,
  settings: VerifySettings,
): LocatedDocument {
  const { target } = settings;
  const file = parseInto(found, source, { target, utf8: encoding === "utf-8" });
  const classes = documentClasses(file, (name) => machineClass(name, catalogue, target));
  for (const diagnostic of classes.diagnostics) found.add(diagnostic);
  const located = readInto(found, file);
  // An LCM reads no further than its parser does, and what is missing behind a mistake proves nothing.
  if (file.complete && file.declarations.length > 0) {
    verifyHeader(source, found);
    verifyDocument(found, located, catalogue, settings, classes.value);
  }
  return located;
}

function sourceOf(file: string, text: string): Source {
  return { name: file, path: file.replaceAll("\\", "/"), text };
}

type Text = Extract<Decoded, { readonly ok: true }>;

/** A Linux LCM takes a byte order mark for granted in UTF-16 and drops the last character without one (lcm-rules 4.5). */
function textForTarget({ text, encoding, bom }: Text, target: Target): string {
  return target === "linux" && encoding.startsWith("utf-16") && !bom ? text.slice(0, -1) : text;
}

/**
 * What the target's LCM does not read as it is meant (lcm-rules 4.5): Linux refuses UTF-16 above U+00FF, makes single
 * bytes of it below, and takes other bytes than UTF-8 as they come; Windows takes 8-bit text for its own code page.
 */
function encodingProblems(file: string, decoded: Text, target: Target): readonly Diagnostic[] {
  const { text, encoding, bom } = decoded;
  const source = sourceOf(file, text);
  const wide = encoding.startsWith("utf-16");
  const unmarked = wide && !bom ? [noByteOrderMark({ source, start: 0, end: 1 }, { encoding })] : [];
  const native = target === "windows" ? wide : encoding === "utf-8";
  if (native) return unmarked;
  const refused = wide ? /[^\0-\xff]/u.exec(text) : null;
  const misread = refused ?? /[^\0-\x7f]/u.exec(text);
  if (misread === null) return unmarked;
  const [character] = misread;
  const place = { source, start: misread.index, end: misread.index + character.length };
  const severity = refused === null ? "warning" : "error";
  return [...unmarked, unreadableEncoding(place, { encoding, target, character }, { severity })];
}
