import { caseMatches, equals } from "../../evaluate/equality.js";
import { truthy } from "../../evaluate/value.js";
import type { RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { argument } from "../given.js";
import { ask, iterating, pure, tableOf, truth, whole } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";
import { askToEnd, packed, walk } from "../walk.js";
import type { Walkable } from "../walk.js";

type Call = Invocation<Walkable>;

/** Whether an element counts: by `===` of the pattern, else by the block, else by itself. */
function fits(call: Call, values: readonly RuntimeValue[]): boolean | UnknownObject {
  const [pattern] = call.arguments;
  const item = packed(values);
  if (pattern !== undefined) return caseMatches(call.machine, pattern, item, call.origin);
  if (call.block !== undefined) return askToEnd(call, values);
  return item.kind === "unknown" ? item : truthy(item);
}

/** `all?`, `any?`, `none?`: an element that `ends` decides. */
function quantify(call: Call, ends: boolean, result: boolean): RuntimeValue {
  let doubt: UnknownObject | undefined;
  let decided = false;
  const problem = walk(call, (values) => {
    const answer = fits(call, values);
    if (typeof answer === "object") doubt ??= answer;
    decided = answer === ends;
    return !decided;
  });
  return decided ? truth(call, result) : (problem ?? doubt ?? truth(call, !result));
}

function one(call: Call): RuntimeValue {
  let doubt: UnknownObject | undefined;
  let count = 0;
  const problem = walk(call, (values) => {
    const answer = fits(call, values);
    if (typeof answer === "object") doubt ??= answer;
    if (answer === true) count += 1;
    return count < 2;
  });
  return count > 1 ? truth(call, false) : (problem ?? doubt ?? truth(call, count === 1));
}

function includes(call: Call): RuntimeValue {
  const wanted = argument(call, 0);
  let doubt: UnknownObject | undefined;
  let found = false;
  const problem = walk(call, (values) => {
    const same = equals(call.machine, packed(values), wanted, call.origin);
    if (typeof same === "object") doubt ??= same;
    found = same === true;
    return !found;
  });
  return found ? truth(call, true) : (problem ?? doubt ?? truth(call, false));
}

/** `count`: all, those equal to the argument, or those that the block is true for. */
function count(call: Call): RuntimeValue {
  const [wanted] = call.arguments;
  let doubt: UnknownObject | undefined;
  let number = 0;
  const problem = walk(call, (values) => {
    const counts =
      wanted !== undefined
        ? equals(call.machine, packed(values), wanted, call.origin)
        : call.block === undefined || known(ask(call, ...values));
    if (typeof counts === "object") doubt ??= counts;
    if (counts === true) number += 1;
  });
  return problem ?? doubt ?? whole(call, number);
}

function known(answer: RuntimeValue): boolean | UnknownObject {
  return answer.kind === "unknown" ? answer : truthy(answer);
}

/** Methods of Enumerable that tell something of the elements. */
export const askingMethods: MethodTable<Walkable> = tableOf<Walkable>(
  [
    iterating("all?", 0, 1, (call) => quantify(call, false, false), { block: "optional" }),
    iterating("any?", 0, 1, (call) => quantify(call, true, true), { block: "optional" }),
    iterating("none?", 0, 1, (call) => quantify(call, true, false), { block: "optional" }),
    iterating("one?", 0, 1, one, { block: "optional" }),
    pure("include?", 1, 1, includes),
    iterating("count", 0, 1, count, { block: "optional" }),
  ],
  { "member?": "include?" },
);
