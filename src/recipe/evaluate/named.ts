import { attributeChangers } from "../builtins/names.js";
import { attributeRow } from "./attribute-table.js";
import { maybe } from "./candidates.js";
import { taintAll } from "./doubts.js";
import { levelNames, loseAttributes } from "./levels.js";
import type { Machine } from "./machine.js";
import type { ResourceContext } from "./pending.js";
import type { RuntimeValue, Scope, UnknownObject } from "./value.js";

/**
 * What names in code that is not evaluated stand for may have been changed there, and be what it gives. A word of the
 * resource whose block the code stands in may have set something.
 */
export function doubtNamed(machine: Machine, names: readonly string[], doubt: UnknownObject): UnknownObject {
  const { resource, frame } = machine;
  const values = names.flatMap((name) => valuesNamed(machine, name));
  taintAll(machine, values, doubt);
  const levels = frame.kind === "attributes" || names.includes("node");
  if (levels && names.some((name) => levelNames.has(name) || attributeChangers.has(name)))
    loseAttributes(machine, doubt);
  if (names.includes("run_state")) taintAll(machine, [machine.runState], doubt);
  if (resource !== undefined && names.some((name) => setsIn(resource, name))) resource.doubt ??= doubt;
  return maybe(doubt, values);
}

/** The values of the locals that can be seen, and of the constants, that a name may mean. */
function valuesNamed({ frame, scope: innermost }: Machine, name: string): readonly RuntimeValue[] {
  const values: RuntimeValue[] = [];
  for (let scope: Scope | undefined = innermost; scope !== undefined; scope = scope.outer) {
    const value = scope.cells?.get(name)?.value;
    if (value !== undefined) values.push(value);
  }
  for (const [path, { value }] of frame.constants) if (path.split("::").at(-1) === name) values.push(value);
  return values;
}

/** Whether a word that starts a line in a block sets something there. */
function setsIn({ instance, kind }: ResourceContext, name: string): boolean {
  if (kind === "other") return false;
  const isProperty = name === "property" && kind === "resource";
  return (
    isProperty || instance?.resource.properties.has(name) === true || attributeRow(name, kind) !== undefined
  );
}
