import { characterCount } from "../evaluate/characters.js";
import { readIndex } from "../evaluate/indexing.js";
import { inspect } from "../evaluate/text.js";
import { floatObject, integerObject, stringObject, symbolObject } from "../evaluate/value.js";
import type { RuntimeValue, StringObject } from "../evaluate/value.js";
import { alias, copied, pure, text, textArgument, textList, truth, whole, wrong } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";
import { replace, translate } from "./replacement.js";

type StringCall = Invocation<StringObject>;

// Ruby's strip takes these, and NUL; no other Unicode space.
const leadingSpace = /^[\0\t-\r ]+/;

function stripEnd(value: string): string {
  let end = value.length;
  while (end > 0 && "\0\t\n\v\f\r ".includes(value.charAt(end - 1))) end -= 1;
  return value.slice(0, end);
}

function chomp(call: StringCall): RuntimeValue {
  const value = call.receiver.text;
  if (call.arguments.length === 0) return text(call, value.replace(/(?:\r\n|\n|\r)$(?![^])/, ""));
  const suffix = textArgument(call, 0);
  if (typeof suffix !== "string") return suffix;
  if (suffix === "\n") return text(call, value.replace(/(?:\r\n|\n|\r)$(?![^])/, ""));
  if (suffix === "") {
    let end = value.length;
    while (value.charAt(end - 1) === "\n") end -= value.charAt(end - 2) === "\r" ? 2 : 1;
    return text(call, value.slice(0, end));
  }
  return text(call, value.endsWith(suffix) ? value.slice(0, -suffix.length) : value);
}

function capitalize(call: StringCall): RuntimeValue {
  const [first = "", ...rest] = call.receiver.text;
  const head = first.toUpperCase();
  // Unicode's title case of one letter that becomes two keeps the second small, as in "ß" to "Ss".
  const [capital = "", ...others] = head;
  return text(call, capital + others.join("").toLowerCase() + rest.join("").toLowerCase());
}

/** Ruby's `to_i`: as many digits of the base as the text starts with, single underscores between them. */
function toInteger(call: StringCall): RuntimeValue {
  const [base] = call.arguments;
  if (base !== undefined && base.kind !== "integer") return wrong(call, base, "an Integer");
  const radix = base === undefined ? 10 : Number(base.value);
  if (radix < 2 || radix > 36) return wrong(call, base, "a base from 2 to 36");
  const prefixes: Readonly<Record<number, string>> = { 2: "b", 8: "o", 16: "x" };
  const prefix = radix in prefixes ? `(?:0[${prefixes[radix]}${prefixes[radix]?.toUpperCase()}])?` : "";
  const pattern = new RegExp(`^[\\t-\\r ]*([+-]?)${prefix}([0-9a-z]+(?:_[0-9a-z]+)*)`, "i");
  const [, sign = "", digits = ""] = pattern.exec(call.receiver.text) ?? [];
  let value = 0n;
  let kept = "";
  for (const digit of digits.toLowerCase()) {
    if (digit === "_") continue;
    if (parseInt(digit, 36) >= radix) break;
    kept += digit;
  }
  if (kept.length > 19_728) return wrong(call, call.receiver, "fewer digits");
  if (radix === 10) value = BigInt(kept || "0");
  else for (const digit of kept) value = value * BigInt(radix) + BigInt(parseInt(digit, 36));
  return integerObject(sign === "-" ? -value : value, call.origin);
}

function toFloat(call: StringCall): RuntimeValue {
  const number = /^[\t-\r ]*([+-]?(?:\d+(?:_\d+)*)?(?:\.\d+(?:_\d+)*)?(?:e[+-]?\d+(?:_\d+)*)?)/i.exec(
    call.receiver.text,
  );
  const digits = (number?.[1] ?? "").replaceAll("_", "");
  return floatObject(/\d/.test(digits) ? Number.parseFloat(digits) || 0 : 0, call.origin);
}

function split(call: StringCall): RuntimeValue {
  const [separator, limit] = call.arguments;
  if (limit !== undefined) return wrong(call, limit, "one argument only");
  if (separator !== undefined && separator.kind !== "nil" && separator.kind !== "string") {
    return wrong(call, separator, "a String");
  }
  const value = call.receiver.text;
  if (separator === undefined || separator.kind === "nil" || separator.text === " ") {
    return textList(
      call,
      value.split(/[\0\t-\r ]+/).filter((part) => part !== ""),
    );
  }
  const parts = separator.text === "" ? Array.from(value) : value.split(separator.text);
  while (parts.at(-1) === "") parts.pop();
  return textList(call, parts);
}

