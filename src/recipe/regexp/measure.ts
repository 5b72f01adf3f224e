import type { Capture, Characters, Literal, Look, PatternNode } from "./pattern.js";

/** The groups of a pattern by their numbers, and what has been found out about them. */
export interface Groups {
  readonly nodes: ReadonlyMap<number, Capture>;
  readonly maybeEmpty: Map<number, boolean>;
  readonly alwaysEmpty: Map<number, boolean>;
}

/** The groups of a pattern whose numbers are final. */
export function groupsOf(tree: PatternNode): Groups {
  const nodes = new Map<number, Capture>();
  const visit = (node: PatternNode): void => {
    if (node.kind === "capture") nodes.set(node.group, node);
    partsOf(node).forEach(visit);
  };
  visit(tree);
  return { nodes, maybeEmpty: new Map(), alwaysEmpty: new Map() };
}

/** What a node is made of. */
export function partsOf(node: PatternNode): readonly PatternNode[] {
  switch (node.kind) {
    case "sequence":
    case "alternation":
      return node.nodes;
    case "repetition":
    case "capture":
    case "atomic":
    case "options":
    case "look":
      return [node.target];
    case "condition":
      return [node.yes, node.no];
    default:
      return [];
  }
}

/** Whether a node may match the empty text, as far as its shape tells (regcomp.c, `get_min_match_length` is 0). */
export function mayBeEmpty(node: PatternNode, groups: Groups): boolean {
  const within = (part: PatternNode): boolean => mayBeEmpty(part, groups);
  switch (node.kind) {
    case "literal":
    case "characters":
      return isNothing(node);
    case "sequence":
      return node.nodes.every(within);
    case "alternation":
      return node.nodes.some(within);
    case "repetition":
      return node.lower === 0 || within(node.target);
    case "capture":
      return once(groups.maybeEmpty, node.group, true, () => within(node.target));
    case "atomic":
    case "options":
      return within(node.target);
    case "backreference":
      return node.within || referents(node.groups, groups).some(within);
    case "condition":
      return within(node.yes) || within(node.no);
    default:
      return true;
  }
}

/** Whether a node matches nothing but the empty text (`get_max_match_length` is 0). */
export function isAlwaysEmpty(node: PatternNode, groups: Groups): boolean {
  const within = (part: PatternNode): boolean => isAlwaysEmpty(part, groups);
  switch (node.kind) {
    case "literal":
    case "characters":
      return isNothing(node);
    case "sequence":
    case "alternation":
      return node.nodes.every(within);
    case "repetition":
      return node.upper === 0 || within(node.target);
    case "capture":
      return once(groups.alwaysEmpty, node.group, false, () => within(node.target));
    case "atomic":
    case "options":
      return within(node.target);
    case "backreference":
      return !node.within && referents(node.groups, groups).every(within);
    case "condition":
      return within(node.yes) && within(node.no);
    default:
      return true;
  }
}

function isNothing(node: Literal | Characters): boolean {
  return node.kind === "literal" && node.points.length === 0;
}

function referents(numbers: readonly number[], { nodes }: Groups): readonly PatternNode[] {
  return numbers.flatMap((number) => nodes.get(number) ?? []);
}

/** Finds something out about a group once; `meanwhile` counts where the group refers to itself. */
function once(known: Map<number, boolean>, group: number, meanwhile: boolean, find: () => boolean): boolean {
  const before = known.get(group);
  if (before !== undefined) return before;
  known.set(group, meanwhile);
  const found = find();
  known.set(group, found);
  return found;
}

/** Whether a node captures, other than in its looks ahead and behind (`quantifiers_memory_node_info`). */
export function captures(node: PatternNode): boolean {
  switch (node.kind) {
    case "capture":
      return true;
    case "sequence":
    case "alternation":
      return node.nodes.some(captures);
    case "repetition":
      return node.upper > 0 && captures(node.target);
    case "atomic":
    case "options":
      return captures(node.target);
    case "condition":
      return captures(node.yes) || captures(node.no);
    default:
      return false;
  }
}

/** How many characters a node always matches; undefined: not always as many (`get_char_length_tree`). */
function fixedLength(node: PatternNode): number | undefined {
  switch (node.kind) {
    case "literal":
      return node.points.length;
    case "characters":
      return 1;
    case "sequence":
      return node.nodes
        .map(fixedLength)
        .reduce((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one), 0);
    case "alternation": {
      const [first, ...others] = node.nodes.map(fixedLength);
      return others.every((length) => length === first) ? first : undefined;
    }
    case "repetition": {
      const length = fixedLength(node.target);
      return node.lower === node.upper && length !== undefined ? length * node.lower : undefined;
    }
    case "capture":
    case "options":
      return fixedLength(node.target);
    case "anchor":
    case "keep":
    case "look":
      return 0;
    default:
      return undefined;
  }
}

/** One alternative of a look-behind, and how far it reaches back. */
export interface Behind {
  readonly target: PatternNode;
  readonly length: number;
}

/**
 * The alternatives of a look-behind: its own may differ in length, those within may not, and not everything may stand
 * in it (regcomp.c, `setup_look_behind`, `ALLOWED_IN_LB`). Undefined: Ruby refuses it.
 */
export function behindsOf({ target, negated }: Look): readonly Behind[] | undefined {
  if (!mayLookBehind(target, negated)) return undefined;
  const length = fixedLength(target);
  if (length !== undefined) return [{ target, length }];
  if (target.kind !== "alternation") return undefined;
  const behinds: Behind[] = [];
  for (const alternative of target.nodes) {
    const own = fixedLength(alternative);
    if (own === undefined) return undefined;
    behinds.push({ target: alternative, length: own });
  }
  return behinds;
}

function mayLookBehind(node: PatternNode, negated: boolean): boolean {
  const within = (part: PatternNode): boolean => mayLookBehind(part, negated);
  switch (node.kind) {
    case "literal":
    case "characters":
    case "keep":
      return true;
    case "sequence":
    case "alternation":
      return node.nodes.every(within);
    case "repetition":
    case "options":
      return within(node.target);
    case "capture":
      return !negated && within(node.target);
    case "look":
      return node.behind && within(node.target);
    case "anchor":
      return node.anchor !== "text end" && node.anchor !== "last line end";
    case "atomic":
    case "backreference":
    case "condition":
      return false;
  }
}
