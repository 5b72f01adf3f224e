import { readdirSync } from "node:fs";
import { join } from "node:path";
import { foldedName } from "../config/node-name.js";
import { staleDocuments } from "../diagnostics/catalogue/cli.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Document } from "../model/document.js";
import type { Output } from "./output.js";

/** At least so many digits in front: names keep their length while a recipe grows to a thousand resources. */
const leastDigits = 4;

/** So much of a block's name: enough to know it again, and far from what file systems take. */
const longestName = 60;

/**
 * The names of documents that hold a resource each, `0001-File-motd.mof`: sorted as text they stand in the order in
 * which they are to be applied. What file names cannot hold on every system is a `-`.
 */
export function resourceFiles(documents: readonly Document[]): readonly string[] {
  const digits = Math.max(leastDigits, String(documents.length).length);
  return documents.map((document, index) => {
    const number = String(index + 1).padStart(digits, "0");
    const [, type = "", name = ""] = /^\[(\w+)\](.*)$/s.exec(idOf(document)) ?? [];
    const readable = name
      .replace(/[^A-Za-z0-9._]+/g, "-")
      .slice(0, longestName)
      .replace(/^[-.]+|[-.]+$/g, "");
    return `${[number, type, readable].filter((part) => part !== "").join("-")}.mof`;
  });
}

/** The ResourceID; embedded instances, which stand in front, have none. */
function idOf({ instances }: Document): string {
  for (const { properties } of instances) {
    const [first] = properties;
    if (first?.name === "ResourceID" && first.value.kind === "string") return first.value.text;
  }
  return "";
}

/**
 * `cli/stale-documents` for documents of an earlier run that stand among those of this one: whoever applies the
 * folder would apply them too. `folder` is relative to that of the output.
 */
export function findStaleDocuments(
  output: Output,
  folder: string,
  names: readonly string[],
): readonly Diagnostic[] {
  const made = new Set(names.map(foldedName));
  const stale = documentsIn(join(output.folder, folder)).filter((name) => !made.has(foldedName(name)));
  const file = join(output.name, folder);
  return stale.length === 0 ? [] : [staleDocuments({ file }, { names: stale })];
}

/** Documents of the form that `resourceFiles` gives; none where there is no folder yet. */
function documentsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^\d{4,}-.*\.mof$/i.test(name))
      .sort();
  } catch {
    return [];
  }
}
