import { isAlwaysEmpty } from "./measure.js";
import type { Groups } from "./measure.js";
import type { PatternNode } from "./pattern.js";
import type { LeadingDot } from "./program.js";

/** What a node begins with, as far as Onigmo's search goes by it (regcomp.c, `optimize_node_left`). */
interface Lead {
  readonly dot: LeadingDot | undefined;
  /** It begins with a look-behind, which Onigmo minds. */
  readonly behind: boolean;
}

const none: Lead = { dot: undefined, behind: false };

/** The greedy dot without end that a pattern begins with, maybe behind something empty. */
export function leadingDotOf(tree: PatternNode, groups: Groups): LeadingDot | undefined {
  const { dot, behind } = leadOf(tree, groups);
  return behind ? undefined : dot;
}

function leadOf(node: PatternNode, groups: Groups): Lead {
  switch (node.kind) {
    case "repetition": {
      const { target, lower, upper, greedy } = node;
      if (upper === Infinity && greedy && target.kind === "characters" && target.dot !== undefined)
        return { ...none, dot: { ...target.dot, prefixed: false } };
      return upper !== Infinity && lower > 0 ? leadOf(target, groups) : none;
    }
    case "sequence":
      return leadOfSequence(node.nodes, groups);
    case "alternation":
      return common(node.nodes.map((part) => leadOf(part, groups)));
    case "condition":
      return common([leadOf(node.yes, groups), leadOf(node.no, groups)]);
    case "capture":
    case "options":
    case "atomic":
      return leadOf(node.target, groups);
    case "look":
      return { ...none, behind: node.behind && !node.negated };
    default:
      return none;
  }
}

function leadOfSequence(nodes: readonly PatternNode[], groups: Groups): Lead {
  let lead = none;
  for (const [index, node] of nodes.entries()) {
    const { dot, behind } = leadOf(node, groups);
    const found = dot === undefined ? undefined : { ...dot, prefixed: dot.prefixed || index > 0 };
    lead = { dot: lead.dot ?? found, behind: lead.behind || behind };
    if (!isAlwaysEmpty(node, groups)) break;
  }
  return lead;
}

function common(leads: readonly Lead[]): Lead {
  const dots = leads.map(({ dot }) => dot);
  const same = dots.every((dot) => dot?.multiLine === dots[0]?.multiLine);
  const dot = dots.find((one) => one?.prefixed === true) ?? dots[0];
  return { dot: same ? dot : undefined, behind: leads.every(({ behind }) => behind) };
}
