import type {
  Block,
  DoubleSplat,
  Expression,
  Parameter,
  RestTarget,
  Splat,
  StringPart,
  TargetList,
} from "./tree.js";

/** Every node of a recipe's tree. Pairs of a hash and branches of a `case` are none: their parts are. */
export type Node =
  Expression | Splat | DoubleSplat | StringPart | Block | Parameter | TargetList | RestTarget;

export type NodeKind = Node["kind"];

export type NodeOf<K extends NodeKind> = Extract<Node, { readonly kind: K }>;

/** The children of every kind of node in order of the text, so that all who walk a tree see the same. */
const children: { readonly [K in NodeKind]: (node: NodeOf<K>) => readonly (Node | undefined)[] } = {
  string: ({ parts }) => parts,
  symbol: ({ parts }) => parts,
  text: () => none,
  interpolation: ({ statements }) => statements,
  integer: () => none,
  float: () => none,
  boolean: () => none,
  nil: () => none,
  array: ({ elements }) => elements,
  hash: ({ entries }) =>
    entries.flatMap((entry): readonly Node[] =>
      entry.kind === "entry" ? [entry.key, entry.value] : [entry],
    ),
  "double splat": ({ value }) => [value],
  range: ({ from, to }) => [from, to],
  regexp: ({ parts }) => parts,
  local: () => none,
  constant: ({ scope }) => (scope === "top" ? none : [scope]),
  call: (call) => [call.receiver, ...call.arguments, call.blockArgument, call.block],
  block: ({ parameters, variables, statements }) => [...parameters, variables, ...statements],
  parameter: () => none,
  "optional parameter": ({ value }) => [value],
  "rest parameter": () => none,
  parameters: ({ items }) => items,
  splat: ({ value }) => [value],
  index: (index) => [index.receiver, ...index.arguments],
  assignment: ({ target, value }) => [target, value],
  "multiple assignment": ({ targets, value }) => [targets, value],
  targets: ({ items }) => items,
  "rest target": ({ target }) => [target],
  binary: ({ left, right }) => [left, right],
  "match assignment": ({ pattern, value }) => [pattern, value],
  "match variable": () => none,
  unary: ({ operand }) => [operand],
  logical: ({ left, right }) => [left, right],
  if: ({ condition, then, otherwise }) => [condition, ...then, ...otherwise],
  case: ({ subject, whens, otherwise }) => [
    subject,
    ...whens.flatMap(({ conditions, statements }) => [...conditions, ...statements]),
    ...otherwise,
  ],
  return: ({ value }) => [value],
  jump: ({ value }) => [value],
  sequence: ({ statements }) => statements,
  refused: () => none,
  broken: () => none,
};

const none: readonly Node[] = [];

/** What is done with the nodes of a tree; `ancestors` are those round a node, the outermost first. */
export interface Walker {
  readonly enter: (node: Node, ancestors: readonly Node[]) => void;
  readonly leave?: (node: Node, ancestors: readonly Node[]) => void;
}

/** Walks trees, parents before and after their children; on a stack, since `a + b + c …` may be any number deep. */
export function walk(roots: readonly Node[], { enter, leave }: Walker): void {
  const ancestors: Node[] = [];
  const frames: { readonly nodes: readonly (Node | undefined)[]; next: number }[] = [
    { nodes: roots, next: 0 },
  ];
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    if (frame.next === frame.nodes.length) {
      frames.pop();
      const left = ancestors.pop();
      if (left !== undefined) leave?.(left, ancestors);
      continue;
    }
    const node = frame.nodes[frame.next++];
    if (node === undefined) continue;
    enter(node, ancestors);
    ancestors.push(node);
    frames.push({ nodes: childrenOf(node.kind, node), next: 0 });
  }
}

function childrenOf<K extends NodeKind>(kind: K, node: NodeOf<K>): readonly (Node | undefined)[] {
  return children[kind](node);
}
