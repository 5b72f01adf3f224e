import { excerpt } from "../../diagnostics/excerpt.js";
import type { Origin } from "../../source/source.js";
import { caseEquals, equals, isInstance } from "./equality.js";
import { unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { search } from "./matching.js";
import { hasMethod } from "./methods.js";
import { inspect, textOfValue } from "./text.js";
import { describe, truthy, unknownIn } from "./value.js";
import type { CustomInstance, CustomProperty, RuntimeValue, UnknownObject } from "./value.js";

/** A value that a property is asked to take. */
interface Asked {
  readonly machine: Machine;
  readonly value: RuntimeValue;
  /** The resource that it is for; undefined where the property is defined, and no resource is there to ask. */
  readonly instance: CustomInstance | undefined;
  readonly place: Origin;
}

/** "later": only a resource can tell (Chef::Exceptions::CannotValidateStaticallyError). */
type Answer = boolean | "later" | UnknownObject;

type Check = (asked: Asked, wanted: RuntimeValue) => Answer;

/** Why a value is not taken: what is wanted instead; or that it is not known, or not yet. */
export type Refusal = { readonly wanted: string } | "later" | UnknownObject;

/** The checks that a property's options stand for (`_pv_…` of Chef::Mixin::ParamsValidate). */
const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  [
    "equal_to",
    (asked, wanted) => any(listOf(wanted), (one) => equals(asked.machine, asked.value, one, asked.place)),
  ],
  [
    "kind_of",
    ({ value }, wanted) => any(listOf(wanted), (one) => one.kind === "module" && isInstance(value, one.name)),
  ],
  ["cannot_be", ({ value, place }, wanted) => all(listOf(wanted), (one) => isNot(value, one, place))],
  ["regex", (asked, wanted) => any(listOf(wanted).flatMap(listOf), (one) => matches(asked, one))],
  ["respond_to", ({ value, place }, wanted) => all(listOf(wanted), (name) => responds(value, name, place))],
]);

/** Whether an option of a property stands for a check. */
export function isCheck(option: string): boolean {
  return option === "callbacks" || checks.has(option);
}

/**
 * Undefined when the property takes the value. Chef asks the types last; any of them ends the run, and the type that is
 * wanted says most.
 */
export function refusalOf(property: CustomProperty, asked: Asked): Refusal | undefined {
  const { types, options } = property;
  const fitting = types === undefined ? true : fits(types, asked);
  if (fitting === false && types !== undefined)
    return { wanted: types.map((type) => shown(asked, type)).join(" or ") };
  for (const [option, wanted] of options) {
    const refusal = asked.value.kind === "nil" ? undefined : refusalOfOption(asked, option, wanted);
    if (refusal !== undefined) return refusal;
  }
  return typeof fitting === "boolean" ? undefined : fitting;
}

function refusalOfOption(asked: Asked, option: string, wanted: RuntimeValue): Refusal | undefined {
  const doubt = isCheck(option) ? unknownIn(wanted) : undefined;
  if (doubt !== undefined) return doubt;
  if (option === "callbacks") return refusalOfCallbacks(asked, wanted);
  const answer = checks.get(option)?.(asked, wanted) ?? true;
  if (answer === true) return undefined;
  return answer === false ? { wanted: wantedOf(asked, option, wanted) } : answer;
}

/** `is`, with the type that was given: one of them has to be `===` the value; a proc is asked as the resource. */
export function fits(types: readonly RuntimeValue[], asked: Asked): Answer {
  const { machine, value, instance, place } = asked;
  return any(types, (type) => {
    if (type.kind !== "proc") return caseEquals(machine, type, value, place);
    return instance === undefined ? "later" : decided(machine.callProc(machine, type, [value], instance));
  });
}

/** `callbacks: { 'must be a port' => proc { |port| … } }`; the text says what is wanted. */
function refusalOfCallbacks({ machine, value, place }: Asked, wanted: RuntimeValue): Refusal | undefined {
  if (wanted.kind !== "hash")
    return unknown(place, "what the callbacks say", "Write them as a Hash of procs.");
  for (const { key, value: callback } of wanted.entries.values()) {
    const answer = callback.kind === "proc" ? decided(machine.callProc(machine, callback, [value])) : false;
    if (answer === true) continue;
    const text = key.kind === "string" || key.kind === "symbol" ? key.text : "its callbacks allow";
    return answer === false ? { wanted: `a value that ${text}` } : answer;
  }
  return undefined;
}

/** `regex: /…/` looks at the text of the value, which leaves `$~` of the recipe as it is. */
function matches({ machine, value, place }: Asked, wanted: RuntimeValue): Answer {
  if (wanted.kind !== "regexp")
    return unknown(place, "whether a pattern fits", "Write it as a regular expression.");
  const text = textOfValue(machine, value, place);
  if (typeof text !== "string") return text;
  const found = search(machine, wanted, text, 0, place);
  return found !== undefined && "kind" in found ? found : found !== undefined;
}

/** Of a method that mofsmith has none of, Ruby may have one. */
function responds(value: RuntimeValue, name: RuntimeValue, place: Origin): Answer {
  const word = name.kind === "symbol" || name.kind === "string" ? name.text : "";
  if (hasMethod(value, word)) return true;
  return unknown(place, `whether a value has the method "${excerpt(word)}"`, "Name its class instead.");
}

/** `cannot_be: :empty`: asks `value.empty?` of a value that has such a method. */
function isNot(value: RuntimeValue, what: RuntimeValue, place: Origin): Answer {
  const word = what.kind === "symbol" || what.kind === "string" ? what.text : "";
  if (word === "nil" || word === "blank") return true;
  if (word !== "empty")
    return unknown(place, `whether the value is ${word}`, "Check the value in the action.");
  if (value.kind === "string") return value.text !== "";
  if (value.kind === "array") return value.items.length > 0;
  return value.kind !== "hash" || value.entries.size > 0;
}

function decided(answer: RuntimeValue): boolean | UnknownObject {
  return unknownIn(answer) ?? truthy(answer);
}

/** Ruby's `Array()`. */
function listOf(value: RuntimeValue): readonly RuntimeValue[] {
  if (value.kind === "array") return value.items;
  return value.kind === "nil" ? [] : [value];
}

function any<T>(items: readonly T[], ask: (item: T) => Answer): Answer {
  let answer: Answer = false;
  for (const item of items) {
    const one = ask(item);
    if (one === true) return true;
    if (one !== false && answer === false) answer = one;
    if (one === "later") return one;
  }
  return answer;
}

function all<T>(items: readonly T[], ask: (item: T) => Answer): Answer {
  for (const item of items) {
    const answer = ask(item);
    if (answer !== true) return answer;
  }
  return true;
}

function wantedOf(asked: Asked, option: string, wanted: RuntimeValue): string {
  const list = listOf(wanted).map((one) => shown(asked, one));
  return option === "cannot_be" ? `a value that is not ${list.join(" or ")}` : list.join(" or ");
}

/** A value as a message names it. */
export function shown({ machine, place }: Pick<Asked, "machine" | "place">, value: RuntimeValue): string {
  if (value.kind === "module") return value.name;
  const simple = value.kind === "string" || value.kind === "symbol" || value.kind === "regexp";
  const text = simple ? inspect(machine, value, place) : undefined;
  return typeof text === "string" ? text : describe(value);
}
