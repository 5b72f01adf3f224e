import type { Parameter, RestTarget, Target } from "../tree.js";
import { walkAllWays } from "./branches.js";
import { makeArray } from "./collections.js";
import { defineLocal, originOf } from "./machine.js";
import type { Machine } from "./machine.js";
import { nilObject } from "./value.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

/** Values that are handed over: so many, or nobody knows which and how many. */
export type Given = readonly RuntimeValue[] | UnknownObject;

export function isList(given: Given): given is readonly RuntimeValue[] {
  return Array.isArray(given);
}

/** The values of an array that is taken apart; anything else is one value. */
export function takeApart(value: RuntimeValue): Given {
  if (value.kind === "array") return value.taint ?? value.items;
  return value.kind === "unknown" ? value : [value];
}

/** Something that is given values: a parameter, or a target of an assignment. */
type Taker = Parameter | Target | RestTarget;

/** What each of several takers gets; of something unknown all get it. Undefined: there is none for it. */
export function sharesOf(
  machine: Machine,
  takers: readonly Taker[],
  given: Given,
): readonly (RuntimeValue | undefined)[] {
  if (!isList(given)) return takers.map(() => given);
  return takers.some(isFlexible) ? shareOut(machine, takers, given) : given;
}

/** First come those that must have a value, from the left, then the optional ones, and a rest gets what is left. */
function shareOut(
  machine: Machine,
  takers: readonly Taker[],
  values: readonly RuntimeValue[],
): readonly (RuntimeValue | undefined)[] {
  let spare = values.length;
  for (const taker of takers) if (!isFlexible(taker)) spare -= 1;
  let next = 0;
  return takers.map((taker) => {
    if (!isFlexible(taker)) return values[next++];
    if (taker.kind === "optional parameter") return spare-- > 0 ? values[next++] : undefined;
    const rest = values.slice(next, next + Math.max(0, spare));
    next += rest.length;
    return makeArray(machine, rest, originOf(machine, taker));
  });
}

function isFlexible({ kind }: Taker): boolean {
  return kind === "optional parameter" || kind === "rest parameter" || kind === "rest target";
}

/**
 * Gives a block's parameters their values. A block of several parameters takes a single array apart; one that is
 * given nothing is nil, or its own default; a lambda takes what it is given. Lists in parentheses come last, when all defaults have been evaluated
 * (vm_args.c, `setup_parameters_complex`).
 */
export function bindParameters(
  machine: Machine,
  parameters: readonly Parameter[],
  given: Given,
  lambda = false,
): void {
  const [only, more] = isList(given) ? given : [];
  const alone = only !== undefined && more === undefined && !lambda;
  const values = alone && takesApart(parameters) ? takeApart(only) : given;
  const shares = sharesOf(machine, parameters, values);
  let lists = false;
  for (const [index, parameter] of parameters.entries()) {
    lists ||= parameter.kind === "parameters";
    // Of several parameters `_` the first counts.
    if (parameter.kind === "parameters" || machine.scope.cells?.has(parameter.name ?? "") === true) continue;
    const value = valueOf(machine, parameter, shares[index], values);
    if (parameter.name !== undefined) defineLocal(machine.scope, parameter.name, { value });
  }
  if (!lists) return;
  for (const [index, parameter] of parameters.entries())
    if (parameter.kind === "parameters") destructure(machine, parameter.items, shares[index]);
}

/** Whether a block takes a single array apart: `|a, b|`, `|a,|`, `|*a, b|`, but not `|a|`, `|(a, b)|`, `|*a|`, `|a = 1, *b|`. */
function takesApart(parameters: readonly Parameter[]): boolean {
  if (parameters.length < 2) return false;
  let optional = 0;
  for (const { kind } of parameters) {
    if (kind === "parameter" || kind === "parameters") return true;
    if (kind === "optional parameter") optional += 1;
  }
  return optional > 1;
}

/** A parameter's value; its default when it gets none, which may be so when nobody knows what is given. */
function valueOf(
  machine: Machine,
  parameter: Parameter,
  share: RuntimeValue | undefined,
  given: Given,
): RuntimeValue {
  if (parameter.kind !== "optional parameter") return share ?? nilObject(undefined);
  const { value } = parameter;
  if (share === undefined) return machine.evaluate(machine, value);
  if (isList(given)) return share;
  walkAllWays(machine, given, 2, (way) =>
    way === 0 ? machine.evaluate(machine, value) : nilObject(undefined),
  );
  return given;
}

function destructure(
  machine: Machine,
  items: readonly Parameter[],
  value: RuntimeValue = nilObject(undefined),
): void {
  const shares = sharesOf(machine, items, takeApart(value));
  for (const [index, item] of items.entries()) {
    const share = shares[index] ?? nilObject(undefined);
    if (item.kind === "parameters") destructure(machine, item.items, share);
    else if (item.name !== undefined) defineLocal(machine.scope, item.name, { value: share });
  }
}
