import type { Document } from "../model/document.js";

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

/** Whether these are all the files of a node's folder: they are numbered from 1 on, as `resourceFiles` does it. */
export function isResourceFolder(names: readonly string[]): boolean {
  const digits = Math.max(leastDigits, String(names.length).length);
  const sorted = names.toSorted();
  return sorted.every((name, index) => {
    const number = String(index + 1).padStart(digits, "0");
    return /^(?:-.*)?\.mof$/i.test(name.slice(number.length)) && name.startsWith(number);
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
