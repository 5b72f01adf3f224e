import { smallInteger } from "../evaluate/collections.js";
import { charge, exceed } from "../evaluate/machine.js";
import { arrayObject, nilObject, unknownIn } from "../evaluate/value.js";
import type { ArrayObject, HashObject, RuntimeValue, UnknownObject } from "../evaluate/value.js";
import { asHash } from "./hash/data-bag-item.js";
import { wrong } from "./method.js";
import type { Invocation } from "./method.js";

/** The text of an argument that has to be a string; an error when it is none. */
export function textGiven<R extends RuntimeValue>(
  call: Invocation<R>,
  index: number,
): string | UnknownObject {
  const argument = call.arguments[index];
  return argument?.kind === "string" ? argument.text : wrong(call, argument, "a String");
}

/** The texts of all arguments. */
export function textsGiven<R extends RuntimeValue>(call: Invocation<R>): string[] | UnknownObject {
  const texts: string[] = [];
  for (const index of call.arguments.keys()) {
    const text = textGiven(call, index);
    if (typeof text !== "string") return text;
    texts.push(text);
  }
  return texts;
}

/** An argument that has to be an integer; a float is cut off, as Ruby's `to_int` does. */
export function integerGiven<R extends RuntimeValue>(
  call: Invocation<R>,
  index: number,
): number | UnknownObject {
  const argument = call.arguments[index];
  const number = argument === undefined ? undefined : smallInteger(argument);
  return number ?? wrong(call, argument, "an Integer");
}

/** How many: an integer that is not negative. */
export function countGiven<R extends RuntimeValue>(
  call: Invocation<R>,
  index: number,
): number | UnknownObject {
  const number = integerGiven(call, index);
  if (typeof number !== "number" || number >= 0) return number;
  return wrong(call, call.arguments[index], "an Integer that is not negative");
}

/** An argument that has to be an array; one whose contents are unknown is that unknown. */
export function arrayGiven<R extends RuntimeValue>(
  call: Invocation<R>,
  index: number,
): ArrayObject | UnknownObject {
  const argument = call.arguments[index];
  if (argument?.kind !== "array")
    return (argument && unknownIn(argument)) ?? wrong(call, argument, "an Array");
  return argument.taint ?? argument;
}

/** An argument that has to be a hash. */
export function hashGiven<R extends RuntimeValue>(
  call: Invocation<R>,
  index: number,
): HashObject | UnknownObject {
  const argument = call.arguments[index];
  if (argument?.kind !== "hash") return (argument && unknownIn(argument)) ?? wrong(call, argument, "a Hash");
  if (argument.taint !== undefined) return argument.taint;
  const hash = asHash(call.machine, argument, call.origin);
  return hash.kind === "hash" ? hash : (unknownIn(hash) ?? wrong(call, hash, "a Hash"));
}

/** An argument that is there and not nil. */
export function given<R extends RuntimeValue>(call: Invocation<R>, index: number): RuntimeValue | undefined {
  const argument = call.arguments[index];
  return argument?.kind === "nil" ? undefined : argument;
}

/** The argument at an index, of a method whose row says that it is there. */
export function argument<R extends RuntimeValue>(call: Invocation<R>, index: number): RuntimeValue {
  return call.arguments[index] ?? nilObject(call.origin);
}

/** The pairs of a hash as arrays. */
export function pairsOf({ entries }: HashObject): ArrayObject[] {
  return Array.from(entries.values(), ({ key, value }) => arrayObject([key, value], undefined));
}

/** Charges for work inside of a method; the unknown when it was too much. */
export function pay<R extends RuntimeValue>(call: Invocation<R>, steps: number): UnknownObject | undefined {
  const { machine, origin } = call;
  return charge(machine, steps, origin) ? undefined : exceed(machine, origin, "steps");
}
