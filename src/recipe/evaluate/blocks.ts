import { refusedConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import type { Block, Expression } from "../tree.js";
import { bindParameters, isList } from "./binding.js";
import { bounded, walkAllWays } from "./branches.js";
import { charge, openScope, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import { arrayObject, nilObject } from "./value.js";
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
 * Calls a block with values, or with one that nobody knows. Its scope is its own; the body of a `for` has none, and
 * assigns its variables.
 */
export function callBlock(
  machine: Machine,
  block: Block,
  given: readonly RuntimeValue[] | UnknownObject,
  lambda = false,
): RuntimeValue {
  const { scope, statement } = machine;
  const { variables } = block;
  machine.blockCalls += 1;
  charge(machine, 1);
  if (variables === undefined) machine.scope = openScope(scope);
  else scope.loops += 1;
  const value = bounded(machine, "next", () => {
    machine.statement = undefined;
    if (variables === undefined) bindParameters(machine, block.parameters, given, lambda);
    else machine.prepareTarget(machine, variables)(packed(given));
    machine.statement = statement;
    return runStatements(machine, block.statements, undefined);
  });
  if (variables !== undefined) scope.loops -= 1;
  machine.statement = statement;
  machine.scope = scope;
  return value;
}

/** A block that is kept and called later, wherever that is: it sees what it saw where it stands. */
export function closureOf(
  machine: Machine,
  block: Block,
): (values: readonly RuntimeValue[], place: Origin) => RuntimeValue {
  const { scope, frame, resource } = machine;
  return (values, place) => {
    const caller = { scope: machine.scope, frame: machine.frame, resource: machine.resource };
    Object.assign(machine, { scope, frame, resource });
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

/** What `for` assigns: what it is given, or all of it when that is more than one value. */
function packed(given: readonly RuntimeValue[] | UnknownObject): RuntimeValue {
  if (!isList(given)) return given;
  const [only] = given;
  return only !== undefined && given.length === 1 ? only : arrayObject([...given], undefined);
}

/** A block that may run any number of times, with values that nobody knows: walked once, conditionally. */
export function walkUnknownBlock(machine: Machine, block: Block, cause: UnknownObject): void {
  const element = elementOf(cause);
  bounded(machine, "break", () =>
    walkAllWays(machine, cause, 2, (way) =>
      way === 0 ? callBlock(machine, block, element) : nilObject(undefined),
    ),
  );
}

/** What a block is given of something unknown: of a node attribute one of its elements. */
function elementOf(whole: UnknownObject): UnknownObject {
  if (whole.attribute === undefined) return whole;
  const reason = `an element of ${whole.attribute}`;
  return { ...whole, reason, attribute: `${whole.attribute}[…]` };
}
