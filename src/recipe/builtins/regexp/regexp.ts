import { caseMatches, equals } from "../../evaluate/equality.js";
import { inspect, textOfValue } from "../../evaluate/text.js";
import type { RegexpObject } from "../../evaluate/regexp-value.js";
import { hashObject, integerObject, stringObject } from "../../evaluate/value.js";
import type { RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { setEntry } from "../../evaluate/collections.js";
import { argument } from "../given.js";
import { list, pure, iterating, tableOf, text, textList, truth, whole } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";
import { matchGiven, matchesGiven } from "./matching.js";

type RegexpCall = Invocation<RegexpObject>;

function shown(call: RegexpCall, show: typeof inspect): RuntimeValue {
  const made = show(call.machine, call.receiver, call.origin);
  return typeof made === "string" ? text(call, made) : made;
}

function answered(call: RegexpCall, answer: boolean | UnknownObject): RuntimeValue {
  return typeof answer === "boolean" ? truth(call, answer) : answer;
}

/**
 * `options`: those that `Regexp.new` takes, and 16 where the pattern can match nothing but UTF-8.
 * Undefined where an escape decides about that.
 */
function optionBits({ source, options }: RegexpObject): number | undefined {
  const foreign = /[^\0-\x7f]/.test(source);
  if (!foreign && /\\[uxM0-7]/.test(source)) return undefined;
  return (
    (foreign ? 16 : 0) +
    (options.ignoreCase ? 1 : 0) +
    (options.extended ? 2 : 0) +
    (options.multiLine ? 4 : 0)
  );
}

/** `named_captures` of the class: the numbers of the groups by their names. */
function groupNumbers(call: RegexpCall): RuntimeValue {
  const hash = hashObject(new Map(), call.origin);
  for (const [name, numbers] of call.receiver.program.names) {
    const items = numbers.map((number) => integerObject(BigInt(number), call.origin));
    setEntry(call.machine, hash, stringObject(name, call.origin), list(call, items));
  }
  return hash;
}

/** Methods of regular expressions. */
export const regexpMethods: MethodTable<RegexpObject> = tableOf<RegexpObject>(
  [
    iterating("match", 1, 2, (call) => matchGiven(call, call.receiver, argument(call, 0)), {
      block: "optional",
    }),
    pure("match?", 1, 2, (call) => matchesGiven(call, call.receiver, argument(call, 0))),
    pure("===", 1, 1, (call) =>
      answered(call, caseMatches(call.machine, call.receiver, argument(call, 0), call.origin)),
    ),
    pure("==", 1, 1, (call) =>
      answered(call, equals(call.machine, call.receiver, argument(call, 0), call.origin)),
    ),
    pure("source", 0, 0, (call) => text(call, call.receiver.source)),
    pure("to_s", 0, 0, (call) => shown(call, textOfValue)),
    pure("inspect", 0, 0, (call) => shown(call, inspect)),
    pure("options", 0, 0, (call) => {
      const bits = optionBits(call.receiver);
      return bits === undefined ? undefined : whole(call, bits);
    }),
    pure("casefold?", 0, 0, (call) => truth(call, call.receiver.options.ignoreCase)),
    pure("names", 0, 0, (call) => textList(call, [...call.receiver.program.names.keys()])),
    pure("named_captures", 0, 0, groupNumbers),
  ],
  { "eql?": "==" },
);
