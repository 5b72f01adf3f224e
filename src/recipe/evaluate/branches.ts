import { assignCell } from "./machine.js";
import type { Cell, Journal, Machine } from "./machine.js";
import type { RuntimeValue, UnknownObject } from "./value.js";
import { nilObject } from "./value.js";

/** How one way of a branch ended. */
interface Way {
  readonly value: RuntimeValue;
  readonly returned: boolean;
  /** The variables it assigned, with what they were at its end. */
  readonly after: ReadonlyMap<Cell, RuntimeValue>;
}

/**
 * Walks every way that a branch on something unknown may take: what is declared inside is conditional, and a
 * variable that differs afterwards is unknown. `walk(index)` evaluates one way. The result is the value all
 * ways agree on, else the condition's unknown.
 */
export function walkAllWays(
  machine: Machine,
  condition: UnknownObject,
  count: number,
  walk: (way: number) => RuntimeValue,
): RuntimeValue {
  const outerJournal = machine.journal;
  const outerCondition = machine.conditional;
  const outerWithin = machine.within;
  const before: Journal = new Map();
  const ways: Way[] = [];
  machine.conditional = outerCondition ?? condition;
  machine.within ??= condition;
  for (let index = 0; index < count && machine.exit === undefined; index += 1) {
    const journal: Journal = new Map();
    machine.journal = journal;
    const value = walk(index);
    const after = new Map<Cell, RuntimeValue>();
    for (const [cell, old] of journal) {
      after.set(cell, cell.value);
      if (!before.has(cell)) before.set(cell, old);
      cell.value = old;
    }
    const returned = leaveBranch(machine);
    ways.push({ value, returned, after });
  }
  machine.journal = outerJournal;
  machine.conditional = outerCondition;
  machine.within = outerWithin;
  return join(machine, condition, ways, before);
}

/** A `return` on one way does not end the others; a limit ends everything. */
function leaveBranch(machine: Machine): boolean {
  if (machine.exit !== "return") return false;
  machine.exit = undefined;
  return true;
}

function join(
  machine: Machine,
  condition: UnknownObject,
  ways: readonly Way[],
  before: ReadonlyMap<Cell, RuntimeValue>,
): RuntimeValue {
  const going = ways.filter((way) => !way.returned);
  if (going.length < ways.length) {
    if (going.length === 0) machine.exit ??= "return";
    else machine.mayHaveEnded ??= condition;
  }
  for (const [cell, old] of before) {
    const values = going.map((way) => way.after.get(cell) ?? old);
    assignCell(machine, cell, agreed(values, condition));
  }
  return agreed(
    going.map((way) => way.value),
    condition,
  );
}

function agreed(values: readonly RuntimeValue[], condition: UnknownObject): RuntimeValue {
  const [first, ...others] = values;
  if (first === undefined) return nilObject(undefined);
  return others.every((other) => same(first, other)) ? first : condition;
}

/** The same object, or the same unchangeable value. */
function same(left: RuntimeValue, right: RuntimeValue): boolean {
  if (left === right) return true;
  switch (left.kind) {
    case "nil":
      return right.kind === "nil" && left.missing === right.missing;
    case "boolean":
      return right.kind === "boolean" && left.value === right.value;
    case "integer":
      return right.kind === "integer" && left.value === right.value;
    case "float":
      return right.kind === "float" && Object.is(left.number, right.number);
    case "symbol":
      return right.kind === "symbol" && left.text === right.text;
    case "string":
      return right.kind === "string" && left.text === right.text && left.taint === right.taint;
    default:
      return false;
  }
}
