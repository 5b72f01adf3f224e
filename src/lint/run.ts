import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Declaration } from "../model/declaration.js";
import { walk, type Node, type NodeKind, type NodeOf } from "../recipe/children.js";
import type { Recipe } from "../recipe/tree.js";
import type { FileKind, Handlers, LintedFile, Rule } from "./rule.js";
import { Scopes } from "./scopes.js";

/** What rules find in the tree of a file, in one walk over it. */
export function runRules(recipe: Recipe, kind: FileKind, rules: readonly Rule[]): readonly Diagnostic[] {
  const { file, found } = open(recipe, kind);
  const visitors = rules.flatMap(({ visit }) => visit?.(file) ?? []);
  const enter = dispatcher(visitors.flatMap((visitor) => visitor.enter ?? []));
  const leave = dispatcher(visitors.flatMap((visitor) => visitor.leave ?? []));
  walk(recipe.statements, {
    enter: (node, ancestors) => {
      file.scopes.enter(node, ancestors.at(-1));
      enter(node, ancestors);
    },
    leave: (node, ancestors) => {
      leave(node, ancestors);
      file.scopes.leave(node);
    },
  });
  for (const { end } of visitors) end?.();
  return found;
}

/** What rules find in the declarations that stand in a file, as one node has them. */
export function runDeclaredRules(
  recipe: Recipe,
  kind: FileKind,
  declarations: readonly Declaration[],
  rules: readonly Rule[],
): readonly Diagnostic[] {
  const { file, found } = open(recipe, kind);
  for (const { declared } of rules) declared?.(declarations, file);
  return found;
}

/** So many findings of a rule are kept in one file: nobody reads more, and a file may be of any origin. */
const mostOfRule = 1000;

function open(recipe: Recipe, kind: FileKind): { readonly file: LintedFile; readonly found: Diagnostic[] } {
  const found: Diagnostic[] = [];
  const counts = new Map<string, number>();
  const report = (diagnostic: Diagnostic): void => {
    const count = counts.get(diagnostic.code) ?? 0;
    counts.set(diagnostic.code, count + 1);
    if (count < mostOfRule) found.push(diagnostic);
  };
  return { file: { recipe, kind, scopes: new Scopes(), report }, found };
}

/** Hands a node on to those that care for its kind; who they are is found once a kind. */
function dispatcher(all: readonly Handlers[]): (node: Node, ancestors: readonly Node[]) => void {
  const interested = new Map<NodeKind, readonly Handlers[]>();
  return (node, ancestors) => {
    let handlers = interested.get(node.kind);
    if (handlers === undefined) {
      handlers = all.filter((one) => one[node.kind] !== undefined);
      interested.set(node.kind, handlers);
    }
    for (const one of handlers) hand(one, node.kind, node, ancestors);
  };
}

function hand<K extends NodeKind>(
  handlers: Handlers,
  kind: K,
  node: NodeOf<K>,
  ancestors: readonly Node[],
): void {
  handlers[kind]?.(node, ancestors);
}
