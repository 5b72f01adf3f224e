import { compare } from "../../evaluate/equality.js";
import { refuse } from "../../evaluate/refusals.js";
import { floatObject, integerObject } from "../../evaluate/value.js";
import type { FloatObject, IntegerObject, RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { argument, given, pay } from "../given.js";
import { ask, enumerator, iterating, nothing, wrong } from "../method.js";
import type { Invocation, Row } from "../method.js";

type NumberObject = IntegerObject | FloatObject;
type NumberCall = Invocation<NumberObject>;

export function isNumber(value: RuntimeValue | undefined): value is NumberObject {
  return value?.kind === "integer" || value?.kind === "float";
}

function floatOf(value: NumberObject): number {
  return value.kind === "float" ? value.number : Number(value.value);
}

/**
 * How often a float goes from one number to another in equal steps (Ruby, `ruby_float_step_size`): a little more
 * than the division says, since the last step may fail to hit the end by a rounding error.
 */
function floatSteps(from: number, to: number, by: number, exclusive: boolean): number {
  const rounds = (to - from) / by;
  const error = ((Math.abs(from) + Math.abs(to) + Math.abs(to - from)) / Math.abs(by)) * Number.EPSILON;
  if (!Number.isFinite(by)) return (by > 0 ? from <= to : from >= to) ? 1 : 0;
  if (!exclusive) return rounds < 0 ? 0 : Math.floor(rounds + Math.min(error, 0.5)) + 1;
  if (rounds <= 0) return 0;
  const whole = rounds < 1 ? 0 : Math.floor(rounds - Math.min(error, 0.5));
  const next = (whole + 1) * by + from;
  const reaches = from < to ? next < to : from > to && next > to;
  return whole + (reaches ? 2 : 1);
}

/** The numbers of a walk in equal steps, up to a limit or without end. */
export function* steps(
  from: NumberObject,
  to: NumberObject | undefined,
  by: NumberObject,
  exclusive: boolean,
): Generator<NumberObject> {
  const { origin } = by;
  if (from.kind === "integer" && by.kind === "integer" && to?.kind !== "float") {
    const end = to?.value;
    const up = by.value > 0n;
    for (let value = from.value; ; value += by.value) {
      if (end !== undefined && (up ? value > end : value < end)) return;
      if (exclusive && value === end) return;
      yield integerObject(value, origin);
    }
  }
  const first = floatOf(from);
  const step = floatOf(by);
  const last = to === undefined ? (step < 0 ? -Infinity : Infinity) : floatOf(to);
  const count = floatSteps(first, last, step, exclusive);
  if (!Number.isFinite(step)) {
    if (count > 0) yield floatObject(first, origin);
    return;
  }
  for (let round = 0; round < count; round += 1) {
    const number = round * step + first;
    const over = step >= 0 ? last < number : number < last;
    yield floatObject(!exclusive && over ? last : number, origin);
  }
}

/** Gives the numbers to the block. */
export function walkSteps(
  call: Invocation<RuntimeValue>,
  numbers: Iterable<RuntimeValue>,
): UnknownObject | undefined {
  for (const number of numbers) {
    const problem = pay(call, 1);
    if (problem !== undefined) return problem;
    ask(call, number);
    if (call.machine.exit !== undefined) break;
  }
  return undefined;
}

/** `step(limit, by)` or `step(to:, by:)`. */
function step(call: NumberCall): RuntimeValue {
  const { receiver, keywords } = call;
  const to = given(call, 0) ?? notNil(keywords.get("to"));
  const by = given(call, 1) ?? notNil(keywords.get("by")) ?? integerObject(1n, call.origin);
  const twice =
    (keywords.has("to") && call.arguments.length > 0) || (keywords.has("by") && call.arguments.length > 1);
  if (twice) return wrong(call, call.arguments[0], "a limit and a step once only");
  if (!isNumber(by)) return by.kind === "unknown" ? by : wrong(call, by, "a number as step");
  if (to !== undefined && !isNumber(to))
    return to.kind === "unknown" ? to : wrong(call, to, "a number as limit");
  if (floatOf(by) === 0) return wrong(call, by, "a step that is not zero");
  if (call.block === undefined) return enumerator(call);
  return walkSteps(call, steps(receiver, to, by, false)) ?? receiver;
}

function notNil(value: RuntimeValue | undefined): RuntimeValue | undefined {
  return value?.kind === "nil" ? undefined : value;
}

/** `upto` and `downto`: integers one by one up to a number. */
function count(call: Invocation<IntegerObject>, direction: 1n | -1n): RuntimeValue {
  const { machine, receiver, origin } = call;
  const limit = argument(call, 0);
  if (!isNumber(limit)) return refuse(machine, direction === 1n ? ">" : "<", receiver, limit, origin);
  for (let value = receiver.value; machine.exit === undefined; value += direction) {
    const number = integerObject(value, origin);
    const order = compare(machine, number, limit, origin);
    if (typeof order !== "number" || BigInt(order) === direction) break;
    ask(call, number);
  }
  return receiver;
}

function times(call: Invocation<IntegerObject>): RuntimeValue {
  const { machine, receiver, origin } = call;
  for (let value = 0n; value < receiver.value && machine.exit === undefined; value += 1n)
    ask(call, integerObject(value, origin));
  return receiver;
}

/** `step` of numbers. */
export const stepRow: Row<NumberObject> = iterating<NumberObject>("step", 0, 2, step, {
  block: "optional",
  keywords: ["by", "to"],
});

/** The walks of integers. */
export const integerWalks: readonly Row<IntegerObject>[] = [
  iterating<IntegerObject>("times", 0, 0, times),
  iterating<IntegerObject>("upto", 1, 1, (call) => count(call, 1n)),
  iterating<IntegerObject>("downto", 1, 1, (call) => count(call, -1n)),
];

/** Nothing for a number that is zero, as `nonzero?` tells. */
export function unlessZero(call: NumberCall): RuntimeValue {
  return floatOf(call.receiver) === 0 ? nothing(call) : call.receiver;
}
