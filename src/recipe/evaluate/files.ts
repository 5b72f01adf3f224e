import {
  missingDependency,
  noSuchAttributeFile,
  noSuchCookbook,
  noSuchRecipe,
} from "../../diagnostics/catalogue/recipe-include.js";
import { nearest } from "../../diagnostics/suggest.js";
import type { Origin } from "../../source/source.js";
import type { Cookbook, CookbookFile, PlannedRecipe } from "../library.js";
import type { Recipe } from "../tree.js";
import { runStatements } from "./blocks.js";
import { bounded } from "./branches.js";
import { noteRecipe } from "./levels.js";
import { openScope, report } from "./machine.js";
import type { Machine } from "./machine.js";
import type { Frame, Scope } from "./value.js";

/** Runs code of another file, or with other locals, and comes back to where it was called. */
export function inFrame<T>(machine: Machine, frame: Frame, scope: Scope, run: () => T): T {
  const before = { frame: machine.frame, scope: machine.scope, statement: machine.statement };
  const { running, resource } = machine;
  machine.frame = frame;
  machine.scope = scope;
  machine.resource = undefined;
  const result = run();
  machine.frame = before.frame;
  machine.scope = before.scope;
  machine.statement = before.statement;
  machine.running = running;
  machine.resource = resource;
  return result;
}

/** What the code of a file sees. */
export function frameOf(
  recipe: Recipe,
  kind: Frame["kind"],
  cookbook: Cookbook | undefined,
  constants: Frame["constants"] = new Map(),
): Frame {
  const { source, resourceWords } = recipe;
  const frozenLiterals = freezesLiterals(recipe);
  return {
    source,
    resourceWords,
    frozenLiterals,
    kind,
    cookbook,
    constants,
    instance: undefined,
    self: undefined,
  };
}

const magicComment = /^#\s*(?:-\*-\s*)?frozen[_-]string[_-]literal\s*:\s*true\b/i;

/** A comment in front of all code makes string literals frozen (Ruby, doc/syntax/comments.rdoc, "Magic Comments"). */
function freezesLiterals({ source, comments, statements }: Recipe): boolean {
  const code = statements[0]?.start ?? source.text.length;
  return comments.some(({ start, end }) => start < code && magicComment.test(source.text.slice(start, end)));
}

/** Runs a file's statements with locals of their own. */
function runFile(machine: Machine, recipe: Recipe, frame: Frame): void {
  inFrame(machine, frame, openScope(undefined), () => {
    machine.statement = recipe.statements[0];
    machine.running = { start: 0, end: 0 };
    bounded(machine, "return", () => runStatements(machine, recipe.statements, undefined));
  });
}

/** Runs a recipe of the run list, unless another has included it before. */
export function runRecipe(machine: Machine, { recipe, cookbook, name }: PlannedRecipe): void {
  const frame = { ...frameOf(recipe, "recipe", cookbook), recipeName: name };
  if (cookbook === undefined) return runFile(machine, recipe, frame);
  const qualified = `${cookbook.name}::${name}`;
  once(machine, qualified, () => {
    noteRecipe(machine, qualified, { source: recipe.source, start: 0, end: 0 });
    runFile(machine, recipe, frame);
  });
}

/**
 * Runs what is run once a node. What ran under a condition that cannot be decided may not have run, so that it runs
 * again where it is asked for again; but never within itself.
 */
function once(machine: Machine, name: string, run: () => void): void {
  if (machine.loaded.has(name)) return;
  machine.loaded.add(name);
  run();
  if (machine.conditional !== undefined) machine.loaded.delete(name);
}

/** The attribute files of all cookbooks of the run, in Chef's order, and those of the command line. */
export function loadAttributes(machine: Machine): void {
  for (const cookbook of machine.plan.cookbooks)
    for (const file of cookbook.attributeFiles) loadAttributeFile(machine, cookbook, file);
  for (const recipe of machine.plan.attributeFiles)
    if (machine.exit === undefined) runFile(machine, recipe, attributeFrame(machine, recipe, undefined));
}

function attributeFrame({ nodeConstants }: Machine, recipe: Recipe, cookbook: Cookbook | undefined): Frame {
  return frameOf(recipe, "attributes", cookbook, nodeConstants);
}

function loadAttributeFile(machine: Machine, cookbook: Cookbook, file: CookbookFile): void {
  const recipe = readFile(machine, file);
  if (recipe === undefined || machine.exit !== undefined) return;
  once(machine, `attributes ${cookbook.name}::${file.name}`, () =>
    runFile(machine, recipe, attributeFrame(machine, recipe, cookbook)),
  );
}

/** A cookbook's file; what is wrong with it is told as often as it is needed, which is once. */
export function readFile(machine: Machine, file: CookbookFile): Recipe | undefined {
  const { value, diagnostics } = file.read();
  for (const diagnostic of diagnostics) report(machine, diagnostic);
  return value;
}

/** `include_recipe 'cookbook::recipe'`, `'cookbook'` for its default recipe, `'::recipe'` of the same cookbook. */
export function includeRecipe(machine: Machine, given: string, place: Origin): void {
  const found = locate(machine, given, place);
  if (found === undefined) return;
  const { cookbook, name } = found;
  const file = cookbook.recipes.get(name);
  if (file === undefined) {
    const suggestions = nearest(name, cookbook.recipes.keys());
    report(machine, noSuchRecipe(place, { name, cookbook: cookbook.name, suggestions }));
    return;
  }
  const recipe = readFile(machine, file);
  if (recipe !== undefined) runRecipe(machine, { recipe, cookbook, name });
}

/** `include_attribute 'cookbook::file'`, with the same names as `include_recipe`. */
export function includeAttributes(machine: Machine, given: string, place: Origin): void {
  // Only recipes of the same cookbook go by `::name` (Chef::DSL::IncludeAttribute).
  const found = given.startsWith("::")
    ? noCookbook(machine, given, given, place)
    : locate(machine, given, place);
  if (found === undefined) return;
  const { cookbook, name } = found;
  const file = cookbook.attributeFiles.find((one) => one.name === name);
  if (file !== undefined) return loadAttributeFile(machine, cookbook, file);
  const suggestions = nearest(
    name,
    cookbook.attributeFiles.map((one) => one.name),
  );
  report(machine, noSuchAttributeFile(place, { name, cookbook: cookbook.name, suggestions }));
}

/** The cookbook and the file's name that a name with `::` means (Chef::Recipe.parse_recipe_name). */
function locate(
  machine: Machine,
  given: string,
  place: Origin,
): { readonly cookbook: Cookbook; readonly name: string } | undefined {
  const { frame, plan } = machine;
  const { cookbooks } = plan.library;
  const colons = given.indexOf("::");
  const cookbookName = colons < 0 ? given : given.slice(0, colons);
  const name = colons < 0 ? "default" : given.slice(colons + 2);
  const cookbook = cookbookName === "" ? frame.cookbook : cookbooks.get(cookbookName);
  if (cookbook === undefined) return noCookbook(machine, cookbookName, given, place);
  const reachable = frame.cookbook === undefined || plan.cookbooks.includes(cookbook);
  if (!reachable) {
    const from = frame.cookbook?.name ?? "";
    report(machine, missingDependency(place, { cookbook: cookbook.name, from, resource: undefined }));
  }
  return { cookbook, name };
}

function noCookbook(machine: Machine, cookbook: string, given: string, place: Origin): undefined {
  const suggestions = nearest(cookbook, machine.plan.library.cookbooks.keys());
  report(machine, noSuchCookbook(place, { cookbook, recipe: given, suggestions }));
  return undefined;
}
