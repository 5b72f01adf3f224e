import { compileNode, readRecipes } from "../../src/compile.js";
import { verifyBytes } from "../../src/check/verify-bytes.js";
import { decompile, type DecompiledRecipe } from "../../src/decompile/decompile.js";
import { differences, refusals } from "../../src/decompile/prove.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import type { Document, LocatedDocument } from "../../src/model/document.js";
import type { Target } from "../../src/mof/literal.js";
import type { Catalogue } from "../../src/schema/catalogue.js";
import { treesOf, type Tree } from "../generated/tree.js";
import { nodeOf } from "../support/plan.js";

/** A document that has gone to a recipe and back. */
export interface RoundTrip {
  readonly located: LocatedDocument;
  readonly recipe: DecompiledRecipe;
  /** What decompile says, before anything is compiled. */
  readonly warnings: readonly Diagnostic[];
  /** Undefined where the recipe does not compile. */
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
  const { value: recipe, diagnostics: warnings } = decompile(located, catalogue, { target, file });
  if (recipe === undefined) return undefined;
  const read = readRecipes([{ name: "x.rb", path: "x.rb", text: recipe.text }]);
  const credentials = { certificate: undefined, plainText: true, domainUsers: true };
  const made = compileNode(
    read.value,
    { ...nodeOf({}, false), name: recipe.node ?? "localhost", credentials },
    {
      ...{ catalogue, target, configurationName: recipe.configurationName ?? "Decompiled" },
      ...{ fileCachePath: "", encoding: undefined, complete: true },
      secrets: new Map(recipe.secrets.map(({ name, secret }) => [name, secret])),
      stamp: { author: undefined, date: undefined },
    },
  );
  const compiled = made.value?.[0]?.document;
  const found = [...read.diagnostics, ...made.diagnostics];
  return {
    ...{ located, recipe, warnings, compiled },
    errors: found
      .filter(({ severity }) => severity === "error")
      .map(({ code, message }) => `${code}: ${message}`),
    told:
      compiled === undefined
        ? refusals(recipe, found, file)
        : differences(recipe, located.document, compiled, catalogue),
  };
}

/**
 * The resources of a document, in order, as plain data that is equal for equal documents: without aliases, without
 * SourceInfo, without an order of properties. Encrypted passwords differ each time.
 */
export function comparable(document: Document, encrypted: boolean): readonly unknown[] {
  return treesOf(document)
    .filter(({ properties }) => [...properties.keys()].some((name) => /^resourceid$/i.test(name)))
    .map((tree) => plain(tree, encrypted));
}

function plain(tree: Tree, encrypted: boolean): unknown {
  if (tree.kind === "array") return tree.items.map((item) => plain(item, encrypted));
  if (tree.kind === "real") return `real ${Object.is(tree.number, -0) ? "-0" : tree.number}`;
  if (tree.kind !== "instance") return tree;
  const isSecret = (name: string): boolean => encrypted && /^password$/i.test(name);
  const properties = [...tree.properties]
    .map(
      ([name, value]) =>
        [name.toLowerCase(), isSecret(name) ? "encrypted" : plain(value, encrypted)] as const,
    )
    .filter(([name]) => name !== "sourceinfo");
  return { class: tree.className.toLowerCase(), ...Object.fromEntries(properties) };
}

/** The compiler writes a ConfigurationName whether there was one or not. */
export function withoutName(resource: unknown): unknown {
  return { ...Object(resource), configurationname: undefined };
}
