/*
 * The kinds of files that runs write into folders. Nothing else is ever replaced, removed or counted: neither by a list
 * of changes that is found in a folder, nor by --clean.
 */

export type MadeFile = "document" | "checksum" | "recipe" | "passwords";

/** What a run could have made with this path; undefined for all that none does. */
export function madeFile(path: string): MadeFile | undefined {
  const [name = ""] = path.split(/[\\/]/).slice(-1);
  if (/^.+\.mof$/i.test(name)) return "document";
  if (/^.+\.mof\.checksum$/i.test(name)) return "checksum";
  if (/^.+\.rb$/i.test(name)) return "recipe";
  return /^.+\.mof\.passwords\.json$/i.test(name) ? "passwords" : undefined;
}
