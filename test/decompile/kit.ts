import { verifyBytes } from "../../src/check/verify-bytes.js";
import { proveRecipe } from "../../src/cli/prove-recipe.js";
import { decompile } from "../../src/decompile/decompile.js";
import type { DecompiledRecipe } from "../../src/decompile/recipe.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import type { Document, LocatedDocument } from "../../src/model/document.js";
import type { Target } from "../../src/mof/literal.js";
import type { Catalogue } from "../../src/schema/catalogue.js";
import { treesOf, type Tree, type TreeInstance } from "../generated/tree.js";

/** A document that has gone to a recipe and back. */
export interface RoundTrip {
  readonly located: LocatedDocument;
  readonly recipe: DecompiledRecipe;
  /** What decompile says, before anything is compiled, but for the passwords that the recipe shows. */
  readonly warnings: readonly Diagnostic[];
  /** Without what the compiler refuses; undefined where that is all of the recipe. */
  readonly compiled: Document | undefined;
  /** Errors of the compiler. */
  readonly errors: readonly string[];
  /** What is told of the comparison, or of the refusal. */
  readonly told: readonly Diagnostic[];
}

/** Takes a document to a recipe and back; undefined for one that no recipe can be made of. */
export function roundTrip(
  bytes: Uint8Array,
  { catalogue, target, file = "x.mof" }: { catalogue: Catalogue; target: Target; file?: string },
): RoundTrip | undefined {
  const { value: located, diagnostics } = verifyBytes(bytes, catalogue, { file, target, meta: false });
  const wrong = diagnostics.some(({ severity, code }) => severity === "error" && /^(mof|source)/.test(code));
  if (located === undefined || wrong) return undefined;
  const { value: recipe, diagnostics: all } = decompile(located, catalogue, { target, file });
  if (recipe === undefined) return undefined;
  const {
    compiled,
    compiler,
    diagnostics: told,
  } = proveRecipe(recipe, {
    document: located.document,
    ...{ catalogue, target, file },
  });
  const errors = compiler
    .filter(({ severity }) => severity === "error")
    .map(({ code, message }) => `${code}: ${message}`);
  const warnings = all.filter(({ code }) => code !== "decompile/plain-password");
  return { located, recipe, warnings, compiled, errors, told };
}

/**
 * The resources of a document, in order, as plain data that is equal for equal documents: without aliases, without
 * SourceInfo, without an order of properties.
 */
export function comparable(document: Document): readonly unknown[] {
  return resourcesOf(document).map(plain);
}

function resourcesOf(document: Document): readonly TreeInstance[] {
  return treesOf(document).filter((tree) => idOf(tree) !== "");
}

function plain(tree: Tree): unknown {
  if (tree.kind === "array") return tree.items.map(plain);
  if (tree.kind === "real") return `real ${Object.is(tree.number, -0) ? "-0" : tree.number}`;
  if (tree.kind !== "instance") return tree;
  const properties = [...tree.properties]
    .map(([name, value]) => [name.toLowerCase(), plain(value)] as const)
    .filter(([name]) => name !== "sourceinfo");
  return { class: tree.className.toLowerCase(), ...Object.fromEntries(properties) };
}

/** A resource of the document of which nothing is told, and what its recipe compiles to. */
export interface Kept {
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The resources of a document of which nothing is told, neither of themselves nor of a property, with those of their
 * recipe that have to be equal. The compiler writes a ConfigurationName whether there was one or not.
 */
export function kept({ located, recipe, compiled, warnings, told }: RoundTrip): readonly Kept[] {
  const places = new Set([...warnings, ...told].flatMap(({ origin }) => origin ?? []));
  const made = new Map((compiled === undefined ? [] : resourcesOf(compiled)).map((one) => [keyOf(one), one]));
  const before = new Map<string, TreeInstance | undefined>();
  // Of two with one ResourceID the compiler refuses one.
  for (const one of resourcesOf(located.document))
    before.set(keyOf(one), before.has(keyOf(one)) ? undefined : one);
  return recipe.blocks.flatMap(({ from: { instance, origins }, id }) => {
    const own = [origins.origin, ...origins.properties.map(({ value }) => value)];
    const key = `${instance.className} ${id}`.toLowerCase();
    const [old, now] = [before.get(key), made.get(key)];
    // Of one that depends on a resource that is refused nothing is known yet.
    if (own.some((origin) => places.has(origin)) || old === undefined || now === undefined) return [];
    return [{ before: withoutName(plain(old)), after: withoutName(plain(now)) }];
  });
}

function idOf({ properties }: TreeInstance): string {
  const [, id] = [...properties].find(([name]) => /^resourceid$/i.test(name)) ?? [];
  return id?.kind === "string" ? id.text.toLowerCase() : "";
}

function keyOf(tree: TreeInstance): string {
  return `${tree.className.toLowerCase()} ${idOf(tree)}`;
}

function withoutName(resource: unknown): unknown {
  return { ...Object(resource), configurationname: undefined };
}
