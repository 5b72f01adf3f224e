import { unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import type { PendingAttribute, ResourceContext } from "./pending.js";
import { truthy, unknownIn } from "./value.js";
import type { ProcObject, UnknownObject } from "./value.js";

/** What a guard says: the block is left out, let through, or it is not known why not. */
export type Verdict = "fails" | "passes" | Undecided;

interface Undecided extends UnknownObject {
  /** It asks what no node data would answer. */
  readonly undecidable?: true;
}

export function isGuard({ name }: PendingAttribute): boolean {
  return name === "not_if" || name === "only_if";
}

/**
 * What the guards of a block say together, each asked when Chef asks it: when the recipes have ended. A guard that is
 * a command is asked on the machine, and has no verdict.
 */
export function guardVerdicts(
  machine: Machine,
  { repeated }: ResourceContext,
): ReadonlyMap<PendingAttribute, Verdict> {
  const verdicts = new Map<PendingAttribute, Verdict>();
  for (const attribute of repeated) {
    if (!isGuard(attribute) || attribute.guard === undefined) continue;
    verdicts.set(attribute, attribute.conditional ?? verdictOf(machine, attribute, attribute.guard));
  }
  return verdicts;
}

/**
 * Calls the guard's block. What cannot be evaluated in it is no mistake of the recipe: the guard is then one that
 * only the machine can answer, and that is what is told.
 */
function verdictOf(machine: Machine, { name, nameOrigin }: PendingAttribute, guard: ProcObject): Verdict {
  const before = machine.diagnostics.length;
  const value = machine.callProc(machine, guard, []);
  const doubt = unknownIn(value);
  const problem = machine.diagnostics[before];
  if (doubt === undefined && problem?.severity !== "error")
    return truthy(value) === (name === "only_if") ? "passes" : "fails";
  if (machine.exit === undefined) takeBack(machine, before);
  if (doubt === undefined) return { ...unknown(nameOrigin, "what it asks", ""), undecidable: true };
  if (problem === undefined) return doubt;
  // The remedy of something that has just been taken back names a message that nobody sees.
  const remedy = doubt.diagnostic === undefined ? doubt.remedy : "";
  return { ...doubt, diagnostic: undefined, remedy, undecidable: true };
}

/** Forgets the diagnostics from an index on. */
function takeBack(machine: Machine, from: number): void {
  machine.diagnostics.length = from;
  for (const [key, index] of machine.told) if (index >= from) machine.told.delete(key);
}
