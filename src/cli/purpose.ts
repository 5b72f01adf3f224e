import { entriesOf, openRoot } from "../recipe/cookbook/root.js";
import type { Host } from "../source/host.js";

/** What the Ruby files are for that stand in folders of a cookbook or of a Chef repository besides recipes. */
const purposes: ReadonlyMap<string, string> = new Map([
  ["definitions", "a definition"],
  ["environments", "an environment"],
  ["files", "a file for nodes"],
  ["libraries", "a library"],
  ["policyfiles", "a policyfile"],
  ["providers", "a provider"],
  ["roles", "a role"],
  ["spec", "a test"],
  ["templates", "a template"],
  ["test", "a test"],
]);

/** What stands beside such a folder; in any other place its name means nothing. */
const besides = /^(metadata\.(rb|json)|recipes|cookbooks|site-cookbooks|data_bags|Policyfile\.rb)$/;

const folderName = new RegExp(
  `(?<=^|[\\\\/])(?:cookbooks|recipes|attributes|resources|${[...purposes.keys()].join("|")})(?=[\\\\/]|$)`,
  "g",
);

/** What the files in a folder are for; undefined where recipes may stand. The innermost folder that says so decides. */
export function purposeOfFolder(host: Host, folder: string): string | undefined {
  for (const { 0: name, index } of [...folder.matchAll(folderName)].reverse()) {
    const purpose = purposes.get(name);
    if (purpose === undefined) return undefined;
    const above = openRoot(host, folder.slice(0, index) || ".");
    if (above !== undefined && entriesOf(above, besides, []).length > 0) return purpose;
  }
  return undefined;
}

/** What a Ruby file is for; undefined for what may be a recipe. */
export function purposeOfFile(host: Host, path: string): string | undefined {
  const [, folder = "", name] = /^(?:(.*)[\\/])?([^\\/]*)$/s.exec(path) ?? [];
  if (name === "Policyfile.rb") return "a policyfile";
  const isLoaded = /(?:^|[\\/])(?:recipes|attributes|resources)$/.test(folder);
  if (name === "metadata.rb" && !isLoaded) return "a cookbook's metadata";
  return purposeOfFolder(host, folder);
}
