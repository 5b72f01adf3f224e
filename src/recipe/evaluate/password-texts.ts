import type { PasswordText } from "../../model/declaration.js";
import { rememberPassword, type Passwords } from "../../model/passwords.js";
import { charge } from "./machine.js";
import type { Machine } from "./machine.js";
import { isMutable } from "./value.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

/** What has been walked for the passwords of a run: what many credentials take is walked once, up to so many parts. */
const walkedFor = new WeakMap<Passwords, WeakMap<UnknownObject, number>>();

/** Makes known what is given as a password, be it of the right kind or not, so that no report shows it. */
export function rememberIn(machine: Machine, value: RuntimeValue | undefined): void {
  const { passwords } = machine;
  const walked = walkedFor.get(passwords) ?? new WeakMap<UnknownObject, number>();
  walkedFor.set(passwords, walked);
  const pending = new Set(value === undefined ? [] : [value]);
  // What is added while it is walked is walked too.
  for (const one of pending) {
    if (!charge(machine, 1)) return;
    const text = textOf(one);
    if (text !== undefined) rememberPassword(passwords, text);
    if (one.kind === "unknown") {
      if (walked.get(one) === one.parts.length) continue;
      walked.set(one, one.parts.length);
    }
    for (const part of partsOfText(one)) pending.add(part);
  }
}

/** So much is asked of each value of a declaration that is not known, whether it is a password or not. */
const mostValues = 64;

/** The texts that a value may be, or be made of, of which something is not known. */
export function textsIn(value: RuntimeValue): readonly PasswordText[] {
  const texts: PasswordText[] = [];
  const pending = new Set([value]);
  for (const one of pending) {
    const text = textOf(one);
    if (text !== undefined) texts.push(text);
    for (const part of partsOfText(one)) {
      if (pending.size >= mostValues) break;
      pending.add(part);
    }
  }
  return texts;
}

function textOf(value: RuntimeValue): PasswordText | undefined {
  switch (value.kind) {
    case "string":
      return { text: value.text, origin: value.origin, segments: value.segments };
    case "symbol":
      return { text: value.text, origin: value.origin };
    case "integer":
      return { text: String(value.value), origin: value.origin };
    default:
      return undefined;
  }
}

/** The values that have the texts that a value has, or may have. */
function* partsOfText(value: RuntimeValue): Iterable<RuntimeValue> {
  if (value.kind === "array") yield* value.items;
  else if (value.kind === "hash") for (const entry of value.entries.values()) yield entry.value;
  else if (value.kind === "unknown") yield* value.parts;
  if (isMutable(value) && value.taint !== undefined) yield value.taint;
}
