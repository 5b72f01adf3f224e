import { limits } from "../check/limits.js";
import { verifyDocument } from "../check/verify.js";
import { documentSize } from "../diagnostics/catalogue/check.js";
import { unreadableFile, notText, unreadableEncoding } from "../diagnostics/catalogue/source.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { parseMof } from "../mof/parse.js";
import { readDocument } from "../mof/read-document.js";
import { counted } from "../report/text.js";
import type { Catalogue } from "../schema/catalogue.js";
import { unknownTypes } from "../schema/read-classes.js";
import { decodeText, type Decoded } from "../source/decode.js";
import type { Source } from "../source/source.js";
import { isMisused, report, say, take } from "./context.js";
import type { Context } from "./context.js";
import { openCatalogue } from "./schemas.js";
import { printJson } from "./tell.js";

/**
 * `verify FILE…`: documents against the grammar of MOF, their resources' schemas and the rules of an LCM.
 * Diagnostics: `source/unreadable-file`, `check/document-size`, `source/not-text`, `schema/unknown-type`, and those of the MOF reader and `verifyDocument`.
 */
export async function verify(context: Context, files: readonly string[]): Promise<void> {
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return;
  const documents = files.map((file) => ({ file, instances: verifyFile(context, catalogue, file) }));
  report(context, catalogue.diagnostics());
  if (context.json) printJson(context, { documents });
  else if (context.findings.open.size === 0)
    say(context, `${counted(files.length, "document")}, no problem.`);
}

/** Gives the number of instances; null for a file that an LCM does not even begin to read. */
function verifyFile(context: Context, catalogue: Catalogue, file: string): number | null {
  const source = readMof(context, file);
  if (source === undefined) return null;
  const tree = context.measure("parse", () => take(context, parseMof(source)));
  report(context, unknownTypes(tree));
  const located = take(context, readDocument(tree));
  const instances = located.document.instances.length;
  // The reader has told what is wrong: an LCM reads no further, and what is missing behind it proves nothing.
  if (!tree.complete || tree.declarations.length === 0) return instances;
  const { target } = context.settings;
  const meta = /\.meta\.mof$/i.test(file);
  report(
    context,
    context.measure("verify", () => verifyDocument(located, catalogue, { file, target, meta })),
  );
  return instances;
}

/** Bytes to text as an LCM does it, which takes more encodings than a recipe may have. */
function readMof(context: Context, file: string): Source | undefined {
  const read = context.host.read(file, limits.documentBytes);
  if (!read.ok && read.tooLarge !== true) {
    report(context, [unreadableFile({ file }, { reason: read.reason })]);
    return undefined;
  }
  if (!read.ok || read.bytes.length < limits.leastDocumentBytes) {
    report(context, [documentSize({ file }, { bytes: read.ok ? read.bytes.length : undefined })]);
    return undefined;
  }
  const decoded = decodeText(read.bytes);
  if (!decoded.ok) {
    report(context, [notText({ file }, { reason: decoded.reason })]);
    return undefined;
  }
  const source = { name: file, path: file.replaceAll("\\", "/"), text: textForTarget(decoded, context) };
  const problem = encodingProblem(source, decoded, context);
  if (problem !== undefined) report(context, [problem]);
  return problem?.severity === "error" ? undefined : source;
}

type Text = Extract<Decoded, { readonly ok: true }>;

/** A Linux LCM takes a byte order mark for granted in UTF-16 and drops the last character without one (lcm-rules 4.5). */
function textForTarget({ text, encoding, bom }: Text, { settings }: Context): string {
  return settings.target === "linux" && encoding.startsWith("utf-16") && !bom ? text.slice(0, -1) : text;
}

/**
 * What the target's LCM does not read as it is meant (lcm-rules 4.5): Linux refuses UTF-16 above U+00FF, Windows
 * takes 8-bit text for its own code page.
 */
function encodingProblem(source: Source, { encoding }: Text, { settings }: Context): Diagnostic | undefined {
  const { target } = settings;
  const wide = encoding.startsWith("utf-16");
  if (wide === (target === "windows")) return undefined;
  const found = (target === "linux" ? /[^\0-\xff]/u : /[^\0-\x7f]/u).exec(source.text);
  if (found === null) return undefined;
  const [character] = found;
  const place = { source, start: found.index, end: found.index + character.length };
  const severity = target === "linux" ? "error" : "warning";
  return unreadableEncoding(place, { encoding, target, character }, { severity });
}
