import type { NodeInput } from "../config/node-data.js";
import type { Staged } from "../diagnostics/diagnostic.js";
import type { LintRuns } from "../lint/lint.js";
import type { NodeData } from "../model/node.js";
import type { LoadedCookbook } from "../recipe/cookbook/cookbook.js";
import { nodeOfPlan, planRun, type Planned, type Start } from "../recipe/cookbook/plan.js";
import type { Repository } from "../recipe/cookbook/repository.js";
import type { CookbookFile } from "../recipe/library.js";
import { parseRecipe } from "../recipe/parse.js";
import type { FilesToLint } from "./lint-files.js";

/** Whether folders of cookbooks were given, so that one that is in none of them is missing. */
export function areGiven({ repository }: FilesToLint): boolean {
  return repository.cookbookFolders.length > 0;
}

type Cookbooks = ReadonlyMap<string, LoadedCookbook>;

/**
 * What each node runs that has a run list, and every cookbook and every recipe by itself as that of a node: the one
 * place where lint plans runs.
 */
export function lintRuns(
  found: FilesToLint,
  nodes: readonly NodeInput[],
  fallback: NodeInput["runList"],
): LintRuns {
  const { repository, neighbours, files } = found;
  const lists = new Map(nodes.map(({ node, runList }) => [node, runList ?? fallback]));
  // What attribute files say is only the default of what nodes have: as long as no node data is given it is not known.
  const isKnown = nodes.some(({ node, runList = fallback }) => node.given && runList === undefined);
  const use = isKnown ? (one: LoadedCookbook) => one : withoutAttributes();
  const named = (some: Iterable<readonly [string, LoadedCookbook]>): Cookbooks =>
    new Map([...some].map(([name, cookbook]) => [name, use(cookbook)]));
  const given = named(repository.cookbooks);
  const all = areGiven(found) ? given : named([...neighbours, ...repository.cookbooks]);
  // A node that runs something else has no data that were complete for it: roles bring attributes too.
  const dataOf = (node: NodeData): NodeData =>
    lists.get(node) === undefined ? node : { ...node, given: false };
  const libraries = new Map<LoadedCookbook | undefined, readonly Cookbooks[]>();
  return {
    whole: wholeRuns(found, lists),
    *cookbooks(node) {
      const real = areGiven(found) ? repository.cookbooks : new Map([...neighbours, ...repository.cookbooks]);
      const own = files.flatMap(({ kind, cookbook }) => (kind === "recipe" ? [] : (cookbook ?? [])));
      for (const cookbook of new Set(own)) {
        const known = [real, repository.cookbooks].map((others) => withOwn(others, cookbook));
        const { value, diagnostics } = planOf({ kind: "cookbook", cookbook }, repository, known, node);
        yield {
          recipe: undefined,
          cookbook,
          node: nodeIn(dataOf(node), value),
          plan: value?.plan,
          diagnostics,
        };
      }
    },
    *alone(node) {
      for (const { file, kind, cookbook } of files) {
        const recipe = kind === "recipe" ? file.read().value : undefined;
        if (recipe === undefined) continue;
        const own = cookbook && use(cookbook);
        const known = libraries.get(own) ?? [all, given].map((others) => withOwn(others, own));
        libraries.set(own, known);
        const start: Start = { kind: "recipes", recipes: [{ file, cookbook: own }] };
        const { value, diagnostics } = planOf(start, repository, known, node);
        const name = cookbook && `${cookbook.name}::${file.name}`;
        const run = { recipe, node: nodeIn(dataOf(node), value), plan: value?.plan, diagnostics };
        yield name === undefined ? run : { ...run, name };
      }
    },
  };
}

/** All that nodes run; nodes of one environment with one run list share a plan. */
function wholeRuns(
  found: FilesToLint,
  lists: ReadonlyMap<NodeData, NodeInput["runList"]>,
): LintRuns["whole"] {
  const { repository, neighbours } = found;
  const { cookbooks } = repository;
  const library = areGiven(found) ? cookbooks : new Map([...neighbours, ...cookbooks]);
  const plans = new Map<string, Staged<Planned | undefined>>();
  return (node) => {
    const items = lists.get(node);
    if (items === undefined) return undefined;
    const key = JSON.stringify([node.chefEnvironment, ...items.map(({ text }) => text)]);
    const planned = plans.get(key) ?? planOf({ kind: "run list", items }, repository, [library], node);
    plans.set(key, planned);
    const { value, diagnostics } = planned;
    return { recipe: undefined, node: nodeIn(node, value), plan: value?.plan, diagnostics };
  };
}

function withOwn(others: Cookbooks, own: LoadedCookbook | undefined): Cookbooks {
  return own === undefined ? others : new Map([...others, [own.name, own]]);
}

/**
 * The plan of a run with the first library that it can be planned with. Where no cookbooks were given, those that
 * are linted with it stand for them; unless they do not fit together, in which case nobody meant them to.
 */
function planOf(
  start: Start,
  repository: Repository,
  libraries: readonly Cookbooks[],
  { chefEnvironment: environment }: NodeData,
): Staged<Planned | undefined> {
  let planned: Staged<Planned | undefined> = { value: undefined, diagnostics: [] };
  for (const cookbooks of libraries) {
    planned = planRun({ ...repository, cookbooks }, start, { environment, missing: "warning" });
    if (planned.value !== undefined) break;
  }
  return planned;
}

/** A node in a run. Attribute files alone do not make node data complete: nobody has said that there is no more. */
function nodeIn(node: NodeData, planned: Planned | undefined): NodeData {
  if (planned === undefined) return node;
  return { ...nodeOfPlan(node, planned), given: node.given && planned.complete };
}

/** Makes cookbooks, each once, whose attribute files are there and say nothing. */
function withoutAttributes(): (cookbook: LoadedCookbook) => LoadedCookbook {
  const made = new Map<LoadedCookbook, LoadedCookbook>();
  return (cookbook) => {
    const known = made.get(cookbook) ?? {
      ...cookbook,
      attributeFiles: cookbook.attributeFiles.map(emptied),
    };
    made.set(cookbook, known);
    return known;
  };
}

function emptied({ name, file }: CookbookFile): CookbookFile {
  const { value } = parseRecipe({ name: file, path: file, text: "" });
  return { name, file, read: () => ({ value, diagnostics: [] }) };
}
