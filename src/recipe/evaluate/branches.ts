import { maybe } from "./candidates.js";
import { assignCell } from "./machine.js";
import type { Exit, Journal, Machine, MayHaveLeft } from "./machine.js";
import { isOne } from "./same.js";
import { nilObject } from "./value.js";
import type { Cell, RuntimeValue, UnknownObject } from "./value.js";

/** An exit that something stops: `end` goes all the way. */
type Jump = Exclude<Exit, "end">;

/** Jumps by how much they leave, least first. */
const jumps: readonly Jump[] = ["next", "break", "return"];

/** How one way of a branch ended. */
interface Way {
  readonly value: RuntimeValue;
  readonly jump: Jump | undefined;
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
  const { journal, conditional, within, unsettled, mayHaveLeft } = machine;
  const before: Journal = new Map();
  const ways: Way[] = [];
  let left = mayHaveLeft;
  machine.conditional ??= condition;
  machine.within ??= condition;
  for (let index = 0; index < count && machine.exit === undefined; index += 1) {
    machine.journal = new Map();
    machine.unsettled = unsettled;
    machine.mayHaveLeft = mayHaveLeft;
    const value = walk(index);
    const after = takeBack(machine.journal, before);
    left = joined(left, machine.mayHaveLeft);
    ways.push({ after, ...endOfWay(machine, value) });
  }
  machine.journal = journal;
  machine.mayHaveLeft = left;
  restore(machine, { conditional, within, unsettled });
  const result = join(machine, condition, ways, before);
  settle(machine);
  return result;
}

/** Gives the variables of a way back what they had before it; the result is what they had at its end. */
function takeBack(journal: Journal, before: Journal): ReadonlyMap<Cell, RuntimeValue> {
  const after = new Map<Cell, RuntimeValue>();
  for (const [cell, old] of journal) {
    after.set(cell, cell.value);
    if (!before.has(cell)) before.set(cell, old);
    cell.value = old;
  }
  return after;
}

/** A jump on one way does not end the others; `end` ends everything. */
function endOfWay(machine: Machine, value: RuntimeValue): Pick<Way, "value" | "jump"> {
  const { exit } = machine;
  if (exit === undefined || exit === "end") return { value, jump: undefined };
  machine.exit = undefined;
  return { value: machine.exitValue, jump: exit };
}

function join(
  machine: Machine,
  condition: UnknownObject,
  ways: readonly Way[],
  before: ReadonlyMap<Cell, RuntimeValue>,
): RuntimeValue {
  const taken = jumps.filter((jump) => ways.some((way) => way.jump === jump));
  let going = ways.filter((way) => way.jump === undefined);
  const [least] = taken;
  if (going.length === 0 && least !== undefined) {
    // All ways leave at least so much; what some leave beyond that is left to see.
    going = ways.filter((way) => way.jump === least);
    machine.exit ??= least;
    taken.shift();
  }
  for (const jump of taken) {
    const values = ways.filter((way) => way.jump === jump).map((way) => way.value);
    machine.mayHaveLeft = doubting(machine.mayHaveLeft, jump, maybe(condition, values));
  }
  // What a way did that ended the recipe matters to nobody; behind a block all other ways meet again.
  const meeting = ways.filter((way) => way.jump !== "return");
  machine.oldestDoubt = Infinity;
  for (const [cell, old] of before) {
    const values = (meeting.length === 0 ? ways : meeting).map((way) => way.after.get(cell) ?? old);
    assignCell(machine, cell, agreed(values, condition));
    if (cell.value.kind === "unknown" && old.kind !== "unknown")
      machine.oldestDoubt = Math.min(machine.oldestDoubt, cell.made ?? 0);
  }
  const value = agreed(
    going.map((way) => way.value),
    condition,
  );
  machine.exitValue = value;
  return value;
}

function agreed(values: readonly RuntimeValue[], condition: UnknownObject): RuntimeValue {
  const [first, ...others] = values;
  if (first === undefined) return nilObject(undefined);
  return others.every((other) => isOne(first, other)) ? first : maybe(condition, values);
}

/**
 * Runs what a jump leaves: a round of a block (`next`), a call with a block (`break`), a recipe (`return`). Behind
 * it everything is as certain as it was before.
 */
export function bounded<T extends RuntimeValue | undefined>(
  machine: Machine,
  jump: Jump,
  run: () => T,
): T | RuntimeValue {
  const { conditional, within, unsettled, mayHaveLeft } = machine;
  if (mayHaveLeft[jump] !== undefined) machine.mayHaveLeft = { ...mayHaveLeft, [jump]: undefined };
  let value: T | RuntimeValue = run();
  const doubt = machine.mayHaveLeft[jump];
  const { exit } = machine;
  if (exit === jump) {
    machine.exit = undefined;
    value = machine.exitValue;
  } else if (exit !== undefined && exit !== "end" && doubt !== undefined) {
    // What leaves more was not reached when the jump was taken.
    machine.exit = undefined;
    machine.mayHaveLeft = doubting(machine.mayHaveLeft, exit, doubt);
  }
  if (machine.mayHaveLeft !== mayHaveLeft) {
    machine.mayHaveLeft = { ...machine.mayHaveLeft, [jump]: mayHaveLeft[jump] };
    restore(machine, { conditional, within, unsettled });
    settle(machine);
  }
  return doubt === undefined ? value : maybe(doubt, value === undefined ? [] : [value]);
}

/** Notes that a jump may have been taken: what follows may not be reached. */
export function mayLeave(machine: Machine, jump: Jump, cause: UnknownObject): void {
  machine.mayHaveLeft = doubting(machine.mayHaveLeft, jump, cause);
  settle(machine);
}

function restore(machine: Machine, doubts: Pick<Machine, "conditional" | "within" | "unsettled">): void {
  machine.conditional = doubts.conditional;
  machine.within = doubts.within;
  machine.unsettled = doubts.unsettled;
}

/** Makes what follows depend on the jumps that may have been taken. */
function settle(machine: Machine): void {
  const { mayHaveLeft } = machine;
  const left = mayHaveLeft.next ?? mayHaveLeft.break;
  machine.conditional ??= left ?? mayHaveLeft.return;
  machine.within ??= left;
  machine.unsettled ??= left;
}

function doubting(left: MayHaveLeft, jump: Jump, cause: UnknownObject): MayHaveLeft {
  const known = left[jump];
  return { ...left, [jump]: known === undefined ? cause : maybe(known, [cause]) };
}

function joined(one: MayHaveLeft, other: MayHaveLeft): MayHaveLeft {
  if (one === other) return one;
  return {
    next: either(one.next, other.next),
    break: either(one.break, other.break),
    return: either(one.return, other.return),
  };
}

function either(one: UnknownObject | undefined, other: UnknownObject | undefined): UnknownObject | undefined {
  return one === undefined || other === undefined ? (one ?? other) : maybe(one, [other]);
}
