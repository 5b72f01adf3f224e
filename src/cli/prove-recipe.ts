import { compileNode, readRecipes } from "../compile.js";
import { differences, refusals, withoutRefused } from "../decompile/prove.js";
import type { DecompiledRecipe } from "../decompile/recipe.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import type { Document } from "../model/document.js";
import { noLevels, type NodeData } from "../model/node.js";
import type { Target } from "../mof/literal.js";
import type { Catalogue } from "../schema/catalogue.js";

/** What a recipe is proved against. */
export interface Proving {
  /** What the recipe was made from. */
  readonly document: Document;
  readonly catalogue: Catalogue;
  readonly target: Target;
  /** How messages name the document. */
  readonly file: string;
}

/** What came of compiling a recipe that was made from a document. */
export interface Proof {
  /** Without what the compiler refuses; undefined where that is all of it. */
  readonly compiled: Document | undefined;
  /** What the compiler says of the recipe itself. */
  readonly compiler: readonly Diagnostic[];
  /** `decompile/refused` and `decompile/differs`, at the places of the document. */
  readonly diagnostics: readonly Diagnostic[];
}

/** So often blocks are left out: those that are refused, and those of which that shows only then. */
const rounds = 4;

/**
 * Compiles a recipe, with the passwords of the document for its secrets as they are there, and compares. Where the
 * compiler refuses some of it, that is told, and the rest is compared.
 */
export function proveRecipe(recipe: DecompiledRecipe, proving: Proving): Proof {
  if (recipe.blocks.length === 0) return { compiled: undefined, compiler: [], diagnostics: [] };
  const { value: whole, diagnostics: compiler } = compileRecipe(recipe, proving);
  if (whole !== undefined)
    return { compiled: whole, compiler, diagnostics: compared(recipe, whole, proving) };
  const refused = refusals(recipe, compiler, proving.file);
  let said = compiler;
  let rest: DecompiledRecipe = recipe;
  for (let round = 1; round < rounds; round += 1) {
    const left = withoutRefused(rest, said);
    if (left === undefined) break;
    const { value: compiled, diagnostics } = compileRecipe(left, proving);
    if (compiled !== undefined)
      return { compiled, compiler, diagnostics: [...refused, ...compared(left, compiled, proving)] };
    rest = left;
    said = diagnostics;
  }
  return { compiled: undefined, compiler, diagnostics: refused };
}

function compared(
  recipe: DecompiledRecipe,
  compiled: Document,
  { document, catalogue }: Proving,
): readonly Diagnostic[] {
  return differences(recipe, document, compiled, catalogue);
}

function compileRecipe(
  recipe: DecompiledRecipe,
  { catalogue, target }: Proving,
): Staged<Document | undefined> {
  const name = "recipe.rb";
  const read = readRecipes([{ name, path: name, text: recipe.text }]);
  const made = compileNode(read.value, nodeFor(recipe), {
    ...{ catalogue, target, configurationName: recipe.configurationName ?? "Decompiled" },
    ...{ fileCachePath: "", encoding: undefined, complete: true },
    secrets: new Map(recipe.secrets.map((one) => [one.name, one.secret])),
    stamp: { author: undefined, date: undefined },
  });
  return { value: made.value?.[0]?.document, diagnostics: [...read.diagnostics, ...made.diagnostics] };
}

/** The document's node, as far as it knows it; passwords are compared as they are. */
function nodeFor({ node }: DecompiledRecipe): NodeData {
  return {
    ...{ levels: noLevels, given: false, files: [], environment: new Map() },
    ...{ name: node ?? "localhost", chefEnvironment: "_default", runList: undefined },
    credentials: { certificate: undefined, plainText: true, domainUsers: true },
  };
}
