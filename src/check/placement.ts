import { findCycles } from "./graph.js";
import type { ResourceDeclaration } from "../model/declaration.js";
import type { Origin } from "../source/source.js";

export interface ImpliedDependency {
  readonly on: ResourceDeclaration;
  /** The notification. */
  readonly origin: Origin;
}

/** A block among those that it notifies and is notified by. */
export interface Block {
  readonly declaration: ResourceDeclaration;
  /** Unless it does, it goes into the document only because a block that is in it notifies it. */
  readonly runs: boolean;
  /** What this block notifies; the reverse of `subscribes` included. */
  readonly notifies: Notification[];
  /** What has to come first, and what has to come later, because one of the two notifies the other. */
  readonly earlier: Edge[];
  readonly later: Edge[];
  live: boolean;
  /** A notification of it was refused: it is left out without a word of its own. */
  refused: boolean;
  /** How many running blocks come before it: where it should stand, then where it does. */
  slot: number;
}

interface Notification {
  readonly to: Block;
  readonly before: boolean;
  readonly origin: Origin;
}

/** A notification, seen from one of its two blocks. */
interface Edge {
  readonly block: Block;
  /** It is the notifier. */
  readonly notifier: boolean;
  readonly origin: Origin;
}

/** A block that would have to come before one and after another which come the other way round. */
export interface Conflict {
  readonly block: Block;
  readonly before: Edge;
  readonly after: Edge;
}

/**
 * Finds the blocks that running ones notify, directly or through one another, in an order in which each stands as
 * near to its notifier as it can: depth first, from the last running block, since a block comes after all that could
 * have changed something. `found` is called with the notification by which a block was found.
 */
export function searchNotified(
  running: readonly Block[],
  found: (from: Block, notification: Notification) => void,
): readonly Block[] {
  const trees: (readonly Block[])[] = [];
  for (const [slot, start] of Array.from(running.entries()).toReversed()) {
    start.slot = slot;
    const tree: Block[] = [];
    const stack: { readonly from: Block; readonly notification: Notification }[] = [];
    const enter = (from: Block) => {
      for (const notification of from.notifies) join(from, notification);
      for (const notification of from.notifies.toReversed()) stack.push({ from, notification });
    };
    enter(start);
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { from, notification } = next;
      const { to, before } = notification;
      if (to.live) continue;
      to.live = true;
      to.slot = before && from.runs ? from.slot - 1 : from.slot;
      tree.push(to);
      found(from, notification);
      enter(to);
    }
    trees.push(tree);
  }
  return trees.toReversed().flat();
}

function join(from: Block, { to, before, origin }: Notification): void {
  const [towards, back] = before ? [from.earlier, to.later] : [from.later, to.earlier];
  towards.push({ block: to, notifier: false, origin });
  back.push({ block: from, notifier: true, origin });
}

/**
 * Blocks that cannot be placed, one of each group of blocks that contradict one another, when running blocks keep the
 * order of the recipe. In a circle of blocks there is one that does not run, since the running ones alone are in order.
 */
export function findConflicts(running: readonly Block[], notified: readonly Block[]): readonly Conflict[] {
  const blocks = [...running, ...notified];
  const indexes = new Map(blocks.map((block, index) => [block, index]));
  const graph = blocks.map(({ earlier }, index) => {
    const targets = earlier.map(({ block }) => indexes.get(block) ?? index);
    return index > 0 && index < running.length ? [index - 1, ...targets] : targets;
  });
  return findCycles(graph).flatMap((cycle) => {
    const at = cycle.findIndex((index) => index >= running.length);
    const block = blocks[cycle[at] ?? -1];
    const previous = blocks[cycle.at(at - 1) ?? -1];
    const next = blocks[cycle[(at + 1) % cycle.length] ?? -1];
    const before = block?.later.find((edge) => edge.block === previous);
    const after = block?.earlier.find((edge) => edge.block === next);
    return block === undefined || before === undefined || after === undefined
      ? []
      : [{ block, before, after }];
  });
}

/**
 * The running blocks in their order, the notified ones between them: right behind the last that has to come first, or
 * what is only notified with `:before` right before the first that has to come later. Nothing may contradict itself.
 */
export function inOrder(running: readonly Block[], notified: readonly Block[]): readonly Block[] {
  const sorted = topological(notified);
  for (const block of sorted.toReversed()) {
    for (const { block: later } of block.later) {
      block.slot = Math.min(block.slot, later.runs ? later.slot - 1 : later.slot);
    }
  }
  for (const block of sorted) {
    if (block.earlier.some(({ notifier }) => notifier)) block.slot = -1;
    for (const { block: earlier } of block.earlier) block.slot = Math.max(block.slot, earlier.slot);
  }
  const slots = new Map<number, Block[]>();
  for (const block of [...running, ...sorted]) {
    const slot = slots.get(block.slot);
    if (slot === undefined) slots.set(block.slot, [block]);
    else slot.push(block);
  }
  return [-1, ...running.keys()].flatMap((slot) => slots.get(slot) ?? []);
}

/**
 * Blocks that do not run, each before those that have to come later, otherwise in the order given where that is
 * possible: the reverse of the order in which a search, depth first and from the end, leaves them. On a stack, since
 * chains can be long.
 */
function topological(blocks: readonly Block[]): readonly Block[] {
  const left: Block[] = [];
  const entered = new Set<Block>();
  for (const start of blocks.toReversed()) {
    const stack = [{ block: start, open: true }];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const { block, open } = top;
      if (!open) {
        left.push(block);
      } else if (!entered.has(block)) {
        entered.add(block);
        stack.push({ block, open: false });
        for (const { block: later } of block.later) if (!later.runs) stack.push({ block: later, open: true });
      }
    }
  }
  return left.toReversed();
}
