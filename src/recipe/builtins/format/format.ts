import { keyNotFound, malformedFormat } from "../../../diagnostics/catalogue/recipe-evaluate.js";
import { excerpt } from "../../../diagnostics/excerpt.js";
import type { Origin } from "../../../source/source.js";
import { characterCount, characters } from "../../evaluate/characters.js";
import { entryOf, missingEntry, smallInteger } from "../../evaluate/collections.js";
import { charge, exceed, fail, unknown } from "../../evaluate/machine.js";
import type { Machine } from "../../evaluate/machine.js";
import { digitsCost } from "../../evaluate/numbers.js";
import { inspect, textOfValue } from "../../evaluate/text.js";
import { describe, symbolObject, unknownIn } from "../../evaluate/value.js";
import type { RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { parsedInteger } from "../string/integers.js";
import { parseFloatText } from "../string/numerals.js";
import { inField } from "./directive.js";
import type { Directive } from "./directive.js";
import { formatFloat, formatWholeFloat, isFloatKind } from "./floats.js";
import { formatInteger, isIntegerKind } from "./integers.js";

/** A format that is being filled in. */
interface Filling {
  readonly machine: Machine;
  readonly origin: Origin;
  readonly template: string;
  readonly values: readonly RuntimeValue[];
  /** Where the reader stands. */
  at: number;
  /** How many values were taken in order. */
  taken: number;
  /** How values are asked for; Ruby lets no two ways stand in one format. */
  way: "in order" | "by number" | "by name" | undefined;
}

/** The parts of a directive that are being read. */
interface Reading {
  readonly flags: Set<string>;
  width: number | undefined;
  precision: number | undefined;
  value: RuntimeValue | undefined;
}

/** `format`, `sprintf` and `%` of strings (Ruby, sprintf.c); the text, or why there is none. */
export function formatText(
  machine: Machine,
  template: string,
  values: readonly RuntimeValue[],
  origin: Origin,
): string | UnknownObject {
  const filling: Filling = { machine, origin, template, values, at: 0, taken: 0, way: undefined };
  let text = "";
  let doubt: UnknownObject | undefined;
  for (;;) {
    const percent = template.indexOf("%", filling.at);
    text += template.slice(filling.at, percent < 0 ? undefined : percent);
    if (percent < 0) break;
    filling.at = percent + 1;
    const made = readDirective(filling);
    if (typeof made !== "string") {
      if (made.diagnostic === "error") return made;
      doubt ??= made;
    } else text += made;
    if (text.length > machine.limits.string) return exceed(machine, origin, "string");
    if (!charge(machine, 2, origin)) return exceed(machine, origin, "steps");
  }
  return doubt ?? text;
}

function malformed({ machine, origin }: Filling, problem: string): UnknownObject {
  return fail(machine, origin, "a formatted text", malformedFormat(origin, { problem }));
}

/** What stands behind a percent sign, up to its letter, filled in. */
function readDirective(filling: Filling): string | UnknownObject {
  const reading: Reading = { flags: new Set(), width: undefined, precision: undefined, value: undefined };
  const start = filling.at;
  for (;;) {
    const character = filling.template.charAt(filling.at);
    filling.at += 1;
    if (" #+-0".includes(character) && character !== "") {
      if (reading.width !== undefined || reading.precision !== undefined)
        return malformed(filling, `"${character}" stands behind a width or a precision`);
      reading.flags.add(character);
    } else if (/[1-9]/.test(character)) {
      const problem = readNumber(filling, reading);
      if (problem !== undefined) return problem;
    } else if (character === "*") {
      const problem = readStar(filling, reading);
      if (problem !== undefined) return problem;
    } else if (character === ".") {
      const problem = readPrecision(filling, reading);
      if (problem !== undefined) return problem;
    } else if (character === "<" || character === "{") {
      const problem = readName(filling, reading, character);
      if (problem !== undefined) return problem;
      if (character === "{") return fill(filling, reading, "s");
    } else if (character === "%" || character === "\n" || character === "\0") {
      return percent(filling, character, filling.at === start + 1);
    } else return fill(filling, reading, character);
  }
}

/** `%%`; a percent sign at the end of a line stands for itself too. */
function percent(filling: Filling, character: string, bare: boolean): string | UnknownObject {
  if (!bare) return malformed(filling, 'nothing may stand between the two signs of "%%"');
  if (character !== "%") filling.at -= 1;
  return "%";
}

/** Digits: a width, or with `$` behind them the number of the value. */
function readNumber(filling: Filling, reading: Reading): UnknownObject | undefined {
  const [digits = ""] = /^\d+/.exec(filling.template.slice(filling.at - 1, filling.at + 20)) ?? [];
  filling.at += digits.length - 1;
  const number = Number(digits);
  if (number > 0x7fffffff) return malformed(filling, "a width is too big");
  if (filling.template.charAt(filling.at) !== "$") {
    if (reading.width !== undefined) return malformed(filling, "a width is given twice");
    if (reading.precision !== undefined) return malformed(filling, "a width stands behind a precision");
    reading.width = number;
    return undefined;
  }
  filling.at += 1;
  if (reading.value !== undefined) return malformed(filling, "a value is named twice");
  const value = numberedValue(filling, number);
  if (value === undefined) return malformed(filling, `there is no value number ${number}`);
  if (value.kind === "unknown") return value;
  reading.value = value;
  return undefined;
}

function numberedValue(filling: Filling, number: number): RuntimeValue | undefined {
  const mixed = enter(filling, "by number");
  return mixed ?? filling.values[number - 1];
}

function nextValue(filling: Filling): RuntimeValue {
  const mixed = enter(filling, "in order");
  if (mixed !== undefined) return mixed;
  const value = filling.values[filling.taken];
  filling.taken += 1;
  return value ?? malformed(filling, "there are fewer values than the format asks for");
}

/** Notes how a value is asked for. */
function enter(filling: Filling, way: NonNullable<Filling["way"]>): UnknownObject | undefined {
  filling.way ??= way;
  if (filling.way === way) return undefined;
  return malformed(filling, `values are asked for ${way} and ${filling.way}`);
}

/** `*`: the width is the next value; a negative one means `-`. */
function readStar(filling: Filling, reading: Reading): UnknownObject | undefined {
  if (reading.width !== undefined) return malformed(filling, "a width is given twice");
  if (reading.precision !== undefined) return malformed(filling, "a width stands behind a precision");
  const number = starValue(filling);
  if (typeof number !== "number") return number;
  if (number < 0) reading.flags.add("-");
  reading.width = Math.abs(number);
  return undefined;
}

function starValue(filling: Filling): number | UnknownObject {
  const [whole, digits] = /^(\d+)\$/.exec(filling.template.slice(filling.at, filling.at + 20)) ?? [];
  if (whole !== undefined) filling.at += whole.length;
  const value = digits === undefined ? nextValue(filling) : numberedValue(filling, Number(digits));
  if (value === undefined) return malformed(filling, "there are fewer values than the format asks for");
  const number = smallInteger(value);
  if (number !== undefined && Math.abs(number) <= 0x7fffffff) return number;
  return unknownIn(value) ?? malformed(filling, `a width is ${describe(value)}`);
}

/** `.` and digits, or `.*`, of which a negative one counts for nothing. */
function readPrecision(filling: Filling, reading: Reading): UnknownObject | undefined {
  if (reading.precision !== undefined) return malformed(filling, "a precision is given twice");
  if (filling.template.charAt(filling.at) === "*") {
    filling.at += 1;
    const number = starValue(filling);
    if (typeof number !== "number") return number;
    if (number >= 0) reading.precision = number;
    return undefined;
  }
  const [digits = ""] = /^\d+/.exec(filling.template.slice(filling.at, filling.at + 20)) ?? [];
  filling.at += digits.length;
  reading.precision = Number(digits || "0");
  return reading.precision > 0x7fffffff ? malformed(filling, "a precision is too big") : undefined;
}

/** `<name>` and `{name}`: what the one hash that is given has for the symbol. */
function readName(filling: Filling, reading: Reading, open: "<" | "{"): UnknownObject | undefined {
  const { machine, origin, template, values } = filling;
  const close = template.indexOf(open === "<" ? ">" : "}", filling.at);
  if (close < 0) return malformed(filling, `"${open}" is not closed`);
  if (reading.value !== undefined) return malformed(filling, "a value is named twice");
  const mixed = enter(filling, "by name");
  if (mixed !== undefined) return mixed;
  const name = template.slice(filling.at, close);
  filling.at = close + 1;
  const [hash] = values;
  if (hash?.kind !== "hash" || values.length !== 1)
    return (hash && unknownIn(hash)) ?? malformed(filling, "names need one hash");
  if (hash.taint !== undefined) return hash.taint;
  const key = symbolObject(name, origin);
  const entry = entryOf(machine, hash, key);
  reading.value = entry?.value ?? missingEntry(machine, hash, key, origin);
  if (entry !== undefined || reading.value.kind !== "nil") return undefined;
  const parameters = { key: `key :${name}`, suggestions: [] };
  return fail(machine, origin, "a formatted text", keyNotFound(origin, parameters));
}

/** A value as the letter of its directive says. */
function fill(filling: Filling, reading: Reading, kind: string): string | UnknownObject {
  const { machine, origin } = filling;
  const known = isIntegerKind(kind) || isFloatKind(kind) || (kind !== "" && "spcaA".includes(kind));
  if (!known)
    return malformed(
      filling,
      kind === "" ? "it ends behind a percent sign" : `it has no directive "%${excerpt(kind)}"`,
    );
  const value = reading.value ?? nextValue(filling);
  const doubt = value.kind === "unknown" ? value : undefined;
  if (doubt !== undefined) return doubt;
  const directive: Directive = { ...reading, kind };
  if ((reading.width ?? 0) > machine.limits.string) return exceed(machine, origin, "string");
  if (kind === "s" || kind === "p") return formatString(filling, directive, value);
  if (kind === "c") return formatCharacter(filling, directive, value);
  if ((reading.precision ?? 0) > machine.limits.string) return exceed(machine, origin, "string");
  if (isIntegerKind(kind)) {
    const integer = integerOf(filling, value);
    if (typeof integer === "bigint" && !charge(machine, digitsCost(integer), origin))
      return exceed(machine, origin, "steps");
    return typeof integer === "bigint" ? formatInteger(integer, directive) : integer;
  }
  if (!isFloatKind(kind) || reading.flags.has("#"))
    return unknown(origin, "a number in a form that few know", "Write the text itself.");
  // The digits of a float are calculated exactly.
  const digits = 16 + Math.min(1100, reading.precision ?? 6);
  if (!charge(machine, digits, origin)) return exceed(machine, origin, "steps");
  if (kind === "f" && value.kind === "integer") return formatWholeFloat(value.value, directive);
  const number = floatOf(filling, value);
  return typeof number === "number" ? formatFloat(number, directive) : number;
}

function formatString(filling: Filling, directive: Directive, value: RuntimeValue): string | UnknownObject {
  const { machine, origin } = filling;
  const shown =
    directive.kind === "p" ? inspect(machine, value, origin) : textOfValue(machine, value, origin);
  if (typeof shown !== "string") return shown;
  const { precision } = directive;
  const cut = precision === undefined ? shown : characters(shown, 0, precision);
  return inField(cut, characterCount(cut), directive);
}

/** A character, or the one of a code. A longer text is an error up to Ruby 3.1 only: nobody should write it. */
function formatCharacter(
  filling: Filling,
  directive: Directive,
  value: RuntimeValue,
): string | UnknownObject {
  const doubt = unknownIn(value);
  if (doubt !== undefined) return doubt;
  if (value.kind === "string") {
    if (characterCount(value.text) !== 1) return malformed(filling, '"%c" takes one character');
    return inField(value.text, 1, directive);
  }
  const code = smallInteger(value);
  if (code === undefined)
    return malformed(filling, `"%c" takes a character, and ${describe(value)} is given`);
  if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    return unknown(filling.origin, "a character that there is not", "Write the text itself.");
  return inField(String.fromCodePoint(code), 1, directive);
}

/** The integer of a value: a float cut off, a text that is one. */
function integerOf(filling: Filling, value: RuntimeValue): bigint | UnknownObject {
  if (value.kind === "integer") return value.value;
  if (value.kind === "float" && Number.isFinite(value.number)) return BigInt(Math.trunc(value.number));
  const doubt = unknownIn(value);
  if (doubt !== undefined) return doubt;
  const parsed = value.kind === "string" ? parsedInteger(filling, value.text, 0, true) : undefined;
  return parsed ?? malformed(filling, `an integer is asked for, and ${describe(value)} is given`);
}

function floatOf(filling: Filling, value: RuntimeValue): number | UnknownObject {
  if (value.kind === "float") return value.number;
  if (value.kind === "integer") return Number(value.value);
  const doubt = unknownIn(value);
  if (doubt !== undefined) return doubt;
  const parsed = value.kind === "string" ? parseFloatText(value.text, true) : undefined;
  if (parsed === "inexact")
    return unknown(filling.origin, "the number that this text stands for", "Write the number itself.");
  return parsed ?? malformed(filling, `a number is asked for, and ${describe(value)} is given`);
}
