import { limits } from "../check/limits.js";
import { verifyBytes } from "../check/verify-bytes.js";
import { documentSize } from "../diagnostics/catalogue/check.js";
import { unreadableFile } from "../diagnostics/catalogue/source.js";
import { counted } from "../report/text.js";
import type { Catalogue } from "../schema/catalogue.js";
import { isMisused, report, say, take } from "./context.js";
import type { Context } from "./context.js";
import { sizeWords } from "../check/verify-words.js";
import { openCatalogue } from "./schemas.js";
import { printJson } from "./tell.js";

/**
 * `verify FILE…`: documents against the grammar of MOF, their resources' schemas and the rules of an LCM.
 * Diagnostics: `source/unreadable-file` and those of `verifyBytes`.
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
  const read = context.host.read(file, limits.documentBytes);
  if (!read.ok) {
    const problem =
      read.tooLarge === true
        ? documentSize({ file }, { bytes: undefined }, sizeWords(undefined))
        : unreadableFile({ file }, { reason: read.reason });
    report(context, [problem]);
    return null;
  }
  const { target } = context.settings;
  const meta = /\.meta\.mof$/i.test(file);
  const located = context.measure("verify", () =>
    take(context, verifyBytes(read.bytes, catalogue, { file, target, meta })),
  );
  return located?.document.instances.length ?? null;
}
