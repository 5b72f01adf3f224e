import { partsOf } from "./measure.js";
import { quantify } from "./quantify.js";
import type { Backreference, Condition, Pattern, PatternNode, PatternProblem } from "./pattern.js";

/**
 * What becomes of groups once the whole pattern is known (Onigmo, regcomp.c): where some have names the others do
 * not capture, and no group is referred to by number; a reference must have its group.
 */
export function resolveGroups(pattern: Pattern): Pattern | PatternProblem {
  const problem = referenceProblem(pattern.tree, pattern);
  if (problem !== undefined) return problem;
  const named = [...pattern.names.values()].flat().toSorted((left, right) => left - right);
  if (named.length === 0 || named.length === pattern.groups) return pattern;
  const renumbered = new Map(named.map((group, index) => [group, index + 1]));
  const numberOf = (group: number): number => renumbered.get(group) ?? 0;
  return {
    ...pattern,
    tree: withoutUnnamed(pattern.tree, numberOf),
    groups: named.length,
    names: new Map(Array.from(pattern.names, ([name, groups]) => [name, groups.map(numberOf)])),
  };
}

function referenceProblem(node: PatternNode, pattern: Pattern): PatternProblem | undefined {
  if (node.kind === "backreference") return checkReference(node, node.groups, pattern);
  const own = node.kind === "condition" ? checkReference(node, [node.group], pattern) : undefined;
  if (own !== undefined) return own;
  for (const part of partsOf(node)) {
    const problem = referenceProblem(part, pattern);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function checkReference(
  { named, start }: Backreference | Condition,
  groups: readonly number[],
  pattern: Pattern,
): PatternProblem | undefined {
  if (!named && pattern.names.size > 0) {
    const message = "numbered backref/call is not allowed. (use name)";
    return { kind: "invalid", offset: start, message };
  }
  if (groups.every((group) => group <= pattern.groups)) return undefined;
  return { kind: "invalid", offset: start, message: "invalid backref number/name" };
}

/** A quantifier on an unnamed group meets the quantifier in it, once the group is none. */
function withoutUnnamed(node: PatternNode, numberOf: (group: number) => number): PatternNode {
  const within = (part: PatternNode): PatternNode => withoutUnnamed(part, numberOf);
  switch (node.kind) {
    case "capture":
      if (node.name === undefined) return within(node.target);
      return { ...node, group: numberOf(node.group), target: within(node.target) };
    case "sequence":
    case "alternation":
      return { ...node, nodes: node.nodes.map(within) };
    case "repetition": {
      const repetition = { ...node, target: within(node.target) };
      const bare = node.target.kind === "capture" && node.target.name === undefined;
      return bare ? quantify(repetition) : repetition;
    }
    case "atomic":
    case "options":
    case "look":
      return { ...node, target: within(node.target) };
    case "backreference":
      return { ...node, groups: node.groups.map(numberOf) };
    case "condition":
      return { ...node, group: numberOf(node.group), yes: within(node.yes), no: within(node.no) };
    default:
      return node;
  }
}
