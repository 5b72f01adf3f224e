import type { Diagnostic, Staged } from "../../../src/diagnostics/diagnostic.js";
import { loadCookbook } from "../../../src/recipe/cookbook/cookbook.js";
import type { LoadedCookbook } from "../../../src/recipe/cookbook/cookbook.js";
import { planRun } from "../../../src/recipe/cookbook/plan.js";
import type { Planned, PlanSettings } from "../../../src/recipe/cookbook/plan.js";
import { openRepository } from "../../../src/recipe/cookbook/repository.js";
import type { Repository, RepositoryPlaces } from "../../../src/recipe/cookbook/repository.js";
import { openRoot } from "../../../src/recipe/cookbook/root.js";
import type { Root } from "../../../src/recipe/cookbook/root.js";
import { parseRunListItem, splitRunList } from "../../../src/recipe/cookbook/run-list.js";
import type { RunListItem } from "../../../src/recipe/cookbook/run-list.js";
import type { Host } from "../../../src/source/host.js";
import type { Origin } from "../../../src/source/source.js";
import { memoryHost } from "../../support/memory-host.js";

export type Files = Readonly<Record<string, string | Uint8Array>>;

export function rootIn(host: Host, folder: string): Root {
  const root = openRoot(host, folder);
  if (root === undefined) throw new Error(`${folder} is no folder`);
  return root;
}

/** The cookbook in the folder `web`. */
export function cookbookIn(files: Files, above?: string): LoadedCookbook {
  return loadCookbook(rootIn(memoryHost(files), "web"), above);
}

const nowhere: RepositoryPlaces = {
  ...{ cookbooks: [], folders: [], above: undefined, dataBags: [] },
  ...{ roles: undefined, environments: undefined, attributeFiles: [] },
};

/** The repository of the places given, with the folders named, which are cookbooks themselves. */
export function repositoryIn(
  files: Files,
  places: Partial<RepositoryPlaces>,
  named: readonly string[] = [],
): Staged<Repository> {
  const host = memoryHost(files);
  const cookbooks = named.map((folder) => rootIn(host, folder));
  return openRepository(host, { ...nowhere, cookbooks, ...places });
}

/** The items of a run list as the command line takes it. */
export function items(list: string): readonly RunListItem[] {
  const source = { name: "list", path: "list", text: list };
  return splitRunList({ source, start: 0, end: list.length }).map(({ text, place }) => {
    const item = parseRunListItem(text, place).value;
    if (item === undefined) throw new Error(`${text} is no item`);
    return item;
  });
}

/** Plans a run list over cookbooks in `cookbooks`, roles in `roles` and environments in `environments`. */
export function plan(
  files: Files,
  list: string,
  settings: Partial<PlanSettings> = {},
): { readonly value: Planned | undefined; readonly problems: readonly string[] } {
  const has = (folder: string) => Object.keys(files).some((path) => path.startsWith(`${folder}/`));
  const repository = repositoryIn(files, {
    folders: has("cookbooks") ? ["cookbooks"] : [],
    roles: has("roles") ? "roles" : undefined,
    environments: has("environments") ? "environments" : undefined,
  });
  const start = { kind: "run list", items: items(list) } as const;
  const planned = planRun(repository.value, start, {
    environment: "_default",
    missing: "error",
    ...settings,
  });
  return { value: planned.value, problems: told([...repository.diagnostics, ...planned.diagnostics]) };
}

/** The recipes of a plan as `cookbook::recipe`. */
export function recipesOf(planned: Planned | undefined): readonly string[] | undefined {
  return planned?.plan.recipes.map(({ cookbook, name }) => `${cookbook?.name ?? ""}::${name}`);
}

/** `code file` of each diagnostic, with the text that it stands at where it has one. */
export function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, origin, file }) => {
    const place = origin === undefined ? file : `${origin.source.name} ${covered(origin)}`;
    return `${code} ${place ?? ""}`.trim();
  });
}

function covered({ source, start, end }: Origin): string {
  return source.text.slice(start, end);
}
