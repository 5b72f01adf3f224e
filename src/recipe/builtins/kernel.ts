import { textOfValue } from "../evaluate/text.js";
import { floatObject, hashObject, integerObject, truthy, unknownIn } from "../evaluate/value.js";
import type { ModuleObject, RuntimeValue } from "../evaluate/value.js";
import { formatText } from "./format/format.js";
import { argument, given, integerGiven } from "./given.js";
import { list, nothing, pure, send, tableOf, text, wrong } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";
import { parsedInteger } from "./string/integers.js";
import { parseFloatText } from "./string/numerals.js";
import { elementsOf, isWalkable } from "./walk.js";

type KernelCall = Invocation<ModuleObject>;

/** The error of a value that is no number, or nil with `exception: false`. */
function refused(call: KernelCall, wanted: string): RuntimeValue {
  const exception = call.keywords.get("exception");
  const doubt = exception && unknownIn(exception);
  if (doubt !== undefined) return doubt;
  return exception === undefined || truthy(exception)
    ? wrong(call, argument(call, 0), wanted)
    : nothing(call);
}

/** `Integer(value, base)`: all of a text has to be a number. */
function toInteger(call: KernelCall): RuntimeValue {
  const value = argument(call, 0);
  const base = given(call, 1) === undefined ? 0 : integerGiven(call, 1);
  if (typeof base !== "number") return base;
  if (value.kind === "string") {
    if (base === 1 || Math.abs(base) > 36) return wrong(call, call.arguments[1], "a base from 2 to 36");
    const parsed = parsedInteger(call, value.text, base, true);
    if (typeof parsed === "object") return parsed;
    return parsed === undefined
      ? refused(call, "the text of an integer")
      : integerObject(parsed, call.origin);
  }
  if (given(call, 1) !== undefined) return refused(call, "a String where a base is given");
  if (value.kind === "integer") return value;
  if (value.kind === "float" && Number.isFinite(value.number))
    return integerObject(BigInt(Math.trunc(value.number)), call.origin);
  return refused(call, "an integer, or a text or a number that can be made one");
}

function toFloat(call: KernelCall): RuntimeValue | undefined {
  const value = argument(call, 0);
  if (value.kind === "float") return value;
  if (value.kind === "integer") return floatObject(Number(value.value), call.origin);
  const parsed = value.kind === "string" ? parseFloatText(value.text, true) : undefined;
  if (parsed === "inexact") return undefined;
  return parsed === undefined
    ? refused(call, "a number or the text of one")
    : floatObject(parsed, call.origin);
}

/** `Array(value)`: nil as no element, lists and hashes as theirs, anything else as the only one. */
function toArray(call: KernelCall): RuntimeValue {
  const value = argument(call, 0);
  if (value.kind === "unknown") return value;
  if (value.kind === "nil") return list(call, []);
  if (value.kind === "array") return value;
  if (!isWalkable(value)) return list(call, [value]);
  const doubt = unknownIn(value);
  if (doubt !== undefined) return doubt;
  const items = elementsOf(call, value);
  return Array.isArray(items) ? list(call, items) : items;
}

function toHash(call: KernelCall): RuntimeValue {
  const value = argument(call, 0);
  if (value.kind === "hash") return value;
  const empty = value.kind === "nil" || (value.kind === "array" && value.items.length === 0);
  return empty ? hashObject(new Map(), call.origin) : wrong(call, value, "a Hash");
}

function toText(call: KernelCall): RuntimeValue {
  const value = argument(call, 0);
  if (value.kind === "string") return value;
  if (value.kind === "nil" || value.kind === "boolean") return send(call, value, "to_s");
  const shown = textOfValue(call.machine, value, call.origin);
  return typeof shown === "string" ? text(call, shown) : shown;
}

function format(call: KernelCall): RuntimeValue {
  const [template, ...values] = call.arguments;
  const doubt = template && unknownIn(template);
  if (doubt !== undefined) return doubt;
  if (template?.kind !== "string") return wrong(call, template, "a String");
  const made = formatText(call.machine, template.text, values, call.origin);
  return typeof made === "string" ? text(call, made) : made;
}

/** Functions of Ruby that convert values and write them; all of them pure. */
export const kernelFunctions: MethodTable<ModuleObject> = tableOf<ModuleObject>(
  [
    pure("Integer", 1, 2, toInteger, { keywords: ["exception"] }),
    pure("Float", 1, 1, toFloat, { keywords: ["exception"] }),
    pure("Array", 1, 1, toArray, { takesUnknown: true }),
    pure("Hash", 1, 1, toHash),
    pure("String", 1, 1, toText),
    pure("format", 1, Infinity, format, { takesUnknown: true }),
  ],
  { sprintf: "format" },
);
