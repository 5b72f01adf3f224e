import { noSuchFolder } from "../../diagnostics/catalogue/chef-data.js";
import { unreadableFile } from "../../diagnostics/catalogue/config.js";
import type { Diagnostic, Staged } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../source/host.js";
import { parseRecipe } from "../parse.js";
import type { Recipe } from "../tree.js";
import { loadCookbooks } from "./cookbooks.js";
import type { CookbookPlaces, Cookbooks } from "./cookbooks.js";
import { openBags } from "./data-bags.js";
import type { BagFolder } from "./data-bags.js";
import { openEnvironments } from "./environments.js";
import type { FindEnvironment } from "./environments.js";
import type { LoadedCookbook } from "./cookbook.js";
import { baseName, pathBelow } from "./path.js";
import { readRuby } from "./read.js";
import { openRoles } from "./roles.js";
import type { FindRole } from "./roles.js";
import { openRoot } from "./root.js";
import type { Root } from "./root.js";

/** What was given for all runs of a command line to find things in, opened once. */
export interface Repository {
  readonly cookbooks: Cookbooks;
  /** By the folder's path with all links followed. */
  readonly cookbooksByFolder: ReadonlyMap<string, LoadedCookbook>;
  /** Where cookbooks were looked for; for messages. */
  readonly cookbookFolders: readonly string[];
  readonly bagFolders: readonly BagFolder[];
  readonly findRole: FindRole;
  readonly findEnvironment: FindEnvironment;
  /** Chef attributes files (`--attributes FILE.rb`), parsed. */
  readonly attributeFiles: readonly Recipe[];
}

/** Where all of it comes from, as the user named it. */
export interface RepositoryPlaces extends CookbookPlaces {
  readonly dataBags: readonly string[];
  readonly roles: string | undefined;
  readonly environments: string | undefined;
  readonly attributeFiles: readonly string[];
}

/**
 * Opens what was given. Diagnostics: those of `loadCookbooks`, `config/no-such-folder`, and of reading the attribute
 * files, `config/unreadable-file` for one that is not there.
 */
export function openRepository(host: Host, places: RepositoryPlaces): Staged<Repository> {
  const loaded = loadCookbooks(host, places);
  const diagnostics: Diagnostic[] = [...loaded.diagnostics];
  const open = (option: string, folder: string | undefined): Root | undefined => {
    const root = folder === undefined ? undefined : openRoot(host, folder);
    if (folder !== undefined && root === undefined) {
      diagnostics.push(noSuchFolder({ file: folder }, { option, isFile: host.kind(folder) !== undefined }));
    }
    return root;
  };
  const attributeFiles = places.attributeFiles.flatMap((file) => {
    const read = readAttributeFile(host, file, places.above);
    for (const diagnostic of read.diagnostics) diagnostics.push(diagnostic);
    return read.value ?? [];
  });
  const value: Repository = {
    cookbooks: loaded.value.cookbooks,
    cookbooksByFolder: loaded.value.byFolder,
    cookbookFolders: [...new Set(places.folders)],
    bagFolders: places.dataBags.flatMap((folder) => {
      const root = open("--data-bags", folder);
      if (root === undefined) return [];
      const bags = openBags(root);
      for (const problem of bags.problems) diagnostics.push(problem);
      return bags;
    }),
    findRole: openRoles(open("--roles", places.roles)),
    findEnvironment: openEnvironments(open("--environments", places.environments)),
    attributeFiles,
  };
  return { value, diagnostics };
}

function readAttributeFile(host: Host, file: string, above: string | undefined): Staged<Recipe | undefined> {
  const read = host.read(file);
  if (!read.ok) {
    return { value: undefined, diagnostics: [unreadableFile({ file }, { reason: read.reason })] };
  }
  const source = readRuby(host, { file, path: pathBelow(file, above) ?? baseName(file) });
  if (source.value === undefined) return { value: undefined, diagnostics: source.diagnostics };
  return parseRecipe(source.value);
}