function anyText(call: StringCall, test: (part: string) => boolean): RuntimeValue {
  let found = false;
  for (const [index] of call.arguments.entries()) {
    const part = textArgument(call, index);
    if (typeof part !== "string") return part;
    found ||= test(part);
  }
  return truth(call, found);
}

function withoutAffix(call: StringCall, end: boolean): RuntimeValue {
  const affix = textArgument(call, 0);
  if (typeof affix !== "string") return affix;
  const value = call.receiver.text;
  if (end) return text(call, affix !== "" && value.endsWith(affix) ? value.slice(0, -affix.length) : value);
  return text(call, value.startsWith(affix) ? value.slice(affix.length) : value);
}

function padded(call: StringCall, before: boolean): RuntimeValue {
  const [width] = call.arguments;
  if (width?.kind !== "integer") return wrong(call, width, "an Integer");
  const filler = call.arguments.length > 1 ? textArgument(call, 1) : " ";
  if (typeof filler !== "string") return filler;
  if (filler === "") return wrong(call, call.arguments[1], "a text that is not empty");
  const value = call.receiver.text;
  const missing = Math.min(Number(width.value), call.machine.limits.string + 1) - characterCount(value);
  if (missing <= 0) return text(call, value);
  const letters = Array.from(filler);
  const padding =
    filler.repeat(Math.floor(missing / letters.length)) + letters.slice(0, missing % letters.length).join("");
  return text(call, before ? padding + value : value + padding);
}

/** Methods of strings. None changes its receiver. */
export const stringMethods: MethodTable<StringObject> = alias(
  [
    pure("to_s", 0, 0, (call) => call.receiver),
    pure("to_i", 0, 1, toInteger),
    pure("to_f", 0, 0, toFloat),
    pure("to_sym", 0, 0, (call) => symbolObject(call.receiver.text, call.origin)),
    pure("inspect", 0, 0, (call) => {
      const shown = inspect(call.machine, call.receiver, call.origin);
      return typeof shown === "string" ? text(call, shown) : shown;
    }),
    pure("upcase", 0, 0, (call) => text(call, call.receiver.text.toUpperCase())),
    // Ruby has no final sigma: each letter is lowered by itself.
    pure("downcase", 0, 0, (call) => text(call, call.receiver.text.replaceAll("Σ", "σ").toLowerCase())),
    pure("capitalize", 0, 0, capitalize),
    pure("strip", 0, 0, (call) => text(call, stripEnd(call.receiver.text).replace(leadingSpace, ""))),
    pure("lstrip", 0, 0, (call) => text(call, call.receiver.text.replace(leadingSpace, ""))),
    pure("rstrip", 0, 0, (call) => text(call, stripEnd(call.receiver.text))),
    pure("chomp", 0, 1, chomp),
    pure("chars", 0, 0, (call) => textList(call, Array.from(call.receiver.text))),
    pure("lines", 0, 0, (call) => textList(call, call.receiver.text.match(/[^\n]*\n|[^\n]+/g) ?? [])),
    pure("reverse", 0, 0, (call) => text(call, Array.from(call.receiver.text).reverse().join(""))),
    pure("length", 0, 0, (call) => whole(call, characterCount(call.receiver.text))),
    pure("empty?", 0, 0, (call) => truth(call, call.receiver.text === "")),
    pure("include?", 1, 1, (call) => anyText(call, (part) => call.receiver.text.includes(part))),
    pure("start_with?", 0, Infinity, (call) => anyText(call, (part) => call.receiver.text.startsWith(part))),
    pure("end_with?", 0, Infinity, (call) => anyText(call, (part) => call.receiver.text.endsWith(part))),
    pure("split", 0, 2, split),
    pure("sub", 2, 2, (call) => replace(call, false)),
    pure("gsub", 2, 2, (call) => replace(call, true)),
    pure("tr", 2, 2, translate),
    pure("delete_prefix", 1, 1, (call) => withoutAffix(call, false)),
    pure("delete_suffix", 1, 1, (call) => withoutAffix(call, true)),
    pure("rjust", 1, 2, (call) => padded(call, true)),
    pure("ljust", 1, 2, (call) => padded(call, false)),
    pure("dup", 0, 0, (call) => copied(call, stringObject(call.receiver.text, call.origin))),
    pure("slice", 1, 2, (call) => readIndex(call.machine, call.receiver, call.arguments, call.origin)),
  ],
  { size: "length", to_str: "to_s", intern: "to_sym", clone: "dup" },
);
