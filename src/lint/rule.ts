import type { CatalogueEntry } from "../diagnostics/catalogue/index.js";
import type { Diagnostic, Fix } from "../diagnostics/diagnostic.js";
import type { Declaration } from "../model/declaration.js";
import type { Node, NodeKind, NodeOf } from "../recipe/children.js";
import type { Recipe, Span } from "../recipe/tree.js";
import type { Catalogue } from "../schema/catalogue.js";
import type { Origin } from "../source/source.js";
import type { Scopes } from "./scopes.js";

/** What a file of a cookbook is for; only a recipe declares something, the others are looked at as text. */
export type FileKind = "recipe" | "attributes" | "resource";

/** The file that rules look at, and where they put what they find. */
export interface LintedFile {
  readonly recipe: Recipe;
  readonly kind: FileKind;
  /** The locals that can be seen at the node being visited; complete at the end of the walk. */
  readonly scopes: Scopes;
  /** What resources have which properties. */
  readonly catalogue: Catalogue;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** What a rule does at a node of each kind it cares for; `ancestors` are the nodes round it, the outermost first. */
export type Handlers = {
  readonly [K in NodeKind]?: (node: NodeOf<K>, ancestors: readonly Node[]) => void;
};

/** A rule at work on one file. */
export interface Visitor {
  readonly enter?: Handlers;
  readonly leave?: Handlers;
  readonly end?: () => void;
}

/** A recipe with exactly one finding of the rule, and the same without. `explain` shows them, a test runs them. */
export interface Example {
  readonly bad: string;
  readonly good?: string;
  /** `bad` with the finding's first fix applied. */
  readonly fixed?: string;
  /** What kind of file it is; a recipe when absent. */
  readonly kind?: FileKind;
}

/** One rule of lint. */
export interface Rule {
  readonly entry: CatalogueEntry;
  /** Advice that not everybody wants: silent until settings give it a severity. */
  readonly offByDefault?: true;
  /** Warnings of other rooms that say less of the same thing: they are not told within a finding of the rule. */
  readonly replaces?: readonly string[];
  /** Diagnostics of other rooms that say the same: where one stands in the very place, the rule is silent. */
  readonly yieldsTo?: readonly string[];
  readonly examples: readonly Example[];
  /** Starts the rule on one file. All rules go over the tree in one walk. */
  readonly visit?: (file: LintedFile) => Visitor;
  /** Looks at what a recipe declares on one node. */
  readonly declared?: (declarations: readonly Declaration[], file: LintedFile) => void;
}

/** A place in the file. */
export function at({ recipe }: LintedFile, { start, end }: Span): Origin {
  return { source: recipe.source, start, end };
}

/** The text of a place in the file, as it is written. */
export function written({ recipe }: LintedFile, { start, end }: Span): string {
  return recipe.source.text.slice(start, end);
}

/** A text that is to stand in a place; an empty place is an insertion. */
export interface Replacement {
  readonly place: Span;
  readonly text: string;
}

/** A fix that makes replacements, all in the file. */
export function fix(
  file: LintedFile,
  title: string,
  safe: boolean,
  replacements: readonly Replacement[],
): Fix {
  return { title, safe, edits: replacements.map(({ place, text }) => ({ origin: at(file, place), text })) };
}
