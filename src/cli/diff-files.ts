import { limits } from "../check/limits.js";
import { deepDocument, noDocuments } from "../diagnostics/catalogue/diff.js";
import { notText, unreadableFile } from "../diagnostics/catalogue/source.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { ClassOf } from "../diff/keys.js";
import { mergeDocuments } from "../diff/merge.js";
import { nestingOf, passwordsIn } from "../diff/read-content.js";
import type { Document } from "../model/document.js";
import { rememberSecrets } from "../model/passwords.js";
import { parseMof } from "../mof/parse.js";
import { readDocument } from "../mof/read-document.js";
import { baseName, folderOf, pathBelow } from "../recipe/cookbook/path.js";
import { filesBelow, type Found, type Root } from "../recipe/cookbook/root.js";
import { decodeText } from "../source/decode.js";
import { report, type Context } from "./context.js";
import type { SideDocument } from "./diff-pairs.js";
import { isResourceFolder } from "./resource-files.js";

/**
 * The documents in a folder and below it. What stands in a folder of a node's, a file for each resource, is one document;
 * `isOne` says that the folder is such a one itself. Diagnostics: `diff/no-documents`.
 */
export function documentsIn(
  context: Context,
  path: string,
  root: Root,
  classOf: ClassOf,
): { readonly isOne: boolean; readonly documents: readonly SideDocument[] } {
  const problems: Diagnostic[] = [];
  const files = filesBelow(root, root.folder, /\.mof$/i, problems);
  report(context, problems);
  // A folder that is empty is one in which nothing has been compiled yet.
  const isEmpty = (context.host.list(path) ?? []).length === 0;
  if (files.length === 0 && !isEmpty) report(context, [noDocuments({ file: path }, undefined)]);
  const byFolder = new Map<string, Found[]>();
  for (const found of files) {
    const folder = folderOf(found.file);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), found]);
  }
  const nameOf = (file: string): string => pathBelow(file, root.folder) ?? file;
  const names = new Set(files.map(({ file }) => nameOf(file)));
  let isOne = false;
  const documents = [...byFolder].flatMap(([folder, found]): readonly SideDocument[] => {
    if (!isResourceFolder(found.map(({ name }) => name)))
      return found.map(({ file }) => fileDocument(context, file, classOf, nameOf(file)));
    const below = pathBelow(folder, root.folder) ?? "";
    isOne = below === "" && byFolder.size === 1;
    const own = `${below === "" ? baseName(root.real) : below}.mof`;
    const open = (): Document | undefined => {
      const parts = found.map(({ file }) => readFile(context, file, classOf));
      const known = parts.filter((part) => part !== undefined);
      return known.length === parts.length ? mergeDocuments(known) : undefined;
    };
    return [{ name: names.has(own) ? below : own, isSplit: true, open }];
  });
  return { isOne, documents };
}

/**
 * The document in a file. Diagnostics when it is opened: `diff/deep-document`, `source/unreadable-file`,
 * `source/not-text` and the errors of `parseMof` and `readDocument`.
 */
export function fileDocument(
  context: Context,
  file: string,
  classOf: ClassOf,
  name: string = baseName(file),
): SideDocument {
  return { name, isSplit: false, open: () => readFile(context, file, classOf) };
}

function readFile(context: Context, file: string, classOf: ClassOf): Document | undefined {
  const refuse = (problem: Diagnostic): undefined => report(context, [problem]) ?? undefined;
  const read = context.host.read(file, limits.documentBytes);
  if (!read.ok) return refuse(unreadableFile({ file }, { reason: read.reason }));
  const decoded = decodeText(read.bytes, "read");
  if (!decoded.ok) return refuse(notText({ file }, { reason: decoded.reason }));
  return context.measure("read", () => {
    const source = { name: file, path: file.replaceAll("\\", "/"), text: decoded.text };
    const reader = { target: context.settings.target, utf8: decoded.encoding === "utf-8" };
    const parsed = parseMof(source, reader);
    const located = readDocument(parsed.value);
    // What an LCM takes can be compared; the rest is for `verify` to tell.
    const errors = [...parsed.diagnostics, ...located.diagnostics].filter(
      ({ severity }) => severity === "error",
    );
    report(context, errors);
    const { document } = located.value;
    rememberSecrets(context.findings.passwords, passwordsIn(document, classOf));
    if (nestingOf(document) > limits.nesting)
      return refuse(deepDocument({ file }, { limit: limits.nesting }));
    return errors.length > 0 ? undefined : document;
  });
}
