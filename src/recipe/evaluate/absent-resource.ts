import { missingDependency } from "../../diagnostics/catalogue/recipe-include.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Origin } from "../../source/source.js";
import { chefResources } from "../builtins/chef-resources.js";
import type { Cookbook, CookbookFile, RunPlan } from "../library.js";
import type { Expression } from "../tree.js";
import type { Machine } from "./machine.js";

/**
 * Says of a word that it is a custom resource of a cookbook that was given and that the run does not load, so that
 * Chef has no such word: `recipe/missing-dependency`. Undefined of any other word.
 */
export function absentResource(
  machine: Pick<Machine, "plan" | "frame">,
  word: string,
  place: Origin,
): Diagnostic | undefined {
  const cookbook = ownersOf(machine.plan).get(word);
  if (cookbook === undefined) return undefined;
  const from = machine.frame.cookbook?.name;
  return missingDependency(place, { cookbook, from, resource: word }, { severity: "error" });
}

/** Whether a word is a custom resource of a cookbook that was given and that the run does not load. */
export function isAbsentResource({ plan }: Pick<Machine, "plan">, word: string): boolean {
  return ownersOf(plan).has(word);
}

const owners = new WeakMap<RunPlan, ReadonlyMap<string, string>>();

/** The cookbooks that are not loaded, by the words of their custom resources. */
function ownersOf(plan: RunPlan): ReadonlyMap<string, string> {
  const known = owners.get(plan);
  if (known !== undefined) return known;
  const loaded = new Set(plan.cookbooks.map(({ name }) => name));
  const words = new Map<string, string>();
  for (const cookbook of plan.library.cookbooks.values()) {
    if (loaded.has(cookbook.name)) continue;
    for (const file of cookbook.resources.values())
      for (const word of [qualifiedName(cookbook, file), ...providedBy(file)])
        if (!chefResources.has(word)) words.set(word, cookbook.name);
  }
  owners.set(plan, words);
  return words;
}

/** `web_site` for `resources/site.rb` of the cookbook web, `web` for its `default.rb` (ConvertToClassName). */
export function qualifiedName({ name }: Cookbook, file: CookbookFile): string {
  const word = file.name === "default" ? name : `${name}_${file.name}`;
  return word.replaceAll(/\W/g, "_").replace(/^_+/, "");
}

/** The words that `provides :word` and `resource_name :word` give, as far as the text shows them. */
function providedBy(file: CookbookFile): readonly string[] {
  return file.read().value?.statements.flatMap(wordsOf) ?? [];
}

function wordsOf(statement: Expression): readonly string[] {
  if (statement.kind !== "call" || statement.receiver !== undefined) return [];
  if (statement.name !== "provides" && statement.name !== "resource_name") return [];
  return statement.arguments.flatMap((given) => {
    const [part] = given.kind === "symbol" || given.kind === "string" ? given.parts : [];
    return part?.kind === "text" ? [part.text] : [];
  });
}
