import { characterCount, characters } from "../../evaluate/characters.js";
import { matchedSpan, readIndex, stretchFor } from "../../evaluate/indexing.js";
import { changeText, writeIndex } from "../../evaluate/index-writing.js";
import { unknown } from "../../evaluate/machine.js";
import { append } from "../../evaluate/appending.js";
import { refuseChange } from "../../evaluate/refusals.js";
import { stringObject } from "../../evaluate/value.js";
import type { RuntimeValue, StringObject, UnknownObject } from "../../evaluate/value.js";
import { given, integerGiven, pay, textGiven, textsGiven } from "../given.js";
import { changing, nothing, pure, tableOf, text, wrong } from "../method.js";
import type { Invocation, Method, MethodTable, Row } from "../method.js";
import { inCase } from "./case.js";
import { substituted } from "./replacement.js";
import { deleted, squeezed, translated } from "./sets.js";
import type { Changed } from "./sets.js";
import { successor } from "./successor.js";

type StringCall = Invocation<StringObject>;

/** What a method makes of its receiver's text; undefined for a use of it that is not evaluated. */
type Made = string | Changed | UnknownObject | undefined;

// Ruby's strip takes these, and NUL; no other Unicode space.
const leadingSpace = /^[\0\t-\r ]+/;

function stripEnd(value: string): string {
  let end = value.length;
  while (end > 0 && "\0\t\n\v\f\r ".includes(value.charAt(end - 1))) end -= 1;
  return value.slice(0, end);
}

/** Without what ends a line: by default a newline, a carriage return or both, of "" all newlines. */
function chomp(call: StringCall): Made {
  const value = call.receiver.text;
  if ((value === "" && call.name === "chomp!") || (call.arguments.length > 0 && given(call, 0) === undefined))
    return value;
  const suffix = call.arguments.length === 0 ? "\n" : textGiven(call, 0);
  if (typeof suffix !== "string") return suffix;
  if (suffix === "\n") {
    const end = value.endsWith("\r\n") ? 2 : value.endsWith("\n") || value.endsWith("\r") ? 1 : 0;
    return value.slice(0, value.length - end);
  }
  if (suffix === "") {
    let end = value.length;
    while (value.charAt(end - 1) === "\n") end -= value.charAt(end - 2) === "\r" ? 2 : 1;
    return value.slice(0, end);
  }
  return value.endsWith(suffix) ? value.slice(0, -suffix.length) : value;
}

function chop(value: string): string {
  if (value.endsWith("\r\n")) return value.slice(0, -2);
  const last = value.codePointAt(value.length - 2) ?? 0;
  return value.slice(0, last > 0xffff ? -2 : -1);
}

function withoutAffix(call: StringCall, end: boolean): Made {
  const affix = textGiven(call, 0);
  if (typeof affix !== "string") return affix;
  const value = call.receiver.text;
  if (end) return affix !== "" && value.endsWith(affix) ? value.slice(0, -affix.length) : value;
  return value.startsWith(affix) ? value.slice(affix.length) : value;
}

/** `succ` of ASCII; which letters follow others beyond it is not evaluated. */
function next(call: StringCall): Made {
  const remedy = "Write the text itself.";
  const problem = pay(call, call.receiver.text.length >>> 3);
  if (problem !== undefined) return problem;
  return successor(call.receiver.text) ?? unknown(call.origin, "the text that follows this one", remedy);
}

function reverse(call: StringCall): Made {
  const value = call.receiver.text;
  return pay(call, value.length >>> 3) ?? Array.from(value).reverse().join("");
}

/** Takes over a text in place of the receiver's; what a block did meanwhile may leave open whether it gets there. */
function takeOver(call: StringCall, value: string): UnknownObject | undefined {
  const { machine, receiver, origin } = call;
  const doubt = receiver.taint ?? machine.conditional;
  if (doubt !== undefined) receiver.taint = doubt;
  return doubt ?? refuseChange(machine, receiver, origin) ?? changeText(machine, receiver, value, origin);
}

/** A method that makes a text of the receiver's, and the same with `!`, which changes it, and tells by nil if it did not. */
function pair(
  name: string,
  least: number,
  most: number,
  make: (call: StringCall) => Made,
  traits: { readonly block?: "optional"; readonly always?: true; readonly keepsEmpty?: true } = {},
): readonly Row<StringObject>[] {
  const { block = "none", always = false, keepsEmpty = false } = traits;
  const copy: Method<StringObject>["run"] = (call) => {
    const made = make(call);
    if (made === "" && keepsEmpty && call.receiver.text === "") return call.receiver;
    if (typeof made === "string") return text(call, made);
    return made === undefined || "kind" in made ? made : text(call, made.text);
  };
  const inPlace: Method<StringObject>["run"] = (call) => {
    const before = call.receiver.text;
    const made = make(call);
    if (made === undefined || (typeof made === "object" && "kind" in made)) {
      if (made !== undefined) call.receiver.taint = made;
      return made;
    }
    if (call.machine.exit !== undefined) return call.receiver;
    const changed = typeof made === "string" ? { text: made, changed: made !== before } : made;
    if (!changed.changed && !always) return nothing(call);
    return takeOver(call, changed.text) ?? call.receiver;
  };
  return [pure(name, least, most, copy, { block }), changing(`${name}!`, least, most, inPlace, { block })];
}

