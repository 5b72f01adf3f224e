/**
 * Cycles of a directed graph, one for each group of nodes that reach one another: the shortest through the group's
 * first node. `edges[n]` are the nodes that `n` points to; a cycle is its nodes in order, each once. Linear.
 */
export function findCycles(edges: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const component = components(edges);
  const seen = new Set<number>();
  const cycles: (readonly number[])[] = [];
  for (const [node, number] of component.entries()) {
    if (seen.has(number)) continue;
    seen.add(number);
    const cycle = shortestCycle(node, edges, component);
    if (cycle !== undefined) cycles.push(cycle);
  }
  return cycles;
}

/** Tarjan's strongly connected components, with the call stack in an array: the number of each node's group. */
function components(edges: readonly (readonly number[])[]): Int32Array {
  const size = edges.length;
  const component = new Int32Array(size).fill(-1);
  const order = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const next = new Int32Array(size);
  const open: number[] = [];
  const path: number[] = [];
  let visited = 0;
  let groups = 0;
  const enter = (node: number) => {
    order[node] = low[node] = visited++;
    open.push(node);
    path.push(node);
  };
  const leave = (node: number) => {
    path.pop();
    const parent = path.at(-1);
    if (parent !== undefined) low[parent] = Math.min(at(low, parent), at(low, node));
    if (low[node] !== order[node]) return;
    for (let member = open.pop(); member !== undefined; member = member === node ? undefined : open.pop()) {
      component[member] = groups;
    }
    groups++;
  };
  for (let start = 0; start < size; start++) {
    if (order[start] === -1) enter(start);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const target = edges[node]?.[at(next, node)];
      next[node] = at(next, node) + 1;
      if (target === undefined) leave(node);
      else if (order[target] === -1) enter(target);
      else if (component[target] === -1) low[node] = Math.min(at(low, node), at(order, target));
    }
  }
  return component;
}

function at(numbers: Int32Array, index: number): number {
  return numbers[index] ?? 0;
}

/** Breadth first inside the node's group, back to the node. */
function shortestCycle(
  start: number,
  edges: readonly (readonly number[])[],
  component: Int32Array,
): readonly number[] | undefined {
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (const node of queue) {
    for (const target of edges[node] ?? []) {
      if (target === start) return pathTo(node, start, cameFrom);
      if (component[target] !== component[start] || cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      queue.push(target);
    }
  }
  return undefined;
}

function pathTo(end: number, start: number, cameFrom: ReadonlyMap<number, number>): readonly number[] {
  const path = [end];
  for (let node = end; node !== start;) {
    node = cameFrom.get(node) ?? start;
    path.push(node);
  }
  return path.toReversed();
}
