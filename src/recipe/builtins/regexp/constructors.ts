import type { PatternOptions } from "../../regexp/pattern.js";
import { makeRegexp } from "../../evaluate/compile-regexp.js";
import { regexpText } from "../../evaluate/regexp-text.js";
import { lastMatch } from "../../evaluate/last-match.js";
import { spanOfGroup, textAt } from "../../evaluate/matching.js";
import { nilObject, truthy } from "../../evaluate/value.js";
import type { ModuleObject, RuntimeValue } from "../../evaluate/value.js";
import { argument } from "../given.js";
import { pure, tableOf, text, wrong } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";

type ModuleCall = Invocation<ModuleObject>;

/** Of a pattern that is made of a text alone. */
export const noOptions: PatternOptions = { ignoreCase: false, multiLine: false, extended: false };

/** The bits of options; undefined for those that name an encoding, and for texts, which mean what the version takes them for. */
function optionsGiven(call: ModuleCall): PatternOptions | undefined {
  const given = call.arguments[1];
  if (given === undefined || given.kind === "nil") return noOptions;
  if (given.kind === "boolean") return { ...noOptions, ignoreCase: truthy(given) };
  if (given.kind !== "integer" || given.value < 0n || given.value > 7n) return undefined;
  const bits = Number(given.value);
  return { ignoreCase: (bits & 1) > 0, extended: (bits & 2) > 0, multiLine: (bits & 4) > 0 };
}

/** `Regexp.new`: of a text, or a copy of a regular expression, whose options stay. */
function newRegexp(call: ModuleCall): RuntimeValue | undefined {
  const pattern = argument(call, 0);
  if (pattern.kind === "regexp")
    return call.arguments.length === 1 ? { ...pattern, origin: call.origin } : undefined;
  if (pattern.kind !== "string") return wrong(call, pattern, "a String or a Regexp");
  const options = optionsGiven(call);
  return options && makeRegexp(call.machine, pattern.text, options, call.origin);
}

const escaped: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\t", "\\t"],
  ["\r", "\\r"],
  ["\f", "\\f"],
  ["\v", "\\v"],
]);

/** A text as a pattern for itself. */
export function quote(value: string): string {
  return value.replace(/[[\]{}()|\-*.\\?+^$# \t\n\r\f\v]/g, (found) => escaped.get(found) ?? `\\${found}`);
}

function escape(call: ModuleCall): RuntimeValue {
  const given = argument(call, 0);
  if (given.kind !== "string" && given.kind !== "symbol") return wrong(call, given, "a String");
  return text(call, quote(given.text));
}

/** `Regexp.union`: one of texts and regular expressions; of none, what nothing matches. */
function union(call: ModuleCall): RuntimeValue | undefined {
  const [first] = call.arguments;
  const items = first?.kind === "array" && call.arguments.length === 1 ? first.items : call.arguments;
  if (items.length === 0) return makeRegexp(call.machine, "(?!)", noOptions, call.origin);
  const [only] = items;
  if (items.length === 1 && only?.kind === "regexp") return only;
  const sources: string[] = [];
  for (const item of items) {
    if (item.kind !== "string" && item.kind !== "regexp")
      return item.kind === "unknown" ? item : wrong(call, item, "Strings and Regexps");
    sources.push(item.kind === "string" ? quote(item.text) : regexpText(item));
  }
  return makeRegexp(call.machine, sources.join("|"), noOptions, call.origin);
}

/** `Regexp.last_match`: `$~`, or a group of it. */
function last(call: ModuleCall): RuntimeValue | undefined {
  const { machine, origin } = call;
  const found = lastMatch(machine, origin);
  const [group] = call.arguments;
  if (group === undefined || found.kind !== "match") return found;
  const span = spanOfGroup(machine, found.pattern, found.match, group, origin);
  if (span === undefined) return nilObject(origin);
  return "kind" in span ? span : textAt(machine, found.text, span, origin);
}

/** What the class Regexp makes. */
export const regexpConstructors: MethodTable<ModuleObject> = tableOf<ModuleObject>(
  [
    pure("new", 1, 2, newRegexp),
    pure("escape", 1, 1, escape),
    pure("union", 0, Infinity, union),
    pure("last_match", 0, 1, last),
  ],
  { compile: "new", quote: "escape" },
);