function insert(call: StringCall): RuntimeValue {
  const index = integerGiven(call, 0);
  if (typeof index !== "number") return index;
  const added = textGiven(call, 1);
  if (typeof added !== "string") return added;
  const value = call.receiver.text;
  const size = characterCount(value);
  const at = index < 0 ? index + size + 1 : index;
  if (at < 0 || at > size) return wrong(call, call.arguments[0], "an index inside of the text");
  const made = characters(value, 0, at) + added + characters(value, at, size - at);
  return changeText(call.machine, call.receiver, made, call.origin) ?? call.receiver;
}

/** `concat`: the texts as they are before any is added; a number is the code of a character. */
function concat(call: StringCall): RuntimeValue {
  const { machine, receiver, origin } = call;
  const joined = stringObject("", origin);
  for (const item of call.arguments) {
    const result = append(machine, joined, item, origin);
    if (result.kind === "unknown") return result;
  }
  return changeText(machine, receiver, receiver.text + joined.text, origin) ?? receiver;
}

function prepend(call: StringCall): RuntimeValue {
  const texts = textsGiven(call);
  if (!Array.isArray(texts)) return texts;
  const { machine, receiver, origin } = call;
  return changeText(machine, receiver, texts.join("") + receiver.text, origin) ?? receiver;
}

function replace(call: StringCall): RuntimeValue {
  const other = textGiven(call, 0);
  if (typeof other !== "string") return other;
  return changeText(call.machine, call.receiver, other, call.origin) ?? call.receiver;
}

/** `slice!`: takes out what `[…]` with the same arguments gives, but not what a group that has not matched gives. */
function sliceOut(call: StringCall): RuntimeValue | undefined {
  const { machine, receiver, origin } = call;
  const found = readIndex(machine, receiver, call.arguments, origin);
  if (found.kind === "nil" && call.arguments[0]?.kind === "regexp" && call.arguments.length === 2)
    return undefined;
  if (found.kind !== "string") return found;
  const [key, count] = call.arguments;
  const value = receiver.text;
  if (key?.kind === "regexp") {
    const span = matchedSpan(machine, value, key, count, origin);
    if (span === undefined || "kind" in span) return span ?? found;
    return changeText(machine, receiver, value.slice(0, span.start) + value.slice(span.end), origin) ?? found;
  }
  if (key?.kind === "string") {
    const at = value.indexOf(key.text);
    return (
      changeText(machine, receiver, value.slice(0, at) + value.slice(at + key.text.length), origin) ?? found
    );
  }
  const size = characterCount(value);
  const stretch = key === undefined ? undefined : stretchFor(key, count, size);
  if (stretch === undefined || stretch === "wrong") return found;
  const end = stretch.start + stretch.count;
  const left = characters(value, 0, stretch.start) + characters(value, end, size - end);
  return changeText(machine, receiver, left, origin) ?? found;
}

/** Methods of strings that make a text of their own, and those that change their receiver. */
export const stringChanging: MethodTable<StringObject> = tableOf<StringObject>(
  [
    ...pair("upcase", 0, 2, (call) => inCase(call, call.receiver.text, "upcase")),
    ...pair("downcase", 0, 2, (call) => inCase(call, call.receiver.text, "downcase")),
    // Of an empty text `capitalize` gives the text itself (string.c, `rb_str_capitalize`).
    ...pair("capitalize", 0, 2, (call) => inCase(call, call.receiver.text, "capitalize"), {
      keepsEmpty: true,
    }),
    ...pair("swapcase", 0, 2, (call) => inCase(call, call.receiver.text, "swapcase")),
    ...pair("strip", 0, 0, (call) => stripEnd(call.receiver.text).replace(leadingSpace, "")),
    ...pair("lstrip", 0, 0, (call) => call.receiver.text.replace(leadingSpace, "")),
    ...pair("rstrip", 0, 0, (call) => stripEnd(call.receiver.text)),
    ...pair("chomp", 0, 1, chomp),
    ...pair("chop", 0, 0, (call) => chop(call.receiver.text)),
    ...pair("squeeze", 0, Infinity, squeezed),
    ...pair("delete", 1, Infinity, deleted),
    ...pair("tr", 2, 2, (call) => translated(call, false)),
    ...pair("tr_s", 2, 2, (call) => translated(call, true)),
    ...pair("sub", 1, 2, (call) => substituted(call, false), { block: "optional" }),
    ...pair("gsub", 1, 2, (call) => substituted(call, true), { block: "optional" }),
    ...pair("delete_prefix", 1, 1, (call) => withoutAffix(call, false)),
    ...pair("delete_suffix", 1, 1, (call) => withoutAffix(call, true)),
    ...pair("reverse", 0, 0, reverse, { always: true }),
    ...pair("succ", 0, 0, next, { always: true }),
    changing("insert", 2, 2, insert),
    changing("concat", 0, Infinity, concat),
    changing("prepend", 0, Infinity, prepend),
    changing("replace", 1, 1, replace),
    changing(
      "clear",
      0,
      0,
      (call) => changeText(call.machine, call.receiver, "", call.origin) ?? call.receiver,
    ),
    changing("slice!", 1, 2, sliceOut),
    changing("[]=", 2, 3, (call) => {
      const value = call.arguments.at(-1) ?? nothing(call);
      return writeIndex(call.machine, call.receiver, call.arguments.slice(0, -1), value, call.origin);
    }),
  ],
  { next: "succ", "next!": "succ!" },
);
