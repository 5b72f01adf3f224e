import { refusedConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import type { Block, Expression } from "../tree.js";
import { bounded, walkAllWays } from "./branches.js";
import { charge, defineLocal, openScope, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import { nilObject, unknownIn } from "./value.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

/**
 * Statements in order; the last one's value. Each is marked as a statement when the code it belongs to stands
 * as one itself, and as part of a value otherwise.
 */
export function runStatements(
  machine: Machine,
  statements: readonly Expression[],
  place: Origin | undefined,
): RuntimeValue {
  let value: RuntimeValue = nilObject(place);
  const alone = machine.statement !== undefined;
  for (const statement of statements) {
    machine.running = statement;
    machine.statement = alone ? statement : undefined;
    value = machine.evaluate(machine, statement);
    if (machine.exit !== undefined) break;
  }
  return value;
}

/**
 * Calls a block, in a scope of its own. As in Ruby a block of several parameters takes a single array apart;
 * what is not given is nil.
 */
export function callBlock(machine: Machine, block: Block, values: readonly RuntimeValue[]): RuntimeValue {
  const outer = machine.scope;
  const [only] = values;
  const given =
    block.parameters.length > 1 && values.length === 1 && only !== undefined
      ? spread(only, block.parameters.length)
      : values;
  machine.scope = openScope(outer);
  let index = 0;
  for (const { name } of block.parameters) {
    defineLocal(machine.scope, name, { value: given[index] ?? nilObject(undefined) });
    index += 1;
  }
  const statement = machine.statement;
  machine.blockCalls += 1;
  charge(machine, 1);
  const value = bounded(machine, "next", () => runStatements(machine, block.statements, undefined));
  machine.statement = statement;
  machine.scope = outer;
  return value;
}

/** A block that is kept and called later, wherever that is: it sees what it saw where it stands. */
export function closureOf(
  machine: Machine,
  block: Block,
): (values: readonly RuntimeValue[], place: Origin) => RuntimeValue {
  const { scope, source, dscWords, frozenLiterals, resource } = machine;
  return (values, place) => {
    const caller = {
      scope: machine.scope,
      source: machine.source,
      dscWords: machine.dscWords,
      frozenLiterals: machine.frozenLiterals,
      resource: machine.resource,
    };
    Object.assign(machine, { scope, source, dscWords, frozenLiterals, resource });
    const value = bounded(machine, "break", () => callKept(machine, block, values, place));
    Object.assign(machine, caller);
    return value;
  };
}

/** What a kept block could leave is over by then: Ruby ends the recipe at such a `break`. */
function callKept(
  machine: Machine,
  block: Block,
  values: readonly RuntimeValue[],
  place: Origin,
): RuntimeValue {
  const value = callBlock(machine, block, values);
  if (machine.exit !== "break" && machine.exit !== "return") return value;
  machine.exit = undefined;
  const construct = "`break` or `return` in a block that is called later";
  return warn(machine, place, `the result of ${construct}`, refusedConstruct(place, { construct }));
}

function spread(value: RuntimeValue, count: number): readonly RuntimeValue[] {
  if (value.kind === "array" && value.taint === undefined) return value.items;
  const doubt = unknownIn(value);
  return doubt === undefined || value.kind === "string" ? [value] : Array<RuntimeValue>(count).fill(doubt);
}

/** A block that may run any number of times, with parameters that nobody knows: walked once, conditionally. */
export function walkUnknownBlock(machine: Machine, block: Block, cause: UnknownObject): void {
  const element = elementOf(cause);
  const parameters = block.parameters.map(() => element);
  bounded(machine, "break", () =>
    walkAllWays(machine, cause, 2, (way) =>
      way === 0 ? callBlock(machine, block, parameters) : nilObject(undefined),
    ),
  );
}

/** What a block is given of something unknown: of a node attribute one of its elements. */
function elementOf(whole: UnknownObject): UnknownObject {
  if (whole.attribute === undefined) return whole;
  const reason = `an element of ${whole.attribute}`;
  return { ...whole, reason, attribute: `${whole.attribute}[…]` };
}
