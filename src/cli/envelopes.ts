import type { Encrypt, OpenEnvelopeWith } from "../cms/envelopes.js";
import type { NodeInput } from "../config/node-data.js";
import type { OpenEnvelope } from "../model/credentials.js";
import { isMisused, type Context } from "./context.js";
import { passwordMark } from "../diff/password-form.js";
import type { CompileOptions, DiffOptions } from "./options.js";
import type { Output } from "./output.js";

/** What encrypts the passwords of a run's documents, each named by its path in the folder of documents. */
export interface Envelopes {
  readonly of: (document: string) => OpenEnvelope | undefined;
  /**
   * Adds what `--reuse` keeps for the next run, when all is known that this one writes and removes: to the set of
   * documents where they have the same folder, else to a set of its own, which is given. Diagnostics: those of `addKept`.
   */
  readonly keep: (documents: Output) => Output | undefined;
}

/** What encrypts is loaded for nodes that name a certificate, of which few runs have any. */
async function envelopesFor(
  { host, world }: Context,
  nodes: readonly NodeInput[],
): Promise<OpenEnvelopeWith | undefined> {
  if (nodes.every(({ node }) => node.credentials?.certificate === undefined)) return undefined;
  return (await import("../cms/envelopes.js")).envelopesOver(host, world.now());
}

/** As `envelopesFor`, with the messages of earlier runs where they are kept. Diagnostics: those of `openReuse`. */
export async function openEnvelopes(
  context: Context,
  nodes: readonly NodeInput[],
  options: CompileOptions,
): Promise<Envelopes> {
  const open = await envelopesFor(context, nodes);
  if (open === undefined || options.reuse === undefined || isMisused(context.findings))
    return { of: () => open, keep: () => undefined };
  const { addKept, encryptFor, openReuse } = await import("./reuse.js");
  const reuse = openReuse(context, options.reuse, options.reuseKey);
  if (reuse === undefined) return { of: () => open, keep: () => undefined };
  return {
    of: (document) => (certificate) => open(certificate, encryptFor(context, reuse, document)),
    keep: (documents) => addKept(context, reuse, documents),
  };
}

/**
 * What stands for encrypted passwords in documents that are only compared: with `--reuse` the message that an earlier
 * run has kept, else a mark that is equal for equal passwords, and whose key ends with the run. Diagnostics: those of
 * `openReuse`.
 */
export async function marksFor(
  context: Context,
  nodes: readonly NodeInput[],
  options: Pick<DiffOptions, "reuse" | "reuseKey">,
): Promise<Envelopes["of"]> {
  const open = await envelopesFor(context, nodes);
  if (open === undefined) return () => undefined;
  const identify = (await import("../cms/kept.js")).passwordIdentities();
  const marking =
    (form: "mark" | "unkept"): Encrypt =>
    (password, reader, place) =>
      passwordMark(form, identify(password, reader, place));
  if (options.reuse === undefined) return () => (certificate) => open(certificate, marking("mark"));
  const { encryptFor, openReuse } = await import("./reuse.js");
  const reuse = openReuse(context, options.reuse, options.reuseKey);
  if (reuse === undefined) return () => undefined;
  return (document) => (certificate) =>
    open(certificate, encryptFor(context, reuse, document, marking("unkept")));
}
