import { limits } from "../check/limits.js";
import { verifyDocument } from "../check/verify.js";
import { documentSize } from "../diagnostics/catalogue/check.js";
import { unreadableFile, notText } from "../diagnostics/catalogue/source.js";
import { parseMof } from "../mof/parse.js";
import { readDocument } from "../mof/read-document.js";
import { counted } from "../report/text.js";
import type { Catalogue } from "../schema/catalogue.js";
import { unknownTypes } from "../schema/read-classes.js";
import { decodeText } from "../source/decode.js";
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
  if (decoded.ok) return { name: file, path: file.replaceAll("\\", "/"), text: decoded.text };
  report(context, [notText({ file }, { reason: decoded.reason })]);
  return undefined;
}
