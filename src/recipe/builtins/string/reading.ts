import { characterCount, compareTexts } from "../../evaluate/characters.js";
import { readIndex } from "../../evaluate/indexing.js";
import { exceed, unknown } from "../../evaluate/machine.js";
import { inspect } from "../../evaluate/text.js";
import { floatObject, integerObject, stringObject, symbolObject } from "../../evaluate/value.js";
import type { RuntimeValue, StringObject, SymbolObject, UnknownObject } from "../../evaluate/value.js";
import { argument, integerGiven, pay, textGiven } from "../given.js";
import { ask, copied, iterating, nothing, pure, tableOf, text, truth, whole, wrong } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";
import { asciiFolded, sameButForCase } from "./case.js";
import { parsedInteger } from "./integers.js";
import { parseFloatText } from "./numerals.js";
import { counted } from "./sets.js";
import { successors } from "./successor.js";

type StringCall = Invocation<StringObject>;

/** `to_i`, `hex` and `oct`: as many digits of the base as the text starts with. */
function toInteger(call: StringCall): RuntimeValue {
  const base = call.arguments.length === 0 ? 10 : integerGiven(call, 0);
  if (typeof base !== "number") return base;
  if (base < 0 || base === 1 || base > 36) return wrong(call, argument(call, 0), "a base from 2 to 36");
  return numberOf(call, base);
}

function numberOf(call: StringCall, base: number): RuntimeValue {
  const parsed = parsedInteger(call, call.receiver.text, base, false);
  return typeof parsed === "bigint" || parsed === undefined
    ? integerObject(parsed ?? 0n, call.origin)
    : parsed;
}

function toFloat(call: StringCall): RuntimeValue {
  const number = parseFloatText(call.receiver.text, false);
  if (number === "inexact")
    return unknown(call.origin, "the number that this text stands for", "Write the number itself.");
  return floatObject(number ?? 0, call.origin);
}

function anyText(call: StringCall, test: (part: string) => boolean): RuntimeValue {
  let found = false;
  for (const [index] of call.arguments.entries()) {
    const part = textGiven(call, index);
    if (typeof part !== "string") return part;
    found ||= test(part);
    // What stands behind a match is not looked at.
    if (found) break;
  }
  return truth(call, found);
}

/** `center`, `ljust`, `rjust`: with filling before and behind. */
function padded(call: StringCall, where: "before" | "behind" | "both"): RuntimeValue {
  const width = integerGiven(call, 0);
  if (typeof width !== "number") return width;
  const filler = call.arguments.length > 1 ? textGiven(call, 1) : " ";
  if (typeof filler !== "string") return filler;
  if (filler === "") return wrong(call, call.arguments[1], "a text that is not empty");
  const value = call.receiver.text;
  const missing = width - characterCount(value);
  if (missing <= 0) return text(call, value);
  if (missing > call.machine.limits.string) return exceed(call.machine, call.origin, "string");
  const before = where === "before" ? missing : where === "both" ? Math.floor(missing / 2) : 0;
  return text(call, filling(filler, before) + value + filling(filler, missing - before));
}

function filling(filler: string, width: number): string {
  const letters = Array.from(filler.slice(0, 2 * width));
  if (letters.length === 0) return "";
  const rest = letters.slice(0, width % letters.length).join("");
  return letters.join("").repeat(Math.floor(width / letters.length)) + rest;
}

function casecmp(call: StringCall): RuntimeValue {
  const [other] = call.arguments;
  if (other?.kind !== "string") return nothing(call);
  return whole(call, compareTexts(asciiFolded(call.receiver.text), asciiFolded(other.text)));
}

function casecmpAll(call: StringCall): RuntimeValue {
  const [other] = call.arguments;
  if (other?.kind !== "string") return nothing(call);
  const same = sameButForCase(call, call.receiver.text, other.text);
  return typeof same === "boolean" ? truth(call, same) : same;
}

/** `upto`: the texts up to another one, by `succ`. */
function upto(call: StringCall): RuntimeValue {
  const last = textGiven(call, 0);
  if (typeof last !== "string") return last;
  const [, exclusive] = call.arguments;
  const open =
    exclusive !== undefined &&
    exclusive.kind !== "nil" &&
    !(exclusive.kind === "boolean" && !exclusive.value);
  for (const item of successors(call, call.receiver.text, last, open)) {
    if (typeof item !== "string") return item;
    const problem = pay(call, 1);
    if (problem !== undefined) return problem;
    ask(call, stringObject(item, call.origin));
    if (call.machine.exit !== undefined) break;
  }
  return call.receiver;
}

function ord(call: StringCall): RuntimeValue {
  const code = call.receiver.text.codePointAt(0);
  return code === undefined ? wrong(call, call.receiver, "a text that is not empty") : whole(call, code);
}

function number(call: StringCall, count: number | UnknownObject): RuntimeValue {
  return typeof count === "number" ? whole(call, count) : count;
}

/** Methods of strings that tell something of them or make something else of them. */
export const stringReading: MethodTable<StringObject> = tableOf<StringObject>(
  [
    pure("to_s", 0, 0, (call) => call.receiver, { cheap: true }),
    pure("to_i", 0, 1, toInteger),
    pure("hex", 0, 0, (call) => numberOf(call, 16)),
    pure("oct", 0, 0, (call) => numberOf(call, -8)),
    pure("to_f", 0, 0, toFloat),
    pure("to_sym", 0, 0, (call): SymbolObject => symbolObject(call.receiver.text, call.origin)),
    pure("inspect", 0, 0, (call) => {
      const shown = inspect(call.machine, call.receiver, call.origin);
      return typeof shown === "string" ? text(call, shown) : shown;
    }),
    pure("length", 0, 0, (call) => whole(call, characterCount(call.receiver.text))),
    pure("empty?", 0, 0, (call) => truth(call, call.receiver.text === ""), { cheap: true }),
    pure("include?", 1, 1, (call) => anyText(call, (part) => call.receiver.text.includes(part))),
    pure("end_with?", 0, Infinity, (call) => anyText(call, (part) => call.receiver.text.endsWith(part))),
    pure("count", 1, Infinity, (call) => number(call, counted(call))),
    pure("rjust", 1, 2, (call) => padded(call, "before")),
    pure("ljust", 1, 2, (call) => padded(call, "behind")),
    pure("center", 1, 2, (call) => padded(call, "both")),
    pure("casecmp", 1, 1, casecmp),
    pure("casecmp?", 1, 1, casecmpAll),
    iterating("upto", 1, 2, upto),
    pure("ord", 0, 0, ord, { cheap: true }),
    pure("chr", 0, 0, (call) => text(call, [...call.receiver.text.slice(0, 2)][0] ?? ""), { cheap: true }),
    pure("ascii_only?", 0, 0, (call) => truth(call, !/[^\0-\x7f]/.test(call.receiver.text))),
    pure("valid_encoding?", 0, 0, (call) => truth(call, true), { cheap: true }),
    pure("dup", 0, 0, (call) => copied(call, stringObject(call.receiver.text, call.origin)), { cheap: true }),
    pure("clone", 0, 0, (call) => copied(call, stringObject(call.receiver.text, call.origin)), {
      cheap: true,
      keywords: ["freeze"],
    }),
    pure("slice", 1, 2, (call) => readIndex(call.machine, call.receiver, call.arguments, call.origin), {
      cheap: true,
    }),
  ],
  { size: "length", to_str: "to_s", intern: "to_sym" },
);
