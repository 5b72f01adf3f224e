import { lstatSync } from "node:fs";
import type { Stats } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";

/** What was found on the way from a folder to a place in it. */
export interface Way {
  readonly obstacle: string | undefined;
  /** Folders on the way that are not there yet, outermost first. */
  readonly missing: readonly string[];
  /** The size and the rights of the file that stands there. */
  readonly existing: { readonly size: number; readonly mode: number } | undefined;
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
    if (obstacle !== undefined || isLast) return { obstacle, missing, existing: found };
  }
  return { obstacle: undefined, missing, existing: undefined };
}

function obstacleAt(found: Stats, last: boolean): string | undefined {
  if (found.isSymbolicLink())
    return "a link stands in its way, which could lead out of the folder for documents";
  if (last && found.isDirectory()) return "a folder stands in its place";
  if (last && !found.isFile()) return "something that is no file stands in its place";
  if (!last && !found.isDirectory()) return "a file stands where its folder should be";
  return undefined;
}
