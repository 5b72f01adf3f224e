import { unknown } from "../evaluate/machine.js";
import type { ModuleObject, RuntimeValue, UnknownObject } from "../evaluate/value.js";
import { countGiven, pay, textGiven } from "./given.js";
import { pure, tableOf, text, textList, wrong } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";

type ModuleCall = Invocation<ModuleObject>;

/** A path and the rules it is read by (Ruby, file.c; on Windows with drive letters, and `\` as a separator too). */
interface Path {
  readonly text: string;
  readonly windows: boolean;
  /** Where the path behind a drive letter starts. */
  readonly start: number;
}

/**
 * The path given first. Undefined for what Windows alone knows and Ruby treats in a way of its own: shares, streams
 * and names that end in dots or spaces.
 */
function pathGiven(call: ModuleCall): Path | UnknownObject {
  const path = textGiven(call, 0);
  if (typeof path !== "string") return path;
  const problem = pay(call, path.length >>> 3);
  if (problem !== undefined) return problem;
  if (path.includes("\0")) return wrong(call, call.arguments[0], "a path without NUL");
  if (call.machine.target !== "windows") return { text: path, windows: false, start: 0 };
  const start = /^[A-Za-z]:/.test(path) ? 2 : 0;
  const rest = path.slice(start);
  if (/^[\\/]{2}/.test(path) || rest.includes(":") || /[^.\\/][. ]+(?:[\\/]|$)| (?:[\\/]|$)/.test(rest)) {
    return unknown(call.origin, "the parts of this path", "Write the part of the path itself.");
  }
  return { text: path, windows: true, start };
}

function isSeparator({ windows }: Path, character: string): boolean {
  return character === "/" || (windows && character === "\\");
}

/** The end of a path without the separators behind its last name. */
function endOfNames(path: Path): number {
  let end = path.text.length;
  while (end > path.start && isSeparator(path, path.text.charAt(end - 1))) end -= 1;
  return end;
}

/** Where the separators in front of a name stand, the first of each row. */
function separators(path: Path, from: number, end: number): number[] {
  const found: number[] = [];
  for (let at = from; at < end; at += 1) {
    if (!isSeparator(path, path.text.charAt(at))) continue;
    found.push(at);
    while (isSeparator(path, path.text.charAt(at + 1))) at += 1;
  }
  return found;
}

/** Where the names start: behind the drive and the separators at the root. */
function rootOf(path: Path): number {
  let root = path.start;
  while (isSeparator(path, path.text.charAt(root))) root += 1;
  return root;
}

/** The last name of a path. */
function nameOf(path: Path): string {
  const end = endOfNames(path);
  let from = end;
  while (from > path.start && !isSeparator(path, path.text.charAt(from - 1))) from -= 1;
  return path.text.slice(from, end);
}

function basenameOf(path: Path): string {
  const name = nameOf(path);
  if (name !== "" || path.text === "") return name;
  // Nothing but a root: its last separator, or nothing behind a drive.
  return path.text.length > path.start ? path.text.slice(-1) : "";
}

/** The place of the last dot that is not among those in front. */
function dotIn(name: string): number {
  const front = /^\.*/.exec(name)?.[0].length ?? 0;
  const dot = name.lastIndexOf(".");
  return dot >= front ? dot : -1;
}

function basename(call: ModuleCall): RuntimeValue | undefined {
  const path = pathGiven(call);
  if ("kind" in path) return path;
  const suffix = call.arguments.length > 1 ? textGiven(call, 1) : "";
  if (typeof suffix !== "string") return suffix;
  const base = basenameOf(path);
  if (nameOf(path) === "" || suffix === "") return text(call, base);
  if (suffix === ".*") {
    const dot = dotIn(base);
    return text(call, dot > 0 ? base.slice(0, dot) : base);
  }
  if (suffix.length === 2 && suffix.endsWith("*")) return undefined;
  const tail = base.slice(-suffix.length);
  const fits = path.windows ? tail.toLowerCase() === suffix.toLowerCase() : tail === suffix;
  return text(call, fits && base.length > suffix.length ? base.slice(0, -suffix.length) : base);
}

function directoryOf(path: Path, level: number): string {
  const root = rootOf(path);
  const rows = separators(path, root, endOfNames(path));
  const end = level === 0 ? path.text.length : (rows.at(-level) ?? root);
  // Of several separators at the root one is kept.
  const first = root > path.start + 1 && !path.windows ? root - 1 : 0;
  if (end === first) return ".";
  if (path.start === 0) return path.text.slice(first, end);
  const drive = path.text.slice(0, path.start);
  if (root === path.start) return end === path.start ? `${drive}.` : path.text.slice(0, end);
  return drive + path.text.charAt(path.start) + path.text.slice(root, Math.max(root, end));
}

function dirname(call: ModuleCall): RuntimeValue {
  const path = pathGiven(call);
  if ("kind" in path) return path;
  const level = call.arguments.length > 1 ? countGiven(call, 1) : 1;
  return typeof level === "number" ? text(call, directoryOf(path, level)) : level;
}

function extname(call: ModuleCall): RuntimeValue {
  const path = pathGiven(call);
  if ("kind" in path) return path;
  const name = nameOf(path);
  const dot = dotIn(name);
  return text(call, dot > 0 ? name.slice(dot) : "");
}

function split(call: ModuleCall): RuntimeValue {
  const path = pathGiven(call);
  if ("kind" in path) return path;
  return textList(call, [directoryOf(path, 1), basenameOf(path)]);
}

/** Methods of `File` that only take a path apart. */
export const fileNameMethods: MethodTable<ModuleObject> = tableOf<ModuleObject>([
  pure("basename", 1, 2, basename),
  pure("dirname", 1, 2, dirname),
  pure("extname", 1, 1, extname),
  pure("split", 1, 1, split),
]);
