import { dirname, join } from "node:path";
import { limits } from "../check/limits.js";
import { verifyBytes } from "../check/verify-bytes.js";
import { documentSize } from "../diagnostics/catalogue/check.js";
import { unfinishedRun } from "../diagnostics/catalogue/cli.js";
import { unreadableFile } from "../diagnostics/catalogue/source.js";
import { decodeUtf8 } from "../source/decode.js";
import type { Host } from "../source/host.js";
import type { Source } from "../source/source.js";
import { withRecipePlaces } from "../check/verify-recipes.js";
import { counted } from "../report/text.js";
import type { Catalogue } from "../schema/catalogue.js";
import { isMisused, report, say } from "./context.js";
import type { Context } from "./context.js";
import { sizeWords } from "../check/verify-words.js";
import { isOwnedName } from "./owner.js";
import { openCatalogue } from "./schemas.js";
import { printJson } from "./tell.js";

/**
 * `verify FILE…`: documents against the grammar of MOF, their resources' schemas and the rules of an LCM.
 * Diagnostics: `source/unreadable-file`, `cli/unfinished-run` and those of `verifyBytes`.
 */
export async function verify(context: Context, files: readonly string[]): Promise<void> {
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return;
  const openRecipe = recipesBelow(context);
  const documents = files.map((file) => ({
    file,
    instances: verifyFile(context, catalogue, openRecipe, file),
  }));
  report(context, catalogue.diagnostics());
  for (const folder of new Set(files.map(dirname)))
    if (isUnfinished(context.host, folder)) report(context, [unfinishedRun({ file: folder }, {})]);
  if (context.json) printJson(context, { documents });
  else if (context.findings.open.size === 0)
    say(context, `${counted(files.length, "document")}, no problem.`);
}

/** Whether a run has decided what the documents of a folder are to be, and they are not yet (journal.ts). */
function isUnfinished(host: Host, folder: string): boolean {
  return (host.list(folder) ?? []).some(
    ({ name, kind, link }) =>
      kind === "folder" &&
      link === undefined &&
      isOwnedName(name) &&
      ["commit", "undo"].some((decision) => host.kind(join(folder, name, decision)) === "file"),
  );
}

/** Gives the number of instances; null for a file that an LCM does not even begin to read. */
function verifyFile(
  context: Context,
  catalogue: Catalogue,
  openRecipe: (path: string) => Source | undefined,
  file: string,
): number | null {
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
  const { value: located, diagnostics } = context.measure("verify", () =>
    verifyBytes(read.bytes, catalogue, { file, target, meta }),
  );
  if (located === undefined) {
    report(context, diagnostics);
    return null;
  }
  report(context, withRecipePlaces(diagnostics, located, openRecipe));
  return located.document.instances.length;
}

/**
 * Opens the recipes that documents say they come from. What a document says is not to be trusted: only recipes and
 * scripts below the working folder are read, wherever links lead, each once.
 */
function recipesBelow({ host, world }: Context): (path: string) => Source | undefined {
  const known = new Map<string, Source | undefined>();
  const open = (path: string): Source | undefined => {
    if (!isBelow(path) || !/\.(?:rb|ps1)$/i.test(path)) return undefined;
    const real = host.realPath(path)?.replaceAll("\\", "/");
    const folder = host.realPath(world.folder)?.replaceAll("\\", "/");
    if (real === undefined || folder === undefined || !real.startsWith(`${folder}/`)) return undefined;
    if (!/\.(?:rb|ps1)$/i.test(real)) return undefined;
    const read = host.read(path);
    const decoded = read.ok ? decodeUtf8(read.bytes) : undefined;
    return decoded?.ok === true ? { name: path, path, text: decoded.text } : undefined;
  };
  return (path) => {
    if (!known.has(path)) known.set(path, open(path));
    return known.get(path);
  };
}

/** A relative path that goes down only. */
function isBelow(path: string): boolean {
  return !/^[\\/]|^[A-Za-z]:|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(path);
}
