import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Declaration } from "../model/declaration.js";
import { walk, type Node, type NodeKind, type NodeOf } from "../recipe/children.js";
import type { Handlers, LintedFile, Rule } from "./rule.js";
import { Scopes } from "./scopes.js";

/** A file, and what resources it may use. */
export type ToLint = Pick<LintedFile, "recipe" | "kind" | "catalogue">;

/** What rules find in the tree of a file, in one walk over it. */
export function runRules(given: ToLint, rules: readonly Rule[]): readonly Diagnostic[] {
  const { file, found } = open(given);
  const visitors = rules.flatMap(({ visit }) => visit?.(file) ?? []);
  const enter = dispatcher(visitors.flatMap((visitor) => visitor.enter ?? []));
  const leave = dispatcher(visitors.flatMap((visitor) => visitor.leave ?? []));
  walk(given.recipe.statements, {
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
  given: ToLint,
  declarations: readonly Declaration[],
  rules: readonly Rule[],
): readonly Diagnostic[] {
  const { file, found } = open(given);
  for (const { declared } of rules) declared?.(declarations, file);
  return found;
}

/** So many findings of a rule are kept in one file: nobody reads more, and a file may be of any origin. */
const mostOfRule = 1000;

function open(given: ToLint): { readonly file: LintedFile; readonly found: Diagnostic[] } {
  const found: Diagnostic[] = [];
  const counts = new Map<string, number>();
  const report = (diagnostic: Diagnostic): void => {
    const count = counts.get(diagnostic.code) ?? 0;
    counts.set(diagnostic.code, count + 1);
    if (count < mostOfRule) found.push(diagnostic);
  };
  return { file: { ...given, scopes: new Scopes(), report }, found };
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
