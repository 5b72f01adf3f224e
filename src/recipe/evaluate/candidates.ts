import type { HashObject, RuntimeValue, UnknownObject } from "./value.js";

// An unknown remembers the values that it may be, and those that may be in it: when something is done to it that
// changes its receiver, they are what may have changed (`doubts.ts`). A list of them stays short, since what it would
// be too long for becomes a candidate of its own, whose candidates are followed in turn.

/** So many candidates an unknown has at most. */
const most = 16;

/** An unknown that may be one of these values. */
export function maybe(doubt: UnknownObject, values: readonly RuntimeValue[]): UnknownObject {
  if (!values.some((value) => addsTo(doubt, value))) return madeOf(doubt, values);
  const be = new Set(doubt.mayBe);
  const hold = new Set(doubt.mayHold);
  for (const value of values) {
    if (value.kind === "unknown") {
      for (const one of value.mayBe) be.add(one);
      for (const one of value.mayHold) hold.add(one);
    } else if (canChange(value)) be.add(value);
  }
  return remembering(madeOf(doubt, values), [...be], [...hold]);
}

/** An unknown in which these values may be. */
export function holding(doubt: UnknownObject, values: readonly RuntimeValue[]): UnknownObject {
  if (!values.some((value) => addsTo(doubt, value))) return madeOf(doubt, values);
  return remembering(madeOf(doubt, values), doubt.mayBe, [
    ...new Set([...doubt.mayHold, ...values.flatMap(candidates)]),
  ]);
}

/** An unknown whose text may be made of those of these values. */
export function madeOf(doubt: UnknownObject, values: readonly RuntimeValue[]): UnknownObject {
  const parts = values.filter((value) => value !== doubt && mayBeText(value));
  if (parts.length === 0) return doubt;
  return { ...doubt, parts: doubt.parts.length === 0 ? parts : [doubt, ...parts] };
}

function mayBeText(value: RuntimeValue): boolean {
  switch (value.kind) {
    case "string":
    case "symbol":
    case "integer":
    case "array":
    case "hash":
      return true;
    case "unknown":
      return value.parts.length > 0;
    default:
      return false;
  }
}

/** An element of an unknown, or an unknown that may be the other itself as well as one of its elements. */
export function inside(doubt: UnknownObject): UnknownObject {
  const { mayBe, mayHold } = doubt;
  return mayHold.length === 0
    ? doubt
    : { ...doubt, mayBe: [...new Set([...mayBe, ...mayHold])], mayHold: [] };
}

/** Puts values into an unknown. */
export function putInto(target: UnknownObject, values: readonly RuntimeValue[]): void {
  const { mayHold, parts } = target;
  parts.push(...values.filter(mayBeText));
  for (const value of values.flatMap(candidates)) if (!mayHold.includes(value)) mayHold.push(value);
  if (mayHold.length > most) mayHold.push({ ...target, mayBe: [], mayHold: mayHold.splice(0) });
}

function candidates(value: RuntimeValue): readonly RuntimeValue[] {
  if (value.kind === "unknown") return [...value.mayBe, ...value.mayHold];
  return canChange(value) ? [value] : [];
}

function addsTo(doubt: UnknownObject, value: RuntimeValue): boolean {
  if (value.kind !== "unknown") return canChange(value);
  return value !== doubt && value.mayBe.length + value.mayHold.length > 0;
}

function remembering(
  doubt: UnknownObject,
  mayBe: readonly RuntimeValue[],
  mayHold: RuntimeValue[],
): UnknownObject {
  const known = { ...doubt, mayBe, mayHold };
  return mayBe.length + mayHold.length <= most ? known : { ...doubt, mayBe: [known], mayHold: [] };
}

/** Whether a value, or something that it gets at, could change. Node attributes cannot. */
export function canChange(value: RuntimeValue): boolean {
  switch (value.kind) {
    case "string":
      return value.attribute === undefined && !value.frozen;
    case "array":
    case "hash":
      return value.attribute === undefined;
    case "range":
      return canChange(value.from) || canChange(value.to);
    case "credential":
    case "enumerator":
    case "instance":
    case "level":
    case "proc":
    case "unknown":
      return true;
    default:
      return false;
  }
}

/** What a value is made of, as far as a recipe can get at it there. */
export function partsOf(value: RuntimeValue): readonly RuntimeValue[] {
  switch (value.kind) {
    case "array":
      return value.taint === undefined ? value.items : [...value.items, value.taint];
    case "hash":
      return partsOfHash(value);
    case "range":
      return [value.from, value.to];
    case "credential":
      return [value.userName, value.password()];
    case "enumerator":
      return [value.receiver, ...value.arguments];
    case "instance":
      return [value.properties];
    case "unknown":
      return [...value.mayBe, ...value.mayHold];
    default:
      return value.kind === "string" && value.taint !== undefined ? [value.taint] : [];
  }
}

function partsOfHash({ entries, missing, taint }: HashObject): readonly RuntimeValue[] {
  const parts: RuntimeValue[] = [];
  for (const { key, value } of entries.values()) parts.push(key, value);
  if (missing?.kind === "value") parts.push(missing.value);
  if (taint !== undefined) parts.push(taint);
  return parts;
}
