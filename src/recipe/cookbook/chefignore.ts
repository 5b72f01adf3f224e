import type { Diagnostic, Staged } from "../../diagnostics/diagnostic.js";
import type { Entry } from "../../source/host.js";
import { readRuby } from "./read.js";
import { entriesOf, pathTo } from "./root.js";
import type { Root } from "./root.js";

/** Whether a file of a cookbook, by its path in it, is left out of it. */
export type IsIgnored = (path: string) => boolean;

/** The name of the files in which Chef looks for what it leaves out. */
const chefignore = /^chefignore$/;

/**
 * Reads the `chefignore` of a folder as Chef does (Cookbook::Chefignore), where an entry of it is one. Diagnostics:
 * those of `readRuby`.
 */
export function readChefignore(root: Root, entry: Entry): Staged<IsIgnored> {
  if (entry.kind === "folder") return { value: () => false, diagnostics: [] };
  const file = pathTo(root.folder, entry);
  const { value: source, diagnostics } = readRuby(root.host, { file, path: file });
  const lines = source?.text.split("\n").map((line) => line.trim()) ?? [];
  const patterns = lines.filter((line) => line !== "" && !line.startsWith("#"));
  return { value: (path) => patterns.some((pattern) => matchesName(pattern, path)), diagnostics };
}

/** That of a folder of cookbooks, for those that have none; undefined when there is none. */
export function findChefignore(root: Root): Staged<IsIgnored | undefined> {
  const problems: Diagnostic[] = [];
  const [entry] = entriesOf(root, chefignore, problems);
  return entry === undefined ? { value: undefined, diagnostics: problems } : readChefignore(root, entry);
}

/**
 * File.fnmatch? without flags (dir.c): `*` and `?` also stand for a slash. Of several ways to match `*` only the
 * last one is tried again, which is enough and takes no more steps than pattern times name.
 */
export function matchesName(pattern: string, name: string): boolean {
  const [wanted, given] = [[...pattern], [...name]];
  let at = 0;
  let here = 0;
  let star: { readonly behind: number; taken: number } | undefined;
  if (given[0] === "." && wanted[wanted[0] === "\\" ? 1 : 0] !== ".") return false;
  for (;;) {
    if (wanted[at] === "*") {
      while (wanted[at] === "*") at += 1;
      if (isEnd(wanted, at)) return true;
      star = { behind: at, taken: here };
    }
    const character = given[here];
    if (character === undefined) return isEnd(wanted, at);
    const next = matchOne(wanted, at, character);
    if (next !== undefined) {
      at = next;
      here += 1;
      continue;
    }
    if (star === undefined) return false;
    star.taken += 1;
    at = star.behind;
    here = star.taken;
  }
}

/** A backslash with nothing behind it stands for nothing. */
function isEnd(pattern: readonly string[], at: number): boolean {
  return at >= pattern.length || (pattern[at] === "\\" && at + 1 === pattern.length);
}

/** Where the pattern goes on behind what stands for the character. */
function matchOne(pattern: readonly string[], at: number, character: string): number | undefined {
  switch (pattern[at]) {
    case "?":
      return at + 1;
    case "[":
      return matchSet(pattern, at + 1, character);
    case "\\":
      return pattern[at + 1] === character ? at + 2 : undefined;
    default:
      return pattern[at] === character ? at + 1 : undefined;
  }
}

/** `[a-z]`, `[!a]`, `[^a]`; a set that does not end matches nothing, and an empty one ends at once. */
function matchSet(pattern: readonly string[], start: number, character: string): number | undefined {
  const isNegated = pattern[start] === "!" || pattern[start] === "^";
  let at = isNegated ? start + 1 : start;
  let isIn = false;
  while (at < pattern.length) {
    if (pattern[at] === "]") return isIn === isNegated ? undefined : at + 1;
    if (pattern[at] === "\\") at += 1;
    const from = pattern[at];
    at += 1;
    let to = from;
    if (pattern[at] === "-" && pattern[at + 1] !== "]") {
      at += pattern[at + 1] === "\\" ? 2 : 1;
      to = pattern[at];
      at += 1;
    }
    if (from === undefined || to === undefined) return undefined;
    isIn ||= codeOf(from) <= codeOf(character) && codeOf(character) <= codeOf(to);
  }
  return undefined;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
