/** The last part of a path. */
export function baseName(path: string): string {
  return path.replace(/[\\/]+$/, "").replace(/^.*[\\/]/, "");
}

/** The path of the folder that something stands in. */
export function folderOf(path: string): string {
  return path.replace(/[\\/]+[^\\/]*$/, "");
}

/** A path relative to a folder above it, with `/`; undefined when it is not below that folder. */
export function pathBelow(file: string, folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  const path = normalise(file);
  const above = normalise(folder);
  if (above === "") return path.startsWith("/") || path.startsWith("..") ? undefined : path;
  return path.startsWith(`${above}/`) ? path.slice(above.length + 1) : undefined;
}

/** Forward slashes, without `.` and, where they can be resolved, `..`. */
function normalise(path: string): string {
  const parts: string[] = [];
  const slashed = path.replaceAll("\\", "/");
  for (const part of slashed.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return `${slashed.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}
