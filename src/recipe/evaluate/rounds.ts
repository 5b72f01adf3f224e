import { walkAllWays } from "./branches.js";
import { partsOf } from "./candidates.js";
import { charge } from "./machine.js";
import type { Machine } from "./machine.js";
import type { ResourceContext } from "./pending.js";
import { isMutable, nilObject } from "./value.js";
import type { CustomInstance, RuntimeValue, Scope, UnknownObject } from "./value.js";

/**
 * Walks something that may be run any number of times, or never: again and again, until a walk leaves nothing unknown
 * that was known before, since another round starts with what the one before it has left. What is declared counts as
 * the last walk declares it, which has met all that the others have. Gives what it may have answered.
 */
export function walkAnyTimes(machine: Machine, cause: UnknownObject, run: () => RuntimeValue): RuntimeValue {
  const undo = declaredSince(machine);
  const { steps: start } = machine;
  let known: number | undefined;
  for (;;) {
    const { taints } = machine;
    const value = walkAllWays(machine, cause, 2, (way) => (way === 0 ? run() : nilObject(undefined)));
    // What was made in the walk itself is tainted anew each time: what outlives it decides.
    const left = machine.taints === taints ? known : unknownsWithin(machine);
    const isDone = machine.oldestDoubt > start && left === known;
    if (machine.exit !== undefined || isDone) return value;
    known = left;
    undo();
  }
}

/** What takes back all that is declared from here on. */
function declaredSince({ pending, resource }: Machine): () => void {
  const lists = [pending, ...(resource === undefined ? [] : listsOf(resource))];
  const lengths = lists.map(({ length }) => length);
  return () => {
    for (const [index, list] of lists.entries()) list.length = lengths[index] ?? 0;
    if (resource !== undefined) resource.propertyIndex = undefined;
  };
}

function listsOf({ properties, attributes, repeated }: ResourceContext): readonly { length: number }[] {
  return [properties, attributes, repeated];
}

/** How much is unknown of what code can get at here: in each walk more of it, or all has been found. */
function unknownsWithin(machine: Machine): number {
  const { frame, levels, nodeConstants, resource, runState } = machine;
  const seen = new Set<RuntimeValue | Scope>();
  const open: RuntimeValue[] = [runState, ...levels.values()];
  const addScope = (innermost: Scope | undefined): void => {
    for (let scope = innermost; scope !== undefined && !seen.has(scope); scope = scope.outer) {
      seen.add(scope);
      for (const { value } of scope.cells?.values() ?? []) open.push(value);
    }
  };
  const addInstance = (instance: CustomInstance | undefined): void => {
    for (const value of instance?.values.values() ?? []) if (value !== "name") open.push(value);
  };
  addScope(machine.scope);
  for (const { value } of [...frame.constants.values(), ...nodeConstants.values()]) open.push(value);
  for (const instance of [frame.instance, frame.self, resource?.instance]) addInstance(instance);
  let count = 0;
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    // An unknown counts wherever it stands.
    if (value.kind === "unknown") count += 1;
    else if (!seen.has(value)) {
      seen.add(value);
      if (isMutable(value) && value.taint !== undefined) count += 1;
      else for (const part of partsOf(value)) open.push(part);
      if (value.kind === "proc") addScope(value.scope);
    }
  }
  charge(machine, seen.size);
  return count;
}
