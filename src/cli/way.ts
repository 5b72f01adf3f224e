import { lstatSync } from "node:fs";
import type { Stats } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";

/** What was found on the way from a folder to a place in it. */
export interface Way {
  readonly obstacle: string | undefined;
  /** Folders on the way that are not there yet, outermost first. */
  readonly missing: readonly string[];
  /** The file that stands there. */
  readonly existing: Seen | undefined;
}

/** What tells a file from another one that has had its place. */
export type Seen = Readonly<Pick<Stats, "size" | "mode" | "mtimeMs" | "ino">>;

/** Whether a place is as it was. Whoever writes a file anew gives it another number, or another time. */
export function isAsSeen(was: Seen | undefined, is: Seen | undefined): boolean {
  if (was === undefined || is === undefined) return was === is;
  return was.ino === is.ino && was.size === is.size && was.mtimeMs === is.mtimeMs;
}

/** Looks for what stands in the way of a file: a place outside of the folder, a link, or a thing of another kind. */
export function wayTo(folder: string, place: string): Way {
  const inside = relative(folder, place);
  if (inside === "" || isAbsolute(inside) || inside === ".." || inside.startsWith(`..${sep}`)) {
    return {
      obstacle: "it would stand outside of the folder for documents",
      missing: [],
      existing: undefined,
    };
  }
  const steps = inside.split(sep);
  const missing: string[] = [];
  let here = folder;
  for (const [index, name] of steps.entries()) {
    here = join(here, name);
    const isLast = index === steps.length - 1;
    const found = lstatSync(here, { throwIfNoEntry: false });
    if (found === undefined) {
      if (!isLast) missing.push(relative(folder, here));
      continue;
    }
    const obstacle = obstacleAt(found, isLast);
    if (obstacle !== undefined) return { obstacle, missing, existing: undefined };
    if (isLast) return { obstacle, missing, existing: seenOf(found) };
  }
  return { obstacle: undefined, missing, existing: undefined };
}

/** All that is kept of it: there may be one for each of very many files. */
function seenOf({ size, mode, mtimeMs, ino }: Stats): Seen {
  return { size, mode, mtimeMs, ino };
}

function obstacleAt(found: Stats, last: boolean): string | undefined {
  if (found.isSymbolicLink())
    return "a link stands in its way, which could lead out of the folder for documents";
  if (last && found.isDirectory()) return "a folder stands in its place";
  if (last && !found.isFile()) return "something that is no file stands in its place";
  if (!last && !found.isDirectory()) return "a file stands where its folder should be";
  return undefined;
}
