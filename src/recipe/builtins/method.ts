import { wrongArgument } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import type { Origin } from "../../source/source.js";
import { makeArray } from "../evaluate/collections.js";
import { charge, exceed, fail, makeString } from "../evaluate/machine.js";
import type { Machine } from "../evaluate/machine.js";
import type { BlockLike } from "../evaluate/pending.js";
import { refuseSecret } from "../evaluate/secrets.js";
import {
  booleanObject,
  describe,
  integerObject,
  nilObject,
  stringObject,
  truthy,
} from "../evaluate/value.js";
import type { MutableObject, RuntimeValue, UnknownObject } from "../evaluate/value.js";

/** A call of a method as its receiver sees it. */
export interface MethodCall {
  readonly name: string;
  readonly arguments: readonly RuntimeValue[];
  /** The last argument is a hash that was given as bare pairs. */
  readonly bare?: boolean;
  readonly block: BlockLike | undefined;
  readonly origin: Origin;
}

/** One call of a built-in method. Receiver and arguments are known, but what a list among them holds may not be. */
export interface Invocation<R extends RuntimeValue> extends MethodCall {
  readonly machine: Machine;
  readonly receiver: R;
  /** The positional ones. */
  readonly arguments: readonly RuntimeValue[];
  /** All as they were written. */
  readonly given: readonly RuntimeValue[];
  /** Those given by name, of a method that takes such. */
  readonly keywords: ReadonlyMap<string, RuntimeValue>;
  /** Calls a block; `ask` is the usual way to it. */
  readonly yield: (machine: Machine, block: BlockLike, values: readonly RuntimeValue[]) => RuntimeValue;
  /** Calls a method; `send` is the usual way to it. */
  readonly call: (machine: Machine, receiver: RuntimeValue, call: MethodCall) => RuntimeValue;
}

interface Traits {
  /**
   * What it does with a block: nothing, something if there is one, something always; or it walks its receiver, and
   * gives an enumerator when there is none.
   */
  readonly block: "none" | "optional" | "required" | "walks";
  /** Its keyword arguments. */
  readonly keywords: readonly string[];
  /** Whether it changes its receiver: `perhaps` when a frozen one is refused only where something would change. */
  readonly changes: "never" | "perhaps" | "always";
  /** Its work does not grow with its receiver, or it charges for it. */
  readonly cheap: boolean;
  /** Arguments that are unknown are its own affair; otherwise they make the result unknown. */
  readonly takesUnknown: boolean;
}

/** A row of a table of methods. */
export interface Method<R extends RuntimeValue> extends Traits {
  readonly least: number;
  readonly most: number;
  /** Undefined for a use of it that mofsmith does not evaluate; nothing has happened then. */
  readonly run: (call: Invocation<R>) => RuntimeValue | undefined;
}

export type Row<R extends RuntimeValue> = readonly [string, Method<R>];
export type MethodTable<R extends RuntimeValue> = ReadonlyMap<string, Method<R>>;

const plain: Traits = {
  block: "none",
  keywords: [],
  changes: "never",
  cheap: false,
  takesUnknown: false,
};

/** A row without a block: name, fewest and most arguments, and what it does. */
export function pure<R extends RuntimeValue>(
  name: string,
  least: number,
  most: number,
  run: Method<R>["run"],
  traits?: Partial<Traits>,
): Row<R> {
  return [name, { ...plain, least, most, run, ...traits }];
}

/** A row for a method that calls a block, by default one that walks its receiver. */
export function iterating<R extends RuntimeValue>(
  name: string,
  least: number,
  most: number,
  run: Method<R>["run"],
  traits?: Partial<Traits>,
): Row<R> {
  return [name, { ...plain, block: "walks", least, most, run, ...traits }];
}

/** A row for a method that changes its receiver. */
export function changing<R extends MutableObject>(
  name: string,
  least: number,
  most: number,
  run: Method<R>["run"],
  traits?: Partial<Traits>,
): Row<R> {
  return [name, { ...plain, changes: "always", least, most, run, ...traits }];
}

/** Rows as a table, some of them under other names too. */
export function tableOf<R extends RuntimeValue>(
  rows: readonly Row<R>[],
  names: Readonly<Record<string, string>> = {},
): MethodTable<R> {
  const table = new Map(rows);
  for (const [name, existing] of Object.entries(names)) {
    const method = table.get(existing);
    if (method !== undefined) table.set(name, method);
  }
  return table;
}

/** A table with the methods of others that it has none of its own for, the nearest ancestor first. */
export function inherit<R extends RuntimeValue>(...tables: readonly MethodTable<R>[]): MethodTable<R> {
  return new Map(tables.toReversed().flatMap((table) => [...table]));
}

/** What the block makes of these values; nil without a block. */
export function ask<R extends RuntimeValue>(call: Invocation<R>, ...values: RuntimeValue[]): RuntimeValue {
  return call.block === undefined ? nilObject(call.origin) : call.yield(call.machine, call.block, values);
}

/** Calls a method of a value. */
export function send<R extends RuntimeValue>(
  call: Invocation<R>,
  receiver: RuntimeValue,
  name: string,
  ...values: RuntimeValue[]
): RuntimeValue {
  return call.call(call.machine, receiver, {
    name,
    arguments: values,
    block: undefined,
    origin: call.origin,
  });
}

/** What a method that walks its receiver gives without a block. */
export function enumerator({ receiver, name, given, bare, origin }: Invocation<RuntimeValue>): RuntimeValue {
  return { kind: "enumerator", receiver, method: name, arguments: given, bare: bare === true, origin };
}

/** What `dup` and `clone` give: a clone of something frozen is frozen too. */
export function copied<R extends MutableObject>(call: Invocation<R>, copy: R): R {
  const freeze = call.keywords.get("freeze");
  const kept = freeze === undefined || freeze.kind === "nil" ? call.receiver.frozen : truthy(freeze);
  copy.frozen = call.name === "clone" && kept;
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

export function nothing<R extends RuntimeValue>(call: Invocation<R>): RuntimeValue {
  return nilObject(call.origin);
}

export function list<R extends RuntimeValue>(call: Invocation<R>, items: RuntimeValue[]): RuntimeValue {
  return makeArray(call.machine, items, call.origin);
}

export function textList<R extends RuntimeValue>(
  call: Invocation<R>,
  texts: readonly string[],
): RuntimeValue {
  const { machine, origin } = call;
  if (texts.length > machine.limits.collection) return exceed(machine, origin, "collection");
  if (!charge(machine, texts.length, origin)) return exceed(machine, origin, "steps");
  return list(
    call,
    texts.map((item) => stringObject(item, origin)),
  );
}

/** Reports that an argument has the wrong kind. */
export function wrong<R extends RuntimeValue>(
  call: Invocation<R>,
  argument: RuntimeValue | undefined,
  wanted: string,
): UnknownObject {
  if (argument?.kind === "secret")
    return refuseSecret(call.machine, `given to "${excerpt(call.name)}"`, call.origin);
  const given = argument === undefined ? "nothing" : describe(argument);
  const place = argument?.origin ?? call.origin;
  return fail(
    call.machine,
    call.origin,
    `the result of "${call.name}"`,
    wrongArgument(place, { name: call.name, given, wanted }),
  );
}
