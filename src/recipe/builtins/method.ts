import { wrongArgument } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import { makeArray } from "../evaluate/collections.js";
import { fail, makeString } from "../evaluate/machine.js";
import type { Machine } from "../evaluate/machine.js";
import type { BlockLike } from "../evaluate/pending.js";
import { booleanObject, describe, integerObject, stringObject } from "../evaluate/value.js";
import type { MutableObject, RuntimeValue, UnknownObject } from "../evaluate/value.js";

/** One call of a built-in method: the receiver and all arguments are known. */
export interface Invocation<R extends RuntimeValue> {
  readonly machine: Machine;
  readonly name: string;
  readonly receiver: R;
  readonly arguments: readonly RuntimeValue[];
  readonly block: BlockLike | undefined;
  /** Calls the block; gives nil when there is none. */
  readonly yield: (machine: Machine, block: BlockLike, values: readonly RuntimeValue[]) => RuntimeValue;
  readonly origin: Origin;
}

/** A row of a table of methods. */
export interface Method<R extends RuntimeValue> {
  readonly least: number;
  readonly most: number;
  /** Whether it makes no sense without a block. */
  readonly block: "none" | "optional" | "required";
  readonly run: (call: Invocation<R>) => RuntimeValue;
}

export type MethodTable<R extends RuntimeValue> = ReadonlyMap<string, Method<R>>;

/** A row without a block: name, fewest and most arguments, and what it does. */
export function pure<R extends RuntimeValue>(
  name: string,
  least: number,
  most: number,
  run: Method<R>["run"],
): readonly [string, Method<R>] {
  return [name, { least, most, block: "none", run }];
}

/** A row for a method that calls a block. */
export function iterating<R extends RuntimeValue>(
  name: string,
  least: number,
  most: number,
  run: Method<R>["run"],
  block: "optional" | "required" = "required",
): readonly [string, Method<R>] {
  return [name, { least, most, block, run }];
}

/** The rows again under another name. */
export function alias<R extends RuntimeValue>(
  rows: readonly (readonly [string, Method<R>])[],
  names: Readonly<Record<string, string>>,
): MethodTable<R> {
  const table = new Map(rows);
  for (const [name, existing] of Object.entries(names)) {
    const method = table.get(existing);
    if (method !== undefined) table.set(name, method);
  }
  return table;
}

/** What `dup` and `clone` give: a clone of something frozen is frozen too. */
export function copied<R extends MutableObject>(call: Invocation<R>, copy: R): R {
  copy.frozen = call.name === "clone" && call.receiver.frozen;
  return copy;
}

export function text<R extends RuntimeValue>(call: Invocation<R>, value: string): RuntimeValue {
  return makeString(call.machine, value, call.origin);
}

export function truth<R extends RuntimeValue>(call: Invocation<R>, value: boolean): RuntimeValue {
  return booleanObject(value, call.origin);
}

export function whole<R extends RuntimeValue>(call: Invocation<R>, value: number): RuntimeValue {
  return integerObject(BigInt(value), call.origin);
}

export function list<R extends RuntimeValue>(call: Invocation<R>, items: RuntimeValue[]): RuntimeValue {
  return makeArray(call.machine, items, call.origin);
}

export function textList<R extends RuntimeValue>(
  call: Invocation<R>,
  texts: readonly string[],
): RuntimeValue {
  return list(
    call,
    texts.map((item) => stringObject(item, call.origin)),
  );
}

/** The text of an argument that has to be a string; undefined, and an error, when it is none. */
export function textArgument<R extends RuntimeValue>(
  call: Invocation<R>,
  index: number,
): string | UnknownObject {
  const argument = call.arguments[index];
  return argument?.kind === "string" ? argument.text : wrong(call, argument, "a String");
}

/** Reports that an argument has the wrong kind. */
export function wrong<R extends RuntimeValue>(
  call: Invocation<R>,
  argument: RuntimeValue | undefined,
  wanted: string,
): UnknownObject {
  const given = argument === undefined ? "nothing" : describe(argument);
  const place = argument?.origin ?? call.origin;
  return fail(
    call.machine,
    call.origin,
    `the result of "${call.name}"`,
    wrongArgument(place, { name: call.name, given, wanted }),
  );
}
